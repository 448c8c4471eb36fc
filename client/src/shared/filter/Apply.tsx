import type { Column } from '../rows/columns';
import styles from './Editor.module.css';
import type { Condition } from './filters';
import type { FilterView } from './filterView';

/** What every editor of a condition gets; `onDone`: null = no condition. */
export interface EditorProps {
  view: FilterView;
  column: Column;
  condition: Condition | null;
  onDone: (condition: Condition | null) => void;
}

/** Ends an editor's form. */
export const Apply = ({ disabled }: { disabled?: boolean }) => (
  <div className={styles.go}>
    <button type="submit" className={styles.apply} disabled={disabled}>
      Apply
    </button>
  </div>
);
