import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { memoryFolder } from './test/memory-folder.js';

// Whoever runs the tests may name another folder.
const temporary = process.env.TMPDIR || memoryFolder();
if (temporary) process.env.TMPDIR = temporary;

// Most functions run a few times here, and Node 20 optimises them so soon that it took a fifth of the workers'
// time. Later ones, which have not this setting, wait of themselves.
const optimisedLater = process.version.startsWith('v20.') ? ['--interrupt-budget=1000000'] : [];

const here = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  resolve: {
    alias: [{ find: /^(?:\.\.?\/)+compiled\.js$/u, replacement: `${here}test/compiled.ts` }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    // One more than the cores that are counted on, as each often waits for Chrome, a database or a program.
    maxWorkers: 3,
    // Most of what a test makes lives for a moment: with room for it, it is collected less often.
    execArgv: ['--max-semi-space-size=64', ...optimisedLater],
    // A worker loads the program once; so each file leaves the process as it found it.
    isolate: false,
    restoreMocks: true,
    // What was transformed once is not again until its text changes.
    experimental: { fsModuleCache: true },
    globalSetup: 'test/shared.ts',
    // Bounds for what hangs, not measures of speed: a busy machine takes its time.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
