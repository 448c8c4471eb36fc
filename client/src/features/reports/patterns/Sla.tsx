import { Link } from 'wouter';
import { decimal, NARROW, whole } from '../../../shared/format/number';
import { StatusShape } from '../../../shared/kpi/shapes';
import { dimensionWord } from '../../../shared/store/breakdowns';
import type { SlaGroup, SlaReport } from '../../../shared/wire/reports';
import { stepTitle } from '../address/address';
import { groupWords, tickets } from '../data/words';
import { Figures, type Figure } from './Figures';
import { shareFloor } from './ticks';
import styles from './Sla.module.css';

/** Which tickets that had a due time: all of them, or those of one side of it. */
type Kept = 'due' | 'in time' | 'late';

/** The page of a group's tickets (undefined = of all) of one of both times; null for those who see no single ones. */
export type SlaLinks = ((group: string | null | undefined, of: 'resolution' | 'response', kept: Kept) => string) | null;

type Count = SlaGroup['resolution'];

/** Per cent; null = nothing was due. */
const shareOf = ({ due, inTime }: Count): number | null => (due === 0 ? null : (100 * inTime) / due);

/** 94.6 %: what is below the target is never shown at it. */
function percent(value: number | null, target: number | null): string {
  if (value === null) return '–';
  const shown = Math.round(value * 10) / 10;
  const kept = target !== null && value < 100 * target && shown >= 100 * target ? Math.floor(value * 10) / 10 : shown;
  return `${decimal(kept, kept === 100 ? 0 : 1)}${NARROW}%`;
}

const said = ({ due, inTime }: Count): string => `${tickets(due)} due, ${whole(inTime)} in time`;

const isUnder = (count: Count, target: number | null): boolean => {
  const value = shareOf(count);
  return value !== null && target !== null && value < 100 * target;
};

/** Filled resolution, hollow response; 2 of 10 under the target. */
export function slaFinding({ groups, target }: SlaReport): string {
  const under = groups.filter(
    ({ resolution, response }) => isUnder(resolution, target.resolution) || isUnder(response, target.response),
  ).length;
  const told =
    target.resolution === null && target.response === null ? '' : `; ${under} of ${groups.length} under target`;
  return `filled resolution, hollow response${told}`;
}

interface Props {
  report: SlaReport;
  links: SlaLinks;
  /** What a group's name has before it: a location its code. */
  codeOf: (group: string) => string | null;
}

