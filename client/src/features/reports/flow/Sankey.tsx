import { useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { whole } from '../../../shared/format/number';
import { keys } from '../../../shared/keys/keys';
import { onKey } from '../../../shared/keys/onKey';
import { StatusShape } from '../../../shared/kpi/shapes';
import { rootSize } from '../../../shared/ui/media';
import { useSize } from '../../../shared/ui/useSize';
import { stepTitle } from '../address/address';
import { endingStatus, share, tickets } from '../data/words';
import { layoutOf, leastWidth, nodeWidth, ribbonPath, shortName, type Layout } from './layout';
import { isSame, nodesOf, type Flow, type FlowNode, type Part } from './model';
import { Tip } from './Tip';
import type { Shown } from './useFlow';
import styles from './Sankey.module.css';

interface Props {
  flow: Flow;
  shown: Shown;
  /** The table that has the same figures. */
  tableId: string;
}

const head = 34,
  words = 172;

/** The tickets' ways as ribbons between the groups of each step; what is pointed at lights all its tickets' ways. */
export function Sankey({ flow, shown, tableId }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const size = useSize(frame);
  const unit = rootSize() / 16;
  const [pointer, setPointer] = useState<{ x: number; y: number } | null>(null);
  // What is kept lit by a click tells its figures where that was.
  const [clicked, setClicked] = useState<Part | null>(null);
  const most = Math.max(...flow.steps.map((_, step) => flow.nodes.filter((node) => node.step === step).length));
  const width = Math.max(size.width * 16, 640, leastWidth(flow, words)),
    height = Math.max(640, most * 26);
  const layout = useMemo(() => layoutOf(flow, width, height, words), [flow, width, height]);
  const { part, light } = shown;
  const place = ({ clientX, clientY }: React.MouseEvent): void => {
    const box = frame.current!.getBoundingClientRect();
    setPointer({ x: clientX - box.left, y: clientY - box.top });
  };
  const click = (chosen: Part, event: React.MouseEvent): void => {
    place(event);
    setClicked(chosen);
    shown.pin(chosen);
  };
  /** By a key: it tells nothing beside. */
  const pin = (chosen: Part | null): void => {
    setClicked(null);
    shown.pin(chosen);
  };
  const isHeld = shown.isPinned && isSame(clicked, part);
  return (
    // What scrolls on a phone can be reached by keys: its groups take them.
    <div
      ref={frame}
      className={styles.frame}
      onPointerMove={shown.isPinned ? undefined : place}
      onPointerLeave={() => shown.point(null)}
    >
      <svg
        className={styles.flow}
        viewBox={`0 0 ${width} ${height + head + 12}`}
        width={width * unit}
        height={(height + head + 12) * unit}
        aria-label="The flow, step by step"
        role="group"
        aria-describedby={tableId}
        data-lit={part ? '' : undefined}
      >
        {flow.steps.map((step, i) => (
          <g key={step} aria-hidden="true">
            <text x={layout.columns[i]} y={14} className={styles.step}>
              {stepTitle(step)}
            </text>
            <path d={`M${layout.columns[i]} 24h110`} className={styles.rule} />
          </g>
        ))}
        <g transform={`translate(0 ${head})`}>
          <Ribbons flow={flow} layout={layout} shown={shown} onClick={click} />
          {flow.steps.map((step, i) => (
            <Step key={step} step={i} flow={flow} layout={layout} shown={shown} onClick={click} onPin={pin} />
          ))}
        </g>
      </svg>
      {part && light && pointer && (isHeld || !shown.isPinned) && (
        <Tip
          flow={flow}
          part={part}
          light={light}
          at={pointer}
          frame={frame}
          isHeld={isHeld}
          link={shown.linkOf?.(nodesOf(flow, part)) ?? null}
          onLeave={() => pin(null)}
        />
      )}
    </div>
  );
}

interface Drawn {
  flow: Flow;
  layout: Layout;
  shown: Shown;
  onClick: (part: Part, event: React.MouseEvent) => void;
}

function Ribbons({ flow, layout, shown, onClick }: Drawn) {
  const { light } = shown;
  return (
    <g aria-hidden="true">
      {flow.ribbons.map(({ index }) => {
        const box = layout.ribbons[index]!,
          part: Part = { kind: 'ribbon', index };
        return (
          <path
            key={index}
            d={ribbonPath(box, Math.max(0.75, box.height))}
            className={styles.ribbon}
            data-ribbon={index}
            onPointerEnter={() => shown.point(part)}
            onClick={(event) => onClick(part, event)}
          />
        );
      })}
      {light &&
        [...light.ribbons].map(([index, count]) => {
          const box = layout.ribbons[index]!,
            { count: all } = flow.ribbons[index]!;
          return (
            <path key={index} d={ribbonPath(box, Math.max(1.25, (box.height * count) / all))} className={styles.way} />
          );
        })}
    </g>
  );
}

/** The groups of a step: one stop of the Tab key, the arrows go on from there. */
function Step({
  step,
  flow,
  layout,
  shown,
  onClick,
  onPin,
}: Drawn & { step: number; onPin: (part: Part | null) => void }) {
  const own = flow.nodes.filter((node) => node.step === step);
  const [, go] = useLocation();
  const [current, setCurrent] = useState(0);
  const focus = (to: FlowNode | undefined, from: Element): boolean => {
    const found = to && from.closest('svg')?.querySelector<SVGElement>(`[data-node="${to.index}"]`);
    found?.focus();
    return Boolean(found);
  };
  const pressed = (event: React.KeyboardEvent, node: FlowNode): void => {
    const part: Part = { kind: 'node', index: node.index },
      place = own.indexOf(node);
    onKey(event, keys.flow, {
      node: (key) => focus(own[place + (key === 'ArrowUp' ? -1 : 1)], event.currentTarget),
      step: (key) => {
        const next = step + (key === 'ArrowLeft' ? -1 : 1);
        return focus(nearest(flow, layout, next, layout.nodes[node.index]!.label), event.currentTarget);
      },
      open: () => (shown.linkOf ? go(shown.linkOf(nodesOf(flow, part))) : false),
      pin: () => onPin(part),
      leave: () => {
        if (shown.part === null) return false;
        onPin(null);
        shown.point(null);
        return true;
      },
    });
  };
  return (
    <g role="group" aria-label={stepTitle(flow.steps[step]!)}>
      {own.map((node, place) => {
        const part: Part = { kind: 'node', index: node.index };
        return (
          <Node
            key={node.index}
            node={node}
            flow={flow}
            layout={layout}
            shown={shown}
            isStop={place === Math.min(current, own.length - 1)}
            onFocus={() => {
              setCurrent(place);
              shown.point(part);
            }}
            onPoint={() => shown.point(part)}
            onClick={(event) => onClick(part, event)}
            onKeyDown={(event) => pressed(event, node)}
          />
        );
      })}
    </g>
  );
}

/** The group of a step that stands nearest to a height. */
function nearest(flow: Flow, layout: Layout, step: number, at: number): FlowNode | undefined {
  const away = ({ index }: FlowNode): number => Math.abs(layout.nodes[index]!.label - at);
  return flow.nodes.filter((node) => node.step === step).toSorted((a, b) => away(a) - away(b))[0];
}

interface NodeProps {
  node: FlowNode;
  flow: Flow;
  layout: Layout;
  shown: Shown;
  isStop: boolean;
  onFocus: () => void;
  onPoint: () => void;
  onClick: (event: React.MouseEvent) => void;
  onKeyDown: (event: React.KeyboardEvent) => void;
}

function Node({ node, flow, layout, shown, isStop, onFocus, onPoint, onClick, onKeyDown }: NodeProps) {
  const { x, y, height, label } = layout.nodes[node.index]!;
  const status = flow.steps[node.step] === 'ending' ? endingStatus[node.values[0] ?? ''] : undefined;
  const lit = shown.light?.nodes.get(node.index),
    isPart = isSame(shown.part, { kind: 'node', index: node.index });
  const text = x + nodeWidth + (status ? 24 : 7);
  return (
    <g
      className={styles.node}
      role="button"
      tabIndex={isStop ? 0 : -1}
      aria-label={
        lit === undefined || isPart
          ? `${node.name} ${tickets(node.count)}, ${share(node.count, flow.total)}`
          : `${node.name} ${whole(node.count)} ${whole(lit)} lit, of ${tickets(node.count)}`
      }
      aria-pressed={isPart && shown.isPinned}
      data-node={node.index}
      data-status={status}
      data-is={lit === undefined ? undefined : isPart || shown.light?.count === lit ? 'whole' : 'lit'}
      onFocus={onFocus}
      onPointerEnter={onPoint}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      <rect x={x} y={y} width={nodeWidth} height={height} className={styles.bar} />
      {status && (
        <svg x={x + nodeWidth + 7} y={label - 6} width={12} height={12}>
          <StatusShape status={status} />
        </svg>
      )}
      <text x={text} y={label + 4} className={styles.words}>
        <tspan className={styles.name}>{shortName(node.name, layout.columns)}</tspan>
        <tspan dx={1.5} className={styles.count}>{` ${whole(node.count)}`}</tspan>
        {lit !== undefined && !isPart && <tspan dx={1.5} className={styles.lit}>{` ${whole(lit)}`}</tspan>}
      </text>
    </g>
  );
}
