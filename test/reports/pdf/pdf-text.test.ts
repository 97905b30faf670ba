import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { TextBlock } from '../../../src/domain/articles/text-block.js';
import { pdf } from '../../../src/reports/pdf/pdf.js';
import { markedArticle } from '../docx/documents.js';
import { hostile, hostileMaterial } from '../fixtures.js';
import { reportOf } from '../gathered.js';
import { marked } from './marked.js';
import { bytesOf, flat } from './pdf-bytes.js';
import { everyByte, placesOf, readPdf } from './read-pdf.js';

/* The article's text as it is set: its blocks, and the letters of any script. */

/** An article of blocks, as one that was read from a page. */
function ofBlocks(...parts: (Pick<TextBlock, 'kind'> & { text: string; marker?: string })[]) {
  const text = parts.map((part) => part.text).join('\n\n');
  const blocks = parts.map(({ text: words, ...part }) => {
    const start = text.indexOf(words);
    return { level: null, marker: null, ...part, start, end: start + words.length };
  });
  const [first = ''] = parts.map((part) => part.text);
  return markedArticle(text, [[0, first.length]], { blocks });
}

test.each([
  ['heading', 'Who said so', null],
  ['paragraph', 'The quay sinks.', null],
  ['list item', '• Close the quay.', '•'],
  ['list item', '12. Close the quay.', '12.'],
  ['list item', 'Close the quay.', null],
  ['quotation', '“It sinks,” she said.', null],
  ['caption', 'The quay, from above', null],
  ['table row', 'Berth\t9', null],
] as const)('a %s is set as the text has it, once: %s', async (kind, text, marker) => {
  const block = { kind, text, ...(marker !== null && { marker }) };
  const bytes = await bytesOf([ofBlocks(block, { kind: 'paragraph', text: 'It ends.' })]);
  const { pages } = await readPdf(bytes);
  expect(flat(pages.join('')).split(flat(text).slice(0, -1))).toHaveLength(2);
  expect(everyByte(bytes)).toMatch(/<pdfuaid:part>1</u);
});

test('what runs on in the lines of a list’s item stands below its words', async () => {
  const text = `• ${'quayside '.repeat(40)}ends.`;
  const bytes = await bytesOf([ofBlocks({ kind: 'list item', marker: '•', text })]);
  const [first, ...others] = await placesOf(bytes, 'quayside');
  // A bullet and its space are as wide as this, in letters of 10.4 points.
  expect(others[0]?.left).toBeCloseTo((first?.left ?? 0) + 0.54 * 10.4, 1);
});

test('a word of ten thousand letters stays on the page, letter for letter', async () => {
  const word = 'abcdefghij'.repeat(1000);
  const { pages } = await readPdf(await bytesOf([marked(`It was ${word} indeed`, 3, 1)]));
  expect(
    flat(pages.join(''))
      .match(/(?:abcdefghij)+/gu)
      ?.join(''),
  ).toContain('abcdefghij'.repeat(50));
  expect(pages.length).toBeGreaterThan(2);
});

const typstSigns =
  '#let x = 1; $x^2$ *bold* _it_ @ref `raw` \\ // no /* no */ = head + 1. <label> [c] {d} ~ -- ---';

test.each([typstSigns, ...hostile])('%s is set as it is', async (words) => {
  const { pages } = await readPdf(await bytesOf([hostileMaterial(words)]));
  const letters = flat(words).replace(/👩‍🚀🇸🇪/u, '');
  const isLatin = !/\p{Script=Arabic}/u.test(words);
  if (isLatin) expect(flat(pages.join(''))).toContain(letters);
  else expect(pages.join('')).toMatch(/\p{Script=Arabic}/u);
});

test('names and texts of other scripts are in letters, in the direction in which they are read', async () => {
  const names = ['محمد علی', 'राम शर्मा', 'Γιώργος Σεφέρης', 'Анна Ахматова'];
  const text = 'قال مسؤول في الميناء إن القناة فقدت أكثر من متر من عمقها وفقا لمحضر اجتماع.';
  const bytes = await bytesOf([marked(text, 2, 2, { language: 'ar', names })]);
  const { pages } = await readPdf(bytes);
  const letters = flat(pages.join('').normalize('NFKC'));
  for (const name of names.slice(2)) expect(letters).toContain(flat(name));
  expect(letters).toMatch(/\p{Script=Arabic}/u);
  expect(letters).toMatch(/\p{Script=Devanagari}/u);
  expect(letters).not.toContain('[');
  const fonts = [...everyByte(bytes).matchAll(/\/BaseFont\s*\/[A-Z]{6}\+(\w+)/gu)].map(
    ([, name]) => name,
  );
  expect(fonts).toEqual(
    expect.arrayContaining([expect.stringMatching(/Amiri/u), expect.stringMatching(/Tiro/u)]),
  );
});

