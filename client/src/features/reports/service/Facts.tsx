import { useState } from 'react';
import { useMay } from '../../../shared/access/who';
import { decimal } from '../../../shared/format/number';
import { columnTime } from '../../../shared/format/time';
import { useMinute } from '../../../shared/tick/ticker';
import form from '../../../shared/ui/form.module.css';
import { useAnswer } from '../../../shared/ui/useAnswer';
import { useDoing } from '../../../shared/ui/useDoing';
import type { Desk } from '../../../shared/wire/wire';
import { daysText } from '../address/period';
import type { ArchivedReport, ReportCheck, ReportSchedule } from '../../../shared/wire/reports';
import { checkReport, everyWord, schedulesPath } from './archive';
import { channelTitle, lateText, sentText } from './words';
import styles from './ServicePage.module.css';

/** What is known of a report: period and run, whom it went to, and the schedule it is of. */
export function Facts({ desk, report }: { desk: Desk; report: ArchivedReport }) {
  const zone = desk.timeZone,
    now = useMinute();
  const isManager = useMay('manager');
  const { data } = useAnswer<readonly ReportSchedule[]>(isManager && report.schedule ? schedulesPath(desk.id) : null);
  const schedule = data?.find(({ id }) => id === report.schedule);
  return (
    <aside className={styles.facts} aria-label="This report">
      <section>
        <h3>This report</h3>
        <dl>
          <Fact name="Period">{daysText(report, now, zone)}</Fact>
          <Fact name="Run">
            {`${columnTime(report.madeAt, now, zone)}${
              report.kind === 'service' ? `, ${decimal(report.took / 1000, 1)} s` : ''
            }`}
          </Fact>
          {report.late && <Fact name="Late">{lateText(report)}</Fact>}
        </dl>
      </section>
      {report.sent.length > 0 && (
        <section>
          <h3>Sent to</h3>
          <dl>
            {report.sent.map((one) => (
              <Fact key={one.channel} name={channelTitle[one.channel] ?? one.channel}>
                {sentText(one)}
              </Fact>
            ))}
          </dl>
        </section>
      )}
      {schedule && (
        <section>
          <h3>Schedule</h3>
          <dl>
            <Fact name={everyWord[schedule.every]}>{`at ${schedule.at}`}</Fact>
            <Fact name="Next">
              {schedule.enabled && schedule.next !== null ? columnTime(schedule.next, now, zone) : 'switched off'}
            </Fact>
            <Fact name="Time zone">{zone}</Fact>
          </dl>
        </section>
      )}
      {isManager && report.kind === 'service' && <Again desk={desk} report={report} />}
    </aside>
  );
}

const Fact = ({ name, children }: { name: string; children: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** Reads the period once more: the report stays, what would be another now is told. */
function Again({ desk, report }: { desk: Desk; report: ArchivedReport }) {
  const [check, setCheck] = useState<ReportCheck | null>(null);
  const { isBusy, fault, doing } = useDoing();
  const now = useMinute();
  return (
    <section>
      <h3>Run it again</h3>
      <p>The report keeps the figures it was made of. Run again, it tells which are others now.</p>
      <button
        type="button"
        className={form.button}
        disabled={isBusy}
        onClick={() => doing(async () => setCheck(await checkReport(desk.id, report.id)))}
      >
        <bdi>{isBusy ? 'Reading the period' : 'Run it again'}</bdi>
      </button>
      <p className={form.fault} role="alert">
        {fault}
      </p>
      {check && (
        <div role="status">
          <p>
            {check.differs.length === 0
              ? `The same figures, ${columnTime(check.at, now, desk.timeZone)}.`
              : `${check.differs.length} figures are others now:`}
          </p>
          {check.differs.length > 0 && (
            <table className={styles.differs}>
              <thead>
                <tr>
                  <th scope="col">Figure</th>
                  <th scope="col">was</th>
                  <th scope="col">is</th>
                </tr>
              </thead>
              <tbody>
                {check.differs.map(({ figure, was, is }) => (
                  <tr key={figure}>
                    <th scope="row">{figure}</th>
                    <td>{was ?? '–'}</td>
                    <td>{is ?? '–'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </div>
      )}
    </section>
  );
}