/** How each group kept its due times: a dot for resolution and one for response on one axis, and both as numbers. */
export function Sla({ report, links, codeOf }: Props) {
  const { groups, target, by } = report;
  const values = groups.flatMap(({ resolution, response }) => [shareOf(resolution), shareOf(response)]);
  const floor = shareFloor(
    Math.min(...values.flatMap((value) => (value === null ? [] : [value])), 100 * (target.resolution ?? 1)),
  );
  const at = (value: number): number => (100 * (value - floor)) / (100 - floor);
  const ticks = [0, 1, 2, 3, 4].map((i) => floor + ((100 - floor) * i) / 4);
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            <td className={styles.axis} aria-hidden="true">
              <span>
                {ticks.map((tick) => (
                  <span key={tick} style={{ left: `${at(tick)}%` }}>
                    {whole(tick)}
                  </span>
                ))}
                {target.resolution !== null && (
                  <b
                    style={{ left: `${at(100 * target.resolution)}%` }}
                  >{`target ${whole(100 * target.resolution)}`}</b>
                )}
              </span>
            </td>
            <th scope="col">
              <i className={styles.filled} aria-hidden="true" />
              <bdi>resolution</bdi>
            </th>
            <th scope="col">
              <i className={styles.hollow} aria-hidden="true" />
              <bdi>response</bdi>
            </th>
            <th scope="col">tickets</th>
          </tr>
        </thead>
        <tbody>
          {groups.map(({ group, resolution, response }) => (
            <tr key={group ?? ''}>
              <th scope="row">
                {group !== null && codeOf(group) && <b>{codeOf(group)}</b>}
                <bdi>{groupWords(by, group)}</bdi>
              </th>
              <td className={styles.dots} aria-hidden="true">
                <span>
                  {ticks.map((tick) => (
                    <i key={tick} className={styles.grid} style={{ left: `${at(tick)}%` }} />
                  ))}
                  {target.resolution !== null && (
                    <i className={styles.target} style={{ left: `${at(100 * target.resolution)}%` }} />
                  )}
                  <Line from={shareOf(resolution)} to={shareOf(response)} at={at} />
                  {([response, resolution] as const).map((count) => {
                    const of = count === response ? 'response' : 'resolution';
                    return (
                      <Dot
                        key={of}
                        count={count}
                        target={target[of]}
                        at={at}
                        className={of === 'response' ? styles.hollow : styles.filled}
                        title={`${groupWords(by, group)}, ${of}: ${said(count)}`}
                        to={links?.(group, of, 'due') ?? null}
                      />
                    );
                  })}
                </span>
              </td>
              <Share group={group} of="resolution" count={resolution} target={target.resolution} links={links} />
              <Share group={group} of="response" count={response} target={target.response} links={links} />
              <td className={styles.due}>
                {links && resolution.due > 0 ? (
                  <Link href={links(group, 'resolution', 'due')}>{whole(resolution.due)}</Link>
                ) : (
                  whole(resolution.due)
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ from, to, at }: { from: number | null; to: number | null; at: (value: number) => number }) {
  if (from === null || to === null) return null;
  const [left, right] = [Math.min(from, to), Math.max(from, to)];
  return <i className={styles.line} style={{ left: `${at(left)}%`, width: `${at(right) - at(left)}%` }} />;
}

interface DotProps {
  count: Count;
  target: number | null;
  at: (value: number) => number;
  className: string | undefined;
  title: string;
  /** The page of its tickets; null for those who see no single tickets. */
  to: string | null;
}

/** A dot; under the target the triangle takes its place. */
function Dot({ count, target, at, className, title, to }: DotProps) {
  const value = shareOf(count);
  if (value === null) return null;
  const drawn = {
    className: isUnder(count, target) ? undefined : className,
    style: { left: `${at(value)}%` },
    title,
    children: isUnder(count, target) ? <StatusShape status="warning" className={styles.shape} /> : null,
  };
  // The numbers beside are the stops of the Tab key.
  return to === null ? <i {...drawn} /> : <Link {...drawn} href={to} tabIndex={-1} />;
}

function Share({
  group,
  of,
  count,
  target,
  links,
}: {
  group: string | null;
  of: 'resolution' | 'response';
  count: Count;
  target: number | null;
  links: SlaLinks;
}) {
  const text = percent(shareOf(count), target),
    late = count.due - count.inTime;
  return (
    <td className={isUnder(count, target) ? styles.under : undefined}>
      {links && late > 0 ? (
        <Link href={links(group, of, 'late')} title={`${tickets(late)} late, of ${whole(count.due)}`}>
          {text}
        </Link>
      ) : (
        <bdi>{text}</bdi>
      )}
      {isUnder(count, target) && <span className="hidden-text">, under the target</span>}
    </td>
  );
}

/** The same as rows. */
export function SlaTable({ report: { by, groups, all, target }, links }: Omit<Props, 'codeOf'>) {
  const cells = (one: SlaGroup, group: string | null | undefined): (string | Figure)[] =>
    (['resolution', 'response'] as const).flatMap((of) => {
      const figure = (count: number, kept: Kept): Figure => ({
        text: whole(count),
        to: links && count > 0 ? links(group, of, kept) : null,
      });
      const { due, inTime } = one[of];
      return [figure(due, 'due'), figure(inTime, 'in time'), percent(shareOf(one[of]), target[of])];
    });
  return (
    <Figures
      caption={`Service level by ${dimensionWord(by)}`}
      heads={[stepTitle(by), 'Resolutions due', 'In time', 'Share', 'Responses due', 'Answered in time', 'Their share']}
      rows={[
        ...groups.map((one) => ({ head: groupWords(by, one.group), cells: cells(one, one.group) })),
        { head: 'All', cells: cells(all, undefined), isSum: true },
      ]}
    />
  );
}
