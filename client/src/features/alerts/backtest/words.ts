import { duration } from '../../../shared/format/duration';
import { whole } from '../../../shared/format/number';
import { date, longDay } from '../../../shared/format/time';
import { startOfDay } from '../../../shared/format/zone';
import type { BackTest } from '../../../shared/wire/alerts';

/** once, twice, then digits. */
export const times = (count: number): string =>
  count === 1 ? 'once' : count === 2 ? 'twice' : `${whole(count)} times`;

const day = 86_400_000;

/** Too little is known for a sentence until so long after its begin, ms. */
const least = 7 * day;

/** From when on there is enough to say something, ms; null = there is. */
export function enoughFrom({ known, to }: BackTest): number | null {
  if (known === null) return Date.parse(to) + least;
  const from = Date.parse(known) + least;
  return from > Date.parse(to) ? from : null;
}

/** How long an alert fired, s; of one that still did, until the end of the range. */
export const lastedOf = ({ from, to }: BackTest['fired'][number], end: string): number =>
  Math.max(0, (Date.parse(to ?? end) - Date.parse(from)) / 1000);

/** "Critical would have fired 4 times, 3 h 10 min in all, longest 1 h 25 min, twice outside its hours." */
export function sentence(test: BackTest, own: number | undefined): string {
  const word = test.of === 'critical' ? 'Critical' : 'The warning';
  const alone = test.around.find(({ at }) => at === own);
  const alerts = test.fired.filter(({ severity }) => severity === test.of);
  const count = alone?.times ?? alerts.length;
  if (count === 0) return `${word} would not have fired.`;
  const lengths = alerts.map((each) => lastedOf(each, test.to));
  const total = alone?.total ?? lengths.reduce((sum, each) => sum + each, 0);
  const outside = alerts.filter((each) => each.outsideHours).length;
  return [
    `${word} would have fired ${times(count)}`,
    `${duration(total)} in all`,
    ...(lengths.length > 1 ? [`longest ${duration(Math.max(...lengths))}`] : []),
    ...(outside > 0 ? [`${times(outside)} outside its hours`] : []),
  ]
    .join(', ')
    .concat(test.least === test.most ? '.' : `; all in all ${test.least} to ${times(test.most)}, by what is kept.`);
}

/** What the other limit would have done, what is left out, and of what nothing is known. */
export function further(test: BackTest): string {
  const other = test.fired.filter(({ severity }) => severity !== test.of);
  const total = other.reduce((sum, each) => sum + lastedOf(each, test.to), 0);
  const missing = test.gaps.reduce((sum, [from, to]) => sum + (to! - from!) / 1000, 0);
  return [
    ...(other.length > 0
      ? [`${test.of === 'critical' ? 'Warning' : 'Critical'} ${times(other.length)}, ${duration(total)} in all.`]
      : []),
    ...(missing > 0 ? [`No data for ${duration(missing)}: that counts as nothing.`] : []),
    ...(test.aheadLeftOut ? ['What is told ahead is left out.'] : []),
  ].join(' ');
}

/** The groups that fire most, three at most: "most in Network 4, Workplace 3". */
export function busiest({ fired }: BackTest): string {
  const counts = new Map<string, number>();
  for (const { group } of fired) if (group !== null) counts.set(group, (counts.get(group) ?? 0) + 1);
  if (counts.size < 2) return '';
  const most = [...counts].toSorted(([, a], [, b]) => b - a).slice(0, 3);
  return `Most in ${most.map(([group, count]) => `${group} ${count}`).join(', ')}.`;
}

/** "30 days, Sun 25 Oct to Mon 23 Nov". */
export const rangeText = (from: number, to: number, zone: string): string => `${date(from, zone)} to ${date(to, zone)}`;

export const enoughText = (at: number, zone: string): string =>
  `Too little history to say, from ${longDay(startOfDay(at, zone, at > startOfDay(at, zone) ? 1 : 0), zone)} on.`;
