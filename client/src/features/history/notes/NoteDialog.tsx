import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useMay } from '../../../shared/access/who';
import { instantOf, localText, zoneTime } from '../../../shared/format/zone';
import { reasonOrChanged } from '../../../shared/wire/api';
import type { Note } from '../../../shared/wire/wire';
import { addNote, changeNote, longest, removeNote, type NoteDraft } from './api';
import styles from './NoteDialog.module.css';

interface Props {
  desk: string;
  zone: string;
  /** The note that is changed; null = a new one. */
  note: Note | null;
  /** When a new one happened, ms. */
  at: number;
  onKept: (note: Note) => void;
  onRemoved: (id: string) => void;
  onClose: () => void;
}

const words = reasonOrChanged('Somebody else has changed this note meanwhile. Close, and open it again.');

/** A note on the desk's time line: written, changed or removed. */
export function NoteDialog({ desk, zone, note, at, onKept, onRemoved, onClose }: Props) {
  const [text, setText] = useState(note?.text ?? '');
  const [from, setFrom] = useState(() => localText(note ? Date.parse(note.at) : at, zone));
  const [until, setUntil] = useState(() => (note?.until ? localText(Date.parse(note.until), zone) : ''));
  const mayWrite = useMay('manager');
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);

  function doing(work: () => Promise<void>): void {
    setBusy(true);
    setFault(null);
    work().then(onClose, (error: unknown) => {
      setBusy(false);
      setFault(words(error));
    });
  }

  function draft(): NoteDraft | string {
    const begin = instantOf(from, zone),
      end = until === '' ? null : instantOf(until, zone);
    if (text.trim() === '') return 'Write what happened.';
    if (begin === null) return 'Say when it happened.';
    if (end !== null && end <= begin) return 'It must end after it began.';
    return {
      at: new Date(begin).toISOString(),
      ...(end === null ? {} : { until: new Date(end).toISOString() }),
      text: text.trim(),
    };
  }

  function submit(event: React.FormEvent): void {
    event.preventDefault();
    const written = draft();
    if (typeof written === 'string') return setFault(written);
    doing(async () => onKept(note ? await changeNote(desk, note, written) : await addNote(desk, written)));
  }

  return (
    <ModalOverlay
      className={styles.under ?? ''}
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className={styles.modal ?? ''}>
        <Dialog className={styles.dialog ?? ''}>
          <Heading slot="title" className={styles.title ?? ''}>
            {note ? 'Note' : 'Add a note'}
          </Heading>
          <form onSubmit={submit} noValidate>
            <label className={styles.label}>
              What happened
              <textarea
                autoFocus
                readOnly={!mayWrite}
                rows={2}
                maxLength={longest}
                value={text}
                aria-describedby="note-fault"
                onChange={(event) => setText(event.target.value)}
              />
            </label>
            <div className={styles.times}>
              <label className={styles.label}>
                <span>{`When, ${zoneTime(zone)}`}</span>
                <input
                  type="datetime-local"
                  readOnly={!mayWrite}
                  value={from}
                  onChange={(event) => setFrom(event.target.value)}
                />
              </label>
              <label className={styles.label}>
                Until, if it lasted
                <input
                  type="datetime-local"
                  readOnly={!mayWrite}
                  value={until}
                  onChange={(event) => setUntil(event.target.value)}
                />
              </label>
            </div>
            {note?.by && <p className={styles.by}>{`by ${note.by}`}</p>}
            <p id="note-fault" className={styles.fault} role="alert">
              {fault}
            </p>
            <div className={styles.buttons}>
              {note && mayWrite && (
                <button
                  type="button"
                  className={styles.remove}
                  disabled={isBusy}
                  onClick={() =>
                    doing(async () => {
                      await removeNote(desk, note);
                      onRemoved(note.id);
                    })
                  }
                >
                  Remove
                </button>
              )}
              <button type="button" onClick={onClose}>
                {mayWrite ? 'Cancel' : 'Close'}
              </button>
              {mayWrite && (
                <button type="submit" className={styles.main} disabled={isBusy}>
                  {note ? 'Save' : 'Add note'}
                </button>
              )}
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
