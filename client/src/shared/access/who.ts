import { create } from 'zustand';
import { browser } from '../storage/storage';
import { useDesk } from '../store/desk';
import { get } from '../wire/api';
import type { Role, WhoAnswer } from '../wire/people';

/** Roles, each of which may all that the one before it may. */
export const roles: readonly Role[] = ['display', 'viewer', 'member', 'manager', 'admin'];

interface Who {
  /** Who looks at this page; null until the server said. */
  who: WhoAnswer | null;
  /** Who was signed in here until the server knew them no more, and when that was, ms; null = nobody. */
  ended: { person: string | null; at: number } | null;
}

export const useWho = create<Who>(() => ({ who: null, ended: null }));

/** Whether Apollo asks for a sign-in, nobody has signed in here, and no view link vouches for the page. */
export const isOut = (who: WhoAnswer | null): boolean =>
  who !== null && who.signIn !== null && who.person === null && !who.board;

/** Asks the server who looks at this page. */
export const readWho = (signal?: AbortSignal): Promise<WhoAnswer> => get<WhoAnswer>('/api/session', signal);

export const atLeast = (role: Role, least: Role): boolean => roles.indexOf(role) >= roles.indexOf(least);

/**
 * The role on a desk, for what a page offers; what it shows the server decides. Until the server has said whose page it
 * is it is a manager's, so that for most nothing comes and goes.
 */
export function roleOn(who: WhoAnswer | null, desk: string | undefined): Role {
  if (!who) return 'manager';
  if (who.admin) return 'admin';
  return who.desks.find(({ id }) => id === desk)?.role ?? 'viewer';
}

/** Whether one has a role on the desk that is open, or a higher one. */
export function useMay(least: Role): boolean {
  const desk = useDesk((state) => state.desk?.id);
  return useWho(({ who }) => atLeast(roleOn(who, desk), least));
}

/** The role on the desk that is open. */
export function useRole(): Role {
  const desk = useDesk((state) => state.desk?.id);
  return useWho(({ who }) => roleOn(who, desk));
}

const personKey = 'apollo.person';

/** Who signed in here; null = nobody, or Apollo does not ask. Until the server has said, who it was the last time. */
export function personId(): string | null {
  const { who } = useWho.getState();
  return who ? (who.person?.id ?? null) : browser.text(personKey);
}

useWho.subscribe(({ who }) => {
  if (who && !isOut(who) && !who.board) browser.keepText(personKey, who.person?.id ?? null);
});
