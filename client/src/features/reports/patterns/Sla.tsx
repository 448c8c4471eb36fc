import { Link } from 'wouter';
import { decimal, NARROW, whole } from '../../../shared/format/number';
import { StatusShape } from '../../../shared/kpi/shapes';
import type { SlaGroup, SlaReport } from '../../../shared/wire/reports';
import { groupWords } from '../data/words';
import { Figures } from './Figures';
import { shareFloor } from './ticks';
import styles from './Sla.module.css';

/** The page of a group's tickets of one of both times, all or those that were late; null for viewers. */
export type SlaLinks = ((group: string | null, of: 'resolution' | 'response', isLate: boolean) => string) | null;

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
                  <Dot count={response} target={target.response} at={at} className={styles.hollow} />
                  <Dot count={resolution} target={target.resolution} at={at} className={styles.filled} />
                </span>
              </td>
              <Share group={group} of="resolution" count={resolution} target={target.resolution} links={links} />
              <Share group={group} of="response" count={response} target={target.response} links={links} />
              <td className={styles.due}>
                {links && resolution.due > 0 ? (
                  <Link href={links(group, 'resolution', false)}>{whole(resolution.due)}</Link>
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

/** A dot; under the target the triangle takes its place. */
function Dot({
  count,
  target,
  at,
  className,
}: {
  count: Count;
  target: number | null;
  at: (value: number) => number;
  className: string | undefined;
}) {
  const value = shareOf(count);
  if (value === null) return null;
  return (
    <i className={isUnder(count, target) ? undefined : className} style={{ left: `${at(value)}%` }}>
      {isUnder(count, target) && <StatusShape status="warning" className={styles.shape} />}
    </i>
  );
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
        <Link href={links(group, of, true)} title={`${whole(late)} of ${whole(count.due)} late`}>
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
export const SlaTable = ({ report, links }: Omit<Props, 'codeOf'>) => (
  <Figures
    caption={`Service level by ${report.by}`}
    heads={[report.by, 'Resolutions due', 'in time', 'share', 'Responses due', 'answered in time', 'their share']}
    rows={[...report.groups, { ...report.all, isAll: true }].map((one) => ({
      head: 'isAll' in one ? 'All' : groupWords(report.by, one.group),
      isSum: 'isAll' in one,
      cells: (['resolution', 'response'] as const).flatMap((of) => [
        {
          text: whole(one[of].due),
          to: links && one[of].due > 0 && !('isAll' in one) ? links(one.group, of, false) : null,
        },
        whole(one[of].inTime),
        percent(shareOf(one[of]), report.target[of]),
      ]),
    }))}
  />
);
