import { useState } from 'react';
import { ApiError } from '../../../shared/wire/api';
import { BoardFault } from '../data/parse';
import { useBoards } from '../data/state';
import { closeDialog } from './dialog';

const words = (error: unknown): string =>
  error instanceof ApiError || error instanceof BoardFault
    ? error.message
    : 'The server does not answer. Try again in a moment.';

/** Names that are taken. */
export function useNames(): string[] {
  return (useBoards((state) => state.list) ?? []).map((board) => board.name);
}

/** Runs what the dialog is for; closes it when that is done, else says why not. */
export function useDoing(): {
  busy: boolean;
  fault: string | null;
  doing: (work: () => Promise<void>) => void;
  setFault: (fault: string | null) => void;
} {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  function doing(work: () => Promise<void>): void {
    setBusy(true);
    setFault(null);
    work().then(closeDialog, (error) => {
      setBusy(false);
      setFault(words(error));
    });
  }
  return { busy, fault, doing, setFault };
}
