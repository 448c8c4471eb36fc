import { useEffect, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { clock } from '../../shared/format/time';
import { keys } from '../../shared/keys/keys';
import { isTaken, onKey } from '../../shared/keys/onKey';
import { useLive } from '../../shared/live/live';
import { Announcer } from '../../shared/live/Announcer';
import { useDesk } from '../../shared/store/desk';
import { useTick } from '../../shared/tick/ticker';
import { Region } from '../../shared/ui/Region';
import { nightOf, isNight } from './night';
import { shift, stay, tvPages, visitsPage } from './pages';
import styles from './Tv.module.css';
import { TvCard } from './TvCard';
import { TvFoot } from './TvFoot';
import { TvBar, TvHead } from './TvHead';
import { TvVisits, useToday } from './TvVisits';
import { WayBack } from './WayBack';

const blankAfter = 10 * 60_000;

/** The wall display: a page of the board at a time, and always what is wrong on the others. */
export default function Tv() {
  const catalogue = useDesk((desk) => desk.catalogue);
  const order = useDesk((desk) => desk.order);
  const zone = useDesk((desk) => desk.desk?.timeZone ?? 'UTC');
  const today = useToday(
    useDesk((desk) => desk.desk?.id ?? ''),
    zone,
  );
  const anyVisit = today.visits.length > 0;
  const pages = useMemo(
    () => [...tvPages(catalogue, order), ...(anyVisit ? [visitsPage] : [])],
    [catalogue, order, anyVisit],
  );
  const [at, setAt] = useState(0);
  // Whole turns aside, in both directions.
  const index = pages.length === 0 ? 0 : ((at % pages.length) + pages.length) % pages.length;
  const page = pages[index];
  const critical = useDesk((desk) => page?.ids.some((id) => desk.results[id]?.status === 'critical') ?? false);
  const seconds = stay(critical);
  useEffect(() => {
    const timer = setTimeout(() => setAt((now) => now + 1), seconds * 1000);
    return () => clearTimeout(timer);
  }, [index, seconds]);
  useKeys(setAt);
  const place = useTick(shift);
  const hours = useMemo(() => nightOf(window.location.search), []);
  const night = useTick((now) => isNight(now, zone, hours));
  const blank = useBlank();
  if (blank)
    return (
      <>
        <Blank />
        <WayBack />
      </>
    );
  const columns = (page?.ids.length ?? 0) > 8 ? 5 : 4;
  // The card's width less border and padding, as the poster's own pixels.
  const room = (1776 - (columns - 1) * 20) / columns - 60;
  return (
    <div className={styles.tv}>
      <Region name="The state of the connection">
        <TvBar />
      </Region>
      <Region name="The wall">
        <main className={`${styles.page} ${night ? styles.night : ''}`} style={{ transform: place }}>
          <TvHead title={page?.name ?? ''} />
          {page === visitsPage ? (
            <TvVisits today={today} zone={zone} />
          ) : (
            <ul
              className={columns === 5 ? `${styles.cards} ${styles.five}` : styles.cards}
              key={page?.name}
              style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
            >
              {page?.ids.map((id) => (
                <TvCard key={id} definition={catalogue[id]!} room={room} />
              ))}
            </ul>
          )}
          <TvFoot pages={pages} index={index} seconds={seconds} />
        </main>
      </Region>
      <Announcer />
      <WayBack />
    </div>
  );
}

/** Arrows turn the page, Escape leaves the wall display. */
function useKeys(setAt: React.Dispatch<React.SetStateAction<number>>): void {
  const [, go] = useLocation();
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      if (isTaken(event.target)) return;
      onKey(event, keys.wall, {
        page: (key) => setAt((at) => at + (key === 'ArrowRight' ? 1 : -1)),
        leave: () => go('/'),
      });
    };
    window.addEventListener('keydown', heard);
    return () => window.removeEventListener('keydown', heard);
  }, [setAt, go]);
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
