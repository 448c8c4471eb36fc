import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { later } from '../../shared/ui/later';
import { Region } from '../../shared/ui/Region';
import ui from '../../shared/ui/ui.module.css';
import styles from './DemoBadge.module.css';
import { openHelp } from './help';

const ConnectOwn = later(() => import('./ConnectOwn'));

/** Says that the data are made up, and how to see one's own. */
export function DemoBadge() {
  return (
    <DialogTrigger>
      <Button className={styles.badge ?? ''}>
        Demo<span className={styles.more}> data</span>
      </Button>
      <Popover className={`${ui.popover} ${ui.sheet}`} placement="bottom start" offset={6}>
        <Dialog className={styles.dialog ?? ''}>
          {({ close }) => (
            <>
              <Heading slot="title">This is demo data</Heading>
              <p>
                No ticket here is real: a simulator writes into an ITSM of Apollo’s own, and Apollo reads it as it would
                read yours. Nothing that you do here changes a ticket.
              </p>
              <Region name="How to connect your own">
                <ConnectOwn left={close} />
              </Region>
              <Button
                className={styles.help ?? ''}
                onPress={() => {
                  close();
                  openHelp();
                }}
              >
                Help: how to read the board, and all keys
              </Button>
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
