import styles from './Switch.module.css';

/** On or off, at once. */
export const Switch = ({
  label,
  isOn,
  isDisabled = false,
  onSwitch,
}: {
  label: string;
  isOn: boolean;
  isDisabled?: boolean;
  onSwitch: (isOn: boolean) => void;
}) => (
  <button
    type="button"
    role="switch"
    aria-checked={isOn}
    aria-label={label}
    className={styles.switch}
    disabled={isDisabled}
    onClick={() => onSwitch(!isOn)}
  >
    <i />
  </button>
);
