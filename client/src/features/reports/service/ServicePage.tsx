import { CalendarClock, Download, Play, Printer } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../../../shared/access/who';
import { full, under } from '../../../shared/address/base';
import { plain } from '../../../shared/format/plain';
import { useDesk } from '../../../shared/store/desk';
import { useMinute } from '../../../shared/tick/ticker';
import { browserFile } from '../../../shared/ui/file';
import form from '../../../shared/ui/form.module.css';
import { join } from '../../../shared/ui/join';
import { Region } from '../../../shared/ui/Region';
import { ReportTabs } from '../../../shared/ui/ReportTabs';
import { SearchBox } from '../../../shared/ui/SearchBox';
import toolbar from '../../../shared/ui/toolbar.module.css';
import { useAddress } from '../../../shared/ui/useAddress';
import { useAnswer } from '../../../shared/ui/useAnswer';
import { useDoing } from '../../../shared/ui/useDoing';
import { answer } from '../../../shared/wire/api';
import type { Desk } from '../../../shared/wire/wire';
import { ForViewers } from '../frame/ForViewers';
import frame from '../frame/ReportPage.module.css';
import { WaitingPage } from '../frame/ReportPage';
import { Missing } from '../frame/State';
import type { ArchivedReport } from '../../../shared/wire/reports';
import { archivePath, reportFile, sectionsOf } from './archive';
import { Facts } from './Facts';
import { madeText } from './words';
import { RunDialog } from './RunDialog';
import { SchedulesDialog } from './SchedulesDialog';
import styles from './ServicePage.module.css';

/** The reports that were made, the one that is open, and what is known of it. */
export default function ServicePage() {
  const desk = useDesk((state) => state.desk);
  if (!desk) return <WaitingPage />;
  return (
    <ForViewers>
      <Page key={desk.id} desk={desk} />
    </ForViewers>
  );
}

const readAddress = (search: string): { id: string | null } => ({ id: new URLSearchParams(search).get('id') });
const writeAddress = ({ id }: { id: string | null }): string => (id ? `?id=${encodeURIComponent(id)}` : '');

/** Reports come on their own; a page that stands asks so often, s. */
const every = 60;

function Page({ desk }: { desk: Desk }) {
  const [{ id }, change] = useAddress(readAddress, writeAddress);
  const isManager = useMay('manager');
  const { data, fault, renew } = useAnswer<readonly ArchivedReport[]>(archivePath(desk.id), every);
  const [dialog, setDialog] = useState<'run' | 'schedules' | null>(null);
  const paper = useDoing();
  const report = data?.find((one) => one.id === id) ?? (id === null ? (data?.[0] ?? null) : null);
  const pdf = (one: ArchivedReport): void =>
    paper.doing(async () => {
      const given = await answer(reportFile(desk.id, one.id, '.pdf'), {}, 60_000);
      browserFile(await given.blob(), `${one.name} ${one.from}.pdf`);
    });
  return (
    <div className={frame.page}>
      <div className={join(toolbar.top, frame.bar)}>
        <h2>Reports</h2>
        <ReportTabs />
        <div className={join(toolbar.tools, frame.tools)}>
          {isManager && (
            <>
              <button type="button" className={toolbar.button} onClick={() => setDialog('run')}>
                <Play size="1rem" strokeWidth={1.5} aria-hidden="true" />
                <span>Run now</span>
              </button>
              <button type="button" className={toolbar.button} onClick={() => setDialog('schedules')}>
                <CalendarClock size="1rem" strokeWidth={1.5} aria-hidden="true" />
                <span>Schedule</span>
              </button>
            </>
          )}
          {report?.kind === 'service' && (
            <>
              <a className={toolbar.button} href={under(reportFile(desk.id, report.id, '.csv'))} download="">
                <Download size="1rem" strokeWidth={1.5} aria-hidden="true" />
                <span>CSV</span>
              </a>
              <button
                type="button"
                className={join(toolbar.button, styles.main)}
                disabled={paper.isBusy}
                onClick={() => pdf(report)}
              >
                <Printer size="1rem" strokeWidth={1.5} aria-hidden="true" />
                <span>PDF</span>
              </button>
            </>
          )}
        </div>
      </div>
      {paper.fault !== null && report && (
        <p className={styles.fault} role="alert">
          <bdi>{`${paper.fault} `}</bdi>
          <a href={under(reportFile(desk.id, report.id))} target="_blank" rel="noreferrer">
            Open the report alone, and print it
          </a>
        </p>
      )}
      {data === null ? (
        <div className={styles.sheet}>
          <Missing fault={fault} renew={renew} rows={14} />
        </div>
      ) : data.length === 0 ? (
        <div className={styles.none}>
          <p>
            <b>No report was made yet</b>
          </p>
          <p>
            {isManager
              ? 'Run one now, or let Apollo make one each day, week or month.'
              : 'A manager of this desk has them made.'}
          </p>
        </div>
      ) : (
        <div className={styles.three}>
          <Archive
            reports={data}
            chosen={report?.id ?? null}
            zone={desk.timeZone}
            onChoose={(next) => change({ id: next })}
          />
          {report ? (
            <>
              <iframe
                key={report.id}
                className={styles.sheet}
                title={`${report.name}, ${report.from} to ${report.to}`}
                src={under(reportFile(desk.id, report.id))}
                sandbox=""
              />
              {/* A frame ends where the sheet does, and would lose what stands below. */}
              <p className={styles.onPaper}>
                {`${report.name} prints from a page of its own: ${full(reportFile(desk.id, report.id))}`}
              </p>
              <Region name="What is known of the report">
                <Facts key={report.id} desk={desk} report={report} />
              </Region>
            </>
          ) : (
            <p className={styles.none} role="status">
              This report is not kept any more, or is not of this desk.
            </p>
          )}
        </div>
      )}
      {dialog === 'run' && (
        <RunDialog
          desk={desk}
          onClose={() => setDialog(null)}
          onMade={(made) => {
            setDialog(null);
            renew();
            change({ id: made.id });
          }}
        />
      )}
      {dialog === 'schedules' && <SchedulesDialog desk={desk} onClose={() => setDialog(null)} />}
    </div>
  );
}

/** The reports that are kept, by how long their periods are. */
function Archive({
  reports,
  chosen,
  zone,
  onChoose,
}: {
  reports: readonly ArchivedReport[];
  chosen: string | null;
  zone: string;
  onChoose: (id: string) => void;
}) {
  const [search, setSearch] = useState('');
  const now = useMinute();
  const named = reports.filter((report) =>
    plain(`${report.name} ${report.from} ${report.to}`).includes(plain(search.trim())),
  );
  return (
    <nav className={styles.archive} aria-label="Reports that were made">
      <SearchBox label="Find a report" text={search} onChange={setSearch} />
      {named.length === 0 && <p className={form.hint}>No report is called so.</p>}
      {sectionsOf(named).map(({ title, reports: own }) => (
        <section key={title}>
          <h3>{title}</h3>
          <ul>
            {own.map((report) => (
              <li key={report.id}>
                <button
                  type="button"
                  aria-current={report.id === chosen ? 'true' : undefined}
                  onClick={() => onChoose(report.id)}
                >
                  <b>{report.name}</b>
                  <bdi>{madeText(report, now, zone)}</bdi>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
