import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { crossingText } from '../../shared/kpi/ahead';
import { groupKey, historyOf } from '../../shared/kpi/historyOf';
import { UnusualShape } from '../../shared/kpi/shapes';
import { usualText } from '../../shared/kpi/usual';
import type { CardModel } from '../../shared/card/useCard';
import { clock, date, longWeekday } from '../../shared/format/time';
import { valueText } from '../../shared/format/value';
import { openDefinition } from '../../shared/preferences/view';
import { useDesk } from '../../shared/store/desk';
import { tickNow, useMinute } from '../../shared/tick/ticker';
import { usualAt } from '../../shared/trend/steps';
import { usualOf, useTrends } from '../../shared/trend/trends';
import { getAhead, getHistory } from '../../shared/wire/api';
import type { Ahead, KpiHistory } from '../../shared/wire/wire';
import styles from './Definition.module.css';
import { aheadValue, lastWeek, rangeOf } from './past';

const day = 86_400_000;

/** Of how many of the last 12 weeks it is made. */
const weeksText = (weeks: number): string => (weeks >= 12 ? 'the last 12 weeks' : `${weeks} of the last 12 weeks`);

/** What a number was and will be: usual now, a week ago, over 28 days; and what the clock alone will do to it. */
export function Past({ card, zone }: { card: CardModel; zone: string }) {
  const { definition, group, kind, value } = card;
  const { history, ahead } = useAnswers(definition.id, group && groupKey(group));
  const held = useTrends();
  const now = useMinute();
  const band = group ? undefined : usualOf(definition.id, held);
  const usual = usualAt(band, tickNow());
  const shown = (number: number): string => valueText(number, kind);
  const off = usual && value !== null ? Math.max(value - usual.high, usual.low - value) : 0;
  return (
    <section className={styles.past} aria-label="History">
      <h3>History</h3>
      <dl className={styles.facts}>
        {usual && (
          <>
            <dt>Usual</dt>
            <dd>
              <b>{usualText(usual, definition)}</b>
              <bdi>{`, ${longWeekday(now, zone)}s at ${clock(now, zone)}`}</bdi>
              <span className={styles.line}>
                {[usual.median !== null && `median ${shown(usual.median)}`, weeksText(band!.weeks)]
                  .filter(Boolean)
                  .join(', ')}
              </span>
            </dd>
          </>
        )}
        {usual && value !== null && card.state === 'live' && (
          <>
            <dt>
              {card.isUnusual && <UnusualShape className={styles.shape} />}
              <bdi>Now</bdi>
            </dt>
            <dd>
              <b>{`${shown(value)}${card.isUnusual ? ', unusual' : ''}`}</b>
              {off > 0 && <bdi>{`, ${shown(off)} ${value > usual.high ? 'above' : 'below'}`}</bdi>}
            </dd>
          </>
        )}
        <Told answer={history} name="Last week">
          {(found) => {
            const then = lastWeek(found, tickNow());
            return then === null ? 'not known' : `${shown(then)} at this time`;
          }}
        </Told>
        <Told answer={history} name="28 days">
          {(found) => {
            const range = rangeOf(found);
            if (!range) return 'nothing known';
            const short = range.since > Date.parse(found.from) + day ? `, since ${date(range.since, zone)}` : '';
            return `${usualText(range, definition)}${short}`;
          }}
        </Told>
        {!group && (
          <Told answer={ahead} name="Ahead">
            {({ at, points, crossings }) => {
              const until = Date.parse(at) + 8 * 3_600_000,
                last = aheadValue(points, until);
              return crossings.length > 0
                ? crossings
                    .slice(0, 3)
                    .map((crossing) => crossingText(crossing, definition, zone))
                    .join(', ')
                : last === null
                  ? 'not known'
                  : `${shown(last)} at ${clock(until, zone)}, by the clock alone`;
            }}
          </Told>
        )}
      </dl>
      <Link
        className={styles.open ?? ''}
        href={historyOf(definition.id, group)}
        title="Open history (h)"
        onClick={() => openDefinition(null)}
      >
        Open history
      </Link>
    </section>
  );
}

type Answer<T> = { value: T } | 'failed' | null;

/** One fact of an answer: said as soon as it is there, or that it is not to be had. */
function Told<T>({ answer, name, children }: { answer: Answer<T>; name: string; children: (value: T) => string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {answer === null ? (
          <span className={styles.waiting}>reading</span>
        ) : answer === 'failed' ? (
          'not available now'
        ) : (
          <bdi>{children(answer.value)}</bdi>
        )}
      </dd>
    </>
  );
}

/** Asked once: when the definition is opened, or shows another group. */
function useAnswers(kpi: string, group: string | null): { history: Answer<KpiHistory>; ahead: Answer<Ahead> } {
  const desk = useDesk((state) => state.desk?.id);
  const [history, setHistory] = useState<Answer<KpiHistory>>(null);
  const [ahead, setAhead] = useState<Answer<Ahead>>(null);
  useEffect(() => {
    if (desk === undefined) return;
    const left = new AbortController(),
      now = tickNow();
    const take = <T,>(answer: Promise<T>, set: (answer: Answer<T>) => void): void => {
      set(null);
      answer.then(
        (value) => {
          if (!left.signal.aborted) set({ value });
        },
        () => {
          if (!left.signal.aborted) set('failed');
        },
      );
    };
    take(getHistory(desk, kpi, now - 28 * day, now, group, left.signal), setHistory);
    if (group === null) take(getAhead(desk, kpi, left.signal), setAhead);
    return () => left.abort();
  }, [desk, kpi, group]);
  return { history, ahead };
}
