import form from '../../../shared/ui/form.module.css';
import styles from './Editor.module.css';
import type { Faults, Form } from './form';
import { Part, Segments } from './parts';

const clocks = [
  { id: 'service', text: 'Service time' },
  { id: 'clock', text: 'By the clock' },
] as const;

/** How long before a ticket is due somebody is told. */
export const Due = ({
  rule,
  faults,
  onChange,
}: {
  rule: Form;
  faults: Faults;
  onChange: (more: Partial<Form>) => void;
}) => (
  <Part title="Limits" fault={faults['before']}>
    <label className={styles.repeat}>
      <span>Told</span>
      <input
        className={form.input}
        aria-invalid={faults['before'] !== undefined}
        placeholder="0"
        value={rule.before}
        onChange={({ target }) => onChange({ before: target.value })}
      />
      <span>min before it is due</span>
    </label>
    {rule.before.trim() !== '' && (
      <Segments
        label="Before it is due"
        options={clocks}
        chosen={rule.clock ? 'clock' : 'service'}
        onChoose={(each) => onChange({ clock: each === 'clock' })}
      />
    )}
    <p className={form.hint}>
      Told before it is due it is a warning, told when it is due (0 min) it is critical. Nobody is told while the ticket
      is on hold.
    </p>
  </Part>
);
