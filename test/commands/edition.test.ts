import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTerminal, type Terminal } from './terminal.js';

let terminal: Terminal;
beforeEach(async () => {
  terminal = await openTerminal();
});
afterEach(() => terminal.close());

test('a text in which almost nothing of the article stands is asked about, before it is saved and after', async () => {
  const named = ['--title', 'The lease', '--publisher', 'The Harbour Ledger'];
  const text = 'The lease of berth nine was signed in May, and nobody said why.';
  const added = await terminal.type(['article', 'add', '-', ...named], text);
  const corrected = async (now: string, ...more: string[]) =>
    terminal.type(['edition', 'add', added.stdout.trim(), '-', ...more], now);
  const sheep = 'Wool is sold on the hills at dawn, by weight.';
  const doubt = 'Almost nothing of edition 1 stands in this text. Is it the same article?';
  expect((await corrected(sheep, '--dry-run')).stderr).toContain(doubt);
  expect(await corrected(text.replace('May', 'June'), '--dry-run')).toMatchObject({ stderr: '' });
  const saved = await corrected(sheep);
  expect(saved.stderr).toContain(doubt);
  expect(saved).toMatchObject({ status: 0, stdout: expect.stringContaining('edition 2\t') });
});
