import styles from './BoardDialog.module.css';
import { closeDialog } from './dialog';

/** What is wrong, said at once. */
export const Fault = ({ text }: { text: string | null }) => (
  <p id="board-fault" className={styles.fault} role="alert">
    {text}
  </p>
);

/** The way out, and what the dialog is for. */
export const Buttons = ({ children, away = 'Cancel' }: { children?: React.ReactNode; away?: string }) => (
  <div className={styles.buttons}>
    <button type="button" className={styles.plain} onClick={closeDialog}>
      {away}
    </button>
    {children}
  </div>
);
