import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    maxWorkers: 2,
    // A worker loads the program once; so each file leaves the process as it found it.
    isolate: false,
    restoreMocks: true,
    globalSetup: 'test/shared.ts',
    // A bound for what hangs, not a measure of speed: a busy machine takes its time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
