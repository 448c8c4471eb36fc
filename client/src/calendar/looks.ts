/** How a location looks: hue and pattern by number, and its code. Colour is never alone. */
export interface Look { hue: number; pattern: number; code: string }

const key = 'apollo.locations';
const tiles = 10;

/**
 * Numbers are given in the order locations were first seen by this browser (by name, where several come at once) and kept: a location keeps
 * its look for good, whatever comes or goes. The eleventh on takes the hue again with another pattern, so the first hundred differ.
 */
export function looksOf(names: Iterable<string>, kept: readonly string[] = stored()): ReadonlyMap<string, Look> {
  const order = [...kept, ...[...new Set(names)].filter(name => !kept.includes(name)).sort((a, b) => a.localeCompare(b))];
  if (order.length > kept.length) keep(order);
  const looks = new Map<string, Look>(), codes = new Set<string>();
  order.forEach((name, i) => {
    const code = codeOf(name, codes);
    codes.add(code);
    looks.set(name, { hue: i % tiles, pattern: (i + Math.floor(i / tiles)) % tiles, code });
  });
  return looks;
}

/** Three capital letters: the first three, else others of the name until no other place has them. */
export function codeOf(name: string, taken: ReadonlySet<string>): string {
  const letters = name.normalize('NFD').replace(/[^\p{L}\p{N}]/gu, '').toUpperCase() || '?';
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

function stored(): string[] {
  try {
    const names = JSON.parse(localStorage.getItem(key) ?? '[]') as unknown;
    return Array.isArray(names) ? names.filter(name => typeof name === 'string') : [];
  } catch { return []; }
}

function keep(order: readonly string[]): void {
  try { localStorage.setItem(key, JSON.stringify(order)); } catch { /* this page only */ }
}
