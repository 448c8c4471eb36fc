/** One of the two limits of a rule: `at` and `recover` in the KPI's unit, the others seconds. */
export interface RuleLevel {
  at: number;
  for: number;
  /** The value at which it ends; null = as soon as the value is no longer beyond `at`. */
  recover: number | null;
  ahead: number | null;
}

/** Hours by day: `{ "Monday": "06:00-22:00" }`. */
export type RuleHours = 'always' | 'service' | Readonly<Record<string, string>>;

/** Whom a rule tells: team:Network, role:manager, person:{id}, hook:{id}. */
export interface RuleNotify {
  channel: string;
  to: string;
  after: number;
}

export interface AlertRule {
  id: string;
  name: string;
  kind: 'kpi' | 'ticket' | 'data' | 'display';
  kpi: string;
  dimension: string | null;
  /** One group, or * for each. */
  group: string | null;
  warning: RuleLevel | null;
  critical: RuleLevel | null;
  /** Values at or above a limit are beyond it; else those below it. */
  above: boolean;
  hours: RuleHours;
  notify: readonly RuleNotify[];
  repeat: number | null;
  message: string | null;
  enabled: boolean;
  /** Why it does not run though it is switched on: the desk no longer has what it names. */
  idle?: string;
  /** 0 = only suggested by the desk's limits. */
  revision: number;
  /** What is watched where it is no KPI. */
  of?: 'due' | 'response' | 'count' | 'age' | 'leftOut' | 'offline' | 'frozen';
  /** So many seconds before a ticket is due. */
  before?: number;
  /** `before` by the clock; else it is service time. */
  clock?: boolean;
  /** Which tickets. */
  filter?: string;
}

export interface Silence {
  id: string;
  rule: string | null;
  kpi: string | null;
  /** As team:Network. */
  group: string | null;
  from: string;
  until: string;
  reason: string;
  by: string;
}

/** What a rule raised, or would have raised, in a range of the past; durations in seconds. */
export interface BackTest {
  from: string;
  to: string;
  /** From when on something is known; null = nothing is. */
  known: string | null;
  fired: readonly {
    severity: 'warning' | 'critical';
    group: string | null;
    from: string;
    to: string | null;
    worst: number | null;
    /** Nobody was told when it fired. */
    outsideHours: boolean;
    /** The rule was on, and raised it. */
    live: boolean;
  }[];
  least: number;
  most: number;
  total: number;
  longest: number;
  outsideHours: number;
  /** Begin and end, Unix ms. */
  gaps: readonly (readonly number[])[];
  computedUntil: string | null;
  of: 'warning' | 'critical';
  around: readonly { at: number; times: number; total: number }[];
  aheadLeftOut?: boolean;
}

/** Somebody who can be on call, or told by name. */
export interface RotaPerson {
  id: string;
  name: string;
  /** They are away until then: the next in order stands in. */
  awayUntil: string | null;
}

/** Who of a team is on call: people in order, each from one handover to the next. */
export interface Rota {
  team: string;
  people: readonly string[];
  /** Date of the first handover. */
  begins: string;
  /** Wall time of the handovers, `09:00:00`. */
  at: string;
  weeks: number;
  exchanges: readonly { from: string; until: string; person: string }[];
  revision: number;
  /** Scheme and host of its calendar; null = none. */
  calendar?: string | null;
}

export interface DeskRotas {
  rotas: readonly {
    rota: Rota;
    onCall: RotaPerson | null;
    until: string | null;
    calendarReadAt?: string | null;
    /** Why its calendar could not be read since. */
    calendarFault?: string | null;
  }[];
  /** Who can be on call. */
  people: readonly RotaPerson[];
  /** Teams that have somebody here. */
  teams?: readonly string[];
}
