import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { site } from './build/site.ts';

/** Static files, the same bytes for everyone; pages beyond the first are loaded when they are opened. */
export default defineConfig({
  plugins: [site(fileURLToPath(new URL('.', import.meta.url)))],
  oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
  build: {
    target: ['es2022', 'safari16', 'chrome108', 'firefox115'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    manifest: 'manifest.json',
    rolldownOptions: {
      // Libraries mark modules for React's server components; there is no server here.
      onLog: (level, log, tell) => log.code === 'MODULE_LEVEL_DIRECTIVE' || tell(level, log),
    },
  },
  worker: { format: 'es' },
  // Nothing of one file's tests reaches another's but the browser, which is started once for all of them.
  test: { testTimeout: 120_000, hookTimeout: 60_000, isolate: false },
});
