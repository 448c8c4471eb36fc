import { useEffect } from 'react';
import { keys } from '../../shared/keys/keys';
import { isTaken, onKey } from '../../shared/keys/onKey';
import { later } from '../../shared/ui/later';
import { openHelp, useHelp } from './help';

const HelpSheet = later(() => import('./HelpSheet'));

/** `?` opens the help, on every page. */
export function Help() {
  const isOpen = useHelp((help) => help.isOpen);
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      if (!isTaken(event.target)) onKey(event, keys.anywhere, { help: () => openHelp() });
    };
    document.addEventListener('keydown', heard);
    return () => document.removeEventListener('keydown', heard);
  }, []);
  return isOpen && <HelpSheet />;
}
