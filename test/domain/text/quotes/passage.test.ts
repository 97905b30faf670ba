import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finished } from '../../../../src/domain/finished.js';
import { closestTo, locate } from '../../../../src/domain/text/quotes/quote.js';
import { locateCases } from '../../../cases/locate.js';
import { marked } from '../../../cases/marked.js';
import { someSpan } from '../arbitrary-text.js';

test.each(locateCases.map((row) => [row.kind, row.title, row] as const))(
  '%s: %s',
  (kind, _title, row) => {
    const { text, spans } = marked(row.text);
    const answer = {
      found: { kind, span: spans[0] },
      ambiguous: { kind, candidates: spans },
      missing: { kind },
    }[kind];
    expect(locate(text, row.passage)).toEqual(answer);
    if (kind !== 'missing') return;
    expect(finished(closestTo(text, row.passage.exact))).toEqual(spans[0] ?? null);
  },
);

test('of a long passage the place that reads like its beginning is shown', () => {
  const text = `Before. ${'The envoy denied it at length. '.repeat(20)}After.`;
  const exact = text.slice(8, 600).replace('envoy', 'convoy');
  expect(locate(text, { exact })).toEqual({ kind: 'missing' });
  expect(finished(closestTo(text, exact))).toMatchObject({ start: 8 });
});

test('of a long passage that begins as the text does, the place where it differs is shown', () => {
  const words = Array.from({ length: 200 }, (_, n) => `word${n}`).join(' ');
  const exact = words.replace('word150', 'another');
  const text = `Before ${words} after.`;
  const closest = finished(closestTo(text, exact.slice(0, 1400)));
  const shown = text.slice(closest?.start, closest?.end);
  expect(shown).toMatch(/word149 word150$/u);
  expect(shown.length).toBeLessThan(300);
});

test('a selection that went through a browser is found where it was made', () => {
  fc.assert(
    fc.property(someSpan, ({ text, span }) => {
      const exact = text.slice(span.start, span.end).replace(/\s+/gu, ' ');
      expect(locate(text, { exact, ...span })).toEqual({ kind: 'found', span });
    }),
  );
});

test('a position decides among more places than would be listed', () => {
  const text = 'the cat sat. '.repeat(400);
  const start = 13 * 300;
  expect(locate(text, { exact: 'the cat', start })).toEqual({
    kind: 'found',
    span: { start, end: start + 7 },
  });
});

test('a selection without its position is found, or is asked about with itself among the places', () => {
  fc.assert(
    fc.property(someSpan, ({ text, span }) => {
      const answer = locate(text, { exact: text.slice(span.start, span.end) });
      if (answer.kind === 'ambiguous') expect(answer.candidates).toContainEqual(span);
      else expect(answer).toEqual({ kind: 'found', span });
    }),
  );
});
