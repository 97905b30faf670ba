import { describe, expect, test } from 'vitest';
import { everyAnnotation } from '../../../src/domain/annotations/annotation-filter.js';
import type { Chain } from '../../../src/domain/chain/chain.js';
import type { Source } from '../../../src/domain/register/source.js';
import { docx } from '../../../src/reports/docx/docx.js';
import { html } from '../../../src/reports/html/html.js';
import { md } from '../../../src/reports/markdown/markdown.js';
import { pdf } from '../../../src/reports/pdf/pdf.js';
import type { Material } from '../../../src/reports/public-part.js';
import { wholeRecord } from '../../../src/reports/report-scope.js';
import { pageOf as documentOf } from '../../web/dom.js';
import { annotation, article, edition, hop, source } from '../documents.js';
import { harbour, harbourText, hostile, hostileMaterial, ofOneEdition } from '../fixtures.js';
import { written } from '../gathered.js';

const page = await pageOf(harbour());

test('title, what carries the article, its figures and for whom it is come first', () => {
  const head = page.querySelector('.report-head');
  const text = page.querySelector('.text');
  expect(words(head?.querySelector('.report-kind') ?? null)).toBe(
    'Provenance report The Tidewater Post, 1 March 2026',
  );
  expect(words(head?.querySelector('.report-lead') ?? null)).toMatch(/origins carry/u);
  const figures = words(head?.querySelector('.report-figures') ?? null);
  expect(figures).not.toMatch(/four origins/u);
  expect(figures).toContain('one passage does not state its origin');
  expect(figures).toContain('One annotation rests on a hop that is off the record');
  expect(words(head?.querySelector('.report-scope') ?? null)).toBe(
    'With the record: who said what, when and why.',
  );
  expect(head?.compareDocumentPosition(text ?? page)).toBe(4);
});

test('the text stands whole, its marks numbered', () => {
  const text = page.querySelector('.text')?.cloneNode(true) as Element;
  expect([...text.querySelectorAll('sup')].map((sup) => sup.textContent)).toEqual([
    '1',
    '2',
    '3',
    '4',
  ]);
  for (const sup of text.querySelectorAll('sup')) sup.remove();
  const lines = [...text.querySelectorAll('p')].map((line) => line.textContent);
  expect(lines.join('\n\n')).toBe(harbourText);
});

test('confidence is told by the kind of line, and overlaps have a line each', () => {
  const piece = [...page.querySelectorAll('mark')].find((mark) =>
    mark.textContent?.startsWith('the quay wall'),
  );
  const lines = [...(piece?.querySelectorAll('.line') ?? [])].map((line) => line.className);
  expect(lines).toEqual(['line moderate stack-1', 'line low stack-2']);
});

test('each number leads to its annotation, and that back to its passage', () => {
  for (const link of page.querySelectorAll('sup a, .entry a.number')) {
    const id = link.getAttribute('href')?.slice(1) ?? '';
    expect(page.getElementById(id), id).not.toBeNull();
  }
});

test('a chain is drawn holder by holder, with what was taken on trust', () => {
  const holders = [...page.querySelectorAll('#note-five .hops li')];
  expect(holders.map(({ className }) => className)).toEqual([
    'person unsaid',
    'person unsaid',
    'unnamed trust',
    'document seen',
    'outlet unsaid',
  ]);
  expect(words(holders[3] ?? null)).toMatch(/^Memo of 24 February C, Fairly reliable/u);
  const asides = [...page.querySelectorAll('#note-five .asides dt')];
  const memo = asides.find((name) => words(name) === 'Memo of 24 February');
  expect(words(memo?.nextElementSibling ?? null)).toMatch(/seen by us$/u);
});

test('the legend explains each sign by the drawing that chains have of it', () => {
  const signs = [...page.querySelectorAll('.legend .signs li')];
  expect(signs.map((sign) => words(sign))).toEqual([
    ...['person', 'group', 'organisation', 'document', 'outlet'],
    ...['confidential', 'kind not said', 'not known', 'unnamed'],
  ]);
  const drawnIn = (within: string) =>
    [...page.querySelectorAll(`${within} svg`)].map((svg) => svg.innerHTML);
  for (const drawing of drawnIn('.hops .name')) {
    const isDashed = drawing.includes('dasharray');
    if (!isDashed) expect(drawnIn('.signs')).toContain(drawing);
  }
});

