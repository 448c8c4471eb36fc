import { useEffect, useRef } from 'react';
import { useLive } from '../../../shared/live/live';
import { onChange } from '../../../shared/store/desk';
import { anyFires } from '../alerts/useWallAlerts';
import { heapNow, HeapWatch } from './heap';
import { ownScript, servedScript } from './version';

/** How long nothing has turned critical before a moment is quiet, ms; and how often a new version is looked for. */
const calm = 60_000,
  lookEvery = 60_000;

const heap = new HeapWatch();
let turnedCriticalAt = -Infinity;
let wanted: 'version' | 'heap' | null = null;

/** Takes a reading of the heap with each beat. */
export function readHeap(): number | null {
  const bytes = heapNow();
  if (bytes !== null && heap.read(bytes)) wanted = 'heap';
  return bytes;
}

/** Nothing has turned critical for a minute, and Apollo answers: a page that starts now shows numbers at once. */
export const isQuiet = (now: number): boolean => useLive.getState().kind === 'live' && now - turnedCriticalAt > calm;

/**
 * Restarts at a quiet moment, as a page of the rotation has stayed its time: `turns` counts them. A new version waits
 * for as long as an alert fires; a heap that has doubled only while one has the screen.
 */
export function useQuietRestart(turns: number, isTakenOver: boolean): void {
  const before = useRef(turns);
  useEffect(() => {
    const stop = onChange((ids, before, after) => {
      const turned = (id: string): boolean =>
        before[id] !== undefined && before[id].status !== 'critical' && after[id]?.status === 'critical';
      if (ids.some(turned)) turnedCriticalAt = Date.now();
    });
    const own = ownScript();
    const timer = setInterval(() => {
      void servedScript().then((served) => {
        if (own !== null && served !== null && served !== own) wanted ??= 'version';
      });
    }, lookEvery);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, []);
  useEffect(() => {
    const hasTurned = before.current !== turns;
    before.current = turns;
    if (!hasTurned || wanted === null || isTakenOver || !isQuiet(Date.now())) return;
    if (wanted === 'heap' || !anyFires()) location.reload();
  });
}
