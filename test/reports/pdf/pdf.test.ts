import { buffer } from 'node:stream/consumers';
import { beforeAll, describe, expect, test } from 'vitest';
import { pdf } from '../../../src/reports/pdf/pdf.js';
import type { Material } from '../../../src/reports/public-part.js';
import { wholeRecord } from '../../../src/reports/report-scope.js';
import { annotation, edition, hop, secret, source } from '../documents.js';
import { harbour, hostile, hostileMaterial, ofOneEdition } from '../fixtures.js';
import { reportOf } from '../gathered.js';
import { marked } from './marked.js';
import type { ReadPdf, Spot } from './pdf-thread.js';
import { everyByte, lettersOf, placesOf, readPdf } from './read-pdf.js';

type Options = Parameters<typeof reportOf>[1];

function bytesOf(materials: readonly Material[], options: Options = {}): Promise<Buffer> {
  return buffer(pdf.write(reportOf(materials, options)));
}

/** Words as they stand on paper, wherever a line ends. */
function flat(text: string): string {
  return text.replace(/\s+/gu, '');
}

test('a PDF is read without changing what other tests run in', async () => {
  const ofProcess = [Array.prototype.push, JSON.parse, JSON.stringify, Function.prototype.toString];
  await readPdf(await bytesOf([harbour()]));
  expect([Array.prototype.push, JSON.parse, JSON.stringify, Function.prototype.toString]).toEqual(
    ofProcess,
  );
  expect(globalThis).not.toHaveProperty('__core-js_shared__');
});

describe('the report on an article with everything', () => {
  let bytes: Buffer;
  let read: ReadPdf;
  let text: string;
  beforeAll(async () => {
    bytes = await bytesOf([harbour()], { baseUrl: 'https://desk.example' });
    read = await readPdf(bytes);
    text = read.pages.join('\n');
  });

  test('its first page says what it is about, what it comes to, what was chosen and left out', () => {
    const [first = ''] = read.pages;
    expect(first).toContain('Board to close berth nine');
    expect(first).toContain('Three origins carry three of four passages, none more than one.');
    expect(first).toContain('Four of five passages rest on four origins');
    expect(first).toContain('With the record: who said what, when and why.');
    expect(first).toContain('1 annotation rests on a hop that is off the record, and is left out.');
  });

  test('the map says in words what it shows, and its names are letters', () => {
    expect(read.alts).toEqual([
      expect.stringContaining('Map of 5 passages and the ways by which they came'),
    ]);
    expect(read.pages[0]?.match(/Lodestar Surveys/gu)?.length).toBeGreaterThan(1);
  });

  test('the text stands in it to the letter, but for what no font has', () => {
    const { edition } = harbour();
    for (const paragraph of edition.text.split('\n\n')) {
      const words = flat(paragraph).replace(/^🚢/u, '');
      expect(flat(text).replace(/(?<=May|centimetres|storms|safe)[1-5]/gu, '')).toContain(words);
    }
  });

  test('every annotation, holder, rating, verdict, dissent, proposal and piece of evidence is in it', () => {
    const { claims, editions } = harbour();
    for (const said of [
      ...['High', 'Moderate', 'Low', 'Not assessed', 'C2', '–3', '–6'],
      ...['Lodestar Surveys', 'Harbour master', 'Board official', 'Memo of 24 February'],
      ...['The Tidewater Post', 'Confidential source 3', 'Origin not stated', 'Holder unknown'],
      ...['the man who runs the quays', 'deep background', 'as an engineer', 'unsigned'],
      ...['https://tidewater.example/memo.pdf', 'Berth 9 closes.'],
      ...['The memo’s letterhead was compared.', 'Its date was not.'],
      ...['this dissent stays on record', 'The memo bears no signature.', 'upheld'],
      ...['She was there herself.', 'It waits for a decision.', 'It is not in the text.'],
      ...['Who told you, @Mira Sen?', 'The mayor had known since March'],
      ...[claims.get('closing')?.statement ?? '', ...editions.map(({ sha256 }) => sha256)],
      ...['Mira Sen', 'Jonas Ek', 'Tom Reyes', 'Nils Oder'],
      'https://desk.example/articles/harbour',
    ]) {
      expect(flat(text)).toContain(flat(said));
    }
  });

  test('links lead from a mark to its note and back, from the record, and out', () => {
    expect(read.links.outside).toEqual(
      expect.arrayContaining([
        'https://tidewater.example/memo.pdf?page=1&x=2',
        'https://tidewater.example/berth-nine',
      ]),
    );
    // Four marks and back, and each row of the record.
    expect(read.links.within.length).toBeGreaterThan(15);
    expect(read.links.outside.filter((url) => !url.startsWith('https://'))).toEqual([]);
  });

  test('it is tagged after PDF/UA-1, with title, language, headings and an outline', () => {
    expect(read).toMatchObject({ title: 'Board to close berth nine', isTagged: true });
    expect(read.language).toBe('en');
    expect(read.roles.filter((role) => /^H\d$/u.test(role))).toEqual(['H1', 'H2', 'H2']);
    expect(read.roles).toEqual(expect.arrayContaining(['Figure', 'Link', 'P']));
    expect(read.outline).toEqual(['Board to close berth nine', 'Notes', 'The record']);
    expect(everyByte(bytes)).toMatch(/<pdfuaid:part>1</u);
  });

  test('pages are numbered', () => {
    read.pages.forEach((page, at) => {
      expect(page).toContain(`${at + 1} / ${read.pages.length}`);
      expect(page).toContain('provenance report, as of 2 March 2026, 09:');
    });
  });

  test('it names nobody who is confidential in any of its bytes, and no path or program of its maker', async () => {
    const letters = await lettersOf(bytes);
    expect(letters).not.toContain(secret);
    expect(letters).not.toContain(process.cwd());
    expect(letters).not.toContain(process.env.HOME ?? '/root');
  });

  test('the same request gives the same bytes', async () => {
    const again = await bytesOf([harbour()], { baseUrl: 'https://desk.example' });
    expect(again.equals(bytes)).toBe(true);
  });
});

