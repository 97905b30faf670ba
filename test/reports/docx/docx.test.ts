import { describe, expect, test, vi } from 'vitest';
import { textWidth } from '../../../src/domain/map/text-width.js';
import { ArchivePart } from '../../../src/reports/docx/archive.js';
import { docx } from '../../../src/reports/docx/docx.js';
import type { Material } from '../../../src/reports/public-part.js';
import { secret, source } from '../documents.js';
import { harbour, harbourText, hostile, hostileMaterial } from '../fixtures.js';
import { reportOf } from '../gathered.js';
import { bytesOf, markedArticle, spansOf, wordOf } from './documents.js';
import { readers, roots, sha256, shown } from './shown.js';
import { faultsIn, opened, partOf, styleOf, textsIn } from './word-package.js';
import { child, named, wordsOf } from './xml-tree.js';

describe('what Word opens without repair', () => {
  test.each([
    ['with the record', [harbour()], {}],
    ['for readers', [harbour()], readers],
    ['of a whole desk', [harbour(), hostileMaterial('# one')], { whole: true }],
    ['of nothing', [], { whole: true }],
  ] as const)('a report %s', async (_, materials, options) => {
    expect(faultsIn(await wordOf(materials, options))).toEqual([]);
  });

  test.each([
    ...hostile,
    'HYPERLINK "https://evil.example" \\l { = 7 * 7 } {{INCLUDETEXT}} « MERGEFIELD x »',
    '<w:t>&amp;&#0;]]></w:t><!-- --><?xml?>',
    'Ⓐ\u2028next\u2029\u200f\u202eevil\u202c\ufeff',
    'हिन्दी में एक स्रोत',
    'اردو میں ایک ذریعہ 12 %',
    '東京の情報源が語った',
    'ש'.repeat(10_000),
    'x'.repeat(10_000),
  ])('a report in which people wrote %j', async (words) => {
    const parts = await wordOf([hostileMaterial(words)]);
    expect(faultsIn(parts)).toEqual([]);
    expect(textsIn(parts)).toEqual([
      { text: `${words} stands first\n\n${words}\n\nand last ${words}`, sha256: expect.anything() },
    ]);
    expect(named(partOf(parts, 'word/document.xml'), 'w:instrText')).toEqual([]);
    expect(named(partOf(parts, 'word/document.xml'), 'w:fldSimple')).toEqual([]);
  });

  test('signs that XML has no way to write become replacement characters', async () => {
    const controls = String.fromCharCode(...Array.from({ length: 32 }, (_, code) => code));
    const note = `a${controls}b\ud800c\uffff`;
    const parts = await wordOf([markedArticle('One sentence.', [[0, 3]], { with: { note } })]);
    expect(faultsIn(parts)).toEqual([]);
    expect(roots(parts)[0]?.words).toMatch(/a�+.*b�c�/su);
  });
});

