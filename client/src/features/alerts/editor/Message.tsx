import { StatusShape } from '../../../shared/kpi/shapes';
import { useDesk } from '../../../shared/store/desk';
import form from '../../../shared/ui/form.module.css';
import type { RuleDraft } from '../data/rules';
import { noticeTitle } from '../data/words';
import styles from './Editor.module.css';
import type { Faults, Form } from './form';
import { Part } from './parts';

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
  const severity = draft.critical ? 'critical' : 'warning';
  const limit = (draft.critical ?? draft.warning)?.at ?? null;
  const title = noticeTitle({ ...draft, severity, value: limit, limit }, draft, catalogue);
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
