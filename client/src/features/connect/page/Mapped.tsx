import { columnTime } from '../../../shared/format/time';
import { useDesk } from '../../../shared/store/desk';
import { useMinute } from '../../../shared/tick/ticker';
import type { MappedTicket } from '../../../shared/wire/generated';
import styles from './Connect.module.css';

/** Some tickets as the mapping gives them, to be held against the product's own screens. */
export function Mapped({ tickets }: { tickets: readonly MappedTicket[] }) {
  const zone = useDesk((state) => state.desk?.timeZone ?? 'UTC');
  const now = useMinute();
  const time = (at: string | null): string => (at === null ? '' : columnTime(Date.parse(at), now, zone));
  return (
    <>
      <h4>The newest tickets as they are mapped</h4>
      <p>Hold them against the product: is each as people see it there?</p>
      {/* What scrolls can be reached by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.scroll} role="region" aria-label="Mapped tickets" tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              {['Ticket', 'Title', 'Kind', 'State', 'Priority', 'Team', 'Assignee', 'Category', 'Location'].map(
                (title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ),
              )}
              <th scope="col">Opened</th>
              <th scope="col">Due</th>
              <th scope="col">Resolved</th>
            </tr>
          </thead>
          <tbody translate="no">
            {tickets.map((ticket) => (
              <tr key={ticket.id}>
                <th scope="row">{ticket.id}</th>
                <td>{ticket.title}</td>
                <td>{ticket.kind === 'unknown' ? '' : ticket.kind}</td>
                <td>{ticket.state}</td>
                <td>{ticket.priority}</td>
                <td>{ticket.team}</td>
                <td>{ticket.assignee}</td>
                <td>{ticket.category}</td>
                <td>{ticket.location}</td>
                <td>{time(ticket.openedAt)}</td>
                <td>{time(ticket.dueAt)}</td>
                <td>{time(ticket.resolvedAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
