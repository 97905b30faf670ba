import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { KeptWorker } from '../../src/desk/kept-worker.js';
import { WorkerProcess } from '../../src/desk/worker-process.js';
import { isOverrun } from '../../src/desk/worker-thread.js';
import { isProcessAlive } from '../../src/store/file/process-alive.js';

const source = new URL('./breaking-process.js', import.meta.url);

/** Where the processes stand built: from source each takes six times as long to start. */
let made: string;
const built = (name: string) => join(made, `${name}.js`);
beforeAll(async () => {
  made = await mkdtemp(join(tmpdir(), 'whence-'));
  await writeFile(join(made, 'package.json'), '{"type":"module"}');
  await build({
    entryPoints: [
      new URL('./breaking-process.ts', import.meta.url),
      new URL('./starting-process.ts', import.meta.url),
    ].map((entry) => fileURLToPath(entry)),
    outdir: made,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
});
afterAll(() => rm(made, { recursive: true }));

/** What `breaking-process.ts` answers where it is not asked to break down. */
interface Answer {
  task: unknown;
  pid: number;
  settings: string[];
}

const started: WorkerProcess[] = [];
function kept(module = pathToFileURL(built('breaking-process'))) {
  const start = () => {
    const each = new WorkerProcess(module, 64);
    started.push(each);
    return each;
  };
  return new KeptWorker<unknown, Answer>(start, { taskMs: 60_000, idleMs: 60_000 });
}
afterEach(async () => {
  await Promise.all(started.splice(0).map((each) => each.terminate()));
});

test('a process does task after task, and knows nothing of the desk’s settings', async () => {
  const processes = kept();
  process.env.DATABASE_PASSWORD = 'harbour';
  try {
    const bytes = new Uint8Array([1, 2, 255]);
    const { task, settings } = await processes.answer(bytes);
    expect(new Uint8Array(task as Uint8Array)).toEqual(bytes);
    expect(settings).not.toContain('DATABASE_PASSWORD');
    await processes.answer('again');
  } finally {
    delete process.env.DATABASE_PASSWORD;
  }
  expect(started).toHaveLength(1);
});

test('a process does its work from source too', async () => {
  expect(await kept(source).answer('first')).toMatchObject({ task: 'first' });
});

test.each([
  ['ends by a fault of V8', /ended with SIG/u],
  ['takes all memory', /heap out of memory/u],
  ['throws', /The page is torn/u],
  ['leaves', /ended with 0/u],
])('one that %s ends alone, says why, and the next task has another', async (way, words) => {
  const processes = kept();
  await processes.answer('first');
  await expect(processes.answer(way)).rejects.toThrow(words);
  expect(await processes.answer('next')).toMatchObject({ task: 'next' });
  expect(started).toHaveLength(2);
});

test('one that never ends is stopped when its time is up', async () => {
  const processes = kept();
  const fault: unknown = await processes
    .answer('never ends', { limitMs: 100 })
    .catch((each) => each);
  expect(isOverrun(fault)).toBe(true);
  expect(await processes.answer('next')).toMatchObject({ task: 'next' });
});

test('one that ended while it was idle is no bar to the next task', async () => {
  const processes = kept();
  await processes.answer('first');
  await started[0]?.terminate();
  expect(await processes.answer('next')).toMatchObject({ task: 'next' });
});

test('one that can’t be started is told of, and the next task has another', async () => {
  const processes = kept();
  const { execPath } = process;
  process.execPath = '/nowhere/node';
  try {
    await expect(processes.answer('first')).rejects.toThrow(/ENOENT/u);
  } finally {
    process.execPath = execPath;
  }
  expect(await processes.answer('next')).toMatchObject({ task: 'next' });
});

test('one that never ends does not outlive whoever started it', async () => {
  const starting = fork(built('starting-process'), { execArgv: [] });
  const [{ pid }] = (await once(starting, 'message')) as [Answer];
  expect(await isProcessAlive(pid, null)).toBe(true);
  starting.kill('SIGKILL');
  await expect.poll(() => isProcessAlive(pid, null)).toBe(false);
});
