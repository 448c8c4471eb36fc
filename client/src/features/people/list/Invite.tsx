import { useState } from 'react';
import { moment } from '../../../shared/format/time';
import { useDesk } from '../../../shared/store/desk';
import { serverNow } from '../../../shared/tick/clock';
import form from '../../../shared/ui/form.module.css';
import { Once } from '../../../shared/ui/Once';
import { useDoing } from '../../../shared/ui/useDoing';
import type { DeskRight, OneLink } from '../../../shared/wire/people';
import { faultOf, freshRight } from '../rights/rights';
import { Rights } from '../rights/Rights';
import { invite } from './api';
import panel from '../panel/Panel.module.css';

/** Makes the link by which somebody joins. Apollo sends nothing: who invites hands it over. */
export function Invite({ onInvited }: { onInvited: () => void }) {
  const desk = useDesk((state) => state.desk);
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [chosen, setRights] = useState<readonly DeskRight[] | null>(null);
  // A member of the desk that is open, until another choice is made.
  const rights = chosen ?? (desk ? [freshRight(desk.id)] : []);
  const [made, setMade] = useState<(OneLink & { email: string }) | null>(null);
  const { isBusy, fault, setFault, doing } = useDoing();
  return (
    <section className={panel.panel} aria-labelledby="invite">
      <h3 id="invite">Invite</h3>
      <form
        className={form.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const wrong = !email.includes('@')
            ? 'Write the e-mail address of whom you invite.'
            : name.trim() === ''
              ? 'Write the name of whom you invite.'
              : faultOf(rights);
          if (wrong) return setFault(wrong);
          doing(async () => {
            setMade(await invite(email.trim(), name.trim(), rights));
            setEmail('');
            setName('');
            setRights(null);
            onInvited();
          });
        }}
      >
        <label className={form.label}>
          E-mail
          <input
            className={form.input}
            type="email"
            autoComplete="off"
            maxLength={254}
            value={email}
            aria-describedby="invite-fault"
            onChange={(event) => {
              setEmail(event.target.value);
              setMade(null);
            }}
          />
        </label>
        <label className={form.label}>
          Name
          <input
            className={form.input}
            autoComplete="off"
            maxLength={100}
            value={name}
            aria-describedby="invite-fault"
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <Rights rights={rights} onChange={setRights} />
        {fault && (
          <p id="invite-fault" className={form.fault} role="alert">
            {fault}
          </p>
        )}
        <div>
          <button type="submit" className={made ? form.button : form.main} disabled={isBusy}>
            Make the link
          </button>
        </div>
      </form>
      {made && <Once label={`The link for ${made.email}`} secret={made.url} note={onceText(made)} />}
    </section>
  );
}

/** What is to know of a link that is shown once. */
export const onceText = ({ expiresAt }: OneLink): string => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const until = expiresAt === null ? '' : `, until ${moment(Date.parse(expiresAt), serverNow(), zone)}`;
  return `Shown only now. It works once${until}; hand it over yourself.`;
};
