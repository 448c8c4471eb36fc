import { clock, headerClock } from '../../shared/format/time';
import { useDesk } from '../../shared/store/desk';
import { tickNow, useTick } from '../../shared/tick/ticker';

/** The desk's own time. The ticking text is for eyes; the `time` element changes once a minute. */
export function DeskClock({ className }: { className?: string | undefined }) {
  const zone = useDesk((desk) => desk.desk?.timeZone ?? 'UTC');
  const shown = useTick((now) => headerClock(now, zone));
  const spoken = useTick((now) => clock(now, zone));
  return (
    <span className={className} translate="no">
      <span aria-hidden="true">{shown}</span>
      <time className="hidden-text" dateTime={new Date(Math.floor(tickNow() / 60_000) * 60_000).toISOString()}>
        {spoken}
      </time>
    </span>
  );
}
