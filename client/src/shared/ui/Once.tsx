import { Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import form from './form.module.css';
import styles from './Once.module.css';

/** A secret that is shown this once: copied from here, or made anew. */
export function Once({ label, secret, note }: { label: string; secret: string; note: string }) {
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    field.current?.select();
    try {
      // Without https there is no clipboard to write to; the older way still works there.
      if (navigator.clipboard) await navigator.clipboard.writeText(secret);
      else if (!document.execCommand('copy')) throw new Error();
      setSaid('Copied.');
    } catch {
      setSaid('The browser did not copy it: press Ctrl+C.');
    }
  };
  return (
    <div className={styles.once}>
      <label>
        <span className="hidden-text">{label}</span>
        <input ref={field} readOnly value={secret} onFocus={(event) => event.target.select()} />
      </label>
      <p>{note}</p>
      <div>
        <button type="button" className={form.main} autoFocus onClick={() => void copy()}>
          <Copy size="1rem" strokeWidth={1.5} aria-hidden="true" />
          <bdi>Copy</bdi>
        </button>
      </div>
      <p role="status">{said}</p>
    </div>
  );
}
