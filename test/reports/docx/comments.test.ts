import { describe, expect, test } from 'vitest';
import { harbour } from '../fixtures.js';
import { articleOf } from '../gathered.js';
import { markedArticle, spansOf, wordOf } from './documents.js';
import { readers, roots, shown } from './shown.js';
import { commentsIn, faultsIn } from './word-package.js';

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

  test('name the labels of their annotation, in the record alone', async () => {
    const labels = ['legal: check', 'قانون'];
    const material = markedArticle('One two.', [[0, 3]], { with: { labels } });
    const said = async (options: Parameters<typeof wordOf>[1]) =>
      roots(await wordOf([material], options))[0]?.words;
    expect(await said({})).toMatch(/Labels: legal: check, \P{L}?قانون/u);
    expect(await said(readers)).not.toMatch(/label|legal|قانون/iu);
  });

  test('have the names of authors as far as Word takes them', async () => {
    const people = new Map([['mira', `${'Ä'.repeat(300)} ${'👩‍🚀'.repeat(10)}`]]);
    const parts = await wordOf([{ ...markedArticle('One two.', [[0, 3]]), people }]);
    expect(faultsIn(parts)).toEqual([]);
  });
});
