import form from '../../../shared/ui/form.module.css';
import type { Settings } from '../data/fleet';
import styles from './EditDisplay.module.css';

interface Props {
  night: Settings['night'];
  onChange: (night: Settings['night']) => void;
}

const usual = { from: '20:00', to: '06:00' };

/** When the display is dimmed, or black but for a small clock. */
export function NightField({ night, onChange }: Props) {
  const hours = { from: night?.from ?? usual.from, to: night?.to ?? usual.to };
  return (
    <div className={styles.three}>
      <label className={form.label}>
        <span>At night</span>
        <select
          className={form.select}
          value={night === null ? 'off' : night.black ? 'black' : 'dimmed'}
          onChange={({ target: { value } }) =>
            onChange(value === 'off' ? null : { ...hours, black: value === 'black' })
          }
        >
          <option value="off">As by day</option>
          <option value="dimmed">Dimmed</option>
          <option value="black">Black, with a small clock</option>
        </select>
      </label>
      {(['from', 'to'] as const).map((end) => (
        <label key={end} className={form.label}>
          <span>{end === 'from' ? 'From' : 'To'}</span>
          <input
            type="time"
            className={form.input}
            required
            disabled={night === null}
            value={hours[end]}
            onChange={({ target }) => night && onChange({ ...night, [end]: target.value })}
          />
        </label>
      ))}
    </div>
  );
}
