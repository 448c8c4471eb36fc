import { ChevronDown, Download } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { tickNow } from '../../../shared/tick/ticker';
import toolbar from '../../../shared/ui/toolbar.module.css';
import ui from '../../../shared/ui/ui.module.css';
import type { TableView } from '../data/tableView';
import { askedFor, rowsPath } from '../data/useTable';

const files = [
  ['xlsx', 'Excel, these columns', true, false],
  ['xlsx', 'Excel, all columns', false, false],
  ['csv', 'CSV for Excel, these columns', true, true],
  ['csv', 'CSV for programs, these columns', true, false],
  ['csv', 'CSV for programs, all columns', false, false],
] as const;

/** Where all filtered rows are as files. */
export function exportLinks(view: TableView): { text: string; href: string }[] {
  const columns = view.layout.columns.filter((column) => !column.of).map((column) => column.name);
  return files.map(([ending, text, some, forExcel]) => {
    const parameters = askedFor(view.query, view.sort, tickNow(), view.zone);
    if (some) parameters.set('columns', columns.join(','));
    if (forExcel) parameters.set('locale', navigator.language);
    return { text, href: `${rowsPath(view.desk, view.kpi)}.${ending}?${parameters.toString()}` };
  });
}

/** All filtered rows as a file. */
export function Export({ view }: { view: TableView }) {
  return (
    <MenuTrigger>
      <Button className={toolbar.button ?? ''}>
        <Download size="1rem" strokeWidth={1.5} aria-hidden="true" />
        Export
        <ChevronDown size="1rem" strokeWidth={1.5} aria-hidden="true" />
      </Button>
      <Popover className={ui.popover ?? ''} placement="bottom end" offset={6}>
        <Menu className={ui.menu ?? ''} aria-label="Export all filtered rows">
          {exportLinks(view).map(({ text, href }) => (
            <MenuItem key={text} href={href} {...{ download: '' }} textValue={text} className={ui.item ?? ''}>
              {text}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
