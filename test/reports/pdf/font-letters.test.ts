import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { doubtfulLetters } from '../../../src/reports/pdf/doubtful-letters.js';
import { fontFiles } from '../../../src/reports/pdf/font-files.js';
import { missingOf } from '../../../src/reports/pdf/typesetting.js';

/** Of private use: no font has them. */
const nowhere = [0xf5a3c, 0x10abcd].map((each) => String.fromCodePoint(each));

test('the scripts that are promised are at hand, and signs that texts are full of', async () => {
  const texts = [
    '“Łódź” – Őrség … Thể thao, Ærø, İzmir',
    'Αθήνα Κύπρος Анна Ахматова Ґалаґан Ђорђе',
    'قال مسؤول في الميناء إن القناة فقدت',
    'حکومت پاکستان نے کہا کہ ٹھیک ہے',
    'राम शर्मा ने क्षेत्र में कहा',
  ];
  for (const text of texts) expect(await doubtfulLetters(text)).toEqual([]);
});

test('letters outside are told once each, and none that says nothing by itself', async () => {
  const text = `${nowhere[0]} and ${nowhere[0]}\u200d\ufe0f\u0301 and ${nowhere[1]}`;
  expect(await doubtfulLetters(text)).toEqual(nowhere);
});

test('a letter with a mark is doubtful where no font of one face has both, composed or not', async () => {
  expect(await doubtfulLetters('e\u0301 क्षि مُدَّة ệ')).toEqual([]);
  expect(await doubtfulLetters('a\u20dd b a\u20dd')).toEqual(['a\u20dd']);
  expect(await doubtfulLetters('क\u0489')).toEqual(['क\u0489']);
});

test('a mark that no font has is missing by itself', async () => {
  const mark = '\u{1abf}';
  expect(await doubtfulLetters(`A wall${mark} of 3\u0301 m.`)).toEqual([mark, `l${mark}`]);
  expect(await missingOf([mark])).toEqual([mark]);
});

test('what no font has is among them, whatever else is asked about', async () => {
  const asked = await doubtfulLetters(`שלום ภาษาไทย ${nowhere.join(' ')} ⠿ ∮`);
  const missing = await missingOf(asked);
  expect(missing).toEqual(expect.arrayContaining(nowhere));
  expect(asked).toEqual(expect.arrayContaining(missing));
  expect(await missingOf(['a', 'ש'])).toEqual([]);
});

test('a font is known by its own name, whatever the folders are called that the program stands in', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'whence-'));
  const within = join(folder, 'inter', 'source-serif-4', 'fonts');
  await mkdir(within, { recursive: true });
  const moved = fontFiles().map((file) => join(within, basename(file)));
  for (const [at, file] of fontFiles().entries()) await symlink(file, moved[at] ?? '');
  vi.resetModules();
  vi.doMock('../../../src/reports/pdf/font-files.js', () => ({ fontFiles: () => moved }));
  onTestFinished(async () => {
    vi.doUnmock('../../../src/reports/pdf/font-files.js');
    vi.resetModules();
    await rm(folder, { recursive: true });
  });
  const letters = await import('../../../src/reports/pdf/doubtful-letters.js');
  expect(await letters.doubtfulLetters('Ca\u0301diz')).toEqual([]);
});
