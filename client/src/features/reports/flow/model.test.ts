import { describe, expect, it } from 'vitest';
import { someFlow, usualFlow } from '../../../shared/testing/reports';
import { layoutOf, ribbonPath } from './layout';
import { flowOf, lightOf, nodesOf } from './model';

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** Many groups of all sizes. */
const many = () =>
  flowOf(
    someFlow(
      ['channel', 'category', 'ending'],
      Array.from({ length: 300 }, (_, i) => [
        1 + ((i * 7919) % 60),
        `channel ${i % 5}`,
        `category ${(i * i) % 23}`,
        ['in-time', 'late', 'open', 'overdue', 'cancelled'][i % 5]!,
      ]),
    ),
  );

describe('a flow', () => {
  it('has all tickets at each step and between each two', () => {
    const flow = many();
    for (const step of flow.steps.keys()) {
      const own = flow.nodes.filter((node) => node.step === step);
      expect(sum(own.map(({ count }) => count))).toBe(flow.total);
      if (step === flow.steps.length - 1) continue;
      const ribbons = flow.ribbons.filter(({ source }) => flow.nodes[source]!.step === step);
      expect(sum(ribbons.map(({ count }) => count))).toBe(flow.total);
    }
    expect(sum(flow.ways.map(({ count }) => count))).toBe(flow.total);
  });

  it('puts groups under one per cent together, but never how tickets ended', () => {
    const flow = flowOf(
      someFlow(
        ['category', 'ending'],
        [
          [990, 'Access', 'in-time'],
          [5, 'Rooms', 'in-time'],
          [4, 'Cars', 'overdue'],
          [1, 'Keys', 'late'],
        ],
      ),
    );
    expect(flow.nodes.map(({ name, count }) => `${name} ${count}`)).toEqual([
      'Access 990',
      'Other (3) 10',
      'Resolved in time 995',
      'Resolved late 1',
      'Open, overdue 4',
    ]);
    expect(flow.nodes[1]!.values).toEqual(['Rooms', 'Cars', 'Keys']);
  });

  it('leaves a single small group as it is', () => {
    const flow = flowOf(
      someFlow(
        ['category', 'ending'],
        [
          [995, 'Access', 'in-time'],
          [5, 'Rooms', 'in-time'],
        ],
      ),
    );
    expect(flow.nodes.map(({ name }) => name)).toContain('Rooms');
  });

  it('lights the whole way of the tickets that pass a group or a ribbon', () => {
    const flow = flowOf(usualFlow());
    const phone = flow.nodes.findIndex(({ name }) => name === 'Phone'),
      network = flow.nodes.findIndex(({ name }) => name === 'Network');
    const shown = (light: ReturnType<typeof lightOf>): Record<string, number> =>
      Object.fromEntries([...light.nodes].map(([index, count]) => [flow.nodes[index]!.name, count]));
    expect(shown(lightOf(flow, [phone]))).toEqual({
      Phone: 100,
      Network: 60,
      Servers: 40,
      'Resolved in time': 60,
      'Resolved late': 40,
    });
    const ribbon = flow.ribbons.find(({ source, target }) => source === phone && target === network)!;
    const light = lightOf(flow, nodesOf(flow, { kind: 'ribbon', index: ribbon.index }));
    expect([light.count, shown(light)]).toEqual([60, { Phone: 60, Network: 60, 'Resolved in time': 60 }]);
    expect(sum([...light.ribbons.values()])).toBe(120);
  });
});

describe('the drawing of a flow', () => {
  it('has columns of one height, and ribbons that fill their groups', () => {
    const flow = many(),
      layout = layoutOf(flow, 900, 640, 150);
    for (const step of flow.steps.keys()) {
      const own = flow.nodes.filter((node) => node.step === step).map(({ index }) => layout.nodes[index]!);
      expect(own[0]!.y).toBe(0);
      expect(own.at(-1)!.y + own.at(-1)!.height).toBeCloseTo(640, 6);
    }
    for (const { index, step } of flow.nodes) {
      const out = flow.ribbons.filter(({ source }) => source === index).map((ribbon) => layout.ribbons[ribbon.index]!);
      if (step === flow.steps.length - 1) continue;
      expect(sum(out.map(({ height }) => height))).toBeCloseTo(layout.nodes[index]!.height, 6);
    }
  });

  it('keeps the words of each step on lines of their own', () => {
    const flow = many(),
      layout = layoutOf(flow, 900, 640, 150);
    for (const step of flow.steps.keys()) {
      const labels = flow.nodes.filter((node) => node.step === step).map(({ index }) => layout.nodes[index]!.label);
      for (let i = 1; i < labels.length; i++) expect(labels[i]! - labels[i - 1]!).toBeGreaterThanOrEqual(15.99);
    }
  });

  it('draws a ribbon as one closed shape', () =>
    expect(ribbonPath({ from: { x: 10, y: 0 }, to: { x: 110, y: 50 }, height: 20 })).toBe(
      'M10.0 0.0C60.0 0.0 60.0 50.0 110.0 50.0V70.0C60.0 70.0 60.0 20.0 10.0 20.0Z',
    ));
});
