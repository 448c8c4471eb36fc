import { useState } from 'react';
import { useDesk } from '../../../shared/store/desk';
import form from '../../../shared/ui/form.module.css';
import { Once } from '../../../shared/ui/Once';
import { useAnswer } from '../../../shared/ui/useAnswer';
import { useDoing } from '../../../shared/ui/useDoing';
import { send } from '../../../shared/wire/api';
import type { Feed } from '../../../shared/wire/people';
import cards from '../../../shared/ui/cards.module.css';
import { join } from '../../../shared/ui/join';
import styles from './Account.module.css';

/** One's own links for calendar programs: each shows what one may see at that moment. */
export function Feeds() {
  const { data, fault, renew } = useAnswer<readonly Feed[]>('/api/me/feeds');
  const desks = useDesk((state) => state.desks);
  const open = useDesk((state) => state.desk?.id);
  const [desk, setDesk] = useState<string | null>(null);
  const [kind, setKind] = useState<'all' | 'me'>('all');
  const [made, setMade] = useState<string | null>(null);
  const making = useDoing();
  const failed = making.fault ?? fault;
  const chosen = desk ?? open;
  return (
    <section className={cards.card} aria-labelledby="own-feeds">
      <h3 id="own-feeds">Calendar links</h3>
      <p>A calendar program that has such a link follows what is planned. Whoever has it sees the same: keep it.</p>
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          making.doing(async () => {
            const feed = await send<Feed>('POST', '/api/me/feeds', {
              desk: chosen,
              location: null,
              technician: kind === 'me' ? 'me' : null,
            });
            setMade(feed.url ?? null);
            renew();
          });
        }}
      >
        {desks.length > 1 && (
          <label className={form.label}>
            Desk
            <select className={form.select} value={chosen ?? ''} onChange={(event) => setDesk(event.target.value)}>
              {desks.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <label className={form.label}>
          Which visits
          <select
            className={form.select}
            value={kind}
            onChange={(event) => setKind(event.target.value === 'me' ? 'me' : 'all')}
          >
            <option value="all">all of the desk</option>
            <option value="me">mine</option>
          </select>
        </label>
        <div>
          <button type="submit" className={form.button} disabled={making.isBusy || !chosen}>
            Make a link
          </button>
        </div>
      </form>
      {made !== null && (
        <Once label="The calendar link" secret={made} note="Shown only now; end it here if it got out." />
      )}
      {failed !== null && (
        <p className={cards.fault} role="alert">
          {failed}
        </p>
      )}
      <ul className={styles.list}>
        {(data ?? []).map((feed) => (
          <li key={feed.id} className={join(cards.line, styles.line)}>
            <div>
              <b>{whatText(feed, desks)}</b>
            </div>
            <button
              type="button"
              className={form.button}
              disabled={making.isBusy}
              aria-label={`End the link of ${whatText(feed, desks)}`}
              onClick={() =>
                making.doing(async () => {
                  await send('DELETE', `/api/me/feeds/${encodeURIComponent(feed.id)}`);
                  setMade(null);
                  renew();
                })
              }
            >
              End
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Which visits a link shows. */
function whatText({ desk, location, technician }: Feed, desks: readonly { id: string; name: string }[]): string {
  const name = desks.find(({ id }) => id === desk)?.name ?? desk;
  return technician === 'me' ? `${name}, yours` : [name, location, technician].filter(Boolean).join(', ');
}