test('an annotation has its ratings in words, its note and its claim', () => {
  const entry = words(page.querySelector('#note-five'));
  for (const part of [
    '2, probably true',
    'Asserts Berth nine closes in May.',
    'The memo’s letterhead was compared.',
    'Weakest link: Memo of 24 February, fairly reliable',
  ]) {
    expect(entry).toContain(part);
  }
  const pill = page.querySelector('#note-five .pill');
  expect([words(pill), pill?.getAttribute('title')]).toEqual([
    'High',
    expect.stringMatching(/^well corroborated by proven sources/u),
  ]);
  expect(words(page.querySelector('.report-claims'))).toContain('Note 1 asserts it');
});

test('a passage that the text does not show as it was marked is quoted', () => {
  expect(page.querySelector('#note-five .quote')).toBeNull();
  expect(words(page.querySelector('#note-orphan .quote'))).toContain(
    'The mayor had known since March',
  );
});

test('a chain that stands already is referred to', async () => {
  const only = edition('twice', 1, 'The wall was safe. The quay was not.');
  const both = ['safe', 'quay'].map((exact) =>
    annotation(exact, only, exact, { chain: [hop('anna')] }),
  );
  const sources = new Map([['anna', source('anna', 'Anna')]]);
  const twice = await pageOf(ofOneEdition(only, both, { sources }));
  expect(twice.querySelectorAll('.hops li')).toHaveLength(1);
  expect(words(twice.querySelector('#note-quay .hops'))).toBe('The chain is that of note 1.');
  expect(twice.querySelector('#note-quay .hops a')?.getAttribute('href')).toBe('#note-safe');
});

test('the record tells of every act, annotation by annotation, and of the article', () => {
  const rows = [...page.querySelectorAll('#record-five tr')].map(words);
  expect(rows[0]).toMatch(/^2 March 2026, .* UTC1Mira Sen annotated it/u);
  expect(rows.join(' ')).toContain('Nils Oder agreed with the annotation');
  expect(rows.join(' ')).toContain('The memo bears no signature.');
  expect(words(page.querySelector('.article-history'))).toContain('added the article');
});

test('for readers there is no record, and both sides of a dispute stand without a name', async () => {
  const scope = { ...wholeRecord, audience: 'readers' as const };
  const forReaders = documentOf(await written(html, [harbour()], { scope }));
  expect(forReaders.querySelector('.report-record')).toBeNull();
  expect([...forReaders.querySelectorAll('#note-five .findings li')].map(words)).toEqual([
    'A colleague agrees with the annotation.',
    'A colleague disputes hop 4, Memo of 24 February; this dissent stays on record.',
  ]);
});

test('both sides of a settled dispute stand in it', () => {
  const entry = page.querySelector('#note-five');
  expect(words(entry?.querySelector('.status') ?? null)).toBe('settled and upheld');
  expect([...(entry?.querySelectorAll('.findings li') ?? [])].map(words)).toEqual([
    'Tom Reyes disputes hop 4, Memo of 24 February; this dissent stays on record. ' +
      '2 March 2026, 09:21 UTC The memo bears no signature. Anybody could have typed it.',
  ]);
  expect(words(entry?.querySelector('.settling') ?? null)).toBe(
    'Jonas Ek settled the dispute; upheld: the annotation stands as it is. ' +
      '2 March 2026, 09:22 UTC The board has confirmed the memo.',
  );
});

test('a proposal stands in it with what it would change and what became of it', () => {
  const [open, declined] = page.querySelectorAll('#record-moved .proposed');
  expect(words(open ?? null)).toContain('Nils Oder proposed another chain and another confidence');
  expect(words(open ?? null)).toContain('Chain From Lodestar Surveys (first-hand): told Harbour');
  expect(words(open ?? null)).toContain('It waits for a decision.');
  expect(words(declined ?? null)).toMatch(/Jonas Ek declined it\. It is not in the text\.$/u);
});

