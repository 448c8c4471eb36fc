import { useTick } from '../tick/ticker';
import { FlagSign } from './Entry';
import { flagsOf, type Flag, type Item } from './items';
import type { Shown } from './address';
import { LocationCode } from './LocationCode';
import type { Look } from './looks';
import looksCss from './Looks.module.css';
import styles from './Calendar.module.css';

const flags: readonly [Flag, string][] = [['conflict', 'Conflict'], ['afterSla', 'After SLA'], ['overdue', 'Overdue']];

interface Props { items: readonly Item[]; looks: ReadonlyMap<string, Look>; onRecode: (name: string, code: string) => Promise<string | null>; shown: Shown; onChange: (more: Partial<Shown>) => void }

/** Locations as filter and legend in one, team, technician, and what needs attention; counts are of the days in sight. */
export function Side({ items, looks, onRecode, shown, onChange }: Props) {
  const names = [...new Set(items.map(item => item.location ?? ''))].concat(shown.locations.filter(name => !items.some(item => (item.location ?? '') === name))).sort((a, b) => a.localeCompare(b));
  const counts = useTick(now => flags.map(([flag]) => items.filter(item => flagsOf(item, now).includes(flag)).length).join(' ')).split(' ').map(Number);
  const toggle = (name: string): void => onChange({ locations: shown.locations.includes(name) ? shown.locations.filter(other => other !== name) : [...shown.locations, name] });
  return (
    <aside className={styles.side} aria-label="Filters">
      <h3>Locations</h3>
      <ul>{names.map(name => {
        const look = looks.get(name), count = items.filter(item => (item.location ?? '') === name).length;
        return (
          <li key={name} className={styles.place}>
            <button type="button" className={styles.location} aria-pressed={shown.locations.includes(name)} onClick={() => toggle(name)}>
              <i className={`${styles.swatch} ${looksCss.band} ${looksCss[`h${look?.hue ?? 9}`]} ${looksCss[`p${look?.pattern ?? 0}`]}`} aria-hidden="true" />
              <span className="hidden-text">{`${look?.code ?? ''} ${name || 'no location'}, ${count}`}</span>
              <b aria-hidden="true">{look?.code ?? '–'}</b><span aria-hidden="true">{name || 'no location'}</span><small aria-hidden="true">{count}</small>
            </button>
            {name && look && <LocationCode name={name} code={look.code} onRecode={onRecode} />}
          </li>
        );
      })}</ul>
      <Pick title="Team" all="All teams" values={items.map(item => item.team)} chosen={shown.team} onPick={team => onChange({ team })} />
      <Pick title={shown.mode === 'due' ? 'Assignee' : 'Technician'} all={shown.mode === 'due' ? 'Everybody' : 'All technicians'} values={items.map(item => item.person)} chosen={shown.person} onPick={person => onChange({ person })} />
      <h3>Needs attention</h3>
      <ul>{flags.filter(([flag]) => shown.mode === 'interventions' || flag === 'overdue').map(([flag, text]) => (
        <li key={flag}><button type="button" className={styles.location} aria-pressed={shown.flag === flag} onClick={() => onChange({ flag: shown.flag === flag ? null : flag })}><FlagSign flag={flag} className={styles.sign} /><span>{text}</span> <strong>{counts[flags.findIndex(([id]) => id === flag)]}</strong></button></li>
      ))}</ul>
      {(shown.locations.length > 0 || shown.team !== null || shown.person !== null || shown.flag) && <button type="button" className={styles.clear} onClick={() => onChange({ locations: [], team: null, person: null, flag: null })}>Clear filters</button>}
    </aside>
  );
}

function Pick({ title, all, values, chosen, onPick }: { title: string; all: string; values: readonly (string | null)[]; chosen: string | null; onPick: (value: string | null) => void }) {
  const names = [...new Set([...values.filter(value => value !== null), ...(chosen !== null ? [chosen] : [])])].sort((a, b) => a.localeCompare(b));
  return (
    <label className={styles.pick}>{title}
      <select value={chosen ?? ''} onChange={event => onPick(event.target.value || null)}><option value="">{all}</option>{names.map(name => <option key={name}>{name}</option>)}</select>
    </label>
  );
}
