import { expect, test } from 'vitest';
import type { z } from 'zod';
import { allRoutes } from '../../../src/app.js';
import { openDesk } from '../../../src/desk/desk.js';
import { Problem } from '../../../src/domain/problem.js';
import { createAttemptLimits } from '../../../src/web/access/attempt-limits.js';
import { bodyOf } from '../../../src/web/api/api-input.js';
import { openMemoryStore } from '../../store/memory.js';

/* Whatever is wrong with what a program sends, it is told in our words and not in a validator's. */

const validators =
  /invalid (?:input|option|string|iso|url|email|element|key)|expected (?:string|number|boolean|array|object|int|one)|unrecogni[sz]ed key|too (?:small|big)|received |^required$/iu;

const routes = allRoutes(createAttemptLimits(openDesk(openMemoryStore()))).list();
const taking = routes.flatMap(({ api, method, path }) =>
  api?.body ? [{ name: `${method} ${path}`, body: api.body }] : [],
);

const wrong: readonly unknown[] = [
  undefined,
  null,
  '',
  'x'.repeat(30_000),
  -1,
  1.5,
  1e300,
  true,
  [],
  [1],
  ['x'],
  [null],
  [[]],
  [{}],
  [{ unknown: 1 }],
  Array.from({ length: 5000 }, () => 'x'),
  {},
  { unknown: 1 },
  { statement: 'Berth nine closes.' },
  { id: 1 },
];

/** What stands deeper than a field of the body. */
const deeper: Readonly<Record<string, (value: unknown) => unknown[]>> = {
  target: (value) =>
    ['exact', 'prefix', 'suffix', 'start', 'end'].map((name) => ({ exact: 'said', [name]: value })),
  chain: (value) => [
    { notation: value },
    { hops: value },
    { notation: 'Ana', hops: value },
    { hops: [value] },
    ...[
      'relation',
      'holders',
      'gap',
      'basis',
      'check',
      'reliability',
      'firstHand',
      'evidence',
    ].flatMap((name) => [
      { hops: [{ name: 'Ana', [name]: value }] },
      { hops: [{ holders: [{ name: 'Ana', [name]: value }] }] },
      [{ name: 'Ana', [name]: value }],
    ]),
    ...['name', 'kind', 'source', 'as', 'terms', 'reason', 'unnamed', 'confidential'].flatMap(
      (name) => [[{ [name]: value }], { hops: [{ holders: [{ name: 'Ana', [name]: value }] }] }],
    ),
    ...['id', 'url', 'excerpt', 'retrievedAt', 'page', 'paragraph', 'time', 'unknown'].map(
      (name) => [{ name: 'Ana', evidence: [{ [name]: value }] }],
    ),
    [{ source: { id: 'x', unknown: value } }],
  ],
  claim: (value) => [{ id: value }, { statement: value }, { id: 'x', statement: value }],
};

async function messagesOf(schema: z.ZodObject, sent: unknown): Promise<string[]> {
  try {
    await bodyOf(schema, sent);
    return [];
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault;
    return [fault.message, ...fault.fields.map(({ message }) => message)];
  }
}

function wrongBodies(schema: z.ZodObject): unknown[] {
  const one = Object.keys(schema.shape).flatMap((field) =>
    wrong.flatMap((value) =>
      [value, ...(deeper[field]?.(value) ?? [])].map((sent) => ({ [field]: sent })),
    ),
  );
  return [...one, ...wrong, { unknown: 1 }];
}

test.each(taking)('what is wrong with a body of $name is told in our words', async ({ body }) => {
  const telling = wrongBodies(body).map(async (each) => {
    const sent = JSON.stringify(each)?.slice(0, 120);
    return (await messagesOf(body, each)).map((message) => ({ sent, message }));
  });
  const told = (await Promise.all(telling)).flat();
  expect(told.length).toBeGreaterThan(0);
  expect(told.filter(({ message }) => validators.test(message))).toEqual([]);
  expect(told.filter(({ message }) => !/[.?]$/u.test(message))).toEqual([]);
});