describe('the text', () => {
  test('is the article’s, letter for letter, and can be told from the record', async () => {
    const parts = await wordOf([harbour()]);
    expect(textsIn(parts)).toEqual([{ text: harbourText, sha256: sha256(harbourText) }]);
    const [told] = named(partOf(parts, 'customXml/item1.xml'), 'article');
    expect(told?.attributes).toMatchObject({ edition: '2', bookmark: 'text_1', language: 'en' });
    const bookmarks = named(partOf(parts, 'word/document.xml'), 'w:bookmarkStart');
    expect(bookmarks.map(({ attributes }) => attributes['w:name'])).toContain('text_1');
  });

  test.each(['a\nb\n\n\n c \n', '\n\n  a', 'a\tb\n\t\nc', 'one'])(
    'keeps its white space: %j',
    async (text) => {
      const [restored] = textsIn(await wordOf([markedArticle(text, [])]));
      expect(restored).toEqual({ text, sha256: sha256(text) });
    },
  );

  test('has the styles that its blocks say', async () => {
    const lines = ['Head', 'Sub', 'Deep', 'Plain', '1. item', 'Quoted', 'Below', 'a b'];
    const text = lines.join('\n\n');
    const kinds = [
      { kind: 'heading', level: 1 },
      { kind: 'heading', level: 2 },
      { kind: 'heading', level: 5 },
      { kind: 'paragraph' },
      { kind: 'list item', marker: '1.' },
      { kind: 'quotation' },
      { kind: 'caption' },
      { kind: 'table row' },
    ] as const;
    const blocks = kinds.map((block, at) => {
      const start = text.indexOf(lines[at] ?? '');
      return { marker: null, ...block, start, end: start + (lines[at]?.length ?? 0) };
    });
    const parts = await wordOf([markedArticle(text, [], { blocks })]);
    const paragraphs = named(partOf(parts, 'word/document.xml'), 'w:p');
    const styles = lines.map((line) =>
      paragraphs.filter((each) => wordsOf(each) === line).map(styleOf),
    );
    expect(styles).toEqual([
      ['Heading1'],
      ['Heading2'],
      ['Heading3'],
      ['BodyText'],
      ['ListParagraph'],
      ['Quote'],
      ['Caption'],
      ['TableRow'],
    ]);
    const told = named(partOf(parts, 'customXml/item1.xml'), 'paragraph');
    expect(told[2]?.attributes).toMatchObject({ kind: 'heading', level: '5' });
    expect(told[4]?.attributes).toMatchObject({ kind: 'list item', marker: '1.' });
  });

  test('has its title from right to left in a language that is written so, whatever its first letter', async () => {
    const parts = await wordOf([
      markedArticle('پل ٹوٹ گیا۔', [], { article: { language: 'ur', title: 'BBC کی خبر' } }),
    ]);
    const title = named(partOf(parts, 'word/document.xml'), 'w:p').find((each) =>
      named(each, 'w:pStyle').some((style) => style.attributes['w:val'] === 'Title'),
    );
    expect(title && named(title, 'w:bidi')).toHaveLength(1);
  });

  test('is followed by sentences that begin with a name from right to left, and run as others do', async () => {
    const name = 'ليلى حداد';
    const material = harbour();
    const people = new Map([...material.people.keys()].map((id) => [id, name]));
    const sources = new Map([...material.sources].map(([id, each]) => [id, { ...each, name }]));
    const parts = await wordOf([{ ...material, people, sources }]);
    const sentences = ['word/document.xml', 'word/comments.xml'].flatMap((part) =>
      named(partOf(parts, part), 'w:p').filter((each) =>
        new RegExp(`^(?:▲ )?${name}:? [a-z]`, 'u').test(wordsOf(each)),
      ),
    );
    expect(sentences.length).toBeGreaterThan(3);
    for (const each of sentences) expect(named(each, 'w:bidi'), wordsOf(each)).toEqual([]);
  });

  test('runs from right to left where it is written so, and what is not in it does not', async () => {
    const text = 'قال المسؤول إن BBC أكدت 12 خبراً.\n\nA plain line with خبر in it.';
    const parts = await wordOf([
      markedArticle(text, spansOf(text, ['المسؤول إن BBC أكدت']), { article: { language: null } }),
    ]);
    expect(faultsIn(parts)).toEqual([]);
    expect(roots(parts).map(({ anchored }) => anchored)).toEqual(['المسؤول إن BBC أكدت']);
    const [arabic, english] = named(partOf(parts, 'word/document.xml'), 'w:p').filter(
      (each) => 'w14:paraId' in each.attributes,
    );
    expect(arabic && named(arabic, 'w:bidi')).toHaveLength(1);
    expect(english && named(english, 'w:bidi')).toHaveLength(0);
    const runs = [arabic, english].map((paragraph) =>
      paragraph
        ? named(paragraph, 'w:r')
            .filter((run) => named(run, 'w:rtl').length > 0)
            .map(wordsOf)
        : [],
    );
    expect(runs.flat()).toEqual(['قال ', 'المسؤول إن ', ' أكدت', ' ', ' خبراً.', 'خبر']);
  });

  test('marks a passage by its level, and heavier where it lies over another, whose tint stays behind it', async () => {
    const text = 'One two three.';
    const outer = markedArticle(text, [[0, 13]], { with: { confidence: 'low' } });
    const inner = markedArticle(text, [[4, 7]], { with: { id: 'inner', confidence: 'high' } });
    const both = { ...outer, annotations: [...outer.annotations, ...inner.annotations] };
    const document = partOf(await wordOf([both]), 'word/document.xml');
    const lines = named(document, 'w:u').map(({ attributes }) => attributes['w:val']);
    expect(lines).toEqual(['dotted', 'thick', 'dotted']);
    const tints = named(document, 'w:shd').map(({ attributes }) => attributes['w:fill']);
    expect(tints).toEqual(Array.from({ length: 3 }, () => 'F5E7E3'));
  });
});

