import { create } from 'zustand';
import { browser } from '../storage/storage';
import type { Status } from '../wire/wire';

/** How this page looks at the board: not part of the desk. */
interface View {
  /** Only cards of this status stand out. */
  filter: Status | null;
  /** Minutes that trends look back. */
  window: number;
  /** The card whose definition is open. */
  definition: string | null;
  /** KPIs on the own board that is shown; null = all of the desk. */
  shown: readonly string[] | null;
}

export const windows = [15, 60, 480, 1440] as const;

const key = 'apollo.window';

const stored = (): number => windows.find((minutes) => minutes === Number(browser.text(key))) ?? 60;

export const useView = create<View>(() => ({ filter: null, window: stored(), definition: null, shown: null }));

export const toggleFilter = (status: Status): void =>
  useView.setState((view) => ({ filter: view.filter === status ? null : status }));

export function setWindow(minutes: number): void {
  browser.keepText(key, String(minutes));
  useView.setState({ window: minutes });
}

export const openDefinition = (definition: string | null): void => useView.setState({ definition });

export const windowText = (minutes: number): string => (minutes < 120 ? `${minutes} min` : `${minutes / 60} h`);
