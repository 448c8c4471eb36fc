import { useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { whole } from '../format/number';
import { useDesk } from '../store/desk';
import { useTick } from '../tick/ticker';
import type { Desk } from '../wire/wire';
import { readShown, writeShown, type Shown, type View } from './address';
import { Agenda } from './Agenda';
import { ItemCard } from './Card';
import { useItems } from './feed';
import { readHours } from './hours';
import { passes } from './items';
import { MonthGrid } from './MonthGrid';
import { Side } from './Side';
import { TimeGrid } from './TimeGrid';
import { Toolbar } from './Toolbar';
import { useLooks } from './useLooks';
import { useMoves } from './useMoves';
import styles from './Calendar.module.css';
import { dayAndMonth, dayText, longDay, monday, monthName, plusDays, readDay, startOf, wall, weekNumber, type Day } from './zone';

/** The intervention schedule, live: what is planned where, and what needs attention. */
export default function CalendarPage() {
  const desk = useDesk(state => state.desk);
  return desk ? <Calendar key={desk.id} desk={desk} /> : <div className={styles.page} aria-busy="true" />;
}

/** The days a view shows, and how far a step goes. */
function range(view: View, day: Day): { first: Day; days: number } {
  switch (view) {
    case 'month': return { first: monday({ ...day, day: 1 }), days: 42 };
    case 'week': return { first: monday(day), days: 7 };
    case 'day': return { first: day, days: 1 };
    case 'agenda': return { first: day, days: 14 };
  }
}

function Calendar({ desk }: { desk: Desk }) {
  const zone = desk.timeZone;
  const [shown, change] = useShown();
  const phone = matchMedia('(max-width: 719.98px)').matches;
  const view = shown.view ?? (phone ? 'agenda' : 'week');
  const today = readDay(useTick(now => dayText(wall(now, zone))))!;
  const day = shown.day ?? today;
  const { first, days } = range(view, day);
  const [from, to] = [startOf(first, zone), startOf(plusDays(first, days), zone)];
  const { items, problem } = useItems(desk.id, shown.mode, from, to);
  const inRange = useMemo(() => (items ?? []).filter(item => item.start < to && item.end > from), [items, from, to]);
  const places = useMemo(() => [...new Set((items ?? []).map(item => item.location).filter(name => name !== null))], [items]);
  const { looks, recode } = useLooks(desk.id, places);
  const late = useTick(now => Math.floor(now / 60_000) * 60_000);
  const seen = useMemo(() => inRange.filter(item => passes(item, shown, late)), [inRange, shown, late]);
  const hours = useMemo(() => readHours(desk.serviceHours), [desk.serviceHours]);
  const frame = useRef<HTMLDivElement>(null), trigger = useRef<HTMLElement | null>(null);
  const [, redraw] = useState(0);
  useMoves(frame, `${view} ${dayText(first)} ${shown.mode}`);

  const onChange = (more: Partial<Shown>): void => change({ ...shown, open: null, ...more });
  const step = (by: -1 | 0 | 1): void => onChange({ day: by === 0 ? null : view === 'month' ? { ...plusDays({ ...day, day: 1 }, by < 0 ? -1 : 31), day: 1 } : plusDays(day, by * (view === 'agenda' ? 14 : days)) });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || (event.target as HTMLElement).closest('input, select, textarea, [role="dialog"], [role="menu"]')) return;
      if (event.key === 'Escape' && shown.open) onChange({});
      else if (event.key === 'PageUp') step(-1);
      else if (event.key === 'PageDown') step(1);
      else if (event.key === 't') step(0);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });

  const onOpen = (id: string, at: HTMLElement): void => { trigger.current = at; change({ ...shown, open: shown.open === id ? null : id }); };
  const onDay = (next: Day): void => onChange({ view: 'day', day: next });
  const open = seen.find(item => item.id === shown.open);
  // A link may name an entry: its element is there only after the first drawing.
  const element = open ? frame.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(open.id)}"]`) ?? null : null;
  if (element && trigger.current?.dataset['item'] !== open?.id) trigger.current = element;
  useEffect(() => { if (open && !element) redraw(n => n + 1); }, [open, element]);

  const cancelled = seen.filter(item => item.state === 'cancelled').length;
  const noun = shown.mode === 'due' ? 'ticket' : 'intervention';
  const note = items === null ? 'reading' : `${view === 'week' ? `week ${weekNumber(first)}, ` : ''}${whole(seen.length)} ${noun}${seen.length === 1 ? '' : 's'}${cancelled > 0 ? `, ${whole(cancelled)} cancelled` : ''}${seen.length < inRange.length ? `, ${whole(inRange.length - seen.length)} hidden by filters` : ''}`;
  const people = [...new Set((items ?? []).map(item => item.person).filter(name => name !== null))].sort((a, b) => a.localeCompare(b));
  const side = <Side items={inRange} looks={looks} onRecode={recode} shown={shown} onChange={onChange} />;
  return (
    <div className={styles.page}>
      <Toolbar title={title(view, day, first, days)} note={note} desk={desk.id} view={view} mode={shown.mode} locations={places} people={people} side={side} onStep={step} onChange={onChange} />
      {problem && <p className={styles.problem} role="alert">{problem}</p>}
      <div className={styles.body}>
        {side}
        <div ref={frame} className={styles.main} aria-busy={items === null}>
          {view === 'month' ? <MonthGrid day={day} items={seen} looks={looks} zone={zone} open={shown.open} onOpen={onOpen} onDay={onDay} />
            : view === 'agenda' ? <Agenda items={seen} looks={looks} zone={zone} open={shown.open} onOpen={onOpen} />
              : <TimeGrid days={Array.from({ length: days }, (_, i) => plusDays(first, i))} items={seen} looks={looks} zone={zone} hours={hours} open={shown.open} onOpen={onOpen} onDay={onDay} />}
        </div>
      </div>
      {open && trigger.current && <ItemCard item={open} look={looks.get(open.location ?? '')} zone={zone} at={trigger} onClose={() => change({ ...shown, open: null })} />}
    </div>
  );
}

function title(view: View, day: Day, first: Day, days: number): string {
  if (view === 'month') return monthName(day);
  if (view === 'day') return `${longDay(day)} ${day.year}`;
  const last = plusDays(first, days - 1);
  return `${first.month === last.month ? first.day : dayAndMonth(first)} to ${dayAndMonth(last)} ${last.year}`;
}

function useShown(): [Shown, (next: Shown) => void] {
  const search = useSearch();
  const [path, go] = useLocation();
  return [useMemo(() => readShown(search), [search]), next => go(path + writeShown(next), { replace: true })];
}

