import { Region } from '../../../shared/ui/Region';
import { useMemo, useRef } from 'react';
import { useAddress } from '../../../shared/ui/useAddress';
import { useDesk } from '../../../shared/store/desk';
import { useMinute, useTick } from '../../../shared/tick/ticker';
import { useNarrow } from '../../../shared/ui/media';
import type { Desk } from '../../../shared/wire/wire';
import { readShown, writeShown, type Shown } from '../address/address';
import { ItemCard } from '../card/Card';
import { useItems } from '../../../shared/schedule/feed';
import { readHours } from '../grid/hours';
import { passes } from '../address/filters';
import { countText, emptyText, unknownText } from './notes';
import { range, shortTitle, stepped, title } from '../address/range';
import { filtersOf, Side } from '../side/Side';
import { Spoken } from './Spoken';
import { Toolbar } from './Toolbar';
import { useKeys } from './useKeys';
import { useBadges } from '../../../shared/schedule/useBadges';
import { useEntryAnimation } from './useEntryAnimation';
import { useOpened } from './useOpened';
import { useEntryKeys } from './useEntryKeys';
import { useSize } from '../../../shared/ui/useSize';
import { View } from './View';
import styles from './Calendar.module.css';
import { dayText, plusDays, readDay, startOf, wall, type Day } from '../../../shared/schedule/zone';

/** The intervention schedule, live: what is planned where, and what needs attention. */
export default function CalendarPage() {
  const desk = useDesk((state) => state.desk);
  return desk ? <Calendar key={desk.id} desk={desk} /> : <div className={styles.page} aria-busy="true" />;
}

function Calendar({ desk }: { desk: Desk }) {
  const zone = desk.timeZone,
    phone = useNarrow();
  const [shown, change] = useAddress(readShown, writeShown);
  const view = shown.view ?? (phone ? 'agenda' : 'week');
  const todayText = useTick((now) => dayText(wall(now, zone))),
    today = useMemo(() => readDay(todayText)!, [todayText]);
  const day = shown.day ?? today;
  const days = useMemo(() => range(view, day), [view, day]);
  const [from, to] = useMemo(
    () => [startOf(days.first, zone), startOf(plusDays(days.first, days.days), zone)],
    [days, zone],
  );
  const feed = useItems(desk.id, shown.mode, from, to),
    { items, fresh, reading, problem } = feed;
  const inRange = useMemo(() => (items ?? []).filter((item) => item.start < to && item.end > from), [items, from, to]);
  const places = useMemo(() => sorted((items ?? []).map((item) => item.location)), [items]);
  const people = useMemo(() => sorted((items ?? []).map((item) => item.person)), [items]);
  const { badges, recode } = useBadges(desk.id, places);
  const minute = useMinute();
  const seen = useMemo(() => inRange.filter((item) => passes(item, shown, minute)), [inRange, shown, minute]);
  const hours = useMemo(() => readHours(desk.serviceHours), [desk.serviceHours]);

  const frame = useRef<HTMLDivElement>(null),
    size = useSize(frame);
  const open = seen.find((item) => item.id === shown.open);
  const { ready, at, press } = useOpened(frame, open?.id ?? null);
  useEntryAnimation(
    frame,
    JSON.stringify([
      view,
      days,
      shown.mode,
      shown.locations,
      shown.team,
      shown.person,
      shown.flag,
      size,
      phone,
      reading,
    ]),
  );
  useEntryKeys(frame, view !== 'agenda');

  const onChange = (more: Partial<Shown>): void => change({ open: null, ...more });
  const onStep = (by: -1 | 0 | 1): void => onChange({ day: by === 0 ? null : stepped(view, day, by) });
  useKeys(onStep, shown.open === null ? null : () => onChange({}));
  const onOpen = (id: string, element: HTMLElement): void => {
    press(element);
    change({ open: shown.open === id ? null : id });
  };
  const find = (id: string) => items?.find((item) => item.id === id);

  const unknown = unknownText(feed),
    note = unknown ?? countText(phone ? null : view, shown.mode, days.first, inRange, seen);
  const filters = filtersOf(shown);
  const side = (
    <Side items={inRange} all={items ?? []} badges={badges} onRecode={recode} shown={shown} onChange={onChange} />
  );
  const offer = {
    desk: desk.id,
    deskName: desk.name,
    locations: places,
    people,
    location: shown.locations.length === 1 ? shown.locations[0]! : null,
    person: shown.person,
  };
  return (
    <div className={styles.page} data-paper="wide">
      <Toolbar
        title={phone ? shortTitle(view, day, today) : title(view, day)}
        note={note}
        phone={phone}
        view={view}
        mode={shown.mode}
        offer={offer}
        side={side}
        filters={filters}
        onStep={onStep}
        onChange={onChange}
      />
      <Spoken
        about={JSON.stringify([view, days, shown.mode, filters])}
        text={
          unknown
            ? null
            : `${title(view, day)}: ${seen.length} of ${inRange.length} ` +
              (shown.mode === 'due' ? 'tickets' : 'interventions')
        }
      />
      {problem && (
        <p className={styles.problem} role="alert">
          <bdi>{problem.text}</bdi>
          {problem.retry && (
            <button type="button" onClick={problem.retry}>
              Try again
            </button>
          )}
        </p>
      )}
      <div className={styles.body}>
        {side}
        <div className={styles.main}>
          <div ref={frame} className={styles.frame} aria-busy={reading !== null}>
            <Region name="The calendar">
              <View
                view={view}
                mode={shown.mode}
                day={day}
                range={days}
                items={seen}
                badges={badges}
                zone={zone}
                fresh={fresh}
                hours={hours}
                frame={frame}
                size={size}
                phone={phone}
                open={shown.open}
                onOpen={onOpen}
                onDay={(next: Day) => onChange({ view: 'day', day: next })}
                onList={(next: Day) => onChange({ view: 'agenda', day: next })}
              />
            </Region>
          </div>
          {seen.length === 0 && (
            <p className={`${styles.empty} ${reading ? styles.reading : ''}`}>
              {unknown ?? emptyText(view, shown.mode, inRange.length)}
            </p>
          )}
        </div>
      </div>
      {open && ready && (
        <ItemCard
          item={open}
          badge={badges.get(open.location ?? '')}
          zone={zone}
          find={find}
          at={phone ? null : at}
          onClose={() => change({ open: null })}
        />
      )}
    </div>
  );
}

const sorted = (names: readonly (string | null)[]): string[] =>
  [...new Set(names.filter((name) => name !== null))].toSorted((a, b) => a.localeCompare(b));
