import type { FlowReport } from '../../../shared/wire/reports';
import { endingOrder, groupWords } from '../data/words';

/** A group of a step as it is drawn; small ones stand together as "Other". */
export interface FlowNode {
  index: number;
  step: number;
  /** The groups that it holds: one, or those of "Other". */
  values: readonly (string | null)[];
  name: string;
  count: number;
  isOther: boolean;
}

/** The tickets that go from a group to one of the next step. */
export interface Ribbon {
  index: number;
  source: number;
  target: number;
  count: number;
}

/** The tickets that go the same way through all steps. */
export interface Way {
  nodes: readonly number[];
  count: number;
}

export interface Flow {
  steps: readonly string[];
  nodes: readonly FlowNode[];
  ribbons: readonly Ribbon[];
  ways: readonly Way[];
  total: number;
}

/** A group under this part of all joins "Other". */
const least = 0.01;

/** Order within a step: endings in theirs, else the most first; no group and "Other" at the end. */
const order =
  (step: string) =>
  (a: FlowNode, b: FlowNode): number => {
    if (step === 'ending') return endingOrder.indexOf(a.values[0] ?? '') - endingOrder.indexOf(b.values[0] ?? '');
    if (step === 'priority' && !a.isOther && !b.isOther) return rank(a) - rank(b);
    return Number(a.isOther) - Number(b.isOther) || isNone(a) - isNone(b) || b.count - a.count;
  };
const isNone = ({ values }: FlowNode): number => Number(values[0] === null);
const rank = ({ values }: FlowNode): number => (values[0] === null ? Infinity : Number(values[0]));

/** What the server told, with small groups put together and in the order in which they are drawn. */
export function flowOf({ steps, nodes, paths, total }: FlowReport): Flow {
  /** For each of the server's groups, the one that it is drawn as. */
  const drawnAs: FlowNode[] = [];
  const drawn: FlowNode[] = [];
  steps.forEach((step, at) => {
    const own = nodes.map((node, index) => ({ ...node, index })).filter((node) => node.step === step);
    const small = step === 'ending' ? [] : own.filter(({ count }) => count < least * total);
    const isJoined = small.length > 1;
    const made: FlowNode[] = [];
    for (const { index, value, count } of own) {
      if (isJoined && count < least * total) continue;
      const node = { index: 0, step: at, values: [value], name: groupWords(step, value), count, isOther: false };
      drawnAs[index] = node;
      made.push(node);
    }
    if (isJoined) {
      const other: FlowNode = {
        index: 0,
        step: at,
        values: small.map(({ value }) => value),
        name: `Other (${small.length})`,
        count: small.reduce((sum, { count }) => sum + count, 0),
        isOther: true,
      };
      for (const { index } of small) drawnAs[index] = other;
      made.push(other);
    }
    drawn.push(...made.filter(({ count }) => count > 0).toSorted(order(step)));
  });
  drawn.forEach((node, index) => (node.index = index));

  const ways = new Map<string, Way & { count: number }>();
  const ribbons = new Map<string, Omit<Ribbon, 'index'>>();
  for (const path of paths) {
    const through = path.nodes.map((node) => drawnAs[node]!.index);
    const way = ways.get(through.join());
    if (way) way.count += path.count;
    else ways.set(through.join(), { nodes: through, count: path.count });
    for (let i = 0; i + 1 < through.length; i++) {
      const [source, target] = [through[i]!, through[i + 1]!];
      const ribbon = ribbons.get(`${source} ${target}`);
      if (ribbon) ribbon.count += path.count;
      else ribbons.set(`${source} ${target}`, { source, target, count: path.count });
    }
  }
  return {
    steps,
    nodes: drawn,
    ribbons: [...ribbons.values()]
      .toSorted((a, b) => a.source - b.source || a.target - b.target)
      .map((ribbon, index) => ({ ...ribbon, index })),
    ways: [...ways.values()].toSorted((a, b) => b.count - a.count),
    total,
  };
}

/** What is pointed at or pinned: a group, a ribbon, or one whole way. */
export type Part = { kind: 'node' | 'ribbon' | 'way'; index: number };

export const isSame = (a: Part | null, b: Part | null): boolean => a?.kind === b?.kind && a?.index === b?.index;

/** How many of the tickets through a part pass each group and each ribbon; those that none passes are left out. */
export interface Light {
  count: number;
  nodes: ReadonlyMap<number, number>;
  ribbons: ReadonlyMap<number, number>;
}

/** The groups that all tickets of a part pass. */
export function nodesOf({ ribbons, ways }: Flow, { kind, index }: Part): readonly number[] {
  if (kind === 'node') return [index];
  if (kind === 'way') return ways[index]!.nodes;
  const { source, target } = ribbons[index]!;
  return [source, target];
}

/** Where the tickets that pass all of some groups go, across all steps. */
export function lightOf({ ribbons, ways }: Flow, through: readonly number[]): Light {
  const nodes = new Map<number, number>(),
    lit = new Map<number, number>();
  const index = new Map(ribbons.map((ribbon) => [`${ribbon.source} ${ribbon.target}`, ribbon.index]));
  let count = 0;
  for (const way of ways) {
    if (!through.every((node) => way.nodes.includes(node))) continue;
    count += way.count;
    way.nodes.forEach((node, i) => {
      nodes.set(node, (nodes.get(node) ?? 0) + way.count);
      if (i === 0) return;
      const ribbon = index.get(`${way.nodes[i - 1]} ${node}`)!;
      lit.set(ribbon, (lit.get(ribbon) ?? 0) + way.count);
    });
  }
  return { count, nodes, ribbons: lit };
}
