import { useEffect, useState } from 'react';
import { useMay } from '../../../shared/access/who';
import { useDesk } from '../../../shared/store/desk';
import form from '../../../shared/ui/form.module.css';
import { NothingHere } from '../../../shared/ui/NothingHere';
import type { AlertRule } from '../../../shared/wire/alerts';
import { useRules } from '../data/rules';
import { Frame } from '../frame/Frame';
import { Editor } from './Editor';
import { freshRule } from './form';

/** A rule, or a new one: what it watches, and whom it tells. */
export default function RulePage({ id }: { id: string }) {
  const may = useMay('member');
  const { rules, fault } = useRules();
  const catalogue = useDesk((state) => state.catalogue);
  const first = useDesk((state) => state.order[0]);
  // A rule is read once: what others change in it meanwhile is told as it is kept.
  const [rule, setRule] = useState<Omit<AlertRule, 'id' | 'revision'> | AlertRule | null>(null);
  const isNew = id === 'new';
  const found = rules?.find((each) => each.id === id);
  const start = isNew ? (first && catalogue[first] ? freshRule(catalogue[first]) : null) : (found ?? null);
  useEffect(() => {
    if (rule === null && start !== null) setRule(start);
  }, [rule, start]);
  if (!may) return <NothingHere title="Rules are for members">They say when somebody is told, and whom.</NothingHere>;
  if (!isNew && rules !== null && !found && rule === null)
    return <NothingHere title="There is no such rule">It may have been removed meanwhile.</NothingHere>;
  return (
    <Frame>
      {fault !== null && rule === null && (
        <p className={form.fault} role="alert">
          {fault}
        </p>
      )}
      {rule && <Editor rule={rule} onRead={setRule} />}
    </Frame>
  );
}
