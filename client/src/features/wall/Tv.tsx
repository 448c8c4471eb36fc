import { under } from '../../shared/address/base';
import { useEffect, useMemo, useRef, type ComponentType } from 'react';
import { clock } from '../../shared/format/time';
import { keys } from '../../shared/keys/keys';
import { isTaken, onKey } from '../../shared/keys/onKey';
import { useLive } from '../../shared/live/live';
import { Announcer } from '../../shared/live/Announcer';
import { useDesk } from '../../shared/store/desk';
import { useTick } from '../../shared/tick/ticker';
import { join } from '../../shared/ui/join';
import { Region } from '../../shared/ui/Region';
import { Strip } from './alerts/Strip';
import { TakeOver } from './alerts/TakeOver';
import { TvAlerts } from './alerts/TvAlerts';
import { useShownAlerts, type ShownAlert } from './alerts/useShownAlerts';
import { useQuietRestart } from './display/quiet';
import { useWakeLock } from './display/useWakeLock';
import type { PairedDisplay } from '../../shared/wire/wire';
import { gridOf, mostCards, pageScale, roomOf, scaleOf } from './layout';
import { hoursOf, isNight, nightOf } from './night';
import { shift, type TvPage } from './pages';
import styles from './Tv.module.css';
import { TvCard } from './TvCard';
import { TvFoot } from './TvFoot';
import { TvBar, TvHead } from './TvHead';
import { TvVisits, useToday, type Today } from './TvVisits';
import { useRotation, type Rotation } from './useRotation';
import { WallKeys } from './WallKeys';
import { useAwake, WayBack } from './WayBack';

const blankAfter = 10 * 60_000;

/** From this size of the type on the screen is so narrow that head, foot and strip say less. */
const narrowFrom = 1.15;

interface Props {
  /** What an admin set up; null = the wall of a visitor, by its address. */
  display?: PairedDisplay | null;
  /** The desks whose calendar this visitor may see; null = all. A display sees none. */
  members?: readonly string[] | null;
  /** Draws a page with a performance table. */
  Table?: ComponentType<{ page: TvPage }> | undefined;
  /** Told what shows, as "Service level, 2 of 6". */
  onShown?: (page: string) => void;
}

/** The wall display: a page of the rotation at a time, and always what is wrong on the others. */
export default function Tv({ display = null, members = null, Table, onShown }: Props) {
  const zone = useDesk((desk) => desk.desk?.timeZone ?? 'UTC');
  const desk = useDesk((state) => state.desk?.id ?? '');
  const today = useToday(desk, zone, display === null && (members?.includes(desk) ?? true));
  const smallest = display ? scaleOf(display.distance, display.diagonal) : 1;
  const rotation = useRotation(display, smallest, today.visits.length > 0);
  const { pages, index, page, seconds, turns, turn } = rotation;
  useKeys(turn, display === null);
  useWakeLock();
  const place = useTick(shift);
  const hours = useMemo(() => nightHours(display), [display]);
  const night = useTick((now) => isNight(now, zone, hours));
  const alerts = useShownAlerts({
    desks: rotation.ids,
    known: rotation.desks,
    isNight: night,
    sounds: display?.sound ?? false,
  });
  useQuietRestart(turns, alerts.takeOver !== null);
  const scale = useScale(page?.ids.length ?? 0, smallest, alerts.takeOver !== null);
  useShown(rotation, alerts.takeOver, onShown);
  const blank = useBlank();
  const isAwake = useAwake();
  if (blank || (night && display?.night?.black))
    return (
      <>
        {blank ? <Blank /> : <Dark />}
        {display === null && <WayBack isAwake={isAwake} />}
      </>
    );
  return (
    <div className={join(styles.tv, isAwake && styles.isAwake)} data-far={scale > narrowFrom || undefined}>
      <Region name="The state of the connection">
        <TvBar />
      </Region>
      <Region name="The wall">
        {alerts.takeOver ? (
          <TakeOver {...alerts.takeOver} />
        ) : (
          <div className={join(styles.all, night && styles.night)}>
            {alerts.strip && <Strip {...alerts.strip} />}
            <main className={join(styles.page, alerts.strip !== null && styles.hasStrip)} style={{ transform: place }}>
              <TvHead title={page?.name ?? ''} />
              <Shown page={page} today={today} scale={scale} Table={Table} />
              <TvFoot pages={pages} index={index} seconds={seconds} />
            </main>
          </div>
        )}
      </Region>
      <Announcer />
      {display === null && (
        <>
          <WayBack isAwake={isAwake} />
          <WallKeys />
        </>
      )}
    </div>
  );
}

