import { useState } from 'react';
import { whole } from '../../../shared/format/number';
import { moment } from '../../../shared/format/time';
import { useTick } from '../../../shared/tick/ticker';
import type { TimelineEntry } from '../../../shared/wire/rows';
import styles from './Detail.module.css';

const first = 6;
const system = new Set(['state', 'system', 'assignment', 'priority', 'escalation', 'team']);

/** What happened to a ticket, newest first: a square is a system, a circle a person. */
export function Timeline({
  entries,
  dueAt,
  zone,
}: {
  entries: readonly TimelineEntry[];
  dueAt: string | null;
  zone: string;
}) {
  const [all, setAll] = useState(false);
  const now = useTick((at) => Math.floor(at / 60_000) * 60_000);
  const due: TimelineEntry[] = dueAt ? [{ at: dueAt, author: null, kind: 'due', text: 'Resolution due passed' }] : [];
  const sorted = [...due, ...entries].toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const shown = all ? sorted : sorted.slice(0, first);
  return (
    <section>
      <h3>
        Timeline
        <small>{`newest first, ${whole(sorted.length)} ${sorted.length === 1 ? 'entry' : 'entries'}`}</small>
      </h3>
      {sorted.length === 0 && <p className={styles.problem}>The ITSM tells of nothing.</p>}
      <ol className={styles.timeline}>
        {shown.map((entry, place) => (
          <Entry key={`${entry.at} ${place}`} entry={entry} at={moment(Date.parse(entry.at), now, zone)} />
        ))}
      </ol>
      {sorted.length > shown.length && (
        <button
          type="button"
          className={styles.more}
          onClick={() => setAll(true)}
        >{`Show ${whole(sorted.length - shown.length)} older entries`}</button>
      )}
    </section>
  );
}

function Entry({ entry, at }: { entry: TimelineEntry; at: string }) {
  const isDue = entry.kind === 'due',
    isPerson = entry.author !== null && !system.has(entry.kind ?? '');
  return (
    <li className={styles.entry}>
      <time dateTime={entry.at}>{at}</time>
      <i className={`${styles.dot} ${isDue ? styles.due : isPerson ? styles.person : ''}`} aria-hidden="true" />
      <div>
        {isDue ? (
          <>
            <b>{entry.text}</b> <em>by the clock</em>
          </>
        ) : isPerson ? (
          <>
            <b>{entry.author}</b> <em>{entry.kind}</em>
            {entry.text && <p>{entry.text}</p>}
          </>
        ) : (
          <>
            {entry.author && (
              <>
                <b>{entry.author}</b>{' '}
              </>
            )}
            <bdi>{entry.text ?? entry.kind}</bdi>
          </>
        )}
      </div>
    </li>
  );
}
