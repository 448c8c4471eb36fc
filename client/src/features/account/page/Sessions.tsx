import { age } from '../../../shared/format/duration';
import { moment } from '../../../shared/format/time';
import { useDesk } from '../../../shared/store/desk';
import { useMinute } from '../../../shared/tick/ticker';
import form from '../../../shared/ui/form.module.css';
import { useAnswer } from '../../../shared/ui/useAnswer';
import { useDoing } from '../../../shared/ui/useDoing';
import { send } from '../../../shared/wire/api';
import type { OwnSession } from '../../../shared/wire/people';
import cards from '../../../shared/ui/cards.module.css';
import { join } from '../../../shared/ui/join';
import styles from './Account.module.css';

/** Where one is signed in. */
export function Sessions() {
  const { data, fault, renew } = useAnswer<readonly OwnSession[]>('/api/me/sessions');
  const now = useMinute();
  // As the clock of the header.
  const zone = useDesk((state) => state.desk?.timeZone ?? 'UTC');
  const ending = useDoing();
  const failed = ending.fault ?? fault;
  return (
    <section className={cards.card} aria-labelledby="own-sessions">
      <h3 id="own-sessions">Signed in</h3>
      <p>One that you do not know? End it, and change your password.</p>
      {failed !== null && (
        <p className={cards.fault} role="alert">
          {failed}
        </p>
      )}
      <ul className={styles.list}>
        {(data ?? []).map((session) => (
          <li key={session.id} className={join(cards.line, styles.line)}>
            <div>
              <b>{session.browser ?? 'A browser'}</b>
              <p>{whereText(session, now, zone)}</p>
            </div>
            {session.current ? (
              <bdi>this one</bdi>
            ) : (
              <button
                type="button"
                className={form.button}
                disabled={ending.isBusy}
                aria-label={`Sign out ${session.browser ?? 'this session'}`}
                onClick={() =>
                  ending.doing(async () => {
                    await send('DELETE', `/api/me/sessions/${encodeURIComponent(session.id)}`);
                    renew();
                  })
                }
              >
                Sign out
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** "From 10.1.2.3, since Mon 08:12, used 4 min ago." */
function whereText({ address, startedAt, seenAt }: OwnSession, now: number, zone: string): string {
  const from = address ? `From ${address}, since` : 'Since';
  const used = seenAt ? `, used ${age((now - Date.parse(seenAt)) / 1000)} ago` : '';
  return `${from} ${moment(Date.parse(startedAt), now, zone)}${used}.`;
}
