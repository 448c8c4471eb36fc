/** What has a place in time: an item by its instants, a piece of one by its minutes. */
interface Timed {
  id: string;
  start: number;
  end: number;
}

/**
 * Something's place among those at the same time: which lane of how many, and how many lanes it may fill to its right.
 */
export interface Placed<T> {
  item: T;
  lane: number;
  lanes: number;
  fills: number;
}

/** Those that found no lane, told by a "+3". */
export interface More<T> {
  start: number;
  end: number;
  items: readonly T[];
}

/** Lays what is in one column out side by side. More than `abreast` at once: one fewer, and the rest as one "+3". */
export function layOut<T extends Timed>(items: readonly T[], abreast = 3): { placed: Placed<T>[]; more: More<T>[] } {
  const placed: Placed<T>[] = [],
    more: More<T>[] = [];
  for (const cluster of clusters(items)) {
    const ends: number[] = [];
    const laned = cluster.map((item) => {
      const free = ends.findIndex((end) => end <= item.start);
      const lane = free < 0 ? ends.length : free;
      ends[lane] = item.end;
      return { item, lane };
    });
    const lanes = Math.min(abreast, ends.length);
    const shown = ends.length <= abreast ? laned : laned.filter(({ lane }) => lane < abreast - 1);
    const rest = laned.filter((one) => !shown.includes(one)).map(({ item }) => item);
    const taken: { item: { start: number; end: number }; lane: number }[] = [
      ...shown,
      ...gather(rest).map((one) => {
        more.push(one);
        return { item: one, lane: abreast - 1 };
      }),
    ];
    for (const { item, lane } of shown) {
      const blocked = taken
        .filter((other) => other.lane > lane && other.item.start < item.end && item.start < other.item.end)
        .map((other) => other.lane);
      placed.push({ item, lane, lanes, fills: Math.min(lanes, ...blocked) - lane });
    }
  }
  return { placed, more };
}

/** What overlaps, directly or through others, in the order it begins. */
function clusters<T extends Timed>(items: readonly T[]): T[][] {
  const found: T[][] = [];
  let until = -Infinity;
  // Of those that begin together the longest stands left.
  for (const item of items.toSorted((a, b) => a.start - b.start || b.end - a.end || a.id.localeCompare(b.id))) {
    if (item.start >= until) found.push([]);
    found[found.length - 1]!.push(item);
    until = Math.max(until, item.end);
  }
  return found;
}

/** What is hidden at the same time is one "+3". */
const gather = <T extends Timed>(items: readonly T[]): More<T>[] =>
  clusters(items).map((own) => ({
    start: Math.min(...own.map((item) => item.start)),
    end: Math.max(...own.map((item) => item.end)),
    items: own,
  }));
