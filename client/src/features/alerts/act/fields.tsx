import form from '../../../shared/ui/form.module.css';

const longest = 200;

/** What is said where a silence has no reason. */
export const noReason = 'Say why: others read it.';

interface Field {
  value: string;
  onChange: (value: string) => void;
}

/** Why nobody is told for a while. */
export const Reason = ({ value, onChange, ...more }: Field & { autoFocus?: boolean; faultId?: string }) => (
  <label className={form.label}>
    Why
    <input
      className={form.input}
      autoFocus={more.autoFocus}
      required
      maxLength={longest}
      value={value}
      aria-describedby={more.faultId}
      onChange={({ target }) => onChange(target.value)}
    />
  </label>
);

/** An instant by the desk's clock. */
export const Instant = ({ label, value, onChange }: Field & { label: string }) => (
  <label className={form.label}>
    <span>{label}</span>
    <input
      className={form.input}
      type="datetime-local"
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  </label>
);
