import { useMemo, useState } from 'react';
import type { Shown } from '../address/address';
import { Band } from '../entry/Band';
import type { Item } from '../../../shared/schedule/items';
import { useMay } from '../../../shared/access/who';
import { LocationCode } from './LocationCode';
import type { Badge } from '../../../shared/schedule/badges';
import styles from './Side.module.css';

interface Props {
  items: readonly Item[];
  badges: ReadonlyMap<string, Badge>;
  onRecode: (name: string, code: string) => Promise<string | null>;
  shown: Shown;
  onChange: (more: Partial<Shown>) => void;
}

/** More than so many are searched. */
const many = 15;

/** The locations of the days in sight; "no location" stands last. */
export function Locations({ items, badges, onRecode, shown, onChange }: Props) {
  const [search, setSearch] = useState('');
  const mayRecode = useMay('manager');
  const counts = useMemo(() => {
    const counts = new Map<string, number>(shown.locations.map((name) => [name, 0]));
    for (const item of items) counts.set(item.location ?? '', (counts.get(item.location ?? '') ?? 0) + 1);
    return [...counts].toSorted(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a.localeCompare(b)));
  }, [items, shown.locations]);
  const asked = search.trim().toLowerCase();
  const found = counts.filter(
    ([name]) =>
      counts.length <= many ||
      asked === '' ||
      shown.locations.includes(name) ||
      `${badges.get(name)?.code ?? ''} ${name || 'no location'}`.toLowerCase().includes(asked),
  );
  const toggle = (name: string): void =>
    onChange({
      locations: shown.locations.includes(name)
        ? shown.locations.filter((other) => other !== name)
        : [...shown.locations, name],
    });
  return (
    <section
      className={styles.locations}
      aria-label="Locations"
      style={{ '--count': found.length } as React.CSSProperties}
    >
      <h3>Locations{counts.length > many && <small>{counts.length}</small>}</h3>
      {counts.length > many && (
        <input
          type="search"
          className={styles.search}
          aria-label="Search locations"
          placeholder="Search"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      <ul className={styles.list}>
        {found.map(([name, count]) => {
          const badge = badges.get(name);
          return (
            <li key={name} className={styles.place}>
              <button
                type="button"
                className={styles.row}
                aria-pressed={shown.locations.includes(name)}
                title={name.length > 14 ? name : undefined}
                onClick={() => toggle(name)}
              >
                <Band badge={badge} className={styles.swatch} />
                <span className="hidden-text">{`${badge?.code ?? ''} ${name || 'no location'}, ${count}`}</span>
                <b aria-hidden="true">{badge?.code ?? '–'}</b>
                <span aria-hidden="true">{name || 'no location'}</span>
                <small aria-hidden="true">{count}</small>
              </button>
              {mayRecode && name && badge && <LocationCode name={name} code={badge.code} onRecode={onRecode} />}
            </li>
          );
        })}
      </ul>
      {found.length === 0 && (
        <p className={styles.none}>{asked ? 'No location of that name.' : 'None in these days.'}</p>
      )}
    </section>
  );
}
