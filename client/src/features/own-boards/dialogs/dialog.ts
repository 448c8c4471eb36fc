import { create } from 'zustand';

/** What is asked about a board, in a dialog over the page. */
export type Asked = 'new' | 'duplicate' | 'rename' | 'share' | 'links' | 'delete' | 'import';

export const useDialog = create<{ asked: Asked | null }>(() => ({ asked: null }));

export const openDialog = (asked: Asked): void => useDialog.setState({ asked });

export const closeDialog = (): void => useDialog.setState({ asked: null });
