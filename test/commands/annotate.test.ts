import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { annotationById } from '../../src/desk/annotations/annotations.js';
import { openDesk } from '../../src/desk/desk.js';
import { operator } from '../../src/desk/people/people.js';
import { addSource } from '../../src/desk/register/new-sources.js';
import { parse } from '../../src/domain/parse.js';
import { sourceInput } from '../../src/domain/register/source-input.js';
import { openTerminal, readDesk, type Terminal } from './terminal.js';

const text = '🚧 The mayor signed the lease. The mayor said so; a clerk denied it.';
const mira = ['--as', 'mira@example.org'];
const simply = ['--chain', 'Lena Moe -told-> The Harbour Ledger', ...mira];

let terminal: Terminal;
let article: string;
beforeEach(async () => {
  terminal = await openTerminal();
  const named = ['--title', 'The lease', '--publisher', 'The Harbour Ledger'];
  article = (await terminal.type(['article', 'add', '-', ...named], text)).stdout.trim();
});
afterEach(() => terminal.close());

function annotate(...options: string[]) {
  return terminal.type(['annotate', article, ...options]);
}

test('a passage is annotated, and the id printed', async () => {
  const { status, stdout } = await annotate(
    ...['--quote', 'signed  the\nlease', ...simply, '--confidence', 'moderate'],
    ...['--credibility', '3', '--claim', 'The lease is signed.', '--note', 'Seen.'],
    ...['--label', 'Courts', '--label', 'follow up'],
  );
  expect(status).toBe(0);
  const made = await readDesk(terminal, (desk) => annotationById(desk, stdout.trim()));
  expect(made).toMatchObject({
    target: { exact: 'signed the lease', start: 13, end: 29 },
    confidence: 'moderate',
    credibility: 3,
    stance: 'asserts',
    note: 'Seen.',
    labels: ['Courts', 'follow up'],
    creator: 'mira',
  });
  expect(made.chain).toHaveLength(2);
});

test('JSON tells of the new sources and the warnings too', async () => {
  const chain = ['--chain', 'Lena Moe [B] -told-> The Harbour Ledger', '--as', 'jonas@example.org'];
  const { stdout, stderr } = await annotate('--quote', 'signed the lease', ...chain, '--json');
  expect(JSON.parse(stdout)).toEqual({
    id: expect.any(String),
    newSources: [
      { id: expect.any(String), name: 'Lena Moe' },
      { id: expect.any(String), name: 'The Harbour Ledger' },
    ],
    warnings: [expect.stringContaining('Lena Moe is rated B here without a reason')],
  });
  expect(stderr).toContain('Lena Moe is rated B here without a reason');
});

test('a passage that stands twice is asked about, and found by its suffix', async () => {
  const asked = await annotate('--quote', 'The mayor', ...simply);
  expect(asked).toMatchObject({ status: 1, stdout: '' });
  expect(asked.stderr).toMatch(/^This passage stands in 2 places: .* --prefix or --suffix\.\n$/u);
  const { stdout } = await annotate('--quote', 'The mayor', '--suffix', ' said', ...simply);
  const made = await readDesk(terminal, (desk) => annotationById(desk, stdout.trim()));
  expect(made.target.start).toBe(text.lastIndexOf('The mayor'));
});

test('a name that two sources bear is asked about with their ids', async () => {
  const ids = await terminal.onStore(async (store) => {
    const enter = (kind: string) =>
      addSource(openDesk(store), operator, parse(sourceInput, { name: 'Mercury', kind }));
    return [(await enter('person')).id, (await enter('outlet')).id];
  });
  const told = ['--chain', 'Mercury -told-> The Harbour Ledger', ...mira];
  const { status, stderr } = await annotate('--quote', 'a clerk', ...told);
  expect(status).toBe(1);
  expect(stderr).toBe(
    `Several sources are called “Mercury”: choose which one is meant. Write #id after the name: Mercury #${ids[0]}, Mercury #${ids[1]}.\n`,
  );
});

test('what can’t be taken back wants a yes', async () => {
  await annotate('--quote', 'a clerk', ...simply);
  const chain = ['--chain', 'Lena Moe (confidential) -told-> The Harbour Ledger', ...mira];
  const telling = ['--quote', 'signed the lease', ...chain, '--note', 'Lena Moe told us.'];
  const asked = await annotate(...telling);
  expect(asked.stderr).toMatch(/name of a confidential source.* --confirm identity\.\n$/u);
  const done = await annotate(...telling, '--confirm', 'identity');
  expect(done.status).toBe(0);
});

test.each([
  ['a passage that does not stand there', ['--quote', 'the harbour', ...simply], /does not stand/u],
  [
    'a fault in the chain, with its place',
    ['--quote', 'a clerk', ...mira, '--chain', 'A -shouted-> B'],
    /at “shouted”/u,
  ],
  ['a reader', ['--quote', 'a clerk', '--chain', '?', '--as', 'tom@example.org'], /annotator/u],
])('%s is a problem, told in one line', async (_what, options, said) => {
  const { status, stdout, stderr } = await annotate(...options);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(said);
  expect(stderr.trimEnd()).not.toContain('\n');
});

test('an unknown article is a problem', async () => {
  const { status, stderr } = await terminal.type([
    'annotate',
    'nowhere',
    '--quote',
    'a',
    ...simply,
  ]);
  expect({ status, stderr }).toEqual({ status: 1, stderr: 'There is no such article.\n' });
});

test.each([
  ['a level that is none', ['--confidence', 'total'], /low, high|Allowed choices/u],
  ['a number that is none', ['--credibility', '7'], /Allowed choices/u],
])('%s is wrong usage', async (_what, options, said) => {
  const { status, stderr } = await annotate('--quote', 'a clerk', ...simply, ...options);
  expect(status).toBe(2);
  expect(stderr).toMatch(said);
});

test('nobody annotates without saying who they are', async () => {
  expect((await annotate('--quote', 'a clerk', '--chain', '?')).status).toBe(2);
});

test('a mistyped database is told, and none is made in its place', async () => {
  const mistyped = ['--database', `${terminal.folder}/mistyped.json`];
  const { status, stderr } = await annotate('--quote', 'a clerk', ...simply, ...mistyped);
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: `There is no mistyped.json in ${terminal.folder}.\n`,
  });
  expect(await readdir(terminal.folder)).not.toContain('mistyped.json');
});
