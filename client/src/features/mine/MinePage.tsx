import { Link } from 'wouter';
import { useMay } from '../../shared/access/who';
import { age } from '../../shared/format/duration';
import { whole } from '../../shared/format/number';
import { columnTime, moment } from '../../shared/format/time';
import { useDesk } from '../../shared/store/desk';
import { useMinute } from '../../shared/tick/ticker';
import { NothingHere } from '../../shared/ui/NothingHere';
import { StatusShape } from '../../shared/kpi/shapes';
import type { Row, RowsPage, ScheduleEntry } from '../../shared/wire/rows';
import { lists, type OwnList } from './lists';
import styles from './Mine.module.css';
import { useOwn } from './useOwn';

/** The tickets and visits of whoever looks, live. */
export default function MinePage() {
  const desk = useDesk((state) => state.desk);
  const isMember = useMay('member');
  if (!desk) return <div className={styles.page} aria-busy="true" />;
  if (!isMember)
    return (
      <NothingHere title="Own tickets are for members">
        You see the numbers of this desk. An administrator makes you a member of it.
      </NothingHere>
    );
  return <Mine key={desk.id} desk={desk.id} zone={desk.timeZone} />;
}

function Mine({ desk, zone }: { desk: string; zone: string }) {
  const { tickets, visits, fault, isNobody } = useOwn(desk, zone);
  if (isNobody)
    return (
      <NothingHere title="This desk’s ITSM does not know you">
        Your tickets are those that its ITSM assigns to you. An administrator sets your name there, under People.
      </NothingHere>
    );
  return (
    <div className={styles.page}>
      <div className={styles.top}>
        <h2>Mine</h2>
        <p>What the ITSM assigns to you, live.</p>
      </div>
      {fault !== null && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
      <div className={styles.lists}>
        {lists.map((list) => (
          <Tickets key={list.id} list={list} page={tickets[list.id]} zone={zone} />
        ))}
        <Visits visits={visits} zone={zone} />
      </div>
    </div>
  );
}

function Tickets({ list, page, zone }: { list: OwnList; page: RowsPage | undefined; zone: string }) {
  return (
    <section className={styles.list} aria-labelledby={`own-${list.id}`} aria-busy={!page}>
      <h3 id={`own-${list.id}`}>
        {list.id === 'overdue' && (page?.total ?? 0) > 0 && <StatusShape status="critical" />}
        <bdi>{list.title}</bdi>
        {page && <span className={styles.count}>{whole(page.total)}</span>}
      </h3>
      {page?.total === 0 && <p className={styles.empty}>{list.empty}</p>}
      <ul>
        {(page?.rows ?? []).map((row) => (
          <li key={row.id}>
            <Ticket row={row} list={list} zone={zone} />
          </li>
        ))}
      </ul>
      {page && page.total > page.rows.length && (
        <p className={styles.empty}>{`The first ${whole(page.rows.length)} of ${whole(page.total)}.`}</p>
      )}
    </section>
  );
}

function Ticket({ row, list, zone }: { row: Row; list: OwnList; zone: string }) {
  const now = useMinute();
  const told = row[list.time];
  const at = typeof told === 'string' ? Date.parse(told) : null;
  const isLate = at !== null && at < now && list.time !== 'openedAt';
  return (
    <Link href={`/tickets?ticket=${encodeURIComponent(row.id)}`} className={styles.row}>
      <span translate="no">{row.id}</span>
      <b>{String(row['title'] ?? 'no title')}</b>
      <span className={isLate ? styles.late : undefined}>
        {at === null
          ? 'no time set'
          : isLate
            ? `${age((now - at) / 1000)} late`
            : `${list.time === 'openedAt' ? 'opened' : 'due'} ${moment(at, now, zone)}`}
      </span>
    </Link>
  );
}

function Visits({ visits, zone }: { visits: readonly ScheduleEntry[] | null; zone: string }) {
  const now = useMinute();
  return (
    <section className={styles.list} aria-labelledby="own-visits" aria-busy={visits === null}>
      <h3 id="own-visits">
        <bdi>Visits, 7 days ahead</bdi>
        {visits && <span className={styles.count}>{whole(visits.length)}</span>}
      </h3>
      {visits?.length === 0 && <p className={styles.empty}>No visit of yours is planned.</p>}
      <ul>
        {(visits ?? []).map((visit) => (
          <li key={visit.id}>
            <Link href={`/calendar?open=${encodeURIComponent(visit.id)}`} className={styles.row}>
              <span>{visit.startsAt ? columnTime(Date.parse(visit.startsAt), now, zone) : 'no time set'}</span>
              <b>{visit.title ?? visit.id}</b>
              <span>{visit.location ?? ''}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
