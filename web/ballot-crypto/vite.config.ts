import { defineConfig } from 'vitest/config';

/** Builds the command lines into plain JavaScript that Node runs without the workspace's packages. */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist',
    rollupOptions: {
      input: ['trustee', 'verify-thread', 'cast', 'ballot', 'bench'].map((name) => `cli/${name}.ts`),
    },
  },
  ssr: { noExternal: true },
  test: { testTimeout: 60_000 },
});
