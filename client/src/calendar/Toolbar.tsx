import { ChevronLeft, ChevronRight, ListFilter, Rss } from 'lucide-react';
import { Button, Dialog, DialogTrigger, Menu, MenuItem, MenuSection, Header, MenuTrigger, Popover } from 'react-aria-components';
import ui from '../ui/ui.module.css';
import { at } from '../wire/api';
import type { Mode, Shown, View } from './address';
import styles from './Calendar.module.css';

interface Props {
  title: string;
  note: string;
  desk: string;
  view: View;
  mode: Mode;
  locations: readonly string[];
  people: readonly string[];
  side: React.ReactNode;
  onStep: (by: -1 | 0 | 1) => void;
  onChange: (more: Partial<Shown>) => void;
}

const modes: readonly [Mode, string][] = [['interventions', 'Interventions'], ['due', 'Due dates']];
const views: readonly [View, string][] = [['month', 'Month'], ['week', 'Week'], ['day', 'Day'], ['agenda', 'Agenda']];

/** Which days, which view, and where to subscribe. */
export function Toolbar({ title, note, desk, view, mode, locations, people, side, onStep, onChange }: Props) {
  return (
    <div className={styles.toolbar}>
      <button type="button" className={styles.button} onClick={() => onStep(0)}>Today</button>
      <button type="button" className={`${styles.button} ${styles.step}`} aria-label="Earlier" onClick={() => onStep(-1)}><ChevronLeft size="1rem" strokeWidth={1.5} aria-hidden="true" /></button>
      <button type="button" className={`${styles.button} ${styles.step}`} aria-label="Later" onClick={() => onStep(1)}><ChevronRight size="1rem" strokeWidth={1.5} aria-hidden="true" /></button>
      <h2 className={styles.heading}>{title}</h2><span className={styles.note} role="status">{note}</span>
      <div className={styles.right}>
        <div className={styles.tabs} role="group" aria-label="What is shown">{modes.map(([id, text]) => <button key={id} type="button" aria-pressed={mode === id} onClick={() => onChange({ mode: id, flag: null })}>{text}</button>)}</div>
        <div className={styles.tabs} role="group" aria-label="View">{views.map(([id, text]) => <button key={id} type="button" aria-pressed={view === id} onClick={() => onChange({ view: id })}>{text}</button>)}</div>
        <DialogTrigger>
          <Button className={`${styles.button} ${styles.sheet}`}><ListFilter size="1rem" strokeWidth={1.5} aria-hidden="true" />Filters</Button>
          <Popover className={ui.popover ?? ''} placement="bottom end" offset={6}><Dialog className={styles.sheetBody ?? ''} aria-label="Filters">{side}</Dialog></Popover>
        </DialogTrigger>
        {mode === 'interventions' && <Subscribe desk={desk} locations={locations} people={people} />}
      </div>
    </div>
  );
}

function Subscribe({ desk, locations, people }: { desk: string; locations: readonly string[]; people: readonly string[] }) {
  const feed = (name: string, value: string): string => `${at(desk)}/interventions.ics?${name}=${encodeURIComponent(value)}`;
  return (
    <MenuTrigger>
      <Button className={styles.button ?? ''}><Rss size="1rem" strokeWidth={1.5} aria-hidden="true" />Subscribe</Button>
      <Popover className={ui.popover ?? ''} placement="bottom end" offset={6}>
        <Menu className={ui.menu ?? ''} aria-label="iCalendar feeds">
          <MenuItem href={`${at(desk)}/interventions.ics`} textValue="Whole desk" className={ui.item ?? ''}>Whole desk</MenuItem>
          <MenuSection><Header className={ui.section ?? ''}>Location</Header>{locations.map(name => <MenuItem key={name} id={`l${name}`} href={feed('location', name)} textValue={name} className={ui.item ?? ''}>{name}</MenuItem>)}</MenuSection>
          <MenuSection><Header className={ui.section ?? ''}>Technician</Header>{people.map(name => <MenuItem key={name} id={`t${name}`} href={feed('technician', name)} textValue={name} className={ui.item ?? ''}>{name}</MenuItem>)}</MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
