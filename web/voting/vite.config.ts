import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { site } from './build/site.ts';

/** Static files, the same bytes for every voter: index.html, one style sheet, one script, one worker, plain pages. */
export default defineConfig({
  plugins: [site(fileURLToPath(new URL('.', import.meta.url)))],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: ['es2022', 'safari16', 'chrome108', 'firefox115'],
    modulePreload: false,
    assetsInlineLimit: 0,
  },
  worker: { format: 'es' },
  test: { testTimeout: 120_000, hookTimeout: 60_000 },
});
