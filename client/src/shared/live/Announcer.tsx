import { useEffect, useState } from 'react';
import { usePreferences } from '../preferences/preferences';
import { onChange, useDesk } from '../store/desk';
import { Gatherer, turns } from './announce';
import { useLive } from './live';

const states = {
  connecting: '',
  loading: 'Reading the ITSM for the first time',
  live: 'Live again',
  stale: 'Stale, the ITSM does not answer',
  offline: 'Offline, reconnecting',
};

/** The page's one polite live region: hidden, and quiet unless something turns. Live numbers are not live regions. */
export function Announcer() {
  const [text, setText] = useState('');
  useEffect(() => {
    const gatherer = new Gatherer(setText);
    const stopStatus = onChange((ids, before, after) =>
      gatherer.add(turns(ids, before, after, useDesk.getState().catalogue, usePreferences.getState().speech)),
    );
    const stopLive = useLive.subscribe((now, before) => {
      const first = before.kind === 'connecting' && now.kind === 'live';
      if (now.kind !== before.kind && states[now.kind] && !first && usePreferences.getState().speech !== 'off')
        gatherer.live(states[now.kind]);
    });
    return () => {
      stopStatus();
      stopLive();
      gatherer.stop();
    };
  }, []);
  return (
    <div className="hidden-text" role="status" aria-live="polite">
      {text}
    </div>
  );
}
