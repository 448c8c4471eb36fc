import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { under } from '../../shared/address/base';
import { join } from '../../shared/ui/join';
import styles from './WayBack.module.css';

const shownFor = 4_000;

/** Whether the pointer has moved within the last seconds. */
export function useAwake(): boolean {
  const [isAwake, setAwake] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wake = (): void => {
      setAwake(true);
      clearTimeout(timer);
      timer = setTimeout(() => setAwake(false), shownFor);
    };
    const events = ['pointermove', 'pointerdown'] as const;
    for (const event of events) window.addEventListener(event, wake);
    return () => {
      clearTimeout(timer);
      for (const event of events) window.removeEventListener(event, wake);
    };
  }, []);
  return isAwake;
}

/** The way back from the wall: seen while the pointer moves, and by who comes to it with the keyboard. */
export function WayBack({ isAwake }: { isAwake: boolean }) {
  return (
    <nav
      className={join(styles.way, isAwake && styles.isAwake)}
      aria-label="Leave the wall display"
      {...(isAwake && { 'data-awake': '' })}
    >
      <a href={under('/')}>
        <X size="1.25em" strokeWidth={1.75} aria-hidden="true" />
        <span>Board</span>
        <kbd>Esc</kbd>
      </a>
    </nav>
  );
}
