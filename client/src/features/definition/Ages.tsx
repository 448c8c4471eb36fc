import { age, dataAge } from '../../shared/format/duration';
import { clockSeconds, moment } from '../../shared/format/time';
import { useLive } from '../../shared/live/live';
import { useTick } from '../../shared/tick/ticker';
import styles from './Definition.module.css';
import { receivedAt } from './received';
import { stepsOf, wayOf } from './steps';
import type { CardModel } from '../../shared/card/useCard';

/** The way of the newest change from its stamp in the ITSM to this screen, and when the number was last checked. */
export function Ages({ card: { result, definition }, zone }: { card: CardModel; zone: string }) {
  const now = useTick((at) => at);
  const polled = useLive((live) => live.slices.find((slice) => slice.slice === definition.slice)?.readAt ?? null);
  if (!result) return null;
  const steps = stepsOf(result, receivedAt(definition.id)),
    way = wayOf(steps);
  const read = Math.max(Date.parse(result.readAt), polled ? Date.parse(polled) : 0),
    since = (now - read) / 1000,
    sinceRead = since < 10 ? dataAge(since) : age(since);
  return (
    <section className={styles.ages}>
      <h3>From the ITSM to this screen{way !== null && <b>{dataAge(way)}</b>}</h3>
      <ol>
        {steps.map((step) => (
          <li key={step.name}>
            <span>{step.name}</span>
            <time dateTime={new Date(step.at).toISOString()}>
              {now - step.at < 6 * 3_600_000 ? clockSeconds(step.at, zone) : moment(step.at, now, zone)}
            </time>
            <small>{step.after === null ? '' : step.after < 0.1 ? '< 0.1 s' : `+${dataAge(step.after)}`}</small>
          </li>
        ))}
      </ol>
      <p>
        <bdi>{result.changedAt || result.moved ? '' : 'No change since Apollo started. '}</bdi>Checked at{' '}
        <bdi>{clockSeconds(read, zone)}</bdi>
        <span aria-hidden="true">{`, ${sinceRead} ago`}</span>: nothing newer.
      </p>
    </section>
  );
}
