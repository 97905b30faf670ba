import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasKeysInOrder, values, withKeysInOrder } from '../../src/store/values.js';

/** The keys of an object as PostgreSQL's jsonb keeps them, by its definition. */
function asJsonb(keys: readonly string[]): string[] {
  const bytes = (key: string) => Buffer.from(key);
  return keys.toSorted(
    (one, other) =>
      bytes(one).length - bytes(other).length || Buffer.compare(bytes(one), bytes(other)),
  );
}

/** Any key but a whole number, which JavaScript puts before all others by itself. */
const key = fc.string({ unit: 'binary', maxLength: 6 }).filter((text) => !/^\d+$/u.test(text));
const object = fc.dictionary(key, fc.jsonValue(), { noNullPrototype: true });

describe('free values', () => {
  test.each([
    ['shorter keys first', { start: 1, exact: 2, end: 3 }, '{"end":3,"exact":2,"start":1}'],
    ['by bytes, not by characters', { é: 1, aa: 2, zz: 3, b: 4 }, '{"b":4,"aa":2,"zz":3,"é":1}'],
    ['by code point', { '\u{1f30a}': 1, '\uffee!': 2 }, '{"\uffee!":2,"\u{1f30a}":1}'],
    [
      'at every depth',
      { chain: [{ by: { c: 1, a: 2 }, as: null }] },
      '{"chain":[{"as":null,"by":{"a":2,"c":1}}]}',
    ],
    ['and lists as they are', { list: ['b', 'a', 'cc'] }, '{"list":["b","a","cc"]}'],
  ])('are kept in one order: %s', (_, value, text) => {
    expect(JSON.stringify(values.parse(value))).toBe(text);
  });

  test('have their keys in the order of jsonb, whatever order they came in', () => {
    fc.assert(
      fc.property(object, (value) => {
        expect(Object.keys(withKeysInOrder(value))).toEqual(asJsonb(Object.keys(value)));
      }),
    );
  });

  test('that differ in the order of their keys alone are the same bytes', () => {
    const turned = (_: string, part: unknown): unknown =>
      part !== null && typeof part === 'object' && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).reverse())
        : part;
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const other: unknown = JSON.parse(JSON.stringify(value, turned));
        expect(JSON.stringify(withKeysInOrder(other))).toBe(JSON.stringify(withKeysInOrder(value)));
        expect(withKeysInOrder(value)).toEqual(value);
      }),
    );
  });

  test('are only taken for ordered where nothing would be changed', () => {
    fc.assert(
      fc.property(fc.oneof(object, object.map(withKeysInOrder)), (value) => {
        if (!hasKeysInOrder(value)) return;
        expect(JSON.stringify(withKeysInOrder(value))).toBe(JSON.stringify(value));
      }),
    );
    expect(hasKeysInOrder({ end: 3, exact: { as: [], by: 1 }, start: 1 })).toBe(true);
  });
});
