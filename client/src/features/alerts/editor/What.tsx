import { useDesk } from '../../../shared/store/desk';
import { boardGroups } from '../../../shared/kpi/order';
import form from '../../../shared/ui/form.module.css';
import { useAnswer } from '../../../shared/ui/useAnswer';
import { at } from '../../../shared/wire/api';
import type { KpiResult } from '../../../shared/wire/wire';
import styles from './Editor.module.css';
import type { Faults, Form } from './form';
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
}

/** Which number, and of whom. */
export function What({ rule, faults, onChange, onKpi }: Props) {
  const catalogue = useDesk((state) => state.catalogue);
  const order = useDesk((state) => state.order);
  const definition = catalogue[rule.kpi];
  return (
    <Part title="What" fault={faults['name'] ?? faults['kpi'] ?? faults['dimension'] ?? faults['group']}>
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
                  {dimension}
                </option>
              ))}
            </select>
          </label>
          {rule.scope === 'one' && (
            <GroupField rule={rule} isWrong={faults['group'] !== undefined} onChange={onChange} />
          )}
        </div>
      )}
    </Part>
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