test.each([
  ['ar', 'قال المسؤولون الأمريكيون لصحيفة The Hindu إن الرسالة الدبلوماسية وصلت إلى ويكيليكس'],
  ['ur', 'ڈاکٹر نے لاہور میں ٹیلی فون پر بتایا کہ بڑی خبر وہاں سے آگے بھیجی جائے'],
  ['fa', 'چهار گزارش خبرگزاری پیش از ژانویه پخش شد'],
  ['en', 'The minister wrote ويكيليكس تقرير on his own paper'],
])(
  'words in the letters of %s are found whole in the text, the title and a name',
  async (language, text) => {
    const { pages } = await readPdf(
      await bytesOf([marked(text, 1, 2, { id: text, language, names: [text] })]),
    );
    for (const word of text.split(' ')) {
      const places = pages.join('\n').split(new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'u'));
      expect(places.length - 1, word).toBeGreaterThanOrEqual(3);
    }
  },
);

test('figures and Latin letters among Chinese ones stand as close as in the text', async () => {
  const { pages } = await readPdf(
    await bytesOf([marked('据报道 主桥第3号桥墩沉降4.7厘米，GPS测得 。', 1, 1)]),
  );
  const letters = pages.join('').replaceAll('[Chinese or Japanese]', '字');
  expect(letters).toMatch(/[第字]3[号字]/u);
  expect(letters).toMatch(/[降字]4\.7[厘字]/u);
  expect(letters).toMatch(/GPS[测字]/u);
});

test('a title from right to left begins where its text does', async () => {
  const text = 'Wall was safe.\n\nWikiLeaks كان الجدار';
  const bytes = await bytesOf([marked(text, 1, 2, { language: 'ar' })]);
  const [title] = await placesOf(bytes, 'Report on');
  const [first] = await placesOf(bytes, 'WikiLeaks');
  expect(title?.right).toBeCloseTo(first?.right ?? 0, 0);
  const [english] = await placesOf(bytes, 'Wall');
  expect(english?.right).toBeLessThan((first?.right ?? 0) - 100);
});

test('letters for which there is no font stand as a name in brackets, and whoever asks is told', async () => {
  const nowhere = String.fromCodePoint(0xf5a3c).repeat(3);
  const told: string[] = [];
  const report = reportOf([marked(`One ${nowhere} here`, 1, 1, { names: [`Ann ${nowhere}`] })]);
  const bytes = await buffer(pdf.write({ ...report, tell: (sentence) => told.push(sentence) }));
  const { pages } = await readPdf(bytes);
  expect(told).toEqual([
    'No font for other signs is at hand: what is written so stands as its name in brackets.',
  ]);
  expect(flat(pages[0] ?? '')).toContain(flat(told[0] ?? '?'));
  expect(pages[0]).toContain('[other signs]');
  expect(everyByte(bytes)).toMatch(/<pdfuaid:part>1</u);
});

test.each(['\u{1abf}', '\u20dd'])(
  'a mark that no font can set leaves its letter: %#',
  async (mark) => {
    const told: string[] = [];
    const report = reportOf([marked(`A wall${mark} of the quay moved by a foot.`, 1, 1)]);
    const bytes = await buffer(pdf.write({ ...report, tell: (sentence) => told.push(sentence) }));
    const { pages } = await readPdf(bytes);
    expect(pages.join(' ')).toContain('wall[other signs] of the quay moved by a foot.');
    expect(told).toHaveLength(1);
    expect(everyByte(bytes)).toMatch(/<pdfuaid:part>1</u);
  },
);

test('letters with signs without end are set, and in no time to speak of', async () => {
  const letters = [`a${'\u0301'.repeat(40_000)}`, `${'क्'.repeat(5_000)}क`];
  const { pages } = await readPdf(
    await bytesOf([marked(`One ${letters.join(' and ')} end.`, 1, 1)]),
  );
  expect(pages.join(' ')).toContain('end.');
});

test('others have their turn within a word of a hundred thousand letters', async () => {
  const report = reportOf([marked(`It was ${'a'.repeat(100_000)} indeed`, 3, 1)]);
  const typeset = async () => ({ pdf: new Uint8Array(), said: [] });
  let turns = 0;
  for await (const _ of pdf.write({ ...report, typeset })) turns += 1;
  expect(turns).toBeGreaterThan(90);
});
