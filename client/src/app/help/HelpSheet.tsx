import { X } from 'lucide-react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Region } from '../../shared/ui/Region';
import ui from '../../shared/ui/ui.module.css';
import ConnectOwn from './ConnectOwn';
import { openHelp } from './help';
import styles from './Help.module.css';
import { Keys } from './Keys';
import { Legend } from './Legend';

/** The help: how a card is read, the keys of the page, and how to connect an ITSM of one's own. */
export default function HelpSheet() {
  return (
    <ModalOverlay className={styles.under ?? ''} isOpen isDismissable onOpenChange={(isOpen) => openHelp(isOpen)}>
      <Modal className={styles.modal ?? ''}>
        <Dialog className={styles.dialog ?? ''}>
          <div className={styles.head}>
            <Heading slot="title">Help</Heading>
            <Button slot="close" className={ui.close ?? ''} aria-label="Close">
              <X strokeWidth={1.5} aria-hidden="true" />
            </Button>
          </div>
          <section>
            <h2>How to read a card</h2>
            <Region name="The card">
              <Legend />
            </Region>
            <p className={styles.note}>
              A click on a card opens the tickets it counts. Its buttons tell what moved in it and what it means.
            </p>
          </section>
          <section>
            <h2>Keys of this page</h2>
            <Keys />
          </section>
          <section>
            <h2>Your own ITSM</h2>
            <ConnectOwn left={() => openHelp(false)} />
          </section>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
