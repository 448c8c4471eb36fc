import { create } from 'zustand';
import { browser } from '../storage/storage';

export type Theme = 'system' | 'dark' | 'light';

export const themes = [
  { id: 'system', text: 'As the system' },
  { id: 'dark', text: 'Dark' },
  { id: 'light', text: 'Light' },
] as const;

/** Read before the first paint by public/theme.js. */
const key = 'apollo.theme';

function stored(): Theme {
  const theme = browser.text(key);
  return theme === 'dark' || theme === 'light' ? theme : 'system';
}

export const useTheme = create<{ theme: Theme }>(() => ({ theme: stored() }));

/** Remembered per browser; the system's until one is chosen. */
export function chooseTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
  browser.keepText(key, theme === 'system' ? null : theme);
  useTheme.setState({ theme });
}
