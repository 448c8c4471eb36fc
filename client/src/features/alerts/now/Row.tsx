import { Bell, Check, ChevronDown, MessageSquarePlus } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useMay } from '../../../shared/access/who';
import { duration } from '../../../shared/format/duration';
import { clockSeconds, moment } from '../../../shared/format/time';
import { StatusShape } from '../../../shared/kpi/shapes';
import { useDesk } from '../../../shared/store/desk';
import { tickNow, useTick } from '../../../shared/tick/ticker';
import form from '../../../shared/ui/form.module.css';
import { join } from '../../../shared/ui/join';
import type { AlertRule } from '../../../shared/wire/alerts';
import type { Alert } from '../../../shared/wire/wire';
import { openAct, useActing } from '../data/acting';
import { alertValue, limitWords, recipients, severityWord, titleOf, toldAgainAt, whereText } from '../data/words';
import { usePageOfAlert } from '../data/usePageOfAlert';
import { AlertSpark } from './AlertSpark';
import styles from './Row.module.css';

/** One alert that fires. What nobody takes care of yet is the loud one. */
export function Row({ alert, rule }: { alert: Alert; rule: AlertRule | undefined }) {
  const catalogue = useDesk((state) => state.catalogue);
  const zone = useDesk((state) => state.desk?.timeZone ?? 'UTC');
  const pageOf = usePageOfAlert();
  const definition = catalogue[alert.kpi];
  const fired = Date.parse(alert.firedAt ?? alert.since);
  const lasts = useTick((now) => duration(Math.max(0, (now - fired) / 1000)));
  const [title, where, word] = [titleOf(alert, catalogue), whereText(alert), severityWord(alert.severity)];
  const [value, limit] = [alertValue(alert, definition, zone), limitWords(alert, rule, definition)];
  const isWaiting = useActing(({ waiting }) => waiting.has(alert.id));
  const isLoud = alert.severity === 'critical' && !alert.acknowledged && !isWaiting;
  return (
    <article
      className={join(styles.row, styles[alert.severity], isLoud && styles.loud)}
      aria-label={`${title}, ${where}, ${word}, ${value}, ${limit}`}
    >
      <StatusShape status={alert.severity} className={styles.shape} />
      <div className={styles.what}>
        <h3>
          <Link href={pageOf(alert)} data-alert={alert.id}>
            {title}
          </Link>
        </h3>
        <p>{where}</p>
        <b className={styles.word}>{word}</b>
        {alert.flapping && <p>Comes and goes: told when it is steady</p>}
        {alert.stale && <p className={styles.warn}>As of the last good read</p>}
        {!alert.recorded && <p className={styles.warn}>Not recorded yet</p>}
      </div>
      <div className={styles.value}>
        <b>{value}</b>
        <p>{limit}</p>
      </div>
      <AlertSpark alert={alert} rule={rule} />
      <div className={styles.lasts}>
        <b>{lasts}</b>
        <p>{`since ${sinceText(fired, zone)}`}</p>
      </div>
      <Told rule={rule} />
      <Taken alert={alert} rule={rule} zone={zone} isWaiting={isWaiting} />
      <Actions alert={alert} isLoud={isLoud} title={title} />
    </article>
  );
}

/** To the second today, else with its day. */
const sinceText = (at: number, zone: string): string => {
  const shown = moment(at, tickNow(), zone);
  return shown.includes(' ') ? shown : clockSeconds(at, zone);
};

function Told({ rule }: { rule: AlertRule | undefined }) {
  if (!rule) return <div className={styles.told} />;
  return (
    <div className={styles.told}>
      <p>{recipients(rule.notify).join(', ')}</p>
      <p>
        <Bell size=".875rem" strokeWidth={1.5} aria-hidden="true" />
        <bdi>browser</bdi>
      </p>
    </div>
  );
}

/** Who takes care of it, and what they said; else when it is told again. */
function Taken({
  alert,
  rule,
  zone,
  isWaiting,
}: {
  alert: Alert;
  rule: AlertRule | undefined;
  zone: string;
  isWaiting: boolean;
}) {
  const { acknowledged } = alert;
  const again = toldAgainAt(alert, rule);
  const isLater = useTick((now) => again !== null && again > now);
  if (isWaiting && !acknowledged)
    return (
      <div className={styles.taken}>
        <b>You, as soon as Apollo answers</b>
      </div>
    );
  if (!acknowledged)
    return (
      <div className={styles.taken}>
        <b>Nobody yet</b>
        {again !== null && isLater && <p>{`told again at ${moment(again, tickNow(), zone)}`}</p>}
      </div>
    );
  return (
    <div className={styles.taken}>
      <p>
        <Check size=".875rem" strokeWidth={2.25} aria-hidden="true" />
        <b>{acknowledged.by ?? 'Taken care of'}</b>
        <bdi>{moment(Date.parse(acknowledged.at), tickNow(), zone)}</bdi>
      </p>
      {acknowledged.comment && (
        <p className={styles.comment} title={acknowledged.comment}>
          {acknowledged.comment}
        </p>
      )}
    </div>
  );
}

/** On a phone only the loud one shows its buttons; the others on a press. */
function Actions({ alert, isLoud, title }: { alert: Alert; isLoud: boolean; title: string }) {
  const [isOpen, setOpen] = useState(false);
  const may = useMay('member');
  const pageOf = usePageOfAlert();
  const isTaken = alert.acknowledged !== null;
  return (
    <>
      <button
        type="button"
        className={join(styles.more, isLoud && styles.never)}
        aria-expanded={isOpen}
        aria-label={`What can be done about ${title}`}
        onClick={() => setOpen(!isOpen)}
      >
        <ChevronDown size="1.125rem" strokeWidth={1.5} aria-hidden="true" />
      </button>
      <div className={join(styles.actions, !isLoud && !isOpen && styles.folded)}>
        {may && (
          <>
            <button
              type="button"
              className={isLoud ? form.main : form.button}
              aria-label={isTaken ? `Comment on ${title}` : `Acknowledge ${title}`}
              onClick={() => openAct(isTaken ? 'comment' : 'acknowledge', alert)}
            >
              {isTaken && <MessageSquarePlus size="1rem" strokeWidth={1.5} aria-hidden="true" />}
              <bdi>{isTaken ? 'Comment' : 'Acknowledge'}</bdi>
            </button>
            <button
              type="button"
              className={form.button}
              aria-label={`Silence ${title}`}
              onClick={() => openAct('silence', alert)}
            >
              Silence
            </button>
          </>
        )}
        <Link
          className={form.button}
          href={pageOf(alert)}
          aria-label={`${may ? 'Open tickets' : 'Open history'} of ${title}`}
        >
          {may ? 'Open tickets' : 'Open history'}
        </Link>
      </div>
    </>
  );
}
