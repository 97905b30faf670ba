import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type Desk, openDesk } from '../../../src/desk/desk.js';
import { facetsOf, neighbours, queueFor, waitingFor } from '../../../src/desk/review/queue.js';
import { type QueueFilters, wholeQueue } from '../../../src/desk/review/queue-filters.js';
import { visibleTo } from '../../../src/desk/rounds/visibility.js';
import { type Annotation, revise } from '../../../src/domain/annotations/annotation.js';
import type { Person, Role } from '../../../src/domain/people/person.js';
import { Problem } from '../../../src/domain/problem.js';
import { withStatus } from '../../../src/domain/review/status.js';
import { openRound } from '../../../src/domain/rounds/round.js';
import { insert, remove, replace, type Store, storeWith } from '../../../src/store/store.js';
import { hop, source } from '../../cases/chains.js';
import { annotation, at, verdicts } from '../../cases/review.js';
import * as documents from '../../store/documents.js';
import { openMemoryStore } from '../../store/memory.js';

const member = (id: string, name: string, role: Role) => documents.person(id, { name, role });
const mira = member('mira', 'Mira Sen', 'editor');
const jonas = member('jonas', 'Jonas Ek', 'annotator');
const nils = member('nils', 'Nils Oder', 'annotator');
const tom = member('tom', 'Tom Reyes', 'reader');

let desk: Desk;
beforeEach(async () => {
  desk = openDesk(openMemoryStore());
  await desk.store.commit([mira, jonas, nils, tom].map((each) => insert('people', each)));
});
afterEach(() => desk.store.close());

/** Puts annotations on the desk; each is made a minute after the one before. */
async function add(...parts: Partial<Annotation>[]): Promise<void> {
  const made = parts.map((part, index) => annotation({ created: at(index), ...part }));
  await desk.store.commit(made.map((each) => insert('annotations', withStatus(each, 1))));
}

async function change(id: string, how: (before: Annotation) => Annotation): Promise<void> {
  const before = await desk.store.get('annotations', id);
  if (before) await desk.store.commit([replace('annotations', withStatus(how(before), 1))]);
}

function judgedBy(...told: string[]): (before: Annotation) => Annotation {
  return (before) => ({ ...before, verdicts: verdicts(...told) });
}

async function ids(who: Person, filters: Partial<QueueFilters> = {}): Promise<string> {
  const { items } = await queueFor(desk, who, { ...wholeQueue, ...filters });
  return items.map((item) => item.annotation.id).join(' ');
}

const weak: Partial<Annotation> = {
  confidence: 'high',
  chain: [hop(null), hop('paper', { check: 'seen' })],
};

