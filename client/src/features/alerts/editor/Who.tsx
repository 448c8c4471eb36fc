import { X } from 'lucide-react';
import { StatusShape } from '../../../shared/kpi/shapes';
import { useMay } from '../../../shared/access/who';
import form from '../../../shared/ui/form.module.css';
import type { RuleNotify } from '../../../shared/wire/alerts';
import type { Hook } from '../data/hooks';
import { useRecipients } from '../data/recipients';
import { channelWord } from '../data/words';
import styles from './Editor.module.css';
import type { Faults, Form } from './form';
import { isOfTickets } from './kinds';
import { Later } from './Later';
import { Part } from './parts';

/** What a person may be told by; beyond the browser where the server takes alerts out. */
const inside = ['browser'],
  outside = ['push', 'email'];

/** Whom it tells, by what, and how often. */
export function Who({
  rule,
  notify,
  faults,
  onChange,
}: {
  rule: Form;
  /** Whom it tells as it stands. */
  notify: readonly RuleNotify[];
  faults: Faults;
  onChange: (more: Partial<Form>) => void;
}) {
  const isManager = useMay('manager');
  const ofTickets = isOfTickets(rule.what);
  const { all, hooks, textOf, missing } = useRecipients(ofTickets ? { of: 'due' } : {});
  const channels = [...new Set([...inside, ...(hooks || !isManager ? outside : []), ...rule.channels])];
  const others = all.filter((to) => !rule.to.includes(to));
  return (
    <Part title="Who" fault={faults['notify'] ?? faults['repeat']}>
      <div className={styles.chips}>
        {rule.to.length === 0 && (
          <bdi className={styles.everybody}>{ofTickets ? 'Who has the ticket' : 'All who see it'}</bdi>
        )}
        {rule.to.map((to) => (
          <span key={to} className={styles.chip}>
            <bdi>{textOf(to)}</bdi>
            <button
              type="button"
              aria-label={`Do not tell ${textOf(to)}`}
              onClick={() => onChange({ to: rule.to.filter((each) => each !== to) })}
            >
              <X size=".875rem" strokeWidth={2} aria-hidden="true" />
            </button>
          </span>
        ))}
        {others.length > 0 && (
          <select
            className={form.select}
            aria-label="Add who is told"
            value=""
            onChange={({ target }) => onChange({ to: [...rule.to, target.value] })}
          >
            <option value="">Add …</option>
            {others.map((to) => (
              <option key={to} value={to}>
                {textOf(to)}
              </option>
            ))}
          </select>
        )}
      </div>
      {(rule.to.length > 0 || rule.walls) && (
        <div className={styles.channels} role="group" aria-label="Told by">
          {(rule.to.length > 0 ? channels : []).map((channel) => (
            <label key={channel} className={form.check}>
              <input
                type="checkbox"
                checked={rule.channels.includes(channel)}
                onChange={({ target }) =>
                  onChange({
                    channels: target.checked
                      ? [...rule.channels, channel]
                      : rule.channels.filter((each) => each !== channel),
                  })
                }
              />
              <bdi>{channelWord[channel] ?? channel}</bdi>
            </label>
          ))}
          <label className={form.check}>
            <input
              type="checkbox"
              checked={rule.walls}
              onChange={({ target }) => onChange({ walls: target.checked })}
            />
            <bdi>{channelWord['display']}</bdi>
          </label>
        </div>
      )}
      <Hooks hooks={hooks ?? []} rule={rule} onChange={onChange} />
      {missing(notify).map((text) => (
        <p key={text} className={styles.missing}>
          <StatusShape status="warning" className={styles.shape} />
          <bdi>{`${text[0]!.toUpperCase()}${text.slice(1)}.`}</bdi>
        </p>
      ))}
      <Later
        rule={rule}
        all={all}
        channels={channels}
        textOf={textOf}
        isWrong={faults['notify'] !== undefined}
        onChange={onChange}
      />
      <label className={styles.repeat}>
        <span>Told again every</span>
        <input
          className={form.input}
          aria-invalid={faults['repeat'] !== undefined}
          placeholder="never"
          value={rule.repeat}
          onChange={({ target }) => onChange({ repeat: target.value })}
        />
        <span>min until somebody acknowledges</span>
      </label>
    </Part>
  );
}

/** The desk's hooks, for managers, where there are some. */
function Hooks({
  hooks,
  rule,
  onChange,
}: {
  hooks: readonly Hook[];
  rule: Form;
  onChange: (more: Partial<Form>) => void;
}) {
  if (hooks.length === 0) return null;
  return (
    <div className={styles.channels} role="group" aria-label="Hooks">
      {hooks.map(({ id, name }) => (
        <label key={id} className={form.check}>
          <input
            type="checkbox"
            checked={rule.hooks.includes(`hook:${id}`)}
            onChange={({ target }) =>
              onChange({
                hooks: target.checked
                  ? [...rule.hooks, `hook:${id}`]
                  : rule.hooks.filter((each) => each !== `hook:${id}`),
              })
            }
          />
          <bdi>{name}</bdi>
        </label>
      ))}
    </div>
  );
}
