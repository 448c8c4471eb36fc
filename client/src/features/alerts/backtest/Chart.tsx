import { useRef } from 'react';
import { date } from '../../../shared/format/time';
import { startOfDay, wall } from '../../../shared/format/zone';
import { limitValue } from '../../../shared/format/value';
import { StatusShape } from '../../../shared/kpi/shapes';
import { useDesk } from '../../../shared/store/desk';
import type { BackTest } from '../../../shared/wire/alerts';
import type { KpiHistory } from '../../../shared/wire/wire';
import type { RuleDraft } from '../data/rules';
import styles from './BackTest.module.css';
import { boundsOf, limitStep, stepsOf, valueAtHeight, weekends, xOf, yOf, type Room } from './drawing';
import { Handle } from './Handle';
import { times } from './words';

const [width, height] = [650, 285],
  /** Height of a handle, with a gap. */
  handle = 26;

interface Props {
  test: BackTest;
  past: KpiHistory | null;
  draft: RuleDraft;
  onLimit: (severity: 'warning' | 'critical', at: number) => void;
}

/** The number's past with its limits, which can be dragged, and when it would have fired. */
export function Chart({ test, past, draft, onLimit }: Props) {
  const plot = useRef<HTMLDivElement>(null);
  const definition = useDesk((state) => state.catalogue[draft.kpi]);
  const zone = useDesk((state) => state.desk?.timeZone ?? 'UTC');
  const limits = (['critical', 'warning'] as const).flatMap((severity) => {
    const level = draft[severity];
    return level && Number.isFinite(level.at) ? [{ severity, at: level.at }] : [];
  });
  const bounds = boundsOf(
    past,
    limits.map(({ at }) => at),
  );
  const room: Room = { from: Date.parse(test.from), to: Date.parse(test.to), ...bounds, width, height };
  const days = midnights(room.from, room.to, zone);
  const step = limitStep(definition?.presentation.number ?? 'count', bounds.high);
  const shown = (value: number): string => (definition ? limitValue(value, definition.presentation) : String(value));
  const computed = test.computedUntil === null ? null : Math.min(room.to, Date.parse(test.computedUntil));
  const valueAt = (clientY: number): number => {
    const box = plot.current!.getBoundingClientRect();
    return valueAtHeight(((clientY - box.top) / box.height) * height, room);
  };
  const fired = test.fired.filter(({ severity }) => severity === test.of);
  return (
    <div className={styles.chart}>
      <div className={styles.lane} aria-hidden="true">
        {fired.map(({ from, severity }) => (
          <span key={from} style={{ left: `${(xOf(Date.parse(from), room) / width) * 100}%` }}>
            <StatusShape status={severity} className={styles.small} />
          </span>
        ))}
      </div>
      <div className={styles.plot} ref={plot}>
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
          <defs>
            <pattern id="no-data" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <path d="M0 0V6" className={styles.hatch} />
            </pattern>
          </defs>
          {weekends(days, (at) => new Date(wall(at, zone)).getUTCDay()).map(([from, to]) => (
            <rect key={from} className={styles.weekend} {...spanOf(from, to, room)} />
          ))}
          {fired.map(({ from, to }) => (
            <rect
              key={from}
              className={styles.fired}
              {...spanOf(Date.parse(from), to === null ? room.to : Date.parse(to), room)}
            />
          ))}
          {test.gaps.map(([from, to]) => (
            <rect key={from} fill="url(#no-data)" {...spanOf(from!, to!, room)} />
          ))}
          {past && computed !== null && (
            <path className={styles.computed} d={stepsOf(past, draft.above, room, room.from, computed)} />
          )}
          {past && (
            <path className={styles.line} d={stepsOf(past, draft.above, room, computed ?? room.from, room.to)} />
          )}
          {limits.map(({ severity, at }) => (
            <path
              key={severity}
              className={severity === 'critical' ? styles.critical : styles.warning}
              d={`M0 ${yOf(at, room)}H${width}`}
            />
          ))}
        </svg>
        {limits.map(({ severity, at }) => (
          <Handle
            key={severity}
            severity={severity}
            value={at}
            step={step}
            text={`${draft.above ? 'at' : 'below'} ${shown(at)}`}
            spoken={`${shown(at)}, would have fired ${firedText(test, severity)}`}
            low={bounds.low}
            high={bounds.high}
            top={apart(severity, limits, room) / height}
            valueAt={valueAt}
            onChange={(to) => onLimit(severity, to)}
          />
        ))}
        <span className={styles.most} aria-hidden="true">
          {shown(Math.floor(bounds.high / step) * step)}
        </span>
        <span className={styles.least} aria-hidden="true">
          {shown(bounds.low)}
        </span>
      </div>
      <div className={styles.axis} aria-hidden="true">
        {days
          .filter((_, place) => place % Math.max(1, Math.ceil(days.length / 5)) === 0)
          .map((at) => (
            <span key={at} style={{ left: `${(xOf(at, room) / width) * 100}%` }}>
              {date(at, zone)}
            </span>
          ))}
      </div>
    </div>
  );
}

/** A handle lies at its line; where two would meet, the higher limit's gives way upwards. */
function apart(severity: string, limits: readonly { severity: string; at: number }[], room: Room): number {
  const [own, other] = [
    limits.find((each) => each.severity === severity)!,
    limits.find((each) => each.severity !== severity),
  ];
  const y = yOf(own.at, room);
  if (!other) return y;
  const near = yOf(other.at, room);
  return own.at > other.at || (own.at === other.at && severity === 'critical') ? Math.min(y, near - handle) : y;
}

const firedText = (test: BackTest, severity: string): string => {
  const count = test.fired.filter((each) => each.severity === severity).length;
  return count === 0 ? 'not at all' : times(count);
};

function spanOf(from: number, to: number, room: Room): { x: number; y: number; width: number; height: number } {
  const x = Math.max(0, xOf(from, room)),
    end = Math.min(room.width, xOf(to, room));
  // Under three pixels it keeps three: what is short is seen too.
  return { x, y: 0, width: Math.max(3, end - x), height: room.height };
}

function midnights(from: number, to: number, zone: string): number[] {
  const found: number[] = [];
  for (let at = startOfDay(from, zone, 1); at <= to; at = startOfDay(at, zone, 1)) found.push(at);
  return found;
}
