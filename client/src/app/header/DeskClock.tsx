import { clock, headerClock, headerDay } from '../../shared/format/time';
import { useDesk } from '../../shared/store/desk';
import { tickNow, useTick } from '../../shared/tick/ticker';

/** The desk's own time. The ticking text is for eyes; the `time` element changes once a minute. */
export function DeskClock({ className }: { className?: string | undefined }) {
  const zone = useDesk((desk) => desk.desk?.timeZone ?? 'UTC');
  const day = useTick((now) => headerDay(now, zone));
  const time = useTick((now) => headerClock(now, zone));
  const spoken = useTick((now) => clock(now, zone));
  return (
    <span className={className} translate="no">
      <span aria-hidden="true">
        <span>{`${day} `}</span>
        <bdi>{time}</bdi>
      </span>
      <time className="hidden-text" dateTime={new Date(Math.floor(tickNow() / 60_000) * 60_000).toISOString()}>
        {spoken}
      </time>
    </span>
  );
}
