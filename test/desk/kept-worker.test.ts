import { afterEach, expect, test } from 'vitest';
import type { EditionAnswer } from '../../src/desk/articles/edition-thread.js';
import { packed } from '../../src/desk/articles/packed-alignment.js';
import { KeptWorker } from '../../src/desk/kept-worker.js';
import { isOverrun, startThread } from '../../src/desk/worker-thread.js';
import { alignTexts } from '../../src/domain/text/comparison/alignment.js';
import { running } from '../compiled.js';

const module = new URL('../../src/desk/articles/edition-worker.js', import.meta.url);
const texts = { was: 'The wall is safe.', now: 'The wall was safe.', language: null, spans: [] };
const bounds = { taskMs: 30_000, idleMs: 60_000 };
const thread = (maxOldGenerationSizeMb: number) =>
  startThread(module, { resourceLimits: { maxOldGenerationSizeMb } });
const kept = (maxMemoryMb = 64) =>
  new KeptWorker<unknown, EditionAnswer>(() => thread(maxMemoryMb), bounds);
const counting = new URL('./counting-thread.js', import.meta.url);
const thatCounts = () => new KeptWorker<string, number>(() => startThread(counting, {}), bounds);
/** Takes a second or so. */
const manyLines = Array.from({ length: 100_000 }, (_, at) => `Line ${at} of the log.`);
const hard = { ...texts, was: manyLines.join('\n'), now: manyLines.toReversed().join('\n') };
const answer = { alignment: packed(alignTexts(texts.was, texts.now)), placements: [] };

afterEach(() => {
  running.fromSource = false;
});

test.each([false, true])(
  'a thread does task after task, run from source: %s',
  async (fromSource) => {
    running.fromSource = fromSource;
    const threads = kept();
    for (let turn = 0; turn < 3; turn += 1) expect(await threads.answer(texts)).toEqual(answer);
  },
);

test('several tasks at once have a thread each', async () => {
  const threads = kept();
  const all = await Promise.all([1, 2, 3].map(() => threads.answer(texts)));
  expect(all).toEqual([answer, answer, answer]);
});

test.each([
  ['took too long', hard, { limitMs: 1 }, true],
  ['threw', { ...texts, was: null }, {}, false],
])('after one that %s the next task has another thread', async (_what, task, how, overran) => {
  const threads = kept();
  await threads.answer(texts);
  const fault: unknown = await threads.answer(task, how).catch((error: unknown) => error);
  expect([fault instanceof Error, isOverrun(fault)]).toEqual([true, overran]);
  expect(await threads.answer(texts)).toEqual(answer);
});

test('one that took too much memory is told from a defect, and ends alone', async () => {
  const fault: unknown = await kept(8)
    .answer(hard)
    .catch((error: unknown) => error);
  expect(isOverrun(fault)).toBe(true);
  expect(await kept().answer(texts)).toEqual(answer);
});

test('one that breaks down when nobody waits for its answer any more ends alone', async () => {
  const worker = startThread(module, {});
  worker.postMessage({ ...texts, was: null });
  expect(await new Promise((done) => worker.on('exit', done))).toBe(1);
});

test('one that got ready has practised, and does the next task', async () => {
  const threads = thatCounts();
  await Promise.all([threads.ready(['a', 'b']), threads.ready(['c'])]);
  expect(await threads.answer('d')).toBe(3);
  await threads.ready(['e']);
  expect(await threads.answer('f')).toBe(4);
});

test('one that is wanted while it practises ends what it has begun, and does the task', async () => {
  const threads = thatCounts();
  void threads.ready(['a', 'b', 'c', 'd', 'e']);
  const first = threads.answer('f');
  expect([await first, await threads.answer('g')]).toEqual([1, 2]);
});

test('of two tasks that come while one practises, the second has a thread of its own', async () => {
  const threads = thatCounts();
  const ready = threads.ready(['a']);
  expect(await Promise.all([threads.answer('b'), threads.answer('c')])).toEqual([1, 1]);
  await ready;
});

test('one that can’t get ready keeps nobody from the next task', async () => {
  const threads = kept();
  await threads.ready([{ ...texts, was: null }]);
  expect(await threads.answer(texts)).toEqual(answer);
});
