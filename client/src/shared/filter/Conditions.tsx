import { Plus, X } from 'lucide-react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { tickNow } from '../tick/ticker';
import ui from '../ui/ui.module.css';
import { conditionText } from './conditionText';
import editor from './Editor.module.css';
import { FilterEditor } from './FilterEditor';
import type { Condition } from './filters';
import { withCondition, type FilterView } from './filterView';
import styles from './Conditions.module.css';

/** The conditions that hold, each to change or remove. */
export function Conditions({ view }: { view: FilterView }) {
  const { conditions, columns } = view;
  return (
    <>
      {conditions.map((condition, place) => {
        const column = columns.find((one) => one.name === condition.column);
        const title = column?.title ?? condition.column,
          text = conditionText(condition, column, { now: tickNow(), zone: view.zone });
        const done = (next: Condition | null): void => view.change(withCondition(conditions, place, next));
        return (
          <span key={place} className={styles.condition}>
            <DialogTrigger>
              <Button>
                <span>
                  {title && (
                    <>
                      <bdi>{`${title} `}</bdi>
                    </>
                  )}
                  <b dir="auto">{text}</b>
                </span>
              </Button>
              <EditorPopover label="Change the filter" view={view} condition={condition} onDone={done} />
            </DialogTrigger>
            <button type="button" aria-label={`Remove the filter ${title || text}`} onClick={() => done(null)}>
              <X size=".875rem" strokeWidth={1.75} aria-hidden="true" />
            </button>
          </span>
        );
      })}
      {view.clear && (
        <button type="button" className={styles.plain} onClick={view.clear}>
          Clear
        </button>
      )}
    </>
  );
}

/** Adds a condition. */
export function AddFilter({
  view,
  className,
  children,
}: {
  view: FilterView;
  className: string | undefined;
  children?: React.ReactNode;
}) {
  return (
    <DialogTrigger>
      <Button className={className ?? ''} {...(children ? { 'aria-label': 'Add filter' } : {})}>
        {children ?? (
          <>
            <Plus size="1rem" strokeWidth={1.5} aria-hidden="true" />
            Add filter
          </>
        )}
      </Button>
      <EditorPopover
        label="Add a filter"
        view={view}
        condition={null}
        onDone={(next) => {
          if (next) view.change([...view.conditions, next]);
        }}
      />
    </DialogTrigger>
  );
}

function EditorPopover({
  label,
  view,
  condition,
  onDone,
}: {
  label: string;
  view: FilterView;
  condition: Condition | null;
  onDone: (next: Condition | null) => void;
}) {
  return (
    <Popover className={`${ui.popover} ${ui.sheet}`} placement="bottom start" offset={6}>
      <Dialog className={editor.dialog ?? ''} aria-label={label}>
        {({ close }) => (
          <FilterEditor
            view={view}
            condition={condition}
            onDone={(next) => {
              onDone(next);
              close();
            }}
          />
        )}
      </Dialog>
    </Popover>
  );
}
