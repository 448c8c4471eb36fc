import { Check } from 'lucide-react';
import { none } from '../../../shared/alerts/alerts';
import { plural } from '../../../shared/format/duration';
import { clock } from '../../../shared/format/time';
import { statusWord } from '../../../shared/kpi/limit';
import { StatusShape } from '../../../shared/kpi/shapes';
import { useDesk } from '../../../shared/store/desk';
import { join } from '../../../shared/ui/join';
import type { Alert, KpiDefinition } from '../../../shared/wire/wire';
import { byWorst } from './loud';
import styles from './TvAlerts.module.css';
import { useWallAlerts } from './useWallAlerts';
import { limitOf, partsOf, textOf } from './words';

/** As many lines as have room, of large type fewer. */
const mostRows = 8,
  mostFarRows = 5;

/** A page of the wall: the alerts that fire on its desk, and what will if nothing changes. No names hang on a wall. */
export function TvAlerts({ zone, isFar }: { zone: string; isFar: boolean }) {
  const most = isFar ? mostFarRows : mostRows;
  const desk = useDesk((state) => state.desk?.id ?? '');
  const catalogue = useDesk((state) => state.catalogue);
  const all = byWorst(useWallAlerts((held) => held[desk]) ?? none).filter(({ kpi }) => catalogue[kpi]);
  const shown = all.length > most ? all.slice(0, most - 1) : all;
  if (all.length === 0)
    return (
      <p className={styles.nothing}>
        <Check size="5rem" strokeWidth={1.75} aria-hidden="true" />
        <span>No alert fires</span>
      </p>
    );
  return (
    <ul className={styles.alerts}>
      {shown.map((alert) => (
        <Row key={alert.id} alert={alert} definition={catalogue[alert.kpi]!} zone={zone} />
      ))}
      {all.length > shown.length && (
        <li className={styles.more}>{`and ${plural(all.length - shown.length, 'alert')} more`}</li>
      )}
    </ul>
  );
}

function Row({ alert, definition, zone }: { alert: Alert; definition: KpiDefinition; zone: string }) {
  const { state, severity, acknowledged, silencedUntil, next } = alert;
  const isPending = state === 'pending';
  const word = isPending
    ? next
      ? `Fires ${clock(Date.parse(next), zone)}`
      : 'Not yet'
    : silencedUntil
      ? `Silenced until ${clock(Date.parse(silencedUntil), zone)}`
      : acknowledged
        ? `Acknowledged ${clock(Date.parse(acknowledged.at), zone)}`
        : 'Not acknowledged';
  return (
    <li className={join(styles.alert, styles[isPending ? 'pending' : severity])} data-alert={alert.id}>
      <StatusShape status={severity} className={styles.shape} />
      <span className={styles.word}>{isPending ? 'Pending' : statusWord[severity]}</span>
      <span className={styles.what}>
        <bdi>{definition.presentation.title}</bdi>
        {alert.group !== null && <bdi className={styles.group}>{alert.group}</bdi>}
      </span>
      <b>{textOf(partsOf(alert, definition))}</b>
      <span className={styles.limit}>{limitOf(alert, definition)}</span>
      <span className={styles.since}>{`since ${clock(Date.parse(alert.since), zone)}`}</span>
      <span className={styles.state}>{word}</span>
    </li>
  );
}
