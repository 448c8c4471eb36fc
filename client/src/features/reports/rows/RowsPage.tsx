import { useCallback, useState } from 'react';
import { Link } from 'wouter';
import { AddFilter, Conditions } from '../../../shared/filter/Conditions';
import conditions from '../../../shared/filter/Conditions.module.css';
import { under } from '../../../shared/address/base';
import { useMay } from '../../../shared/access/who';
import { weekdayClock } from '../../../shared/format/time';
import { whole } from '../../../shared/format/number';
import { cellText } from '../../../shared/rows/cellText';
import type { Column } from '../../../shared/rows/columns';
import { useDesk } from '../../../shared/store/desk';
import form from '../../../shared/ui/form.module.css';
import table from '../../../shared/ui/figures.module.css';
import { join } from '../../../shared/ui/join';
import { NothingHere } from '../../../shared/ui/NothingHere';
import { Region } from '../../../shared/ui/Region';
import { ReportTabs } from '../../../shared/ui/ReportTabs';
import toolbar from '../../../shared/ui/toolbar.module.css';
import { get } from '../../../shared/wire/api';
import type { PeriodRows } from '../../../shared/wire/reports';
import type { Row } from '../../../shared/wire/rows';
import type { Desk } from '../../../shared/wire/wire';
import { sharedPart, type Of } from '../address/address';
import { reportPath, useReport } from '../data/useReport';
import { tickets } from '../data/words';
import { PeriodOnPaper, PeriodPicker } from '../frame/PeriodPicker';
import frame from '../frame/ReportPage.module.css';
import { PrintButton, WaitingPage } from '../frame/ReportPage';
import { Empty, Missing } from '../frame/State';
import { useReportView } from '../frame/useReportView';
import { reportColumns, shownColumns } from '../data/columns';
import styles from './RowsPage.module.css';

/** The tickets behind a figure of a report. */
export default function RowsPage() {
  const desk = useDesk((state) => state.desk);
  const may = useMay('member');
  if (!desk) return <WaitingPage />;
  if (!may)
    return (
      <NothingHere title="Single tickets are for members">
        You see the figures of the reports. An administrator gives you more, under People.
      </NothingHere>
    );
  return <Page key={desk.id} desk={desk} />;
}

const titles: Readonly<Record<Of, string>> = {
  opened: 'opened in the period',
  resolved: 'resolved in the period',
  responded: 'first responded to in the period',
  open: 'open at the end of the period',
};

const limit = 200;

function Page({ desk }: { desk: Desk }) {
  const view = useReportView(desk);
  const { address, asked, filter, zone } = view;
  const path = reportPath(desk.id, 'rows', asked, { of: address.of, limit: String(limit) });
  const first = useReport<PeriodRows>(path);
  const { data, fault, renew } = first;
  const further = useFurther(path);
  const rows = data ? [...data.rows, ...further.rows] : [];
  const next = further.pages > 0 ? further.next : (data?.next ?? null);
  return (
    <div className={frame.page} data-paper="wide">
      <div className={join(toolbar.top, frame.bar)}>
        <h2>Reports</h2>
        <ReportTabs along={sharedPart({ ...address, conditions: [] })} />
        <div className={join(toolbar.tools, frame.tools)}>
          <a
            className={toolbar.button}
            href={under(reportPath(desk.id, 'rows.csv', asked, { of: address.of }))}
            download=""
          >
            <bdi>CSV of all</bdi>
          </a>
          <PrintButton />
        </div>
      </div>
      <div className={join(toolbar.second, frame.bar)}>
        <PeriodPicker view={view} />
        <Conditions view={filter} />
        <AddFilter view={filter} className={conditions.plain} />
      </div>
      <PeriodOnPaper view={view} />
      <section className={table.card} aria-label="Tickets">
        <p className={table.title}>
          <b>{data ? tickets(data.total) : 'Tickets'}</b>
          <bdi>{titles[address.of]}</bdi>
          {data !== null && data.hidden > 0 && (
            <bdi>{`${tickets(data.hidden)} of other teams in the period are not yours to see`}</bdi>
          )}
        </p>
        <Region name="The tickets">
          {data === null ? (
            <Missing fault={fault} renew={renew} rows={10} />
          ) : rows.length === 0 ? (
            <Empty view={view} />
          ) : (
            <Table rows={rows} names={data.columns} now={data.period.asOf} zone={zone} />
          )}
        </Region>
        {further.fault !== null && (
          <p className={form.fault} role="alert">
            {further.fault}
          </p>
        )}
        {next !== null && (
          <button type="button" className={table.more} disabled={further.isBusy} onClick={() => further.read(next)}>
            {`Show more, ${whole(rows.length)} of ${whole(data?.total ?? 0)} stand here`}
          </button>
        )}
        {data !== null && next === null && rows.length < data.total && (
          <p className={table.title}>{`The first ${whole(rows.length)}; the CSV has all ${whole(data.total)}.`}</p>
        )}
      </section>
      <p className={frame.read}>{data ? `Read ${weekdayClock(data.readAt, zone)}, whole days, ${zone}.` : ''}</p>
    </div>
  );
}

interface Further {
  path: string;
  rows: readonly Row[];
  next: string | null;
  pages: number;
  isBusy: boolean;
  fault: string | null;
}

/** The pages after the first; forgotten with the question. */
function useFurther(path: string): Further & { read: (after: string) => void } {
  const none: Further = { path, rows: [], next: null, pages: 0, isBusy: false, fault: null };
  const [state, setState] = useState<Further>(none);
  const shown = state.path === path ? state : none;
  const read = useCallback(
    (after: string) => {
      const change = (more: (before: Further) => Partial<Further>): void =>
        setState((before) => {
          const own =
            before.path === path ? before : { path, rows: [], next: null, pages: 0, isBusy: false, fault: null };
          return { ...own, ...more(own) };
        });
      change(() => ({ isBusy: true, fault: null }));
      get<PeriodRows>(`${path}&after=${encodeURIComponent(after)}`, undefined, 120_000).then(
        ({ rows, next }) =>
          setState((before) =>
            before.path === path
              ? { ...before, rows: [...before.rows, ...rows], next, pages: before.pages + 1, isBusy: false }
              : before,
          ),
        () => change(() => ({ isBusy: false, fault: 'The next rows did not come. Try again.' })),
      );
    },
    [path],
  );
  return { ...shown, read };
}

function Table({
  rows,
  names,
  now,
  zone,
}: {
  rows: readonly Row[];
  names: readonly string[];
  now: number;
  zone: string;
}) {
  const known = new Set(names);
  const columns = shownColumns.flatMap((name): Column[] => {
    const column = reportColumns().find((one) => one.name === name);
    return column && known.has(name) ? [column] : [];
  });
  return (
    // What scrolls can be reached by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={table.scroll} tabIndex={0} role="region" aria-label="The tickets, scrolls">
      <table className={join(table.table, styles.tickets)}>
        <thead>
          <tr>
            {columns.map(({ name, title }) => (
              <th key={name} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {columns.map((column) => {
                const text = cellText(column, row[column.name], { now, zone, grown: 0 }) ?? '';
                return column.name === 'id' ? (
                  <th key={column.name} scope="row">
                    <Link href={`/tickets?ticket=${encodeURIComponent(row.id)}`}>{text}</Link>
                  </th>
                ) : (
                  <td key={column.name} className={column.name === 'title' ? styles.wide : undefined} dir="auto">
                    {text}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
