import { useWho } from '../../../shared/access/who';
import { NothingHere } from '../../../shared/ui/NothingHere';
import { Region } from '../../../shared/ui/Region';
import { useAnswer } from '../../../shared/ui/useAnswer';
import type { Me } from '../../../shared/wire/people';
import cards from '../../../shared/ui/cards.module.css';
import styles from './Account.module.css';
import { Feeds } from './Feeds';
import { Name } from './Name';
import { Password } from './Password';
import { Rights } from './Rights';
import { Sessions } from './Sessions';

/** What Apollo knows of whoever looks at it, and what is theirs to change. */
export default function AccountPage() {
  const isNobody = useWho(({ who }) => who !== null && who.person === null);
  if (isNobody)
    return <NothingHere title="Nobody signs in here">Where people sign in, each has an account here.</NothingHere>;
  return <Account />;
}

function Account() {
  const { data, fault } = useAnswer<Me>('/api/me');
  return (
    <div className={styles.page}>
      <h2>Your account</h2>
      {fault !== null && (
        <p className={cards.fault} role="alert">
          {fault}
        </p>
      )}
      <div className={cards.cards} aria-busy={data === null && fault === null}>
        {data && (
          <>
            <Region name="Your name">
              <Name me={data} />
            </Region>
            <Region name="Your roles">
              <Rights me={data} />
            </Region>
            {data.signIn === 'local' && (
              <Region name="Your password">
                <Password email={data.email} />
              </Region>
            )}
          </>
        )}
        <Region name="Your sessions">
          <Sessions />
        </Region>
        <Region name="Your calendar links">
          <Feeds />
        </Region>
      </div>
    </div>
  );
}
