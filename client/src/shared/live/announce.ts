import type { Speech } from '../preferences/preferences';
import type { Results } from '../store/merge';
import type { KpiDefinition, Status } from '../wire/wire';

const weight: Record<Status, number> = { none: 0, good: 0, warning: 1, critical: 2 };

/** A status that got worse, or a critical one that recovered: what is worth saying. */
export interface Turn {
  id: string;
  title: string;
  status: Status;
}

export function turns(
  ids: readonly string[],
  before: Results,
  after: Results,
  catalogue: Readonly<Record<string, KpiDefinition>>,
  speech: Speech,
): Turn[] {
  if (speech === 'off') return [];
  return ids.flatMap((id) => {
    const old = before[id]?.status,
      now = after[id]?.status,
      title = catalogue[id]?.title;
    if (!old || !now || !title || old === now) return [];
    const told = weight[now] > weight[old] ? now === 'critical' || speech === 'status' : old === 'critical';
    return told ? [{ id, title, status: now }] : [];
  });
}

const became: Record<Status, string> = {
  critical: 'became critical',
  warning: 'now warning',
  good: 'good again',
  none: 'without a limit',
};

/** What is said of the turns gathered: each by name, over three as a count with the first names. */
export function spokenTurns(gathered: readonly Turn[]): string {
  const latest = [...new Map(gathered.map((turn) => [turn.id, turn])).values()];
  const statuses: readonly Status[] = ['critical', 'warning', 'good', 'none'];
  return statuses
    .flatMap((status) => {
      const own = latest.filter((turn) => turn.status === status);
      if (own.length === 0) return [];
      const names = own
        .slice(0, 3)
        .map((turn) => turn.title)
        .join(', ');
      return own.length > 3 ? [`${own.length} cards ${became[status]}: ${names}, …`] : [`${names} ${became[status]}`];
    })
    .join('. ');
}

const gatherFor = 5_000,
  apart = 10_000;

/** Gathers for 5 s and says at most one thing in 10 s. */
export class Gatherer {
  private turns: Turn[] = [];
  private state: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private saidAt = -Infinity;

  constructor(private readonly say: (text: string) => void) {}

  add(more: readonly Turn[]): void {
    if (more.length === 0) return;
    this.turns.push(...more);
    this.plan();
  }

  /** The last state wins: who was offline and is live again hears only that. */
  live(state: string): void {
    this.state = state;
    this.plan();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private plan(): void {
    if (this.timer !== undefined) return;
    this.timer = setTimeout(
      () => {
        this.timer = undefined;
        const text = [this.state ?? '', spokenTurns(this.turns)].filter(Boolean).join('. ');
        this.turns = [];
        this.state = null;
        this.saidAt = Date.now();
        if (text) this.say(`${text}.`);
      },
      Math.max(gatherFor, this.saidAt + apart - Date.now()),
    );
  }
}
