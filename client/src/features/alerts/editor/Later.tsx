import { Plus, X } from 'lucide-react';
import form from '../../../shared/ui/form.module.css';
import { channelWord } from '../data/words';
import styles from './Editor.module.css';
import type { Form, LaterText } from './form';

/** Who is told where nobody has acknowledged by then. */
export function Later({
  rule,
  all,
  channels,
  textOf,
  isWrong,
  onChange,
}: {
  rule: Form;
  /** Who can be told. */
  all: readonly string[];
  channels: readonly string[];
  textOf: (to: string) => string;
  isWrong: boolean;
  onChange: (more: Partial<Form>) => void;
}) {
  const change = (at: number, more: Partial<LaterText>): void =>
    onChange({ later: rule.later.map((each, index) => (index === at ? { ...each, ...more } : each)) });
  return (
    <div className={styles.later} role="group" aria-label="Where nobody has acknowledged">
      {rule.later.map(({ channel, to, after }, at) => (
        <div key={at} className={styles.repeat}>
          <span>After</span>
          <input
            className={form.input}
            aria-label={`Minutes until ${textOf(to)}`}
            aria-invalid={isWrong}
            value={after}
            onChange={({ target }) => change(at, { after: target.value })}
          />
          <span>min</span>
          <select
            className={form.select}
            aria-label="Who is told later"
            value={to}
            onChange={({ target }) => change(at, { to: target.value })}
          >
            {[...new Set([...all, to])].map((each) => (
              <option key={each} value={each}>
                {textOf(each)}
              </option>
            ))}
          </select>
          {channel !== 'webhook' && (
            <select
              className={form.select}
              aria-label="By what"
              value={channel}
              onChange={({ target }) => change(at, { channel: target.value })}
            >
              {[...new Set([...channels, channel])].map((each) => (
                <option key={each} value={each}>
                  {channelWord[each] ?? each}
                </option>
              ))}
            </select>
          )}
          <button
            type="button"
            className={styles.drop}
            aria-label={`Do not tell ${textOf(to)} later`}
            onClick={() => onChange({ later: rule.later.filter((_, index) => index !== at) })}
          >
            <X size=".875rem" strokeWidth={2} aria-hidden="true" />
          </button>
        </div>
      ))}
      {all.length > 0 && (
        <button
          type="button"
          className={form.button}
          onClick={() =>
            onChange({
              later: [
                ...rule.later,
                { channel: 'browser', to: all.find((to) => to !== 'holder') ?? all[0]!, after: '15' },
              ],
            })
          }
        >
          <Plus size="1rem" strokeWidth={1.5} aria-hidden="true" />
          <bdi>Tell others where nobody acknowledges</bdi>
        </button>
      )}
    </div>
  );
}
