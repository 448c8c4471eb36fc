import { Search as Sign } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { keys } from '../../shared/keys/keys';
import { onKey } from '../../shared/keys/onKey';
import { later } from '../../shared/ui/later';
import { Region } from '../../shared/ui/Region';
import ui from '../../shared/ui/ui.module.css';
import styles from './Search.module.css';

const Finder = later(() => import('./Finder'));

/** Finds numbers, groups and tickets, from any page. */
export function Search({ className }: { className: string | undefined }) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => void onKey(event, keys.header, { find: () => setOpen(true) });
    document.addEventListener('keydown', heard);
    return () => document.removeEventListener('keydown', heard);
  }, []);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button className={className ?? ''} aria-label="Find">
        <Sign size="1rem" strokeWidth={1.5} aria-hidden="true" />
      </Button>
      <Popover className={ui.popover ?? ''} placement="bottom end" offset={6}>
        <Dialog className={styles.dialog ?? ''} aria-label="Find a number, a group or a ticket">
          {({ close }) => (
            <Region name="The search">
              <Finder close={close} />
            </Region>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
