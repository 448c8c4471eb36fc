import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

/** The line of a table that the keyboard is on. */
export interface Current {
  /** Where it was last; always drawn, so that the focus is never lost. */
  near: number;
  /** Where it is now: it follows its row when others come before it. */
  of(drawn: readonly number[]): number;
  /** A line has taken the focus. */
  take(line: number): void;
  /** A line is to have the focus as soon as it is drawn. */
  send(line: number): void;
}

/** Keeps the line in focus; `nameOf` tells what stands on a line, null where that is not known yet. */
export function useCurrent(
  frame: RefObject<HTMLElement | null>,
  count: number,
  nameOf: (line: number) => string | null,
): Current {
  const [active, setActive] = useState<{ line: number; name: string | null }>({ line: 0, name: null });
  const wanted = useRef<number | null>(null);
  const near = Math.min(active.line, Math.max(0, count - 1));
  useEffect(() => {
    const line =
      wanted.current === null ? null : frame.current?.querySelector<HTMLElement>(`[data-line="${wanted.current}"]`);
    if (!line) return;
    wanted.current = null;
    line.focus({ preventScroll: true });
  });
  const name = useRef(nameOf);
  name.current = nameOf;
  const take = useCallback(
    (line: number): void =>
      setActive((before) =>
        before.line === line && before.name === name.current(line) ? before : { line, name: name.current(line) },
      ),
    [],
  );
  return {
    near,
    take,
    of: (drawn) => (active.name !== null ? drawn.find((line) => nameOf(line) === active.name) : undefined) ?? near,
    send(line) {
      wanted.current = line;
      take(line);
    },
  };
}
