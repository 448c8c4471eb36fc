import { useMemo } from 'react';
import { valueText } from '../../../shared/format/value';
import { dimensionTitle, dimensionWord } from '../../../shared/store/breakdowns';
import { useDesk } from '../../../shared/store/desk';
import { groupLabel } from '../../../shared/store/group';
import { useTick } from '../../../shared/tick/ticker';
import type { Dimension, KpiDefinition } from '../../../shared/wire/wire';
import { barsOf, type Bar } from './bars';
import styles from './Bars.module.css';

/** A KPI's groups as bars; null until its breakdown has come. */
export function useBars(definition: KpiDefinition, dimension: Dimension | null): Bar[] | null {
  const values = useDesk((desk) => (dimension === null ? undefined : desk.results[definition.id]?.groups?.[dimension]));
  const asOf = useDesk((desk) => desk.results[definition.id]?.asOf),
    rate = useDesk((desk) => desk.results[definition.id]?.rate ?? 0);
  // Ages grow by themselves between results, a minute at a time.
  const grown = useTick((now) =>
    rate > 0 && asOf ? Math.max(0, Math.floor((now - Date.parse(asOf)) / 60_000)) * 60 * rate : 0,
  );
  return useMemo(() => {
    if (!values || dimension === null) return null;
    const now =
      grown > 0
        ? Object.fromEntries(
            Object.entries(values).map(([group, value]) => [group, value === null ? null : value + grown]),
          )
        : values;
    return barsOf(now, dimension, definition.better, definition.presentation.number);
  }, [values, dimension, definition, grown]);
}

/** "By team: Network 12, Desktop 8, 3 more." */
export function spokenBars(
  bars: readonly Bar[] | null,
  definition: KpiDefinition,
  dimension: Dimension,
  most: number,
): string {
  if (!bars || bars.length === 0) return '';
  const kind = definition.presentation.number,
    rest = bars.length - most;
  return `By ${dimensionWord(dimension)}: ${bars
    .slice(0, most)
    .map((bar) => `${groupLabel({ dimension, name: bar.group })} ${valueText(bar.value, kind)}`)
    .join(', ')}${rest > 0 ? `, ${rest} more` : ''}.`;
}

/** The bars beside or under a number. Neutral: limits are the whole desk's. */
export function Bars({
  bars,
  definition,
  dimension,
  most,
}: {
  bars: readonly Bar[] | null;
  definition: KpiDefinition;
  dimension: Dimension;
  most: number;
}) {
  const picked = useDesk((desk) => (desk.group?.dimension === dimension ? desk.group.name : null));
  const part = useDesk((desk) => desk.group !== null);
  const kind = definition.presentation.number;
  if (!bars)
    return (
      <span className={`${styles.bars} ${styles.waiting}`} data-most={most}>
        <i />
        <i />
        <i />
      </span>
    );
  if (bars.length === 0)
    return (
      <span className={styles.bars} data-most={most}>
        <span className={styles.none}>{`nothing to break down by ${dimensionWord(dimension)}`}</span>
      </span>
    );
  const rest = bars.length > most ? `, ${most} of ${bars.length}` : '';
  return (
    <span className={styles.bars} data-most={most}>
      <span className={styles.by}>{`${dimensionTitle(dimension)}${part ? ', whole desk' : ''}${rest}`}</span>
      {bars.slice(0, most).map((bar) => (
        <span key={bar.group} className={bar.group === picked ? `${styles.bar} ${styles.picked}` : styles.bar}>
          <span className={styles.name}>{groupLabel({ dimension, name: bar.group })}</span>
          <svg className={styles.track} viewBox="0 0 100 6" preserveAspectRatio="none">
            <rect className={styles.ground} width="100" height="6" />
            <rect className={styles.fill} width={bar.length * 100} height="6" />
          </svg>
          <span className={styles.number}>{valueText(bar.value, kind)}</span>
        </span>
      ))}
    </span>
  );
}
