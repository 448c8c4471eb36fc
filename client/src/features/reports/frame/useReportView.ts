import { useCallback, useMemo, useRef } from 'react';
import { useMay } from '../../../shared/access/who';
import type { FilterView } from '../../../shared/filter/filterView';
import { localText } from '../../../shared/format/zone';
import { useMinute } from '../../../shared/tick/ticker';
import { useAddress } from '../../../shared/ui/useAddress';
import { at, get } from '../../../shared/wire/api';
import type { ValueCount } from '../../../shared/wire/rows';
import type { Desk } from '../../../shared/wire/wire';
import { askedOf, isStep, readAddress, writeAddress, type Asked, type ReportAddress } from '../address/address';
import type { Column } from '../../../shared/rows/columns';
import { reportColumns } from '../data/columns';
import { reportPath } from '../data/useReport';
import type { FlowReport } from '../../../shared/wire/reports';

/** All that the parts of a report share. */
export interface ReportView {
  desk: Desk;
  zone: string;
  now: number;
  address: ReportAddress;
  change: (more: Partial<ReportAddress>) => void;
  asked: Asked;
  filter: FilterView;
}

/** What the flow can go by is known by count without single tickets: so those who see figures alone can choose too. */
const figureColumns = (): readonly Column[] => reportColumns().filter(({ name }) => isStep(name));
const week: readonly ValueCount[] = [1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, count: 0 }));

/** What the address of a report says, and the ways to change it. */
export function useReportView(desk: Desk): ReportView {
  const [address, change] = useAddress(readAddress, writeAddress);
  const now = useMinute();
  const zone = desk.timeZone;
  const mayRows = useMay('member');
  // Asked anew with the day, not with each minute of a filter that moves with the clock.
  const latest = useRef(now);
  latest.current = now;
  const today = localText(now, zone).slice(0, 10);
  // oxlint-disable-next-line react/exhaustive-deps
  const asked = useMemo(() => askedOf(address, latest.current, zone), [address, today, zone]);
  const { from, to } = asked.days;
  const values = useCallback(
    async (column: string, signal: AbortSignal): Promise<readonly ValueCount[]> => {
      if (column === 'weekday') return week;
      if (!isStep(column)) return get(`${at(desk.id)}/tickets/values?column=${column}`, signal);
      const steps = column === 'ending' ? 'kind,ending' : `${column},ending`;
      const path = reportPath(desk.id, 'flow', { days: { from, to }, filter: '' }, { steps });
      const { nodes } = await get<FlowReport>(path, signal, 120_000);
      return nodes
        .filter(({ step }) => step === column)
        .map(({ value, count }) => ({ value: column === 'priority' && value !== null ? Number(value) : value, count }));
    },
    [desk.id, from, to],
  );
  return {
    desk,
    zone,
    now,
    address,
    change,
    asked,
    filter: {
      zone,
      columns: mayRows ? reportColumns() : figureColumns(),
      conditions: address.conditions,
      change: (conditions) => change({ conditions }),
      clear: address.conditions.length > 0 ? () => change({ conditions: [] }) : null,
      values,
    },
  };
}
