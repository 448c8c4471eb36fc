import { useMemo, useState } from 'react';
import { useReport, reportPath } from '../data/useReport';
import type { FlowReport } from '../../../shared/wire/reports';
import type { ReportView } from '../frame/useReportView';
import { groupCondition, ticketsPath } from '../rows/conditions';
import { flowOf, isSame, lightOf, nodesOf, type Flow, type Light, type Part } from './model';

/** What a flow shows: what is pinned, else what is pointed at. */
export interface Shown {
  part: Part | null;
  light: Light | null;
  isPinned: boolean;
  point: (part: Part | null) => void;
  /** Keeps a part lit, or lets it go. */
  pin: (part: Part | null) => void;
  /** The page of the tickets through groups, any of those of one step; null for those who see no single tickets. */
  linkOf: ((through: readonly number[]) => string) | null;
}

/** The flow of the period. */
export function useFlow(view: ReportView): {
  flow: Flow | null;
  answer: FlowReport | null;
  fault: string | null;
  renew: () => void;
} {
  const path = reportPath(view.desk.id, 'flow', view.asked, { steps: view.address.steps.join() });
  const { data, fault, renew } = useReport<FlowReport>(path);
  const flow = useMemo(() => (data ? flowOf(data) : null), [data]);
  return { flow, answer: data, fault, renew };
}

/** What is lit of a flow. */
export function useShown(flow: Flow, view: ReportView, mayRows: boolean): Shown {
  const [pointed, setPointed] = useState<{ flow: Flow; part: Part } | null>(null),
    [pinned, setPinned] = useState<{ flow: Flow; part: Part } | null>(null);
  // Of another answer nothing is lit.
  const held = pinned?.flow === flow ? pinned.part : null;
  const part = held ?? (pointed?.flow === flow ? pointed.part : null);
  const light = useMemo(() => (part ? lightOf(flow, nodesOf(flow, part)) : null), [flow, part]);
  return {
    part,
    light,
    isPinned: held !== null,
    point: (next) => setPointed(next && { flow, part: next }),
    pin: (next) => setPinned(next && !isSame(next, held) ? { flow, part: next } : null),
    linkOf: mayRows
      ? (through) => {
          const passed = through.map((index) => flow.nodes[index]!);
          return ticketsPath(
            view.address,
            'opened',
            flow.steps.flatMap((step, i) => {
              const values = passed.flatMap((node) => (node.step === i ? node.values : []));
              return values.length > 0 ? [groupCondition(step, values)] : [];
            }),
          );
        }
      : null,
  };
}
