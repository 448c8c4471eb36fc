import { useEffect, useRef } from 'react';
import { useLive } from '../../../shared/live/live';
import { hubAddress } from '../../../shared/live/hub';
import { ownScript } from './version';
import type { DisplayMessage } from '../../../shared/wire/wire';
import type { Painted } from './beat';
// oxlint-disable-next-line import/default -- the build makes it of the worker's file
import BeatWorker from './beat.worker?worker';
import { isAudible } from '../alerts/sound';
import { readHeap } from './quiet';

const every = 5_000;

/** The version of this page, as its script is named: assets/tv-BGzZFdSG.js is BGzZFdSG. */
const version = (): string => /tv-([\w-]+)\.js/.exec(ownScript() ?? '')?.[1] ?? 'development';

/**
 * Lets a display's heart beat: its worker goes on by itself, and is told from an animation frame every five seconds
 * that the page still draws, and what.
 */
export function useHeart(page: string, sounds: boolean, obey: (order: DisplayMessage) => void): void {
  const latest = useRef({ page, sounds, obey });
  latest.current = { page, sounds, obey };
  useEffect(() => {
    const worker = new BeatWorker();
    worker.addEventListener('message', ({ data }: MessageEvent<DisplayMessage>) => latest.current.obey(data));
    // Only a display has a heart; the page may not have settled yet that it is one.
    worker.postMessage({ address: new URL(hubAddress(true), location.href).href });
    const tell = (): void => {
      requestAnimationFrame(() => {
        const painted: Painted = {
          page: latest.current.page,
          paintedAt: Date.now(),
          dataAt: useLive.getState().readAt,
          version: version(),
          heap: readHeap(),
          audible: latest.current.sounds ? isAudible() : null,
        };
        worker.postMessage(painted);
      });
    };
    tell();
    const timer = setInterval(tell, every);
    return () => {
      clearInterval(timer);
      worker.terminate();
    };
  }, []);
}
