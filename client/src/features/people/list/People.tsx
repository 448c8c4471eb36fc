import { useState } from 'react';
import { useWho } from '../../../shared/access/who';
import { useDesk } from '../../../shared/store/desk';
import { useMinute } from '../../../shared/tick/ticker';
import type { Answer } from '../../../shared/ui/useAnswer';
import { useDoing } from '../../../shared/ui/useDoing';
import type { Invited, Person } from '../../../shared/wire/people';
import { withdraw } from './api';
import styles from './People.module.css';
import { PersonDialog, type Act } from './PersonDialog';
import { InvitedRow, PersonRow } from './PersonRow';
import { found, isHere, isLastAdmin } from './words';

interface Props {
  people: Answer<readonly Person[]>;
  invitations: Answer<readonly Invited[]>;
  text: string;
  desk: string | null;
}

/** Everybody who may sign in, and who is invited, as far as they are looked for. */
export function People({ people, invitations, text, desk }: Props) {
  const desks = useDesk((state) => state.desks);
  const zone = useDesk((state) => state.desk?.timeZone ?? 'UTC');
  const providers = useWho(({ who }) => who?.signIn?.oidc) ?? [];
  const now = useMinute();
  const [asked, setAsked] = useState<{ act: Act; person: Person } | null>(null);
  const { fault, doing } = useDoing();
  const all = people.data;
  if (!all)
    return people.fault === null ? (
      <div className={`${styles.card} ${styles.blocks}`} aria-busy="true" />
    ) : (
      <p className={`${styles.card} ${styles.fault}`} role="alert">
        {people.fault}
      </p>
    );
  const around = { desks, providers, now, zone };
  const shown = found(all, text, desk),
    waiting = found(invitations.data ?? [], text, desk);
  const failed = fault ?? people.fault ?? invitations.fault;
  return (
    <>
      {failed !== null && (
        <p className={styles.fault} role="alert">
          {failed}
        </p>
      )}
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Person</th>
              <th scope="col">Role per desk</th>
              <th scope="col">Tickets of teams</th>
              <th scope="col">Last seen</th>
              <th scope="col">Sign-in</th>
              <th scope="col">
                <span className="hidden-text">What can be done</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((person) => (
              <PersonRow
                key={person.id}
                person={person}
                around={around}
                isLastAdmin={isLastAdmin(person, all)}
                onAct={(act) => setAsked({ act, person })}
              />
            ))}
            {waiting.map((invited) => (
              <InvitedRow
                key={invited.id}
                invited={invited}
                around={around}
                onWithdraw={() =>
                  doing(async () => {
                    await withdraw(invited.id);
                    invitations.renew();
                  })
                }
              />
            ))}
          </tbody>
        </table>
        {shown.length + waiting.length === 0 && <p className={styles.empty}>Nobody has this in the name.</p>}
      </div>
      <p className={styles.note}>
        Roles: <b>viewer</b> sees numbers, <b>member</b> also tickets of own teams, <b>manager</b> the whole desk,{' '}
        <b>admin</b> all desks, people and displays. What anybody may see the server decides.
      </p>
      <p className={styles.sum}>
        <b>{`${all.length} ${all.length === 1 ? 'person' : 'people'}`}</b>{' '}
        <bdi>{sumText(all, invitations.data, now)}</bdi>
      </p>
      {asked && (
        <PersonDialog
          {...asked}
          onDone={() => {
            setAsked(null);
            people.renew();
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

/** "3 here now, 1 locked, 1 invited, 1 switched off": those there are. */
function sumText(people: readonly Person[], invited: readonly Invited[] | null, now: number): string {
  const parts: [number, string][] = [
    [people.filter((person) => isHere(person, now)).length, 'here now'],
    [people.filter(({ locked, off }) => locked && !off).length, 'locked'],
    [invited?.length ?? 0, 'invited'],
    [people.filter(({ off }) => off).length, 'switched off'],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ');
}
