import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bases, checks } from '../../../../src/domain/chain/chain.js';
import {
  type HopDraft,
  hopAt,
  type NotationHop,
  nothingSaid,
  parseNotation,
  printName,
  printNotation,
  readNotation,
} from '../../../../src/domain/chain/notation/notation.js';
import { words } from '../../../../src/domain/chain/notation/words.js';
import { relationCodes } from '../../../../src/domain/chain/relations.js';
import { reliabilityCodes } from '../../../../src/domain/chain/scales.js';
import { Problem } from '../../../../src/domain/problem.js';
import { sourceKinds } from '../../../../src/domain/register/source.js';
import { canonical, carets, faults, readings } from '../../../cases/notation.js';

const withoutPlaces = (hops: readonly HopDraft[]): NotationHop[] =>
  hops.map(({ at: _, ...hop }) => hop);

describe('reading a chain', () => {
  test.each(readings)('takes $title', ({ line, hops }) => {
    const read = parseNotation(line);
    expect(read.faults).toEqual([]);
    expect(withoutPlaces(read.hops)).toEqual(hops.map((said) => ({ ...nothingSaid, ...said })));
  });

  test('says where in the line each hop stands, without its arrow', () => {
    const line = ' 🦊 desk [B] -told-> "Tide, weekly" (outlet)  -> ?  ';
    const places = readNotation(line).map(({ at }) => line.slice(at.start, at.end));
    expect(places).toEqual(['🦊 desk [B]', '"Tide, weekly" (outlet)', '?']);
  });

  test('knows each kind that a source can be', () => {
    const kinds = words.flatMap(({ said }) => said.kind ?? []);
    expect(kinds).toEqual(sourceKinds);
  });

  test('takes forty hops', () => {
    expect(readNotation(Array(40).fill('A').join(' -> '))).toHaveLength(40);
  });
});

describe('a fault', () => {
  test.each(faults)(
    'stands at its place and says what was expected: $title',
    ({ line, column, says }) => {
      const [first] = parseNotation(line).faults;
      expect(first).toMatchObject({ column, message: expect.stringMatching(says) });
    },
  );

  test('is thrown at the field that holds the chain', () => {
    const sentence = 'Chain, at “retired”: “retired” is not one of the words.';
    try {
      readNotation('A (retired) -> B (');
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(Problem);
      expect(error).toMatchObject({
        code: 'invalid',
        fields: [{ field: 'chain', message: expect.stringContaining(sentence) }],
      });
    }
  });

  test('counts in code points and points in UTF-16 units', () => {
    const [fault] = parseNotation('🦊🦊 (x)').faults;
    expect(fault).toMatchObject({ column: 5, at: 6 });
  });

  test('hides nothing of the other hops, which have their own', () => {
    const { hops, faults } = parseNotation('A [B] (x) -told-> Tide] weekly -> "C -> D [G');
    expect(hops.map(({ name }) => name)).toEqual(['A', 'Tide', 'C', 'D']);
    expect(hops.map(({ relation }) => relation)).toEqual(['told', 'passed', 'passed', null]);
    expect(faults.map(({ at }) => at)).toEqual([7, 22, 34, 42]);
  });

  test('leaves a chain that is still being typed to be drawn', () => {
    const { hops } = parseNotation('Okafor [B] -told-> Ferry board -leaked to-> ');
    expect(hops.map(({ name }) => name)).toEqual(['Okafor', 'Ferry board']);
    expect(hops.at(-1)?.relation).toBeNull();
  });

  test('quotes no more than the beginning of a long text', () => {
    const [fault] = parseNotation(`A (${'wordy '.repeat(500)})`).faults;
    expect(fault?.message.length).toBeLessThan(400);
  });
});

describe('printing a chain', () => {
  test.each(canonical)('gives the canonical form of %j', (line, printed) => {
    expect(printNotation(readNotation(line))).toBe(printed);
  });

  test('says nothing of a basis that is not stated', () => {
    expect(printNotation([{ ...nothingSaid, name: 'Bell', basis: 'not stated' }])).toBe('Bell');
  });

  test('quotes a single name for an editor’s suggestion where it must be', () => {
    expect([printName('Harbour  Post '), printName('Tide (weekly)')]).toEqual([
      'Harbour Post',
      '"Tide (weekly)"',
    ]);
  });
});

describe('the hop under the caret', () => {
  test.each(carets)('of %j is hop %j', (typed, index, marked) => {
    const line = typed.replace('¦', '');
    const found = hopAt(line, typed.indexOf('¦'));
    expect(found?.index ?? null).toBe(index);
    if (found === null) return;
    const { start, end } = found.name;
    expect(`${line.slice(0, start)}⟨${line.slice(start, end)}⟩${line.slice(end)}`).toBe(marked);
  });
});

// Names are put together from what could mislead the reader, and from what is simply text.
const pieces = [
  ...['+', ' + ', '++', '+ ', '⟶', '⇒', '➜️', '=', '=>', '~', ' » ', '» ', ' »', '« ', ' « ', '›'],
  ...['←', '<-', ' < ', '<', '⇔', ' \uf0e0', 'said to', 'according to'],
  ...['->', '→', '>', '-told->', ' -told-> ', '-', '–', '—', 'told', '?', '"', '\\', '\\"'],
  ...['（', '）', '［', '】', '〔', '＃', '＂', '，'],
  ...['(', ')', '[', ']', 'B', ',', '#', 'person', ' ', '\u200f', '\u2067', '’', "'", '“'],
  ...['ليلى', 'هـ', 'é', 'e\u0301', '🦊', '👩🏽‍🚒', '\ufe0f', 'नमस्ते', '<b>', 'x', 'Bell'],
];
const names = fc
  .oneof(
    fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 }).map((all) => all.join('')),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  )
  .map((text) => text.replace(/\s+/gu, ' '))
  .map((text) => text.replace(/^[\s\p{Bidi_Control}]+|[\s\p{Bidi_Control}]+$/gu, ''))
  .filter((text) => text !== '' && text.length <= 200 && !/[\p{Cc}\p{Cs}]/u.test(text));

