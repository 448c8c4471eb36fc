import { ChartLine, ChevronLeft, ChevronRight, Columns3, Info } from 'lucide-react';
import { Button, DialogTrigger, Popover } from 'react-aria-components';
import { Link } from 'wouter';
import { openDefinition } from '../../../shared/preferences/view';
import { limitText, nextLimit, statusWord } from '../../../shared/kpi/limit';
import { historyOf } from '../../../shared/kpi/historyOf';
import { StatusShape, UnusualShape } from '../../../shared/kpi/shapes';
import { unitWord } from '../../../shared/kpi/unitWord';
import { Sparkline } from '../../../shared/card/Sparkline';
import { useCard } from '../../../shared/card/useCard';
import { valueParts } from '../../../shared/format/value';
import toolbar from '../../../shared/ui/toolbar.module.css';
import ui from '../../../shared/ui/ui.module.css';
import type { KpiDefinition } from '../../../shared/wire/wire';
import { ColumnsDialog } from '../columns/ColumnsDialog';
import { Export } from './Export';
import { MovesMenu } from './MovesMenu';
import type { TableView } from '../data/tableView';
import type { Rows } from '../data/useTable';
import styles from './TablePage.module.css';

interface Props {
  view: TableView;
  page: Rows['state']['page'];
  isNarrow: boolean;
}

/** What the table is about: the number with its status and limit, what it means, and what can be done with its rows. */
export function Title({ view, page, isNarrow }: Props) {
  const { definition } = view;
  if (isNarrow) {
    return (
      <div className={styles.title}>
        <Link href="/" className={styles.back} aria-label="Back to the board">
          <ChevronLeft strokeWidth={1.5} aria-hidden="true" />
        </Link>
        {definition ? <Number definition={definition} page={page} /> : <h2>All tickets</h2>}
        {definition && (
          <Link
            href={historyOf(definition.id, null)}
            className={styles.info}
            aria-label={`History of ${definition.title}`}
          >
            <ChartLine size="1rem" strokeWidth={1.5} aria-hidden="true" />
          </Link>
        )}
      </div>
    );
  }
  return (
    <>
      <nav className={styles.crumbs} aria-label="Where this is">
        <Link href="/">Board</Link>
        {definition && (
          <>
            <ChevronRight size=".75rem" aria-hidden="true" />
            <span>{definition.group}</span>
            <ChevronRight size=".75rem" aria-hidden="true" />
            <span aria-current="page">{definition.presentation.title}</span>
          </>
        )}
        {!definition && (
          <>
            <ChevronRight size=".75rem" aria-hidden="true" />
            <span aria-current="page">Tickets</span>
          </>
        )}
      </nav>
      <div className={styles.title}>
        {definition ? <Number definition={definition} page={page} /> : <h2>All tickets</h2>}
        <div className={styles.right}>
          {definition && (
            <Link href={historyOf(definition.id, null)} className={toolbar.button}>
              <ChartLine size="1rem" strokeWidth={1.5} aria-hidden="true" />
              History
            </Link>
          )}
          {definition && <MovesMenu definition={definition} />}
          <DialogTrigger>
            <Button className={toolbar.button ?? ''}>
              <Columns3 size="1rem" strokeWidth={1.5} aria-hidden="true" />
              Columns
            </Button>
            <Popover className={ui.popover ?? ''} placement="bottom end" offset={6}>
              <ColumnsDialog layout={view.layout} />
            </Popover>
          </DialogTrigger>
          <Export view={view} />
        </div>
      </div>
    </>
  );
}

function Number({ definition, page }: { definition: KpiDefinition; page: Props['page'] }) {
  const card = useCard(definition);
  // The value of the very cut the rows are of; an age ticks on as on its card.
  const value = page && page.rate === 0 ? page.value : card.value;
  const status = page ? page.status : card.status;
  const { title, window } = definition.presentation;
  const parts = value === null ? [{ text: '–', unit: false }] : valueParts(value, card.kind, definition);
  const unit = value === null ? null : unitWord(definition, parts[0]!.text);
  const word = status === 'critical' || status === 'warning';
  return (
    <>
      <div className={styles.words}>
        <h2>{`${title}${window ? `, ${window}` : ''}`}</h2>
        <span className={`${styles.value} ${status === 'critical' ? styles.critical : ''}`}>
          {parts.map((part, i) =>
            part.unit ? <small key={i}>{` ${part.text} `}</small> : <span key={i}>{part.text}</span>,
          )}
          {unit !== null && <small>{` ${unit}`}</small>}
        </span>
        {word && (
          <span className={`${styles.chip} ${status === 'critical' ? styles.isCritical : styles.isWarning}`}>
            <StatusShape status={status} />
            <bdi>{statusWord[status]}</bdi>
          </span>
        )}
        {definition.better !== 'neither' && (
          <span className={styles.limit}>{status === card.status ? card.words : limitText(definition, status)}</span>
        )}
        {card.isUnusual && (
          <span className={styles.unusual}>
            <UnusualShape />
            <b>unusual</b>
            {card.usual && <bdi>{`${card.usual} is usual now`}</bdi>}
          </span>
        )}
      </div>
      <span className={styles.spark}>
        <Sparkline
          trend={card.trend}
          now={card.state === 'live' ? card.value : null}
          kind={card.kind}
          limit={nextLimit(definition, status)}
        />
      </span>
      <span className={styles.about}>{definition.description}</span>
      <button
        type="button"
        id={`card-${definition.id}`}
        className={styles.info}
        aria-haspopup="dialog"
        aria-label={`What ${definition.title} means`}
        onClick={() => openDefinition(definition.id)}
      >
        <Info size="1rem" strokeWidth={1.5} aria-hidden="true" />
      </button>
    </>
  );
}
