import { create } from 'zustand';

export type Theme = 'system' | 'dark' | 'light';

export const themes = [
  { id: 'system', text: 'As the system' },
  { id: 'dark', text: 'Dark' },
  { id: 'light', text: 'Light' },
] as const;

const key = 'apollo.theme';

function stored(): Theme {
  try {
    const theme = localStorage.getItem(key);
    return theme === 'dark' || theme === 'light' ? theme : 'system';
  } catch {
    return 'system';
  }
}

export const useTheme = create<{ theme: Theme }>(() => ({ theme: stored() }));

/** Remembered per browser; the system's until one is chosen. */
export function chooseTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
  try {
    if (theme === 'system') localStorage.removeItem(key);
    else localStorage.setItem(key, theme);
  } catch {
    /* storage refused: the choice holds for this page */
  }
  useTheme.setState({ theme });
}
