import { useState } from 'react';
import { Apply, type EditorProps } from './Apply';
import type { Column } from '../rows/columns';
import styles from './Editor.module.css';
import type { Condition } from './filters';
import { LastsEditor, NumberEditor, TimeEditor } from './RangeEditors';
import type { FilterView } from './filterView';
import { ValuesEditor } from './ValuesEditor';

/** Long texts are searched, everything else has few enough values to choose from. */
const isLong = (column: Column): boolean =>
  ['id', 'title', 'ticketId', 'address', 'contact', 'requester'].includes(column.name);

interface Props {
  view: FilterView;
  condition: Condition | null;
  column?: string;
  onDone: EditorProps['onDone'];
}

/** One condition: a text it contains, some values, a range of numbers, durations or times. */
export function FilterEditor({ view, condition, column: first, onDone }: Props) {
  const { columns } = view;
  const [name, setName] = useState(
    condition?.column || first || columns.find((column) => column.name === 'priority')?.name || columns[0]!.name,
  );
  const column = columns.find((one) => one.name === name) ?? columns[0]!;
  const Editor = editorOf(column);
  return (
    <div className={styles.editor}>
      <label>
        Column
        <select value={name} onChange={(event) => setName(event.target.value)} autoFocus>
          {columns.map((one) => (
            <option key={one.name} value={one.name}>
              {one.title}
            </option>
          ))}
        </select>
      </label>
      <Editor
        key={name}
        view={view}
        column={column}
        condition={condition?.column === column.name ? condition : null}
        onDone={onDone}
      />
    </div>
  );
}

function editorOf(column: Column): React.ComponentType<EditorProps> {
  if (column.type === 'time') return TimeEditor;
  if (column.lasts) return LastsEditor;
  if (column.isShare) return ShareEditor;
  if (column.type === 'number' && column.name !== 'priority' && column.name !== 'rating') return NumberEditor;
  if (column.type === 'yesno') return YesNoEditor;
  return isLong(column) ? TextEditor : ValuesEditor;
}

function TextEditor({ column, condition, onDone }: EditorProps) {
  const [text, setText] = useState(condition?.kind === 'contains' ? condition.text : '');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onDone(text.trim() ? { column: column.name, kind: 'contains', text: text.trim() } : null);
      }}
    >
      <label>
        <bdi>{`${column.title} contains`}</bdi>
        <input type="text" dir="auto" value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      <Apply />
    </form>
  );
}

function YesNoEditor({ column, condition, onDone }: EditorProps) {
  return (
    <Two
      chosen={condition?.kind === 'is' ? condition.value : null}
      label={column.title}
      onChoose={(value) => onDone({ column: column.name, kind: 'is', value })}
    />
  );
}

/** A share's rows have a yes (1) or a no (0) each. */
function ShareEditor({ column, condition, onDone }: EditorProps) {
  const [value] = condition?.kind === 'in' ? condition.values : [];
  return (
    <Two
      chosen={value === undefined ? null : value === 1}
      label={column.title}
      onChoose={(yes) => onDone({ column: column.name, kind: 'in', values: [yes ? 1 : 0] })}
    />
  );
}

const Two = ({
  label,
  chosen,
  onChoose,
}: {
  label: string;
  chosen: boolean | null;
  onChoose: (yes: boolean) => void;
}) => (
  <div className={styles.quick} role="group" aria-label={label}>
    {[true, false].map((yes) => (
      <button key={String(yes)} type="button" aria-pressed={chosen === yes} onClick={() => onChoose(yes)}>
        {yes ? 'Yes' : 'No'}
      </button>
    ))}
  </div>
);
