import { ChartLine, History, Info } from 'lucide-react';
import { memo, useRef } from 'react';
import { Link } from 'wouter';
import { openDefinition, useView } from '../preferences/view';
import { durationParts, text } from '../format/duration';
import { valueText } from '../format/value';
import { useDesk } from '../store/desk';
import { tickNow, useTick } from '../tick/ticker';
import { join } from '../ui/join';
import { useTouch } from '../ui/media';
import { asked } from '../wire/asked';
import type { KpiDefinition, Status } from '../wire/wire';
import styles from './Card.module.css';
import { Age, Foot } from './Foot';
import { useRing } from './motion';
import { nextLimit, statusWord } from '../kpi/limit';
import { historyOf } from '../kpi/historyOf';
import { usePageOf } from '../kpi/usePageOf';
import { asOf, sentence } from './sentence';
import { StatusShape, TrendArrow, UnusualShape } from '../kpi/shapes';
import { labelsOf, Sparkline } from './Sparkline';
import { TouchMenu } from './TouchMenu';
import { useCard, type CardModel } from './useCard';
import { useMoves } from '../moves/useMoves';
import { Value } from './Value';

/** How an own board shows a card; the board of all KPIs leaves it out. */
export interface Look {
  size: '1x1' | '2x1' | '2x2';
  /** The card's own trend beside its number. */
  trend: boolean;
  /** What fills the rest of a larger card. */
  children?: React.ReactNode;
  /** What that says, after the card's sentence. */
  spoken?: string;
  /** Its element, where the KPI stands on the board twice. */
  elementId?: string;
}

/**
 * One KPI: title, value and trend, status and limit, what moved and when. The whole card is one link to the rows behind
 * it.
 */
export const Card = memo(function Card({ id, ...more }: { id: string; stop: boolean } & Partial<Look>) {
  const definition = useDesk((desk) => desk.catalogue[id]);
  return definition ? <Filled definition={definition} {...more} /> : null;
});

function Filled({
  definition,
  stop,
  size,
  trend = true,
  children,
  spoken = '',
  elementId,
}: { definition: KpiDefinition; stop: boolean } & Partial<Look>) {
  const card = useCard(definition);
  const zone = useDesk((desk) => desk.desk?.timeZone ?? 'UTC');
  const { title, window, isWide } = definition.presentation;
  const wide = size ? size !== '1x1' : isWide;
  const filter = useView((view) => view.filter);
  const faded = filter !== null && filter !== card.status;
  const status = card.state === 'failed' || card.state === 'loading' ? 'none' : card.status;
  const age = card.result?.moved ? (tickNow() - Date.parse(card.result.moved.at)) / 1000 : null;
  // The name is text of its own beside the face, so that what is seen and what is said each read well.
  const name = sentence(definition, {
    value: card.value,
    status: card.status,
    words: card.words,
    direction: card.way,
    isUnusual: card.isUnusual,
    usual: card.usual,
    moved: card.result?.moved,
    age,
    ...(card.group ? { compare: compare(card) } : {}),
    failed: card.state === 'failed',
    loading: card.state === 'loading',
    ...asOf(card, zone),
  });
  const ring = useRef<HTMLElement>(null);
  useRing(status === 'critical', card.state !== 'loading', ring);
  const moves = useMoves<HTMLAnchorElement>(definition);
  const isTouched = useTouch();
  const pageOf = usePageOf();
  const look = {
    id: elementId ?? `card-${definition.id}`,
    className: join(
      styles.card,
      styles[status],
      styles[card.state],
      wide && styles.wide,
      size === '2x2' && styles.big,
      faded && styles.faded,
    ),
    'data-kpi': definition.id,
    'data-status': status,
  };
  const face = (
    <>
      <span className="hidden-text">{`${name} ${spoken}`.trim()}</span>
      <span className={styles.face} aria-hidden="true">
        <i className={styles.ring} ref={ring} />
        {card.state === 'loading' ? (
          <Blocks />
        ) : (
          <>
            <span className={styles.head}>
              <span className={styles.title}>{title}</span>
              {window && <span className={styles.window}>{window}</span>}
            </span>
            <span className={styles.middle}>
              <Value card={card} />
              {trend && card.state !== 'failed' && card.value !== null && <Trend card={card} wide={wide ?? false} />}
            </span>
            <span className={styles.limit}>
              <Limit card={card} />
              {card.isUnusual && <Unusual word={status === 'good' || status === 'none'} />}
              {card.state === 'live' && !card.group && <Age result={card.result} />}
            </span>
            {children}
            <Foot card={card} />
          </>
        )}
      </span>
    </>
  );
  const slot = join(styles.slot, wide && styles.span);
  // A view link opens the number and nothing behind it.
  if (asked.link !== null)
    return (
      <div className={slot}>
        <div {...look}>{face}</div>
      </div>
    );
  return (
    <div className={slot} data-card={definition.id}>
      <Link ref={moves.trigger} href={pageOf(definition.id, card.group)} tabIndex={stop && !faded ? 0 : -1} {...look}>
        {face}
      </Link>
      <span className={styles.tools}>
        {moves.open && (
          <button
            type="button"
            tabIndex={-1}
            aria-haspopup="dialog"
            aria-label={`What moved in ${definition.title}`}
            title="What moved (m)"
            onClick={moves.open}
          >
            <History size="1rem" strokeWidth={1.5} aria-hidden="true" />
          </button>
        )}
        <Link
          href={historyOf(definition.id, card.group)}
          tabIndex={-1}
          aria-label={`History of ${definition.title}`}
          title="History (h)"
        >
          <ChartLine size="1rem" strokeWidth={1.5} aria-hidden="true" />
        </Link>
        <button
          type="button"
          tabIndex={-1}
          aria-haspopup="dialog"
          aria-label={`What ${definition.title} means`}
          title="What it means (i)"
          onClick={() => openDefinition(definition.id)}
        >
          <Info size="1rem" strokeWidth={1.5} aria-hidden="true" />
        </button>
      </span>
      {isTouched && <TouchMenu definition={definition} group={card.group} onMoves={moves.open} />}
      {moves.popover}
    </div>
  );
}

