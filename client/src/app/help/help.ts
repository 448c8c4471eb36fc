import { create } from 'zustand';
import { browser } from '../../shared/storage/storage';

const key = 'apollo.legend';

interface Help {
  isOpen: boolean;
  /** Whether this browser has not yet seen how a card is read. */
  isFirst: boolean;
}

export const useHelp = create<Help>(() => ({ isOpen: false, isFirst: browser.text(key) === null }));

export const openHelp = (isOpen = true): void => useHelp.setState({ isOpen });

/** The legend is not shown again by itself; the help has it. */
export function dismissLegend(): void {
  browser.keepText(key, 'seen');
  useHelp.setState({ isFirst: false });
}
