import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import styles from './BoardDialog.module.css';
import { DeleteBoard } from './DeleteBoard';
import { closeDialog, type Asked } from './dialog';
import { ImportBoard } from './ImportBoard';
import { NameBoard } from './NameBoard';
import { ShareBoard } from './ShareBoard';
import { ViewLinks } from './ViewLinks';

const titles: Record<Asked, string> = {
  new: 'New board',
  duplicate: 'Duplicate board',
  rename: 'Rename board',
  share: 'Share board',
  links: 'View links',
  delete: 'Delete board',
  import: 'Import board',
};

/** The one dialog about boards. */
export default function BoardDialog({ asked }: { asked: Asked }) {
  return (
    <ModalOverlay
      className={styles.under ?? ''}
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) closeDialog();
      }}
    >
      <Modal className={styles.modal ?? ''}>
        <Dialog className={styles.dialog ?? ''}>
          <Heading slot="title" className={styles.title ?? ''}>
            {titles[asked]}
          </Heading>
          {asked === 'share' ? (
            <ShareBoard />
          ) : asked === 'links' ? (
            <ViewLinks />
          ) : asked === 'delete' ? (
            <DeleteBoard />
          ) : asked === 'import' ? (
            <ImportBoard />
          ) : (
            <NameBoard asked={asked} />
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
