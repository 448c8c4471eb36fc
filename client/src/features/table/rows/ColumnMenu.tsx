import { EllipsisVertical } from 'lucide-react';
import { useState, type RefObject } from 'react';
import { Button, Dialog, Menu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import ui from '../../../shared/ui/ui.module.css';
import { placeText, type Column } from '../../../shared/rows/columns';
import editor from '../../../shared/filter/Editor.module.css';
import { FilterEditor } from '../../../shared/filter/FilterEditor';
import { withCondition } from '../../../shared/filter/filterView';
import { useFilterView } from '../filter/useFilterView';
import styles from './Heading.module.css';
import { sortChoices, type TableView } from '../data/tableView';

interface Props {
  column: Column;
  view: TableView;
  /** The column's head, at which its filter opens. */
  head: RefObject<HTMLElement | null>;
  stop: boolean;
  /** Takes the keyboard to the column's edge. */
  onSize: () => void;
}

/** What can be done with a column, by pointer and by keyboard: sort, filter, group, place, width. */
export function ColumnMenu({ column, view, head, stop, onSize }: Props) {
  const [isFiltering, setFiltering] = useState(false);
  const [said, say] = useState('');
  const { layout, query, change } = view;
  const filter = useFilterView(view);
  const shown = layout.layout.shown,
    place = shown.indexOf(column.name),
    name = column.of ?? column.name;
  const filtered = filter.columns.find((one) => one.name === name)!;
  const condition = query.conditions.find((one) => one.column === name) ?? null;
  const sorts = sortChoices(view).filter((choice) => choice.id.replace('-', '') === column.name);
  const move = (by: -1 | 1): void => {
    layout.move(column.name, by);
    say(placeText(column, place + by, shown.length));
  };
  const act = (key: string): void => {
    switch (key) {
      case 'filter':
        return setFiltering(true);
      case 'group':
        return change({ group: query.group === name ? null : name });
      case 'left':
        return move(-1);
      case 'right':
        return move(1);
      case 'width':
        return onSize();
      case 'hide':
        return layout.toggle(column.name);
      default:
        return change({ sort: sorts.filter((choice) => choice.id === key).map((choice) => choice.sort) });
    }
  };
  const item = (id: string, text: string, isOff = false): React.ReactNode => (
    <MenuItem key={id} id={id} isDisabled={isOff} className={ui.item ?? ''}>
      {text}
    </MenuItem>
  );
  return (
    <>
      <MenuTrigger>
        <Button
          data-head={`${column.name} menu`}
          className={styles.menu ?? ''}
          excludeFromTabOrder={!stop}
          aria-label={`${column.title}: menu`}
        >
          <EllipsisVertical size="1rem" strokeWidth={1.5} aria-hidden="true" />
        </Button>
        <Popover className={ui.popover ?? ''} placement="bottom end" offset={4}>
          <Menu className={ui.menu ?? ''} aria-label={column.title} onAction={(key) => act(String(key))}>
            {sorts.map((choice) => item(choice.id, `Sort ${choice.note}`))}
            <Separator className={ui.line ?? ''} />
            {item('filter', condition ? `Change the filter of ${filtered.title}` : `Filter by ${filtered.title}`)}
            {item('group', query.group === name ? 'Do not group' : `Group by ${filtered.title}`)}
            <Separator className={ui.line ?? ''} />
            {item('left', 'Move left', place === 0)}
            {item('right', 'Move right', place === shown.length - 1)}
            {item('width', 'Change the width')}
            {item('hide', 'Hide', shown.length === 1)}
          </Menu>
        </Popover>
      </MenuTrigger>
      <span className="hidden-text" role="status">
        {said}
      </span>
      {isFiltering && (
        <Popover
          className={`${ui.popover} ${ui.sheet}`}
          triggerRef={head}
          isOpen
          onOpenChange={(open) => {
            if (!open) setFiltering(false);
          }}
          placement="bottom start"
          offset={4}
        >
          <Dialog className={editor.dialog ?? ''} aria-label={`Filter by ${filtered.title}`}>
            <FilterEditor
              view={filter}
              condition={condition}
              column={name}
              onDone={(next) => {
                setFiltering(false);
                change({
                  conditions: condition
                    ? withCondition(query.conditions, query.conditions.indexOf(condition), next)
                    : next
                      ? [...query.conditions, next]
                      : query.conditions,
                });
              }}
            />
          </Dialog>
        </Popover>
      )}
    </>
  );
}
