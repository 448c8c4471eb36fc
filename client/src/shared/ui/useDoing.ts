import { useState } from 'react';
import { reasonOf } from '../wire/api';

/** Something a person asked for: whether it is under way, and why it did not work. */
export interface Doing {
  isBusy: boolean;
  fault: string | null;
  setFault: (fault: string | null) => void;
  /** Does it, once at a time, and then what follows where it worked. */
  doing: (work: () => Promise<unknown>, then?: () => void) => void;
}

/** Runs what a form or a button is for, and keeps why it failed. */
export function useDoing(words: (error: unknown) => string = reasonOf): Doing {
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  function doing(work: () => Promise<unknown>, then = (): void => {}): void {
    setBusy(true);
    setFault(null);
    work()
      .then(then)
      .catch((error: unknown) => setFault(words(error)))
      .finally(() => setBusy(false));
  }
  return { isBusy, fault, setFault, doing };
}
