import { Plus } from 'lucide-react';
import { useState } from 'react';
import { age } from '../../../shared/format/duration';
import { date } from '../../../shared/format/time';
import { useDesk } from '../../../shared/store/desk';
import { useMinute } from '../../../shared/tick/ticker';
import form from '../../../shared/ui/form.module.css';
import { ModalDialog } from '../../../shared/ui/ModalDialog';
import { useAnswer } from '../../../shared/ui/useAnswer';
import { useDoing } from '../../../shared/ui/useDoing';
import { send } from '../../../shared/wire/api';
import type { Token } from '../../../shared/wire/people';
import panel from '../panel/Panel.module.css';
import { NewToken } from './NewToken';
import { scopesText } from './scopes';
import styles from './Tokens.module.css';

/** What programs may, each by its token. */
export function Tokens() {
  const { data, fault, renew } = useAnswer<readonly Token[]>('/api/tokens');
  const [isMaking, setMaking] = useState(false);
  const [ending, setEnding] = useState<Token | null>(null);
  return (
    <section className={panel.panel} aria-labelledby="tokens">
      <div className={panel.head}>
        <h3 id="tokens">API tokens</h3>
        <button type="button" className={form.button} onClick={() => setMaking(true)}>
          <Plus size="1rem" strokeWidth={1.5} aria-hidden="true" />
          <bdi>New token</bdi>
        </button>
      </div>
      {fault !== null && (
        <p className={form.fault} role="alert">
          {fault}
        </p>
      )}
      {data?.length === 0 && (
        <p className={styles.empty}>No program reads Apollo. Notebooks and scripts need a token.</p>
      )}
      {data && data.length > 0 && (
        <ul className={styles.list}>
          {data.map((token) => (
            <One key={token.id} token={token} onEnd={() => setEnding(token)} />
          ))}
        </ul>
      )}
      {isMaking && <NewToken onMade={renew} onClose={() => setMaking(false)} />}
      {ending && (
        <End
          token={ending}
          onClose={() => setEnding(null)}
          onEnded={() => {
            setEnding(null);
            renew();
          }}
        />
      )}
    </section>
  );
}

function One({ token, onEnd }: { token: Token; onEnd: () => void }) {
  const desks = useDesk((state) => state.desks);
  const zone = useDesk((state) => state.desk?.timeZone ?? 'UTC');
  const now = useMinute();
  const ends = token.expiresAt === null ? null : Date.parse(token.expiresAt);
  const used = token.usedAt === null ? 'Never used.' : `Used ${age((now - Date.parse(token.usedAt)) / 1000)} ago.`;
  const isOver = ends !== null && ends <= now;
  return (
    <li className={isOver ? `${styles.token} ${styles.ended}` : styles.token}>
      <b>{token.name}</b>
      <span>{ends === null ? 'does not end' : `${isOver ? 'ended' : 'ends'} ${date(ends, zone)}`}</span>
      <p>{`${scopesText(token.scopes, desks)}${token.by ? `, by ${token.by}` : ''}. ${used}`}</p>
      <button type="button" className={styles.end} aria-label={`End the token ${token.name}`} onClick={onEnd}>
        {isOver ? 'Remove' : 'End'}
      </button>
    </li>
  );
}

function End({ token, onClose, onEnded }: { token: Token; onClose: () => void; onEnded: () => void }) {
  const { isBusy, fault, doing } = useDoing();
  return (
    <ModalDialog title={`End the token of ${token.name}`} onClose={onClose}>
      <p>Programs that use it get no more answers, within seconds. It cannot be brought back.</p>
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
          className={form.danger}
          disabled={isBusy}
          onClick={() =>
            doing(async () => {
              await send('DELETE', `/api/tokens/${encodeURIComponent(token.id)}`);
              onEnded();
            })
          }
        >
          End the token
        </button>
      </div>
    </ModalDialog>
  );
}
