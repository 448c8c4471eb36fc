import { X } from 'lucide-react';
import { useMay, useWho } from '../../../shared/access/who';
import { useDesk } from '../../../shared/store/desk';
import form from '../../../shared/ui/form.module.css';
import { useAnswer } from '../../../shared/ui/useAnswer';
import { at } from '../../../shared/wire/api';
import type { PerformanceTable } from '../../../shared/wire/generated';
import { hooksPath, type Hook } from '../hooks/hooks';
import { channelWord, recipientText } from '../data/words';
import styles from './Editor.module.css';
import type { Faults, Form } from './form';
import { Part } from './parts';

/** What a person may be told by; beyond the browser where the server takes alerts out. */
const inside = ['browser'],
  outside = ['push', 'email'];

/** Whom it tells, by what, and how often. */
export function Who({
  rule,
  faults,
  onChange,
}: {
  rule: Form;
  faults: Faults;
  onChange: (more: Partial<Form>) => void;
}) {
  const isManager = useMay('manager');
  const teams = useTeams();
  const desk = useDesk((state) => state.desk?.id);
  const { data: hooks } = useAnswer<readonly Hook[]>(isManager ? hooksPath : null);
  const channels = [...new Set([...inside, ...(hooks ? outside : []), ...rule.channels])];
  const all = [...(isManager ? ['role:manager', 'role:member'] : []), ...teams.map((team) => `team:${team}`)];
  const others = all.filter((to) => !rule.to.includes(to));
  return (
    <Part title="Who" fault={faults['notify'] ?? faults['repeat']}>
      <div className={styles.chips}>
        {rule.to.length === 0 && <bdi className={styles.everybody}>All who see it</bdi>}
        {rule.to.map((to) => (
          <span key={to} className={styles.chip}>
            <bdi>{recipientText(to)}</bdi>
            <button
              type="button"
              aria-label={`Do not tell ${recipientText(to)}`}
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
                {recipientText(to)}
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
      <Hooks hooks={(hooks ?? []).filter((hook) => hook.desk === desk)} rule={rule} onChange={onChange} />
      {rule.later.length > 0 && (
        <p className={form.hint}>
          {`Where nobody has acknowledged by then: ${rule.later
            .map(({ to, after }) => `${recipientText(to)} after ${Math.round(after / 60)} min`)
            .join(', ')}.`}
        </p>
      )}
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

/** The teams there are on the desk, for managers; for members their own. */
function useTeams(): readonly string[] {
  const desk = useDesk((state) => state.desk?.id);
  const isManager = useMay('manager');
  const own = useWho(({ who }) => who?.desks.find(({ id }) => id === desk)?.teams.join('\n') ?? '');
  const { data } = useAnswer<PerformanceTable>(desk && isManager ? `${at(desk)}/tables/team` : null);
  const names = isManager ? (data?.rows.map(({ group }) => group) ?? []) : own.split('\n');
  return names.filter((name) => name !== '' && name !== '(none)');
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
