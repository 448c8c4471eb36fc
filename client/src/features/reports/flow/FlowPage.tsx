import { useId, useRef } from 'react';
import { useMay } from '../../../shared/access/who';
import { useDesk } from '../../../shared/store/desk';
import table from '../../../shared/ui/figures.module.css';
import { join } from '../../../shared/ui/join';
import { Region } from '../../../shared/ui/Region';
import type { Desk } from '../../../shared/wire/wire';
import { stepTitle } from '../address/address';
import { reportPath } from '../data/useReport';
import { share, tickets } from '../data/words';
import { ForViewers } from '../frame/ForViewers';
import { ReportPage, useFileName, WaitingPage } from '../frame/ReportPage';
import { Empty, Missing } from '../frame/State';
import { useReportView, type ReportView } from '../frame/useReportView';
import { FlowTable } from './FlowTable';
import type { Flow } from './model';
import { Sankey } from './Sankey';
import { Steps } from './Steps';
import { useFlow, useShown } from './useFlow';
import styles from './FlowPage.module.css';

/** Which way the tickets of a period took: from the channel to how they ended, or by other steps. */
export default function FlowPage() {
  const desk = useDesk((state) => state.desk);
  if (!desk) return <WaitingPage />;
  return (
    <ForViewers>
      <Page key={desk.id} desk={desk} />
    </ForViewers>
  );
}

function Page({ desk }: { desk: Desk }) {
  const view = useReportView(desk);
  const { address, asked, change } = view;
  const { flow, answer, fault, renew } = useFlow(view);
  const card = useRef<HTMLElement>(null);
  const name = useFileName('flow', asked.days.from, asked.days.to);
  return (
    <ReportPage
      view={view}
      csv={[{ text: 'Ticket flow', href: reportPath(desk.id, 'flow.csv', asked, { steps: address.steps.join() }) }]}
      picture={card}
      pictureName={name}
      readAt={answer?.readAt ?? null}
      choices={<Steps steps={address.steps} onChange={(steps) => change({ steps })} />}
      note="Late: resolved after its due time, or open and overdue."
    >
      {flow && flow.total > 0 ? (
        <Shown flow={flow} view={view} card={card} />
      ) : (
        <section ref={card} className={styles.card}>
          {flow ? <Empty view={view} /> : <Missing fault={fault} renew={renew} rows={12} />}
        </section>
      )}
    </ReportPage>
  );
}

const spokenSteps: Readonly<Record<string, string>> = { team: 'team that has it now', ending: 'how it ended' };

/** What the flow shows first, in words. */
function finding({ nodes, total, steps }: Flow): string {
  const first = nodes.find(({ step, isOther }) => step === 0 && !isOther);
  const how = steps.map((step) => spokenSteps[step] ?? stepTitle(step).toLowerCase());
  const by = `by ${how.slice(0, -1).join(', ')} and ${how.at(-1)}`;
  return first ? `${by}; most by ${first.name}, ${share(first.count, total)}` : by;
}

function Shown({ flow, view, card }: { flow: Flow; view: ReportView; card: React.RefObject<HTMLElement | null> }) {
  const id = useId();
  const shown = useShown(flow, view, useMay('member'));
  const { isTable } = view.address;
  const title = `${tickets(flow.total)} opened`,
    words = finding(flow);
  return (
    <div
      ref={isTable ? (card as React.RefObject<HTMLDivElement | null>) : null}
      className={isTable ? undefined : styles.both}
    >
      {!isTable && (
        <figure ref={card} className={styles.card} aria-label={`${title}, ${words}`} aria-describedby={id}>
          <p className={join(table.title, styles.title)}>
            <b>{title}</b>
            <bdi>{words}</bdi>
          </p>
          <Region name="The flow">
            <Sankey flow={flow} shown={shown} tableId={id} />
          </Region>
        </figure>
      )}
      <FlowTable flow={flow} shown={shown} id={id} />
    </div>
  );
}