describe('the queue of somebody', () => {
  test('has the most urgent first, says why, and leaves out what they made themselves', async () => {
    await add({ id: 'old' }, { id: 'weak', ...weak }, { id: 'own', creator: 'nils' });
    const { items, total } = await queueFor(desk, nils);
    expect(items.map((item) => [item.annotation.id, item.reasons[0]?.words])).toEqual([
      ['weak', 'High confidence, though the origin is not stated'],
      ['old', 'Unreviewed'],
    ]);
    expect(total).toBe(2);
    expect(await ids(jonas)).toBe('own');
  });

  test('follows what is judged, changed, deleted and added', async () => {
    await add({ id: 'a' }, { id: 'b' }, { id: 'c' });
    expect(await ids(nils)).toBe('a b c');
    await change('a', judgedBy('nils agree'));
    expect(await ids(nils)).toBe('b c');
    await change('a', (before) =>
      revise(before, { ...before, confidence: 'high' }, { at: at(9), by: 'jonas' }),
    );
    expect(await ids(nils)).toBe('a b c');
    await change('b', (before) => ({ ...before, deleted: { at: at(9), by: 'jonas' } }));
    await add({ id: 'd', created: at(9) });
    expect(await ids(nils)).toBe('a c d');
  });

  test('follows what becomes of the sources at the origin of chains', async () => {
    const official = source('official', { unnamed: true });
    await desk.store.commit([insert('sources', official)]);
    const chain = [hop('official', { check: 'seen' }), hop('paper')];
    await add({ id: 'a' }, { id: 'b', confidence: 'high', chain });
    expect(await ids(nils)).toBe('b a');
    const kept = await desk.store.get('sources', 'official');
    if (kept) await desk.store.commit([replace('sources', { ...kept, unnamed: false })]);
    expect(await ids(nils)).toBe('a b');
  });

  test('counts and finds joined sources as the one that stands for them, and apart once they are parted', async () => {
    const official = source('official', { unnamed: true });
    const others = [source('vega'), source('v-ega'), source('lund')];
    await desk.store.commit([official, ...others].map((each) => insert('sources', each)));
    const seen = { check: 'seen' } as const;
    const chains = [
      [hop('official', seen), hop('vega')],
      [hop('v-ega', seen), hop('vega')],
      [hop('lund', seen)],
    ];
    await add(
      ...chains.map((chain, n) => ({ id: 'abc'[n] ?? '', confidence: 'high' as const, chain })),
    );
    const pointed = async (id: string, into: string | null) => {
      const kept = await desk.store.get('sources', id);
      const joined = into === null ? null : { into, at: at(9), by: 'mira' };
      if (kept) await desk.store.commit([replace('sources', { ...kept, joined })]);
    };
    const offered = async () => {
      const { source: found } = await facetsOf(desk, nils);
      for (const [id, count] of found) {
        expect((await queueFor(desk, nils, { ...wholeQueue, source: id })).total, id).toBe(count);
      }
      return Object.fromEntries(found);
    };
    const apart = { vega: 2, official: 1, 'v-ega': 1, lund: 1 };
    expect(await offered()).toEqual(apart);
    const weak = async () => (await queueFor(desk, nils, { ...wholeQueue, reason: 'weak' })).total;
    expect(await weak()).toBe(1);
    await pointed('official', 'v-ega');
    expect(await weak()).toBe(0);
    await pointed('v-ega', 'lund');
    expect(await offered()).toEqual({ lund: 3, vega: 2 });
    expect(await ids(nils, { source: 'v-ega' })).toBe('a b');
    await pointed('v-ega', 'vega');
    expect(await offered()).toEqual({ vega: 2, lund: 1 });
    await pointed('v-ega', null);
    await pointed('official', null);
    expect(await offered()).toEqual(apart);
    expect(await weak()).toBe(1);
  });

  test('calls people by the names that they have now', async () => {
    await add({ id: 'a', creator: 'nils', verdicts: verdicts('jonas dispute') });
    const reason = async () => (await queueFor(desk, nils)).items[0]?.reasons[0]?.words;
    expect(await reason()).toBe('Jonas Ek disputes it');
    const kept = await desk.store.get('people', 'jonas');
    if (kept) await desk.store.commit([replace('people', { ...kept, name: 'Jonas Berg' })]);
    expect(await reason()).toBe('Jonas Berg disputes it');
  });

  test('says of which part a dispute is', async () => {
    await add({ id: 'a', creator: 'nils', verdicts: verdicts('jonas dispute hop:2') });
    const [item] = (await queueFor(desk, nils)).items;
    expect(item?.reasons[0]?.words).toBe('Jonas Ek disputes hop 2');
  });

  test('of a reader holds only what mentions them', async () => {
    const comment = { id: 'c', by: 'mira', at: at(1), text: '@Tom Reyes', replyTo: null };
    const comments = [{ ...comment, mentions: ['tom'], resolved: null, key: null }];
    await add({ id: 'a' }, { id: 'b', comments });
    expect(await ids(tom)).toBe('b');
    expect(await waitingFor(desk, tom)).toBe(1);
  });

  test('leaves out what a blind round hides', async () => {
    await add({ id: 'a' }, { id: 'b', article: 'ferry' });
    const round = openRound(['jonas', 'nils'], {
      id: 'r',
      article: 'ferry',
      at: at(1),
      by: 'mira',
    });
    await desk.store.commit([insert('rounds', round)]);
    for (const who of [mira, nils]) {
      const seen = await visibleTo(desk, who);
      // The round itself waits for who takes part in it.
      expect(await waitingFor(seen, who)).toBe(who === nils ? 2 : 1);
      expect(await queueFor(seen, who)).toMatchObject({ total: 1, counts: { open: 1 } });
      expect((await facetsOf(seen, who)).article).toEqual([['harbour', 1]]);
      expect(await neighbours(seen, who, 'b')).toMatchObject({ position: null, total: 1 });
    }
  });

  test('holds of a blind article what somebody made there themselves', async () => {
    await add({ id: 'a', article: 'ferry', creator: 'nils', verdicts: verdicts('mira dispute') });
    const made = { id: 'r', article: 'ferry', at: at(1), by: 'mira' };
    await desk.store.commit([insert('rounds', openRound(['jonas', 'nils'], made))]);
    const seen = await visibleTo(desk, nils);
    expect(await waitingFor(seen, nils)).toBe(2);
    expect((await facetsOf(seen, nils)).person).toEqual([['nils', 1]]);
    expect(await waitingFor(await visibleTo(desk, mira), mira)).toBe(0);
  });

  test('holds a blind round until one has handed in, also where its article is asked for', async () => {
    const made = { id: 'r', article: 'ferry', at: at(1), by: 'mira' };
    const round = openRound(['jonas', 'nils'], made);
    await desk.store.commit([insert('rounds', round)]);
    const roundsOf = async (who: typeof nils, article: string | null = null) => {
      const filters = { ...wholeQueue, article };
      const { rounds } = await queueFor(await visibleTo(desk, who), who, filters);
      return rounds.map(({ id }) => id);
    };
    expect([await roundsOf(nils), await roundsOf(nils, 'ferry')]).toEqual([['r'], ['r']]);
    expect([await roundsOf(nils, 'harbour'), await roundsOf(mira)]).toEqual([[], []]);
    const people = round.people.map((part) => ({ ...part, handedIn: at(2) }));
    await desk.store.commit([replace('rounds', { ...round, people })]);
    expect(await roundsOf(nils)).toEqual([]);
    expect(await waitingFor(await visibleTo(desk, nils), nils)).toBe(0);
  });

  test('is rid of what somebody disputes, also one who may settle, but not of what another does', async () => {
    await add({ id: 'a', verdicts: verdicts('mira dispute') });
    await add({ id: 'b', verdicts: verdicts('nils dispute') });
    expect(await ids(mira)).toBe('b');
    expect(await ids(nils)).toBe('');
  });
});