const namedHops = fc.record({
  name: names,
  id: fc.option(fc.stringMatching(/^[A-Za-z0-9_-]{1,21}$/)),
  reliability: fc.option(fc.constantFrom(...reliabilityCodes)),
  kind: fc.option(fc.constantFrom(...sourceKinds)),
  unnamed: fc.boolean(),
  another: fc.boolean(),
  confidential: fc.boolean(),
  firstHand: fc.boolean(),
  basis: fc.option(fc.constantFrom(...bases.filter((basis) => basis !== 'not stated'))),
  check: fc.option(fc.constantFrom(...checks)),
  relation: fc.constantFrom(...relationCodes),
});
const gaps = fc.constantFrom(...relationCodes).map((relation) => ({ ...nothingSaid, relation }));

const manyHolders = fc.array(namedHops, { minLength: 1, maxLength: 12 });
const fewHolders = fc.array(namedHops, { minLength: 1, maxLength: 1 });
const hopsOfHolders = fc.oneof(
  { weight: 5, arbitrary: fewHolders },
  { weight: 2, arbitrary: manyHolders },
  { weight: 1, arbitrary: gaps.map((gap) => [gap]) },
);

const chains = fc.array(hopsOfHolders, { minLength: 1, maxLength: 40 }).map((hops) =>
  hops.flatMap((holders, index) =>
    holders.map((holder, at): NotationHop => {
      const isLast = at === holders.length - 1;
      const relation = index < hops.length - 1 && isLast ? holder.relation : null;
      const firstHand = holder.firstHand && index === 0;
      const unnamed = holder.unnamed || holder.another;
      return { ...holder, unnamed, beside: at > 0, relation, firstHand };
    }),
  ),
);

/** Lines that are nearly notation, and lines that are nothing of the kind. */
const lines = fc.oneof(
  fc
    .array(fc.constantFrom(...pieces, ' -> ', ' > ', ' (', ') ', ' [B] ', ' #k', '\n', '\ud83e'), {
      maxLength: 40,
    })
    .map((all) => all.join('')),
  fc.string({ unit: 'binary', maxLength: 80 }),
);

describe('laws', () => {
  test('what was printed reads as the same chain', () => {
    fc.assert(
      fc.property(chains, (chain) => {
        const { hops, faults } = parseNotation(printNotation(chain));
        expect(faults).toEqual([]);
        expect(withoutPlaces(hops)).toEqual(chain);
      }),
      { numRuns: 500 },
    );
  });

  test.each(['\u200f', '\u200e', '\u200b', '\u2060\u2067'])(
    'quotation marks around what nobody sees (%j) hold no name, and it is no part of one',
    (unseen) => {
      expect(parseNotation(`"${unseen}"`).faults).toHaveLength(1);
      expect(readNotation(`"${unseen}Ann${unseen}"`)).toMatchObject([{ name: 'Ann' }]);
    },
  );

  test('what was read is printed in one form only', () => {
    fc.assert(
      fc.property(lines, (line) => {
        const { hops, faults } = parseNotation(line);
        if (faults.length > 0) return;
        const printed = printNotation(hops);
        expect(withoutPlaces(readNotation(printed))).toEqual(withoutPlaces(hops));
        expect(printNotation(readNotation(printed))).toBe(printed);
      }),
      { numRuns: 2000 },
    );
  });

  test('any line is read, and its faults lie in it or one past its end', () => {
    fc.assert(
      fc.property(lines, (line) => {
        const { hops, faults } = parseNotation(line);
        expect(hops.length + faults.length).toBeGreaterThan(0);
        for (const { column, at } of faults) {
          expect(column).toBe([...line.slice(0, at)].length + 1);
          expect(column).toBeLessThanOrEqual([...line].length + 1);
        }
        expect(faults).toEqual([...faults].sort((one, other) => one.at - other.at));
      }),
      { numRuns: 2000 },
    );
  });

  test('hops follow one another in the line and the last alone passes nothing on', () => {
    fc.assert(
      fc.property(lines, (line) => {
        const { hops } = parseNotation(line);
        const bounds = hops.flatMap(({ at }) => [at.start, at.end]);
        expect(bounds).toEqual([...bounds].sort((one, other) => one - other));
        const silent = hops.filter(({ relation }) => relation === null);
        expect(silent).toEqual(hops.filter((_, index) => hops[index + 1]?.beside ?? true));
      }),
      { numRuns: 2000 },
    );
  });

  test('the name under any caret lies in the line', () => {
    fc.assert(
      fc.property(lines, fc.nat(80), (line, offset) => {
        const found = hopAt(line, Math.min(offset, line.length));
        if (found === null) return;
        const { start, end } = found.name;
        expect(0 <= start && start <= end && end <= line.length).toBe(true);
      }),
    );
  });

  test.each([
    '-',
    '- ',
    ' -',
    '-a',
    ' -a',
    '"\\',
    '\\"',
    '(',
    ' [',
    '> ',
    ' ',
    ' #a-',
    ' -a -',
    ' «',
    ' » ',
    '« » ',
    ' « « »',
    '=a',
    '<-',
    ' ←',
    'x>',
    ',',
    '(,',
  ])('100,000 characters of %j are read', (piece) => {
    const line = piece.repeat(100_000 / piece.length);
    expect(parseNotation(line).faults.length).toBeLessThan(50);
    expect(parseNotation(`A ${line} B`).hops.length).toBeLessThanOrEqual(40);
  });
});
