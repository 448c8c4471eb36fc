import { Ellipsis, Mail, TriangleAlert } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { initials } from '../../../shared/access/initials';
import { personId } from '../../../shared/access/who';
import { moment } from '../../../shared/format/time';
import type { Desk } from '../../../shared/wire/wire';
import ui from '../../../shared/ui/ui.module.css';
import type { DeskRight, Invited, Person, Provider } from '../../../shared/wire/people';
import { deskName, teamsText } from '../rights/rights';
import styles from './People.module.css';
import type { Act } from './PersonDialog';
import { isHere, linkText, seenText, signInText } from './words';

interface Around {
  desks: readonly Desk[];
  providers: readonly Provider[];
  now: number;
  zone: string;
}

interface Props {
  person: Person;
  around: Around;
  isLastAdmin: boolean;
  onAct: (act: Act) => void;
}

export function PersonRow({ person, around, isLastAdmin, onAct }: Props) {
  const { name, email, desks, off, locked } = person;
  return (
    <tr className={off ? styles.off : undefined}>
      <td>
        <div className={styles.person}>
          <span className={styles.initials} aria-hidden="true">
            {initials(name)}
          </span>
          <div>
            <b>{name}</b>
            {person.id === personId() && <span className={styles.you}>you</span>}
            <small>
              <bdi>{email}</bdi>
            </small>
          </div>
        </div>
      </td>
      <RightCells desks={desks} all={around.desks} />
      <td>
        {isHere(person, around.now) ? (
          <span className={styles.now}>
            <i />
            <bdi>now</bdi>
          </span>
        ) : (
          <bdi>{seenText(person, around.now, around.zone)}</bdi>
        )}
      </td>
      <td>
        {locked && !off ? (
          <span className={styles.locked}>
            <TriangleAlert strokeWidth={1.75} aria-hidden="true" />
            <bdi>locked, wrong passwords</bdi>
          </span>
        ) : (
          <bdi>{signInText(person, around.providers)}</bdi>
        )}
      </td>
      <td>
        <MenuTrigger>
          <Button className={styles.more ?? ''} aria-label={`What can be done for ${name}`}>
            <Ellipsis size="1rem" strokeWidth={1.5} aria-hidden="true" />
          </Button>
          <Popover className={ui.popover ?? ''} placement="bottom end">
            <Menu className={ui.menu ?? ''} aria-label={name} onAction={(key) => onAct(key as Act)}>
              <Item id="roles" text="Name and roles…" />
              <Item id="sign-out" text="Sign out everywhere…" />
              {person.signIn === 'local' && <Item id="reset" text="New password by link…" />}
              {off ? (
                <Item id="on" text="Switch on…" />
              ) : (
                <Item id="off" text="Switch off…" note={isLastAdmin ? 'the last administrator' : undefined} />
              )}
              <Item id="remove" text="Remove…" note={isLastAdmin ? 'the last administrator' : undefined} />
              <Item id="erase" text="Erase the name too…" note={isLastAdmin ? 'the last administrator' : undefined} />
            </Menu>
          </Popover>
        </MenuTrigger>
      </td>
    </tr>
  );
}

/** A line of a row's menu; where it cannot be done it says why. */
const Item = ({ id, text, note }: { id: Act; text: string; note?: string | undefined }) => (
  <MenuItem id={id} textValue={text} className={ui.item ?? ''} isDisabled={note !== undefined}>
    <span>{text}</span>
    {note !== undefined && <span className={ui.note}>{note}</span>}
  </MenuItem>
);

/** Roles and teams, a line for each desk. */
function RightCells({ desks, all }: { desks: readonly DeskRight[]; all: readonly Desk[] }) {
  return (
    <>
      <td>
        {desks.map((right) => (
          <span key={right.desk} className={styles.role}>
            <b>{right.role}</b> <small>{deskName(all, right.desk)}</small>
          </span>
        ))}
      </td>
      <td>
        {desks.map((right) => (
          <span key={right.desk} className={styles.role}>
            <bdi>{teamsText(right)}</bdi>
          </span>
        ))}
      </td>
    </>
  );
}

/** Somebody who has not used the link yet. */
export function InvitedRow({
  invited,
  around,
  onWithdraw,
}: {
  invited: Invited;
  around: Around;
  onWithdraw: () => void;
}) {
  return (
    <tr className={styles.invited}>
      <td>
        <div className={styles.person}>
          <span className={styles.initials} aria-hidden="true">
            <Mail size=".875rem" strokeWidth={1.5} />
          </span>
          <div>
            <b>{invited.email}</b>
            <small>
              <bdi>has not signed in yet</bdi>
            </small>
          </div>
        </div>
      </td>
      <RightCells desks={invited.desks} all={around.desks} />
      <td>
        <bdi>
          {invited.createdAt ? `invited ${moment(Date.parse(invited.createdAt), around.now, around.zone)}` : 'invited'}
        </bdi>
      </td>
      <td>
        <bdi>{linkText(invited, around.now)}</bdi>
      </td>
      <td>
        <MenuTrigger>
          <Button className={styles.more ?? ''} aria-label={`What can be done for ${invited.email}`}>
            <Ellipsis size="1rem" strokeWidth={1.5} aria-hidden="true" />
          </Button>
          <Popover className={ui.popover ?? ''} placement="bottom end">
            <Menu className={ui.menu ?? ''} aria-label={invited.email} onAction={onWithdraw}>
              <MenuItem id="withdraw" className={ui.item ?? ''}>
                Withdraw the invitation
              </MenuItem>
            </Menu>
          </Popover>
        </MenuTrigger>
      </td>
    </tr>
  );
}
