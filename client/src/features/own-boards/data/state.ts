import { create } from 'zustand';
import { ApiError } from '../../../shared/wire/api';
import type { BoardInfo, Tag } from './api';
import type { BoardDocument, Sections } from './model';
import { BoardFault } from './parse';

/** A board on the screen. */
export interface OpenBoard {
  name: string;
  /** Somebody's shared board: looked at, not changed. */
  isShared: boolean;
  share: string | null;
  /** The revision of the server's that it shows, or that its edits were made from. */
  tag: Tag;
  desk: string;
  sections: Sections;
  /** What it was before each change, the latest last. */
  past: readonly Sections[];
}

/** What the server has of a board that is edited here too. */
export interface Theirs {
  document: BoardDocument;
  tag: Tag;
  share: string;
}

export interface BoardsState {
  /** Own boards; null until the server said. */
  list: readonly BoardInfo[] | null;
  open: OpenBoard | null;
  /** Why the asked-for board is not there. */
  problem: string | null;
  /** Whether the server has the latest edit; conflict = it was changed elsewhere as well, and the person decides. */
  keeping: 'kept' | 'keeping' | 'waiting' | 'conflict';
  /** Why it waits. */
  reason: string | null;
  /** In a conflict: theirs; null = deleted. */
  theirs: Theirs | null;
  /** The own board that is being arranged. */
  editing: string | null;
  /** Whether a card is picked up. */
  held: boolean;
}

export const none: BoardsState = {
  list: null,
  open: null,
  problem: null,
  keeping: 'kept',
  reason: null,
  theirs: null,
  editing: null,
  held: false,
};

export const useBoards = create<BoardsState>(() => none);

export const set = useBoards.setState,
  get = useBoards.getState;

/** Begins to arrange an own board, or ends (null). */
export const setEditing = (editing: string | null): void => set({ editing });

export const isEditing = ({ open, editing }: Pick<BoardsState, 'open' | 'editing'>): boolean =>
  open !== null && !open.isShared && editing === open.name;

/** Whether this own board is on the screen. */
export const isOpen = (name: string): boolean => get().open?.name === name && !get().open?.isShared;

export const listed = (info: BoardInfo, from = info.name): Pick<BoardsState, 'list'> => {
  const { list } = get();
  return {
    list: list && [
      ...list.filter((one) => one.name !== from && one.name !== info.name),
      { name: info.name, share: info.share, updatedAt: info.updatedAt },
    ],
  };
};

export const deletedElsewhere = 'It was deleted, or given another name, in another tab or window.';

export const words = (error: unknown): string =>
  error instanceof ApiError || error instanceof BoardFault ? error.message : 'The server does not answer.';