describe('a queue can be narrowed down', () => {
  beforeEach(() =>
    add(
      { id: 'a', article: 'ferry', confidence: 'high', chain: [hop('vega'), hop('paper')] },
      { id: 'b', creator: 'mira', confidence: null },
      { id: 'c', ...weak },
      { id: 'd', verdicts: verdicts('mira agree') },
      { id: 'e', verdicts: verdicts('nils agree') },
      { id: 'f', creator: 'nils', verdicts: verdicts('mira agree') },
    ),
  );

  test.each<[string, Partial<QueueFilters>, string]>([
    ['to an article', { article: 'ferry' }, 'a'],
    ['to a source', { source: 'vega' }, 'a b'],
    ['to a person', { person: 'mira' }, 'b'],
    ['to a level', { confidence: 'high' }, 'c a'],
    ['to none', { confidence: 'none' }, 'b'],
    ['to a reason', { reason: 'weak' }, 'c'],
    ['to a status', { status: 'unreviewed' }, 'c a b'],
    ['to what is agreed, and not yet by them', { status: 'agreed' }, 'd'],
    ['to several of these at once', { person: 'jonas', source: 'vega' }, 'a'],
    ['to what is not there', { article: 'fog' }, ''],
  ])('%s', async (_what, filters, expected) => {
    expect(await ids(nils, filters)).toBe(expected);
  });

  test('and says how many there are of each reason, whichever is asked for', async () => {
    const { counts, total } = await queueFor(desk, nils, { ...wholeQueue, reason: 'open' });
    expect(counts).toMatchObject({ weak: 1, open: 2, asked: 0 });
    expect(total).toBe(2);
  });

  test('by what stands in it, the most frequent first', async () => {
    const { article, source, person } = await facetsOf(desk, nils);
    expect(article).toEqual([
      ['harbour', 2],
      ['ferry', 1],
    ]);
    expect(source.slice(0, 2)).toEqual([
      ['paper', 3],
      ['vega', 2],
    ]);
    expect(person).toEqual([
      ['jonas', 2],
      ['mira', 1],
    ]);
  });

  test('and what was chosen leaves the other values of its kind to choose from', async () => {
    const { article, person } = await facetsOf(desk, nils, { ...wholeQueue, person: 'mira' });
    expect(article).toEqual([['harbour', 1]]);
    expect(person).toHaveLength(2);
  });
});

