import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { find } from '../../../../src/domain/text/quotes/find.js';
import { describe as describeSpan, type Quote } from '../../../../src/domain/text/quotes/quote.js';
import { clusterAt, type Span } from '../../../../src/domain/text/span.js';
import { findCases } from '../../../cases/find.js';
import { marked, markedOnce } from '../../../cases/marked.js';
import { someSpan, someText } from '../arbitrary-text.js';

const refrain = 'The envoy said no. Nobody asked why, and nobody ever told. ';

function spanOf(text: string, words: string, from = 0): Span {
  const start = text.indexOf(words, from);
  return { start, end: start + words.length };
}

describe('describing a span', () => {
  test('takes half a line on each side', () => {
    const text = `${'left '.repeat(20)}HERE${' right'.repeat(20)}`;
    const { exact, prefix, suffix } = describeSpan(text, spanOf(text, 'HERE'));
    expect([prefix.length, exact, suffix.length]).toEqual([32, 'HERE', 32]);
  });

  test('grows until the quote with its context stands once', () => {
    const text = `Monday: ${refrain}${refrain}${refrain}`;
    const { prefix, suffix } = describeSpan(text, spanOf(text, 'said no', 20));
    expect(`${prefix}said no${suffix}`.length).toBeGreaterThan(2 * 32 + 7);
    expect(text.split(`${prefix}said no${suffix}`)).toHaveLength(2);
  });

  test('stops growing at its bound', () => {
    const text = refrain.repeat(60);
    const { prefix, suffix } = describeSpan(text, spanOf(text, 'said no', text.length / 2));
    expect([prefix.length, suffix.length]).toEqual([256, 256]);
  });

  test('cuts no grapheme cluster, and takes no more than its bound', () => {
    fc.assert(
      fc.property(someSpan, ({ text, span }) => {
        const { prefix, exact, suffix } = describeSpan(text, span);
        const [from, to] = [span.start - prefix.length, span.end + suffix.length];
        expect(prefix + exact + suffix).toBe(text.slice(from, to));
        expect(clusterAt(text, from).start).toBe(from);
        expect(clusterAt(text, to).end).toBe(to);
        expect(Math.max(prefix.length, suffix.length)).toBeLessThanOrEqual(256);
      }),
    );
  });

  test('a span outside the text is refused', () => {
    expect(() => describeSpan('abc', { start: 1, end: 4 })).toThrow(RangeError);
  });
});

describe('in another edition', () => {
  test.each(findCases.map((row) => [row.kind, row.title, row] as const))(
    '%s: %s',
    (kind, _title, { was, now }) => {
      const old = markedOnce(was);
      const { text, spans } = marked(now);
      const [span] = spans;
      const words = (at: Span | undefined, of: string) => of.slice(at?.start, at?.end);
      const answer = {
        exact: { kind, span },
        moved: { kind, span },
        changed: { kind, span, was: words(old.span, old.text), now: words(span, text) },
        ambiguous: { kind, candidates: spans },
        missing: { kind },
      }[kind];
      const quote = describeSpan(old.text, old.span);
      expect(find(text, quote, old.span)).toMatchObject(answer);
    },
  );

  test('a position after the end of the text is no hint', () => {
    const quote = { exact: 'no', prefix: 'said ', suffix: '.' };
    expect(find('He said no.', quote, { start: 400, end: 402 })).toMatchObject({ kind: 'moved' });
  });

  test('a quote without words is nowhere', () => {
    const quote = { exact: '', prefix: 'He ', suffix: 'said' };
    expect(find('He said no.', quote, { start: 3, end: 3 })).toEqual({ kind: 'missing' });
  });

  test('a quote that stands in very many places is ambiguous', () => {
    const quote = { exact: 'no', prefix: 'elsewhere ', suffix: ' more' };
    const answer = find('oh no! '.repeat(5000), quote, null);
    expect(answer.kind === 'ambiguous' && answer.candidates.length).toBe(200);
  });
});

