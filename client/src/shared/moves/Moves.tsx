import { useEffect, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { whole } from '../format/number';
import { moment } from '../format/time';
import { useDesk } from '../store/desk';
import { serverNow } from '../tick/clock';
import { at, get } from '../wire/api';
import { rowKey, type MovedRow, type Moves as Told } from '../wire/rows';
import type { KpiDefinition } from '../wire/wire';
import { sinceLastVisit } from './lastVisit';
import styles from './Moves.module.css';
import { whyText } from './why';

const hour = 3_600_000;
const spans = [
  ['change', 'Last change'],
  ['hour', 'Last hour'],
  ['looked', 'Since I looked'],
  ['day', 'Last 24 h'],
] as const;
type Span = (typeof spans)[number][0] | 'asked';

/** The moment a choice counts from, ms by the server's clock; null where nothing has changed yet. */
function momentOf(span: Span, changedAt: string | null, asked: number | undefined): number | null {
  switch (span) {
    case 'asked':
      return asked ?? null;
    case 'change':
      return changedAt === null ? null : Date.parse(changedAt) - 1;
    case 'hour':
      return serverNow() - hour;
    case 'looked':
      return serverNow(sinceLastVisit());
    case 'day':
      return serverNow() - 24 * hour;
  }
}

interface Props {
  definition: KpiDefinition;
  /** A moment that was asked for, ms: it stands before the others. */
  since?: number | undefined;
  onOpen: () => void;
}

/** Which rows entered and left a number since a chosen moment, net. */
export default function Moves({ definition, since: asked, onOpen }: Props) {
  const { id: kpi } = definition;
  const [span, setSpan] = useState<Span>(asked === undefined ? 'hour' : 'asked');
  const [told, setTold] = useState<{ since: number | null; moves: Told | null } | 'failed' | null>(null);
  const desk = useDesk((state) => state.desk);
  const group = useDesk((state) => state.group);
  const changedAt = useDesk((state) => state.results[kpi]?.moved?.at ?? null);
  const revision = useDesk((state) => state.results[kpi]?.revision ?? 0);
  const zone = desk?.timeZone ?? 'UTC';
  useEffect(() => {
    const since = momentOf(span, changedAt, asked);
    if (!desk) return;
    if (since === null) return setTold({ since, moves: null });
    const stop = new AbortController();
    get<Told>(
      `${at(desk.id)}/kpis/${encodeURIComponent(kpi)}/moves?since=${new Date(since).toISOString()}`,
      stop.signal,
    ).then(
      (moves) => setTold({ since, moves }),
      () => {
        if (!stop.signal.aborted) setTold('failed');
      },
    );
    return () => stop.abort();
    // Asked anew with every change of the number.
  }, [desk, kpi, span, revision, changedAt, asked]);
  const now = serverNow();
  const choices: readonly (readonly [Span, string])[] =
    asked === undefined ? spans : [['asked', `Since ${moment(asked, now, zone)}`], ...spans];
  return (
    <>
      <div className={styles.spans} role="group" aria-label="Since when">
        {choices.map(([id, text]) => (
          <button key={id} type="button" aria-pressed={span === id} onClick={() => setSpan(id)}>
            {text}
          </button>
        ))}
      </div>
      {told === null ? (
        <p className={styles.note}>Reading what moved</p>
      ) : told === 'failed' ? (
        <p className={styles.note} role="alert">
          Apollo does not answer. What moved is asked for again with the next change.
        </p>
      ) : (
        <>
          <p className={styles.sum} role="status">
            {sum(told.since, told.moves, now, zone)}
          </p>
          {told.moves && (
            <>
              <List way="entered" rows={told.moves.entered} definition={definition} zone={zone} onOpen={onOpen} />
              <List way="left" rows={told.moves.left} definition={definition} zone={zone} onOpen={onOpen} />
              <Notes moves={told.moves} since={told.since!} now={now} zone={zone} />
            </>
          )}
        </>
      )}
      {group && <p className={styles.note}>{`This is told of the whole desk, not of ${group.name} alone.`}</p>}
    </>
  );
}

/** Since Wed 17:40: 3 entered, 2 left. */
function sum(since: number | null, moves: Told | null, now: number, zone: string): React.ReactNode {
  if (since === null || moves === null) return 'Nothing has changed yet.';
  const parts = [
    moves.entered.length > 0 && `${whole(moves.entered.length)} entered`,
    moves.left.length > 0 && `${whole(moves.left.length)} left`,
    moves.hidden > 0 && `${whole(moves.hidden)} of other teams`,
  ]
    .filter(Boolean)
    .join(', ');
  return (
    <>
      since <b>{moment(since, now, zone)}</b>: <bdi>{parts || 'nothing entered or left'}</bdi>
    </>
  );
}

const signs = { entered: { sign: '+', word: 'Entered' }, left: { sign: '−', word: 'Left' } } as const;
const most = 50;

function List({
  way,
  rows,
  definition,
  zone,
  onOpen,
}: {
  way: keyof typeof signs;
  rows: readonly MovedRow[];
  definition: KpiDefinition;
  zone: string;
  onOpen: () => void;
}) {
  const [path] = useLocation();
  const search = useSearch();
  const now = serverNow();
  if (rows.length === 0) return null;
  const { sign, word } = signs[way];
  const own = `/kpis/${definition.id}`;
  /** On the number's own page its filters stay. */
  const opened = (id: string): string => {
    const parameters = new URLSearchParams(path === own ? search : '');
    parameters.set('ticket', id);
    return `${own}?${parameters.toString()}`;
  };
  // An intervention is opened in its row: one that left has none.
  const canOpen = way === 'entered' || definition.slice !== 'interventions';
  return (
    <section className={`${styles.list} ${styles[way]}`}>
      <h3>
        <i aria-hidden="true">{sign}</i>
        <bdi>{word}</bdi> <small>{whole(rows.length)}</small>
      </h3>
      <ul>
        {rows.slice(0, most).map((row) => (
          <li key={rowKey(row)}>
            <i aria-hidden="true">{sign}</i>
            {canOpen ? (
              <Link href={opened(row.id)} onClick={onOpen}>
                {row.id}
              </Link>
            ) : (
              <span className={styles.id}>{row.id}</span>
            )}
            <span dir="auto">{row.title ?? 'no title'}</span>
            <small>
              {[moment(Date.parse(row.at), now, zone), row.part, whyText(row, now, zone)].filter(Boolean).join(', ')}
            </small>
          </li>
        ))}
      </ul>
      {rows.length > most && <p className={styles.note}>{`and ${whole(rows.length - most)} more`}</p>}
    </section>
  );
}

function Notes({ moves, since, now, zone }: { moves: Told; since: number; now: number; zone: string }) {
  const notes = [
    moves.passed > 0 && `${whole(moves.passed)} came and went`,
    moves.changed > 0 && `${whole(moves.changed)} changed and stayed`,
  ]
    .filter(Boolean)
    .join(', ');
  const kept = Date.parse(moves.keptSince);
  const isShort = kept > since + 1000;
  return notes || isShort ? (
    <p className={styles.note}>
      {notes && <bdi>{`${notes}. `}</bdi>}
      {isShort && <bdi>{`Known only since ${moment(kept, now, zone)}.`}</bdi>}
    </p>
  ) : null;
}
