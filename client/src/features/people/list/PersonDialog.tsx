import { useState } from 'react';
import form from '../../../shared/ui/form.module.css';
import { ModalDialog } from '../../../shared/ui/ModalDialog';
import { Once } from '../../../shared/ui/Once';
import { useDoing } from '../../../shared/ui/useDoing';
import { reasonOrChanged } from '../../../shared/wire/api';
import type { OneLink, Person } from '../../../shared/wire/people';
import { faultOf } from '../rights/rights';
import { Rights } from '../rights/Rights';
import { erasePerson, keepPerson, removePerson, resetPassword, signOutEverywhere } from './api';
import { onceText } from './Invite';

/** What an administrator can do to a person. */
export type Act = 'roles' | 'sign-out' | 'reset' | 'off' | 'on' | 'remove' | 'erase';

interface Props {
  act: Act;
  person: Person;
  onDone: () => void;
  onClose: () => void;
}

const words = reasonOrChanged('Somebody else has changed this person meanwhile. Close, and open it again.');

export function PersonDialog({ act, ...props }: Props) {
  if (act === 'roles') return <Roles {...props} />;
  if (act === 'reset') return <Reset {...props} />;
  return <Sure act={act} {...props} />;
}

function Roles({ person, onDone, onClose }: Omit<Props, 'act'>) {
  const [name, setName] = useState(person.name);
  const [rights, setRights] = useState(person.desks);
  const { isBusy, fault, setFault, doing } = useDoing(words);
  return (
    <ModalDialog title={`Roles of ${person.name}`} onClose={onClose}>
      <form
        className={form.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const wrong = name.trim() === '' ? 'A person has a name.' : faultOf(rights);
          if (wrong) return setFault(wrong);
          doing(async () => {
            await keepPerson(person, { name: name.trim(), off: person.off, desks: rights });
            onDone();
          });
        }}
      >
        <label className={form.label}>
          Name
          <input
            className={form.input}
            autoFocus
            maxLength={100}
            value={name}
            aria-describedby="person-fault"
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <Rights rights={rights} onChange={setRights} />
        <p className={form.hint}>What is taken away ends within seconds, on screens that are open too.</p>
        <p id="person-fault" className={form.fault} role="alert">
          {fault}
        </p>
        <div className={form.buttons}>
          <button type="button" className={form.button} onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className={form.main} disabled={isBusy}>
            Save
          </button>
        </div>
      </form>
    </ModalDialog>
  );
}

function Reset({ person, onDone, onClose }: Omit<Props, 'act'>) {
  const [made, setMade] = useState<OneLink | null>(null);
  const { isBusy, fault, doing } = useDoing();
  const close = made ? onDone : onClose;
  return (
    <ModalDialog title={`New password for ${person.name}`} onClose={close} isDismissable={!made}>
      {made ? (
        <Once label={`The link for ${person.name}`} secret={made.url} note={onceText(made)} />
      ) : (
        <p>Apollo makes a link by which a new password is set; you hand it over. The old password holds until then.</p>
      )}
      {fault && (
        <p className={form.fault} role="alert">
          {fault}
        </p>
      )}
      <div className={form.buttons}>
        <button type="button" className={form.button} onClick={close}>
          {made ? 'Close' : 'Cancel'}
        </button>
        {!made && (
          <button
            type="button"
            className={form.main}
            disabled={isBusy}
            onClick={() => doing(async () => setMade(await resetPassword(person.id)))}
          >
            Make the link
          </button>
        )}
      </div>
    </ModalDialog>
  );
}

const asked: Record<Exclude<Act, 'roles' | 'reset'>, { title: string; text: string; button: string }> = {
  'sign-out': {
    title: 'Sign out everywhere',
    text: 'Every session of this person ends within seconds, on all devices. Signing in again is possible at once.',
    button: 'Sign out everywhere',
  },
  off: {
    title: 'Switch off',
    text: 'The person cannot sign in, and all that is open ends within seconds. Roles and boards are kept.',
    button: 'Switch off',
  },
  on: { title: 'Switch on', text: 'The person can sign in again, with the roles of before.', button: 'Switch on' },
  remove: {
    title: 'Remove',
    text: 'The account ends with its boards, sessions and calendar links. This cannot be undone.',
    button: 'Remove for good',
  },
  erase: {
    title: 'Erase',
    text: 'The account ends; notes, tokens, boards, displays and the audit forget the name. This cannot be undone.',
    button: 'Erase for good',
  },
};

function Sure({ act, person, onDone, onClose }: Props & { act: Exclude<Act, 'roles' | 'reset'> }) {
  const { isBusy, fault, doing } = useDoing(words);
  const { title, text, button } = asked[act];
  const work = async (): Promise<void> => {
    if (act === 'sign-out') await signOutEverywhere(person.id);
    else if (act === 'remove') await removePerson(person.id);
    else if (act === 'erase') await erasePerson(person);
    else await keepPerson(person, { name: person.name, off: act === 'off', desks: person.desks });
    onDone();
  };
  return (
    <ModalDialog title={`${title}: ${person.name}`} onClose={onClose}>
      <p>
        <bdi>{text}</bdi>
      </p>
      {fault && (
        <p className={form.fault} role="alert">
          {fault}
        </p>
      )}
      <div className={form.buttons}>
        <button type="button" className={form.button} onClick={onClose}>
          Cancel
        </button>
        <button
          type="button"
          className={act === 'on' ? form.main : form.danger}
          disabled={isBusy}
          onClick={() => doing(work)}
        >
          <bdi>{button}</bdi>
        </button>
      </div>
    </ModalDialog>
  );
}