function compare({ definition, result, kind }: CardModel): string {
  return result?.value == null ? 'desk –' : `desk ${valueText(result.value, kind, definition)}`;
}

function Trend({ card, wide }: { card: CardModel; wide: boolean }) {
  const limit = card.group ? null : nextLimit(card.definition, card.status);
  const live = card.state === 'live';
  return (
    <>
      {live && card.way && <TrendArrow way={card.way} className={styles.arrow} />}
      <Sparkline
        trend={card.trend}
        now={live ? card.value : null}
        kind={card.kind}
        limit={live ? limit : null}
        {...(wide ? { size: 'wide', labels: labelsOf(card) } : {})}
      />
    </>
  );
}

function Limit({ card }: { card: CardModel }) {
  const { definition, group, state, value } = card;
  if (group) return <span className={styles.limitText}>{compare(card)}</span>;
  if (state === 'failed') return <Failed card={card} />;
  if (value === null)
    return (
      <>
        <StatusShape status="none" className={styles.shape} />
        <span className={styles.limitText}>{definition.presentation.empty}</span>
      </>
    );
  return (
    <Chip status={card.status}>
      <span className={styles.limitText}>{card.words}</span>
    </Chip>
  );
}

/** Rare, which is neither good nor bad: beside a status word the shape alone. */
const Unusual = ({ word }: { word: boolean }) => (
  <span className={styles.unusual}>
    <UnusualShape className={styles.shape} />
    {word && <b>unusual</b>}
  </span>
);

function Chip({ status, children }: { status: Status; children: React.ReactNode }) {
  const word = status === 'critical' || status === 'warning';
  return (
    <>
      <span className={join(styles.chip, word && styles.worded)}>
        <StatusShape status={status} className={styles.shape} />
        {word && <b className={styles.word}>{statusWord[status]}</b>}
      </span>
      {children}
    </>
  );
}

function Failed({ card }: { card: CardModel }) {
  const retry = card.result?.retryAt;
  const wait = useTick((now) => (retry ? Math.max(0, Math.ceil((Date.parse(retry) - now) / 1000)) : 0));
  return (
    <>
      <span className={join(styles.chip, styles.worded)}>
        <StatusShape status="failed" className={styles.shape} />
        <b className={styles.word}>Failed</b>
      </span>
      <span className={styles.limitText}>{wait === 0 ? 'retrying' : `retry in ${text(durationParts(wait))}`}</span>
    </>
  );
}

const Blocks = () => (
  <span className={styles.blocks} aria-hidden="true">
    <i />
    <i />
    <i />
    <i />
  </span>
);