test('a verdict on an earlier revision says so, and does not name a hop of this one', () => {
  const [early] = page.querySelectorAll('#note-moved .findings li');
  expect(words(early ?? null)).toContain('disputes hop 1, on revision 1.');
});

test('whose words stand in an annotation is said', () => {
  expect(words(page.querySelector('#record-moved .made'))).toContain(
    'Mira Sen, with Jonas Ek annotated it',
  );
});

test('an annotation that the desk no longer stands by is struck through, and stays', async () => {
  const withdrawn = await pageOf(hostileMaterial('plain words'));
  const entry = withdrawn.querySelector('.entry');
  expect(entry?.className).toContain('withdrawn');
  expect(words(entry?.querySelector('.status') ?? null)).toBe('settled and withdrawn');
  expect(entry?.querySelectorAll('.findings .dispute')).toHaveLength(1);
});

test('an article with an open blind round says that its annotations are left out', async () => {
  const blind = await pageOf({ ...harbour(), annotations: [], events: [], blind: true });
  expect(words(blind.querySelector('.left-out'))).toMatch(/^A blind round is open/u);
});

test('an orphan has no passage to go to, and says so', () => {
  const orphan = page.querySelector('#note-orphan');
  expect(orphan?.querySelector('a.number')).toBeNull();
  expect(words(orphan?.querySelector('.standing') ?? null)).toMatch(/does not stand in edition 2/u);
});

