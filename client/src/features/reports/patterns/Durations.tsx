import { useRef } from 'react';
import { Link } from 'wouter';
import { serviceParts, text } from '../../../shared/format/duration';
import { whole } from '../../../shared/format/number';
import { rootSize } from '../../../shared/ui/media';
import { useSize } from '../../../shared/ui/useSize';
import type { DurationsReport } from '../../../shared/wire/reports';
import { groupWords, tickets } from '../data/words';
import { Figures } from './Figures';
import { niceTicks } from './ticks';
import styles from './Durations.module.css';

/** The pages of the tickets of a span of time, of a team and of all; null for those who see no single tickets. */
export interface DurationLinks {
  bin: (from: number, to: number | null) => string;
  team: (group: string | null) => string;
  all: string;
}

const took = (seconds: number | null): string => (seconds === null ? '–' : text(serviceParts(seconds)));
const hoursOf = (seconds: number): number => seconds / 3600;

/** Up to 1 h; 3 h to 4 h; over 40 h. */
const spanText = (from: number, to: number | null): string =>
  to === null ? `over ${took(from)}` : from === 0 ? `up to ${took(to)}` : `${took(from)} to ${took(to)}`;

/** Service hours, 1162 tickets; half within 2 h 52 min. */
export const durationsFinding = ({ total, median }: DurationsReport): string =>
  `service hours, ${whole(total)} resolved; half within ${took(median)}`;

const height = 348,
  left = 34,
  bottom = 22,
  top = 64;

/** How long tickets took: one bar per span of service time, with median, mean and 90 % named on it. */
export function Durations({ report, links }: { report: DurationsReport; links: DurationLinks | null }) {
  const frame = useRef<HTMLDivElement>(null);
  const size = useSize(frame);
  const unit = rootSize() / 16,
    width = Math.max(280, size.width * 16);
  const closed = report.bins.filter(({ to }) => to !== null),
    over = report.bins.find(({ to }) => to === null);
  const end = closed.at(-1)?.to ?? 0;
  // The bar of what took longer stands apart.
  const room = over ? 44 : 0,
    plot = width - left - room;
  const x = (seconds: number): number => left + (Math.min(seconds, end) / Math.max(1, end)) * plot;
  const ticks = niceTicks(Math.max(...report.bins.map(({ count }) => count), 1));
  const y = (count: number): number => height - bottom - (count / ticks.at(-1)!) * (height - bottom - top);
  const every = Math.max(1, Math.round(hoursOf(end) / 10 / 4) * 4);
  const marks = [
    { name: 'Median', at: report.median },
    { name: 'Mean', at: report.mean },
    { name: '90 %', at: report.p90 },
  ].flatMap(({ name, at }) => (at === null ? [] : [{ name, at }]));
  const bar = (from: number, to: number | null, count: number, place: number, wide: number): React.ReactNode => {
    const shape = (
      <rect
        x={place}
        y={y(count)}
        width={Math.max(1, wide - 1)}
        height={height - bottom - y(count)}
        className={styles.bar}
      >
        <title>{`${spanText(from, to)}: ${tickets(count)}`}</title>
      </rect>
    );
    return links && count > 0 ? (
      <Link key={from} href={links.bin(from, to)} className={styles.open} tabIndex={-1}>
        {shape}
      </Link>
    ) : (
      <g key={from}>{shape}</g>
    );
  };
  return (
    <div ref={frame} className={styles.frame}>
      <svg viewBox={`0 0 ${width} ${height}`} width={width * unit} height={height * unit} aria-hidden="true">
        {ticks.map((count) => (
          <g key={count}>
            <path d={`M${left} ${y(count)}H${width}`} className={styles.rule} />
            <text x={left - 8} y={y(count) + 4} textAnchor="end" className={styles.axis}>
              {whole(count)}
            </text>
          </g>
        ))}
        <g>{closed.map(({ from, to, count }) => bar(from, to, count, x(from), x(to!) - x(from)))}</g>
        {over && <g>{bar(over.from, null, over.count, width - 32, 30)}</g>}
        {over && (
          <text x={width - 17} y={y(over.count) - 6} textAnchor="middle" className={styles.axis}>
            {whole(over.count)}
          </text>
        )}
        {Array.from({ length: Math.floor(hoursOf(end) / every) + 1 }, (_, i) => i * every).map((hour) => (
          <text key={hour} x={x(hour * 3600)} y={height - 6} textAnchor="middle" className={styles.axis}>
            {hour === 0 ? '0 h' : hour}
          </text>
        ))}
        {over && (
          <text x={width - 17} y={height - 6} textAnchor="middle" className={styles.axis}>
            over
          </text>
        )}
        {marks.map(({ name, at }, i) => {
          const place = at > end ? width - 17 : x(at),
            isRight = place > width - 130;
          return (
            <g key={name}>
              <path d={`M${place} ${6 + 18 * i}V${height - bottom}`} className={styles.mark} />
              <text
                x={place + (isRight ? -6 : 6)}
                y={16 + 18 * i}
                textAnchor={isRight ? 'end' : 'start'}
                className={styles.words}
              >
                <tspan className={styles.name}>{name}</tspan>
                <tspan dx={4}>{took(at)}</tspan>
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}

/** The same as rows: by team, and by span. */
export const DurationsTable = ({ report, links }: { report: DurationsReport; links: DurationLinks | null }) => (
  <>
    <Figures
      caption="Time to resolve by team"
      heads={['Team', 'Tickets', 'Median', 'Mean', '90 %']}
      rows={[
        ...report.teams.map(({ group, count, median, mean, p90 }) => ({
          head: groupWords('team', group),
          cells: [{ text: whole(count), to: links?.team(group) ?? null }, took(median), took(mean), took(p90)],
        })),
        {
          head: 'All',
          cells: [
            { text: whole(report.total), to: links?.all ?? null },
            took(report.median),
            took(report.mean),
            took(report.p90),
          ],
          isSum: true,
        },
      ]}
    />
    <Figures
      caption="Tickets by time to resolve"
      heads={['From', 'To', 'Tickets']}
      rows={report.bins
        .filter(({ count }) => count > 0)
        .map(({ from, to, count }) => ({
          head: took(from),
          cells: [to === null ? 'and more' : took(to), { text: whole(count), to: links?.bin(from, to) ?? null }],
        }))}
    />
  </>
);
