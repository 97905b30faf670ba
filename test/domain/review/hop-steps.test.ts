import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Chain, Hop } from '../../../src/domain/chain/chain.js';
import { maxHops } from '../../../src/domain/chain/ground-rules.js';
import { Problem } from '../../../src/domain/problem.js';
import { hopSteps, withHops } from '../../../src/domain/review/hop-steps.js';
import { isHopPart } from '../../../src/domain/review/model.js';
import { hop } from '../../cases/chains.js';

const relations = { t: 'told', w: 'wrote', l: 'leaked' } as const;

/**
 * A chain as "vega! -t-> ledger[B] paper": the sources of a hop with + between them, "?" a gap, "!"
 * first-hand, a rating in brackets; a letter in the arrow its relation, a bare one not known how.
 */
function chain(words: string): Chain {
  const hops = words.split(/(?: -(\w)-> | )/u);
  const named = hops.filter((_, index) => index % 2 === 0);
  return named.map((name, index): Hop => {
    const isLast = index === named.length - 1;
    const letter = hops[index * 2 + 1] as keyof typeof relations | undefined;
    const relation = isLast ? null : letter ? relations[letter] : ('passed' as const);
    if (name === '?') return { relation, holders: [] };
    const holders = name.split('+').flatMap((each) => {
      const [, source = '', first, rating] = /^(\w+)(!)?(?:\[(\w)\])?$/u.exec(each) ?? [];
      return hop(source, { firstHand: first !== undefined, ...(rating && { rating }) }).holders;
    });
    return { relation, holders };
  });
}

/** The steps as "=1/1 hop:2 hop:-3(removed)", what is kept by its numbers. */
function steps(before: string, after: string): string {
  return hopSteps(chain(before), chain(after))
    .map((step) => (step.part ? `${step.kind} ${step.part}` : `${step.before}=${step.after}`))
    .join(', ');
}

function partsIn(before: Chain, after: Chain) {
  return hopSteps(before, after).flatMap(({ part }) => part ?? []);
}

describe('what is to be taken over of a proposed chain', () => {
  test.each([
    ['vega -t-> paper', 'vega -t-> paper', '1=1, 2=2'],
    ['vega -t-> paper', 'vega -w-> paper', 'relation hop:1, 2=2'],
    ['vega -t-> paper', 'vega[C] -w-> paper', 'changed hop:1, 2=2'],
    ['vega -t-> paper', 'vega -t-> ledger -l-> paper', '1=1, inserted hop:2, 2=3'],
    ['vega -t-> paper', 'vega -w-> ledger -t-> paper', '1=1, inserted hop:2, 2=3'],
    ['vega -t-> ledger -l-> paper', 'vega -l-> paper', '1=1, removed hop:-2, 3=2'],
    ['vega -t-> paper', 'board -t-> paper', 'changed hop:1, 2=2'],
    ['? -t-> paper', 'vega -t-> paper', 'changed hop:1, 2=2'],
    ['vega -t-> paper', 'vega+board -t-> paper', 'changed hop:1, 2=2'],
    ['vega! -t-> paper', 'board -w-> vega -t-> paper', 'inserted hop:1, 1=2, 2=3'],
    ['vega -t-> paper', 'vega -t-> paper -w-> board', '1=1, 2=2, inserted hop:3'],
    ['vega -t-> paper', 'paper', 'removed hop:-1, 2=1'],
  ])('%s | %s: %s', (before, after, expected) => {
    expect(steps(before, after)).toBe(expected);
  });
});

