import { useEffect, useState } from 'react';
import { personId, useMay } from '../../../shared/access/who';
import { instantOf, localText, zoneTime } from '../../../shared/format/zone';
import { useDesk } from '../../../shared/store/desk';
import { serverNow } from '../../../shared/tick/clock';
import form from '../../../shared/ui/form.module.css';
import { useAnswer } from '../../../shared/ui/useAnswer';
import { useDoing } from '../../../shared/ui/useDoing';
import type { DeskRotas } from '../../../shared/wire/alerts';
import { ApiError, reasonOf, reasonOrChanged } from '../../../shared/wire/api';
import cards from '../../../shared/ui/cards.module.css';
import { join } from '../../../shared/ui/join';
import { rotasPath } from '../rotas/rotas';
import { PushHere } from './PushHere';
import { keepOwn, readOwn, testOwn, type OwnNotices } from './own';
import styles from './Settings.module.css';

const changed = reasonOrChanged('You have changed this elsewhere meanwhile: open the page again.');

const day = 86_400_000;

type Read = Awaited<ReturnType<typeof readOwn>>;

/** What somebody is told by outside of Apollo's pages, when not, and while they are away. */
export function YourNotices() {
  const [read, setRead] = useState<Read | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);
  // A server of the version before has nothing to choose.
  const [isNone, setNone] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    readOwn(stop.signal).then(
      (now) => {
        setRead(now);
        setFault(null);
      },
      (error: unknown) => {
        if (stop.signal.aborted) return;
        if (error instanceof ApiError && error.status === 404) setNone(true);
        else setFault(reasonOf(error));
      },
    );
    return () => stop.abort();
  }, [asked]);
  if (isNone) return null;
  return (
    <section className={cards.card} aria-labelledby="own-notices">
      <h3 id="own-notices">Outside of Apollo</h3>
      {fault !== null && (
        <p className={form.fault} role="alert">
          {fault}
        </p>
      )}
      {read && <Fields key={read.tag} read={read} onKept={() => setAsked(asked + 1)} />}
    </section>
  );
}

function Fields({ read: { own, tag }, onKept }: { read: Read; onKept: () => void }) {
  const zone = useDesk((state) => state.desk?.timeZone ?? 'UTC');
  const [shown, setShown] = useState<OwnNotices>(own);
  const [until, setUntil] = useState(() =>
    localText(own.absence ? Date.parse(own.absence.until) : serverNow() + day, zone),
  );
  const [said, setSaid] = useState('');
  const { isBusy, fault, setFault, doing } = useDoing(changed);
  const change = (more: Partial<OwnNotices>): void => {
    setShown((before) => ({ ...before, ...more }));
    setSaid('');
  };
  function keep(): void {
    const back = instantOf(until, zone);
    if (shown.absence && back === null) return setFault('Say when you are back.');
    doing(async () => {
      const absence = shown.absence && { ...shown.absence, until: new Date(back!).toISOString() };
      await keepOwn({ ...shown, absence }, tag);
      setSaid('Kept.');
      onKept();
    });
  }
  const channels = [
    { id: 'email', text: `E-mail to ${own.email}` },
    { id: 'push', text: 'Push' },
  ];
  return (
    <form
      className={form.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      {channels.map(({ id, text }) => (
        <div key={id} className={join(cards.line, styles.line)}>
          <label className={form.check}>
            <input
              type="checkbox"
              checked={shown.channels.includes(id)}
              onChange={({ target }) =>
                change({
                  channels: target.checked ? [...shown.channels, id] : shown.channels.filter((each) => each !== id),
                })
              }
            />
            <bdi>{text}</bdi>
          </label>
          <p>{own.reached.includes(id) ? '' : 'does not reach you as things are'}</p>
          <button
            type="button"
            className={form.button}
            disabled={isBusy || !own.reached.includes(id)}
            aria-label={`Send a test by ${text}`}
            onClick={() =>
              doing(async () => {
                const { sent, error } = await testOwn(id);
                if (sent) setSaid('A test is on its way.');
                else setFault(error ?? 'The test was not taken.');
              })
            }
          >
            Send a test
          </button>
        </div>
      ))}
      <PushHere browsers={own.push} vapidKey={own.vapidKey} onChanged={onKept} />
      <label className={form.check}>
        <input
          type="checkbox"
          checked={shown.quiet !== null}
          onChange={({ target }) => change({ quiet: target.checked ? { from: '22:00', to: '07:00' } : null })}
        />
        <span>Quiet hours: only what is critical comes</span>
      </label>
      {shown.quiet && (
        <div className={styles.times}>
          <label className={form.label}>
            From
            <input
              className={form.input}
              type="time"
              value={shown.quiet.from}
              onChange={({ target }) => change({ quiet: { ...shown.quiet!, from: target.value } })}
            />
          </label>
          <label className={form.label}>
            to
            <input
              className={form.input}
              type="time"
              value={shown.quiet.to}
              onChange={({ target }) => change({ quiet: { ...shown.quiet!, to: target.value } })}
            />
          </label>
        </div>
      )}
      <label className={form.check}>
        <input
          type="checkbox"
          checked={shown.absence !== null}
          onChange={({ target }) =>
            change({ absence: target.checked ? { until: '', deputy: own.absence?.deputy ?? null } : null })
          }
        />
        <span>I am away: nothing comes until I am back</span>
      </label>
      {shown.absence && (
        <Deputy
          chosen={shown.absence.deputy}
          onChoose={(deputy) => change({ absence: { until: shown.absence!.until, deputy } })}
        />
      )}
      {shown.absence && (
        <label className={form.label}>
          <span>{`Back at, ${zoneTime(zone)}`}</span>
          <input
            className={form.input}
            type="datetime-local"
            value={until}
            onChange={({ target }) => {
              setUntil(target.value);
              setSaid('');
            }}
          />
        </label>
      )}
      <p className={form.fault} role="alert">
        {fault}
      </p>
      <div className={styles.times}>
        <button type="submit" className={form.main} disabled={isBusy}>
          Save
        </button>
        <p className={cards.said} role="status">
          {said}
        </p>
      </div>
    </form>
  );
}

/** Who is told meanwhile, of what is theirs to see; members of the desk can be asked. */
function Deputy({ chosen, onChoose }: { chosen: string | null; onChoose: (deputy: string | null) => void }) {
  const desk = useDesk((state) => state.desk?.id);
  const isMember = useMay('member');
  const { data } = useAnswer<DeskRotas>(desk && isMember ? rotasPath(desk) : null);
  const others = (data?.people ?? []).filter(({ id }) => id !== personId());
  if (others.length === 0 && chosen === null) return null;
  return (
    <label className={form.label}>
      Told meanwhile, of what they may see
      <select
        className={form.select}
        value={chosen ?? ''}
        onChange={({ target }) => onChoose(target.value === '' ? null : target.value)}
      >
        <option value="">Nobody</option>
        {chosen !== null && !others.some(({ id }) => id === chosen) && (
          <option value={chosen}>Somebody who is not of this desk</option>
        )}
        {others.map(({ id, name, awayUntil }) => (
          <option key={id} value={id}>
            {awayUntil ? `${name}, away themselves` : name}
          </option>
        ))}
      </select>
    </label>
  );
}
