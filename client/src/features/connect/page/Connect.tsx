import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import form from '../../../shared/ui/form.module.css';
import { get, reasonOf } from '../../../shared/wire/api';
import type { ShippedSystem } from '../../../shared/wire/generated';
import { configurationOf, databases, loginOf } from '../data/configuration';
import styles from './Connect.module.css';

/** How an ITSM is connected: the product, its database and options, and the lines that the configuration wants. */
export function Connect() {
  const [systems, setSystems] = useState<readonly ShippedSystem[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    get<ShippedSystem[]>('/api/systems', stop.signal).then(setSystems, (error: unknown) => {
      if (!stop.signal.aborted) setFault(reasonOf(error));
    });
    return () => stop.abort();
  }, []);
  return (
    <section className={styles.part} aria-labelledby="connect-heading">
      <h3 id="connect-heading">Connect an ITSM</h3>
      <p>
        Apollo reads an ITSM by SQL alone, with a login that can only read, and writes nothing there. What maps to what
        stands on the product's page in <code translate="no">docs/</code>.
      </p>
      {fault !== null && (
        <p className={form.fault} role="alert">
          {fault}
        </p>
      )}
      {systems.length > 0 && <Choices systems={systems} />}
    </section>
  );
}

function Choices({ systems }: { systems: readonly ShippedSystem[] }) {
  const [id, setId] = useState(systems[0]!.id);
  const [wanted, setWanted] = useState<string>();
  const [own, setOwn] = useState('');
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [wallZone, setWallZone] = useState('');
  const system = systems.find((one) => one.id === id)!;
  const provider = system.providers.includes(wanted ?? '') ? wanted! : system.providers[0]!;
  const { database, sql } = loginOf(system, provider, own);
  return (
    <>
      <div className={styles.options}>
        <label className={form.label}>
          Product
          <select className={form.select} value={id} onChange={(event) => setId(event.target.value)}>
            {systems.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
          </select>
        </label>
        <label className={form.label}>
          Its database
          <select className={form.select} value={provider} onChange={(event) => setWanted(event.target.value)}>
            {system.providers.map((one) => (
              <option key={one} value={one}>
                {databases[one]?.text ?? one}
              </option>
            ))}
          </select>
        </label>
        {provider !== 'Sqlite' && (
          <label className={form.label}>
            Name of the database
            <input
              className={form.input}
              autoComplete="off"
              placeholder={loginOf(system, provider).database}
              value={own}
              onChange={(event) => setOwn(event.target.value)}
            />
          </label>
        )}
        {system.timeZone !== null && (
          <label className={form.label}>
            <bdi>{system.timeZone}</bdi>
            <input
              className={form.input}
              autoComplete="off"
              placeholder="UTC"
              value={wallZone}
              onChange={(event) => setWallZone(event.target.value)}
            />
          </label>
        )}
        {system.options.map(({ name, title, default: usual, required }) => (
          <label key={`${id}.${name}`} className={form.label}>
            <bdi>{required ? `${title ?? name} (required)` : (title ?? name)}</bdi>
            <input
              className={form.input}
              name={name}
              autoComplete="off"
              placeholder={usual ?? ''}
              value={values[name] ?? ''}
              onChange={(event) => setValues({ ...values, [name]: event.target.value })}
            />
          </label>
        ))}
      </div>
      {sql !== null && (
        <>
          <h4>Once, in that database: a login that can only read</h4>
          <p>Who administers the database runs this there, with a password of your own.</p>
          <Lines key={sql} title="SQL" text={sql} />
        </>
      )}
      <h4>Then, for Apollo</h4>
      <p>
        Put these lines into <code translate="no">appsettings.json</code> of the folder that Apollo is started in, with
        the connection string of your login, and start it again. Then check it here.
      </p>
      <Lines title="appsettings.json" text={configurationOf(system, provider, database, values, wallZone)} />
    </>
  );
}

function Lines({ title, text }: { title: string; text: string }) {
  const [copied, setCopied] = useState<string>();
  const [isRefused, setRefused] = useState(false);
  const copy = (): void =>
    void Promise.resolve()
      .then(() => navigator.clipboard.writeText(text))
      .then(
        () => setCopied(text),
        () => setRefused(true),
      );
  const isCopied = copied === text;
  const Sign = isCopied ? Check : Copy;
  return (
    <div className={styles.code}>
      <div className={styles.bar}>
        <span translate="no">{title}</span>
        <button type="button" className={form.button} onClick={copy}>
          <Sign size="1rem" strokeWidth={1.5} aria-hidden="true" />
          <bdi>{isCopied ? 'Copied' : 'Copy'}</bdi>
        </button>
      </div>
      <pre translate="no">{text}</pre>
      <p role="status" className={styles.sum}>
        {isRefused ? 'The browser does not let the page copy: mark the lines and copy them.' : ''}
      </p>
    </div>
  );
}
