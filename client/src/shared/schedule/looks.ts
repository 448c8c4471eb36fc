import type { LocationLook } from '../wire/wire';

/** How a location looks: hue and pattern by number, and its code. Colour is never alone. */
export interface Look {
  hue: number;
  pattern: number;
  code: string;
}

const tiles = 10;

/**
 * Looks by name. A location keeps its place for good, whatever comes or goes; one the server has not told of yet stands
 * behind the others, by name. The eleventh on takes the hue again with another pattern, so the first hundred differ.
 */
export function looksOf(names: Iterable<string>, kept: readonly LocationLook[]): ReadonlyMap<string, Look> {
  const looks = new Map<string, Look>(),
    codes = new Set(kept.map((look) => look.code));
  const add = (name: string, place: number, code: string): void => {
    looks.set(name, { hue: place % tiles, pattern: (place + Math.floor(place / tiles)) % tiles, code });
  };
  for (const { name, place, code } of kept) add(name, place, code);
  let next = Math.max(-1, ...kept.map((look) => look.place)) + 1;
  for (const name of [...new Set(names)].filter((name) => !looks.has(name)).toSorted((a, b) => a.localeCompare(b))) {
    const code = codeOf(name, codes);
    codes.add(code);
    add(name, next++, code);
  }
  return looks;
}

/** Three capital letters: the first three, else others of the name until no other place has them. */
export function codeOf(name: string, taken: ReadonlySet<string>): string {
  const letters =
    name
      .normalize('NFD')
      .replace(/[^\p{L}\p{N}]/gu, '')
      .toUpperCase() || '?';
  const first = letters.slice(0, 3).padEnd(3, '-');
  if (!taken.has(first)) return first;
  for (let i = 2; i < letters.length; i++)
    for (let j = 1; j < i; j++) {
      const code = letters[0]! + letters[j]! + letters[i]!;
      if (!taken.has(code)) return code;
    }
  for (let i = 1; ; i++) {
    const code = (first.slice(0, 2) + i).slice(0, 3);
    if (!taken.has(code) || i > 9) return code;
  }
}