test('it loads nothing from elsewhere and runs nothing', async () => {
  const text = await written(html, [harbour()]);
  expect(page.querySelectorAll('script, link, img, iframe, object, [style]')).toHaveLength(0);
  expect(text).not.toMatch(/@import|url\((?!data:)/u);
  const policy = page.querySelector('meta[http-equiv="Content-Security-Policy"]');
  expect(policy?.getAttribute('content')).toMatch(/^default-src 'none';/u);
});

test('its styles are not written for a page of the app only', async () => {
  const text = await written(html, [harbour()]);
  expect(text).toContain('font/woff2;base64,');
  expect(text).toContain('@media print');
});

describe('people’s words never become markup', () => {
  test.each(hostile)('%s', async (text) => {
    const hostilePage = await pageOf(hostileMaterial(text));
    expect(
      hostilePage.querySelectorAll('script, img, main b b, main code:not(dd code)'),
    ).toHaveLength(0);
    expect(hostilePage.querySelector('h1')?.textContent).toBe(text);
    expect(hostilePage.querySelector('.note')?.textContent).toBe(`${text}\n${text}`);
    expect(hostilePage.querySelector('.hops bdi')?.textContent).toBe(text);
    for (const said of hostilePage.querySelectorAll('.reviewed blockquote')) {
      expect(said.textContent).toBe(text);
    }
  });
});

test('an Arabic text is set from right to left, its language named', async () => {
  const words = 'قال مسؤول في الميناء إن الرصيف سيغلق في مايو.';
  const only = edition('rasif', 1, words);
  const marked = annotation('a1', only, 'الرصيف سيغلق', { confidence: 'high' });
  const told = article('rasif', { title: 'إغلاق الرصيف', language: 'ar' });
  const arabic = await pageOf(ofOneEdition(only, [marked], { article: told }));
  const text = arabic.querySelector('.text');
  expect(text?.getAttribute('lang')).toBe('ar');
  expect(text?.getAttribute('dir')).toBe('rtl');
  expect(arabic.querySelector('mark')?.textContent).toBe('الرصيف سيغلق');
});

test('a sentence that begins with a name from right to left is read from left to right', async () => {
  const name = 'ليلى حداد';
  const material = harbour();
  const people = new Map([...material.people.keys()].map((id) => [id, name]));
  const report = await pageOf({ ...material, people });
  const beginning = (selector: string) =>
    [...report.querySelectorAll(selector)].filter(({ textContent }) =>
      textContent.startsWith(`${name} `),
    );
  expect(beginning('[dir="auto"], bdi:not([dir])')).toEqual([]);
  expect(beginning('[dir="ltr"]').length).toBeGreaterThan(10);
});

test('more annotations over one word than can be underlined all have their numbers', async () => {
  const only = edition('crowd', 1, 'One crowded word.');
  const many = Array.from({ length: 7 }, (_, n) => annotation(`a${n}`, only, 'crowded'));
  const crowded = await pageOf(ofOneEdition(only, many));
  expect(crowded.querySelectorAll('mark .line')).toHaveLength(7);
  expect([...crowded.querySelectorAll('sup')].map(({ textContent }) => textContent).join('')).toBe(
    '1234567',
  );
});

test('an article that nobody has annotated says so', async () => {
  const bare = await pageOf({ ...harbour(), annotations: [], events: [] });
  expect(words(bare.querySelector('.report-notes'))).toBe(
    'Notes Nothing in this text has been annotated.',
  );
});

test.each([html, md, docx, pdf])(
  'of annotations that are left out $label does not say that there are none',
  async (format) => {
    const none = { ...everyAnnotation, person: ['nobody'] };
    const scope = { ...wholeRecord, filter: none };
    const onOneLine = async (...asked: Parameters<typeof written>) =>
      (await written(...asked)).replace(/\s+/gu, ' ');
    const text = await onOneLine(format, [harbour()], { scope });
    expect(text).toContain('No annotation of this text is in this report.');
    expect(text).not.toMatch(/Nothing (?:in this text has been|is) annotated/u);
    const bare = await onOneLine(format, [{ ...harbour(), annotations: [], events: [] }]);
    expect(bare).toContain('Nothing in this text has been annotated.');
  },
);

test('a report on a desk lists its articles, each with its own summary', async () => {
  const materials = [harbour(), hostileMaterial('Plain words')];
  const text = await written(html, materials, { whole: true });
  const whole = documentOf(text);
  expect(words(whole.querySelector('h1'))).toBe('Provenance of 2 articles');
  expect([...whole.querySelectorAll('.contents a')].map((link) => words(link))).toEqual([
    'Board to close berth nine',
    'Plain words',
  ]);
  expect(whole.querySelectorAll('.report-article .report-figures')).toHaveLength(2);
  const ids = [...whole.querySelectorAll('[id]')].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('a report on a selection of one article lists nothing', async () => {
  const whole = documentOf(await written(html, [harbour()], { whole: true }));
  expect(words(whole.querySelector('h1'))).toBe('Provenance of 1 article');
  expect(whole.querySelector('.contents')).toBeNull();
});

test('evidence leads to its address', async () => {
  const link = page.querySelector('#note-five .asides a');
  expect(link?.getAttribute('href')).toBe('https://tidewater.example/memo.pdf?page=1&x=2');
});

test('a source that lost its name to a pseudonym is drawn as confidential', async () => {
  const quiet = source('quiet', 'Confidential source 9', { confidential: true });
  const masked = await pageWith([hop('quiet')], [quiet]);
  expect(masked.querySelector('.hops li')?.className).toBe('confidential unsaid');
});

test('who held a hop together are joined by a plus', async () => {
  const both = [hop('anna'), hop('berta')].flatMap(({ holders }) => holders);
  const told = { ...hop('anna', { relation: 'told' }), holders: both };
  const drawn = await pageWith([told], [source('anna', 'Anna'), source('berta', 'Berta')]);
  expect([...drawn.querySelectorAll('.hops li')].map((li) => words(li))).toEqual([
    'Anna',
    expect.stringMatching(/^\+and Berta/u),
  ]);
});

/** A report on an article with one annotation, of which there is no more than its chain. */
function pageWith(chain: Chain, sources: Source[]): Promise<Document> {
  const only = edition('mask', 1, 'The wall was safe.');
  const marked = annotation('a1', only, 'safe', { chain });
  const known = new Map(sources.map((each) => [each.id, each]));
  return pageOf(ofOneEdition(only, [marked], { sources: known }));
}

async function pageOf(material: Material): Promise<Document> {
  return documentOf(await written(html, [material]));
}

function words(element: Element | null): string {
  return element?.textContent?.replace(/\s+/gu, ' ').trim() ?? '';
}
