import { ArrowDown, ArrowUp, ChevronDown, ChevronRight, Columns3, Download, Info } from 'lucide-react';
import { Button, Dialog, DialogTrigger, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Link } from 'wouter';
import { openDefinition } from '../board/view';
import { limitText, nextLimit, statusWord } from '../card/limit';
import { StatusShape } from '../card/shapes';
import { shown, unitWord } from '../card/shown';
import { Sparkline } from '../card/Sparkline';
import { useCard } from '../card/useCard';
import { valueParts } from '../format/value';
import ui from '../ui/ui.module.css';
import type { RowsPage } from '../wire/rows';
import type { KpiDefinition } from '../wire/wire';
import type { LayoutActions } from './layout';
import { MovesMenu } from './MovesMenu';
import { rowsPath } from './useTable';
import styles from './TablePage.module.css';

interface Props {
  definition: KpiDefinition | undefined;
  page: Omit<RowsPage, 'rows' | 'offset'> | null;
  desk: string;
  kpi: string | null;
  asked: string;
  columns: readonly string[];
  layout: LayoutActions;
}

/** What the table is about: the number with its status and limit, what it means, and what can be done with its rows. */
export function Title({ definition, page, desk, kpi, asked, columns, layout }: Props) {
  return (
    <>
      <nav className={styles.crumbs} aria-label="Where this is">
        <Link href="/">Board</Link>
        {definition && <><ChevronRight size=".75rem" aria-hidden="true" /><span>{definition.group}</span><ChevronRight size=".75rem" aria-hidden="true" /><span aria-current="page">{shown(definition).title}</span></>}
        {!definition && <><ChevronRight size=".75rem" aria-hidden="true" /><span aria-current="page">Tickets</span></>}
      </nav>
      <div className={styles.title}>
        {definition ? <Number definition={definition} page={page} /> : <h2>All tickets</h2>}
        <div className={styles.right}>
          {kpi && <MovesMenu desk={desk} kpi={kpi} />}
          <Columns layout={layout} />
          <Export path={rowsPath(desk, kpi)} asked={asked} columns={columns} />
        </div>
      </div>
    </>
  );
}

function Number({ definition, page }: { definition: KpiDefinition; page: Props['page'] }) {
  const card = useCard(definition);
  // The value of the very cut the rows are of; an age ticks on as on its card.
  const value = page && page.rate === 0 ? page.value : card.value;
  const status = page ? page.status : card.status;
  const { title, window, unit } = shown(definition);
  const parts = value === null ? [{ text: '–', unit: false }] : valueParts(value, card.kind, definition);
  const word = status === 'critical' || status === 'warning';
  return (
    <>
      <h2>{title}{window ? `, ${window}` : ''}</h2>
      <span className={`${styles.value} ${status === 'critical' ? styles.critical : ''}`}>
        {parts.map((part, i) => part.unit ? <small key={i}> {part.text} </small> : <span key={i}>{part.text}</span>)}
        {value !== null && unit !== null && <small> {unitWord(unit ?? definition.unit, parts[0]!.text)}</small>}
      </span>
      {word && <span className={`${styles.chip} ${status === 'critical' ? styles.isCritical : styles.isWarning}`}><StatusShape status={status} />{statusWord[status]}</span>}
      {definition.better !== 'neither' && <span className={styles.limit}>{limitText(definition, status)}</span>}
      <span className={styles.spark}><Sparkline points={card.trend} now={card.value} kind={card.kind} limit={nextLimit(definition, status)} from={card.from} to={card.to} /></span>
      <span className={styles.about}>{definition.description}</span>
      <button type="button" id={`card-${definition.id}`} className={styles.step} aria-label={`What ${definition.title} means`} onClick={() => openDefinition(definition.id)}><Info size="1rem" strokeWidth={1.5} aria-hidden="true" /></button>
    </>
  );
}

function Columns({ layout: { all, layout, toggle, move, reset } }: { layout: LayoutActions }) {
  const ordered = [...layout.shown.map(name => all.find(column => column.name === name)).filter(column => column !== undefined), ...all.filter(column => !layout.shown.includes(column.name))];
  return (
    <DialogTrigger>
      <Button className={styles.button ?? ''}><Columns3 size="1rem" strokeWidth={1.5} aria-hidden="true" />Columns</Button>
      <Popover className={ui.popover ?? ''} placement="bottom end" offset={6}>
        <Dialog className={styles.columns ?? ''} aria-label="Columns">
          <ul>{ordered.map(column => {
            const place = layout.shown.indexOf(column.name);
            return (
              <li key={column.name}>
                <label><input type="checkbox" checked={place >= 0} onChange={() => toggle(column.name)} />{column.title}</label>
                {place >= 0 && <>
                  <button type="button" className={styles.step} aria-label={`${column.title}: further left`} disabled={place === 0} onClick={() => move(column.name, -1)}><ArrowUp size="1rem" strokeWidth={1.5} aria-hidden="true" /></button>
                  <button type="button" className={styles.step} aria-label={`${column.title}: further right`} disabled={place === layout.shown.length - 1} onClick={() => move(column.name, 1)}><ArrowDown size="1rem" strokeWidth={1.5} aria-hidden="true" /></button>
                </>}
              </li>
            );
          })}</ul>
          <div className={styles.go}><button type="button" className={styles.plain} onClick={reset}>Reset</button></div>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Export({ path, asked, columns }: { path: string; asked: string; columns: readonly string[] }) {
  const link = (ending: string, some: boolean): string => {
    const parameters = new URLSearchParams(asked);
    if (some) parameters.set('columns', columns.join(','));
    return `${path}.${ending}?${parameters.toString()}`;
  };
  const files = [['csv', 'CSV, these columns', true], ['csv', 'CSV, all columns', false], ['xlsx', 'Excel, these columns', true], ['xlsx', 'Excel, all columns', false]] as const;
  return (
    <MenuTrigger>
      <Button className={styles.button ?? ''}><Download size="1rem" strokeWidth={1.5} aria-hidden="true" />Export<ChevronDown size="1rem" strokeWidth={1.5} aria-hidden="true" /></Button>
      <Popover className={ui.popover ?? ''} placement="bottom end" offset={6}>
        <Menu className={ui.menu ?? ''} aria-label="Export all filtered rows">
          {files.map(([ending, text, some]) => <MenuItem key={text} href={link(ending, some)} {...{ download: '' }} textValue={text} className={ui.item ?? ''}>{text}</MenuItem>)}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
