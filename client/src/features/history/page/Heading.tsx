import { statusWord } from '../../../shared/kpi/limit';
import { StatusShape, UnusualShape } from '../../../shared/kpi/shapes';
import { unitWord } from '../../../shared/kpi/unitWord';
import { useDesk } from '../../../shared/store/desk';
import { valueParts } from '../../../shared/format/value';
import { useTick } from '../../../shared/tick/ticker';
import type { KpiDefinition } from '../../../shared/wire/wire';
import type { Shown } from '../address/address';
import { valueNow } from '../data/useSeen';
import { valueAt } from '../data/line';
import { usualAt, type Drawing } from '../drawing/drawing';
import { usualText } from '../words/finding';
import { shownValue } from '../words/tell';
import { titleOf } from './Pickers';
import styles from './HistoryPage.module.css';

interface Props {
  definition: KpiDefinition;
  lines: readonly Shown[];
  drawing: Drawing;
}

/** What the chart is about: the number now, what is usual now, and what it was a week ago. */
export function Heading({ definition, lines, drawing }: Props) {
  const catalogue = useDesk((state) => state.catalogue);
  const shown = lines[0]!;
  const result = useDesk((state) => state.results[definition.id]);
  const grows = (result?.rate ?? 0) > 0;
  // An age to the minute: the line beside it moves no faster.
  const value = useTick((at) => {
    const now = valueNow(shown, at) ?? null;
    return now !== null && grows ? Math.floor(now / 60) * 60 : now;
  });
  const parts =
    value === null ? [{ text: '–', unit: false }] : valueParts(value, definition.presentation.number, definition);
  const unit = value === null ? null : unitWord(definition, parts[0]!.text);
  const status = shown.group ? 'none' : (result?.status ?? 'none');
  const isMarked = status === 'critical' || status === 'warning';
  const usual = usualAt(drawing.usual, drawing.now);
  const before = drawing.lastWeek ? valueAt(drawing.lastWeek, drawing.now) : null;
  const isUnusual = !shown.group && result?.unusualSince !== undefined;
  return (
    <div className={styles.title}>
      <h3>{titleOf(shown, catalogue)}</h3>
      <span className={styles.value}>
        {parts.map((part, i) =>
          part.unit ? <small key={i}>{` ${part.text} `}</small> : <span key={i}>{part.text}</span>,
        )}
        {unit !== null && <small>{` ${unit}`}</small>}
      </span>
      {isMarked && (
        <span className={status === 'critical' ? styles.critical : styles.warning}>
          <StatusShape status={status} className={styles.shape} />
          <bdi>{statusWord[status]}</bdi>
        </span>
      )}
      {isUnusual && (
        <span className={styles.unusual}>
          <UnusualShape className={styles.shape} />
          unusual
        </span>
      )}
      {usual && <span className={styles.note}>{usualText(usual, definition)}</span>}
      {before !== null && <span className={styles.note}>{`last week ${shownValue(before, definition)}`}</span>}
    </div>
  );
}
