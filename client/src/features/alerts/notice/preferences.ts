import { create } from 'zustand';
import { browser } from '../../../shared/storage/storage';

/** How this browser tells of alerts. */
interface Telling {
  /** A sound, once, with what is critical. */
  sound: boolean;
  /** The system's own notices, while the page is not in front. */
  system: boolean;
}

const key = 'apollo.notices';

function stored(): Telling {
  const { sound, system } = (browser.value(key) ?? {}) as Partial<Telling>;
  return { sound: sound === true, system: system === true };
}

export const useTelling = create<Telling>(stored);

export function tell(more: Partial<Telling>): void {
  useTelling.setState(more);
  browser.keepValue(key, { ...stored(), ...more });
}
