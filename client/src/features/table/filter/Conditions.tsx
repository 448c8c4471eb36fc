import { Plus, X } from 'lucide-react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { tickNow } from '../../../shared/tick/ticker';
import ui from '../../../shared/ui/ui.module.css';
import { conditionText } from './conditionText';
import editor from './Editor.module.css';
import { FilterEditor } from './FilterEditor';
import type { Condition } from '../data/filters';
import { plainColumns, withCondition, type TableView } from '../data/tableView';
import styles from './Toolbar.module.css';

/** The conditions that hold, each to change or remove. */
export function Conditions({ view }: { view: TableView }) {
  const { conditions } = view.query;
  const columns = plainColumns(view);
  return (
    <>
      {conditions.map((condition, place) => {
        const column = columns.find((one) => one.name === condition.column);
        const title = column?.title ?? condition.column,
          text = conditionText(condition, column, { now: tickNow(), zone: view.zone });
        const done = (next: Condition | null): void =>
          view.change({ conditions: withCondition(conditions, place, next) });
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
      {(conditions.length > 0 || view.query.search !== '') && (
        <button type="button" className={styles.plain} onClick={() => view.change({ conditions: [], search: '' })}>
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
  view: TableView;
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
          if (next) view.change({ conditions: [...view.query.conditions, next] });
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
  view: TableView;
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
