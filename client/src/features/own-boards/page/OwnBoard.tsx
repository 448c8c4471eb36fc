import { useEffect, useMemo, useRef } from 'react';
import { Link } from 'wouter';
import { useLive } from '../../../shared/live/live';
import { usePreferences } from '../../../shared/preferences/preferences';
import { useView } from '../../../shared/preferences/view';
import { openDesk } from '../../../shared/session/session';
import { useTopics } from '../../../shared/session/useTopics';
import { later } from '../../../shared/ui/later';
import { useDesk } from '../../../shared/store/desk';
import { asked } from '../../../shared/wire/asked';
import { BoardTools } from './BoardTools';
import { closeBoard, openOwn, openShared, refresh } from '../data/boards';
import { endDraft } from '../data/draft';
import { openDialog } from '../dialogs/dialog';
import { breakdownOf, chartOf } from '../data/model';
import styles from '../section/OwnBoard.module.css';
import { Section } from '../section/Section';
import { Spoken } from './Spoken';
import { isEditing, useBoards, type OpenBoard } from '../data/state';
import { EditConflict } from './EditConflict';

const EditBoard = later(() => import('../edit/EditBoard'));

/** How often a board is asked for changes made elsewhere. */
const lookEvery = 60_000;

/** An own board, or one behind a shared link. */
export default function OwnBoard({ name, share }: { name?: string; share?: string }) {
  const open = useBoards((state) => state.open);
  const problem = useBoards((state) => state.problem);
  const editing = useBoards(isEditing);
  const unkept = useBoards((state) => state.keeping === 'waiting');
  const density = usePreferences((own) => own.density);
  useEffect(() => {
    if (share !== undefined) void openShared(share);
    else if (name !== undefined && useBoards.getState().open?.name !== name) void openOwn(name);
  }, [name, share]);
  useEffect(() => closeBoard, []);
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') void refresh();
    };
    const timer = setInterval(look, lookEvery);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  useBoardOfLink();
  useEffect(() => useBoards.subscribe(endDraft), []);
  useBoardsDesk(open);
  useShown(open);
  useTopics(useTables(open));
  const isAsked = open !== null && (share !== undefined ? open.isShared : open.name === name && !open.isShared);
  return (
    <div className={styles.board} data-density={density} id="board" tabIndex={-1}>
      {problem !== null ? (
        <div className={styles.message} role="alert">
          <b>This board cannot be shown</b>
          <bdi>{problem}</bdi> {asked.link === null && <Link href="/">To all KPIs</Link>}
        </div>
      ) : !isAsked ? null : editing ? (
        <EditBoard open={open} />
      ) : (
        <Shown open={open} />
      )}
      {isAsked && (editing || unkept || open.past.length > 0) && (
        <div className={styles.tools}>
          <BoardTools className={styles.tool} />
        </div>
      )}
      {isAsked && <EditConflict />}
      <Spoken />
    </div>
  );
}

function Shown({ open }: { open: OpenBoard }) {
  // A KPI's first card carries its well-known id, for the ways that lead to it.
  const firsts = useMemo(() => {
    const keys = new Map<string, string>();
    for (const section of open.sections)
      for (const card of section.cards) if (!keys.has(card.kpi)) keys.set(card.kpi, card.key);
    return new Set(keys.values());
  }, [open.sections]);
  return (
    <>
      {open.isShared && asked.link === null && (
        <div className={styles.shared}>
          <span>
            Shared board <b>{open.name}</b>. It follows its owner’s changes.
          </span>
          <button type="button" className={styles.own} onClick={() => openDialog('duplicate')}>
            Keep as my own
          </button>
        </div>
      )}
      {open.sections.every((section) => section.cards.length === 0) && (
        <p className={styles.message}>
          <b>No cards yet</b>
          {asked.link === null && <>“Edit board” adds them.</>}
        </p>
      )}
      {open.sections.map((section) => (
        <Section key={section.key} section={section} firsts={firsts} canChange={!open.isShared} />
      ))}
    </>
  );
}

/** A board shows the desk it was made for, when it is opened. */
function useBoardsDesk(open: OpenBoard | null): void {
  const desks = useDesk((state) => state.desks);
  const wanted = open?.desk;
  useEffect(() => {
    const { desk } = useDesk.getState();
    const other = desks.find((one) => one.id === wanted);
    if (desk && other && other.id !== desk.id) openDesk(other);
  }, [wanted, desks]);
}

/** The server ends the connection of a view link when its board changes: on the way back the board is asked for. */
function useBoardOfLink(): void {
  const retryAt = useLive((state) => state.retryAt);
  const before = useRef(retryAt);
  useEffect(() => {
    if (asked.link !== null && retryAt !== before.current) void refresh();
    before.current = retryAt;
  }, [retryAt]);
}

/** StatusCounts, title and "needs attention" speak of the cards that are on the screen. */
function useShown(open: OpenBoard | null): void {
  const ids = open
    ? [...new Set(open.sections.flatMap((section) => section.cards.map((card) => card.kpi)))].join(' ')
    : null;
  useEffect(() => {
    useView.setState({ shown: ids === null ? null : ids.split(' ').filter(Boolean) });
    return () => useView.setState({ shown: null });
  }, [ids]);
}

/** The hub's tables that the bars are drawn from. */
function useTables(open: OpenBoard | null): string[] {
  const catalogue = useDesk((state) => state.catalogue);
  return useMemo(() => {
    const wanted = new Set<string>();
    for (const section of open?.sections ?? []) {
      for (const card of section.cards) {
        const definition = catalogue[card.kpi];
        const dimension = definition && chartOf(card, definition) === 'bars' ? breakdownOf(card, definition) : null;
        if (dimension) wanted.add(`table:${dimension}`);
      }
    }
    return [...wanted].toSorted();
  }, [open?.sections, catalogue]);
}
