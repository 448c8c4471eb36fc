import { useEffect, useMemo, useState } from 'react';
import { useLive } from '../../shared/live/live';
import { openDesk } from '../../shared/session/session';
import { useDesk } from '../../shared/store/desk';
import { useDesks } from './useDesks';
import type { PairedDisplay } from '../../shared/wire/wire';
import { mostCards } from './layout';
import { askedPages, stay, turned, type KnownDesk, type TvPage } from './pages';

export interface Rotation {
  /** The desks whose pages they are, and what is known of them. */
  ids: readonly string[];
  desks: Readonly<Record<string, KnownDesk>>;
  pages: readonly TvPage[];
  index: number;
  page: TvPage | undefined;
  /** How long the page stays, seconds. */
  seconds: number;
  /** How many pages have stayed their time. */
  turns: number;
  /** Turns by so many pages, back by less than none. */
  turn: (by: number) => void;
}

/** The pages that this wall goes through: a display's own, or those of the desk that is open. */
export function useRotation(display: PairedDisplay | null, scale: number, anyVisit: boolean): Rotation {
  const open = useDesk((desk) => desk.desk?.id ?? '');
  const asked = useMemo(
    () =>
      display?.pages ?? (open ? [{ desk: open, title: null, cards: null, board: null, table: null, show: null }] : []),
    [display, open],
  );
  const ids = useMemo(() => [...new Set(display?.pages.map(({ desk }) => desk) ?? [])], [display]);
  const desks = useDesks(ids, anyVisit);
  const room = mostCards(scale);
  const pages = useMemo(
    () => askedPages(asked, desks, room.columns * room.rows),
    [asked, desks, room.columns, room.rows],
  );
  const [at, setAt] = useState({ key: '', index: 0, turns: 0 });
  // The page that shows stays the same when others come or go.
  const kept = pages.findIndex(({ key }) => key === at.key);
  const index = kept >= 0 ? kept : Math.min(at.index, Math.max(0, pages.length - 1));
  const page = pages[index];
  const critical = useDesk((desk) => page?.ids.some((id) => desk.results[id]?.status === 'critical') ?? false);
  const seconds = stay(critical, display?.seconds);
  const isAway = useLive((live) => live.kind === 'offline');
  const turn = (by: number): void => {
    const next = turned(pages, index, by, isAway ? open : null);
    setAt(({ turns }) => ({ key: pages[next]?.key ?? '', index: next, turns: turns + 1 }));
  };
  useEffect(() => {
    const timer = setTimeout(() => turn(1), seconds * 1000);
    return () => clearTimeout(timer);
    // The timer begins anew with each page that shows, and with how long it stays.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [page?.key, at.turns, seconds, pages.length, isAway]);
  const desk = page?.desk;
  useEffect(() => {
    const { desks: all, desk: shown } = useDesk.getState();
    const next = all.find(({ id }) => id === desk);
    if (next && shown && next.id !== shown.id) openDesk(next);
  }, [desk]);
  return { ids, desks, pages, index, page, seconds, turns: at.turns, turn };
}
