import { useState } from 'react';
import { useWho } from '../../../shared/access/who';
import { useDesk } from '../../../shared/store/desk';
import { Administration } from '../../../shared/ui/Administration';
import form from '../../../shared/ui/form.module.css';
import { NothingHere } from '../../../shared/ui/NothingHere';
import { Region } from '../../../shared/ui/Region';
import { SearchBox } from '../../../shared/ui/SearchBox';
import { useAnswer } from '../../../shared/ui/useAnswer';
import type { Invited, Person } from '../../../shared/wire/people';
import { Tokens } from '../tokens/Tokens';
import { Invite } from '../list/Invite';
import { People } from '../list/People';
import styles from './Page.module.css';

/** So often the list is read anew: who is here changes by itself. */
const every = 30;

/** Everybody who may sign in, with their roles; invitations and tokens beside it. */
export default function PeoplePage() {
  const isAdmin = useWho(({ who }) => who === null || (who.admin && who.signIn !== null));
  if (!isAdmin)
    return (
      <NothingHere title="People are for administrators">
        Where people sign in, administrators of Apollo give them their roles here.
      </NothingHere>
    );
  return <Page />;
}

function Page() {
  const people = useAnswer<readonly Person[]>('/api/people', every);
  const invitations = useAnswer<readonly Invited[]>('/api/people/invitations', every);
  const desks = useDesk((state) => state.desks);
  const [text, setText] = useState('');
  const [desk, setDesk] = useState<string | null>(null);
  return (
    <Administration
      tools={
        <>
          <SearchBox label="Find a person" text={text} onChange={setText} />
          {desks.length > 1 && (
            <label>
              <span className="hidden-text">Desk</span>
              <select
                className={form.select}
                value={desk ?? ''}
                onChange={(event) => setDesk(event.target.value || null)}
              >
                <option value="">All desks</option>
                {desks.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          )}
        </>
      }
    >
      <div className={styles.columns}>
        <div>
          <Region name="The people">
            <People people={people} invitations={invitations} text={text} desk={desk} />
          </Region>
        </div>
        <div className={styles.side}>
          <Region name="The invitation">
            <Invite onInvited={invitations.renew} />
          </Region>
          <Region name="The tokens">
            <Tokens />
          </Region>
        </div>
      </div>
    </Administration>
  );
}
