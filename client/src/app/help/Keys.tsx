import { useLocation } from 'wouter';
import type { KeyUse } from '../../shared/keys/keys';
import { prefer, usePreferences } from '../../shared/preferences/preferences';
import styles from './Help.module.css';
import { pageKeys } from './pageKeys';

/** A key as it is printed, and as it is said where that is a sign. */
const names: Readonly<Record<string, readonly [shown: string, said: string]>> = {
  ArrowLeft: ['←', 'left arrow'],
  ArrowRight: ['→', 'right arrow'],
  ArrowUp: ['↑', 'up arrow'],
  ArrowDown: ['↓', 'down arrow'],
  PageUp: ['Page up', 'Page up'],
  PageDown: ['Page down', 'Page down'],
  Escape: ['Esc', 'Escape'],
  ' ': ['Space', 'Space'],
  '?': ['?', 'question mark'],
  '/': ['/', 'slash'],
  '+': ['+', 'plus'],
  '-': ['−', 'minus'],
};

/** The keys of the page one is on, from the list that they are handled by. */
export function Keys() {
  const [path] = useLocation();
  const shortcuts = usePreferences((own) => own.shortcuts);
  return (
    <>
      <label className={styles.switch}>
        <input type="checkbox" checked={shortcuts} onChange={({ target }) => prefer({ shortcuts: target.checked })} />
        <span>Letters and signs alone work as keys</span>
      </label>
      <div className={styles.parts}>
        {pageKeys(path).map(({ title, list }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {Object.entries(list).map(([name, use]) => (
                <Use key={name} use={use} isOff={!shortcuts && use.single === true} />
              ))}
            </dl>
          </section>
        ))}
      </div>
    </>
  );
}

/** “=” stands on the same key as “+”, and is not told. */
function Use({ use, isOff }: { use: KeyUse; isOff: boolean }) {
  return (
    <div className={isOff ? styles.off : undefined}>
      <dt translate="no">
        {use.ctrl && <kbd>Ctrl</kbd>}
        {use.keys
          .filter((key) => key !== '=')
          .map((key) => (
            <kbd key={key}>
              <span className="hidden-text">{names[key]?.[1] ?? key}</span>
              <span aria-hidden="true">{names[key]?.[0] ?? (use.ctrl ? key.toUpperCase() : key)}</span>
            </kbd>
          ))}
      </dt>
      <dd>{`${use.does}${isOff ? ' (switched off)' : ''}`}</dd>
    </div>
  );
}
