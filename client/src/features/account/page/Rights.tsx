import { useDesk } from '../../../shared/store/desk';
import type { DeskRight, Me } from '../../../shared/wire/people';
import cards from '../../../shared/ui/cards.module.css';
import { join } from '../../../shared/ui/join';
import styles from './Account.module.css';

/** What one may, desk by desk, and who one is in each desk's ITSM. */
export function Rights({ me }: { me: Me }) {
  const desks = useDesk((state) => state.desks);
  const nameOf = (id: string): string =>
    id === '*' ? 'All desks' : (desks.find((desk) => desk.id === id)?.name ?? id);
  return (
    <section className={cards.card} aria-labelledby="own-roles">
      <h3 id="own-roles">Roles</h3>
      <p>An administrator gives them.</p>
      <ul className={styles.list}>
        {me.desks.map((right) => (
          <li key={right.desk} className={join(cards.line, styles.line)}>
            <div>
              <b>{nameOf(right.desk)}</b>
              <p>{seesText(right)}</p>
              {right.assignee && <p>{`In its ITSM you are ${right.assignee}.`}</p>}
            </div>
            <bdi>{right.role}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the role shows, in words. */
function seesText({ role, teams }: DeskRight): string {
  if (role === 'viewer' || role === 'display') return 'You see its numbers; single tickets are for members.';
  if (role !== 'member') return role === 'admin' ? 'You see and set everything.' : 'You see every ticket.';
  return teams.length > 0
    ? `You see the tickets of ${teams.join(', ')}, and those of no team.`
    : 'You see the tickets of no team.';
}
