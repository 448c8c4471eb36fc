import { useState } from 'react';
import { localText, startOfDay } from '../../../shared/format/zone';
import { tickNow } from '../../../shared/tick/ticker';
import form from '../../../shared/ui/form.module.css';
import { ModalDialog } from '../../../shared/ui/ModalDialog';
import { useDoing } from '../../../shared/ui/useDoing';
import type { Desk } from '../../../shared/wire/wire';
import type { ArchivedReport, ReportEvery } from '../../../shared/wire/reports';
import { runReport } from './archive';

interface Props {
  desk: Desk;
  onMade: (report: ArchivedReport) => void;
  onClose: () => void;
}

/** Makes the report of a day, a week or a month that holds a day. */
export function RunDialog({ desk, onMade, onClose }: Props) {
  const yesterday = localText(startOfDay(tickNow(), desk.timeZone, -1), desk.timeZone).slice(0, 10);
  const [every, setEvery] = useState<ReportEvery>('week');
  const [day, setDay] = useState(yesterday);
  const { isBusy, fault, doing } = useDoing();
  return (
    <ModalDialog title="Run a service report" onClose={onClose}>
      <form
        className={form.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          doing(async () => onMade(await runReport(desk.id, every, day)));
        }}
      >
        <label className={form.label}>
          Of
          <select
            className={form.select}
            value={every}
            onChange={({ target }) => setEvery(target.value as ReportEvery)}
          >
            <option value="day">A day</option>
            <option value="week">A week, Monday to Sunday</option>
            <option value="month">A month</option>
          </select>
        </label>
        <label className={form.label}>
          <bdi>{every === 'day' ? 'The day' : 'A day in it'}</bdi>
          <input className={form.input} type="date" value={day} onChange={({ target }) => setDay(target.value)} />
        </label>
        <p className={form.hint}>
          It goes to nobody; it stands in the archive. Of a period that is not over: as of now.
        </p>
        <p className={form.fault} role="alert">
          {fault}
        </p>
        <div className={form.buttons}>
          <button type="button" className={form.button} onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className={form.main} disabled={isBusy || day === ''}>
            <bdi>{isBusy ? 'Reading the period' : 'Run now'}</bdi>
          </button>
        </div>
      </form>
    </ModalDialog>
  );
}
