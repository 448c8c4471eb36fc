import { useState } from 'react';
import { columnTime } from '../../../shared/format/time';
import { zoneTime } from '../../../shared/format/zone';
import { useMinute } from '../../../shared/tick/ticker';
import form from '../../../shared/ui/form.module.css';
import { ModalDialog } from '../../../shared/ui/ModalDialog';
import { useAnswer } from '../../../shared/ui/useAnswer';
import { useDoing } from '../../../shared/ui/useDoing';
import { reasonOrChanged } from '../../../shared/wire/api';
import type { Desk } from '../../../shared/wire/wire';
import type { ReportEvery, ReportSchedule } from '../../../shared/wire/reports';
import { everyWord, keepSchedule, removeSchedule, schedulesPath } from './archive';
import { Recipients } from './Recipients';
import styles from './Schedules.module.css';

const changed = reasonOrChanged('Somebody has changed this report meanwhile: go back, and open it again.');

/** The reports that Apollo makes by itself: which there are, and one to be changed. */
export function SchedulesDialog({ desk, onClose }: { desk: Desk; onClose: () => void }) {
  const { data, fault, renew } = useAnswer<readonly ReportSchedule[]>(schedulesPath(desk.id));
  const [edited, setEdited] = useState<ReportSchedule | 'new' | null>(null);
  const now = useMinute();
  return (
    <ModalDialog title={edited === null ? 'Recurring reports' : 'A recurring report'} onClose={onClose}>
      {edited === null ? (
        <>
          {fault !== null && (
            <p className={form.fault} role="alert">
              {fault}
            </p>
          )}
          {data?.length === 0 && <p>None yet: Apollo makes a report by itself once one stands here.</p>}
          <ul className={styles.list}>
            {(data ?? []).map((schedule) => (
              <li key={schedule.id}>
                <button type="button" onClick={() => setEdited(schedule)}>
                  <b>{schedule.name}</b>
                  <bdi>
                    {[
                      `${everyWord[schedule.every]} at ${schedule.at}`,
                      schedule.enabled && schedule.next !== null
                        ? `next ${columnTime(schedule.next, now, desk.timeZone)}`
                        : 'switched off',
                    ].join(', ')}
                  </bdi>
                </button>
              </li>
            ))}
          </ul>
          <div className={form.buttons}>
            <button type="button" className={form.button} onClick={onClose}>
              Close
            </button>
            <button type="button" className={form.main} onClick={() => setEdited('new')}>
              New one
            </button>
          </div>
        </>
      ) : (
        <Edit
          desk={desk}
          schedule={edited === 'new' ? null : edited}
          onDone={() => {
            setEdited(null);
            renew();
          }}
        />
      )}
    </ModalDialog>
  );
}

function Edit({ desk, schedule, onDone }: { desk: Desk; schedule: ReportSchedule | null; onDone: () => void }) {
  const [name, setName] = useState(schedule?.name ?? '');
  const [every, setEvery] = useState<ReportEvery>(schedule?.every ?? 'week');
  const [at, setAt] = useState(schedule?.at ?? '07:30');
  const [to, setTo] = useState<readonly string[]>(schedule?.to ?? ['role:manager']);
  const [enabled, setEnabled] = useState(schedule?.enabled ?? true);
  const { isBusy, fault, doing } = useDoing(changed);
  return (
    <form
      className={form.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        doing(async () => {
          await keepSchedule(desk.id, schedule, { report: 'service', every, at, to, name: name.trim(), enabled });
          onDone();
        });
      }}
    >
      <label className={form.label}>
        Name
        <input
          className={form.input}
          autoComplete="off"
          autoFocus
          placeholder="Service report for the board"
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <div className={styles.two}>
        <label className={form.label}>
          Of
          <select
            className={form.select}
            value={every}
            onChange={({ target }) => setEvery(target.value as ReportEvery)}
          >
            <option value="day">each day</option>
            <option value="week">each week</option>
            <option value="month">each month</option>
          </select>
        </label>
        <label className={form.label}>
          <span>{`Made the day after, at, ${zoneTime(desk.timeZone)}`}</span>
          <input className={form.input} type="time" value={at} onChange={({ target }) => setAt(target.value)} />
        </label>
      </div>
      <Recipients desk={desk} to={to} onChange={setTo} />
      <label className={form.check}>
        <input type="checkbox" checked={enabled} onChange={({ target }) => setEnabled(target.checked)} />
        <bdi>It is made</bdi>
      </label>
      <p className={form.fault} role="alert">
        {fault}
      </p>
      <div className={form.buttons}>
        {schedule && (
          <button
            type="button"
            className={form.danger}
            disabled={isBusy}
            onClick={() =>
              doing(async () => {
                await removeSchedule(desk.id, schedule);
                onDone();
              })
            }
          >
            Remove
          </button>
        )}
        <button type="button" className={form.button} onClick={onDone}>
          Back
        </button>
        <button type="submit" className={form.main} disabled={isBusy || name.trim() === '' || at === ''}>
          Save
        </button>
      </div>
    </form>
  );
}
