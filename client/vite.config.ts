import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// The server in development; `APOLLO_SERVER` names another one.
const server = process.env['APOLLO_SERVER'] ?? 'http://localhost:5080';

export default defineConfig({
  plugins: [
    react(),
    {
      // As the server does: the wall display is a page of its own.
      name: 'wall-display',
      configureServer: (dev) =>
        void dev.middlewares.use((request, _, next) => {
          if (request.url && /^\/tv([?#]|$)/.test(request.url)) request.url = '/tv.html';
          next();
        }),
    },
  ],
  // Relative, so that the page's base, which the server sets, says where Apollo is.
  base: './',
  // The server puts each answer's own nonce in this place.
  html: { cspNonce: '__CSP_NONCE__' },
  server: {
    // As objects: a plain address would change Host, and Apollo refuses a Host that is not the page's own.
    proxy: { '/api': { target: server }, '/health': { target: server }, '/hubs': { target: server, ws: true } },
  },
  build: {
    // light-dark() stays as written; older browsers are not served.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    chunkSizeWarningLimit: 800,
    // Inlined assets would need data: in the content security policy.
    assetsInlineLimit: 0,
    // The preload helper would add links and styles of its own; browsers that run this know modulepreload.
    modulePreload: { polyfill: false },
  },
  test: {
    // What draws needs a page; what reckons runs without one, which takes a while to make for each file.
    projects: [
      {
        extends: true,
        test: {
          name: 'drawn',
          environment: 'jsdom',
          include: ['src/**/*.test.tsx'],
          setupFiles: ['src/shared/testing/testing.ts'],
        },
      },
      { extends: true, test: { name: 'reckoned', environment: 'node', include: ['src/**/*.test.ts'] } },
    ],
    restoreMocks: true,
    // A busy machine may take a while.
    testTimeout: 20_000,
    css: { modules: { classNameStrategy: 'non-scoped' } },
  },
});
