import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Figure } from '../../../src/domain/agreement/agreement.js';
import {
  figuresOn,
  foundBy,
  type Observation,
  type ObservedText,
  observationOf,
} from '../../../src/domain/agreement/observation.js';
import { hop, register, source } from '../../cases/chains.js';
import { annotation } from '../../cases/review.js';

const span = { start: 8, end: 17 };
const known = register(
  source('pilot-1', { name: 'Harbour pilot', unnamed: true }),
  source('pilot-2', { name: 'harbour  pilot', unnamed: true }),
  source('pilot-3', { name: 'Harbour pilot', unnamed: true, article: 'harbour' }),
  source('masked', { name: 'Confidential source 1', unnamed: true, confidential: true }),
  source('vega', { name: 'Vega' }),
  source('v-ega', { joined: { into: 'vega', at: '2026-03-02T09:00:00.000Z', by: 'mira' } }),
);

describe('what an annotation tells of its creator’s judgement', () => {
  test('is the origin, how each holder passed it on, and the levels', () => {
    expect(observationOf(annotation(), span, known)).toEqual({
      ...span,
      origin: 'vega',
      relations: [
        { holder: 'vega', relation: 'told' },
        // The next one passed it on by a bare arrow: nobody said how.
      ],
      confidence: 'low',
      credibility: 3,
    });
  });

  test.each([
    ['an origin that is not stated is a finding', [hop(null, { relation: 'told' })], 'not stated'],
    ['an unnamed one is known by its description', [hop('pilot-1')], 'harbour/harbour pilot'],
    ['whichever entry each made of it', [hop('pilot-2')], 'harbour/harbour pilot'],
    ['unless it belongs to its article, where another was told apart', [hop('pilot-3')], 'pilot-3'],
    ['a confidential one is its entry', [hop('masked')], 'masked'],
    ['a joined one is the one that stands for it', [hop('v-ega')], 'vega'],
    ['and so is one that the register has lost', [hop('lost')], 'lost'],
  ])('%s', (_title, chain, origin) => {
    expect(observationOf(annotation({ chain }), span, known).origin).toBe(origin);
  });

  test('an unknown holder further on can be compared with nobody’s', () => {
    const chain = [hop('vega', { relation: 'told' }), hop(null, { relation: 'leaked' })];
    const { relations } = observationOf(annotation({ chain }), span, known);
    expect(relations).toEqual([{ holder: 'vega', relation: 'told' }]);
  });

  test('a part that somebody else wrote counts as not said', () => {
    const by = { by: 'mira', revision: 2 };
    const rewritten = annotation({ parts: { chain: by, confidence: by } });
    expect(observationOf(rewritten, span, known)).toEqual({
      ...span,
      origin: null,
      relations: [],
      confidence: null,
      credibility: 3,
    });
    const rated = annotation({ parts: { credibility: by } });
    expect(observationOf(rated, span, known)).toMatchObject({
      confidence: 'low',
      credibility: null,
    });
  });

  test('who holds it twice passed it on as they did first', () => {
    const chain = [
      hop('vega', { relation: 'told' }),
      hop('v-ega', { relation: 'leaked' }),
      hop('lost'),
    ];
    const { relations } = observationOf(annotation({ chain }), span, known);
    expect(relations).toEqual([{ holder: 'vega', relation: 'told' }]);
  });
});

function found(start: number, said: Partial<Observation> = {}): Observation {
  const nothing = { origin: null, relations: [], confidence: null, credibility: null };
  return { start, end: start + 10, ...nothing, ...said };
}

function text(people: Record<string, Observation[]>, said: Partial<ObservedText> = {}) {
  const each = Object.entries(people).map(([person, own]) => ({ person, found: own }));
  return { article: 'harbour', round: null, length: 1000, people: each, ...said };
}

function figure(figures: readonly Figure[], about: string, measure: string): Figure | undefined {
  return figures.find((each) => each.about === about && each.measure === measure);
}