describe('a chain with some of the proposed steps', () => {
  test.each([
    // An inserted hop brings the arrows on both its sides.
    ['vega -t-> paper', 'vega -w-> ledger -l-> paper', 'hop:2', 'vega -w-> ledger -l-> paper'],
    // A removed one leaves the arrow that the proposal puts in its place.
    ['vega -t-> ledger -l-> paper', 'vega -w-> paper', 'hop:-2', 'vega -w-> paper'],
    // Another rating of one hop, another relation of the other.
    [
      'vega -t-> ledger -l-> paper',
      'vega[C] -t-> ledger -w-> paper',
      'hop:1',
      'vega[C] -t-> ledger -l-> paper',
    ],
    [
      'vega -t-> ledger -l-> paper',
      'vega[C] -t-> ledger -w-> paper',
      'hop:2',
      'vega -t-> ledger -w-> paper',
    ],
    // The rating of a hop without the one that comes before it: who is the origin stays first-hand.
    ['vega! -t-> paper', 'board -w-> vega[C] -t-> paper', 'hop:2', 'vega![C] -t-> paper'],
    ['vega! -t-> paper', 'board -w-> vega[C] -t-> paper', 'hop:1', 'board -w-> vega -t-> paper'],
    ['board -w-> vega -t-> paper', 'vega! -t-> paper', 'hop:-1', 'vega! -t-> paper'],
    // The last hop has no arrow; with another behind it, it has the proposed one.
    ['vega -t-> paper', 'vega -t-> paper[B] -w-> board', 'hop:3', 'vega -t-> paper -w-> board'],
    ['vega -t-> paper', 'vega -t-> paper[B] -w-> board', 'hop:2', 'vega -t-> paper[B]'],
    [
      'vega -t-> paper',
      'ledger -l-> board -w-> vega -t-> paper',
      'hop:2',
      'board -w-> vega -t-> paper',
    ],
  ])('%s | %s with %s: %s', (before, after, taken, expected) => {
    const parts = taken.split(' ').filter(isHopPart);
    expect(withHops(chain(before), chain(after), parts)).toEqual(chain(expected));
  });

  test.each([
    [
      'vega -t-> paper',
      'vega -w-> ledger -l-> board -t-> paper',
      'hop:3',
      'How hop 1 of the proposed chain passed it on to hop 3 is said in neither chain: take over what stands between them as well.',
    ],
    [
      'vega -w-> ledger -l-> board -t-> paper',
      'vega -t-> paper',
      'hop:-2',
      'How hop 1 of the present chain passed it on to hop 3 is said in neither chain: keep what stands between them.',
    ],
  ])('%s | %s with %s is refused, as no chain says it', (before, after, taken, sentence) => {
    const work = () => withHops(chain(before), chain(after), [taken].filter(isHopPart));
    expect(work).toThrow(Problem.field('parts', sentence));
  });

  test('is refused where it would be longer than a chain may be', () => {
    const row = (name: string) =>
      Array.from({ length: maxHops / 2 }, (_, at) => `${name}${at}`).join(' ');
    const [before, after] = [
      chain(`${row('vega')} ${row('x')}`),
      chain(`${row('y')} ${row('vega')}`),
    ];
    const inserted = partsIn(before, after).filter((part) => !part.startsWith('hop:-'));
    expect(() => withHops(before, after, inserted)).toThrow(`A chain has at most ${maxHops} hops.`);
  });
});

/* Chains whose hops are likely to meet again, in one place or another. */
const holders = fc.uniqueArray(fc.constantFrom('vega', 'ledger', 'board', 'crew'), {
  maxLength: 2,
});
const anyHop = fc.record({
  names: holders,
  rating: fc.constantFrom(undefined, 'B', 'C'),
  relation: fc.constantFrom('told' as const, 'wrote' as const, 'passed' as const),
  first: fc.boolean(),
});
const anyChain = fc.array(anyHop, { minLength: 1, maxLength: 6 }).map(
  (hops): Chain =>
    hops.map(({ names, rating, relation, first }, index) => ({
      relation: index === hops.length - 1 ? null : relation,
      holders: names.flatMap(
        (name) => hop(name, { firstHand: index === 0 && first, ...(rating && { rating }) }).holders,
      ),
    })),
);

/** A chain and an alternative to it, with some of the steps between them. */
const choices = fc.tuple(anyChain, anyChain).chain(([before, after]) =>
  fc.record({
    before: fc.constant(before),
    after: fc.constant(after),
    taken: fc.subarray(partsIn(before, after)),
  }),
);

function withoutArrow({ holders }: Hop): string {
  return JSON.stringify(holders.map((holder) => ({ ...holder, firstHand: false })));
}

describe('laws', () => {
  test('with all steps it is the proposed chain, with none the chain that stands', () => {
    fc.assert(
      fc.property(anyChain, anyChain, (before, after) => {
        expect(withHops(before, after, partsIn(before, after))).toEqual(after);
        expect(withHops(before, after, [])).toEqual(before);
      }),
    );
  });

  test('some of them make a chain of whole hops, in order, or are refused in a sentence', () => {
    fc.assert(
      fc.property(choices, ({ before, after, taken }) => {
        let made: Chain;
        try {
          made = withHops(before, after, taken);
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid', fields: [{ field: 'parts' }] });
          return;
        }
        const hops = [...before, ...after].map(withoutArrow);
        expect(made.length).toBeGreaterThan(0);
        expect(made.map(withoutArrow).every((each) => hops.includes(each))).toBe(true);
        expect(made.map(({ relation }) => relation === null)).toEqual(
          made.map((_, index) => index === made.length - 1),
        );
        const later = made.slice(1).flatMap((each) => each.holders);
        expect(later.some(({ firstHand }) => firstHand)).toBe(false);
      }),
    );
  });

  test('a single step of those that differ changes the chain, or is refused', () => {
    fc.assert(
      fc.property(choices, ({ before, after, taken: [part] }) => {
        if (part === undefined) return;
        try {
          expect(withHops(before, after, [part])).not.toEqual(before);
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
        }
      }),
    );
  });

  test('chains that differ have a step, and those that do not have none', () => {
    fc.assert(
      fc.property(anyChain, anyChain, (before, after) => {
        expect(partsIn(before, after).length > 0).toBe(
          JSON.stringify(before) !== JSON.stringify(after),
        );
      }),
    );
  });
});
