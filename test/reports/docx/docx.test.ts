import { createHash } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { ArchivePart } from '../../../src/reports/docx/archive.js';
import { docx } from '../../../src/reports/docx/docx.js';
import type { Material } from '../../../src/reports/public-part.js';
import { wholeRecord } from '../../../src/reports/report-scope.js';
import { secret, source } from '../documents.js';
import { harbour, harbourText, hostile, hostileMaterial } from '../fixtures.js';
import { articleOf, reportOf } from '../gathered.js';
import { bytesOf, markedArticle, spansOf, wordOf } from './documents.js';
import {
  commentsIn,
  faultsIn,
  opened,
  partOf,
  styleOf,
  textsIn,
  type WordPackage,
} from './word-package.js';
import { child, named, wordsOf } from './xml-tree.js';

const readers = { scope: { ...wholeRecord, audience: 'readers' as const } };

/** The words of the whole document, a paragraph a line. */
function shown(parts: WordPackage): string[] {
  return named(partOf(parts, 'word/document.xml'), 'w:p').map(wordsOf);
}

/** The rows of a table by its title, of each cell its lines. */
function rowsIn(parts: WordPackage, title: string): string[][] {
  const table = named(partOf(parts, 'word/document.xml'), 'w:tbl').find(
    (each) => named(each, 'w:tblCaption')[0]?.attributes['w:val'] === title,
  );
  return (table ? named(table, 'w:tr') : []).map((row) =>
    named(row, 'w:tc').map((cell) => named(cell, 'w:p').map(wordsOf).join('\n')),
  );
}

