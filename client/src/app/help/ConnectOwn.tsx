import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useWho } from '../../shared/access/who';
import { configuration, providers, type Provider } from './connect';
import styles from './ConnectOwn.module.css';

const further =
  'System is the name of a shipped one, or the path of a folder with your SQL files; how to write them stands in ' +
  'docs/connect-an-itsm.md, every key in docs/configuration.md.';

/** The lines that connect an ITSM of one's own, by its database, to be copied. */
export default function ConnectOwn({ left }: { left: () => void }) {
  const isAdmin = useWho(({ who }) => who?.admin ?? false);
  const [provider, setProvider] = useState<Provider>(providers[0]);
  const [copied, setCopied] = useState<'no' | 'yes' | 'refused'>('no');
  const text = configuration(provider);
  const copy = (): void =>
    void Promise.resolve()
      .then(() => navigator.clipboard.writeText(text))
      .then(
        () => setCopied('yes'),
        () => setCopied('refused'),
      );
  return (
    <div className={styles.own}>
      <p>
        Apollo reads an ITSM by SQL alone, with a login that can only read. Put these lines into{' '}
        <code translate="no">appsettings.Production.json</code> beside the program, and start it again:
      </p>
      <div className={styles.choice} role="group" aria-label="Database of the ITSM">
        {providers.map((one) => (
          <button
            key={one.id}
            type="button"
            translate="no"
            aria-pressed={one === provider}
            onClick={() => {
              setProvider(one);
              setCopied('no');
            }}
          >
            {one.text}
          </button>
        ))}
      </div>
      <div className={styles.lines}>
        <pre translate="no">{text}</pre>
        <button type="button" className={styles.copy} onClick={copy}>
          {copied === 'yes' ? (
            <Check size="1rem" strokeWidth={1.5} aria-hidden="true" />
          ) : (
            <Copy size="1rem" strokeWidth={1.5} aria-hidden="true" />
          )}
          <span>{copied === 'yes' ? 'Copied' : 'Copy'}</span>
        </button>
      </div>
      <p role="status" className={styles.note}>
        {copied === 'refused' ? 'The browser does not let the page copy: mark the lines and copy them.' : further}
      </p>
      {isAdmin && (
        <p>
          <Link href="/connect" className={styles.link} onClick={left}>
            Request Tracker, Redmine, GLPI, Znuny or Zammad, and a check of how a desk is read
          </Link>
        </p>
      )}
    </div>
  );
}
