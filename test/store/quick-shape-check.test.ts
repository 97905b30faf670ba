import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { type CollectionName, collections, type Documents } from '../../src/store/documents.js';
import { quickShapeCheck } from '../../src/store/quick-shape-check.js';
import { readDocument, shapes } from '../../src/store/shapes.js';
import * as desk from './documents.js';

/** One of each kind; its fields are written in the order of its shape. */
const documents: { [C in CollectionName]: Documents[C] } = {
  articles: desk.article('bridge'),
  editions: desk.edition('bridge'),
  wordings: desk.wording('bridge', 'ferry'),
  annotations: desk.annotation('a', { claim: 'c', stance: 'asserts', note: 'Ask her.' }),
  sources: desk.source('1', { aliases: ['Ada'] }),
  claims: desk.claim('c', 'It closes.'),
  events: desk.event('e', {
    before: { kind: null },
    after: { kind: 'person', rating: { at: 'B' } },
  }),
  people: desk.person('mira'),
  sessions: desk.session('s'),
  tokens: desk.token('t'),
  identities: desk.identity('1', 'Ada Vold'),
  nameWitnesses: desk.nameWitness('ada vold'),
  rounds: desk.round('r'),
  settings: desk.settings(2),
  attempts: { id: 'x', version: 1, key: 'sign-in', until: '2026-03-20T09:30:00.000Z' },
  answers: {
    id: 'x',
    version: 2,
    sent: 'a'.repeat(64),
    status: 201,
    location: '/api/articles/x',
    until: '2026-03-20T09:30:00.000Z',
  },
  shares: desk.share('s'),
};

type Container = Record<string | number, unknown>;

/** Everything in a value that has parts, the value included. */
function containersIn(value: unknown): Container[] {
  if (value === null || typeof value !== 'object') return [];
  const container = value as Container;
  return [container, ...Object.values(container).flatMap(containersIn)];
}

const turnedRound = (value: unknown) =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).reverse())
    : value;

function allTurnedRound(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(allTurnedRound);
  if (value === null || typeof value !== 'object') return value;
  const turned = Object.entries(value).toReversed();
  return Object.fromEntries(turned.map(([key, part]) => [key, allTurnedRound(part)]));
}

/** One thing done somewhere in a copy of a document. */
const alteration = fc
  .record({
    container: fc.nat(),
    key: fc.nat(),
    how: fc.constantFrom('other value', 'dropped', 'added', 'turned round'),
    value: fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('', 'C', 0, 1, 1.5, '2026-03-20T09:30:00Z', '2026-02-30T09:30:00Z'),
    ),
  })
  .map(({ container, key, how, value }) => (document: unknown) => {
    const copy: unknown = structuredClone(document);
    const containers = containersIn(copy);
    const place = containers[container % containers.length] ?? {};
    const name = Object.keys(place)[key % Object.keys(place).length] ?? 'more';
    if (how === 'dropped') Reflect.deleteProperty(place, name);
    else if (how === 'added') place.more = value;
    else place[name] = how === 'other value' ? value : turnedRound(place[name]);
    return JSON.parse(JSON.stringify(copy)) as unknown;
  });

const shapeOf = (collection: CollectionName): z.ZodType => shapes[collection];
const isVerbatim = (collection: CollectionName, value: unknown) =>
  quickShapeCheck(shapeOf(collection))(value);

describe.each(collections)('a document of %s', (collection) => {
  const document: unknown = shapeOf(collection).parse(documents[collection]);

  test('is taken as it was written, without reading it field by field', () => {
    expect(isVerbatim(collection, document)).toBe(true);
  });

  test('is read as its shape reads it, in whatever order its fields come', () => {
    fc.assert(
      fc.property(alteration, fc.boolean(), (alter, isTurned) => {
        const altered = alter(document);
        const value = isTurned ? allTurnedRound(altered) : altered;
        const read = shapeOf(collection).safeParse(value);
        const quickly = readDocument(collection, value);
        expect(quickly.success).toBe(read.success);
        expect(JSON.stringify(quickly.data)).toBe(JSON.stringify(read.data));
      }),
      { numRuns: 300 },
    );
  });

  test('is not taken so unless its shape would give back the same bytes', () => {
    fc.assert(
      fc.property(alteration, (alter) => {
        const altered = alter(document);
        const read = shapeOf(collection).safeParse(altered);
        if (!isVerbatim(collection, altered)) return;
        expect(read.error).toBeUndefined();
        expect(JSON.stringify(read.data)).toBe(JSON.stringify(altered));
      }),
      { numRuns: 300 },
    );
  });
});
