import { Bell as Sign } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useAlerts, isLoud } from '../../../shared/alerts/alerts';
import { useWho } from '../../../shared/access/who';
import { useDesk } from '../../../shared/store/desk';
import ui from '../../../shared/ui/ui.module.css';
import styles from './Bell.module.css';
import { Missed } from './Missed';
import { markSeen, readSeen, seenUntil, useSeen } from './seen';

/** What fired since somebody looked last: those that still do are counted on it. */
export function Bell({ className }: { className: string | undefined }) {
  const desk = useDesk((state) => state.desk?.id ?? null);
  const seen = useSeen((state) => (desk === null ? undefined : state[desk]));
  const person = useWho(({ who }) => who?.person?.id ?? null);
  const [from, setFrom] = useState<number | null>(null);
  useEffect(() => {
    if (desk === null) return;
    const shown = (): void => {
      if (document.visibilityState === 'visible') void readSeen(desk);
    };
    shown();
    document.addEventListener('visibilitychange', shown);
    return () => document.removeEventListener('visibilitychange', shown);
  }, [desk, person]);
  const fresh = useAlerts(({ standing }) =>
    seen === undefined || !standing
      ? 0
      : [...standing.values()].filter((alert) => isLoud(alert) && Date.parse(alert.firedAt ?? alert.since) > seen)
          .length,
  );
  return (
    <DialogTrigger
      onOpenChange={(isOpen) => {
        if (!isOpen || desk === null) return;
        setFrom(seenUntil(desk));
        markSeen(desk);
      }}
    >
      <Button
        className={`${className} ${styles.bell}`}
        aria-label={fresh > 0 ? `Missed alerts, ${fresh} new` : 'Missed alerts'}
      >
        <Sign size="1rem" strokeWidth={1.5} aria-hidden="true" />
        {fresh > 0 && (
          <span className={styles.mark} aria-hidden="true">
            {fresh > 99 ? '99+' : fresh}
          </span>
        )}
      </Button>
      <Popover className={`${ui.popover} ${ui.sheet} ${styles.popover}`} placement="bottom end" offset={6}>
        <Dialog className={styles.dialog ?? ''} aria-label="While you were away">
          {({ close }) => <Missed from={from ?? 0} close={close} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
