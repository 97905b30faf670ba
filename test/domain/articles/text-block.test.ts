import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  blocksIn,
  classOfBlock,
  joinedBlocks,
  type LooseBlock,
  withBlock,
} from '../../../src/domain/articles/text-block.js';
import { finished } from '../../../src/domain/finished.js';
import { cleanText } from '../../../src/domain/text/text.js';

const block = (text: string, kind: LooseBlock['kind'] = 'paragraph'): LooseBlock => ({
  text,
  kind,
  level: kind === 'heading' ? 2 : null,
  marker: null,
});

test.each([
  [null, ''],
  [{ kind: 'paragraph', marker: null }, ''],
  [{ kind: 'table row', marker: null }, 'table-row'],
  [{ kind: 'list item', marker: '3.' }, 'list-item'],
  [{ kind: 'list item', marker: '•' }, 'list-item bulleted'],
] as const)('style sheets call %j “%s”', (block, name) => {
  expect(classOfBlock(block)).toBe(name);
});

const words = fc
  .array(fc.constantFrom('ferry', 'quay', '🚢', 'عبارة', '1986.', 'e\u0301', '\u0007'), {
    minLength: 1,
    maxLength: 5,
  })
  .map((some) => some.join(' '));
const blocks = fc.array(
  fc.record({
    text: words,
    kind: fc.constantFrom<LooseBlock['kind']>('paragraph', 'heading', 'list item'),
    level: fc.constant(null),
    marker: fc.constant(null),
  }),
  { maxLength: 12 },
);

describe('blocks one after the other', () => {
  test('are a clean text, and each stands where its place says', () => {
    fc.assert(
      fc.property(blocks, (some) => {
        const { text, blocks: placed } = finished(joinedBlocks(some));
        expect(cleanText(text).text).toBe(text);
        const texts = some.map((each) => cleanText(each.text).text).filter((each) => each.trim());
        expect(placed.map(({ start, end }) => text.slice(start, end))).toEqual(texts);
      }),
    );
  });
});

describe('in a text that was changed by hand', () => {
  const known = [block('Ramp', 'heading'), block('It cracked.'), block('Twice.', 'list item')];

  test('each paragraph that still reads as its block does is that block', () => {
    const text = 'Ramp\n\nIt cracked in May.\n\nTwice.';
    expect(finished(blocksIn(text, known))).toEqual([
      { start: 0, end: 4, kind: 'heading', level: 2, marker: null },
      { start: 26, end: 32, kind: 'list item', marker: null },
    ]);
  });

  test('a block that is put in stands behind those before it, in its place', () => {
    const before = known.slice(0, 2);
    expect(
      finished(withBlock('Ramp\n\nIt cracked.\n\nThe end.', before, block('Nobody knew.'))),
    ).toBe('Ramp\n\nIt cracked.\n\nNobody knew.\n\nThe end.');
    expect(finished(withBlock('All new.', before, block('Nobody knew.')))).toBe(
      'Nobody knew.\n\nAll new.',
    );
  });

  test('putting a left-out block back makes the text that would have been with it', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(words, {
          minLength: 2,
          maxLength: 8,
          selector: (text) => cleanText(text).text,
        }),
        fc.nat(),
        (texts, seed) => {
          const all = texts
            .map((text) => block(text))
            .filter(({ text }) => cleanText(text).text.trim());
          if (all.length < 2) return;
          const at = seed % all.length;
          const without = finished(joinedBlocks(all.toSpliced(at, 1))).text;
          const added = all[at];
          if (added) {
            expect(finished(withBlock(without, all.slice(0, at), added))).toBe(
              finished(joinedBlocks(all)).text,
            );
          }
        },
      ),
    );
  });
});
