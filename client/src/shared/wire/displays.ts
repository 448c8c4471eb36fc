/** What a page of a display shows; none of the four = the desk's own rotation. */
export interface DisplayPage {
  desk: string;
  title: string | null;
  cards: readonly string[] | null;
  /** The secret of an own board's shared link. */
  board: string | null;
  table: string | null;
  show: 'interventions' | 'alerts' | null;
}

export type FleetState = 'live' | 'frozen' | 'offline' | 'never';

/** How a display is set up. */
export interface Settings {
  name: string;
  place: string;
  pages: readonly DisplayPage[];
  seconds: number;
  night: { from: string; to: string; black: boolean } | null;
  distance: number;
  diagonal: number;
  sound: boolean;
}

/** A wall display and how it is; times are ISO 8601. */
export interface FleetDisplay extends Settings {
  id: string;
  desks: readonly string[];
  state: FleetState;
  page: string | null;
  version: string | null;
  seenAt: string | null;
  paintedAt: string | null;
  /** Seconds. */
  dataAge: number | null;
  /** Milliseconds. */
  latency: number | null;
  frozenSince: string | null;
  revision: number;
}

/** What changed among the wall displays; of a desk's manager those that show that desk alone. */
export interface DisplaysMessage {
  desk: string;
  full: boolean;
  changed: readonly FleetDisplay[];
  removed: readonly string[];
}
