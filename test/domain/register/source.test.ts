import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shortIdOf } from '../../../src/domain/chain/notation/print-chain.js';
import { nameKey } from '../../../src/domain/register/name.js';
import { pseudonym, pseudonymNumber } from '../../../src/domain/register/pseudonym.js';

import { demandPublicNames } from '../../../src/domain/register/source-input.js';
import { fold, nameFolds } from '../../../src/domain/text/folds.js';
import { source } from '../../cases/chains.js';

test.each([
  ['case', 'WikiLeaks', 'WIKILEAKS'],
  ['outer and repeated white space', '  The   Hindu ', 'the hindu'],
  ['a no-break space', 'The\u00a0Hindu', 'The Hindu'],
  ['how an accent is composed', 'Zoe\u0308', 'Zoë'],
])('names are the same whatever their %s', (_what, one, other) => {
  expect(nameKey(one)).toBe(nameKey(other));
});

test('names of plain letters are folded as all others are', () => {
  const asciiName = fc.string({ unit: fc.constantFrom(...' `\'"-iIaZ~_09.\t') });
  fc.assert(
    fc.property(asciiName, (name) => {
      expect(nameKey(name)).toBe(fold(name, nameFolds).trim());
    }),
  );
});

describe('a pseudonym', () => {
  test('tells its number', () => {
    expect(pseudonymNumber(pseudonym(12))).toBe(12);
    expect(pseudonymNumber('  confidential SOURCE 3')).toBe(3);
    expect(pseudonymNumber('Confidential source')).toBeNull();
  });

  test('cannot be taken as a public name, nor as another name', () => {
    expect(() => demandPublicNames({ name: 'confidential source 4', aliases: [] })).toThrow(
      'reserved',
    );
    expect(() => demandPublicNames({ name: 'Ida', aliases: ['Confidential source 4'] })).toThrow(
      'reserved',
    );
    expect(() => demandPublicNames({ name: 'A source 4', aliases: [] })).not.toThrow();
  });
});

describe('the short id that notation shows', () => {
  const smith = source('abcd1111', { name: 'John Smith' });

  test('is left out where the name alone finds the entry', () => {
    expect(shortIdOf(smith, [smith])).toBeNull();
  });

  test('has four characters, or as many as tell namesakes apart', () => {
    expect(shortIdOf(smith, [smith, source('wxyz1111', { name: 'John Smith' })])).toBe('abcd');
    expect(shortIdOf(smith, [smith, source('abcd1222', { name: 'John Smith' })])).toBe('abcd11');
  });

  test('always stands beside an unnamed source', () => {
    const official = source('offi1111', { name: 'an official', unnamed: true });
    expect(shortIdOf(official, [official])).toBe('offi');
  });

  test('is not needed beside an unnamed namesake, which a name never reaches', () => {
    expect(
      shortIdOf(smith, [smith, source('u', { name: 'John Smith', unnamed: true })]),
    ).toBeNull();
  });
});