describe('what stands beside an annotation', () => {
  beforeEach(() => add({ id: 'a' }, { id: 'b' }, { id: 'c' }));

  test.each([
    ['the first', 'a', { position: 1, previous: null, next: 'b' }],
    ['one between', 'b', { position: 2, previous: 'a', next: 'c' }],
    [
      'the last, behind which the first comes again',
      'c',
      { position: 3, previous: 'b', next: 'a' },
    ],
    ['one that does not wait', 'x', { position: null, previous: null, next: 'a' }],
  ])('is known of %s', async (_what, id, expected) => {
    expect(await neighbours(desk, nils, id)).toMatchObject({ ...expected, total: 3 });
  });

  test('is nothing for the only one', async () => {
    const only = await neighbours(desk, nils, 'b', { ...wholeQueue, article: 'fog' });
    expect(only).toMatchObject({ position: null, total: 0, next: null });
  });
});

describe('page by page', () => {
  test('the queue goes on where a page ended, though that has been judged in between', async () => {
    await add({ id: 'a' }, { id: 'b' }, { id: 'c' });
    const { next } = await queueFor(desk, nils, wholeQueue, { limit: 2 });
    await change('b', judgedBy('nils agree'));
    const page = await queueFor(desk, nils, wholeQueue, { after: next, limit: 2 });
    expect(page.items.map((item) => item.annotation.id)).toEqual(['c']);
    expect(page.next).toBeNull();
  });

  test.each(['nonsense', Buffer.from('["a"]').toString('base64url')])(
    'a mark that is none is refused: %s',
    async (after) => {
      await expect(queueFor(desk, nils, wholeQueue, { after })).rejects.toMatchObject({
        code: 'invalid',
        fields: [{ field: 'after' }],
      });
    },
  );

  test('ten thousand that wait cost a page no more documents than a hundred do', async () => {
    const read = async (many: number) => {
      const { store, taken } = counting(openMemoryStore());
      const own = openDesk(store);
      const made = Array.from({ length: many }, (_, n) =>
        insert('annotations', annotation({ id: `a${n}`, created: at(n) })),
      );
      await store.commit([insert('people', nils), ...made]);
      await queueFor(own, nils);
      taken.documents = 0;
      const change = (await store.get('annotations', 'a7')) ?? annotation();
      await store.commit([replace('annotations', judgedBy('nils agree')(change))]);
      await queueFor(own, nils, wholeQueue, { limit: 20 });
      await neighbours(own, nils, 'a9');
      await facetsOf(own, nils);
      return taken.documents;
    };
    const few = await read(100);
    expect(await read(10_000)).toBe(few);
    expect(few).toBeLessThan(30);
  });
});

/** A store that counts the documents which it hands out. */
function counting(store: Store): { store: Store; taken: { documents: number } } {
  const taken = { documents: 0 };
  const counted = storeWith(store, {
    get: async (collection, id) => {
      taken.documents += 1;
      return store.get(collection, id);
    },
    getMany: async (collection, ids) => {
      const found = await store.getMany(collection, ids);
      taken.documents += found.length;
      return found;
    },
    find: async (collection, index, query) => {
      const page = await store.find(collection, index, query);
      taken.documents += page.items.length;
      return page;
    },
  });
  return { store: counted, taken };
}

