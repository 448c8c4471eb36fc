import { useMemo } from 'react';
import { whole } from '../../../shared/format/number';
import { useTick } from '../../../shared/tick/ticker';
import type { Shown } from '../address/address';
import { FlagSign } from '../entry/Flags';
import { flags, flagsOf, type Flag, type Item } from '../../../shared/schedule/items';
import { Locations } from './Locations';
import type { Badge } from '../../../shared/schedule/badges';
import styles from './Side.module.css';

const words: Record<Flag, string> = { conflict: 'Conflict', afterSla: 'After SLA', overdue: 'Overdue' };

interface Props {
  /** Those of the days in sight: what is counted. */
  items: readonly Item[];
  /** All that are known: whom and which team one may pick. */
  all: readonly Item[];
  badges: ReadonlyMap<string, Badge>;
  onRecode: (name: string, code: string) => Promise<string | null>;
  shown: Shown;
  onChange: (more: Partial<Shown>) => void;
}

/** Whether anything is filtered, and how much. */
export const filtersOf = (shown: Shown): number =>
  shown.locations.length + [shown.team, shown.person, shown.flag].filter((value) => value !== null).length;

/**
 * Locations as filter and legend in one, team, technician, and what needs attention; counts are of the days in sight.
 */
export function Side({ items, all, badges, onRecode, shown, onChange }: Props) {
  const counts = useTick((now) =>
    flags.map((flag) => items.filter((item) => flagsOf(item, now).includes(flag)).length).join(' '),
  )
    .split(' ')
    .map(Number);
  const due = shown.mode === 'due';
  return (
    <aside className={styles.side} aria-label="Filters">
      <Locations items={items} badges={badges} onRecode={onRecode} shown={shown} onChange={onChange} />
      <Pick
        title="Team"
        all="All teams"
        many={(n) => `All ${whole(n)} teams`}
        values={useMemo(() => all.map((item) => item.team), [all])}
        chosen={shown.team}
        onPick={(team) => onChange({ team })}
      />
      <Pick
        title={due ? 'Assignee' : 'Technician'}
        all={due ? 'Everybody' : 'All technicians'}
        many={(n) => (due ? `All ${whole(n)} assignees` : `All ${whole(n)} technicians`)}
        values={useMemo(() => all.map((item) => item.person), [all])}
        chosen={shown.person}
        onPick={(person) => onChange({ person })}
      />
      <h3>Needs attention</h3>
      <ul>
        {flags.map(
          (flag, i) =>
            (!due || flag === 'overdue') && (
              <li key={flag}>
                <button
                  type="button"
                  className={styles.row}
                  aria-pressed={shown.flag === flag}
                  onClick={() => onChange({ flag: shown.flag === flag ? null : flag })}
                >
                  <FlagSign flag={flag} />
                  <span>{words[flag]}</span> <strong>{counts[i]}</strong>
                </button>
              </li>
            ),
        )}
      </ul>
      {filtersOf(shown) > 0 && (
        <button
          type="button"
          className={styles.clear}
          onClick={() => onChange({ locations: [], team: null, person: null, flag: null })}
        >
          Clear filters
        </button>
      )}
    </aside>
  );
}

interface PickProps {
  title: string;
  all: string;
  many: (n: number) => string;
  values: readonly (string | null)[];
  chosen: string | null;
  onPick: (value: string | null) => void;
}

function Pick({ title, all, many, values, chosen, onPick }: PickProps) {
  const names = useMemo(
    () =>
      [...new Set([...values.filter((value) => value !== null), ...(chosen !== null ? [chosen] : [])])].toSorted(
        (a, b) => a.localeCompare(b),
      ),
    [values, chosen],
  );
  return (
    <label className={styles.pick}>
      <bdi>{title}</bdi>
      <select value={chosen ?? ''} onChange={(event) => onPick(event.target.value || null)}>
        <option value="">{names.length > 1 ? many(names.length) : all}</option>
        {names.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}
