import { useState } from 'react';
import { instantOf, localText, zoneTime } from '../../../shared/format/zone';
import { useDesk } from '../../../shared/store/desk';
import { serverNow } from '../../../shared/tick/clock';
import form from '../../../shared/ui/form.module.css';
import { FormDialog } from '../../../shared/ui/FormDialog';
import { useDoing } from '../../../shared/ui/useDoing';
import type { AlertRule } from '../../../shared/wire/alerts';
import { Instant, noReason, Reason } from '../act/fields';
import { say } from '../data/acting';
import { addSilence, endSilence } from '../data/api';

const hour = 3_600_000;

interface Props {
  rules: readonly AlertRule[];
  onKept: () => void;
  onClose: () => void;
}

/** A silence of a rule, a number or a group, now or planned: work that is known before. */
export function NewSilence({ rules, onKept, onClose }: Props) {
  const desk = useDesk((state) => state.desk);
  const catalogue = useDesk((state) => state.catalogue);
  const order = useDesk((state) => state.order);
  const zone = desk?.timeZone ?? 'UTC';
  const [what, setWhat] = useState('');
  const [group, setGroup] = useState('');
  const [from, setFrom] = useState(() => localText(serverNow(), zone));
  const [until, setUntil] = useState(() => localText(serverNow() + hour, zone));
  const [reason, setReason] = useState('');
  const { isBusy, fault, setFault, doing } = useDoing();
  function keep(): void {
    const [begin, end] = [instantOf(from, zone), instantOf(until, zone)];
    if (what === '' && group.trim() === '') return setFault('Say what is silenced: a rule, a number, or a team.');
    if (begin === null || end === null || end <= begin) return setFault('Say from when until when.');
    if (reason.trim() === '') return setFault(noReason);
    const [kind, id] = [what.slice(0, what.indexOf(':')), what.slice(what.indexOf(':') + 1)];
    doing(async () => {
      const kept = await addSilence(desk?.id ?? '', {
        ...(kind === 'rule' ? { rule: id } : {}),
        ...(kind === 'kpi' ? { kpi: id } : {}),
        ...(group.trim() === '' ? {} : { group: `team:${group.trim()}` }),
        // One that begins now begins as it is kept.
        ...(begin > serverNow() ? { from: new Date(begin).toISOString() } : {}),
        until: new Date(end).toISOString(),
        reason: reason.trim(),
      });
      say('Silenced.', async () => {
        await endSilence(desk?.id ?? '', kept.id);
        onKept();
      });
      onKept();
    });
  }
  return (
    <FormDialog title="New silence" submit="Silence" isBusy={isBusy} fault={fault} onSubmit={keep} onClose={onClose}>
      <label className={form.label}>
        What
        <select className={form.select} value={what} onChange={({ target }) => setWhat(target.value)}>
          <option value="">All that is of the team below</option>
          <optgroup label="Rules">
            {rules
              .filter(({ revision }) => revision > 0)
              .map(({ id, name }) => (
                <option key={id} value={`rule:${id}`}>
                  {name}
                </option>
              ))}
          </optgroup>
          <optgroup label="Numbers">
            {order.map((id) => (
              <option key={id} value={`kpi:${id}`}>
                {catalogue[id]!.title}
              </option>
            ))}
          </optgroup>
        </select>
      </label>
      <label className={form.label}>
        Of one team only, if you want
        <input className={form.input} maxLength={400} value={group} onChange={({ target }) => setGroup(target.value)} />
      </label>
      <Instant label={`From, ${zoneTime(zone)}`} value={from} onChange={setFrom} />
      <Instant label="Until, 30 days at most" value={until} onChange={setUntil} />
      <Reason value={reason} onChange={setReason} />
    </FormDialog>
  );
}
