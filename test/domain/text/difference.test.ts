import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alignTexts } from '../../../src/domain/text/alignment.js';
import { differenceOf } from '../../../src/domain/text/difference.js';

function shown(was: string, now: string) {
  const side = (pieces: { text: string; kind: string }[]) =>
    pieces.map(({ text, kind }) => (kind === 'same' ? text : `[${kind}: ${text}]`)).join('');
  return differenceOf(was, now, alignTexts(was, now)).map((row) => [side(row.was), side(row.now)]);
}

describe('how two texts differ', () => {
  test.each([
    [
      'a word',
      'The ferry will stop in May.',
      'The ferry will go in May.',
      [['The ferry will [changed: stop] in May.', 'The ferry will [changed: go] in May.']],
    ],
    [
      'a part of a word, as the whole word',
      'The minister resigned.',
      'The ministers resigned.',
      [['The [changed: minister] resigned.', 'The [changed: ministers] resigned.']],
    ],
    [
      'a sentence that went, with its blank',
      'It rained. Nobody came. It ended.',
      'It rained. It ended.',
      [['It rained. [changed: Nobody came. ]It ended.', 'It rained. It ended.']],
    ],
    [
      'a line that came',
      'One line.\nAnother one.',
      'One line.\nA new line.\nAnother one.',
      [
        ['One line.', 'One line.'],
        ['', '[changed: A new line.]'],
        ['Another one.', 'Another one.'],
      ],
    ],
  ])('is shown for %s', (_, was, now, rows) => {
    expect(shown(was, now)).toEqual(rows);
  });

  test('a paragraph that was put elsewhere is moved, not gone and come', () => {
    const [one, two] = [
      'The board met on Monday and decided nothing.',
      'Two skippers, asked by telephone, had heard of it before the weekend began.',
    ];
    expect(shown(`${one}\n${two}`, `${two}\n${one}`).flat().join(' ')).toContain(`[moved: ${one}]`);
  });

  test('both sides give their texts again, line breaks apart', () => {
    const text = fc
      .array(fc.constantFrom('ferry ', 'told ', 'Ann', '. ', '12', '\n', 'é', '🌊'), {
        maxLength: 60,
      })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, text, (was, now) => {
        const rows = differenceOf(was, now, alignTexts(was, now));
        const side = (which: 'was' | 'now') =>
          rows.flatMap((row) => row[which].map((piece) => piece.text)).join('');
        expect(side('was').replaceAll('\n', '')).toBe(was.replaceAll('\n', ''));
        expect(side('now').replaceAll('\n', '')).toBe(now.replaceAll('\n', ''));
      }),
    );
  });
});
