import { Link } from 'wouter';
import { StatusShape } from '../../../shared/kpi/shapes';
import { useDesk } from '../../../shared/store/desk';
import form from '../../../shared/ui/form.module.css';
import { useDoing } from '../../../shared/ui/useDoing';
import { ApiError, reasonOf } from '../../../shared/wire/api';
import type { AlertRule } from '../../../shared/wire/alerts';
import table from '../history/EndedTable.module.css';
import { useRecipients } from '../data/recipients';
import { changeRule, draftOf, readRules } from '../data/rules';
import { hoursText, limitsText, recipients, watchesText, whereText } from '../data/words';
import { Switch } from './Switch';
import styles from './RulesPage.module.css';

/** Rules, one a line, with a switch each. */
export function RuleTable({
  rules,
  firedOf,
  label,
}: {
  rules: readonly AlertRule[];
  firedOf: (rule: AlertRule) => string | null;
  label: string;
}) {
  const desk = useDesk((state) => state.desk?.id ?? '');
  const catalogue = useDesk((state) => state.catalogue);
  const { textOf, missing } = useRecipients();
  const { isBusy, fault, doing } = useDoing(words);
  const hasFired = rules.some((rule) => firedOf(rule) !== null);
  return (
    <>
      {fault && (
        <p className={form.fault} role="alert">
          {fault}
        </p>
      )}
      <div className={table.scroll}>
        <table className={table.table} aria-label={label}>
          <thead>
            <tr>
              <th scope="col">Rule</th>
              <th scope="col">Number</th>
              <th scope="col">Group</th>
              <th scope="col">Limits</th>
              <th scope="col">When</th>
              <th scope="col">Tells</th>
              {hasFired && (
                <th scope="col" className={table.number}>
                  Fired, 30 d
                </th>
              )}
              <th scope="col">On</th>
            </tr>
          </thead>
          <tbody>
            {rules.map((rule) => (
              <tr key={rule.id}>
                <th scope="row">
                  <Link href={`/alerts/rules/${encodeURIComponent(rule.id)}`} className={styles.name}>
                    {rule.name}
                  </Link>
                </th>
                <td className={styles.limits}>{watchesText(rule, catalogue)}</td>
                <td>{whereText(rule)}</td>
                <td className={styles.limits}>{limitsText(rule, catalogue[rule.kpi])}</td>
                <td className={table.note}>{hoursText(rule.hours)}</td>
                <td className={table.note}>
                  <bdi>{recipients(rule.notify, textOf).join(', ')}</bdi>
                  {rule.idle && (
                    <p className={styles.missing}>
                      <StatusShape status="warning" className={styles.shape} />
                      <bdi>{`Does not run: ${rule.idle}`}</bdi>
                    </p>
                  )}
                  {rule.enabled &&
                    missing(rule.notify).map((text) => (
                      <p key={text} className={styles.missing}>
                        <StatusShape status="warning" className={styles.shape} />
                        <bdi>{text}</bdi>
                      </p>
                    ))}
                </td>
                {hasFired && <td className={table.number}>{firedOf(rule)}</td>}
                <td>
                  <Switch
                    label={`${rule.name} is switched on`}
                    isOn={rule.enabled}
                    isDisabled={isBusy}
                    onSwitch={(enabled) =>
                      doing(async () => {
                        try {
                          await changeRule(desk, rule, { ...draftOf(rule), enabled });
                        } finally {
                          await readRules(desk);
                        }
                      })
                    }
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

const words = (error: unknown): string =>
  error instanceof ApiError && error.status === 412
    ? 'Somebody else has changed this rule meanwhile: it is shown as it is now.'
    : error instanceof ApiError && error.status === 403
      ? 'This rule is not yours to switch: managers can.'
      : reasonOf(error);
