import form from './form.module.css';
import { ModalDialog } from './ModalDialog';

interface Props {
  title: string;
  /** What the button says that keeps it. */
  submit: string;
  isBusy: boolean;
  fault: string | null;
  /** Names the fault for a field that it describes. */
  faultId?: string;
  onSubmit: () => void;
  onClose: () => void;
  /** Takes away what the form changes, where there is something. */
  onRemove?: (() => void) | undefined;
  children: React.ReactNode;
}

/** A form in a dialog: its fields, what is wrong, and the buttons that keep it or not. */
export const FormDialog = ({ title, submit, isBusy, fault, faultId, onSubmit, onClose, onRemove, children }: Props) => (
  <ModalDialog title={title} onClose={onClose}>
    <form
      className={form.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
      <p id={faultId} className={form.fault} role="alert">
        {fault}
      </p>
      <div className={form.buttons}>
        {onRemove && (
          <button type="button" className={form.danger} disabled={isBusy} onClick={onRemove}>
            Remove
          </button>
        )}
        <button type="button" className={form.button} onClick={onClose}>
          Cancel
        </button>
        <button type="submit" className={form.main} disabled={isBusy}>
          {submit}
        </button>
      </div>
    </form>
  </ModalDialog>
);
