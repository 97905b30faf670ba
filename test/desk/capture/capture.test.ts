import { describe, expect, test } from 'vitest';
import { capture } from '../../../src/desk/capture/capture.js';
import { readInProcess } from '../../../src/desk/capture/file-reading.js';
import { Problem } from '../../../src/domain/problem.js';

async function faultOf(work: Promise<unknown>): Promise<Problem> {
  const fault = await work.then(() => null).catch((error: unknown) => error);
  if (fault instanceof Problem) return fault;
  throw fault ?? new Error('It was taken.');
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...parts: (number[] | string)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...utf8(part)] : part)));
const utf16 = (text: string, big: boolean) => {
  const units = [...text].flatMap((letter) => letter.split(''));
  return units.flatMap((unit) => {
    const pair = [unit.charCodeAt(0) & 0xff, unit.charCodeAt(0) >> 8];
    return big ? pair.reverse() : pair;
  });
};

describe('a text file', () => {
  test.each([
    ['in UTF-8', utf8('Die Fähre – 🚢 العبارة')],
    ['in UTF-8 with a mark', bytes([0xef, 0xbb, 0xbf], 'Die Fähre – 🚢 العبارة')],
    ['in UTF-16, little end first', bytes([0xff, 0xfe], utf16('Die Fähre – 🚢 العبارة', false))],
    ['in UTF-16, big end first', bytes([0xfe, 0xff], utf16('Die Fähre – 🚢 العبارة', true))],
  ])('%s is read without further words', async (_what, content) => {
    const draft = await capture({ name: 'ferry.txt', bytes: content });
    expect(draft.text).toBe('Die Fähre – 🚢 العبارة');
    expect(draft.notes).toEqual([]);
  });

  test('that is not in Unicode is read as Windows-1252, and says so', async () => {
    const old = bytes([0x93], 'Die F', [0xe4], 'hre', [0x94, 0x20, 0x80], '5');
    const draft = await capture({ name: 'FERRY.TXT', bytes: old });
    expect(draft.text).toBe('“Die Fähre” €5');
    expect(draft.notes).toEqual([expect.stringContaining('Windows-1252')]);
  });

  test('is taken as it is: line breaks, tabs and a stray NUL are for whoever keeps it', async () => {
    const draft = await capture({ name: 'a.txt', bytes: utf8('one\r\n\ttwo\0\n\n') });
    expect(draft.text).toBe('one\r\n\ttwo\0\n\n');
  });
});

describe('what can’t be read is refused at its field', () => {
  test.each([
    ['an empty file', 'a.txt', '', 'invalid', 'empty'],
    ['a file of white space', 'a.md', ' \n\t\n', 'invalid', 'empty'],
    ['a page without text', 'a.html', '<p><img src=x></p>', 'invalid', 'No text'],
    ['a picture', 'ferry.png', 'x', 'unsupported', '.txt, .md or .html'],
    ['a file without an ending', 'ferry', 'x', 'unsupported', '.txt, .md or .html'],
    ['a name of an object’s own', 'a.constructor', 'x', 'unsupported', '.txt, .md or .html'],
    ['a PDF by another name', 'a.txt', '%PDF-1.7 text', 'unsupported', 'no text'],
    ['other bytes', 'a.txt', '\0\u0001\u0002\u0003PK', 'unsupported', 'no text'],
  ])('%s', async (_what, name, content, code, words) => {
    const fault = await faultOf(capture({ name, bytes: utf8(content) }));
    expect(fault.code).toBe(code);
    expect(fault.message).toContain(words);
    expect(fault.fields[0]?.field).toBe('file');
  });
});

describe('a page that is made to be hard', () => {
  test('and spreads a few letters over millions of columns is given up', async () => {
    const source = `<table>${'<tr><td rowspan=200 colspan=200>a'.repeat(400)}`;
    const fault = await faultOf(capture({ name: 'a.html', bytes: utf8(source) }));
    expect([fault.code, fault.message]).toEqual(['invalid', expect.stringContaining('paste')]);
  });

  test.each([
    ['deeply nested', '<div>'.repeat(100_000)],
    ['of countless pieces', 'a<br>'.repeat(200_000)],
  ])('and is %s is given up, and says what to do instead', async (_what, source) => {
    const task = { kind: 'html', bytes: utf8(source), encoding: null, whole: false } as const;
    const fault = await faultOf(readInProcess(task, 100));
    expect(fault.code).toBe('invalid');
    expect(fault.message).toContain('paste');
  });
});

describe('how a person wants a file to be read', () => {
  const old = bytes('<p>Die F', [0xe4], 'hre h', [0xe4], 'lt.</p>');

  test('is by an encoding’s name, whatever the program would take it for', async () => {
    const draft = await capture({ name: 'a.html', bytes: old }, { encoding: 'cp1253' });
    expect(draft.text).toBe('Die Fδhre hδlt.');
    expect(draft.encoding).toBe('windows-1253');
  });

  test('is refused at its field where no encoding bears that name', async () => {
    const fault = await faultOf(capture({ name: 'a.html', bytes: old }, { encoding: 'klingon' }));
    expect(fault.fields[0]?.field).toBe('encoding');
  });

  test('may be the whole page', async () => {
    const page = utf8('<nav>Menu</nav><article><h1>Ramp</h1><p>It cracked.</p></article>');
    const part = await capture({ name: 'a.html', bytes: page });
    const whole = await capture({ name: 'a.html', bytes: page }, { whole: true });
    expect([part.text, whole.text]).toEqual(['It cracked.', 'Menu\n\nIt cracked.']);
  });
});

describe('a plain text', () => {
  test('offers its first line as the title, where an empty one follows', async () => {
    const offered = await capture({ name: 'a.txt', bytes: utf8('The ramp\n\nIt cracked.') });
    expect(offered).toMatchObject({ title: 'The ramp', from: { title: 'its first line' } });
    const sentence = await capture({ name: 'a.txt', bytes: utf8('It cracked.\n\nTwice.') });
    expect(sentence.title).toBe('');
  });

  test('offers its language by its words, where there are enough of them', async () => {
    const german =
      'Der Hafenmeister sagte am Montag, die nördliche Rampe habe zwei Risse, und niemand habe etwas dagegen getan. '.repeat(
        3,
      );
    const offered = await capture({ name: 'a.txt', bytes: utf8(german) });
    expect(offered).toMatchObject({ language: 'de', from: { language: 'its words' } });
    expect((await capture({ name: 'a.txt', bytes: utf8('Nein.') })).language).toBe('');
  });
});
