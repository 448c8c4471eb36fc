import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useMay } from '../../../shared/access/who';
import { useAlerts } from '../../../shared/alerts/alerts';
import { useAlertsTopic } from '../../../shared/alerts/useAlertsTopic';
import { clockSeconds } from '../../../shared/format/time';
import { keys } from '../../../shared/keys/keys';
import { onKey } from '../../../shared/keys/onKey';
import { StatusShape } from '../../../shared/kpi/shapes';
import { useDesk } from '../../../shared/store/desk';
import { serverNow } from '../../../shared/tick/clock';
import form from '../../../shared/ui/form.module.css';
import { join } from '../../../shared/ui/join';
import type { AlertRule } from '../../../shared/wire/alerts';
import type { Alert } from '../../../shared/wire/wire';
import { openAct } from '../data/acting';
import { useRules } from '../data/rules';
import { noticeTitle, recipients } from '../data/words';
import { usePageOfAlert } from '../data/usePageOfAlert';
import { closedNotices, closeNotices, noticeKey, noticesOf } from './notices';
import styles from './Notices.module.css';
import { useTold } from './useTold';

const most = 3;

/** Since when this page is open, ms: what was told before is for the bell. */
const opened = serverNow();

/** What this person is told now, on whatever page: three at most, and how many more there are. */
export function Notices() {
  useAlertsTopic();
  const standing = useAlerts((state) => state.standing);
  const [closed, setClosed] = useState<ReadonlySet<string>>(() => new Set(closedNotices()));
  const notices = noticesOf(standing?.values() ?? [], opened, closed);
  const { rules } = useRules(notices.map(({ rule }) => rule).join(' '));
  // There each has its row already: it is heard, and covers none.
  const [path] = useLocation();
  const list = useRef<HTMLDivElement>(null);
  const catalogue = useDesk((state) => state.catalogue);
  const zone = useDesk((state) => state.desk?.timeZone ?? 'UTC');
  useTold(notices);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      onKey(event, keys.notices, {
        go: () => {
          const first = list.current?.querySelector<HTMLElement>('[data-notice] button, [data-notice] a');
          first?.focus();
          return first != null;
        },
      });
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, []);
  const others = notices.slice(most);
  if (path === '/alerts')
    return notices.map((alert) => (
      <Said
        key={noticeKey(alert)}
        text={noticeTitle(
          alert,
          rules?.find(({ id }) => id === alert.rule),
          catalogue,
          zone,
        )}
      />
    ));
  return (
    <div className={styles.notices} ref={list}>
      {others.length > 0 && (
        <p className={styles.more}>
          <Link href="/alerts">{`and ${others.length} more`}</Link>
          <button type="button" onClick={() => setClosed(closeNotices(notices))}>
            Close all
          </button>
        </p>
      )}
      {notices
        .slice(0, most)
        .toReversed()
        .map((alert) => (
          <Notice
            key={alert.id}
            alert={alert}
            rule={rules?.find(({ id }) => id === alert.rule)}
            onClose={() => setClosed(closeNotices([alert]))}
          />
        ))}
    </div>
  );
}

function Notice({ alert, rule, onClose }: { alert: Alert; rule: AlertRule | undefined; onClose: () => void }) {
  const catalogue = useDesk((state) => state.catalogue);
  const zone = useDesk((state) => state.desk?.timeZone ?? 'UTC');
  const may = useMay('member');
  const pageOf = usePageOfAlert();
  const title = noticeTitle(alert, rule, catalogue, zone);
  const isCritical = alert.severity === 'critical';
  return (
    // Said once as it comes: what changes in it later is not said again.
    <section
      className={join(styles.notice, isCritical && styles.critical)}
      data-notice={alert.id}
      aria-label={`Alert: ${title}`}
    >
      <StatusShape status={alert.severity} className={styles.shape} />
      <div className={styles.text}>
        <Said text={title} />
        <b aria-hidden="true">{title}</b>
        <p>{`Since ${clockSeconds(Date.parse(alert.since), zone)}.${alert.flapping ? ' It comes and goes.' : ''}`}</p>
        {rule?.message && <p>{rule.message}</p>}
        <p className={styles.told}>
          {`${rule ? `Told: ${recipients(rule.notify).join(', ')}. ` : ''}Nobody has acknowledged it yet.`}
        </p>
        <div className={styles.buttons}>
          {may && (
            <button
              type="button"
              className={isCritical ? form.main : form.button}
              onClick={() => openAct('acknowledge', alert)}
            >
              Acknowledge
            </button>
          )}
          <Link className={form.button} href={pageOf(alert)}>
            {may ? 'Open tickets' : 'Open history'}
          </Link>
          {may && (
            <button type="button" className={form.button} onClick={() => openAct('silence', alert)}>
              Silence
            </button>
          )}
        </div>
      </div>
      <button type="button" className={styles.close} aria-label={`Close the notice of ${title}`} onClick={onClose}>
        <X size="1rem" strokeWidth={1.5} aria-hidden="true" />
      </button>
    </section>
  );
}

/** The text as it first was, for those who hear the page. */
function Said({ text }: { text: string }) {
  const [first] = useState(text);
  return (
    <span className="hidden-text" role="alert">
      {first}
    </span>
  );
}
