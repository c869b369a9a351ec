import { defineConfig } from 'vitest/config';

/** Every workspace's tests in one run, two files at a time. */
export default defineConfig({
  test: { projects: ['ballot-crypto', 'verify', 'voting', 'admin'], maxWorkers: 2 },
});
