/** Where an entry stands: in which column or list, px in it, how wide that is, and in which state. */
export interface Place {
  place: string;
  x: number;
  y: number;
  room: number;
  state: string;
}

/**
 * Keys of entries that came, went, moved, or are in another state than before. What is there for the first time all at
 * once did not come: it was read.
 */
export function changesOf(
  before: ReadonlyMap<string, Place>,
  after: ReadonlyMap<string, Place>,
): Record<'came' | 'went' | 'moved' | 'turned', string[]> {
  const came = [...after.keys()].filter((key) => !before.has(key)),
    went = [...before.keys()].filter((key) => !after.has(key));
  const stayed = [...after].flatMap(([key, now]) => {
    const was = before.get(key);
    return was ? [{ key, was, now }] : [];
  });
  return {
    came,
    went,
    // A column that grows takes its entries with it: none of them has moved.
    moved: stayed
      .filter(
        ({ was, now }) =>
          was.place !== now.place ||
          Math.abs(was.y - now.y) > 2 ||
          (Math.abs(was.x - now.x) > 2 && was.room === now.room),
      )
      .map(({ key }) => key),
    turned: stayed.filter(({ was, now }) => was.state !== now.state).map(({ key }) => key),
  };
}
