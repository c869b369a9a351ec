// Builds dist. What it runs is written in TypeScript like the rest; Vite reads it.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const { module } = await runnerImport(fileURLToPath(new URL('site.ts', import.meta.url)), {
  configFile: false,
  logLevel: 'error',
});
await module.buildSite();
