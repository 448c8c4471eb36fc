import { Check, Clock3 } from 'lucide-react';
import { StatusShape } from '../card/shapes';
import { clock } from '../format/time';
import { useTick } from '../tick/ticker';
import { flagsOf, flagWord, type Flag, type Item } from './items';
import type { Look } from './looks';
import looks from './Looks.module.css';
import styles from './Calendar.module.css';
import { sentence, timeText } from './words';

const join = (...names: (string | false | undefined)[]): string => names.filter(Boolean).join(' ');

export const FlagSign = ({ flag, className }: { flag: Flag; className?: string | undefined }) =>
  flag === 'afterSla' ? <Clock3 className={className} size=".75rem" strokeWidth={2} aria-hidden="true" /> : <StatusShape status={flag === 'conflict' ? 'warning' : 'critical'} className={className} />;

interface Props {
  item: Item;
  look: Look | undefined;
  zone: string;
  /** Minutes it has room for: shorter entries keep shapes only. */
  room: number;
  narrow?: boolean;
  /** Hardly wider than its code: words of flags and the time have no room. */
  tight?: boolean;
  open: boolean;
  onOpen: (id: string, at: HTMLElement) => void;
  style?: React.CSSProperties;
  inList?: boolean;
}

/** One entry: location by hue, pattern and code; state by tint, border and line; flags by shape and word. */
export function Entry({ item, look, zone, room, narrow, tight, open, onOpen, style, inList }: Props) {
  // Flags move with the clock; drawn again only when they do.
  const flags = useTick(now => flagsOf(item, now).join(' ')).split(' ').filter(Boolean) as Flag[];
  const name = useTick(now => sentence(item, Math.floor(now / 60_000) * 60_000, zone));
  const roomy = room >= 50 && !tight;
  return (
    <button
      type="button" data-item={item.id} aria-haspopup="dialog" aria-expanded={open} style={style} onClick={event => onOpen(item.id, event.currentTarget)}
      className={join(styles.entry, styles[item.state], looks[`h${look?.hue ?? 9}`], flags.includes('conflict') && styles.conflict, open && styles.chosen, narrow && styles.narrow, tight && styles.tight, room < 36 && !inList && styles.short, inList && styles.listed, !item.entry && styles.due)}
    >
      <span className="hidden-text">{name}</span>
      <i className={join(styles.band, looks.band, looks[`p${look?.pattern ?? 0}`])} aria-hidden="true" />
      <span className={styles.words} aria-hidden="true">
        <span className={styles.line}>
          <b className={styles.code}>{look?.code ?? '–'}</b>{tight ? '' : narrow || !roomy ? clock(item.start, zone) : timeText(item, zone)}
          {!roomy && flags.map(flag => <FlagSign key={flag} flag={flag} className={styles.sign} />)}
        </span>
        {roomy && flags.map(flag => <span key={flag} className={join(styles.flag, styles[`is-${flag}`])}><FlagSign flag={flag} className={styles.sign} />{flagWord[flag]}</span>)}
        <span className={styles.title}>{item.state === 'done' && <Check size=".75rem" strokeWidth={2} className={styles.tick} />}{item.entry ? item.title : tight ? item.id : `${item.id} ${item.title}`}</span>
        {room >= 80 && <span className={styles.meta}>{[item.person, item.entry ? item.ticketId : null].filter(Boolean).join(', ')}</span>}
      </span>
    </button>
  );
}
