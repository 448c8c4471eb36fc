import { duration } from '../../../shared/format/duration';
import { clock } from '../../../shared/format/time';
import { useTick } from '../../../shared/tick/ticker';
import { EntryButton, type Shared } from '../entry/EntryButton';
import { FlagChip } from '../entry/Flags';
import type { Item } from '../../../shared/schedule/items';
import styles from './Due.module.css';
import { Title } from '../entry/Title';

interface Props extends Shared {
  item: Item;
}

const late = (item: Item, now: number): string =>
  `overdue by ${duration(Math.floor((now - item.start) / 60_000) * 60)}`;

/** A ticket at its due time, over the whole width: when, where, how urgent, what, who. */
export function DueLine({ item, ...shared }: Props) {
  const text = useTick((now) => (item.start <= now ? late(item, now) : ''));
  return (
    <EntryButton {...shared} item={item} className={styles.line}>
      {(flags, badge) => (
        <>
          <span className={styles.time}>{clock(item.start, shared.zone)}</span>
          <span className={styles.place}>
            <b>{badge?.code ?? '–'}</b> <span>{item.location ?? 'no location'}</span>
          </span>
          <Priority of={item.priority} />
          <span className={styles.id}>{item.id}</span>
          <span className={styles.what}>
            <Title item={item} lines={1} />
            <span className={styles.flag}>
              {flags.map((flag) => (
                <FlagChip key={flag} flag={flag}>
                  {text}
                </FlagChip>
              ))}
            </span>
          </span>
          <span className={styles.who}>
            <bdi>{item.person ?? 'nobody yet'}</bdi>
            {item.team && <small>{item.team}</small>}
          </span>
        </>
      )}
    </EntryButton>
  );
}

/** The same in a column of the week. */
export const DueCard = ({ item, ...shared }: Props) => (
  <EntryButton {...shared} item={item} className={styles.card}>
    {(flags, badge) => (
      <>
        <span className={styles.first}>
          <span className={styles.time}>{clock(item.start, shared.zone)}</span>
          <b>{badge?.code ?? '–'}</b>
          <Priority of={item.priority} />
          <span className={styles.id}>{item.id}</span>
        </span>
        <Title item={item} lines={2} />
        <span className={styles.first}>
          {flags.map((flag) => (
            <FlagChip key={flag} flag={flag} />
          ))}
          <span className={styles.who}>{item.person ?? 'nobody yet'}</span>
        </span>
      </>
    )}
  </EntryButton>
);

const Priority = ({ of }: { of: number | null }) => (
  <span className={`${styles.priority} ${of === 1 ? styles.first1 : ''}`}>{of === null ? '–' : `P${of}`}</span>
);
