import { StatusShape } from '../../../shared/kpi/shapes';
import { useDesk } from '../../../shared/store/desk';
import form from '../../../shared/ui/form.module.css';
import styles from './Editor.module.css';
import type { Faults, Form, LevelText } from './form';
import { scaleOf } from './kinds';
import { Part } from './parts';

const severities = ['warning', 'critical'] as const;
const words = { warning: 'Warning', critical: 'Critical' } as const;

/** From where on, for how long, and where it ends. */
export function Limits({
  rule,
  faults,
  onChange,
}: {
  rule: Form;
  faults: Faults;
  onChange: (more: Partial<Form>) => void;
}) {
  const definition = useDesk((state) => state.catalogue[rule.kpi]);
  const { unit } = scaleOf(rule.what, definition);
  const side = rule.above ? 'fires at or above' : 'fires below';
  const change = (severity: (typeof severities)[number], more: Partial<LevelText>): void =>
    onChange({ [severity]: { ...rule[severity], ...more } });
  const fault = faults['warning'] ?? faults['critical'] ?? faults['above'];
  return (
    <Part title="Limits" fault={fault}>
      {rule.what === 'kpi' && definition?.better === 'neither' && (
        <label className={form.label}>
          Which side is bad
          <select
            className={form.select}
            value={rule.above ? 'above' : 'below'}
            onChange={({ target }) => onChange({ above: target.value === 'above' })}
          >
            <option value="above">at or above a limit</option>
            <option value="below">below a limit</option>
          </select>
        </label>
      )}
      <table className={styles.limits}>
        <thead>
          <tr>
            <td />
            <th scope="col">{side}</th>
            <th scope="col">for</th>
            <th scope="col">{rule.above ? 'recovers below' : 'recovers at'}</th>
          </tr>
        </thead>
        <tbody>
          {severities.map((severity) => (
            <tr key={severity}>
              <th scope="row">
                <StatusShape status={severity} className={styles.shape} />
                <bdi>{words[severity]}</bdi>
              </th>
              {(
                [
                  ['at', side, unit],
                  ['for', 'for', 'min'],
                  ['recover', 'recovers', unit],
                ] as const
              ).map(([field, name, word]) => (
                <td key={field}>
                  <span className={styles.field}>
                    <input
                      className={form.input}
                      inputMode="text"
                      aria-label={`${words[severity]} ${name}`}
                      aria-invalid={faults[severity] !== undefined}
                      value={rule[severity][field]}
                      placeholder={field === 'at' ? 'none' : field === 'for' ? '0' : rule[severity].at}
                      onChange={({ target }) => change(severity, { [field]: target.value })}
                    />
                    <bdi>{word}</bdi>
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rule.what === 'kpi' && rule.scope === 'desk' && (
        <label className={styles.repeat}>
          <span>Told</span>
          <input
            className={form.input}
            placeholder="0"
            value={rule.ahead}
            onChange={({ target }) => onChange({ ahead: target.value })}
          />
          <span>min before the clock alone carries it over</span>
        </label>
      )}
    </Part>
  );
}
