import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import styles from './ModalDialog.module.css';

interface Props {
  title: string;
  onClose: () => void;
  children: React.ReactNode;
  /** False: a press beside it or Escape does not close it, since what it shows is shown once. */
  isDismissable?: boolean;
}

/** A dialog over the page; the page behind it waits. */
export const ModalDialog = ({ title, onClose, children, isDismissable = true }: Props) => (
  <ModalOverlay
    className={styles.under ?? ''}
    isOpen
    isDismissable={isDismissable}
    isKeyboardDismissDisabled={!isDismissable}
    onOpenChange={(isOpen) => {
      if (!isOpen) onClose();
    }}
  >
    <Modal className={styles.modal ?? ''}>
      <Dialog className={styles.dialog ?? ''}>
        <Heading slot="title" className={styles.title ?? ''}>
          <bdi>{title}</bdi>
        </Heading>
        {children}
      </Dialog>
    </Modal>
  </ModalOverlay>
);
