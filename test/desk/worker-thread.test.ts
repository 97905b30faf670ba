import { afterEach, expect, test } from 'vitest';
import { workedOnThread } from '../../src/desk/worker-thread.js';
import { figuresOf } from '../../src/domain/claims/claim-figures.js';
import { running } from '../compiled.js';

const module = new URL('../../src/desk/claims/claim-figures-worker.js', import.meta.url);

afterEach(() => {
  running.fromSource = false;
});

test.each([false, true])('a thread does its work, run from source: %s', async (fromSource) => {
  running.fromSource = fromSource;
  expect(await workedOnThread(module, [])).toEqual(figuresOf([]));
});