test('what was kept along the way is what would be found from the beginning', async () => {
  const names = fc.constantFrom('a', 'b', 'c', 'd');
  const step = fc.record({
    id: names,
    what: fc.constantFrom('judge', 'dispute', 'revise', 'delete', 'remove', 'high'),
    by: fc.constantFrom('nils', 'mira'),
    look: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      desk = openDesk(openMemoryStore());
      await desk.store.commit([mira, jonas, nils].map((each) => insert('people', each)));
      await add({ id: 'a' }, { id: 'b' }, { id: 'c', ...weak }, { id: 'd', creator: 'nils' });
      for (const { id, what, by, look } of steps) {
        await take(id, what, by);
        if (look) await everything();
      }
      const kept = await everything();
      desk = openDesk(storeWith(desk.store, {}));
      expect(kept).toEqual(await everything());
    }),
    { numRuns: 60 },
  );
});

/** All that can be asked of somebody's queue. */
async function everything(): Promise<unknown[]> {
  return [
    await waitingFor(desk, nils),
    await queueFor(desk, nils),
    await facetsOf(desk, nils),
    await facetsOf(desk, nils, { ...wholeQueue, status: 'unreviewed' }),
    await neighbours(desk, nils, 'b'),
  ];
}

async function take(id: string, what: string, by: string): Promise<void> {
  const stamp = { at: at(30), by };
  const kept = await desk.store.get('annotations', id);
  if (what === 'remove' && kept) await desk.store.commit([remove('annotations', kept)]);
  if (what === 'judge') await change(id, judgedBy(`${by} agree`));
  if (what === 'dispute') await change(id, judgedBy(`${by} dispute`));
  if (what === 'high') await change(id, (before) => ({ ...before, confidence: 'high' }));
  if (what === 'delete') await change(id, (before) => ({ ...before, deleted: stamp }));
  if (what === 'revise' && !kept?.deleted) {
    await change(id, (before) => revise(before, { ...before, credibility: 5 }, stamp));
  }
}

test('a queue follows thousands of changes in turns, and is then as if it had been made anew', async () => {
  await add(...Array.from({ length: 3000 }, (_, index) => ({ id: `many${index}` })));
  expect(await waitingFor(desk, nils)).toBe(3000);
  const { items } = await desk.store.find('annotations', 'all', { key: '', limit: 3000 });
  await desk.store.commit(
    items.map((each, index) =>
      replace('annotations', { ...each, creator: index % 2 === 0 ? 'nils' : 'jonas' }),
    ),
  );
  await waitingFor(desk, jonas);
  let turns = 0;
  let isOver = false;
  setImmediate(function another() {
    turns += 1;
    if (!isOver) setImmediate(another);
  });
  const waiting = await waitingFor(desk, nils);
  isOver = true;
  expect(turns).toBeGreaterThan(1);
  const facets = await facetsOf(desk, nils, wholeQueue);
  desk = openDesk(storeWith(desk.store, {}));
  expect(await waitingFor(desk, nils)).toBe(waiting);
  expect(await facetsOf(desk, nils, wholeQueue)).toEqual(facets);
});

test.each([
  ['a page of the queue', (filters: QueueFilters) => queueFor(desk, mira, filters)],
  ['what it is narrowed down to', (filters: QueueFilters) => facetsOf(desk, mira, filters)],
  ['a place in it', (filters: QueueFilters) => neighbours(desk, mira, 'a', filters)],
])(
  'of %s nothing fails unheard while the database is away: it would end the program',
  async (_what, ask) => {
    const away = new Problem('unavailable', 'It is away.');
    const fails = async (): Promise<never> => Promise.reject(away);
    desk = openDesk(storeWith(desk.store, { find: fails, get: () => nextTurn().then(fails) }));
    const unheard: unknown[] = [];
    const note = (fault: unknown) => unheard.push(fault);
    process.on('unhandledRejection', note);
    onTestFinished(() => void process.off('unhandledRejection', note));
    await expect(ask({ ...wholeQueue, source: 'ann' })).rejects.toBe(away);
    await nextTurn();
    expect(unheard).toEqual([]);
  },
);
