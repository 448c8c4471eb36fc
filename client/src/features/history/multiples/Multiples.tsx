import { useState } from 'react';
import { Link } from 'wouter';
import { useDesk, type Group } from '../../../shared/store/desk';
import { groupLabel, groupNames } from '../../../shared/store/group';
import type { Dimension, KpiDefinition } from '../../../shared/wire/wire';
import type { Span } from '../address/range';
import { valueNow } from '../data/useSeen';
import { useTick } from '../../../shared/tick/ticker';
import { bandOf, usualAt } from '../drawing/drawing';
import { stepLength, lineOf } from '../data/line';
import { rangeText, shownValue } from '../words/tell';
import { bandPath, frame, smallPath } from './small';
import { useMultiples, type Multiple } from './useMultiples';
import styles from './Multiples.module.css';

interface Props {
  desk: string;
  definition: KpiDefinition;
  dimension: Dimension;
  span: Span;
  /** The chart of one group. */
  linkOf: (group: Group) => string;
}

/** Drawn at once; the rest by "Show all". */
const few = 12;

/** One small chart a group: same time, each from 0, each its own height. */
export function Multiples({ desk, definition, dimension, span, linkOf }: Props) {
  const [isAll, setAll] = useState(false);
  const result = useDesk((state) => state.results[definition.id]);
  const names = result ? largestFirst(groupNames([result], dimension), result.groups?.[dimension] ?? {}) : [];
  const shown = isAll ? names : names.slice(0, few);
  const histories = useMultiples(desk, definition.id, dimension, shown, span);
  if (result && names.length === 0) return <p className={styles.none}>No group has anything to show now.</p>;
  return (
    <>
      <ul className={styles.grid}>
        {shown.map((name) => (
          <Small
            key={name}
            definition={definition}
            group={{ dimension, name }}
            history={histories.get(name) ?? null}
            span={span}
            href={linkOf({ dimension, name })}
          />
        ))}
      </ul>
      {names.length > shown.length && (
        <button type="button" className={styles.all} onClick={() => setAll(true)}>
          {`Show all ${names.length}`}
        </button>
      )}
    </>
  );
}

/** The groups with the greatest values stand first; priorities in their own order. */
function largestFirst(names: readonly string[], values: Readonly<Record<string, number | null>>): string[] {
  return names.every((name) => /^\d+$/.test(name))
    ? [...names]
    : names.toSorted((a, b) => (values[b] ?? -Infinity) - (values[a] ?? -Infinity));
}

interface SmallProps {
  definition: KpiDefinition;
  group: Group;
  history: Multiple;
  span: Span;
  href: string;
}

function Small({ definition, group, history, span, href }: SmallProps) {
  const now = useTick((at) => {
    const value = valueNow({ kpi: definition.id, group }, at) ?? null;
    return value !== null && definition.presentation.number.endsWith('uration') ? Math.floor(value / 60) * 60 : value;
  });
  const isKnown = history !== null && !('problem' in history);
  const line = isKnown ? lineOf(history) : null;
  const usual = isKnown ? usualAt(history.usual, span.to - 1) : null;
  const name = groupLabel(group);
  const least = line?.value.reduce<number | null>(
    (low, v) => (v === null || (low !== null && low <= v) ? low : v),
    null,
  );
  const most = line?.value.reduce<number | null>(
    (high, v) => (v === null || (high !== null && high >= v) ? high : v),
    null,
  );
  const words = least != null && most != null ? rangeText(least, most, definition) : 'not known';
  const path = line && smallPath(line, span, definition, most ?? 0);
  return (
    <li>
      <Link href={href} className={styles.small}>
        <span className="hidden-text">{`${name}: ${shownValue(now, definition)} now, ${words} in this time`}</span>
        <span className={styles.head} aria-hidden="true">
          <b dir="auto">{name}</b>
          <b>{shownValue(now, definition)}</b>
        </span>
        <span className={styles.note} aria-hidden="true">
          {usual
            ? `usual ${rangeText(usual.low, usual.high, definition)}`
            : least != null && most != null
              ? rangeText(least, most, definition)
              : history !== null
                ? 'no data'
                : ''}
        </span>
        <svg viewBox={`0 0 ${frame.width} ${frame.height}`} preserveAspectRatio="none" aria-hidden="true">
          <defs>
            <pattern id="small-gap" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <path d="M0 0V6" className={styles.hatch} />
            </pattern>
          </defs>
          {isKnown && history.usual && (
            <path className={styles.band} d={bandPath(bandOf(history.usual, stepLength(history)), span, most ?? 0)} />
          )}
          {isKnown &&
            history.gaps.map(([from, to]) => {
              const x = ((from! - span.from) / (span.to - span.from)) * frame.width,
                width = Math.max(2, ((to! - from!) / (span.to - span.from)) * frame.width);
              return <rect key={from} x={x} width={width} y="0" height={frame.height} fill="url(#small-gap)" />;
            })}
          <path className={styles.zero} d={`M0 ${frame.height - 0.5}H${frame.width}`} />
          {path && <path className={styles.line} d={path} />}
        </svg>
      </Link>
    </li>
  );
}