describe('figures on observed texts', () => {
  test('two people who agree in everything that varies have 1 throughout, and κ', () => {
    const own = [
      found(0, { origin: 'vega', confidence: 'low', credibility: 1 }),
      found(50, { origin: 'ledger', confidence: 'high', credibility: 2 }),
    ];
    const figures = figuresOn([text({ jonas: own, nils: own })]);
    const values = Object.fromEntries(
      figures.map(({ about, measure, value }) => [`${about} ${measure}`, value]),
    );
    expect(values).toEqual({
      'spans alpha-unitizing': 1,
      'spans f1-exact': 1,
      'spans f1-overlapping': 1,
      'origin alpha-nominal': 1,
      'relation alpha-nominal': null,
      'confidence alpha-ordinal': 1,
      'credibility alpha-ordinal': 1,
      'origin cohen-kappa': 1,
      'relation cohen-kappa': null,
      'confidence cohen-kappa': 1,
      'credibility cohen-kappa': 1,
    });
  });

  test('of three people there is no κ, and a passage that two found makes a unit', () => {
    const figures = figuresOn([
      text({ jonas: [found(0, { origin: 'vega' })], nils: [found(2, { origin: 'vega' })] }),
      text({ jonas: [], mira: [found(0, { origin: 'vega' })] }, { article: 'quay' }),
    ]);
    expect(figures.some(({ measure }) => measure === 'cohen-kappa')).toBe(false);
    expect(figure(figures, 'origin', 'alpha-nominal')).toMatchObject({ units: 1, observers: 2 });
    expect(figure(figures, 'spans', 'f1-overlapping')).toMatchObject({ units: 2, observers: 3 });
  });

  test('relations are compared holder by holder, where both name the holder', () => {
    const told = (holder: string) => ({ holder, relation: 'told' as const });
    const wrote = (holder: string) => ({ holder, relation: 'wrote' as const });
    const figures = figuresOn([
      text({
        jonas: [found(0, { relations: [told('vega'), wrote('ledger'), told('clerk')] })],
        nils: [found(0, { relations: [told('vega'), told('ledger'), told('pilot')] })],
      }),
    ]);
    expect(figure(figures, 'relation', 'alpha-nominal')?.units).toBe(2);
    expect(figure(figures, 'relation', 'cohen-kappa')?.units).toBe(2);
  });

  test('credibility that cannot be judged is missing, from κ as from α', () => {
    const figures = figuresOn([
      text({
        jonas: [found(0, { credibility: 6 }), found(50, { credibility: 2 })],
        nils: [found(0, { credibility: 6 }), found(50, { credibility: 2 })],
      }),
    ]);
    expect(figure(figures, 'credibility', 'alpha-ordinal')?.units).toBe(1);
    expect(figure(figures, 'credibility', 'cohen-kappa')?.units).toBe(1);
  });

  test('of two tags on one passage the one that says the same is meant', () => {
    const both = [found(0, { origin: 'vega' }), found(0, { origin: 'ledger' })];
    const figures = figuresOn([text({ jonas: both, nils: both.toReversed() })]);
    expect(figure(figures, 'origin', 'alpha-nominal')?.value).toBe(1);
  });

  test('without texts every figure is there and has no value', () => {
    const figures = figuresOn([]);
    expect(figures).toHaveLength(7);
    expect(figures.every(({ value, units }) => value === null && units === 0)).toBe(true);
  });

  test('are the same in each order of people where two matchings are equally good', () => {
    const jonas = [
      found(5, { confidence: 'high' }),
      found(5, { origin: 'vega', confidence: 'low' }),
    ];
    const nils = [found(0, { origin: 'ledger', confidence: 'low' }), found(0, { origin: 'vega' })];
    expect(figuresOn([text({ jonas, nils })])).toEqual(figuresOn([text({ nils, jonas })]));
  });

  test('do not depend on the order of people, nor on who else read nothing', () => {
    const observation = fc.record({
      start: fc.integer({ min: 0, max: 900 }),
      origin: fc.constantFrom('vega', 'ledger', null),
      confidence: fc.constantFrom('low' as const, 'high' as const, null),
    });
    const own = fc.array(
      observation.map(({ start, ...said }) => found(start, said)),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(own, own, own, (jonas, mira, nils) => {
        const one = text({ jonas, mira, nils });
        const turned = { ...one, people: one.people.toReversed() };
        const rounded = (figures: Figure[]) =>
          figures.map(({ about, measure, value, units }) => {
            return [about, measure, value?.toFixed(9), units];
          });
        const some = foundBy(one, ['jonas', 'nils']);
        expect(rounded(figuresOn([foundBy(turned, ['jonas', 'nils'])]))).toEqual(
          rounded(figuresOn([some])),
        );
        expect(figuresOn([foundBy(one, ['jonas'])])[0]?.value).toBeNull();
      }),
      { numRuns: 30 },
    );
  });
});
