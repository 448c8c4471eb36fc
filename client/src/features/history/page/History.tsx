import { useId, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { Region } from '../../../shared/ui/Region';
import { useSize } from '../../../shared/ui/useSize';
import { rootSize } from '../../../shared/ui/media';
import type { Desk, KpiDefinition, Note } from '../../../shared/wire/wire';
import { writeAddress, type HistoryAddress } from '../address/address';
import { rangeOf, ranges, type Range, type Span } from '../address/range';
import { Brush } from '../brush/Brush';
import { HistoryChart, plotFrame } from '../chart/HistoryChart';
import { Multiples } from '../multiples/Multiples';
import { useMay } from '../../../shared/access/who';
import { NoteDialog } from '../notes/NoteDialog';
import { useNotes } from '../notes/useNotes';
import { HistoryTable } from '../table/HistoryTable';
import { finding, computedText } from '../words/finding';
import { Actions } from './Actions';
import { Heading } from './Heading';
import { Legend } from './Legend';
import { breakdownsOf, titleOf } from './Pickers';
import { usePicture } from './picture';
import { State } from './State';
import { Toolbar } from './Toolbar';
import { useOverview } from './useOverview';
import { useKeys } from './useKeys';
import { useHistoryView } from './useView';
import { dimensionTitle, dimensionWord } from '../../../shared/store/breakdowns';
import { useDesk } from '../../../shared/store/desk';
import styles from './HistoryPage.module.css';

interface Props {
  desk: Desk;
  definition: KpiDefinition;
  address: HistoryAddress;
  change: (more: Partial<HistoryAddress>) => void;
}

const spokenRange = (range: Range): string => {
  const named = ranges.find(({ id }) => id === range);
  return named && named.id !== 'all' ? `same ${named.spoken}` : 'same time';
};

/** The page of one KPI's history. */
export function History({ desk, definition, address, change }: Props) {
  const zone = desk.timeZone;
  const [, go] = useLocation();
  const id = useId();
  const card = useRef<HTMLDivElement>(null);
  const { width } = useSize(card);
  const catalogue = useDesk((state) => state.catalogue);
  const view = useHistoryView(desk.id, zone, definition, address);
  const { drawings, span, now, lines } = view;
  const { notes, keep, drop } = useNotes(view.notes);
  const [edited, setEdited] = useState<Note | number | null>(null);
  const [main] = drawings as [(typeof drawings)[number]];
  const subject = main.subjects[0]!;
  const overview = useOverview(desk.id, lines[0]!, span, now);
  const unit = rootSize() / 16;
  const title = titleOf(lines[0]!, catalogue);
  const picture = usePicture(drawings, { desk: desk.name, title, span, now, zone, isLive: view.now === span.to });

  const zoomTo = (next: Span): void => change({ range: rangeOf(next, now) });
  const choose = (kpi: string): void =>
    go(`/kpis/${kpi}/history${writeAddress({ ...address, group: null, by: null })}`);
  const mayNote = useMay('manager');
  useKeys(address, change, () => {
    if (mayNote) setEdited(now);
  });
  const isRead = view.state === 'ready' || subject.history.points.length > 0;
  const words = isRead
    ? finding(subject, main.gaps, zone, now)
    : view.state === 'failed'
      ? 'The history is not available.'
      : 'Reading the history.';
  const computed = computedText(subject, zone, now);
  const frame = plotFrame(Math.round(width * rootSize()), unit, 0);
  const breakdowns = breakdownsOf(definition),
    by = breakdowns.find((dimension) => dimension === address.by) ?? breakdowns[0];
  const actions = (at: number): React.ReactNode => (
    <Actions at={at} definition={definition} zone={zone} onNote={() => setEdited(at)} />
  );
  return (
    <div className={styles.page} data-paper="wide" data-loading={view.state === 'loading' ? '' : undefined}>
      <Toolbar
        desk={desk}
        definition={definition}
        address={address}
        view={view}
        change={change}
        onKpi={choose}
        onPicture={picture.save}
        onNote={mayNote ? () => setEdited(now) : null}
      />
      <figure
        className={styles.card}
        aria-label={`${title}: ${words}`}
        aria-describedby={address.isTable ? id : undefined}
      >
        <div className={styles.head}>
          <Heading definition={definition} lines={lines} drawing={main} />
          <Legend drawing={main} />
        </div>
        <p className={styles.finding}>{[words, computed].filter(Boolean).join(' ')}</p>
        <div ref={card} className={styles.plots}>
          <Region name="The chart">
            <HistoryChart
              drawings={drawings}
              zone={zone}
              notes={notes}
              onZoom={zoomTo}
              onNote={setEdited}
              actions={actions}
              onDrawn={picture.drawn}
            />
            <State
              view={view}
              hasLine={subject.history.points.length > 0}
              computing={subject.history.computing && computed}
            />
          </Region>
          <Brush
            overview={overview.span}
            history={overview.history}
            shown={span}
            now={now}
            zone={zone}
            left={frame.left}
            right={frame.right}
            width={frame.width}
            unit={unit}
            onChange={zoomTo}
          />
        </div>
      </figure>
      {address.isTable &&
        drawings.map((drawing, i) => (
          <HistoryTable
            key={i}
            drawing={drawing}
            zone={zone}
            id={i === 0 ? id : `${id}${i}`}
            name={drawing.subjects.map((one) => one.title).join(', ')}
          />
        ))}
      {by && lines.length === 1 && (
        <section aria-label={`By ${dimensionWord(by)}`}>
          <div className={styles.below}>
            <h3>{`By ${dimensionWord(by)}`}</h3>
            <span>{`${spokenRange(address.range)}, each from 0`}</span>
            <div className={styles.choices} role="group" aria-label="Broken down by">
              {breakdowns.map((dimension) => (
                <button
                  key={dimension}
                  type="button"
                  aria-pressed={dimension === by}
                  onClick={() => change({ by: dimension })}
                >
                  <bdi>{dimensionTitle(dimension)}</bdi>
                </button>
              ))}
            </div>
          </div>
          <Region name="The small charts">
            <Multiples
              desk={desk.id}
              definition={definition}
              dimension={by}
              span={span}
              linkOf={(group) => `/kpis/${definition.id}/history${writeAddress({ ...address, group })}`}
            />
          </Region>
        </section>
      )}
      {edited !== null && (
        <NoteDialog
          desk={desk.id}
          zone={zone}
          note={typeof edited === 'number' ? null : edited}
          at={typeof edited === 'number' ? edited : now}
          onKept={keep}
          onRemoved={drop}
          onClose={() => setEdited(null)}
        />
      )}
    </div>
  );
}
