import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

afterEach(cleanup);

// A busy machine may take a while.
configure({ asyncUtilTimeout: 5_000 });

// jsdom has no layout: components that ask for the viewport get a laptop with a mouse.
window.matchMedia ??= (query: string) => ({
  matches: false,
  media: query,
  onchange: null,
  addEventListener: () => {},
  removeEventListener: () => {},
  addListener: () => {},
  removeListener: () => {},
  dispatchEvent: () => false,
});

// jsdom has no CSS.escape; ids here are words with hyphens.
globalThis.CSS ??= { escape: (text: string) => text } as unknown as typeof CSS;
