import { Check, Clock3, Minus, Play } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { merge } from '../../shared/schedule/entries';
import { flagWord, type Flag, type Item } from '../../shared/schedule/items';
import badgeStyles from '../../shared/schedule/Badge.module.css';
import type { Badge } from '../../shared/schedule/badges';
import { useBadges } from '../../shared/schedule/useBadges';
import { stateWord } from '../../shared/schedule/words';
import { dayText, plusDays, readDay, startOf, wall } from '../../shared/schedule/zone';
import { StatusShape } from '../../shared/kpi/shapes';
import { plural } from '../../shared/format/duration';
import { clock } from '../../shared/format/time';
import { onCalendar, onInterventions } from '../../shared/session/messages';
import { useTopics } from '../../shared/session/useTopics';
import { useTick } from '../../shared/tick/ticker';
import type { ScheduleEntry } from '../../shared/wire/rows';
import styles from './TvVisits.module.css';
import { entryOf, visitsOf, visitWords, type ShownVisits } from './visits';

export interface Today extends ShownVisits {
  badges: ReadonlyMap<string, Badge>;
}

/**
 * The interventions of the desk's own day, live: of the calendar where this wall may see that, else what each wall is
 * told of today.
 */
export function useToday(desk: string, zone: string, seesCalendar: boolean): Today {
  const [held, setHeld] = useState<ReadonlyMap<string, ScheduleEntry>>(new Map());
  useTopics([seesCalendar ? 'calendar' : 'interventions']);
  useEffect(() => onCalendar((message) => setHeld((before) => merge(before, message))), []);
  useEffect(
    () => onInterventions(({ interventions }) => setHeld(new Map(interventions.map((one) => [one.id, entryOf(one)])))),
    [],
  );
  // Of another desk it says nothing.
  useEffect(() => setHeld(new Map()), [desk]);
  const day = useTick((now) => dayText(wall(now, zone)));
  const today = useMemo(() => {
    const own = readDay(day)!;
    return visitsOf(held.values(), startOf(own, zone), startOf(plusDays(own, 1), zone));
  }, [held, day, zone]);
  const places = useMemo(
    () => [...new Set(today.visits.map((item) => item.location).filter((name) => name !== null))],
    [today],
  );
  return { ...today, badges: useBadges(desk, places).badges };
}

/** A page of the wall display: when, where and how it stands. No titles and no names of people hang on a wall. */
export function TvVisits({ today, zone }: { today: Today; zone: string }) {
  const { visits, more, badges } = today;
  const lines = visits.length > 8 ? Math.max(6, Math.ceil((visits.length + Math.sign(more)) / 2)) : 8;
  return (
    <ul
      className={`${styles.visits} ${visits.length > 8 ? styles.two : ''}`}
      style={{
        gridTemplateRows: `repeat(${lines}, minmax(0, 1fr))`,
      }}
    >
      {visits.map((item) => (
        <Visit key={item.id} item={item} badge={badges.get(item.location ?? '')} zone={zone} />
      ))}
      {more > 0 && <li className={styles.more}>{`and ${plural(more, 'intervention')} more`}</li>}
    </ul>
  );
}

const isFlag = (word: string): word is Flag => word in flagWord;

function Visit({ item, badge, zone }: { item: Item; badge: Badge | undefined; zone: string }) {
  const words = useTick((now) => visitWords(item, now).join(' ')).split(' ') as (Flag | Item['state'])[];
  return (
    <li
      className={[
        styles.visit,
        styles[item.state],
        words.length > 1 ? styles.crowded : '',
        badgeStyles[`h${badge?.hue ?? 9}`],
      ].join(' ')}
      data-visit={item.id}
    >
      <i
        className={`${styles.band} ${badgeStyles.band} ${badgeStyles[`p${badge?.pattern ?? 0}`]}`}
        aria-hidden="true"
      />
      <span className={styles.time}>
        <bdi>{clock(item.start, zone)}</bdi>
        <span>{` to ${clock(item.end, zone)}`}</span>
      </span>
      <span className={styles.place}>
        <b>{badge?.code ?? '–'}</b>
        <span>{item.location ?? 'no place'}</span>
      </span>
      <span className={styles.team}>{item.team}</span>
      <span className={styles.words}>
        {words.map((word) => (
          <span key={word} className={`${styles.word} ${styles[`is-${word}`] ?? ''}`}>
            <Sign word={word} />
            <bdi>{isFlag(word) ? capital(flagWord[word]) : stateWord[word]}</bdi>
          </span>
        ))}
      </span>
    </li>
  );
}

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);

function Sign({ word }: { word: Flag | Item['state'] }) {
  const size = '1.875rem';
  switch (word) {
    case 'conflict':
      return <StatusShape status="warning" className={styles.sign} />;
    case 'overdue':
      return <StatusShape status="critical" className={styles.sign} />;
    case 'afterSla':
    case 'planned':
      return <Clock3 size={size} strokeWidth={2} aria-hidden="true" />;
    case 'underway':
      return <Play size={size} strokeWidth={2} aria-hidden="true" />;
    case 'done':
      return <Check size={size} strokeWidth={2} aria-hidden="true" />;
    case 'cancelled':
      return <Minus size={size} strokeWidth={2} aria-hidden="true" />;
  }
}
