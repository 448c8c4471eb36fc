import { create } from 'zustand';
import { useLive } from '../../../shared/live/live';
import { ApiError, ask, get } from '../../../shared/wire/api';
import type { PairedDisplay, PairingAnswer } from '../../../shared/wire/wire';

/**
 * What hangs on the wall: not known yet; the code of a television that nobody vouches for; an own visitor's wall, with
 * the desks whose calendar they may see (null = all); a display as an admin set it up.
 */
export type Wall =
  | { kind: 'asking' }
  | { kind: 'code'; state: PairingAnswer }
  | { kind: 'visitor'; members: readonly string[] | null }
  | { kind: 'display'; display: PairedDisplay };

interface Known {
  wall: Wall;
  /** The last question had an answer. */
  isConnected: boolean;
}

export const useWall = create<Known>(() => ({ wall: { kind: 'asking' }, isConnected: true }));

interface Session {
  person: unknown;
  signIn: unknown;
  desks?: readonly { id: string; role: string }[];
  admin?: boolean;
}

const path = '/api/session/display';

const set = (wall: Wall): void => useWall.setState({ wall, isConnected: true });

/** Whether two answers say the same: then nothing is drawn anew. */
const same = (a: Wall, b: Wall): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What is to be shown by what Apollo says of this browser: paired, a visitor who may see a board, or nobody. */
export function wallOf(state: PairingAnswer, session: Session, wantsCode: boolean): Wall {
  if (state.state === 'paired' && state.display) return { kind: 'display', display: state.display };
  const isVisitor = session.signIn === null || session.person !== null;
  if (!isVisitor || wantsCode) return { kind: 'code', state };
  const members = session.desks?.filter(({ role }) => role !== 'viewer' && role !== 'display').map(({ id }) => id);
  return { kind: 'visitor', members: session.signIn === null || session.admin ? null : (members ?? []) };
}

/** A code is asked for while one is to be shown and there is none, or its time is over. */
const needsCode = (wall: Wall, now: number): boolean =>
  wall.kind === 'code' && (!wall.state.code || !wall.state.expiresAt || Date.parse(wall.state.expiresAt) <= now);

/** What a web of the version before says, while a cluster changes from one to the next: it has no such routes. */
const nothing: PairingAnswer = { state: 'waiting', code: null, expiresAt: null, url: null, display: null },
  anybody: Session = { person: null, signIn: null };

const orElse =
  <T>(value: T) =>
  (error: unknown): T => {
    if (error instanceof ApiError && error.status === 404) return value;
    throw error;
  };

async function look(wantsCode: boolean): Promise<void> {
  const [state, session] = await Promise.all([
    get<PairingAnswer>(path).catch(orElse(nothing)),
    get<Session>('/api/session').catch(orElse(anybody)),
  ]);
  let wall = wallOf(state, session, wantsCode);
  if (needsCode(wall, Date.now())) {
    const isRevoked = state.state === 'revoked' || isRevokedNow();
    const made = await ask<PairingAnswer>(path, { method: 'POST', body: '{}' });
    wall = wallOf(isRevoked && made.state === 'waiting' ? { ...made, state: 'revoked' } : made, session, wantsCode);
  } else if (wall.kind === 'code' && isRevokedNow()) wall = { kind: 'code', state: { ...state, state: 'revoked' } };
  if (wall.kind !== 'code' && location.hash === removed)
    history.replaceState(null, '', `${location.pathname}${location.search}`);
  if (same(wall, useWall.getState().wall)) useWall.setState({ isConnected: true });
  else set(wall);
}

const removed = '#removed';

/** A television that was removed says so for as long as it shows its new code, over the page's new begin too. */
const isRevokedNow = (): boolean => {
  const { wall } = useWall.getState();
  return location.hash === removed || (wall.kind === 'code' && wall.state.state === 'revoked');
};

/** Begins the page anew, so that it holds nothing of what it showed. */
export function beginAnew(isRemoved: boolean): void {
  if (isRemoved) history.replaceState(null, '', `${location.pathname}${location.search}${removed}`);
  location.reload();
}

/** How long until it is asked again, ms: a code is soon paired; the rest is told by the hub, or hardly changes. */
const rest = { asking: 2_000, code: 2_000, visitor: 60_000, display: 60_000 } as const;

let timer: ReturnType<typeof setTimeout> | undefined;
let asks: () => void = () => {};

/** Asks for ever what this television is; until the answer is called. */
export function watchWall(wantsCode: boolean): () => void {
  let isOver = false;
  asks = () => {
    clearTimeout(timer);
    void look(wantsCode)
      // What is shown stays: a display is one until Apollo says that it is none.
      .catch(() => useWall.setState({ isConnected: false }))
      .then(() => {
        clearTimeout(timer);
        if (!isOver) timer = setTimeout(asks, rest[useWall.getState().wall.kind]);
      });
  };
  asks();
  // A display that is removed loses its connection first: it does not stand there with old numbers for a minute.
  const forget = useLive.subscribe(({ retryAt }, before) => {
    if (retryAt !== null && retryAt !== before.retryAt && useWall.getState().wall.kind === 'display') asks();
  });
  return () => {
    isOver = true;
    forget();
    clearTimeout(timer);
  };
}

/** Asks now: Apollo has told of a change. */
export const askAgain = (): void => asks();
