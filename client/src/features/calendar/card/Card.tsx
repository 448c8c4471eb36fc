import { X } from 'lucide-react';
import { Button, Dialog, Heading, Modal, ModalOverlay, Popover } from 'react-aria-components';
import { Link } from 'wouter';
import { clock } from '../../../shared/format/time';
import { useMinute } from '../../../shared/tick/ticker';
import ui from '../../../shared/ui/ui.module.css';
import { Band } from '../entry/Band';
import { FlagSign } from '../entry/Flags';
import type { Item } from '../../../shared/schedule/items';
import type { Badge } from '../../../shared/schedule/badges';
import styles from './Card.module.css';
import { contactParts, reasons, stateText, timeText } from '../../../shared/schedule/words';
import { dayName, wall } from '../../../shared/schedule/zone';

interface Props {
  item: Item;
  badge: Badge | undefined;
  zone: string;
  /** Tells of the visits it overlaps with. */
  find: (id: string) => Item | undefined;
  /** The entry it stands beside; null: it has none in sight, or there is no room beside it. */
  at: React.RefObject<HTMLElement | null> | null;
  onClose: () => void;
}

/** All of one entry: beside it, or over the foot of a phone. */
export function ItemCard({ at, onClose, ...told }: Props) {
  const onOpenChange = (open: boolean): void => {
    if (!open) onClose();
  };
  if (at)
    return (
      <Popover
        className={`${ui.popover} ${styles.popover}`}
        triggerRef={at}
        isOpen
        onOpenChange={onOpenChange}
        placement="right top"
        offset={6}
      >
        <Told {...told} />
      </Popover>
    );
  return (
    <ModalOverlay className={styles.under ?? ''} isOpen isDismissable onOpenChange={onOpenChange}>
      <Modal className={styles.sheet ?? ''}>
        <Told {...told} />
      </Modal>
    </ModalOverlay>
  );
}

function Told({ item, badge, zone, find }: Omit<Props, 'at' | 'onClose'>) {
  const now = useMinute();
  const { entry } = item;
  const doneAt = entry?.doneAt && item.state === 'done' ? Date.parse(entry.doneAt) : null;
  const facts: [string, React.ReactNode][] = [
    ['Time', timeText(item, zone)],
    [
      'Ticket',
      item.ticketId && (
        <>
          <Link href={`/tickets?ticket=${encodeURIComponent(item.ticketId)}`}>{item.ticketId}</Link>{' '}
          <bdi>{entry?.ticket?.title}</bdi>
        </>
      ),
    ],
    ['Priority', item.priority !== null && `P${item.priority}`],
    [entry ? 'Technician' : 'Assignee', [item.person, item.team].filter(Boolean).join(', ') || 'nobody yet'],
    ['Contact', contactParts(item).length > 0 && contactParts(item).map((part) => <div key={part}>{part}</div>)],
    ['Address', entry?.address],
    ['State', doneAt === null ? stateText(item) : `${stateText(item)} at ${clock(doneAt, zone)}`],
  ];
  return (
    <Dialog className={styles.dialog ?? ''}>
      <div className={styles.place}>
        <Band badge={badge} className={styles.swatch} />
        <b>{badge?.code}</b>
        <span>{item.location ?? 'no location'}</span>
        <time>{dayName(wall(item.start, zone))}</time>
        <Button slot="close" className={styles.close ?? ''} aria-label="Close">
          <X size="1rem" strokeWidth={1.5} aria-hidden="true" />
        </Button>
      </div>
      <Heading slot="title" className={styles.title ?? ''}>
        <bdi>{item.title}</bdi>
      </Heading>
      {reasons(item, now, zone, find).map((reason) => (
        <p key={reason.flag} className={`${styles.reason} ${styles[`why-${reason.flag}`]}`}>
          <FlagSign flag={reason.flag} />
          <bdi>{reason.text}</bdi>
        </p>
      ))}
      <dl className={styles.facts}>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {entry?.url && /^https?:/i.test(entry.url) && (
        <a className={styles.itsm} href={entry.url} target="_blank" rel="noreferrer">
          Open in the ITSM
        </a>
      )}
    </Dialog>
  );
}
