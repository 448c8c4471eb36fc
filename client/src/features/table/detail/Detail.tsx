import { Check, ExternalLink, Link2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { columnTime } from '../../../shared/format/time';
import { useTick } from '../../../shared/tick/ticker';
import { ApiError, at, get } from '../../../shared/wire/api';
import type { Row, ScheduleEntry, TicketDetail } from '../../../shared/wire/rows';
import type { KpiDefinition } from '../../../shared/wire/wire';
import { cellText } from '../../../shared/rows/cellText';
import { columnsOf, isIntervention } from '../../../shared/rows/columns';
import { copyText } from './copy';
import { SlaClock } from './SlaClock';
import { Timeline } from './Timeline';
import styles from './Detail.module.css';

/** Only web addresses become links. */
export const safeLink = (url: unknown): string | null =>
  typeof url === 'string' && /^https?:\/\//i.test(url) ? url : null;

/** A row opened: service level clocks, all fields, the timeline from the ITSM. */
export function Detail({
  desk,
  id,
  row,
  zone,
  definition,
  version,
}: {
  desk: string;
  id: string;
  row?: Row | undefined;
  zone: string;
  definition: KpiDefinition | undefined;
  version: string;
}) {
  return isIntervention(definition) && row ? (
    <div className={styles.detail}>
      <div>
        <Fields row={row} definition={definition} zone={zone} />
        <Actions url={row['url']} id={id} />
      </div>
    </div>
  ) : (
    <TicketDetails desk={desk} id={id} row={row} zone={zone} version={version} />
  );
}

function useDetail(desk: string, id: string, version: string): { detail: TicketDetail | null; problem: string | null } {
  const [found, set] = useState<{ detail: TicketDetail | null; problem: string | null }>({
    detail: null,
    problem: null,
  });
  useEffect(() => {
    const stop = new AbortController();
    get<TicketDetail>(`${at(desk)}/tickets/${encodeURIComponent(id)}`, stop.signal).then(
      (detail) => set({ detail, problem: null }),
      (error) => {
        if (!stop.signal.aborted)
          set((before) => ({
            ...before,
            problem: error instanceof ApiError ? error.message : 'Apollo does not answer.',
          }));
      },
    );
    return () => stop.abort();
    // A new version of the rows may have changed the ticket.
  }, [desk, id, version]);
  return found;
}

function TicketDetails({
  desk,
  id,
  row,
  zone,
  version,
}: {
  desk: string;
  id: string;
  row: Row | undefined;
  zone: string;
  version: string;
}) {
  const { detail, problem } = useDetail(desk, id, version);
  const shown = detail?.ticket ?? row;
  if (!shown)
    return (
      <div className={styles.detail}>
        <p className={styles.problem} role="status">
          {problem ?? 'Reading the ticket'}
        </p>
      </div>
    );
  return (
    <div className={styles.detail}>
      <div>
        {!row && <p className={styles.title}>{String(shown['title'] ?? id)}</p>}
        {detail && (detail.sla.response || detail.sla.resolution) && (
          <div className={styles.clocks}>
            {detail.sla.response && (
              <SlaClock name="First response" sla={detail.sla.response} at={Date.parse(detail.at)} zone={zone} />
            )}
            {detail.sla.resolution && (
              <SlaClock name="Resolution" sla={detail.sla.resolution} at={Date.parse(detail.at)} zone={zone} />
            )}
          </div>
        )}
        <Fields row={shown} definition={undefined} zone={zone} more={detail?.fields} />
        {detail && detail.interventions.length > 0 && <Visits visits={detail.interventions} zone={zone} />}
        <Actions url={shown['url']} id={id} />
      </div>
      <div className={styles.side}>
        {detail?.detailError && (
          <p className={styles.problem} role="status">{`The timeline could not be read: ${detail.detailError}`}</p>
        )}
        {problem && (
          <p className={styles.problem} role="status">
            {problem}
          </p>
        )}
        {detail && !detail.detailError && (
          <Timeline
            entries={detail.timeline}
            dueAt={detail.sla.resolution?.state === 'overdue' ? detail.sla.resolution.dueAt : null}
            zone={zone}
          />
        )}
      </div>
    </div>
  );
}

const besides = new Set(['id', 'title', 'own', 'part', 'age', 'overdueBy', 'responseOverdueBy']);

function Fields({
  row,
  definition,
  zone,
  more,
}: {
  row: Row;
  definition: KpiDefinition | undefined;
  zone: string;
  more?: TicketDetail['fields'] | undefined;
}) {
  const now = useTick((at) => Math.floor(at / 60_000) * 60_000);
  const fields = columnsOf(definition)
    .filter((column) => !besides.has(column.name))
    .map((column) => ({
      name: column.title,
      value: cellText(column, row[column.name], { now, zone, grown: 0 }),
    }));
  return (
    <dl className={styles.fields}>
      {[...fields, ...(more ?? [])]
        .filter((field) => field.value)
        .map((field) => (
          <div key={field.name}>
            <dt>{field.name}</dt>
            <dd>{field.value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Visits({ visits, zone }: { visits: readonly ScheduleEntry[]; zone: string }) {
  const now = useTick((at) => Math.floor(at / 60_000) * 60_000);
  return (
    <section className={`${styles.side} ${styles.visits}`}>
      <h3>Interventions</h3>
      <ul>
        {visits.map((visit) => (
          <li key={visit.id}>
            {[
              visit.startsAt ? columnTime(Date.parse(visit.startsAt), now, zone) : null,
              visit.title,
              visit.technician,
              visit.location,
              visit.state,
            ]
              .filter(Boolean)
              .join(', ')}
          </li>
        ))}
      </ul>
    </section>
  );
}

const saidFor = 4_000;

function Actions({ url, id }: { url: unknown; id: string }) {
  const [said, say] = useState<'Copied' | 'Could not be copied' | null>(null);
  const link = safeLink(url);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => say(null), saidFor);
    return () => clearTimeout(timer);
  }, [said]);
  async function copy(): Promise<void> {
    const address = new URL(location.href);
    address.searchParams.set('ticket', id);
    say((await copyText(address.toString())) ? 'Copied' : 'Could not be copied');
  }
  return (
    <div className={styles.actions}>
      {link && (
        <a className={styles.action} href={link} target="_blank" rel="noreferrer">
          <ExternalLink size="1rem" strokeWidth={1.5} aria-hidden="true" />
          Open in the ITSM
        </a>
      )}
      <button type="button" className={styles.action} onClick={() => void copy()}>
        {said === 'Copied' ? (
          <Check size="1rem" strokeWidth={1.5} aria-hidden="true" />
        ) : (
          <Link2 size="1rem" strokeWidth={1.5} aria-hidden="true" />
        )}
        <span role="status">{said ?? 'Copy link'}</span>
      </button>
    </div>
  );
}
