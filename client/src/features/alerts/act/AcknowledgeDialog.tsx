import { useState } from 'react';
import { useDesk } from '../../../shared/store/desk';
import form from '../../../shared/ui/form.module.css';
import { FormDialog } from '../../../shared/ui/FormDialog';
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
    <FormDialog
      title={isTaken ? `Comment on ${what}` : `Acknowledge ${what}`}
      submit={isTaken ? 'Add comment' : 'Acknowledge'}
      isBusy={isBusy}
      fault={fault}
      faultId="acknowledge-fault"
      onSubmit={keep}
      onClose={closeAct}
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
      {!isTaken && <p className={form.hint}>Everybody sees at once that you take care of it; it is not told again.</p>}
    </FormDialog>
  );
}
