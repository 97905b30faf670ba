import { afterEach, expect, test } from 'vitest';
import { workedOnThread } from '../../src/desk/worker-thread.js';
import { alignTexts } from '../../src/domain/text/comparison/alignment.js';
import { running } from '../compiled.js';

const module = new URL('../../src/desk/articles/edition-worker.js', import.meta.url);
const texts = { was: 'The wall is safe.', now: 'The wall was safe.' };

afterEach(() => {
  running.fromSource = false;
});

test.each([false, true])('a thread does its work, run from source: %s', async (fromSource) => {
  running.fromSource = fromSource;
  expect(await workedOnThread(module, texts)).toEqual(alignTexts(texts.was, texts.now));
});