function roots(parts: WordPackage) {
  return commentsIn(parts).filter(({ replyTo }) => replyTo === null);
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

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

describe('comments', () => {
  test.each<[string, string, (text: string) => [number, number][]]>([
    [
      'one within another',
      'One two three.',
      () => [
        [0, 13],
        [4, 7],
      ],
    ],
    [
      'two that overlap',
      'One two three.',
      () => [
        [0, 7],
        [4, 13],
      ],
    ],
    [
      'the same words twice',
      'One two three.',
      () => [
        [4, 7],
        [4, 7],
      ],
    ],
    [
      'over paragraphs',
      'One two.\n\nThree four.\n\nFive.',
      (text) => spansOf(text, ['two.\n\nThree four.\n\nFive']),
    ],
    ['at the end of the text', 'One two', () => [[4, 7]]],
    ['over all of the text', 'One two', () => [[0, 7]]],
    ['on an emoji with its parts', 'A 👩‍🚀 told us.', (text) => spansOf(text, ['👩‍🚀'])],
    ['on a tab', 'One\ttwo three', () => [[0, 7]]],
  ])('stand at exactly the annotated words: %s', async (_, text, spans) => {
    const marked = spans(text);
    const parts = await wordOf([markedArticle(text, marked)]);
    expect(faultsIn(parts)).toEqual([]);
    expect(roots(parts).map(({ anchored }) => anchored)).toEqual(
      marked.map(([start, end]) => text.slice(start, end).replaceAll('\n\n', '\n')),
    );
  });

  test('400 may stand on one sentence', async () => {
    const text = 'A sentence of some words that everybody has something to say about.';
    const spans = Array.from({ length: 400 }, (_, at): [number, number] => [at % 2 ? 2 : 0, 66]);
    const parts = await wordOf([markedArticle(text, spans)]);
    expect(faultsIn(parts)).toEqual([]);
    expect(roots(parts)).toHaveLength(400);
    expect(new Set(roots(parts).map(({ anchored }) => anchored))).toEqual(
      new Set([text.slice(0, 66), text.slice(2, 66)]),
    );
  });

  test('say all that is said of a passage', async () => {
    const [first] = roots(await wordOf([harbour()]));
    expect(first?.author).toBe('Mira Sen');
    expect(first?.anchored).toBe('will close berth nine in May');
    const [entry] = articleOf(harbour()).annotations;
    for (const words of [
      '1 · High confidence. C2: fairly reliable, probably true',
      '■ settled and upheld',
      entry?.sentence,
      'Asserts: Berth nine closes in May.',
      'The memo’s letterhead was compared.\nIts date was not.',
    ]) {
      expect(first?.words).toContain(words);
    }
  });

  test('carry verdicts, proposals and settlements as replies, under their authors’ names', async () => {
    const comments = commentsIn(await wordOf([harbour()]));
    const [first] = comments;
    const replies = comments.filter(({ replyTo }) => replyTo === first?.id);
    expect(replies.map(({ author, words }) => `${author}: ${words}`)).toEqual([
      'Nils Oder: ✓ Agrees with the annotation.',
      'Tom Reyes: ◐ Disputes hop 4, Memo of 24 February; this dissent stays on record.\nThe memo bears no signature.\nAnybody could have typed it.',
      'Jonas Ek: ■ Settled the dispute; upheld: the annotation stands as it is.\nThe board has confirmed the memo.',
    ]);
    expect(new Set(replies.map(({ anchored }) => anchored))).toEqual(new Set([first?.anchored]));
    expect(comments.some(({ words }) => words.startsWith('Proposed another chain'))).toBe(true);
  });

  test('for readers are Whence’s, and say what was found without who and why', async () => {
    const comments = commentsIn(await wordOf([harbour()], readers));
    expect(new Set(comments.map(({ author }) => author))).toEqual(new Set(['Whence']));
    const words = comments.map((comment) => comment.words);
    expect(words).toContain('✓ A colleague agrees with the annotation.');
    expect(words).toContain(
      '■ An editor settled the dispute; upheld: the annotation stands as it is.',
    );
  });

  test('of a passage that the text no longer has are in the record alone', async () => {
    const parts = await wordOf([harbour()]);
    expect(roots(parts)).toHaveLength(4);
    expect(shown(parts)).toContain('“The mayor had known since March”');
  });

  test('have the names of authors as far as Word takes them', async () => {
    const people = new Map([['mira', `${'Ä'.repeat(300)} ${'👩‍🚀'.repeat(10)}`]]);
    const parts = await wordOf([{ ...markedArticle('One two.', [[0, 3]]), people }]);
    expect(faultsIn(parts)).toEqual([]);
  });
});

describe('the record', () => {
  test('has a line for each holder, and the sources, evidence, claims, dissent and history', async () => {
    const parts = await wordOf([harbour()]);
    const rowsOf = (title: string) => rowsIn(parts, title);
    const { annotations, history } = articleOf(harbour());
    const holders = annotations.flatMap(({ drawnHops }) => drawnHops.map(({ name }) => name));
    const [, ...passages] = rowsOf('Passages and their chains');
    const hops = passages.flatMap(([, , chain = '']) => chain.split('\n'));
    expect(hops).toHaveLength(holders.length);
    for (const [at, holder] of holders.entries()) expect(hops[at]).toContain(holder);
    expect(hops[3]).toBe(
      '4  Memo of 24 February document · seen by us · C, fairly reliable · rated so because: unsigned · 1 piece of evidence · leaked to',
    );
    const [, ...sources] = rowsOf('Sources').map(([name]) => name?.split('\n')[0]);
    const inChains = [...new Set(holders)].filter((holder) => sources.includes(holder));
    expect(sources).toContain('Confidential source 3');
    expect(sources.slice(0, inChains.length)).toEqual(inChains);
    expect(rowsOf('Evidence')[1]?.[2]).toContain('“Berth 9 closes.”');
    expect(rowsOf('Claims')[1]).toEqual(['Berth nine closes in May.', '1 asserts, 4 questions']);
    expect(rowsOf('Review and dissent').flat().join('\n')).toContain(
      'this dissent stays on record',
    );
    const told = rowsOf('History').flat().join('\n');
    for (const { sentence } of [...history, ...annotations.flatMap((entry) => entry.history)]) {
      expect(told).toContain(sentence);
    }
  });

  test('tells an agreement once: in the history, for readers by the status', async () => {
    const agreed = (sentence: string) => /agrees with the annotation/u.test(sentence);
    for (const options of [{}, readers]) {
      const rows = rowsIn(await wordOf([harbour()], options), 'Review and dissent');
      const lines = rows.flat().flatMap((cell) => cell.split('\n'));
      expect(lines.filter(agreed)).toEqual(
        options === readers ? [expect.stringContaining('A colleague')] : [],
      );
    }
  });

  test('names the digest of each piece of evidence', async () => {
    const material = harbour();
    const digest = 'ab'.repeat(32);
    const [first, ...others] = material.annotations;
    if (!first) throw new Error('The harbour has annotations.');
    const chain = structuredClone(first.annotation.chain);
    const piece = chain[3]?.holders[0]?.evidence[0];
    if (piece) {
      piece.sha256 = digest;
      piece.file = {
        name: 'memo.pdf',
        type: 'application/pdf',
        size: 1200,
        sha256: 'cd'.repeat(32),
      };
    }
    const annotations = [{ ...first, annotation: { ...first.annotation, chain } }, ...others];
    const words = shown(await wordOf([{ ...material, annotations }]));
    expect(words).toContain(digest);
    expect(words).toContain('cd'.repeat(32));
    expect(words).toContain('memo.pdf (application/pdf, 1,200 bytes)');
  });

  test('for readers has no colleague’s name and no history', async () => {
    const words = shown(await wordOf([harbour()], readers));
    expect(words).not.toContain('History');
    expect(words.join('\n')).not.toMatch(/Mira Sen|Tom Reyes/u);
  });
});

describe('the first page', () => {
  test('says what the article rests on, and shows it as a map with words for who can’t see it', async () => {
    const parts = await wordOf([harbour()]);
    const document = partOf(parts, 'word/document.xml');
    expect(shown(parts).slice(0, 5)).toEqual([
      'Provenance report · The Tidewater Post, 1 March 2026',
      'Board to close berth nine',
      'Three origins carry four passages; 25\u00a0% rests on Lodestar Surveys.',
      expect.stringMatching(/^Five passages rest on four origins/u),
      expect.stringMatching(/^With the record.* is left out\.$/u),
    ]);
    const [picture] = named(document, 'wp:docPr');
    expect(picture?.attributes.descr).toMatch(/^Map of 5 passages/u);
    const labels = named(document, 'w:txbxContent').map(wordsOf);
    for (const name of ['Lodestar Surveys', 'Confidential source 3', 'taken on trust']) {
      expect(labels).toContain(name);
    }
    const extent = named(document, 'wp:extent')[0]?.attributes;
    expect(Number(extent?.cx)).toBeLessThanOrEqual(9184 * 635);
    expect(Number(extent?.cy)).toBeLessThanOrEqual(3_420_000);
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
