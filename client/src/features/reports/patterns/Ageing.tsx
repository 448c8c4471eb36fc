import { Link } from 'wouter';
import { whole } from '../../../shared/format/number';
import type { AgeingReport } from '../../../shared/wire/reports';
import { groupWords, share, tickets } from '../data/words';
import { Figures, type Figure } from './Figures';
import styles from './Ageing.module.css';

type AgeClass = AgeingReport['classes'][number];

/**
 * The page of the open tickets of a team (undefined = of all) and of a class of age (null = of all); null for those who
 * see no single tickets.
 */
type LinkOf = ((group: string | null | undefined, age: AgeClass | null) => string) | null;

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** Under 1 d, 1 to 3 d, over 30 d. */
const className = ({ from, to }: AgeClass): string =>
  to === null ? `over ${from} d` : from === 0 ? `under ${to} d` : `${from} to ${to} d`;

/** 142 open, 3.1 % over 30 d. */
export function ageingFinding({ classes, groups, total }: AgeingReport): string {
  const oldest = sum(groups.map(({ counts }) => counts.at(-1) ?? 0)),
    last = classes.at(-1);
  return last ? `${whole(total)} open, ${share(oldest, total)} ${className(last)}` : `${whole(total)} open`;
}

/** How old the open tickets of each team are: bars of ordered classes, each with its number. */
export function Ageing({ report, linkOf }: { report: AgeingReport; linkOf: LinkOf }) {
  const { classes, groups } = report;
  const most = Math.max(...groups.map(({ counts }) => sum(counts)), 1);
  return (
    <>
      <ul className={styles.legend}>
        {classes.map((one, i) => (
          <li key={one.from}>
            <span className={styles.square} data-age={i + 1} aria-hidden="true" />
            <bdi>{className(one)}</bdi>
            <b>{whole(sum(groups.map(({ counts }) => counts[i] ?? 0)))}</b>
          </li>
        ))}
      </ul>
      <div className={styles.chart} aria-hidden="true">
        {groups.map(({ group, counts }) => (
          <div key={group ?? ''} className={styles.row}>
            <span className={styles.name}>{groupWords('team', group)}</span>
            <span className={styles.bars}>
              <span className={styles.bar} style={{ width: `${(86 * sum(counts)) / most}%` }}>
                {counts.map((count, i) => {
                  const one = classes[i]!;
                  const part = {
                    'data-age': i + 1,
                    style: { flexGrow: count },
                    title: `${groupWords('team', group)}, ${className(one)}: ${tickets(count)}`,
                  };
                  if (count === 0) return null;
                  return linkOf ? (
                    <Link key={one.from} {...part} href={linkOf(group, one)} tabIndex={-1}>
                      {whole(count)}
                    </Link>
                  ) : (
                    <span key={one.from} {...part}>
                      {whole(count)}
                    </span>
                  );
                })}
              </span>
              <b>
                {linkOf ? (
                  <Link href={linkOf(group, null)} tabIndex={-1}>
                    {whole(sum(counts))}
                  </Link>
                ) : (
                  whole(sum(counts))
                )}
              </b>
            </span>
          </div>
        ))}
      </div>
    </>
  );
}

/** The same as rows. */
export function AgeingTable({ report: { classes, groups, total }, linkOf }: { report: AgeingReport; linkOf: LinkOf }) {
  const figure = (count: number, group: string | null | undefined, age: AgeClass | null): Figure => ({
    text: whole(count),
    to: count > 0 && linkOf ? linkOf(group, age) : null,
  });
  return (
    <Figures
      caption="Open tickets by team and age"
      heads={['Team', ...classes.map(className), 'All']}
      rows={[
        ...groups.map(({ group, counts }) => ({
          head: groupWords('team', group),
          cells: [...counts.map((count, i) => figure(count, group, classes[i]!)), figure(sum(counts), group, null)],
        })),
        {
          head: 'All',
          cells: [
            ...classes.map((one, i) => figure(sum(groups.map(({ counts }) => counts[i] ?? 0)), undefined, one)),
            figure(total, undefined, null),
          ],
          isSum: true,
        },
      ]}
    />
  );
}