interface ShownProps {
  page: TvPage | undefined;
  today: Today;
  scale: number;
  Table: Props['Table'];
}

/** What a page shows; cards of a desk that is not open yet are none. */
function Shown({ page, today, scale, Table }: ShownProps) {
  const catalogue = useDesk((desk) => desk.catalogue);
  const zone = useDesk((desk) => desk.desk?.timeZone ?? 'UTC');
  if (page?.show === 'visits') return <TvVisits today={today} zone={zone} />;
  if (page?.show === 'alerts') return <TvAlerts zone={zone} isFar={scale > narrowFrom} />;
  if (page?.show === 'table') return Table ? <Table key={page.key} page={page} /> : null;
  const { columns, rows } = gridOf(page?.ids.length ?? 0, mostCards(scale));
  const room = roomOf(columns, scale);
  return (
    <ul
      className={columns > 4 ? `${styles.cards} ${styles.five}` : styles.cards}
      key={page?.key}
      style={{
        gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
        gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))`,
      }}
    >
      {page?.ids.map((id) => catalogue[id] && <TvCard key={id} definition={catalogue[id]} room={room} />)}
    </ul>
  );
}

const nightHours = (display: PairedDisplay | null): ReturnType<typeof nightOf> =>
  display === null
    ? nightOf(window.location.search)
    : display.night && [hoursOf(display.night.from), hoursOf(display.night.to)];

/** The size of the type of a page with so many cards; what has the whole screen is large by itself. */
function useScale(count: number, smallest: number, isTakenOver: boolean): number {
  const scale = isTakenOver ? 1 : pageScale(count, smallest);
  useEffect(() => {
    document.documentElement.style.setProperty('--scale', String(scale));
  }, [scale]);
  return scale;
}

function useShown({ pages, index, page }: Rotation, takeOver: ShownAlert | null, onShown: Props['onShown']): void {
  const text = takeOver
    ? `Alert: ${takeOver.definition.presentation.title}`
    : page
      ? `${page.name}, ${index + 1} of ${pages.length}`
      : '';
  useEffect(() => onShown?.(text), [text, onShown]);
}

/** Arrows turn the page; Escape leaves the wall, where a visitor looks. */
function useKeys(turn: (by: number) => void, isVisitor: boolean): void {
  const latest = useRef(turn);
  latest.current = turn;
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      if (isTaken(event.target)) return;
      onKey(event, keys.wall, {
        page: (key) => latest.current(key === 'ArrowRight' ? 1 : -1),
        leave: () => {
          if (isVisitor) location.assign(under('/'));
        },
      });
    };
    window.addEventListener('keydown', heard);
    return () => window.removeEventListener('keydown', heard);
  }, [isVisitor]);
}

/** Numbers of more than ten minutes ago are no news: they go. */
function useBlank(): boolean {
  const offline = useLive((live) => live.kind === 'offline');
  const readAt = useLive((live) => live.readAt);
  return useTick((now) => offline && readAt !== null && now - readAt > blankAfter);
}

function Blank() {
  const zone = useDesk((desk) => desk.desk?.timeZone ?? 'UTC');
  const readAt = useLive((live) => live.readAt);
  const time = useTick((now) => clock(now, zone));
  const place = useTick(shift);
  return (
    <main className={`${styles.tv} ${styles.blank}`} style={{ transform: place }}>
      <p className={styles.blankClock}>{time}</p>
      <p>{`No data since ${readAt === null ? 'the start' : clock(readAt, zone)}`}</p>
      <p className={styles.blankNote}>Not connected. Reconnecting.</p>
    </main>
  );
}

/** The night of a display that is to be black: a small clock, so that one sees that it is on. */
function Dark() {
  const zone = useDesk((desk) => desk.desk?.timeZone ?? 'UTC');
  const time = useTick((now) => clock(now, zone));
  const place = useTick(shift);
  return (
    <main className={`${styles.tv} ${styles.dark}`} style={{ transform: place }}>
      <p>{time}</p>
    </main>
  );
}
