import { Eye, EyeOff, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import styles from './SignIn.module.css';

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** What the browser's keeper of passwords takes it for. */
  autoComplete: 'current-password' | 'new-password';
  describedBy?: string;
  input?: React.RefObject<HTMLInputElement | null>;
  isFirst?: boolean;
}

/** A password: it can be looked at, and caps lock is told. */
export function PasswordField({ label, value, onChange, autoComplete, describedBy, input, isFirst = false }: Props) {
  const [isShown, setShown] = useState(false);
  const [isCaps, setCaps] = useState(false);
  const look = (event: React.KeyboardEvent): void => setCaps(event.getModifierState('CapsLock'));
  return (
    <div className={styles.label}>
      <label htmlFor={`password-${autoComplete}`}>{label}</label>
      <span className={isShown ? `${styles.field} ${styles.isShown}` : styles.field}>
        <input
          id={`password-${autoComplete}`}
          ref={input}
          type={isShown ? 'text' : 'password'}
          required
          autoFocus={isFirst}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={256}
          value={value}
          aria-describedby={describedBy}
          onKeyDown={look}
          onKeyUp={look}
          onBlur={() => setCaps(false)}
          onChange={(event) => onChange(event.target.value)}
        />
        <button
          type="button"
          className={styles.eye}
          aria-label={isShown ? 'Hide the password' : 'Show the password'}
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? (
            <EyeOff size="1rem" strokeWidth={1.5} aria-hidden="true" />
          ) : (
            <Eye size="1rem" strokeWidth={1.5} aria-hidden="true" />
          )}
        </button>
      </span>
      <span role="status">
        {isCaps && (
          <span className={styles.caps}>
            <TriangleAlert size=".875rem" strokeWidth={1.5} aria-hidden="true" />
            <span>Caps lock is on.</span>
          </span>
        )}
      </span>
    </div>
  );
}
