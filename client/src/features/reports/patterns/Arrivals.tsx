import { useRef, useState } from 'react';
import { Link } from 'wouter';
import { plural } from '../../../shared/format/duration';
import { decimal, whole } from '../../../shared/format/number';
import { weekdays } from '../../../shared/format/serviceHours';
import { keys } from '../../../shared/keys/keys';
import { onKey } from '../../../shared/keys/onKey';
import { join } from '../../../shared/ui/join';
import type { ArrivalsReport } from '../../../shared/wire/reports';
import { share, tickets } from '../data/words';
import { Figures, type Figure } from './Figures';
import { heatStyle } from './heat';
import styles from './Arrivals.module.css';

/** The page of the tickets of a weekday and an hour (null = of all); null for those who see no single tickets. */
type LinkOf = ((weekday: number | null, hour: number | null) => string) | null;

const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** 0.1, 9.6, 42. */
const mean = (value: number): string => decimal(value, value < 10 ? 1 : 0);

/** Means by weekday and hour; null where the period has no such weekday. */
const meansOf = ({ cells, days }: ArrivalsReport): (number | null)[][] =>
  cells.map((row, day) => row.map((count) => (days[day]! > 0 ? count / days[day]! : null)));

/** The cell with the most, and its mean. */
function mostOf(means: readonly (readonly (number | null)[])[]): { day: number; hour: number; mean: number } {
  let most = { day: 0, hour: 0, mean: 0 };
  means.forEach((row, day) =>
    row.forEach((value, hour) => {
      if ((value ?? 0) > most.mean) most = { day, hour, mean: value! };
    }),
  );
  return most;
}

/** Mean per hour; most on Monday 09 to 10, 5 % at weekends. */
export function arrivalsFinding(report: ArrivalsReport): string {
  const { day, hour } = mostOf(meansOf(report));
  const weekend = sum(report.cells.slice(5).map(sum));
  const next = String((hour + 1) % 24).padStart(2, '0');
  const most = `most on ${weekdays[day]} ${hours[hour]} to ${next}`;
  return `mean per hour; ${most}, ${share(weekend, report.total)} at weekends`;
}

/** When tickets come: a table of weekdays and hours, the more the darker. */
export function Arrivals({ report, linkOf }: { report: ArrivalsReport; linkOf: LinkOf }) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [current, setCurrent] = useState({ day: 0, hour: 9 });
  const means = meansOf(report),
    most = mostOf(means);
  const perDay = means.map((row) => sum(row.map((value) => value ?? 0)));
  const focus = (day: number, hour: number): boolean => {
    const cell = body.current?.querySelector<HTMLElement>(`[data-cell="${day} ${hour}"]`);
    cell?.focus();
    return cell != null;
  };
  const pressed = (event: React.KeyboardEvent, day: number, hour: number): void => {
    onKey(event, keys.cells, {
      move: (key) =>
        key === 'ArrowUp' || key === 'ArrowDown'
          ? focus(day + (key === 'ArrowUp' ? -1 : 1), hour)
          : focus(day, hour + (key === 'ArrowLeft' ? -1 : 1)),
      ends: (key) => focus(day, key === 'Home' ? 0 : 23),
    });
  };
  return (
    // What scrolls on a phone can be reached by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="When tickets arrive, scrolls">
      <table className={styles.heat}>
        <thead>
          <tr>
            <td />
            {hours.map((hour) => (
              <th key={hour} scope="col">
                {hour}
              </th>
            ))}
            <th scope="col" className={styles.sum}>
              a day
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {means.map((row, day) => (
            <tr key={day}>
              <th scope="row">{weekdays[day]!.slice(0, 3)}</th>
              {row.map((value, hour) => (
                <td
                  key={hour}
                  style={heatStyle(value ?? 0, most.mean)}
                  className={join(most.mean > 0 && day === most.day && hour === most.hour && styles.most)}
                >
                  {linkOf && value !== null ? (
                    <Link
                      href={linkOf(day + 1, hour)}
                      data-cell={`${day} ${hour}`}
                      tabIndex={day === current.day && hour === current.hour ? 0 : -1}
                      title={`${tickets(report.cells[day]![hour]!)} on ${plural(report.days[day]!, 'day')}`}
                      onFocus={() => setCurrent({ day, hour })}
                      onKeyDown={(event) => pressed(event, day, hour)}
                    >
                      {mean(value)}
                    </Link>
                  ) : value === null ? (
                    '–'
                  ) : (
                    mean(value)
                  )}
                </td>
              ))}
              <td className={styles.sum}>{report.days[day]! > 0 ? mean(perDay[day]!) : '–'}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All</th>
            {hours.map((hour, i) => (
              <td key={hour}>{mean(sum(means.map((row) => row[i] ?? 0)))}</td>
            ))}
            <td className={styles.sum}>{mean(sum(perDay))}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** The same as counts of the period. */
export function ArrivalsTable({ report: { cells, days, total }, linkOf }: { report: ArrivalsReport; linkOf: LinkOf }) {
  const figure = (count: number, weekday: number | null, hour: number | null): Figure => ({
    text: whole(count),
    to: count > 0 && linkOf ? linkOf(weekday, hour) : null,
  });
  return (
    <Figures
      caption="Tickets by hour and weekday"
      heads={['Hour', ...weekdays.map((day) => day.slice(0, 3)), 'All']}
      rows={[
        ...hours.map((head, hour) => ({
          head,
          cells: [
            ...cells.map((row, day) => figure(row[hour]!, day + 1, hour)),
            figure(sum(cells.map((row) => row[hour]!)), null, hour),
          ],
        })),
        {
          head: 'All',
          cells: [...cells.map((row, day) => figure(sum(row), day + 1, null)), figure(total, null, null)],
          isSum: true,
        },
        { head: 'Days', cells: [...days.map(whole), whole(sum(days))] },
      ]}
    />
  );
}
