import { defineConfig } from 'vitest/config';

/** Static files that a server gives out below /verify/, the same bytes for everybody. */
export default defineConfig({
  base: '/verify/',
  build: {
    target: ['es2022', 'safari16', 'chrome108', 'firefox115'],
    modulePreload: false,
    assetsInlineLimit: 0,
  },
  worker: { format: 'es' },
  test: { testTimeout: 120_000, hookTimeout: 60_000 },
});
