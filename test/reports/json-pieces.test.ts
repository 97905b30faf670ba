import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  compactJsonPieces,
  JsonList,
  JsonObject,
  jsonPieces,
} from '../../src/reports/json-pieces.js';

/** The same value with each of its lists and objects made piece by piece. */
function inPieces(value: unknown): unknown {
  if (Array.isArray(value)) return new JsonList(value.map(inPieces));
  if (typeof value !== 'object' || value === null) return value;
  return new JsonObject(Object.entries(value).map(([key, inner]) => [key, inPieces(inner)]));
}

test('whatever is written in pieces is the same text as in one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      expect(await text(jsonPieces(inPieces(value)))).toBe(JSON.stringify(value, null, 2));
      const mixed = new JsonObject([['a', new JsonList([value, value])]]);
      expect(await text(jsonPieces(mixed))).toBe(JSON.stringify({ a: [value, value] }, null, 2));
    }),
  );
});

test('whatever is written compactly in pieces is the same text as in one', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect([...compactJsonPieces(value)].join('')).toBe(JSON.stringify(value));
    }),
  );
});
