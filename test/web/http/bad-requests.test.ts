import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { allRoutes } from '../../../src/app.js';
import { openDesk } from '../../../src/desk/desk.js';
import { createAttemptLimits } from '../../../src/web/access/attempt-limits.js';
import { openMemoryStore } from '../../store/memory.js';
import { described, type Fits } from '../api/described.js';
import { type Harbour, openHarbour } from '../harbour.js';

let room: Harbour;
let fits: Fits;
beforeAll(async () => {
  room = await openHarbour();
  ({ fits } = await described(room));
});
afterAll(() => room.close());

const routes = allRoutes(createAttemptLimits(openDesk(openMemoryStore()))).list();

/** What a validator says, and no person would. */
const validators =
  /invalid (?:input|option|string|type|element|key)|expected|received|unrecognized|too (?:big|small)|undefined|NaN|\bnull\b|\bregex\b|ZodError/iu;

const depth = 20_000;
const deep = 'DEEP';
const wrong: unknown[] = [
  ...[null, true, 7, -1, 1.5, 1e21, '', 'wrong', '\0', '\uD83D', [], [[]], [null], {}, { a: 1 }],
];
/** Things in lists and lists in things, of which each is wrong somewhere within. */
const wrongWithin: unknown[] = [
  ...[[{ holders: 7 }], [{ holders: [7] }], [{ holders: [{ source: 7 }] }], [{ relation: 7 }]],
  ...[[{ name: 'A', evidence: 7 }], [{ name: 'A', evidence: [7] }], [{ name: 'A', kind: 'x' }]],
  ...[[{ name: 'A', evidence: [{ url: 7 }] }], [{ name: 'A', check: 'x' }], { exact: 7 }],
  ...[{ exact: 'harbour', start: 'x' }, { exact: 'harbour', end: 1.5 }, { id: 7 }, [7], ['x']],
  ...[{ notation: 7 }, { hops: 7 }, { notation: '?', more: 1 }, { notation: '?', hops: [7] }],
];
const huge: unknown[] = [
  'x'.repeat(400_000),
  deep,
  [{ gap: deep }],
  [{ name: 'A', ratedAt: deep }],
];

/** Lists in lists, too many for a stack. */
function printed(body: unknown): string {
  return JSON.stringify(body).replaceAll(`"${deep}"`, '['.repeat(depth) + ']'.repeat(depth));
}

const taking = routes.flatMap(({ api, method, path }) =>
  api?.body ? [{ method, path, shape: api.body.shape }] : [],
);

/** Where a field takes words, a number or the like alone, whatever is a list or a thing is wrong as a whole. */
function wrongFor(field: string, schema: z.core.$ZodType): unknown[] {
  const said = JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  const takesMore = !/"type":/u.test(said) || /"type":"(?:array|object)"/u.test(said);
  return [...wrong, ...(takesMore ? wrongWithin : []), ...(field === 'chain' ? huge : [])];
}

/** A sound value for each field, so that one of them is at fault at a time. */
const sound: Record<string, unknown> = {
  ...{ title: 'A', publisher: 'P', text: 'One wall.', chain: '?', target: { exact: 'harbour' } },
  ...{ name: 'Ida Brandt', reliability: 'B', reason: 'So.', verdict: 'agree', outcome: 'upheld' },
  ...{ into: 'none', to: 'nils', people: ['jonas', 'nils'], dryRun: true },
};

test.each(taking)(
  '$method $path says in our words what is wrong with what was sent',
  async (route) => {
    const { method, path, shape } = route;
    const fields = Object.keys(shape);
    const program = await room.bearer(room.mira);
    const at = path
      .replace('/annotations/:id', `/annotations/${room.annotation.id}`)
      .replace('/articles/:id', `/articles/${room.annotation.article}`)
      .replaceAll(/:\w+/gu, 'none');
    const bodies = [
      ...wrong,
      ...wrongWithin,
      ...huge,
      ...Object.entries(shape).flatMap(([field, schema]) =>
        wrongFor(field, schema).map((value) => ({
          ...Object.fromEntries(
            fields.flatMap((each) => (each in sound ? [[each, sound[each]]] : [])),
          ),
          [field]: value,
        })),
      ),
    ];
    const said = new Set<string>();
    for (const body of bodies) {
      const response = await program[method](at)
        .set('Content-Type', 'application/json')
        .set('If-Match', '"r0.v0"')
        .send(printed(body));
      expect(response.status, JSON.stringify(body)?.slice(0, 200)).toBeLessThan(500);
      fits(method, at, response);
      if (response.status < 400) continue;
      const { detail, errors = [] } = response.body;
      for (const sentence of [
        detail,
        ...errors.map(({ message }: { message: string }) => message),
      ]) {
        if (validators.test(sentence))
          said.add(`${sentence} <- ${JSON.stringify(body).slice(0, 300)}`);
      }
    }
    expect([...said].slice(0, 12)).toEqual([]);
  },
);

test.each([
  [[{ name: 'A', colour: 'red' }], 'chain.0.colour'],
  [[{ holders: [{ name: 'A', colour: 'red' }] }], 'chain.0.holders.0.colour'],
  [[{ name: 'A', evidence: [{ colour: 'red' }] }], 'chain.0.evidence.0.colour'],
  [[{ holders: [{ source: { name: 'A', colour: 'red' } }] }], 'chain.0.holders.0.source.colour'],
  [{ hops: [{ name: 'A', colour: 'red' }] }, 'chain.hops.0.colour'],
])(
  'an unknown field of %j is refused at its place, with those that there are',
  async (chain, field) => {
    const program = await room.bearer(room.jonas);
    const { status, body } = await program
      .post(`/api/articles/${room.annotation.article}/annotations`)
      .send({ target: { exact: 'harbour' }, chain });
    expect(status).toBe(422);
    const message = expect.stringMatching(/^There is no such field\. The fields are .*\.$/u);
    expect(body.errors).toEqual([{ field, message }]);
  },
);

test('what is answered of a chain may be sent back whole, and says the same', async () => {
  const program = await room.bearer(room.jonas);
  const { body, headers } = await program.get(room.path).expect(200);
  const { target, chain, confidence, credibility, claim, stance, note } = body;
  const sent = { target, chain, confidence, credibility, claim, stance, note };
  const again = await program
    .put(room.path)
    .set('If-Match', headers.etag ?? '')
    .send(sent);
  expect(again.status, JSON.stringify(again.body)).toBe(200);
  expect(again.body).toMatchObject(sent);
  const other = await program
    .post(`/api/articles/${body.article}/annotations`)
    .send({ target: { exact: 'an engineer' }, chain: { notation: chain.notation } })
    .expect(201);
  expect(other.body.chain.hops).toEqual(chain.hops);
});
