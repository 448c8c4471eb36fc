import { History } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { Link } from 'wouter';
import { whole } from '../format/number';
import { moment } from '../format/time';
import { useDesk } from '../store/desk';
import { serverNow } from '../tick/clock';
import ui from '../ui/ui.module.css';
import { at, get } from '../wire/api';
import type { MovedRow, Moves } from '../wire/rows';
import { whyText } from './cellText';
import styles from './MovesMenu.module.css';

const hour = 3_600_000;
const opened = Date.now();
const spans = [['change', 'Last change'], ['hour', 'Last hour'], ['page', 'Since I looked'], ['day', 'Last 24 hours']] as const;
type SpanId = typeof spans[number][0];

/** Which rows entered and left a number since a chosen moment. */
export function MovesMenu({ desk, kpi }: { desk: string; kpi: string }) {
  return (
    <DialogTrigger>
      <Button className={styles.button ?? ''}><History size="1rem" strokeWidth={1.5} aria-hidden="true" />What moved</Button>
      <Popover className={ui.popover ?? ''} placement="bottom end" offset={6}>
        <Dialog className={styles.dialog ?? ''}><Content desk={desk} kpi={kpi} /></Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Content({ desk, kpi }: { desk: string; kpi: string }) {
  const [span, setSpan] = useState<SpanId>('hour');
  const [moves, setMoves] = useState<Moves | null | 'failed'>(null);
  const changedAt = useDesk(state => state.results[kpi]?.moved?.at ?? null);
  const revision = useDesk(state => state.results[kpi]?.revision ?? 0);
  const zone = useDesk(state => state.desk?.timeZone ?? 'UTC');
  useEffect(() => {
    const since = span === 'change' ? (changedAt ? Date.parse(changedAt) - 1 : serverNow()) : span === 'hour' ? serverNow() - hour : span === 'day' ? serverNow() - 24 * hour : opened;
    const stop = new AbortController();
    get<Moves>(`${at(desk)}/kpis/${encodeURIComponent(kpi)}/moves?since=${new Date(since).toISOString()}`, stop.signal).then(setMoves, () => { if (!stop.signal.aborted) setMoves('failed'); });
    return () => stop.abort();
    // Asked anew with every change of the number.
  }, [desk, kpi, span, revision, changedAt]);
  return (
    <>
      <Heading slot="title" className={styles.title ?? ''}>What moved</Heading>
      <div className={styles.spans} role="group" aria-label="Since when">
        {spans.map(([id, text]) => <button key={id} type="button" aria-pressed={span === id} onClick={() => setSpan(id)}>{text}</button>)}
      </div>
      {moves === 'failed' ? <p className={styles.note} role="status">Apollo does not answer.</p> : moves && (
        <>
          <List title="Entered" rows={moves.entered} kpi={kpi} zone={zone} />
          <List title="Left" rows={moves.left} kpi={kpi} zone={zone} />
          <p className={styles.note}>
            {[moves.passed > 0 && `${whole(moves.passed)} came and went`, moves.changed > 0 && `${whole(moves.changed)} changed and stayed`].filter(Boolean).join(', ')}
            {moves.passed + moves.changed > 0 && '.'}
            {Date.parse(moves.keptSince) >= Date.parse(moves.since) && <> Known since {moment(Date.parse(moves.keptSince), serverNow(), zone)}.</>}
          </p>
        </>
      )}
    </>
  );
}

function List({ title, rows, kpi, zone }: { title: string; rows: readonly MovedRow[]; kpi: string; zone: string }) {
  const now = serverNow();
  return (
    <section className={styles.list}>
      <h3>{title} <small>{whole(rows.length)}</small></h3>
      <ul>{rows.slice(0, 50).map(row => (
        <li key={`${row.id} ${row.part}`}>
          <Link href={`/kpis/${kpi}?ticket=${encodeURIComponent(row.id)}`}>{row.id}</Link> <span>{row.title}</span>
          <small>{moment(Date.parse(row.at), now, zone)}{row.part ? `, ${row.part}` : ''}{whyText(row, now, zone) ? `, ${whyText(row, now, zone)}` : ''}</small>
        </li>
      ))}</ul>
      {rows.length > 50 && <p className={styles.note}>and {whole(rows.length - 50)} more</p>}
    </section>
  );
}
