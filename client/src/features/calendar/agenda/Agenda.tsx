import { Fragment } from 'react';
import { clock } from '../../../shared/format/time';
import { useMinute, useTick } from '../../../shared/tick/ticker';
import { DueLine } from '../due/DueLine';
import { EntryButton, type Shared } from '../entry/EntryButton';
import { FlagChip } from '../entry/Flags';
import type { Item } from '../../../shared/schedule/items';
import { NowMark } from '../entry/NowMark';
import styles from './Agenda.module.css';
import { Title } from '../entry/Title';
import { contactParts, stateText, ticketText, timeText } from '../../../shared/schedule/words';
import { dayText, longDay, wall } from '../../../shared/schedule/zone';

interface Props extends Shared {
  items: readonly Item[];
}

/** The linear way through the calendar: day by day, an entry under the other, the same facts under each other. */
export function Agenda({ items, ...shared }: Props) {
  const { zone } = shared;
  const today = useTick((now) => dayText(wall(now, zone)));
  const minute = useMinute();
  const days = new Map<string, Item[]>();
  for (const item of items) {
    const key = dayText(wall(item.start, zone)),
      own = days.get(key);
    if (own) own.push(item);
    else days.set(key, [item]);
  }
  return (
    <div className={styles.agenda}>
      {[...days].map(([key, own]) => {
        const next = key === today ? own.findIndex((item) => item.start > minute) : null;
        return (
          <section key={key}>
            <h3>
              <bdi>{longDay(wall(own[0]!.start, zone))}</bdi>
              {key === today && <b>Today</b>}
              <small>{own.length}</small>
            </h3>
            <ul data-home={key}>
              {own.map((item, i) => (
                <Fragment key={item.id}>
                  {i === next && <NowMark text={clock(minute, zone)} />}
                  <li>{item.entry ? <Visit {...shared} item={item} /> : <DueLine {...shared} item={item} />}</li>
                </Fragment>
              ))}
              {next === -1 && <NowMark text={clock(minute, zone)} />}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

/** A visit in two lines: when and how it stands, where, what, who, and whom to call. */
const Visit = ({ item, ...shared }: Shared & { item: Item }) => (
  <EntryButton {...shared} item={item} className={styles.visit}>
    {(flags, badge) => (
      <>
        <span className={styles.when}>
          <span>{timeText(item, shared.zone)}</span>
          <small>{stateText(item)}</small>
        </span>
        <span className={styles.where}>
          <span>
            <b>{badge?.code ?? '–'}</b> <bdi>{item.location ?? 'no location'}</bdi>
          </span>
          <small dir="auto">{item.entry?.address}</small>
        </span>
        <span className={styles.what}>
          <Title item={item} lines={1} />
          <small dir="auto">{ticketText(item)}</small>
        </span>
        <span className={styles.who}>
          <span>{item.person ?? 'no technician'}</span>
          <small>{item.team}</small>
        </span>
        <span className={styles.contact}>
          {contactParts(item).map((part) => (
            <small key={part} dir="auto">
              {part}
            </small>
          ))}
        </span>
        <span className={styles.brief} dir="auto">
          {[item.person ?? 'no technician', ticketText(item)].filter(Boolean).join(', ')}
        </span>
        <span className={styles.flags}>
          {flags.map((flag) => (
            <FlagChip key={flag} flag={flag} />
          ))}
        </span>
      </>
    )}
  </EntryButton>
);
