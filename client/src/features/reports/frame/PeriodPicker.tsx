import { Calendar, ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { plural } from '../../../shared/format/duration';
import { Choice } from '../../../shared/ui/Choice';
import form from '../../../shared/ui/form.module.css';
import { join } from '../../../shared/ui/join';
import toolbar from '../../../shared/ui/toolbar.module.css';
import ui from '../../../shared/ui/ui.module.css';
import { daysOf, daysText, faultOf, lengthOf, periods, type Days, type PeriodId } from '../address/period';
import type { ReportView } from './useReportView';
import styles from './ReportPage.module.css';

type View = Pick<ReportView, 'address' | 'change' | 'now' | 'zone'>;

/** Which days the report is of: a named period, or days of one's own. */
export function PeriodPicker({ view }: { view: View }) {
  const { address, change, now, zone } = view;
  const { period } = address;
  const days = daysOf(period, now, zone);
  const named = typeof period === 'string' ? periods.find(({ id }) => id === period)! : null;
  const title = named?.text ?? plural(lengthOf(days), 'day'),
    span = daysText(days, now, zone);
  return (
    <>
      <Choice<PeriodId | 'own'>
        label={`Period: ${title}, ${span}`}
        className={join(toolbar.picker, styles.period)}
        options={periods.map(({ id, text }) => ({ id, text, note: daysText(daysOf(id, now, zone), now, zone) }))}
        chosen={named?.id ?? 'own'}
        onChoose={(id) => {
          if (id !== 'own') change({ period: id });
        }}
      >
        <b>{title}</b>
        <bdi>{span}</bdi>
        <ChevronDown size="1rem" strokeWidth={1.5} aria-hidden="true" />
      </Choice>
      <DialogTrigger>
        <Button className={join(toolbar.picker, styles.sign)} aria-label="Days of one’s own">
          <Calendar size="1rem" strokeWidth={1.5} aria-hidden="true" />
        </Button>
        <Popover className={`${ui.popover} ${ui.sheet}`} placement="bottom start" offset={6}>
          <Dialog className={styles.dialog ?? ''}>
            {({ close }) => (
              <OwnDays
                days={days}
                now={now}
                zone={zone}
                onChoose={(own) => {
                  change({ period: own });
                  close();
                }}
              />
            )}
          </Dialog>
        </Popover>
      </DialogTrigger>
    </>
  );
}

/** On paper, in the picker's place. */
export function PeriodOnPaper({ view: { address, now, zone } }: { view: View }) {
  const days = daysOf(address.period, now, zone);
  return <p className={styles.onPaper}>{`${daysText(days, now, zone)}, ${plural(lengthOf(days), 'whole day')}`}</p>;
}

function OwnDays({
  days,
  now,
  zone,
  onChoose,
}: {
  days: Days;
  now: number;
  zone: string;
  onChoose: (days: Days) => void;
}) {
  const [from, setFrom] = useState(days.from),
    [to, setTo] = useState(days.to);
  const [fault, setFault] = useState<string | null>(null);
  return (
    <form
      className={form.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const wrong = faultOf({ from, to }, now, zone);
        setFault(wrong);
        if (wrong === null) onChoose({ from, to });
      }}
    >
      <Heading slot="title">Whole days, both included</Heading>
      <label className={form.label}>
        From
        <input
          className={form.input}
          type="date"
          value={from}
          autoFocus
          onChange={(event) => setFrom(event.target.value)}
        />
      </label>
      <label className={form.label}>
        To
        <input className={form.input} type="date" value={to} onChange={(event) => setTo(event.target.value)} />
      </label>
      <p className={form.fault} role="alert">
        {fault}
      </p>
      <button type="submit" className={form.main}>
        Show
      </button>
    </form>
  );
}
