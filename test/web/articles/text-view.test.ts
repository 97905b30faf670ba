import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Annotation, annotate } from '../../../src/domain/annotations/annotation.js';
import { newArticle } from '../../../src/domain/articles/article.js';
import type {
  ArticleReading,
  PlacedAnnotation,
} from '../../../src/domain/articles/article-reading.js';
import { inOrder, paragraphs } from '../../../src/domain/text/segments.js';
import { overlap, type Span } from '../../../src/domain/text/span.js';
import { paragraphsAt, textView } from '../../../src/web/articles/text-view.js';

const text = 'One line.\nAnother.\n\nA third of some length, for what\nlies over several of them.';
const made = { at: '2026-01-05T09:00:00.000Z', by: 'mira' };

const span = fc
  .tuple(fc.nat(text.length - 1), fc.integer({ min: 1, max: 30 }))
  .map(([start, length]): Span => ({ start, end: Math.min(start + length, text.length) }));

const reading = fc.array(fc.record({ span, level: level() }), { maxLength: 15 }).map(readingOf);

function level() {
  return fc.constantFrom<Annotation['confidence']>('high', 'moderate', 'low', null);
}

function readingOf(tags: { span: Span; level: Annotation['confidence'] }[]): ArticleReading {
  const input = { title: 'Lines', publisher: 'The Morning Ledger', text };
  const details = { byline: null, url: null, publishedAt: null, language: 'en' };
  const length = text.length;
  const { article, edition } = newArticle(
    { ...input, ...details },
    { id: 'lines', ...made, sha256: '', length },
  );
  const annotations = tags
    .map(({ span, level }, index) => ({ ...span, id: `a${index}`, level }))
    .sort(inOrder)
    .map(({ start, end, id, level }): PlacedAnnotation => {
      const target = { exact: text.slice(start, end), prefix: '', suffix: '', start, end };
      const content = { edition: 1, target, chain: [], confidence: level, credibility: null };
      const rest = { claim: null, stance: null, note: null };
      const annotation = annotate({ ...content, ...rest }, { id, article: 'lines', ...made });
      return { annotation, placement: { kind: 'exact', span: { start, end } } };
    });
  const none = new Map<string, never>();
  const found = { sources: none, shortIds: none, claims: none, people: none, events: [] };
  return { article, edition, annotations, ...found };
}

test('a paragraph drawn by itself looks as it does in the whole text', () => {
  fc.assert(
    fc.property(reading, fc.array(span, { maxLength: 2 }), (whole, spans) => {
      const touched = paragraphs(text)
        .filter((line) => spans.some((each) => overlap(each, line)))
        .map(({ start }) => start);
      const expected = textView(whole, () => true).paragraphs.filter(({ start }) =>
        touched.includes(start),
      );
      expect(paragraphsAt(whole, spans)).toEqual(expected);
    }),
  );
});
