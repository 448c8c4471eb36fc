import { createElement, lazy, Suspense, type ComponentType, type ReactNode } from 'react';

/**
 * A part of the page that is fetched when it is first shown. Where that fails the region around it says so, and showing
 * it again fetches again: React alone would keep the failure.
 */
export function later<P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
  waiting: ReactNode = null,
): ComponentType<P> {
  const attempt = (): Promise<{ default: ComponentType<P> }> =>
    load().catch((error: unknown) => {
      Part = lazy(attempt);
      throw error;
    });
  let Part = lazy(attempt);
  return function Later(props: P) {
    return <Suspense fallback={waiting}>{createElement(Part as ComponentType<P>, props)}</Suspense>;
  };
}
