import type { Flag } from '../../../shared/schedule/items';

/** What an entry has room for. Whole lines only: nothing is cut in the middle of a line or a letter. */
export interface Fit {
  /** Lines in all. */
  lines: number;
  time: 'range' | 'start' | null;
  /** Flags as chips with their word, a line each; as signs behind the code; as signs in a line of their own. */
  flags: 'words' | 'signs' | 'row';
  /** Signs that fit; a conflict, which the border tells too, is left out first. */
  signs: number;
  /** The title stands beside the code: there is one line only. */
  inline: boolean;
  /** Lines the title may take; 0: not even half a word fits beside the code. */
  title: number;
  /** Hardly wider than its code: words break. */
  tight: boolean;
  /** A done one's tick stands behind its code; else, as where there is room for the time, before its title. */
  tick: boolean;
  /** Room for two facts in a line. */
  wide: boolean;
}

/** rem, as drawn in Entry.module.css. */
const line = 0.9375,
  band = { wide: 0.75, narrow: 0.625 },
  code = 1.75,
  gap = 0.3125,
  start = 2,
  range = 5.25,
  sign = 0.9375,
  tick = 0.9375,
  titleBeside = 3,
  half = 1.5,
  twoDays = 3;
const chip: Record<Flag, number> = { conflict: 4.25, afterSla: 4.6, overdue: 3.8 };

export const lineHeight = line;

/**
 * The entry as it is drawn: `width` and `height` in rem, borders included; `narrow` where it shares its column;
 * `overnight`: its time names two days.
 */
export interface Shape {
  width: number;
  height: number;
  flags: readonly Flag[];
  narrow: boolean;
  overnight: boolean;
}

export function fit({ width, height, flags, narrow, overnight }: Shape): Fit {
  const count = flags.length,
    borders = flags.includes('conflict') ? 0.25 : 0.125;
  const inner = width - borders - (narrow ? band.narrow + 0.375 : band.wide + 0.75);
  const lines = Math.max(1, Math.floor((height - borders - 0.25) / line));
  // Where words break, one line is no title.
  const words = count > 0 && flags.every((flag) => inner >= chip[flag]) && lines >= count + (inner < 7 ? 3 : 2);
  const row = !words && count > 0 && code + count * sign > inner && lines >= 3;
  const signs = words ? 0 : row ? count : Math.min(count, Math.max(1, Math.floor((inner - code) / sign)));
  const left = inner - code - gap - (row ? 0 : signs * sign);
  const inline = lines === 1;
  const beside = inline ? titleBeside : 0;
  const time = left >= range + (overnight ? twoDays : 0) + beside ? 'range' : left >= start + beside ? 'start' : null;
  const rest = lines - 1 - (words ? count : row ? 1 : 0);
  return {
    lines,
    time,
    flags: words ? 'words' : row ? 'row' : 'signs',
    signs,
    inline,
    title: inline && left < half ? 0 : Math.max(1, Math.min(rest, 6)),
    tight: inner < code + gap + start,
    tick: inner < code + gap + start && inner >= code + tick,
    wide: inner >= 8.5,
  };
}
