import { useState } from 'react';
import { useDesk } from '../../../shared/store/desk';
import form from '../../../shared/ui/form.module.css';
import { ModalDialog } from '../../../shared/ui/ModalDialog';
import { useDoing } from '../../../shared/ui/useDoing';
import { ApiError, reasonOf } from '../../../shared/wire/api';
import type { Alert } from '../../../shared/wire/wire';
import { acknowledge, closeAct } from '../data/acting';
import { titleOf, whereText } from '../data/words';

const longest = 500;

/** It may have ended while the dialog stood open. */
const words = (error: unknown): string =>
  error instanceof ApiError && error.status === 404
    ? 'It has ended meanwhile: nothing is left to do.'
    : reasonOf(error);

/** Takes care of an alert, with something said or not; where somebody does already, says something more. */
export function AcknowledgeDialog({ alert }: { alert: Alert }) {
  const catalogue = useDesk((state) => state.catalogue);
  const [comment, setComment] = useState('');
  const { isBusy, fault, setFault, doing } = useDoing(words);
  const isTaken = alert.acknowledged !== null;
  const what = `${titleOf(alert, catalogue)}, ${whereText(alert).toLocaleLowerCase()}`;
  const keep = (): void => {
    if (isTaken && comment.trim() === '') return setFault('Write what you want to say.');
    doing(async () => {
      await acknowledge(alert, comment.trim());
      closeAct();
    });
  };
  return (
    <ModalDialog title={isTaken ? `Comment on ${what}` : `Acknowledge ${what}`} onClose={closeAct}>
      <form
        className={form.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <label className={form.label}>
          <bdi>{isTaken ? 'What others should know' : 'What you do about it, if you want to say it'}</bdi>
          <input
            className={form.input}
            autoFocus
            maxLength={longest}
            value={comment}
            aria-describedby="acknowledge-fault"
            onChange={({ target }) => setComment(target.value)}
          />
        </label>
        {!isTaken && (
          <p className={form.hint}>Everybody sees at once that you take care of it; it is not told again.</p>
        )}
        <p id="acknowledge-fault" className={form.fault} role="alert">
          {fault}
        </p>
        <div className={form.buttons}>
          <button type="button" className={form.button} onClick={closeAct}>
            Cancel
          </button>
          <button type="submit" className={form.main} disabled={isBusy}>
            {isTaken ? 'Add comment' : 'Acknowledge'}
          </button>
        </div>
      </form>
    </ModalDialog>
  );
}
