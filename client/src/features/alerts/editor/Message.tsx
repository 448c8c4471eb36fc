import { StatusShape } from '../../../shared/kpi/shapes';
import { useDesk } from '../../../shared/store/desk';
import { serverNow } from '../../../shared/tick/clock';
import form from '../../../shared/ui/form.module.css';
import type { Alert } from '../../../shared/wire/wire';
import type { RuleDraft } from '../data/rules';
import { noticeTitle } from '../data/words';
import styles from './Editor.module.css';
import type { Faults, Form } from './form';
import { isOfTickets } from './kinds';
import { Part } from './parts';

/** Of a rule on tickets, one of those that it would tell of. */
const sampleOf = ({ of, before }: RuleDraft): Partial<Alert> =>
  isOfTickets(of ?? 'kpi')
    ? {
        dimension: 'ticket',
        group: '4711',
        ticket: {
          id: '4711',
          team: null,
          assignee: null,
          dueAt: new Date(serverNow() + (before ?? 0) * 1000).toISOString(),
        },
      }
    : {};

/** What whoever is told should do, and how the browser shows it. */
export function Message({
  rule,
  draft,
  faults,
  onChange,
}: {
  rule: Form;
  draft: RuleDraft;
  faults: Faults;
  onChange: (more: Partial<Form>) => void;
}) {
  const catalogue = useDesk((state) => state.catalogue);
  const zone = useDesk((state) => state.desk?.timeZone ?? 'UTC');
  const severity = draft.critical || (isOfTickets(draft.of ?? 'kpi') && !draft.before) ? 'critical' : 'warning';
  const limit = (draft.critical ?? draft.warning)?.at ?? null;
  const title = noticeTitle({ ...draft, ...sampleOf(draft), severity, value: limit, limit }, draft, catalogue, zone);
  return (
    <Part title="Message" fault={faults['message']}>
      <label className={form.label}>
        What to do, for whoever is told
        <input
          className={form.input}
          maxLength={500}
          value={rule.message}
          onChange={({ target }) => onChange({ message: target.value })}
        />
      </label>
      <div className={`${styles.sample} ${severity === 'critical' ? styles.critical : ''}`}>
        <StatusShape status={severity} className={styles.shape} />
        <div>
          <b>{title}</b>
          {rule.message.trim() !== '' && <p>{rule.message}</p>}
          <p className={form.hint}>As the browser shows it.</p>
        </div>
      </div>
    </Part>
  );
}
