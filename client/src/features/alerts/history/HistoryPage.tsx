import { Download } from 'lucide-react';
import { useState } from 'react';
import { under } from '../../../shared/address/base';
import { useMay } from '../../../shared/access/who';
import { useAlerts } from '../../../shared/alerts/alerts';
import { plural } from '../../../shared/format/duration';
import { longDay } from '../../../shared/format/time';
import { instantOf, localText, startOfDay } from '../../../shared/format/zone';
import { useDesk } from '../../../shared/store/desk';
import { useMinute } from '../../../shared/tick/ticker';
import form from '../../../shared/ui/form.module.css';
import { useAnswer } from '../../../shared/ui/useAnswer';
import type { Alert } from '../../../shared/wire/wire';
import { alertsPath, csvPath } from '../data/api';
import { useRules } from '../data/rules';
import { titleOf } from '../data/words';
import { Frame } from '../frame/Frame';
import { byDay, fired } from './days';
import { EndedTable } from './EndedTable';
import styles from './HistoryPage.module.css';

/** The server gives so many at most, the latest. */
const most = 1_000;

/** Alerts of the days before, by day; the last week where nothing else is asked for. */
export default function HistoryPage() {
  const desk = useDesk((state) => state.desk);
  const catalogue = useDesk((state) => state.catalogue);
  const zone = desk?.timeZone ?? 'UTC';
  const today = startOfDay(useMinute(), zone);
  const may = useMay('viewer');
  const [from, setFrom] = useState(() => localText(startOfDay(today, zone, -6), zone).slice(0, 10));
  const [to, setTo] = useState(() => localText(today, zone).slice(0, 10));
  const [kpi, setKpi] = useState('');
  const [severity, setSeverity] = useState('');
  const { rules } = useRules();
  const begin = instantOf(`${from}T00:00`, zone),
    last = instantOf(`${to}T00:00`, zone);
  const isRange = begin !== null && last !== null && begin <= last;
  // The whole of the last day, whatever its length.
  const end = last === null ? 0 : startOfDay(last, zone, 1);
  const { data, fault } = useAnswer<readonly Alert[]>(desk && isRange ? alertsPath(desk.id, begin, end) : null);
  const { standing, ended } = useAlerts();
  const all = isRange ? fired(data ?? [], [...(standing?.values() ?? []), ...ended.values()], begin, end) : [];
  const shown = all.filter(
    (alert) => (kpi === '' || alert.kpi === kpi) && (severity === '' || alert.severity === severity),
  );
  const kpis = [...new Map(all.map((alert) => [alert.kpi, titleOf(alert, catalogue)]))];
  return (
    <Frame
      tools={
        <>
          <label className={styles.field}>
            From
            <input className={form.input} type="date" value={from} onChange={({ target }) => setFrom(target.value)} />
          </label>
          <label className={styles.field}>
            to
            <input className={form.input} type="date" value={to} onChange={({ target }) => setTo(target.value)} />
          </label>
          <label className={styles.field}>
            <span className="hidden-text">Number</span>
            <select className={form.select} value={kpi} onChange={({ target }) => setKpi(target.value)}>
              <option value="">All numbers</option>
              {kpis
                .toSorted(([, a], [, b]) => a.localeCompare(b))
                .map(([id, title]) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
            </select>
          </label>
          <label className={styles.field}>
            <span className="hidden-text">Severity</span>
            <select className={form.select} value={severity} onChange={({ target }) => setSeverity(target.value)}>
              <option value="">Warning and critical</option>
              <option value="critical">Critical</option>
              <option value="warning">Warning</option>
            </select>
          </label>
          {desk && may && isRange && (
            <a className={form.button} href={under(csvPath(desk.id, begin, end))} download>
              <Download size="1rem" strokeWidth={1.5} aria-hidden="true" />
              <bdi>CSV</bdi>
            </a>
          )}
        </>
      }
    >
      {fault !== null && (
        <p className={form.fault} role="alert">
          {fault}
        </p>
      )}
      {!isRange && <p className={styles.none}>The first day lies after the last one: swap them.</p>}
      {data !== null && data.length >= most && (
        <p className={styles.note}>{`Only the latest ${most} are shown: ask for fewer days.`}</p>
      )}
      {data !== null && shown.length === 0 && <p className={styles.none}>No alert fired in these days.</p>}
      {byDay(shown, zone).map(({ day, alerts }) => (
        <section key={day} className={styles.day}>
          <p>
            <b>{longDay(day, zone)}</b>
            <bdi>{plural(alerts.length, 'alert')}</bdi>
          </p>
          <EndedTable alerts={alerts} rules={rules} label={longDay(day, zone)} />
        </section>
      ))}
    </Frame>
  );
}
