import { ChevronDown, Columns3, Download } from 'lucide-react';
import { Button, Dialog, DialogTrigger, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { join } from '../../shared/ui/join';
import toolbar from '../../shared/ui/toolbar.module.css';
import ui from '../../shared/ui/ui.module.css';
import { at } from '../../shared/wire/api';
import type { KpiDefinition } from '../../shared/wire/wire';
import type { Table } from './model';
import styles from './PerformancePage.module.css';
import tools from './Tools.module.css';

interface Props {
  possible: readonly KpiDefinition[];
  ids: readonly string[];
  onChoose: (ids: string[]) => void;
}

/** Which numbers stand in the table; one at least. */
export function Chooser({ possible, ids, onChoose }: Props) {
  const groups = [...new Set(possible.map((definition) => definition.group))];
  const toggle = (id: string): void => {
    const next = ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
    if (next.length > 0) onChoose(next);
  };
  return (
    <DialogTrigger>
      <Button className={join(toolbar.button, styles.act)}>
        <Columns3 size="1rem" strokeWidth={1.5} aria-hidden="true" />
        <span>Numbers</span>
      </Button>
      <Popover className={`${ui.popover} ${ui.sheet}`} placement="bottom end" offset={6}>
        <Dialog className={tools.chooser ?? ''} aria-label="Numbers in the table">
          {groups.map((group) => (
            <fieldset key={group}>
              <legend>{group}</legend>
              {possible
                .filter((definition) => definition.group === group)
                .map((definition) => (
                  <label key={definition.id}>
                    <input
                      type="checkbox"
                      checked={ids.includes(definition.id)}
                      onChange={() => toggle(definition.id)}
                    />
                    <bdi>{definition.title}</bdi>
                  </label>
                ))}
            </fieldset>
          ))}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

const files = [
  ['xlsx', 'Excel', false],
  ['csv', 'CSV for Excel', true],
  ['csv', 'CSV for programs', false],
] as const;

/** The table as a file: all its groups, and the numbers that are chosen. */
export function Export({ desk, table, ids }: { desk: string; table: Table; ids: readonly string[] }) {
  return (
    <MenuTrigger>
      <Button className={join(toolbar.button, styles.act)}>
        <Download size="1rem" strokeWidth={1.5} aria-hidden="true" />
        <span>Export</span>
        <ChevronDown size="1rem" strokeWidth={1.5} aria-hidden="true" />
      </Button>
      <Popover className={ui.popover ?? ''} placement="bottom end" offset={6}>
        <Menu className={ui.menu ?? ''} aria-label={`Export all ${table.many}`}>
          {files.map(([ending, text, forExcel]) => (
            <MenuItem
              key={text}
              href={
                `${at(desk)}/tables/${table.id}.${ending}?kpis=${ids.join(',')}` +
                (forExcel ? `&locale=${navigator.language}` : '')
              }
              {...{ download: '' }}
              textValue={text}
              className={ui.item ?? ''}
            >
              <bdi>{text}</bdi>
              <span className={ui.note}>{`all ${table.many}`}</span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
