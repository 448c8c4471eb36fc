import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { useDesk } from '../../../shared/store/desk';
import { noGroup } from '../../../shared/store/group';
import form from '../../../shared/ui/form.module.css';
import { useAnswer } from '../../../shared/ui/useAnswer';
import type { DeskRight, Role } from '../../../shared/wire/people';
import styles from './Rights.module.css';
import { deskName, everyDesk, freshRight, personRoles, withRole } from './rights';
import { useTeams } from './useTeams';

interface Props {
  rights: readonly DeskRight[];
  onChange: (rights: readonly DeskRight[]) => void;
}

/** What somebody may do, desk by desk. */
export function Rights({ rights, onChange }: Props) {
  const desks = useDesk((state) => state.desks);
  const free = desks.find(({ id }) => !rights.some(({ desk }) => desk === id));
  const isAdmin = rights.some(({ role }) => role === 'admin');
  const change = (at: number, right: DeskRight | null): void =>
    onChange(rights.flatMap((one, i) => (i !== at ? [one] : right ? [right] : [])));
  return (
    <div className={styles.rights}>
      {rights.map((right, i) => (
        <One
          key={i}
          right={right}
          isOnly={rights.length === 1}
          onChange={(next) => (next?.role === 'admin' ? onChange([next]) : change(i, next))}
        />
      ))}
      {free && !isAdmin && (
        <div>
          <button type="button" className={form.button} onClick={() => onChange([...rights, freshRight(free.id)])}>
            <Plus size="1rem" strokeWidth={1.5} aria-hidden="true" />
            <bdi>Another desk</bdi>
          </button>
        </div>
      )}
    </div>
  );
}

interface OneProps {
  right: DeskRight;
  isOnly: boolean;
  onChange: (right: DeskRight | null) => void;
}

function One({ right, isOnly, onChange }: OneProps) {
  const desks = useDesk((state) => state.desks);
  const { desk, role } = right;
  const setRole = (next: Role): void => {
    const changed = withRole(right, next);
    // An administrator's was all desks: another role is one of a desk.
    onChange(role === 'admin' && next !== 'admin' ? { ...changed, desk: desks[0]?.id ?? everyDesk } : changed);
  };
  return (
    <fieldset className={styles.right}>
      <legend>{deskName(desks, desk)}</legend>
      <label className={form.label}>
        <span>Role</span>
        <select className={form.select} value={role} onChange={(event) => setRole(event.target.value as Role)}>
          {personRoles.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      {role === 'admin' ? (
        <span />
      ) : (
        <label className={form.label}>
          <span>Desk</span>
          <select
            className={form.select}
            value={desk}
            onChange={(event) => onChange({ ...right, desk: event.target.value, teams: [], assignee: null })}
          >
            {desks.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            <option value={everyDesk}>all desks</option>
          </select>
        </label>
      )}
      {!isOnly && (
        <button
          type="button"
          className={styles.remove}
          aria-label={`Take away the role on ${deskName(desks, desk)}`}
          onClick={() => onChange(null)}
        >
          <X size="1rem" strokeWidth={1.5} aria-hidden="true" />
        </button>
      )}
      {role === 'member' && <Teams right={right} onChange={onChange} />}
      {(role === 'member' || role === 'manager') && desk !== everyDesk && (
        <Assignee right={right} onChange={onChange} />
      )}
    </fieldset>
  );
}

function Teams({ right, onChange }: { right: DeskRight; onChange: (right: DeskRight) => void }) {
  const { desk, teams } = right;
  const known = useTeams(desk === everyDesk ? null : desk, teams).filter((team) => team !== noGroup);
  const toggle = (team: string): void =>
    onChange({ ...right, teams: teams.includes(team) ? teams.filter((one) => one !== team) : [...teams, team] });
  return (
    <fieldset className={styles.teams}>
      <legend>Teams whose tickets they see</legend>
      {known.length === 0 && <p className={form.hint}>The desk names no teams yet.</p>}
      {known.map((team) => (
        <label key={team} className={form.check}>
          <input type="checkbox" checked={teams.includes(team)} onChange={() => toggle(team)} />
          <bdi>{team}</bdi>
        </label>
      ))}
    </fieldset>
  );
}

/** Who the person is in the ITSM: the names its tickets are assigned to and nobody here has yet. */
function Assignee({ right, onChange }: { right: DeskRight; onChange: (right: DeskRight) => void }) {
  const list = useId();
  const { data } = useAnswer<readonly string[]>(`/api/people/assignees?desk=${encodeURIComponent(right.desk)}`);
  return (
    <label className={`${form.label} ${styles.wide}`}>
      <span>Name in the ITSM, as its tickets are assigned</span>
      <input
        className={form.input}
        list={list}
        value={right.assignee ?? ''}
        maxLength={400}
        placeholder="nobody"
        onChange={(event) => onChange({ ...right, assignee: event.target.value || null })}
      />
      <datalist id={list}>
        {(data ?? []).map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </label>
  );
}
