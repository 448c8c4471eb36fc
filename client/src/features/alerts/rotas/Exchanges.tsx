import { Plus, X } from 'lucide-react';
import { instantOf, localText } from '../../../shared/format/zone';
import { serverNow } from '../../../shared/tick/clock';
import form from '../../../shared/ui/form.module.css';
import type { Rota, RotaPerson } from '../../../shared/wire/alerts';
import styles from './Rotas.module.css';

/** Somebody stands in, as it is typed. */
export interface ExchangeText {
  from: string;
  until: string;
  person: string;
}

const day = 86_400_000;

export const textOfExchanges = (exchanges: Rota['exchanges'], zone: string): readonly ExchangeText[] =>
  exchanges.map(({ from, until, person }) => ({
    from: localText(Date.parse(from), zone),
    until: localText(Date.parse(until), zone),
    person,
  }));

/** As they are sent; null where one says no times. */
export function exchangesOf(shown: readonly ExchangeText[], zone: string): Rota['exchanges'] | null {
  const exchanges = shown.map(({ from, until, person }) => ({
    from: instantOf(from, zone),
    until: instantOf(until, zone),
    person,
  }));
  return exchanges.some(({ from, until }) => from === null || until === null || until <= from)
    ? null
    : exchanges.map(({ from, until, person }) => ({
        from: new Date(from!).toISOString(),
        until: new Date(until!).toISOString(),
        person,
      }));
}

/** Who stands in for whoever's turn it is, and when. */
export function Exchanges({
  people,
  zone,
  shown,
  onChange,
}: {
  people: readonly RotaPerson[];
  zone: string;
  shown: readonly ExchangeText[];
  onChange: (shown: readonly ExchangeText[]) => void;
}) {
  const change = (at: number, more: Partial<ExchangeText>): void =>
    onChange(shown.map((each, index) => (index === at ? { ...each, ...more } : each)));
  return (
    <div className={styles.order} role="group" aria-label="Exchanges">
      {shown.map(({ from, until, person }, at) => (
        <div key={at} className={styles.exchange}>
          <select
            className={form.select}
            aria-label="Who stands in"
            value={person}
            onChange={({ target }) => change(at, { person: target.value })}
          >
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
          <input
            className={form.input}
            type="datetime-local"
            aria-label="Stands in from"
            value={from}
            onChange={({ target }) => change(at, { from: target.value })}
          />
          <input
            className={form.input}
            type="datetime-local"
            aria-label="Stands in until"
            value={until}
            onChange={({ target }) => change(at, { until: target.value })}
          />
          <button
            type="button"
            aria-label="Without this exchange"
            onClick={() => onChange(shown.filter((_, index) => index !== at))}
          >
            <X size="1rem" strokeWidth={1.5} aria-hidden="true" />
          </button>
        </div>
      ))}
      {people.length > 0 && (
        <button
          type="button"
          className={form.button}
          onClick={() =>
            onChange([
              ...shown,
              {
                from: localText(serverNow(), zone),
                until: localText(serverNow() + day, zone),
                person: people[0]!.id,
              },
            ])
          }
        >
          <Plus size="1rem" strokeWidth={1.5} aria-hidden="true" />
          <bdi>Somebody stands in</bdi>
        </button>
      )}
    </div>
  );
}
