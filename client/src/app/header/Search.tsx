import { Search as Sign } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button, Dialog, DialogTrigger, Input, Popover, SearchField } from 'react-aria-components';
import { useLocation } from 'wouter';
import { keys } from '../../shared/keys/keys';
import { onKey } from '../../shared/keys/onKey';
import ui from '../../shared/ui/ui.module.css';
import styles from './Search.module.css';

/** Finds a ticket by its id, from any page. */
export function Search({ className }: { className: string | undefined }) {
  const [, go] = useLocation();
  const text = useRef('');
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => void onKey(event, keys.header, { find: () => setOpen(true) });
    document.addEventListener('keydown', heard);
    return () => document.removeEventListener('keydown', heard);
  }, []);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button className={className ?? ''} aria-label="Find a ticket">
        <Sign size="1rem" strokeWidth={1.5} aria-hidden="true" />
      </Button>
      <Popover className={ui.popover ?? ''} placement="bottom end" offset={6}>
        <Dialog className={styles.dialog ?? ''} aria-label="Find a ticket">
          {({ close }) => (
            <SearchField
              className={styles.field ?? ''}
              aria-label="Ticket id"
              autoFocus
              onChange={(value) => {
                text.current = value;
              }}
              onSubmit={() => {
                const id = text.current.trim();
                if (id) {
                  go(`/tickets?ticket=${encodeURIComponent(id)}`);
                  close();
                }
              }}
            >
              <Sign size="1rem" strokeWidth={1.5} aria-hidden="true" />
              <Input className={styles.input ?? ''} placeholder="Ticket id, then Enter" />
            </SearchField>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
