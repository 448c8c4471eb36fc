import { ChevronDown } from 'lucide-react';
import { useRef } from 'react';
import { useMay } from '../../../shared/access/who';
import { useBadges } from '../../../shared/schedule/useBadges';
import { dimensionWord } from '../../../shared/store/breakdowns';
import { useDesk } from '../../../shared/store/desk';
import { Choice } from '../../../shared/ui/Choice';
import type { AgeingReport, ArrivalsReport, DurationsReport, SlaReport } from '../../../shared/wire/reports';
import type { Desk } from '../../../shared/wire/wire';
import { slaByNow, stepTitle } from '../address/address';
import { reportPath, useReport } from '../data/useReport';
import { ForViewers } from '../frame/ForViewers';
import { ReportPage, useFileName, WaitingPage } from '../frame/ReportPage';
import { useReportView } from '../frame/useReportView';
import { between, groupCondition, ticketsPath } from '../rows/conditions';
import { Ageing, ageingFinding, AgeingTable } from './Ageing';
import { Arrivals, arrivalsFinding, ArrivalsTable } from './Arrivals';
import { Card } from './Card';
import { Durations, durationsFinding, DurationsTable } from './Durations';
import { Sla, slaFinding, SlaTable, type SlaLinks } from './Sla';
import { usePlace } from './usePlace';
import styles from './Patterns.module.css';

/** When tickets come, how long they take, how old the open ones are, and how their due times were kept. */
export default function PatternsPage() {
  const desk = useDesk((state) => state.desk);
  if (!desk) return <WaitingPage />;
  return (
    <ForViewers>
      <Page key={desk.id} desk={desk} />
    </ForViewers>
  );
}

const day = 86_400;

function Page({ desk }: { desk: Desk }) {
  const view = useReportView(desk);
  const { address, asked, change } = view;
  const mayRows = useMay('member');
  const cards = useRef<HTMLDivElement>(null);
  const pathOf = (name: string): string =>
    reportPath(desk.id, name, asked, name.startsWith('sla') ? { by: address.by } : {});
  const arrivals = useReport<ArrivalsReport>(pathOf('arrivals')),
    durations = useReport<DurationsReport>(pathOf('durations')),
    ageing = useReport<AgeingReport>(pathOf('ageing')),
    sla = useReport<SlaReport>(pathOf('sla'));
  const { badges } = useBadges(desk.id, []);
  const read = [arrivals, durations, ageing, sla].flatMap(({ data }) => (data ? [data.readAt] : []));
  const cell = mayRows
    ? (weekday: number | null, hour: number | null) =>
        ticketsPath(address, 'opened', [
          ...(weekday === null ? [] : [{ column: 'weekday', kind: 'in', values: [weekday] } as const]),
          ...(hour === null ? [] : [{ column: 'hour', kind: 'in', values: [hour] } as const]),
        ])
    : null;
  const took = mayRows
    ? {
        bin: (from: number, to: number | null) =>
          ticketsPath(address, 'resolved', [between('timeToResolve', from, to)]),
        team: (group: string | null) => ticketsPath(address, 'resolved', [groupCondition('team', [group])]),
        all: ticketsPath(address, 'resolved', []),
      }
    : null;
  const old = mayRows
    ? (group: string | null | undefined, age: AgeingReport['classes'][number] | null) =>
        ticketsPath(address, 'open', [
          ...(group === undefined ? [] : [groupCondition('team', [group])]),
          ...(age ? [between('age', age.from * day, age.to === null ? null : age.to * day)] : []),
        ])
    : null;
  const due: SlaLinks = mayRows
    ? (group, of, kept) => {
        const column = of === 'resolution' ? 'resolvedInTime' : 'respondedInTime';
        return ticketsPath(address, of === 'resolution' ? 'resolved' : 'responded', [
          ...(group === undefined ? [] : [groupCondition(address.by, [group])]),
          kept === 'due'
            ? { column: '', kind: 'raw', text: `not ${column} is empty` }
            : { column, kind: 'is', value: kept === 'in time' },
        ]);
      }
    : null;
  const byTitle = stepTitle(address.by);
  usePlace([arrivals, durations, ageing, sla].every(({ data, fault }) => data !== null || fault !== null));
  return (
    <ReportPage
      view={view}
      csv={[
        { text: 'When tickets arrive', href: pathOf('arrivals.csv') },
        { text: 'Time to resolve', href: pathOf('durations.csv') },
        { text: 'Age of the backlog', href: pathOf('ageing.csv') },
        { text: `SLA by ${dimensionWord(address.by)}`, href: pathOf('sla.csv') },
      ]}
      pictureName={useFileName('patterns', asked.days.from, asked.days.to)}
      picture={cards}
      readAt={read.length > 0 ? Math.min(...read) : null}
      note="The backlog is that at the end of the period."
    >
      <div ref={cards} className={styles.cards}>
        <Card
          id="arrivals"
          title="When tickets arrive"
          view={view}
          answer={arrivals}
          csv={pathOf('arrivals.csv')}
          className={styles.arrivals}
          finding={arrivalsFinding}
          renderChart={(report) => <Arrivals report={report} linkOf={cell} />}
          renderTable={(report) => <ArrivalsTable report={report} linkOf={cell} />}
        />
        <Card
          id="durations"
          title="Time to resolve"
          view={view}
          answer={durations}
          csv={pathOf('durations.csv')}
          className={styles.durations}
          finding={durationsFinding}
          renderChart={(report) => <Durations report={report} links={took} />}
          renderTable={(report) => <DurationsTable report={report} links={took} />}
        />
        <Card
          id="ageing"
          title="Age of the backlog by team"
          view={view}
          answer={ageing}
          csv={pathOf('ageing.csv')}
          className={styles.ageing}
          finding={ageingFinding}
          renderChart={(report) => <Ageing report={report} linkOf={old} />}
          renderTable={(report) => <AgeingTable report={report} linkOf={old} />}
        />
        <Card
          id="sla"
          title={`SLA by ${dimensionWord(address.by)}`}
          view={view}
          answer={sla}
          csv={pathOf('sla.csv')}
          className={styles.sla}
          finding={slaFinding}
          choices={
            <Choice
              label={`By ${byTitle}`}
              className={styles.by}
              options={slaByNow().map((id) => ({ id, text: stepTitle(id) }))}
              chosen={address.by}
              onChoose={(by) => change({ by })}
            >
              <bdi>{`by ${byTitle.toLowerCase()}`}</bdi>
              <ChevronDown size="1rem" strokeWidth={1.5} aria-hidden="true" />
            </Choice>
          }
          renderChart={(report) => (
            <Sla
              report={report}
              links={due}
              codeOf={(group) => (address.by === 'location' ? (badges.get(group)?.code ?? null) : null)}
            />
          )}
          renderTable={(report) => <SlaTable report={report} links={due} />}
        />
      </div>
    </ReportPage>
  );
}
