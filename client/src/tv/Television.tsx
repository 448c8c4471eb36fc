import { useCallback, useEffect, useState } from 'react';
import { askAgain, beginAnew, useWall, watchWall } from '../features/wall/display/display';
import { sound } from '../features/wall/alerts/sound';
import { useHeart } from '../features/wall/display/useHeart';
import type { DisplayMessage, PairedDisplay } from '../shared/wire/wire';
import { Named } from '../features/wall/pairing/Named';
import { Pairing } from '../features/wall/pairing/Pairing';
import Tv from '../features/wall/Tv';
import { startSession, watchPage } from '../shared/session/session';
import { asked } from '../shared/wire/asked';
import { WallTable } from './WallTable';

let isStarted = false;

/** Opens the desk and its hub, once: what this page asks as is settled by then. */
function start(isDisplay: boolean): void {
  if (isStarted) return;
  isStarted = true;
  asked.isDisplay = isDisplay;
  watchPage();
  void startSession();
}

/** What hangs on the wall: a code, a visitor's wall, or a display's. */
export function Television() {
  const { wall, isConnected } = useWall();
  useEffect(() => watchWall(new URLSearchParams(location.search).has('pair')), []);
  // Whoever it was before: the page of another begins anew, and holds nothing of the one before.
  useEffect(() => {
    if (wall.kind === 'display' || wall.kind === 'visitor') start(wall.kind === 'display');
    else if (isStarted && wall.kind === 'code') beginAnew(wall.state.state === 'revoked');
  }, [wall]);
  switch (wall.kind) {
    case 'visitor':
      return <Tv members={wall.members} Table={WallTable} />;
    case 'display':
      return <PairedTv display={wall.display} />;
    case 'code':
      return <Pairing state={wall.state} isConnected={isConnected} />;
    case 'asking':
      return isConnected ? null : <Pairing state={null} isConnected={false} />;
  }
}

const namedFor = 10_000;

function PairedTv({ display }: { display: PairedDisplay }) {
  const [page, setPage] = useState('');
  const [namedAt, setNamedAt] = useState<number | null>(null);
  const obey = useCallback(({ action }: DisplayMessage) => {
    if (action === 'reload') location.reload();
    else if (action === 'identify') setNamedAt(Date.now());
    else if (action === 'sound') void sound();
    else askAgain();
  }, []);
  useHeart(page, display.sound, obey);
  useEffect(() => {
    if (namedAt === null) return;
    const timer = setTimeout(() => setNamedAt(null), namedFor);
    return () => clearTimeout(timer);
  }, [namedAt]);
  return (
    <>
      <Tv display={display} Table={WallTable} onShown={setPage} />
      {namedAt !== null && <Named name={display.name} place={display.place} />}
    </>
  );
}
