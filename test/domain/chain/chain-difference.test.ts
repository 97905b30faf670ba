import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Chain } from '../../../src/domain/chain/chain.js';
import { chainDifference } from '../../../src/domain/chain/chain-difference.js';
import { hop } from '../../cases/chains.js';

/** A chain as "vega ledger:told paper": sources, each with its relation; "?" is an honest gap. */
function chain(words: string): Chain {
  return words.split(' ').map((word) => {
    const [name = '', relation] = word.split(':');
    const source = name === '?' ? null : name;
    return hop(source, relation === 'told' ? { relation: 'told' } : {});
  });
}

const signs = { kept: '=', changed: '~', added: '+', removed: '-' };

/** A difference as "=1/1 +/2 ~2/3(relation)": sign, number before and after, what differs. */
function laid(before: string, after: string): string {
  return chainDifference(chain(before), chain(after))
    .map((step) => {
      const fields = step.fields.length > 0 ? `(${step.fields.join()})` : '';
      return `${signs[step.kind]}${step.before ?? ''}/${step.after ?? ''}${fields}`;
    })
    .join(' ');
}

describe('two chains laid side by side', () => {
  test.each([
    ['vega ledger', 'vega ledger', '=1/1 =2/2'],
    ['vega paper', 'vega ledger paper', '=1/1 +/2 =2/3'],
    ['vega ledger paper', 'ledger paper', '-1/ =2/1 =3/2'],
    ['vega paper', 'vega:told paper', '~1/1(relation) =2/2'],
    ['vega paper', 'board paper', '~1/1(source) =2/2'],
    ['? paper', 'vega paper', '~1/1(source) =2/2'],
    ['vega ledger paper', 'ledger vega paper', '+/1 =1/2 -2/ =3/3'],
    ['vega', 'board ledger paper', '+/1 +/2 ~1/3(source)'],
  ])('%s | %s: %s', (before, after, expected) => {
    expect(laid(before, after)).toBe(expected);
  });
});

const chains = fc
  .array(fc.constantFrom('vega', 'ledger', 'board', '?', 'paper:told', 'paper'), {
    minLength: 1,
    maxLength: 8,
  })
  .map((words) => words.join(' '));

describe('laws', () => {
  test('every hop of both stands once, in its order', () => {
    fc.assert(
      fc.property(chains, chains, (before, after) => {
        const steps = chainDifference(chain(before), chain(after));
        const numbers = (length: number) => Array.from({ length }, (_, index) => index + 1);
        expect(steps.flatMap((step) => step.before ?? [])).toEqual(numbers(chain(before).length));
        expect(steps.flatMap((step) => step.after ?? [])).toEqual(numbers(chain(after).length));
      }),
    );
  });

  test('a chain is kept whole beside itself, and nothing else is', () => {
    fc.assert(
      fc.property(chains, chains, (before, after) => {
        const kinds = new Set(chainDifference(chain(before), chain(after)).map(({ kind }) => kind));
        expect(kinds.size === 1 && kinds.has('kept')).toBe(before === after);
      }),
    );
  });

  test('neither way round shows more difference than the other', () => {
    const weights = { kept: 0, changed: 1, added: 2, removed: 2 };
    const weight = (before: string, after: string) =>
      chainDifference(chain(before), chain(after))
        .map(({ kind, fields }) => (fields.includes('source') ? 3 : weights[kind]))
        .reduce((sum, each) => sum + each, 0);
    fc.assert(
      fc.property(chains, chains, (before, after) => {
        expect(weight(before, after)).toBe(weight(after, before));
      }),
    );
  });
});
