import type { Settings } from '../../../shared/wire/displays';

/** What this display is, as an admin set it up; of an own board the cards, as the server read it. */
export interface Display extends Settings {
  id: string;
}

/** How this television stands with Apollo. */
export interface DisplayState {
  state: 'waiting' | 'paired' | 'revoked';
  code: string | null;
  expiresAt: string | null;
  /** Where the code is typed; null = where this page came from. */
  url: string | null;
  display: Display | null;
}
