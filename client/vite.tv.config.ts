import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The wall display for itself, for the browsers of televisions; scripts/television.mjs holds what they know. */
export default defineConfig({
  plugins: [react()],
  base: './',
  // By the page's base, which the server sets: import.meta is newer than the syntax allowed here.
  experimental: {
    renderBuiltUrl: (file, { hostType }) =>
      hostType === 'js' ? { runtime: `new URL(${JSON.stringify(file)}, document.baseURI).href` } : { relative: true },
  },
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: 'chrome79',
    cssTarget: 'chrome79',
    // Beside the dashboard, which is built first.
    emptyOutDir: false,
    copyPublicDir: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: 'tv.html',
      output: { entryFileNames: 'assets/tv-[hash].js', assetFileNames: 'assets/tv-[name]-[hash][extname]' },
    },
  },
  worker: { format: 'iife', rolldownOptions: { output: { entryFileNames: 'assets/tv-[name]-[hash].js' } } },
});
