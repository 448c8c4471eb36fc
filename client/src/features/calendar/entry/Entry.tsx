import { clock } from '../../../shared/format/time';
import { EntryButton, type Shared } from './EntryButton';
import { fit, lineHeight, type Fit } from './fit';
import { FlagChip, FlagSign } from './Flags';
import { breakable } from './hyphens';
import type { Item } from '../../../shared/schedule/items';
import type { Piece } from './pieces';
import styles from './Entry.module.css';
import { Tick, Title } from './Title';
import { contactParts, endsSameDay, ticketText, timeText } from '../../../shared/schedule/words';

interface Props extends Shared {
  piece: Piece;
  /** rem. */
  width: number;
  height: number;
  narrow: boolean;
  /** On the dispatch board the technician stands above; place and ticket are told in full. */
  board: boolean;
  style: React.CSSProperties;
}

/** An entry among the hours: code, flags, time, title, and what else its height and width have room for. */
export function Entry({ piece, width, height, narrow, board, ...shared }: Props) {
  const { item, before, after } = piece;
  const names = [styles.placed, narrow && styles.narrow, before && styles.before, after && styles.after]
    .filter(Boolean)
    .join(' ');
  return (
    <EntryButton {...shared} item={item} className={names}>
      {(flags, badge) => {
        const room = fit({ width, height, flags, narrow, overnight: !endsSameDay(item, shared.zone) });
        const signs = flags.slice(flags.length - room.signs).map((flag) => <FlagSign key={flag} flag={flag} />);
        const titleElement = room.title > 0 && (
          <Title
            item={item}
            lines={room.title}
            text={room.wide ? item.title : breakable(item.title)}
            ticked={!room.tick}
          />
        );
        return (
          <span className={styles.lines} style={{ maxHeight: `${room.lines * lineHeight}rem` }}>
            <span className={`${styles.first} ${room.tight ? styles.tight : ''}`}>
              <b className={styles.code}>{badge?.code ?? '–'}</b>
              {room.tick && item.state === 'done' && <Tick />}
              {room.time && (
                <span className={styles.time}>
                  {room.time === 'range' ? timeText(item, shared.zone) : clock(item.start, shared.zone)}
                </span>
              )}
              {room.flags === 'signs' && signs}
              {room.inline && titleElement}
            </span>
            {room.flags === 'row' && <span className={styles.first}>{signs}</span>}
            {room.flags === 'words' && flags.map((flag) => <FlagChip key={flag} flag={flag} />)}
            {!room.inline && titleElement}
            {!room.inline &&
              meta(item, room, board).map((line, i) => (
                <span key={i} className={styles.meta} dir="auto">
                  {line}
                </span>
              ))}
          </span>
        );
      }}
    </EntryButton>
  );
}

/** What follows the title, a line each; those for which no whole line is left are not seen. */
function meta(item: Item, { wide, tight }: Fit, board: boolean): string[] {
  const address = item.entry?.address;
  const facts = board
    ? [
        ticketText(item),
        address?.includes(item.location ?? '') ? null : item.location,
        ...(address?.split(/, (?=\S)/) ?? []),
        ...contactParts(item),
        item.team,
      ]
    : wide
      ? [[item.person, item.ticketId].filter(Boolean).join(', '), address]
      : [item.person, tight ? null : item.ticketId];
  return facts.flatMap((fact) => (fact ? [fact] : []));
}
