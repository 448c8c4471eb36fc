import { create } from 'zustand';
import { hold } from '../../../shared/alerts/alerts';
import { useWho } from '../../../shared/access/who';
import { age } from '../../../shared/format/duration';
import { useLive } from '../../../shared/live/live';
import { useDesk } from '../../../shared/store/desk';
import { ApiError } from '../../../shared/wire/api';
import type { Alert } from '../../../shared/wire/wire';
import { deleteAcknowledgement, putAcknowledgement } from './api';

/** What a person is about to do with an alert. */
export type Act = 'acknowledge' | 'comment' | 'silence';

interface Acting {
  open: { act: Act; alert: Alert } | null;
  /** What was done, and the way back for some seconds. */
  done: { text: string; undo: (() => Promise<unknown>) | null } | null;
  /** Acknowledgements that the server does not have yet: what was said, by alert. */
  waiting: ReadonlyMap<string, { desk: string; comment: string }>;
}

export const useActing = create<Acting>(() => ({ open: null, done: null, waiting: new Map() }));

export const openAct = (act: Act, alert: Alert): void => useActing.setState({ open: { act, alert } });
export const closeAct = (): void => useActing.setState({ open: null });
export const say = (text: string, undo: (() => Promise<unknown>) | null = null): void =>
  useActing.setState({ done: { text, undo } });
export const saidEnough = (): void => useActing.setState({ done: null });

const openDesk = (): string => useDesk.getState().desk?.id ?? '';

function wait(id: string, entry: { desk: string; comment: string } | null): void {
  const waiting = new Map(useActing.getState().waiting);
  if (entry) waiting.set(id, entry);
  else waiting.delete(id);
  useActing.setState({ waiting });
}

/** "K. Lindqvist acknowledged it 2 s before you. Your comment was added."; null = nobody was before. */
export function beforeYou(answer: Alert, comment: string, now: number): string | null {
  const own = useWho.getState().who?.person?.name;
  const first = answer.acknowledged;
  if (!first?.by || own === undefined || first.by === own) return null;
  const ago = age((now - Date.parse(first.at)) / 1000);
  return `${first.by} acknowledged it ${ago} before you.${comment ? ' Your comment was added.' : ''}`;
}

/**
 * Takes care of an alert, with a comment or none. Where the server is not reached it waits, and is sent as soon as the
 * page is live again.
 */
export async function acknowledge(alert: Alert, comment: string, desk = openDesk()): Promise<void> {
  const wasTaken = alert.acknowledged !== null;
  try {
    const answer = await putAcknowledgement(desk, alert.id, comment);
    hold(answer);
    wait(alert.id, null);
    const before = wasTaken ? null : beforeYou(answer, comment, Date.now());
    if (before) say(before);
    else if (wasTaken) say('Your comment was added.');
    else say('Acknowledged.', () => takeBack(alert, desk));
  } catch (error) {
    if (error instanceof ApiError && error.status < 500) throw error;
    wait(alert.id, { desk, comment });
    say('Apollo does not answer. It is acknowledged as soon as it does.');
  }
}

export async function takeBack(alert: Alert, desk = openDesk()): Promise<void> {
  hold(await deleteAcknowledgement(desk, alert.id));
}

// What waited is sent on the way back; one that has ended meanwhile needs nobody any more.
useLive.subscribe((now, before) => {
  if (now.kind !== 'live' || before.kind === 'live') return;
  for (const [id, { desk, comment }] of useActing.getState().waiting)
    putAcknowledgement(desk, id, comment).then(
      (answer) => {
        hold(answer);
        wait(id, null);
      },
      (error: unknown) => {
        if (error instanceof ApiError && error.status < 500) wait(id, null);
      },
    );
});
