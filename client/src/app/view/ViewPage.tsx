import { useEffect, useRef } from 'react';
import { useBoards } from '../../features/own-boards/data/state';
import { useWho } from '../../shared/access/who';
import { Announcer } from '../../shared/live/Announcer';
import { openDesk } from '../../shared/session/session';
import { useDesk } from '../../shared/store/desk';
import { later } from '../../shared/ui/later';
import { Logo } from '../../shared/ui/Logo';
import { Region } from '../../shared/ui/Region';
import { DeskClock } from '../header/DeskClock';
import { LiveBar } from '../header/LiveBar';
import { LivePill } from '../header/LivePill';
import styles from './ViewPage.module.css';

const OwnBoard = later(() => import('../../features/own-boards/page/OwnBoard'));

/** The one board that a view link opens, often in the frame of another site: live, without a person or ways on. */
export function ViewPage() {
  const share = useWho(({ who }) => who?.board);
  const isOver = useWho(({ who }) => who !== null && !who.board);
  const desk = useDesk((state) => state.desk);
  const board = useBoards((state) => state.open?.name);
  useBoardAsItIsNow();
  if (isOver) return <Over />;
  return (
    <>
      <Region name="The header">
        <header className={styles.header}>
          <Logo className={styles.logo} />
          <h1 className={styles.name}>
            <bdi translate="no">{desk?.name ?? 'Apollo'}</bdi>
            {board !== undefined && <bdi className={styles.board} translate="no">{`${board}`}</bdi>}
          </h1>
          {desk?.source === 'demo' && <span className={styles.demo}>Demo data</span>}
          <div className={styles.right}>
            <LivePill />
            <DeskClock className={styles.clock} />
          </div>
        </header>
      </Region>
      <Region name="The state of the connection">
        <LiveBar />
      </Region>
      <main id="page" tabIndex={-1} className={styles.page} aria-label={board ?? 'Board'}>
        <Region name="The board">{share ? <OwnBoard share={share} /> : null}</Region>
      </main>
      <Announcer />
    </>
  );
}

function Over() {
  return (
    <main id="page" tabIndex={-1} className={styles.over} aria-label="View link">
      <Logo />
      <div>
        <h1>This link shows nothing any more</h1>
        <p>It has ended, or its address is not whole. Ask who gave it to you for another.</p>
      </div>
    </main>
  );
}

/** What a link opens follows its board: after another card or breakdown the server is asked again for what there is. */
function useBoardAsItIsNow(): void {
  const shown = useBoards(
    ({ open }) =>
      open &&
      JSON.stringify(
        open.sections.map(({ cards }) => cards.map(({ kpi, chart, breakdown }) => [kpi, chart, breakdown])),
      ),
  );
  const before = useRef<string | null>(null);
  useEffect(() => {
    const { desk } = useDesk.getState();
    if (shown === null) return;
    if (before.current !== null && before.current !== shown && desk) openDesk(desk);
    before.current = shown;
  }, [shown]);
}
