import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**'],
    globalSetup: ['test/engine-of-tests.ts'],
    // A suite that starts engines and servers on two shared cores; a hang still ends.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
