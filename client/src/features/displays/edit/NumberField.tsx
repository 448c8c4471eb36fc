import form from '../../../shared/ui/form.module.css';

interface Props {
  label: string;
  value: number;
  least: number;
  most: number;
  step?: number;
  onChange: (value: number) => void;
}

/** A number within its bounds. */
export const NumberField = ({ label, value, least, most, step = 1, onChange }: Props) => (
  <label className={form.label}>
    <span>{label}</span>
    <input
      type="number"
      className={form.input}
      required
      min={least}
      max={most}
      step={step}
      value={Number.isFinite(value) ? value : ''}
      onChange={({ target }) => onChange(target.valueAsNumber)}
    />
  </label>
);
