import { useEffect, useRef, useState } from 'react';

/** A text for a live region, said at most once in some time: the newest when its turn comes. */
export function useSpoken(text: string, every = 10_000): string {
  const [said, say] = useState(text);
  const at = useRef(0);
  useEffect(() => {
    if (text === said) return;
    const timer = setTimeout(
      () => {
        at.current = Date.now();
        say(text);
      },
      Math.max(0, at.current + every - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [text, said, every]);
  return said;
}
