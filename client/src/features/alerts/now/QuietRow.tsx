import { BellOff } from 'lucide-react';
import { Link } from 'wouter';
import { useMay } from '../../../shared/access/who';
import { columnTime } from '../../../shared/format/time';
import { useDesk } from '../../../shared/store/desk';
import { tickNow, useTick } from '../../../shared/tick/ticker';
import { useDoing } from '../../../shared/ui/useDoing';
import type { AlertRule } from '../../../shared/wire/alerts';
import type { Alert } from '../../../shared/wire/wire';
import { say } from '../data/acting';
import { endSilence } from '../data/api';
import { silenceOf, useSilences } from '../data/silences';
import { limitWords, alertValue, pendingText, severityWord, titleOf, whereText } from '../data/words';
import styles from './Now.module.css';

/** One that may fire soon, or of which nobody is told for a while. */
export function QuietRow({ alert, rule }: { alert: Alert; rule: AlertRule | undefined }) {
  const catalogue = useDesk((state) => state.catalogue);
  const zone = useDesk((state) => state.desk?.timeZone ?? 'UTC');
  const definition = catalogue[alert.kpi];
  const isSilenced = alert.state === 'firing';
  return (
    <article
      className={styles.quietRow}
      aria-label={`${titleOf(alert, catalogue)}, ${whereText(alert)}, ${isSilenced ? 'silenced' : 'pending'}`}
    >
      {isSilenced ? (
        <BellOff size="1.125rem" strokeWidth={1.5} aria-hidden="true" />
      ) : (
        <svg viewBox="0 0 12 12" className={styles.pending} aria-hidden="true">
          <path
            d="M6 .9 11.5 10.9H.5z"
            fill="none"
            stroke="currentColor"
            strokeWidth=".9"
            strokeDasharray="1.2 0.9"
            strokeLinejoin="round"
          />
        </svg>
      )}
      <p>
        <b>{titleOf(alert, catalogue)}</b>
        <bdi>{whereText(alert)}</bdi>
      </p>
      <p className={styles.number}>
        <b>{alertValue(alert, definition, zone)}</b>
        <bdi>{limitWords(alert, isSilenced ? rule : undefined, definition)}</bdi>
      </p>
      {isSilenced ? <Silenced alert={alert} rule={rule} /> : <Pending alert={alert} rule={rule} />}
    </article>
  );
}

function Pending({ alert, rule }: { alert: Alert; rule: AlertRule | undefined }) {
  const definition = useDesk((state) => state.catalogue[alert.kpi]);
  const text = useTick((now) => pendingText(alert, rule, definition, now));
  const may = useMay('member');
  return (
    <>
      <p className={styles.quietText}>
        <b>Pending.</b>
        <bdi>{text}</bdi>
      </p>
      {may && (
        <Link className={styles.quietAct} href={`/alerts/rules/${alert.rule}`}>
          Open rule
        </Link>
      )}
    </>
  );
}

/** Until when, by whom and why nobody is told; who may see no names reads until when alone. */
function Silenced({ alert, rule }: { alert: Alert; rule: AlertRule | undefined }) {
  const desk = useDesk((state) => state.desk?.id ?? '');
  const zone = useDesk((state) => state.desk?.timeZone ?? 'UTC');
  const silence = silenceOf(useSilences(alert.silencedUntil ?? '').silences, alert, rule);
  const { isBusy, fault, doing } = useDoing();
  const now = tickNow();
  const until = columnTime(Date.parse(alert.silencedUntil!), now, zone);
  const since = columnTime(Date.parse(alert.firedAt ?? alert.since), now, zone);
  return (
    <>
      <p className={styles.quietText}>
        <b>Silenced</b>
        <bdi>{`until ${until}${silence ? ` by ${silence.by}: ${silence.reason}.` : '.'}`}</bdi>
        <bdi>{`${severityWord(alert.severity)} since ${since}`}</bdi>
        {fault && (
          <span role="alert" className={styles.fault}>
            {fault}
          </span>
        )}
      </p>
      {silence && (
        <button
          type="button"
          className={styles.quietAct}
          disabled={isBusy}
          onClick={() =>
            doing(async () => {
              await endSilence(desk, silence.id);
              say('The silence has ended.');
            })
          }
        >
          End silence
        </button>
      )}
    </>
  );
}
