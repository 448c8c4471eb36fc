import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import styles from './ui.module.css';

const quiet = 300;

interface Props {
  label: string;
  text: string;
  onChange: (text: string) => void;
  input?: React.RefObject<HTMLInputElement | null>;
}

/** A field that narrows the rows as a person types; it asks when the fingers rest. */
export function SearchBox({ label, text, onChange, input }: Props) {
  const [typed, setTyped] = useState(text);
  const [known, setKnown] = useState(text);
  // Another search came by the address (a link, or Clear): it is shown.
  if (known !== text) {
    setKnown(text);
    setTyped(text);
  }
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    if (typed === text) return;
    const timer = setTimeout(() => latest.current(typed), quiet);
    return () => clearTimeout(timer);
  }, [typed, text]);
  return (
    <label className={styles.search}>
      <Search size="1rem" strokeWidth={1.5} aria-hidden="true" />
      <span className="hidden-text">{label}</span>
      <input
        ref={input}
        type="search"
        dir="auto"
        value={typed}
        placeholder={label}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && typed) {
            event.stopPropagation();
            setTyped('');
          }
        }}
      />
    </label>
  );
}
