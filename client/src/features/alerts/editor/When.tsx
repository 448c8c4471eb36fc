import { weekdays } from '../../../shared/format/serviceHours';
import form from '../../../shared/ui/form.module.css';
import styles from './Editor.module.css';
import type { Faults, Form } from './form';
import { Part, Segments } from './parts';

const hours = [
  { id: 'always', text: 'Always' },
  { id: 'service', text: 'Service hours' },
  { id: 'own', text: 'Own hours' },
] as const;

/** When somebody is told; what still fires when the hours begin is told then. */
export const When = ({
  rule,
  faults,
  onChange,
}: {
  rule: Form;
  faults: Faults;
  onChange: (more: Partial<Form>) => void;
}) => (
  <Part title="When" fault={faults['hours']}>
    <Segments label="When" options={hours} chosen={rule.hours} onChoose={(each) => onChange({ hours: each })} />
    {rule.hours === 'own' && (
      <div className={styles.week}>
        {weekdays.map((day) => (
          <label key={day} className={form.label}>
            <span>{day}</span>
            <input
              className={form.input}
              placeholder="nobody"
              value={rule.week[day] ?? ''}
              onChange={({ target }) => onChange({ week: { ...rule.week, [day]: target.value } })}
            />
          </label>
        ))}
      </div>
    )}
    {rule.hours !== 'always' && (
      <p className={form.hint}>What still fires when these hours begin is told then; outside them nobody is.</p>
    )}
  </Part>
);
