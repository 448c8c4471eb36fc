import { useEffect, useRef } from 'react';
import { useMay } from '../../../shared/access/who';
import { useDesk } from '../../../shared/store/desk';
import { useAnswer } from '../../../shared/ui/useAnswer';
import type { AlertRule, Silence } from '../../../shared/wire/alerts';
import { at } from '../../../shared/wire/api';
import type { Alert } from '../../../shared/wire/wire';

/** The silences that are not over, for members and above; asked anew whenever `key` is another. */
export function useSilences(key: string): {
  silences: readonly Silence[] | null;
  fault: string | null;
  renew: () => void;
} {
  const desk = useDesk((state) => state.desk?.id);
  const may = useMay('member');
  const { data, fault, renew } = useAnswer<readonly Silence[]>(desk && may ? `${at(desk)}/silences` : null);
  const asked = useRef(key);
  useEffect(() => {
    if (asked.current === key) return;
    asked.current = key;
    renew();
  }, [key, renew]);
  return { silences: data, fault, renew };
}

/** The silence that holds an alert until then; null = it is not known. */
export const silenceOf = (
  silences: readonly Silence[] | null,
  alert: Alert,
  rule: Pick<AlertRule, 'id'> | undefined,
): Silence | null =>
  silences?.find(
    (silence) =>
      silence.until === alert.silencedUntil &&
      (silence.rule === null || silence.rule === (rule?.id ?? alert.rule)) &&
      (silence.kpi === null || silence.kpi === alert.kpi) &&
      (silence.group === null || silence.group === `${alert.dimension}:${alert.group}`),
  ) ?? null;
