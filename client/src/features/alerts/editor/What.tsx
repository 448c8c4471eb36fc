import { dimensionWord } from '../../../shared/store/breakdowns';
import { useDesk } from '../../../shared/store/desk';
import { boardGroups } from '../../../shared/kpi/order';
import form from '../../../shared/ui/form.module.css';
import { useAnswer } from '../../../shared/ui/useAnswer';
import { at } from '../../../shared/wire/api';
import type { KpiResult } from '../../../shared/wire/wire';
import { useMay } from '../../../shared/access/who';
import styles from './Editor.module.css';
import type { Faults, Form } from './form';
import { isOfDisplays, watched, type Watched } from './kinds';
import { Part, Segments } from './parts';

const scopes = [
  { id: 'desk', text: 'Whole desk' },
  { id: 'one', text: 'One group' },
  { id: 'every', text: 'Every group' },
] as const;

interface Props {
  rule: Form;
  faults: Faults;
  onChange: (more: Partial<Form>) => void;
  /** Another number has other limits. */
  onKpi: (kpi: string) => void;
  /** Something else is watched. */
  onWhat: (what: Watched) => void;
}

/** Which number, and of whom; or which tickets, which displays. */
export function What({ rule, faults, onChange, onKpi, onWhat }: Props) {
  const isManager = useMay('manager');
  const fault = ['name', 'of', 'kpi', 'dimension', 'group', 'filter'].map((field) => faults[field]).find(Boolean);
  return (
    <Part title="What" fault={fault}>
      <label className={form.label}>
        Name
        <input
          className={form.input}
          maxLength={80}
          value={rule.name}
          aria-invalid={faults['name'] !== undefined}
          onChange={({ target }) => onChange({ name: target.value })}
        />
      </label>
      {(isManager || rule.what !== 'kpi') && (
        <label className={form.label}>
          Watches
          <select className={form.select} value={rule.what} onChange={({ target }) => onWhat(target.value as Watched)}>
            {watched.map(({ id, text }) => (
              <option key={id} value={id}>
                {text}
              </option>
            ))}
          </select>
        </label>
      )}
      {watched.find(({ id }) => id === rule.what)?.kind === 'ticket' && (
        <label className={form.label}>
          Which tickets, as a filter of the lists
          <input
            className={form.input}
            maxLength={2000}
            spellCheck={false}
            placeholder="all that are open"
            value={rule.filter}
            aria-invalid={faults['filter'] !== undefined}
            onChange={({ target }) => onChange({ filter: target.value })}
          />
          <span className={form.hint}>Such as: priority &lt;= 2 and team = Network</span>
        </label>
      )}
      {isOfDisplays(rule.what) && <DisplayField rule={rule} onChange={onChange} />}
      {rule.what === 'kpi' && <NumberFields rule={rule} faults={faults} onChange={onChange} onKpi={onKpi} />}
    </Part>
  );
}

/** Which number of the desk, and of which group. */
function NumberFields({ rule, faults, onChange, onKpi }: Omit<Props, 'onWhat'>) {
  const catalogue = useDesk((state) => state.catalogue);
  const order = useDesk((state) => state.order);
  const definition = catalogue[rule.kpi];
  return (
    <>
      <div className={styles.two}>
        <label className={form.label}>
          Number
          <select className={form.select} value={rule.kpi} onChange={({ target }) => onKpi(target.value)}>
            {boardGroups(catalogue, order).map(({ name, ids }) => (
              <optgroup key={name} label={name}>
                {ids.map((id) => (
                  <option key={id} value={id}>
                    {catalogue[id]!.title}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
        <div className={form.label}>
          <span>Applies to</span>
          <Segments
            label="Applies to"
            options={(definition?.breakdowns.length ?? 0) > 0 ? scopes : scopes.slice(0, 1)}
            chosen={rule.scope}
            onChoose={(scope) => onChange({ scope })}
          />
        </div>
      </div>
      {rule.scope !== 'desk' && (
        <div className={styles.two}>
          <label className={form.label}>
            By
            <select
              className={form.select}
              value={rule.dimension}
              onChange={({ target }) => onChange({ dimension: target.value, group: '' })}
            >
              {(definition?.breakdowns ?? []).map((dimension) => (
                <option key={dimension} value={dimension}>
                  {dimensionWord(dimension)}
                </option>
              ))}
            </select>
          </label>
          {rule.scope === 'one' && (
            <GroupField rule={rule} isWrong={faults['group'] !== undefined} onChange={onChange} />
          )}
        </div>
      )}
    </>
  );
}

/** One of the desk's wall displays, or each. */
function DisplayField({ rule, onChange }: Pick<Props, 'rule' | 'onChange'>) {
  const { data } = useAnswer<readonly { name: string }[]>('/api/displays');
  return (
    <label className={form.label}>
      Display
      <input
        className={form.input}
        list="rule-displays"
        maxLength={400}
        placeholder="each of the desk"
        value={rule.display}
        onChange={({ target }) => onChange({ display: target.value })}
      />
      <datalist id="rule-displays">
        {(data ?? []).map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </label>
  );
}

/** One of the groups that there are now, or one that may come. */
function GroupField({
  rule,
  isWrong,
  onChange,
}: {
  rule: Form;
  isWrong: boolean;
  onChange: (more: Partial<Form>) => void;
}) {
  const desk = useDesk((state) => state.desk?.id);
  const { data } = useAnswer<KpiResult>(desk && rule.kpi ? `${at(desk)}/kpis/${encodeURIComponent(rule.kpi)}` : null);
  const names = Object.keys(data?.groups?.[rule.dimension] ?? {}).toSorted((a, b) =>
    a.localeCompare(b, undefined, { numeric: true }),
  );
  return (
    <label className={form.label}>
      Group
      <input
        className={form.input}
        list="rule-groups"
        maxLength={400}
        value={rule.group}
        aria-invalid={isWrong}
        onChange={({ target }) => onChange({ group: target.value })}
      />
      <datalist id="rule-groups">
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </label>
  );
}
