import { Check } from 'lucide-react';
import { clock } from '../../../shared/format/time';
import { StatusShape } from '../../../shared/kpi/shapes';
import { useDesk } from '../../../shared/store/desk';
import { join } from '../../../shared/ui/join';
import type { KpiDefinition } from '../../../shared/wire/wire';
import type { DeskAlert } from './loud';
import styles from './Strip.module.css';
import { limitOf, partsOf, textOf } from './words';

interface Props {
  shown: DeskAlert;
  of: number;
  at: number;
  definition: KpiDefinition;
}

/** An alert that had its minute stays above the pages; one that somebody takes care of says so, quietly. */
export function Strip({ shown: { desk, alert }, of, at, definition }: Props) {
  const desks = useDesk((state) => state.desks);
  const open = useDesk((state) => state.desk?.id);
  const own = desks.find(({ id }) => id === desk);
  const zone = own?.timeZone ?? 'UTC';
  const { acknowledged } = alert;
  const { title } = definition.presentation;
  const name = [alert.group, desk !== open && own?.name].filter(Boolean).join(', ');
  return (
    <p className={join(styles.strip, acknowledged !== null && styles.isAcknowledged)} role="status">
      <StatusShape status="critical" className={styles.octagon} />
      <b>{`${title} ${textOf(partsOf(alert, definition))}`}</b>
      <bdi className={styles.limit}>{limitOf(alert, definition)}</bdi>
      {name && <bdi className={styles.group}>{name}</bdi>}
      <span className={styles.state}>
        {acknowledged ? (
          <>
            <Check size="2.375rem" strokeWidth={2.25} aria-hidden="true" />
            <bdi>{`Acknowledged ${clock(Date.parse(acknowledged.at), zone)}`}</bdi>
          </>
        ) : (
          <>
            <bdi className={styles.since}>{`since ${clock(Date.parse(alert.since), zone)}`}</bdi>
            <bdi>not acknowledged</bdi>
          </>
        )}
        {of > 1 && <bdi className={styles.count}>{`${at + 1} of ${of}`}</bdi>}
      </span>
    </p>
  );
}
