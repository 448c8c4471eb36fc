import { Volume2 } from 'lucide-react';
import { useState } from 'react';
import { useWho } from '../../../shared/access/who';
import form from '../../../shared/ui/form.module.css';
import { Region } from '../../../shared/ui/Region';
import cards from '../../../shared/ui/cards.module.css';
import { join } from '../../../shared/ui/join';
import { Frame } from '../frame/Frame';
import { tell, useTelling } from '../notice/preferences';
import { play } from '../notice/sound';
import { Switch } from '../rules/Switch';
import styles from './Settings.module.css';
import { YourNotices } from './YourNotices';

/** How one is told of alerts: in this browser, and where one signs in, outside of it. */
export default function NoticesPage() {
  const isSomebody = useWho(({ who }) => who?.person != null);
  return (
    <Frame>
      <div className={join(cards.cards, styles.cards)}>
        <Region name="The notices of this browser">
          <InThisBrowser />
        </Region>
        {isSomebody && (
          <Region name="Your notices">
            <YourNotices />
          </Region>
        )}
      </div>
    </Frame>
  );
}

function InThisBrowser() {
  const { sound, system } = useTelling();
  const [said, setSaid] = useState('');
  const canTell = 'Notification' in globalThis;
  async function switchSystem(isOn: boolean): Promise<void> {
    if (isOn && (await Notification.requestPermission()) !== 'granted') {
      setSaid('The browser does not allow it: its settings for this page say so.');
      return;
    }
    setSaid('');
    tell({ system: isOn });
  }
  async function test(): Promise<void> {
    setSaid((await play()) ? 'Played.' : 'The browser did not let it sound.');
  }
  return (
    <section className={cards.card} aria-labelledby="browser-notices">
      <h3 id="browser-notices">In this browser</h3>
      <p>What you are to be told stands on every page of Apollo. Beyond that:</p>
      <div className={join(cards.line, styles.line)}>
        <Switch label="A sound with what is critical" isOn={sound} onSwitch={(isOn) => tell({ sound: isOn })} />
        <div>
          <b>A sound, once, with what is critical</b>
          <p>However many pages of Apollo are open.</p>
        </div>
        <button type="button" className={form.button} onClick={() => void test()}>
          <Volume2 size="1rem" strokeWidth={1.5} aria-hidden="true" />
          <bdi>Test</bdi>
        </button>
      </div>
      <div className={join(cards.line, styles.line)}>
        <Switch
          label="Notices of the system"
          isOn={system}
          isDisabled={!canTell}
          onSwitch={(isOn) => void switchSystem(isOn)}
        />
        <div>
          <b>Notices of the system</b>
          <p>{canTell ? 'While Apollo is open, but not in front.' : 'This browser has none.'}</p>
        </div>
      </div>
      <p className={cards.said} role="status">
        {said}
      </p>
    </section>
  );
}