describe('a quote that stands forty times', () => {
  const text = Array.from({ length: 40 }, (_, line) => `${line}. ${refrain}\n`).join('');
  const places = [...text.matchAll(/said no/gu)].map(({ index }) => ({
    start: index,
    end: index + 7,
  }));

  test('is found by its position', () => {
    for (const place of places) {
      expect(find(text, describeSpan(text, place), place)).toEqual({ kind: 'exact', span: place });
    }
  });

  test('is found by its context', () => {
    for (const place of places) {
      expect(find(text, describeSpan(text, place), null)).toEqual({ kind: 'moved', span: place });
    }
  });

  test('is asked about when there is no context', () => {
    const quote = { exact: 'said no', prefix: '', suffix: '' };
    expect(find(text, quote, null)).toEqual({ kind: 'ambiguous', candidates: places });
  });
});

describe('in any text', () => {
  test('a quote is found where it was taken', () => {
    fc.assert(
      fc.property(someSpan, ({ text, span }) => {
        expect(find(text, describeSpan(text, span), span)).toEqual({ kind: 'exact', span });
      }),
    );
  });

  test('a quote without a position is found, or is asked about with itself among the places', () => {
    fc.assert(
      fc.property(someSpan, ({ text, span }) => {
        const answer = find(text, describeSpan(text, span), null);
        if (answer.kind === 'ambiguous') expect(answer.candidates).toContainEqual(span);
        else expect(answer).toEqual({ kind: 'moved', span });
      }),
    );
  });

  test('new paragraphs around it lead to no other place', () => {
    fc.assert(
      fc.property(someSpan, someText, someText, ({ text, span }, before, after) => {
        const by = before.length + 1;
        const shifted = { start: span.start + by, end: span.end + by };
        const now = `${before}\n${text}\n${after}`;
        const answer = find(now, describeSpan(text, span), null);
        if (answer.kind === 'ambiguous') expect(answer.candidates).toContainEqual(shifted);
        else expect(answer).toEqual({ kind: 'moved', span: shifted });
      }),
    );
  });

  test('what stood before it, at the very end of a text, is no other place', () => {
    const text = '𐀀 𐀀قال المصدر إنه لم يحضر.  𐀀 \t';
    const now = `\n${text}\nقال المصدر إنه لم يحضر. `;
    const quote = describeSpan(text, { start: 30, end: 32 });
    expect(find(now, quote, null)).toMatchObject({ kind: 'moved', span: { start: 31, end: 33 } });
  });

  test('edits around it never lead to other words, unless the answer says that they changed', () => {
    const someEdit = fc.record({ at: fc.nat(), cut: fc.nat(20), insert: someText });
    fc.assert(
      fc.property(someSpan, someEdit, someEdit, ({ text, span }, early, late) => {
        const left = edit(text.slice(0, span.start), early);
        const right = edit(text.slice(span.end), late);
        const quote = describeSpan(text, span);
        for (const words of [quote.exact, '', quote.exact.slice(1)]) {
          expect(isHonest(left + words + right, quote, span)).toBe(true);
        }
      }),
    );
  });
});

interface Edit {
  at: number;
  cut: number;
  insert: string;
}

function edit(text: string, { at, cut, insert }: Edit): string {
  const from = at % (text.length + 1);
  return text.slice(0, from) + insert + text.slice(from + cut);
}

/** Whether the answer's words are the quote's own, or are said to have changed. */
function isHonest(text: string, quote: Quote, position: Span): boolean {
  const answer = find(text, quote, position);
  if (answer.kind === 'missing' || answer.kind === 'ambiguous') return true;
  const words = text.slice(answer.span.start, answer.span.end);
  if (answer.kind !== 'changed') return words === quote.exact;
  const isTold = words !== quote.exact || typeof answer.reason === 'string';
  return answer.now === words && answer.was === quote.exact && isTold;
}
