import { dataAge } from '../format/duration';
import { clockSeconds } from '../format/time';
import type { LiveKind } from './judge';
import { useLive } from './live';
import { useDesk } from '../store/desk';
import { useTick } from '../tick/ticker';

export type PillKind = LiveKind | 'paused';

const words: Record<PillKind, string> = {
  connecting: 'Connecting',
  loading: 'First read',
  live: 'Live',
  stale: 'Stale',
  offline: 'Offline',
  paused: 'Paused',
};

/** The live state in words. While live the age is that of the last message and does not tick. */
export function useLiveText(): { kind: PillKind; word: string; note: string; brief: string; warnings: number } {
  const live = useLive((state) => state.kind);
  const atMessage = useLive((state) => state.age);
  const readAt = useLive((state) => state.readAt);
  const warnings = useLive((state) =>
    state.slices.reduce(
      (sum, slice) => sum + (slice.warnings?.length ?? 0),
      state.historyFailingSince === null ? 0 : 1,
    ),
  );
  const pause = useDesk((desk) => desk.pause);
  const zone = useDesk((desk) => desk.desk?.timeZone ?? 'UTC');
  const away = live === 'stale' || live === 'offline';
  const old = useTick((now) =>
    away && readAt !== null ? dataAge((now - readAt) / 1000) : atMessage === null ? '' : dataAge(atMessage),
  );
  const kind = pause && !away ? 'paused' : live;
  const note =
    kind === 'paused' && pause
      ? `at ${clockSeconds(pause.at, zone)}`
      : kind === 'loading'
        ? 'reading the ITSM'
        : old
          ? `data ${old} old`
          : '';
  return { kind, word: words[kind], note, brief: kind === 'paused' ? '' : old, warnings };
}
