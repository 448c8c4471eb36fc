/** What a page of a display shows; none of the four = the desk's own rotation, as its catalogue has it. */
export interface DisplayPage {
  desk: string;
  title: string | null;
  /** KPI ids, in order; of an own board too, as the server read it. */
  cards: readonly string[] | null;
  board: string | null;
  /** A breakdown: team, technician, location, category or priority. */
  table: string | null;
  show: 'interventions' | 'alerts' | null;
}

/** What this display is, as an admin set it up. */
export interface Display {
  id: string;
  name: string;
  place: string;
  pages: readonly DisplayPage[];
  /** Seconds that a page stays. */
  seconds: number;
  /** Hours of the desk's day as 20:00; `black` shows only a small clock. */
  night: { from: string; to: string; black: boolean } | null;
  /** From the eye to the screen, metres. */
  distance: number;
  /** Of the screen, inches. */
  diagonal: number;
}

/** How this television stands with Apollo. */
export interface DisplayState {
  state: 'waiting' | 'paired' | 'revoked';
  code: string | null;
  expiresAt: string | null;
  /** Where the code is typed. */
  url: string | null;
  display: Display | null;
}
