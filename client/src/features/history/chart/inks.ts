import { useEffect, useState } from 'react';
import { useTheme } from '../../../shared/theme/theme';

const names = [
  'fg0',
  'fg1',
  'fg2',
  'fg3',
  'line',
  'inset',
  'ctl',
  'spark',
  'band',
  'warn',
  'warnedge',
  'crit',
  'accent',
  'card',
] as const;

/** The colours of a chart as the canvas takes them. */
export type Inks = Record<(typeof names)[number], string> & {
  /** The reader has chosen the colours: fills go, lines and hatches stay. */
  forced: boolean;
};

/** The page's colours now: in a forced palette the text's for all of them. */
function read(): Inks {
  const probe = document.createElement('span');
  document.body.append(probe);
  const inks = {} as Record<string, string>;
  for (const name of names) {
    probe.style.color = `var(--${name})`;
    inks[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return { ...(inks as Omit<Inks, 'forced'>), forced: matchMedia('(forced-colors: active)').matches };
}

const media = ['(prefers-color-scheme: dark)', '(forced-colors: active)', 'print'] as const;

/** The inks, read again when the theme changes, and for the printer. */
export function useInks(): Inks {
  const theme = useTheme((state) => state.theme);
  const [inks, set] = useState(read);
  useEffect(() => {
    const renew = (): void => set(read());
    renew();
    const lists = media.map((query) => matchMedia(query));
    lists.forEach((list) => list.addEventListener('change', renew));
    return () => lists.forEach((list) => list.removeEventListener('change', renew));
  }, [theme]);
  return inks;
}
