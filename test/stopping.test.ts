import { afterAll, beforeAll, expect, test } from 'vitest';
import { ended, Program } from './program.js';
import { Stream } from './web/event-stream.js';

let program: Program;
beforeAll(async () => {
  program = await Program.install();
});
afterAll(() => program.uninstall());

test('a server that is told to stop hangs up on those who listen, and ends', async () => {
  const ada = ['--name', 'Ada Holm', '--email', 'ada@desk.example', '--role', 'admin'];
  await program.run(['user', 'add', ...ada], { input: 'paper ink and coffee' });
  const { stdout } = await program.run(['token', 'create', '--email', 'ada@desk.example']);
  const { child, url } = await program.serve({ setUp: false });
  const line = await Stream.open(url, { authorization: `Bearer ${stdout.trim()}` });
  expect(await line.news()).toEqual({ changes: [], missed: false });
  const exit = ended(child, 'SIGTERM');
  // Cut off, it would fail instead.
  expect(await line.next()).toBeNull();
  expect(await exit).toEqual({ status: 0, signal: null });
});
