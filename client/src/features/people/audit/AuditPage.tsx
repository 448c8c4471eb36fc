import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import { under } from '../../../shared/address/base';
import { useWho } from '../../../shared/access/who';
import { columnTime } from '../../../shared/format/time';
import { instantOf } from '../../../shared/format/zone';
import { useDesk } from '../../../shared/store/desk';
import { useMinute } from '../../../shared/tick/ticker';
import { Administration } from '../../../shared/ui/Administration';
import form from '../../../shared/ui/form.module.css';
import { NothingHere } from '../../../shared/ui/NothingHere';
import { get, reasonOf } from '../../../shared/wire/api';
import type { AuditEntry, AuditPage as Answer } from '../../../shared/wire/people';
import styles from './Audit.module.css';
import { partsOf } from './words';

/** So many changes are asked for at once. */
const most = 100;

/** Who changed what of Apollo, when and from where; kept for 400 days, and as a file. */
export default function AuditPage() {
  const isAdmin = useWho(({ who }) => who === null || who.admin);
  if (!isAdmin)
    return (
      <NothingHere title="The audit log is for administrators">
        It tells them who changed what of Apollo, and when.
      </NothingHere>
    );
  return <Log />;
}

/** The days that are asked for, in the grammar of the address. */
function queryOf(from: string, to: string, zone: string): URLSearchParams {
  const query = new URLSearchParams();
  const begin = from ? instantOf(`${from}T00:00`, zone) : null,
    end = to ? instantOf(`${to}T23:59`, zone) : null;
  if (begin !== null) query.set('from', new Date(begin).toISOString());
  // The whole of the last day.
  if (end !== null) query.set('to', new Date(end + 60_000).toISOString());
  return query;
}

function Log() {
  const zone = useDesk((state) => state.desk?.timeZone ?? 'UTC');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const query = queryOf(from, to, zone).toString();
  const { entries, next, fault, older } = useLog(query);
  return (
    <Administration
      tools={
        <>
          <label className={styles.days}>
            From
            <input className={form.input} type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
          </label>
          <label className={styles.days}>
            to
            <input className={form.input} type="date" value={to} onChange={(event) => setTo(event.target.value)} />
          </label>
          <a className={form.button} href={under(`/api/audit.csv${query ? `?${query}` : ''}`)} download>
            <Download size="1rem" strokeWidth={1.5} aria-hidden="true" />
            <bdi>CSV</bdi>
          </a>
        </>
      }
    >
      {fault !== null && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
      <div className={styles.scroll} aria-busy={!entries && !fault}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">What</th>
              <th scope="col">Of whom or what</th>
              <th scope="col">Before and after</th>
            </tr>
          </thead>
          <tbody>
            {(entries ?? []).map((entry) => (
              <Line key={entry.id} entry={entry} zone={zone} />
            ))}
          </tbody>
        </table>
        {entries?.length === 0 && <p className={styles.empty}>Nobody changed anything in these days.</p>}
        {next !== null && (
          <div className={styles.more}>
            <button type="button" className={form.button} onClick={older}>
              Show older ones
            </button>
          </div>
        )}
      </div>
      <p className={styles.note}>The latest first. Secrets, passwords and links never stand here.</p>
    </Administration>
  );
}

const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function Line({ entry, zone }: { entry: AuditEntry; zone: string }) {
  const now = useMinute();
  const catalogue = useDesk((state) => state.catalogue);
  const shown = (text: string): string =>
    instant.test(text) ? columnTime(Date.parse(text), now, zone) : (catalogue[text]?.title ?? text);
  return (
    <tr>
      <td>
        <bdi>{columnTime(Date.parse(entry.at), now, zone)}</bdi>
      </td>
      <td>
        <b>{entry.by ?? 'nobody known'}</b> <small>{entry.address ?? 'on the console'}</small>
      </td>
      <td>
        <bdi>{entry.action.replaceAll('.', ', ')}</bdi>
      </td>
      <td>
        <bdi>{entry.subject ?? ''}</bdi>
      </td>
      <td className={styles.change}>
        <div className={styles.parts}>
          {partsOf(entry.before, entry.after, shown).map(({ what, was, is }) => (
            <p key={what}>
              {what && <bdi>{what}</bdi>} {was && <del>{was}</del>} {is && <ins>{is}</ins>}
            </p>
          ))}
        </div>
      </td>
    </tr>
  );
}

interface Shown {
  query: string;
  entries: readonly AuditEntry[] | null;
  next: string | null;
  fault: string | null;
}

/** The changes of a time, the latest first, and older ones as they are asked for. */
function useLog(query: string): Shown & { older: () => void } {
  const [shown, setShown] = useState<Shown>({ query, entries: null, next: null, fault: null });
  const read = (before: string | null, signal?: AbortSignal): Promise<Answer> => {
    const asked = new URLSearchParams(query);
    asked.set('limit', String(most));
    if (before !== null) asked.set('before', before);
    return get<Answer>(`/api/audit?${asked}`, signal);
  };
  useEffect(() => {
    const stop = new AbortController();
    read(null, stop.signal).then(
      ({ entries, next }) => setShown({ query, entries, next, fault: null }),
      (error: unknown) => {
        if (!stop.signal.aborted) setShown({ query, entries: null, next: null, fault: reasonOf(error) });
      },
    );
    return () => stop.abort();
    // What is read is of the query.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [query]);
  const older = (): void =>
    void read(shown.next).then(
      ({ entries, next }) =>
        setShown((now) =>
          now.query === query ? { ...now, entries: [...(now.entries ?? []), ...entries], next } : now,
        ),
      (error: unknown) => setShown((now) => ({ ...now, fault: reasonOf(error) })),
    );
  const current = shown.query === query ? shown : { query, entries: null, next: null, fault: null };
  return { ...current, older };
}
