import { buffer } from 'node:stream/consumers';
import { beforeAll, describe, expect, test } from 'vitest';
import { pdf } from '../../../src/reports/pdf/pdf.js';
import { wholeRecord } from '../../../src/reports/report-scope.js';
import { annotation, edition, hop, secret, source } from '../documents.js';
import { harbour, hostileMaterial, ofOneEdition } from '../fixtures.js';
import { reportOf } from '../gathered.js';
import { marked } from './marked.js';
import { bytesOf, flat } from './pdf-bytes.js';
import type { ReadPdf, Spot } from './pdf-thread.js';
import { everyByte, lettersOf, readPdf } from './read-pdf.js';

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
    expect(first).toContain('With the record: who said what, when and why.');
    expect(first).toContain(
      'One annotation rests on a hop that is off the record, and is left out.',
    );
  });

  test('the map says in words what it shows, and its names are letters', () => {
    expect(read.alts).toEqual([
      expect.stringContaining('Map of 4 passages and the ways by which they came'),
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

test('its legend says what a line is, and what the ground means on which the chains’ common hops stand', async () => {
  const [apart = ''] = (await readPdf(await bytesOf([harbour()]))).pages;
  expect(apart).toContain('one line is one passage');
  expect(apart).not.toContain('in every chain');
  const [alike = ''] = (await readPdf(await bytesOf([marked('one two three', 3, 1)]))).pages;
  expect(alike).toContain('in every chain');
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

test.each([
  ['characters', 'a '.repeat(2_100_000)],
  ['lines', 'a\n'.repeat(200_000)],
])('more %s than a document takes are refused with a sentence', async (_what, text) => {
  const many = reportOf([marked('The board said nothing.', 1, 1)]);
  const report = {
    ...many,
    async *articles() {
      for await (const each of many.articles()) {
        yield { ...each, edition: { ...each.edition, text } };
      }
    },
  };
  await expect(buffer(pdf.write(report))).rejects.toMatchObject({
    code: 'too-large',
    message: expect.stringContaining('Choose fewer annotations, or single articles.'),
  });
});