describe('the first page', () => {
  test('says what the article rests on, and shows it as a map with words for who can’t see it', async () => {
    const parts = await wordOf([harbour()]);
    const document = partOf(parts, 'word/document.xml');
    expect(shown(parts).slice(0, 5)).toEqual([
      'Provenance report · The Tidewater Post, 1 March 2026',
      'Board to close berth nine',
      'Three origins carry three of four passages, none more than one.',
      expect.stringMatching(/^One passage is of high confidence/u),
      expect.stringMatching(/^With the record.* is left out\.$/u),
    ]);
    const [picture] = named(document, 'wp:docPr');
    expect(picture?.attributes.descr).toMatch(/^Map of 4 passages/u);
    const labels = named(document, 'w:txbxContent').map(wordsOf);
    for (const name of ['Lodestar Surveys', 'Confidential source 3', 'taken on trust']) {
      expect(labels).toContain(name);
    }
    const extent = named(document, 'wp:extent')[0]?.attributes;
    expect(Number(extent?.cx)).toBeLessThanOrEqual(9184 * 635);
    expect(Number(extent?.cy)).toBeLessThanOrEqual(3_420_000);
  });

  test('gives the words of a map room for a wider face than theirs, at its sides too', async () => {
    const emuInPoint = 12_700;
    const parts = await wordOf([manyWays(3)]);
    const boxes = named(partOf(parts, 'word/document.xml'), 'wps:wsp').flatMap((shape) => {
      const [inside] = named(shape, 'w:txbxContent');
      const [size] = named(shape, 'w:sz');
      const [extent] = named(shape, 'a:ext');
      if (!inside || !size || !extent) return [];
      const points = Number(size.attributes['w:val']) / 2;
      const needed = textWidth(wordsOf(inside), points);
      return [{ words: wordsOf(inside), part: Number(extent.attributes.cx) / emuInPoint / needed }];
    });
    expect(boxes.length).toBeGreaterThan(8);
    // Sizes are rounded to half points.
    expect(boxes.filter(({ part }) => part < 1.15)).toEqual([]);
  });

  test('shows a map of many ways upright on a page, and says so where it is too large for one', async () => {
    const pictures = async (count: number) => {
      const parts = await wordOf([manyWays(count)]);
      const extents = named(partOf(parts, 'word/document.xml'), 'wp:extent');
      return { extents, isToo: shown(parts).join('\n').includes('too large for a page') };
    };
    const upright = await pictures(16);
    expect(upright.isToo).toBe(false);
    const { cx, cy } = upright.extents[0]?.attributes ?? {};
    expect(Number(cy)).toBeGreaterThan(Number(cx));
    expect(Number(cy)).toBeLessThanOrEqual(6_300_000);
    expect(await pictures(120)).toEqual({ extents: [], isToo: true });
  });

  test('of several articles leads to each', async () => {
    const parts = await wordOf([harbour(), hostileMaterial('Second')], { whole: true });
    const links = named(partOf(parts, 'word/document.xml'), 'w:hyperlink').map((link) => [
      link.attributes['w:anchor'],
      wordsOf(link),
    ]);
    expect(links.slice(0, 2)).toEqual([
      ['article_1', 'Board to close berth nine'],
      ['article_2', 'Second'],
    ]);
  });

  test('of a selection of one article leads to none, and begins with it', async () => {
    const parts = await wordOf([harbour()], { whole: true });
    const document = partOf(parts, 'word/document.xml');
    const links = named(document, 'w:hyperlink').map((link) => link.attributes['w:anchor']);
    expect(links).not.toContain('article_1');
    expect(named(document, 'w:p').map(styleOf)).toContain('ArticleTitle');
    expect(named(document, 'w:pageBreakBefore')).toHaveLength(0);
  });
});

test('the properties name the report and nobody', async () => {
  const core = partOf(await wordOf([harbour()]), 'docProps/core.xml');
  const said = (name: string) => child(core, name)?.children.join('');
  expect(said('dc:title')).toBe('Board to close berth nine');
  expect(said('dc:creator')).toBe('Whence');
  expect(said('dcterms:created')).toBe('2026-03-02T09:29:00Z');
});

test('nothing that is confidential or internal is in any byte of any part', async () => {
  for (const options of [{}, readers]) {
    const parts = opened(await bytesOf([harbour()], options));
    for (const [name, part] of parts)
      expect(`${name}${JSON.stringify(part)}`).not.toContain(secret);
  }
});

/** 1,500 sentences, with an annotation on each. */
function longArticle() {
  const text = Array.from({ length: 1500 }, (_, at) => `Sentence ${at} says a little.`).join(
    '\n\n',
  );
  const spans = [...text.matchAll(/Sentence \d+ says/gu)].map(
    ({ 0: words, index }): [number, number] => [index, index + words.length],
  );
  return markedArticle(text, spans);
}

test('a long article has all of its comments', async () => {
  const parts = await wordOf([longArticle()]);
  expect(roots(parts)).toHaveLength(1500);
  expect(faultsIn(parts)).toEqual([]);
});

test('whoever writes a long document does so in small pieces, between which others have their turn', async () => {
  const write = vi.spyOn(ArchivePart.prototype, 'write');
  const written = () => write.mock.calls.reduce((sum, [piece]) => sum + piece.length, 0);
  const turns: number[] = [];
  for await (const _ of docx.write(reportOf([longArticle()]))) {
    turns.push(written());
    write.mockClear();
  }
  write.mockRestore();
  expect(turns.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(4_000_000);
  // Some milliseconds of work.
  expect(Math.max(...turns)).toBeLessThan(80_000);
});

/** An article of as many passages, each from a source of its own. */
function manyWays(count: number): Material {
  const text = 'Word '.repeat(count).trim();
  const spans = Array.from({ length: count }, (_, at): [number, number] => [at * 5, at * 5 + 4]);
  const material = markedArticle(text, spans);
  const sources = new Map(material.sources);
  const annotations = material.annotations.map((placed, at) => {
    const id = `source-${at}`;
    sources.set(id, source(id, `Source ${at}`));
    const [last] = placed.annotation.chain;
    const [holder] = last?.holders ?? [];
    if (!last || !holder) throw new Error('The chain has a holder.');
    const first = { ...last, relation: 'told' as const, holders: [{ ...holder, source: id }] };
    return { ...placed, annotation: { ...placed.annotation, chain: [first, last] } };
  });
  return { ...material, annotations, sources };
}