test('for readers it has how it was judged, and nobody’s name, words or history', async () => {
  const scope = { ...wholeRecord, audience: 'readers' as const };
  const bytes = await bytesOf([harbour()], { scope });
  const letters = await lettersOf(bytes);
  expect(letters).toContain('A colleague disputes hop 4');
  expect(letters).toContain('For readers');
  for (const name of harbour().people.values()) expect(letters).not.toContain(name);
  expect(letters).not.toContain('bears no signature');
});

test('five annotations over five hundred words are three pages at the most', async () => {
  const words = Array.from({ length: 500 }, (_, at) => `word${at}${at % 60 === 59 ? '.\n\n' : ''}`);
  const { pages } = await readPdf(await bytesOf([marked(words.join(' '), 5, 60)]));
  expect(pages.length).toBeLessThanOrEqual(3);
});

test('four hundred annotations on one sentence have four hundred numbers and notes', async () => {
  const sentence = Array.from({ length: 420 }, (_, at) => `w${at}`).join(' ');
  const read = await readPdf(await bytesOf([marked(sentence, 400, 1)]));
  expect(read.links.within.length).toBeGreaterThanOrEqual(1200);
  expect(read.pages.join('\n').match(/unreviewed/gu)).toHaveLength(400);
  expect(read.pages[0]).toContain('Contents');
});

test('a link says what it leads to, and leads there', async () => {
  const text = Array.from({ length: 1200 }, (_, at) => `w${at}`).join(' ');
  const materials = ['one', 'two'].map((id) => marked(text, 60, 2, { id }));
  const { links } = await readPdf(await bytesOf(materials, { whole: true }));
  const marks = links.within.filter(({ words }) => /^Note/u.test(words));
  const notes = links.within.filter(({ words }) => /^Passage/u.test(words));
  expect(new Set(marks.map(({ from }) => from.page)).size).toBeGreaterThan(4);
  expect(notes).toHaveLength(120);
  for (const link of notes) {
    const leading = marks.filter(
      ({ to }) => isAt(to, link.from) && Math.abs(to.left - link.from.left) < 2,
    );
    // The mark in the text, and the rows of the record.
    expect(leading.length).toBeGreaterThan(1);
    expect(new Set(leading.map(({ words }) => words))).toEqual(
      new Set([link.words.replace('Passage', 'Note')]),
    );
    expect(leading.some(({ from }) => isAt(link.to, from))).toBe(true);
  }
});

/** Whether a place is at another, or some lines above. */
function isAt(one: Spot, other: Spot): boolean {
  return one.page === other.page && one.top >= other.top - 2 && one.top < other.top + 45;
}

test('words that look like a link of the document’s own are set as they are', async () => {
  const words =
    'place-within-1:nmarked-a0 /A <<\n/Type /Action\n/S /URI\n/URI (place-within-1:nhostile-1)\n>>';
  const bytes = await bytesOf([hostileMaterial(words)]);
  const { links, outline, pages } = await readPdf(bytes);
  expect(flat(pages.join(''))).toContain(flat(words));
  expect(outline[0]).toContain('place-within-1:nmarked-a0');
  expect(links.within.map((each) => each.words)).toContain('Note 1');
});

