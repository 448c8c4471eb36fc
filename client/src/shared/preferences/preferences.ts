import { create } from 'zustand';
import { browser } from '../storage/storage';

export type Density = 'normal' | 'compact';
/** What the hidden live region says: critical cards and the connection; every status that worsens; nothing. */
export type Speech = 'alerts' | 'status' | 'off';

/** How this browser likes the board. */
interface Preferences {
  density: Density;
  speech: Speech;
  /** Single-key shortcuts on a card (`i`, `m`, `h`). */
  shortcuts: boolean;
  /** The own board that Apollo opens with; null = all KPIs. */
  start: string | null;
}

const key = 'apollo.preferences';
const usual: Preferences = { density: 'normal', speech: 'alerts', shortcuts: true, start: null };

function stored(): Preferences {
  const { density, speech, shortcuts, start } = (browser.value(key) ?? {}) as Partial<Preferences>;
  return {
    density: density === 'compact' ? density : usual.density,
    speech: speech === 'status' || speech === 'off' ? speech : usual.speech,
    shortcuts: shortcuts ?? usual.shortcuts,
    start: typeof start === 'string' ? start : usual.start,
  };
}

export const usePreferences = create<Preferences>(stored);

/** What another tab chose meanwhile stays. */
export function prefer(more: Partial<Preferences>): void {
  usePreferences.setState(more);
  browser.keepValue(key, { ...stored(), ...more });
}
