import { useEffect, useRef } from 'react';
import { under } from '../../../shared/address/base';
import { useDesk } from '../../../shared/store/desk';
import type { Alert } from '../../../shared/wire/wire';
import { noticeTitle } from '../data/words';
import { useRulesStore } from '../data/rules';
import { isFirstToSound, noticeKey } from './notices';
import { useTelling } from './preferences';
import { play } from './sound';

/** Tells what has newly come by sound and by the system, as this browser's reader wants it. */
export function useTold(notices: readonly Alert[]): void {
  const known = useRef<Set<string>>(new Set());
  useEffect(() => {
    for (const alert of notices) {
      if (known.current.has(noticeKey(alert))) continue;
      known.current.add(noticeKey(alert));
      const { sound, system } = useTelling.getState();
      if (sound && alert.severity === 'critical' && isFirstToSound(alert)) void play();
      if (system && document.hidden) show(alert);
    }
  });
}

/** The system shows it once, however many tabs are open: the same tag replaces. */
function show(alert: Alert): void {
  if (globalThis.Notification?.permission !== 'granted') return;
  const rule = useRulesStore.getState().rules?.find(({ id }) => id === alert.rule);
  try {
    const notice = new Notification(noticeTitle(alert, rule, useDesk.getState().catalogue), {
      ...(rule?.message ? { body: rule.message } : {}),
      icon: under('/favicon.svg'),
      tag: noticeKey(alert),
    });
    notice.addEventListener('click', () => {
      window.focus();
      notice.close();
    });
  } catch {
    // A browser that shows them only from a service worker: Web Push is for those.
  }
}
