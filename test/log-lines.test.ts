import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { logLinesInto } from '../src/log-lines.js';
import { ended, Program } from './program.js';

let program: Program;
beforeAll(async () => {
  program = await Program.install();
});
afterAll(() => program.uninstall());

test('a server whose log lies on a full disk goes on answering, and ends when it is told to', async () => {
  const full = openSync('/dev/full', 'w');
  const child = program.startWithLog(['serve'], full, { LOG_LEVEL: 'info' });
  closeSync(full);
  if (!child.stdout) throw new Error('It says nothing.');
  const [said] = await once(child.stdout, 'data');
  const [, url] = /Whence is at (\S+)/u.exec(String(said)) ?? [];
  for (let n = 0; n < 5; n += 1) expect((await fetch(`${url}/sign-in`)).status).toBe(200);
  expect(await ended(child, 'SIGTERM')).toEqual({ status: 0, signal: null });
});

/** A log on a disk that takes so many bytes at a time; none throws. */
function logOnDisk(...room: (number | string)[]) {
  let written = '';
  const log = logLinesInto(0, (_, bytes) => {
    const free = room.shift() ?? bytes.length;
    if (typeof free === 'string') throw Object.assign(new Error(free), { code: free });
    written += bytes.subarray(0, free);
    return Math.min(free, bytes.length);
  });
  return { log, lines: () => written.split('\n') };
}

test('how many lines are missing stands before the next one, which begins on a line of its own', () => {
  const { log, lines } = logOnDisk(3, 'ENOSPC', 'ENOSPC');
  for (const n of [1, 2, 3, 4]) log.write(`{"n":${n}}\n`);
  const [cut, gap = '', ...rest] = lines();
  expect(cut).toBe('{"n');
  expect(JSON.parse(gap)).toMatchObject({
    level: 40,
    msg: expect.stringMatching(/missing here: 2\.$/u),
  });
  expect(rest).toEqual(['{"n":3}', '{"n":4}', '']);
});

test('whoever reads the log slowly is waited for, and a line that is taken in pieces is whole', () => {
  const { log, lines } = logOnDisk('EAGAIN', 2, 'EAGAIN', 3);
  log.write('{"n":1}\n');
  log.write('{"n":2}\n');
  expect(lines()).toEqual(['{"n":1}', '{"n":2}', '']);
});

test('who has kept the log waiting too long is waited for no more until they read on', () => {
  const { log, lines } = logOnDisk(...Array<string>(30).fill('EAGAIN'));
  for (let n = 0; n < 12; n += 1) log.write(`{"n":${n}}\n`);
  expect(lines().at(-2)).toBe('{"n":11}');
  expect(lines()[0]).toContain('missing here');
});
