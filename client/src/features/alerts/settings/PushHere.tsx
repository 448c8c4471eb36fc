import { useEffect, useState } from 'react';
import {
  idHere,
  pushState,
  turnPushOff,
  turnPushOn,
  type PushBrowser,
  type PushState,
} from '../../../shared/push/push';
import form from '../../../shared/ui/form.module.css';
import { useDoing } from '../../../shared/ui/useDoing';
import { send } from '../../../shared/wire/api';
import cards from '../../../shared/ui/cards.module.css';
import { join } from '../../../shared/ui/join';
import { Switch } from '../rules/Switch';
import styles from './Settings.module.css';

const why: Readonly<Record<PushState, string>> = {
  on: 'It is told while Apollo is closed, too.',
  off: 'It would be told while Apollo is closed, too.',
  denied: 'The browser does not allow it: its settings for this page say so.',
  unsupported: 'This browser takes none here. On a phone, put Apollo on the home screen and open it there.',
};

/** Whether this browser takes pushes, and the other browsers that do. */
export function PushHere({
  browsers,
  vapidKey,
  onChanged,
}: {
  browsers: readonly PushBrowser[];
  vapidKey: string;
  onChanged: () => void;
}) {
  const { state, here, look } = useThisBrowser();
  const { isBusy, fault, doing } = useDoing();
  const change = (work: () => Promise<unknown>): void =>
    doing(async () => {
      try {
        await work();
      } finally {
        await look();
      }
      onChanged();
    });
  const isKnown = browsers.some(({ id }) => id === here);
  const isOn = state === 'on' && isKnown;
  return (
    <>
      <div className={join(cards.line, styles.line)}>
        <Switch
          label="Push to this browser"
          isOn={isOn}
          isDisabled={isBusy || state === null || state === 'denied' || state === 'unsupported'}
          onSwitch={(on) => change(() => (on ? turnPushOn(vapidKey) : turnPushOff(browsers)))}
        />
        <div>
          <b>Push to this browser</b>
          <p>{state === null ? '' : why[state === 'on' && !isKnown ? 'off' : state]}</p>
        </div>
      </div>
      {browsers
        .filter(({ id }) => id !== here)
        .map(({ id, name }) => (
          <div key={id} className={join(cards.line, styles.line)}>
            <span />
            <p>{`Push to ${name}`}</p>
            <button
              type="button"
              className={form.button}
              disabled={isBusy}
              aria-label={`End push to ${name}`}
              onClick={() => change(() => send('DELETE', `/api/me/notifications/push/${encodeURIComponent(id)}`))}
            >
              End
            </button>
          </div>
        ))}
      {fault !== null && (
        <p className={form.fault} role="alert">
          {fault}
        </p>
      )}
    </>
  );
}

/** What this browser says of itself; null = not yet. */
function useThisBrowser(): { state: PushState | null; here: string | null; look: () => Promise<void> } {
  const [known, setKnown] = useState<{ state: PushState | null; here: string | null }>({ state: null, here: null });
  const look = async (): Promise<void> => setKnown(await thisBrowser());
  useEffect(() => {
    let isShown = true;
    thisBrowser().then(
      (now) => isShown && setKnown(now),
      () => isShown && setKnown({ state: 'unsupported', here: null }),
    );
    return () => {
      isShown = false;
    };
  }, []);
  return { ...known, look };
}

const thisBrowser = async (): Promise<{ state: PushState; here: string | null }> => ({
  state: await pushState(),
  here: await idHere(),
});
