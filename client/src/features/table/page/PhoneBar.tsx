import { ArrowUpDown, Ellipsis, ListFilter } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button, Dialog, DialogTrigger, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { MovesPopover } from '../../../shared/moves/MovesPopover';
import ui from '../../../shared/ui/ui.module.css';
import { SearchBox } from '../../../shared/ui/SearchBox';
import { ColumnsDialog } from '../columns/ColumnsDialog';
import { AddFilter, Conditions } from '../../../shared/filter/Conditions';
import editor from '../../../shared/filter/Editor.module.css';
import { exportLinks } from './Export';
import type { BarProps } from '../filter/FilterBar';
import { useFilterView } from '../filter/useFilterView';
import { groupChoices, sortChoices, sortChosen, type TableView } from '../data/tableView';
import styles from '../filter/Toolbar.module.css';

/** The tools of a table on a phone: one row, and under it the filters that hold. */
export function PhoneBar({ view, search, onFold }: BarProps) {
  const { query, change } = view;
  const filter = useFilterView(view);
  return (
    <div role="search">
      <div className={styles.phone}>
        <SearchBox
          label="Search these rows"
          text={query.search}
          input={search}
          onChange={(text) => change({ search: text })}
        />
        <AddFilter view={filter} className={styles.icon}>
          <ListFilter strokeWidth={1.5} aria-hidden="true" />
        </AddFilter>
        <Arrange view={view} onFold={onFold} />
        <More view={view} />
      </div>
      {(query.conditions.length > 0 || query.search !== '') && (
        <div className={styles.chips}>
          <Conditions view={filter} />
        </div>
      )}
    </div>
  );
}

function Arrange({ view, onFold }: Pick<BarProps, 'view' | 'onFold'>) {
  const { query, change } = view;
  const choices = sortChoices(view);
  return (
    <DialogTrigger>
      <Button className={styles.icon ?? ''} aria-label="Group and sort">
        <ArrowUpDown strokeWidth={1.5} aria-hidden="true" />
      </Button>
      <Popover className={`${ui.popover} ${ui.sheet}`} placement="bottom end" offset={6}>
        <Dialog className={editor.dialog ?? ''} aria-label="Group and sort">
          {({ close }) => (
            <div className={editor.editor}>
              <label>
                Group by
                <select value={query.group ?? ''} onChange={(event) => change({ group: event.target.value || null })}>
                  {groupChoices(view).map(({ id, text, note }) => (
                    <option key={id} value={id}>
                      {note ? `${text}, ${note}` : text}
                    </option>
                  ))}
                </select>
              </label>
              <label>
                Sort by
                <select
                  value={sortChosen(view)?.id ?? ''}
                  onChange={(event) =>
                    change({
                      sort: choices.filter((choice) => choice.id === event.target.value).map((choice) => choice.sort),
                    })
                  }
                >
                  {choices.map(({ id, text, note }) => (
                    <option key={id} value={id}>{`${text}, ${note}`}</option>
                  ))}
                </select>
              </label>
              {query.group && (
                <div className={editor.quick}>
                  <button
                    type="button"
                    onClick={() => {
                      onFold(true);
                      close();
                    }}
                  >
                    Collapse all groups
                  </button>
                  <button
                    type="button"
                    onClick={() => {
                      onFold(false);
                      close();
                    }}
                  >
                    Expand all groups
                  </button>
                </div>
              )}
              <div className={editor.go}>
                <button type="button" className={editor.apply} onClick={close}>
                  Done
                </button>
              </div>
            </div>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function More({ view }: { view: TableView }) {
  const [open, setOpen] = useState<'moves' | 'columns' | null>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const links = exportLinks(view);
  return (
    <>
      <MenuTrigger>
        <Button ref={trigger} className={styles.icon ?? ''} aria-label="More of this table">
          <Ellipsis strokeWidth={1.5} aria-hidden="true" />
        </Button>
        <Popover className={ui.popover ?? ''} placement="bottom end" offset={6}>
          <Menu
            className={ui.menu ?? ''}
            aria-label="More of this table"
            onAction={(key) => {
              if (key === 'moves' || key === 'columns') setOpen(key);
            }}
          >
            {view.definition && (
              <MenuItem id="moves" className={ui.item ?? ''}>
                What moved
              </MenuItem>
            )}
            <MenuItem id="columns" className={ui.item ?? ''}>
              Columns
            </MenuItem>
            {links.map(({ text, href }) => (
              <MenuItem
                key={text}
                id={text}
                href={href}
                {...{ download: '' }}
                className={ui.item ?? ''}
              >{`Export ${text}`}</MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      {open === 'moves' && view.definition && (
        <MovesPopover definition={view.definition} trigger={trigger} onClose={() => setOpen(null)} />
      )}
      {open === 'columns' && (
        <Popover
          className={`${ui.popover} ${ui.sheet}`}
          triggerRef={trigger}
          isOpen
          onOpenChange={(is) => {
            if (!is) setOpen(null);
          }}
        >
          <ColumnsDialog layout={view.layout} />
        </Popover>
      )}
    </>
  );
}
