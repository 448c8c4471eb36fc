import { useEffect } from 'react';
import { create } from 'zustand';
import { useMay } from '../../../shared/access/who';
import { useDesk } from '../../../shared/store/desk';
import type { AlertRule } from '../../../shared/wire/alerts';
import { at, get, reasonOf, send } from '../../../shared/wire/api';

interface Rules {
  desk: string | null;
  /** By name; null until they are there. */
  rules: readonly AlertRule[] | null;
  fault: string | null;
}

export const useRulesStore = create<Rules>(() => ({ desk: null, rules: null, fault: null }));

const path = (desk: string, id = ''): string => `${at(desk)}/alert-rules${id && `/${encodeURIComponent(id)}`}`;

/** Reads the rules of a desk; what was read stays until then. */
export async function readRules(desk: string): Promise<void> {
  try {
    const rules = await get<readonly AlertRule[]>(path(desk));
    if (useDesk.getState().desk?.id === desk) useRulesStore.setState({ desk, rules, fault: null });
  } catch (error) {
    useRulesStore.setState((before) => ({
      desk,
      rules: before.desk === desk ? before.rules : null,
      fault: reasonOf(error),
    }));
  }
}

/** The desk's rules, for members and above; read anew whenever `key` is another. */
export function useRules(key: string = ''): Rules {
  const desk = useDesk((state) => state.desk?.id ?? null);
  const may = useMay('member');
  const held = useRulesStore();
  useEffect(() => {
    if (desk !== null && may) void readRules(desk);
  }, [desk, may, key]);
  return held.desk === desk ? held : { desk, rules: null, fault: null };
}

/** One rule of those that are known. */
export const useRule = (id: string): AlertRule | undefined =>
  useRulesStore(({ rules }) => rules?.find((rule) => rule.id === id));

/** Without what the server gives. */
export type RuleDraft = Omit<AlertRule, 'id' | 'revision'>;

export const addRule = (desk: string, draft: RuleDraft): Promise<AlertRule> => send('POST', path(desk), draft);

/** Keeps a rule only where nobody changed it since it was read: else 412. */
export const changeRule = (desk: string, { id, revision }: AlertRule, draft: RuleDraft): Promise<AlertRule> =>
  send('PUT', path(desk, id), draft, `"${revision}"`);

export const removeRule = (desk: string, { id, revision }: AlertRule): Promise<null> =>
  send('DELETE', path(desk, id), undefined, `"${revision}"`);

/** A rule as it is sent. */
export const draftOf = ({ id: _, revision: __, ...draft }: AlertRule): RuleDraft => draft;
