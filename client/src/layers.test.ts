import { expect, it } from 'vitest';

// Which layer may import which, and that no two files import each other, the linter holds; here that no folders do.
const files = import.meta.glob<string>('./**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true });

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** The folders that each folder imports; tests may look anywhere below them. */
function imports(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [path, text] of Object.entries(files)) {
    if (path.includes('.test.')) continue;
    const own = folderOf(path),
      others = found.get(own) ?? new Set();
    for (const [, target] of text.matchAll(/(?:from |import\(|import )'(\.[^']*)'/g)) {
      const other = folderOf(new URL(target!, `file:///${path}`).pathname);
      if (`.${other}` !== own) others.add(`.${other}`);
    }
    found.set(own, others);
  }
  return found;
}

/** A way from a folder back to itself; null = none. */
function circle(graph: ReadonlyMap<string, ReadonlySet<string>>): string | null {
  const clean = new Set<string>();
  const walk = (folder: string, way: readonly string[]): string | null => {
    if (way.includes(folder)) return [...way.slice(way.indexOf(folder)), folder].join(' → ');
    if (clean.has(folder)) return null;
    for (const next of graph.get(folder) ?? []) {
      const found = walk(next, [...way, folder]);
      if (found) return found;
    }
    clean.add(folder);
    return null;
  };
  for (const folder of graph.keys()) {
    const found = walk(folder, []);
    if (found) return found;
  }
  return null;
}

it('has no circle of folders', () => {
  const graph = imports();
  expect(graph.size).toBeGreaterThan(30);
  expect(graph.get('./features/board')).toContain('./shared/kpi');
  expect(circle(graph)).toBeNull();
});

it('would find one', () =>
  expect(
    circle(
      new Map([
        ['a', new Set(['b'])],
        ['b', new Set(['a'])],
      ]),
    ),
  ).toBe('a → b → a'));
