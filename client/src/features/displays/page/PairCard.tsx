import { useId, useState } from 'react';
import { useDesk } from '../../../shared/store/desk';
import { ApiError, ask } from '../../../shared/wire/api';
import form from '../../../shared/ui/form.module.css';
import { join } from '../../../shared/ui/join';
import { codeOf } from '../data/fleet';
import type { WallDisplay } from '../../../shared/wire/wire';
import styles from './PairCard.module.css';

const signs = 6;

/** What a code that does not work is told; the rest the server says. */
const reason = (error: unknown): string =>
  error instanceof ApiError && error.status === 404
    ? 'This code is not waiting. A new one may be on the TV.'
    : error instanceof Error
      ? error.message
      : 'Not paired: try again.';

/** Vouches for a television by the code that it shows; a link to scan brings the code along. */
export function PairCard({ onPaired }: { onPaired: (display: WallDisplay) => void }) {
  const [code, setCode] = useState(() => codeOf(new URLSearchParams(location.search).get('code') ?? ''));
  const [name, setName] = useState('');
  const [desk, setDesk] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const desks = useDesk((state) => state.desks);
  const open = useDesk((state) => state.desk?.id ?? '');
  const id = useId();
  const pair = (event: React.FormEvent): void => {
    event.preventDefault();
    if (code.length < signs || !name.trim()) {
      setFault(code.length < signs ? 'The code on the TV has six signs.' : 'Give the display a name.');
      return;
    }
    setBusy(true);
    setFault(null);
    ask<WallDisplay>('/api/displays/pair', {
      method: 'POST',
      body: JSON.stringify({ code, name: name.trim(), desk: desk || open }),
    })
      .then((display) => {
        setCode('');
        setName('');
        onPaired(display);
      })
      .catch((error: unknown) => setFault(reason(error)))
      .finally(() => setBusy(false));
  };
  return (
    <form className={styles.card} onSubmit={pair} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>Pair a display</h3>
      <ol className={styles.steps}>
        <li>
          Open <b translate="no">{`${location.host}/tv`}</b> on the TV
        </li>
        <li>Type the code it shows</li>
      </ol>
      <div className={styles.code}>
        <input
          aria-label="Code on the TV, six signs"
          aria-invalid={fault !== null}
          aria-describedby={`${id}-fault`}
          value={code}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          onChange={({ target }) => {
            setCode(codeOf(target.value));
            setFault(null);
          }}
        />
        <Boxes code={code} />
      </div>
      <label className={form.label}>
        <span>Name</span>
        <input
          className={form.input}
          value={name}
          maxLength={60}
          onChange={({ target }) => setName(target.value)}
          autoComplete="off"
        />
      </label>
      {desks.length > 1 && (
        <label className={form.label}>
          <span>Desk</span>
          <select className={form.select} value={desk || open} onChange={({ target }) => setDesk(target.value)}>
            {desks.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
      )}
      <p id={`${id}-fault`} className={form.fault} role="alert">
        {fault}
      </p>
      <button type="submit" className={join(form.main, styles.pair)} disabled={isBusy}>
        Pair
      </button>
    </form>
  );
}

/** The six signs as they are typed; the one field over them is what is typed into. */
const Boxes = ({ code }: { code: string }) => (
  <div className={styles.boxes} aria-hidden="true">
    {Array.from({ length: signs }, (_, place) => (
      <i key={place} className={join(place === Math.min(code.length, signs - 1) && styles.next)}>
        {code[place] ?? ''}
      </i>
    ))}
  </div>
);
