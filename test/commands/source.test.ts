import { afterEach, beforeEach, expect, test } from 'vitest';
import { insert } from '../../src/store/store.js';
import { source } from '../cases/chains.js';
import { openTerminal, readDesk, type Terminal } from './terminal.js';

const mira = ['--as', 'mira@example.org'];

let terminal: Terminal;
beforeEach(async () => {
  terminal = await openTerminal();
  const entries = [source('olld', { name: 'Renata Olld' }), source('old', { name: 'Renata Old' })];
  await terminal.onStore((store) => store.commit(entries.map((entry) => insert('sources', entry))));
});
afterEach(() => terminal.close());

const joinedOf = (id: string) =>
  readDesk(terminal, async ({ store }) => (await store.get('sources', id))?.joined?.into);

test('an entry is joined into another and parted again', async () => {
  const joined = await terminal.type(['source', 'join', 'olld', 'old', ...mira]);
  expect(joined).toEqual({ status: 0, stdout: 'Renata Olld is Renata Old now.\n', stderr: '' });
  expect(await joinedOf('olld')).toBe('old');
  const parted = await terminal.type(['source', 'part', 'olld', ...mira, '--json']);
  expect(JSON.parse(parted.stdout)).toEqual({ id: 'olld', joinedInto: null });
  expect(await joinedOf('olld')).toBeUndefined();
});

test.each([
  ['join', ['olld', 'nobody', ...mira], 'There is no such source in the register.'],
  ['join', ['olld', 'olld', ...mira], 'An entry is itself already.'],
  [
    'join',
    ['olld', 'old', '--as', 'jonas@example.org'],
    'To change sources takes the role of editor',
  ],
  ['part', ['olld', ...mira], 'Renata Olld is not joined into another entry.'],
])('%s %j is refused', async (verb, words, sentence) => {
  const { status, stderr } = await terminal.type(['source', verb, ...words]);
  expect(status).toBe(1);
  expect(stderr).toContain(sentence);
  expect(await joinedOf('olld')).toBeUndefined();
});

test('an entry joins one beside which its name stands once somebody has said yes to that', async () => {
  const entries = [
    source('clerk', { name: 'a clerk', unnamed: true }),
    source('ada', { name: 'Ada Stone' }),
  ];
  const at = '2026-03-02T09:00:00.000Z';
  const noted = { id: 'clerk', version: 1, name: 'Ada Stone', aliases: [], creator: 'mira' };
  const identity = { ...noted, created: at, formerId: null, publicEntry: null };
  await terminal.onStore((store) =>
    store.commit([
      ...entries.map((entry) => insert('sources', entry)),
      insert('identities', identity),
    ]),
  );
  const join = ['source', 'join', 'clerk', 'ada', ...mira];
  const asked = await terminal.type(join);
  expect(asked.status).toBe(1);
  expect(asked.stderr).toContain('If that is meant, add --confirm identity.');
  expect(await joinedOf('clerk')).toBeUndefined();
  expect((await terminal.type([...join, '--confirm', 'identity'])).status).toBe(0);
  expect(await joinedOf('clerk')).toBe('ada');
});

test('an entry is masked where it is named, and unmasked again', async () => {
  const shown = await terminal.type(['source', 'mask', 'old', '--preview', ...mira]);
  expect(shown.stdout).toMatch(/^[0-9a-f]{20}\tstays\tRenata Olld\n$/u);
  const masked = await terminal.type(['source', 'mask', 'old', ...mira, '--json']);
  const { id, name } = JSON.parse(masked.stdout);
  expect(name).toBe('Confidential source 1');
  const entry = (which: string) =>
    readDesk(terminal, async ({ store }) => (await store.get('sources', which))?.name);
  expect([await entry('old'), await entry(id)]).toEqual([undefined, name]);
  const unmasked = await terminal.type(['source', 'unmask', id, ...mira]);
  expect(unmasked.stdout).toBe('Renata Old is public again, and has the id old.\n');
  expect(await entry('old')).toBe('Renata Old');
});
