import { readFile, rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTerminal, type Terminal } from './terminal.js';

let terminal: Terminal;
beforeEach(async () => {
  terminal = await openTerminal();
});
afterEach(() => terminal.close());

test('a sound desk needs no salvage', async () => {
  expect(await terminal.type(['salvage'])).toEqual({
    status: 0,
    stdout: 'Nothing needs to be salvaged.\n',
    stderr: '',
  });
});

test('where no file of a desk is, a mistyped name is not said to be sound', async () => {
  const mistyped = `${terminal.folder}/dekc.json`;
  expect(await terminal.type(['salvage', '--database', mistyped])).toEqual({
    status: 1,
    stdout: '',
    stderr: `There is no dekc.json in ${terminal.folder}.\n`,
  });
});

test('a PostgreSQL database has no journal to salvage', async () => {
  const address = 'postgres://desk:secret@127.0.0.1:1/desk';
  const refused = await terminal.type(['salvage', '--database', address]);
  expect(refused).toMatchObject({ status: 2, stderr: expect.stringMatching(/^Only a JSON file/u) });
});

test('a journal that can’t be used is named with the command that sets it aside, which does', async () => {
  const journal = terminal.database.replace(/\.json$/u, '.journal');
  await writeFile(journal, 'not a journal\n');
  const stopped = await terminal.type(['article', 'list']);
  expect(stopped.status).toBe(1);
  expect(stopped.stderr).toMatch(/^desk\.journal can’t be used: line 1: .*“whence salvage”/u);
  expect(await terminal.type(['salvage', '--json'])).toMatchObject({
    status: 0,
    stdout: '{"kept":0,"aside":"desk.journal.damaged","without":null}\n',
  });
  expect(await readFile(`${journal}.damaged`, 'utf8')).toBe('not a journal\n');
  expect((await terminal.type(['article', 'list'])).status).toBe(0);
});

test('a private file that is gone is named with the command that goes on without it, which does', async () => {
  await rm(terminal.database.replace(/\.json$/u, '.private.json'));
  const stopped = await terminal.type(['article', 'list']);
  expect(stopped.status).toBe(1);
  expect(stopped.stderr).toMatch(/^desk\.private\.json is missing, .*“whence salvage”/u);
  expect(await terminal.type(['salvage'])).toMatchObject({
    status: 0,
    stdout: 'The desk goes on without desk.private.json: what stood there alone is not in it.\n',
  });
  expect((await terminal.type(['article', 'list'])).status).toBe(0);
});
