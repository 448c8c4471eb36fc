import type { LocationLook } from '../wire/wire';

/** The badge of a location: hue and pattern by number, and its code. Colour is never alone. */
export interface Badge {
  hue: number;
  pattern: number;
  code: string;
}

const tiles = 10;

/**
 * Badges by name. A location keeps its place for good, whatever comes or goes; one the server has not told of yet
 * stands behind the others, by name. The eleventh on takes the hue again with another pattern, so the first hundred
 * differ.
 */
export function badgesOf(names: Iterable<string>, kept: readonly LocationLook[]): ReadonlyMap<string, Badge> {
  const badges = new Map<string, Badge>(),
    codes = new Set(kept.map((badge) => badge.code));
  const add = (name: string, place: number, code: string): void => {
    badges.set(name, { hue: place % tiles, pattern: (place + Math.floor(place / tiles)) % tiles, code });
  };
  for (const { name, place, code } of kept) add(name, place, code);
  let next = Math.max(-1, ...kept.map((badge) => badge.place)) + 1;
  for (const name of [...new Set(names)].filter((name) => !badges.has(name)).toSorted((a, b) => a.localeCompare(b))) {
    const code = codeOf(name, codes);
    codes.add(code);
    add(name, next++, code);
  }
  return badges;
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
