import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ExcerptPiece, excerpt } from '../../../src/domain/search/excerpt.js';
import { someText } from '../text/arbitrary-text.js';

/** Found pieces in square brackets. */
function shown(pieces: readonly ExcerptPiece[]): string {
  return pieces.map(({ text, found }) => (found ? `[${text}]` : text)).join('');
}

const filler = (count: number) => Array.from({ length: count }, (_, n) => `w${n}`).join(' ');

describe('an excerpt', () => {
  test.each([
    ['The ferry sank.', 'ferry', 'The [ferry] sank.'],
    ['Ferries and ferrymen', 'ferr', '[Ferries] and [ferrymen]'],
    ['A Straße in Tromsø', 'STRASSE tromsø', 'A [Straße] in [Tromsø]'],
    ['«البحر لا يكذب»', 'بحر البَحر', '«[البحر] لا يكذب»'],
    ['東京都の港', '京都', '東[京都]の港'],
    ['大会が会', '大会', '[大会]が会'],
    ['<b>ferry</b>', 'ferry', '<b>[ferry]</b>'],
    ['The ferry sank.', 'bridge', 'The ferry sank.'],
    ['', 'bridge', ''],
  ])('of “%s” marks “%s”', (text, query, marked) => {
    expect(shown(excerpt(text, query))).toBe(marked);
  });

  test('of a long text is the part where most of the words stand together', () => {
    const text = `${filler(100)} ferry ${filler(100)} the ferry had two pins ${filler(100)}`;
    const part = shown(excerpt(text, 'ferry pins', 120));
    expect(part).toMatch(/^… w\d+ .* the \[ferry\] had two \[pins\] .* w\d+ …$/u);
    expect(part.length).toBeLessThan(140);
  });

  test('of a long text in which nothing is found is its beginning', () => {
    expect(shown(excerpt(filler(100), 'ferry', 20))).toBe('w0 w1 w2 w3 w4 w5 w6 …');
  });

  test('of a single endless word is no longer than there is room', () => {
    const part = shown(excerpt('x'.repeat(5000), 'x', 100));
    expect(part).toBe(`[${'x'.repeat(100)}] …`);
  });

  test('shows a part of the text, and cuts no character', () => {
    fc.assert(
      fc.property(someText, fc.integer({ min: 80, max: 120 }), (text, room) => {
        const long = text.repeat(20);
        const part = excerpt(long, text.slice(-20), room);
        const whole = part.map((piece) => piece.text).join('');
        expect(long).toContain(whole.replace(/^… /u, '').replace(/ …$/u, ''));
        expect(whole.isWellFormed()).toBe(true);
        expect(whole.length).toBeLessThanOrEqual(room + '… '.length + ' …'.length);
      }),
    );
  });
});
