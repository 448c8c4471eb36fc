import { X } from 'lucide-react';
import { Button, Dialog, Heading, Popover } from 'react-aria-components';
import { Link } from 'wouter';
import { useTick } from '../tick/ticker';
import ui from '../ui/ui.module.css';
import { FlagSign } from './Entry';
import type { Item } from './items';
import type { Look } from './looks';
import looks from './Looks.module.css';
import styles from './Calendar.module.css';
import { reasons, stateText, timeText } from './words';
import { dayName, wall } from './zone';

/** All of one entry, beside it. */
export function ItemCard({ item, look, zone, at, onClose }: { item: Item; look: Look | undefined; zone: string; at: React.RefObject<HTMLElement | null>; onClose: () => void }) {
  const now = useTick(now => Math.floor(now / 60_000) * 60_000);
  const { entry } = item;
  const facts: [string, React.ReactNode][] = [
    ['Time', timeText(item, zone)],
    ['Ticket', item.ticketId && <><Link href={`/tickets?ticket=${encodeURIComponent(item.ticketId)}`}>{item.ticketId}</Link> {entry?.ticket?.title}</>],
    [entry ? 'Technician' : 'Assignee', [item.person, item.team].filter(Boolean).join(', ')],
    ['Contact', entry?.contact], ['Address', entry?.address], ['State', stateText(item)],
  ];
  return (
    <Popover className={`${ui.popover} ${styles.popover}`} triggerRef={at} isOpen onOpenChange={open => { if (!open) onClose(); }} placement="right top" offset={6}>
      <Dialog className={styles.dialog ?? ''}>
        <div className={styles.place}>
          <i className={`${styles.swatch} ${looks.band} ${looks[`h${look?.hue ?? 9}`]} ${looks[`p${look?.pattern ?? 0}`]}`} aria-hidden="true" /><b>{look?.code}</b><span>{item.location ?? 'no location'}</span><time>{dayName(wall(item.start, zone))}</time>
          <Button slot="close" className={styles.close ?? ''} aria-label="Close"><X size="1rem" strokeWidth={1.5} aria-hidden="true" /></Button>
        </div>
        <Heading slot="title" className={styles.cardTitle ?? ''}>{item.title}</Heading>
        {reasons(item, now, zone).map(reason => <p key={reason.flag} className={`${styles.reason} ${styles[`why-${reason.flag}`]}`}><FlagSign flag={reason.flag} className={styles.sign} />{reason.text}</p>)}
        <dl className={styles.facts}>{facts.filter(([, value]) => value).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
        {entry?.url && /^https?:/i.test(entry.url) && <a className={styles.itsm} href={entry.url} target="_blank" rel="noreferrer">Open in the ITSM</a>}
      </Dialog>
    </Popover>
  );
}
