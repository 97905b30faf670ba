import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Annotation, annotate } from '../../../src/domain/annotations/annotation.js';
import { newArticle } from '../../../src/domain/articles/article.js';
import type {
  ArticleReading,
  PlacedAnnotation,
} from '../../../src/domain/articles/article-reading.js';
import { bySpan, paragraphs } from '../../../src/domain/text/segments.js';
import { overlap, type Span } from '../../../src/domain/text/span.js';
import { paragraphsAt, textParts, textView } from '../../../src/web/articles/text-view.js';

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
    { id: 'lines', ...made, blocks: [], sha256: '', length },
  );
  const annotations = tags
    .map(({ span, level }, index) => ({ ...span, id: `a${index}`, level }))
    .sort(bySpan)
    .map(({ start, end, id, level }): PlacedAnnotation => {
      const target = { exact: text.slice(start, end), prefix: '', suffix: '', start, end };
      const content = { edition: 1, target, chain: [], confidence: level, credibility: null };
      const rest = { claim: null, stance: null, note: null, labels: [] };
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

test('a text of very many lines is drawn a few at a time, and nothing of it is lost between', () => {
  const lines = fc.array(fc.constantFrom('ab', '', '  ', 'a longer line of words', '\t'), {
    minLength: 400,
    maxLength: 1500,
  });
  const ends = fc.array(fc.tuple(fc.nat(9000), fc.nat(900)), { maxLength: 6 });
  fc.assert(
    fc.property(lines, ends, reading, (typed, marked, whole) => {
      const text = typed.join('\n');
      const annotations = marked
        .map(([start, length], index) => ({ start, end: start + length + 1, index }))
        .filter(({ end }) => end <= text.length)
        .sort((one, other) => one.start - other.start || other.end - one.end)
        .flatMap(({ start, end, index }): PlacedAnnotation[] => {
          const [template] = whole.annotations;
          const annotation = template && { ...template.annotation, id: `m${index}` };
          return annotation
            ? [{ annotation, placement: { kind: 'exact', span: { start, end } } }]
            : [];
        });
      const long = { ...whole, edition: { ...whole.edition, text }, annotations };
      const { lead, parts } = textParts(long, () => true);
      const drawn = [...parts];
      const pieces = drawn
        .flat()
        .flatMap((each) => [...each.pieces.map(({ text }) => text), each.gap]);
      expect(lead + pieces.join('')).toBe(text);
      for (const { annotation, placement } of annotations) {
        const marks = drawn.flat().flatMap((each) => each.pieces.map(({ mark }) => mark));
        const firsts = marks.filter((mark) => mark?.first.split(' ').includes(annotation.id));
        const span = 'span' in placement ? placement.span : { start: 0, end: 0 };
        const isSeen = /\S/u.test(text.slice(span.start, span.end));
        if (isSeen) expect(firsts).toHaveLength(1);
      }
    }),
    { numRuns: 30 },
  );
});

test('no part of a text of half a million lines is more than some hundred paragraphs', () => {
  const long = fc.sample(reading, 1)[0];
  if (!long) throw new Error('There is no reading to make long.');
  const edition = { ...long.edition, text: 'ab\n'.repeat(500_000) };
  const { parts } = textParts({ ...long, edition, annotations: [] }, () => true);
  const sizes = Array.from(parts, (part) => part.length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(500_000);
  expect(Math.max(...sizes)).toBeLessThan(1000);
});