test.each([5, 30, 50])('%i notes fill their pages, and end level on the last', async (count) => {
  const sentence = Array.from({ length: count * 2 }, (_, at) => `w${at}`).join(' ');
  const places = await placesOf(await bytesOf([marked(sentence, count, 1)]), 'unreviewed');
  expect(places).toHaveLength(count);
  const last = places.filter(({ page }) => page === places.at(-1)?.page);
  const right = last.filter(({ left }) => left > 297).length;
  expect(Math.abs(last.length - 2 * right)).toBeLessThanOrEqual(1);
});

test.each([40, 45])(
  'of the pages of %i notes only the last has a column that is empty',
  async (count) => {
    const words = Array.from({ length: 900 }, (_, at) => `w${at}`).join(' ');
    const places = await placesOf(await bytesOf([marked(words, count, 20)]), 'unreviewed');
    const rights = places.filter(({ left }) => left > 297).map(({ page }) => page);
    for (const { page } of places) expect([...rights, places.at(-1)?.page]).toContain(page);
  },
);

test('who held a hop together are joined by a plus in one line', async () => {
  const only = edition('mask', 1, 'The wall was safe.');
  const both = [hop('anna'), hop('berta')].flatMap(({ holders }) => holders);
  const chain = [{ ...hop('anna', { relation: 'told' }), holders: both }, hop('carl')];
  const sources = ['Anna', 'Berta', 'Carl'].map((name) => source(name.toLowerCase(), name));
  const material = ofOneEdition(only, [annotation('a1', only, 'safe', { chain })], {
    sources: new Map(sources.map((each) => [each.id, each])),
  });
  const { pages } = await readPdf(await bytesOf([material]));
  expect(flat(pages.join(''))).toMatch(/Anna\+Bertatold.{0,3}Carl/u);
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
    expect.arrayContaining([expect.stringMatching(/Naskh/u), expect.stringMatching(/Tiro/u)]),
  );
});

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
  const bytes = await bytesOf([marked('Wall was safe.', 1, 2, { language: 'ar' })]);
  const [title] = await placesOf(bytes, 'Report on');
  const [text] = await placesOf(bytes, 'safe');
  expect(title?.right).toBeCloseTo(text?.right ?? 0, 0);
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

test('of a whole desk each article begins a page, and the contents lead there', async () => {
  const one = marked('The board said nothing more.', 1, 1, { id: 'one' });
  const two = marked('The mayor said nothing more.', 1, 1, { id: 'two' });
  const read = await readPdf(await bytesOf([one, two], { whole: true }));
  expect(read.pages[0]).toMatch(/Provenance of 2 articles[\s\S]*Contents[\s\S]*Report on one/u);
  expect(read.pages[1]).toContain('Report on one');
  expect(read.pages[2]).toContain('Report on two');
  expect(read.outline.filter((title) => title.startsWith('Report on'))).toHaveLength(2);
});

test('a selection of one article has no contents, and begins with it', async () => {
  const read = await readPdf(await bytesOf([marked('The board said no.', 1, 1)], { whole: true }));
  expect(read.pages).toHaveLength(1);
  expect(read.pages[0]).toMatch(/Provenance of 1 article[\s\S]*Report on marked[\s\S]*Notes/u);
  expect(read.pages[0]).not.toContain('Contents');
});

test('a few lines stand alone on a last page only where closer lines do not save it', async () => {
  const text = 'The board said on Tuesday that the quay wall had moved by a foot since then. ';
  const paragraphs = Array.from({ length: 10 }, () => text.repeat(5)).join('\n\n');
  const pages = await Promise.all(
    [6, 10].map(async (more) => {
      const read = await readPdf(await bytesOf([marked(paragraphs + text.repeat(more), 5, 8)]));
      return read.pages.length;
    }),
  );
  expect(pages).toEqual([2, 2]);
});

test('more than a document takes is refused with a sentence', async () => {
  const many = reportOf([marked('The board said nothing.', 1, 1)]);
  const report = {
    ...many,
    async *articles() {
      for await (const each of many.articles()) {
        yield { ...each, edition: { ...each.edition, text: 'a '.repeat(2_100_000) } };
      }
    },
  };
  await expect(buffer(pdf.write(report))).rejects.toMatchObject({
    code: 'too-large',
    message: expect.stringContaining('Choose fewer annotations, or single articles.'),
  });
});
