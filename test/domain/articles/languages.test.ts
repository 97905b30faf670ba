import { describe, expect, test } from 'vitest';
import { carrier, compareEditions } from '../../../src/domain/articles/carrying.js';
import { find } from '../../../src/domain/text/quotes/find.js';
import { describe as describeSpan, type Placement } from '../../../src/domain/text/quotes/quote.js';
import { languageMinutes } from '../../cases/language-minutes.js';
import { type LanguageCase, languageCases } from '../../cases/languages.js';
import { markedOnce } from '../../cases/marked.js';

/* What becomes of a passage in other languages than English, where its article is corrected. */

const unmarked = (sentence: string) => sentence.replace(/[[\]]/gu, '');

/** Paragraphs of an article in that language: that of the passage, and another. */
function articleOf({ language, before, sentence, after }: LanguageCase): string {
  const gap = language === 'zh' ? '' : ' ';
  const other = before.map((each, at) => `${after[at]}${gap}${each}`).join(gap);
  return `${[...before, sentence, ...after].join(gap)}\n${other}`;
}

/** What becomes of the passage, with both texts at hand and by its quote alone. */
function answersFor({
  marked,
  now,
  language,
}: {
  marked: string;
  now: string;
  language: string | null;
}) {
  const { text: was, span } = markedOnce(marked);
  const answers: Placement[] = [
    carrier(compareEditions(was, now), language)(span),
    find(now, describeSpan(was, span), span, language),
  ];
  const passage = was.slice(span.start, span.end);
  return answers.map((answer) =>
    'span' in answer && now.slice(answer.span.start, answer.span.end) === passage
      ? answer.kind
      : `not there: ${answer.kind}`,
  );
}

/** What an editor does elsewhere in the paragraph. */
const elsewhere: Record<string, (edited: LanguageCase) => LanguageCase> = {
  'a sentence comes first': (one) => ({ ...one, before: [one.extra, ...one.before] }),
  'a sentence comes right before its own': (one) => ({
    ...one,
    before: [...one.before, one.extra],
  }),
  'a sentence comes right behind it': (one) => ({ ...one, after: [one.extra, ...one.after] }),
  'a quotation comes right before its own': (one) => ({
    ...one,
    before: [...one.before, `“${one.extra}”`],
  }),
  'the sentence before its own goes': (one) => ({ ...one, before: one.before.slice(0, -1) }),
  'the sentence behind it goes': (one) => ({ ...one, after: one.after.slice(1) }),
  'the sentence before its own is another': (one) => ({
    ...one,
    before: [...one.before.slice(0, -1), one.extra],
  }),
  'the sentence behind it is another': (one) => ({
    ...one,
    after: [one.extra, ...one.after.slice(1)],
  }),
};

const cases = [
  ...languageCases.map((each) => [each.language, 'news', each] as const),
  ...languageMinutes.map((each) => [each.language, 'minutes', each] as const),
];

describe.each(cases)('in %s, %s', (language, _genre, its) => {
  const marked = articleOf(its);

  test.each(Object.keys(elsewhere))('a passage stands where %s', (what) => {
    const now = unmarked(articleOf(elsewhere[what]?.(its) ?? its));
    for (const kind of answersFor({ marked, now, language }))
      expect(kind).toMatch(/^exact|^moved/u);
  });

  test('a passage stands where its paragraph is put elsewhere', () => {
    const now = unmarked(marked).split('\n').reverse().join('\n');
    for (const kind of answersFor({ marked, now, language })) expect(kind).toBe('moved');
  });

  test.each(Object.keys(its.turned))('a passage is changed by %s in its sentence', (what) => {
    const now = unmarked(articleOf({ ...its, sentence: its.turned[what] ?? '' }));
    for (const kind of answersFor({ marked, now, language }))
      expect(kind).not.toMatch(/^exact|^moved/u);
  });

  test.each(Object.keys(its.turned))('nobody names the language: %s', (what) => {
    const now = unmarked(articleOf({ ...its, sentence: its.turned[what] ?? '' }));
    for (const kind of answersFor({ marked, now, language: null }))
      expect(kind).not.toMatch(/^exact|^moved/u);
  });

  test.each(Object.keys(elsewhere))('nobody names the language, and %s', (what) => {
    const now = unmarked(articleOf(elsewhere[what]?.(its) ?? its));
    for (const kind of answersFor({ marked, now, language: null }))
      expect(kind).toMatch(/^exact|^moved/u);
  });

  test('a passage is not taken for a copy elsewhere where its sentence goes', () => {
    const copy = `${marked}\n${unmarked(its.sentence)}`;
    const now = `${unmarked(articleOf({ ...its, sentence: '' }))}\n${unmarked(its.sentence)}`;
    // By its quote alone nobody could say that the copy had been there.
    const [carried] = answersFor({ marked: copy, now, language });
    expect(carried).toMatch(/ambiguous|missing/u);
  });
});
