import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRound } from '../../src/desk/rounds/rounds.js';
import { formatNames } from '../../src/reports/formats.js';
import { openTerminal, readDesk, type Terminal } from './terminal.js';

let terminal: Terminal;
let article: string;

beforeEach(async () => {
  terminal = await openTerminal();
  const words = ['article', 'add', '-', '--title', 'The dam', '--publisher', 'The Valley Post'];
  article = (await terminal.type(words, 'The dam will be drained in June.')).stdout.trim();
  await readDesk(terminal, async (desk) => {
    const editor = await desk.store.find('people', 'email', { key: 'mira@example.org' });
    const annotators = await desk.store.find('people', 'email', { key: 'jonas@example.org' });
    const [mira, jonas] = [editor.items[0], annotators.items[0]];
    if (mira && jonas) await openRound(desk, mira, article, [mira.id, jonas.id]);
  });
});
afterEach(() => terminal.close());

function annotate(...more: string[]) {
  const said = [
    '--quote',
    'drained in June',
    '--chain',
    'Zquibble',
    '--claim',
    'Zquibble drained it.',
  ];
  return terminal.type(['annotate', article, ...said, '--as', 'jonas@example.org', ...more]);
}

test('what is annotated in a blind round stands in no list and no export of the shell', async () => {
  expect((await annotate()).status).toBe(0);
  const list = await terminal.type(['article', 'list', '--json']);
  expect(JSON.parse(list.stdout).items).toMatchObject([{ id: article, annotations: 0 }]);
  for (const format of formatNames) {
    for (const what of [article, '--all']) {
      const { status, stdout } = await terminal.type(['export', what, '--format', format]);
      expect(status).toBe(0);
      expect(stdout).not.toContain('Zquibble');
    }
  }
});

test('whoever annotates finds their own claims and sources again', async () => {
  expect((await annotate()).status).toBe(0);
  const again = await annotate('--json');
  expect(JSON.parse(again.stdout).newSources).toEqual([]);
});

test('a check reads everything', async () => {
  await annotate();
  expect(await terminal.type(['check'])).toMatchObject({
    status: 0,
    stdout: 'Nothing is wrong.\n',
  });
});
