import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeSampleDesk } from '../sample-desk.js';
import { openBareTerminal, openTerminal, type Terminal } from './terminal.js';

const ada = ['--as', 'ada@example.org'];

let here: Terminal;
let report: string;
beforeEach(async () => {
  here = await openTerminal();
  const elsewhere = await openBareTerminal();
  await elsewhere.onStore(makeSampleDesk);
  report = (await elsewhere.type(['export', '--all', '--format', 'json'])).stdout;
  await elsewhere.close();
});
afterEach(() => here.close());

test('a desk that was exported comes in whole, and goes out the same again', async () => {
  const file = join(here.folder, 'report.json');
  await writeFile(file, report);
  const { status, stdout } = await here.type(['import', file, ...ada]);
  expect(status).toBe(0);
  expect(stdout).toContain('articles: 3 added, 0 already here\n');
  const { articles } = JSON.parse(
    (await here.type(['export', '--all', '--format', 'json'])).stdout,
  );
  expect(articles).toHaveLength(JSON.parse(report).articles.length);
  expect((await here.type(['check'])).stdout).toBe('Nothing is wrong.\n');
});

test('what is here already is passed over; JSON counts it', async () => {
  await here.type(['import', '-', ...ada], report);
  const { stdout } = await here.type(['import', '-', '--format', 'json', ...ada, '--json'], report);
  expect(JSON.parse(stdout)).toMatchObject({
    articles: { added: 0, present: 3 },
    annotations: { added: 0, present: 17 },
  });
});

test.each([
  ['an editor', ['--as', 'mira@example.org'], (text: string) => text],
  ['what is no JSON', ada, () => '{"whence'],
  ['another program’s JSON', ada, () => '{"items": []}'],
  ['a report that was cut off', ada, (text: string) => text.slice(0, -40)],
])('%s is refused in one line, and nothing comes in', async (_what, as, spoil) => {
  const before = await readFile(here.database, 'utf8');
  const { status, stdout, stderr } = await here.type(['import', '-', ...as], spoil(report));
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^[^\n]+\n$/u);
  expect(await readFile(here.database, 'utf8')).toBe(before);
});

test('another format is wrong usage', async () => {
  const { status, stderr } = await here.type(['import', '-', '--format', 'csv', ...ada], report);
  expect(status).toBe(2);
  expect(stderr).toContain('json');
});
