import { expect, onTestFinished, test } from 'vitest';
import { addLongArticle } from '../../bench/long-article.js';
import { joinSource } from '../../src/desk/register/joining.js';
import { addSource } from '../../src/desk/register/new-sources.js';
import { shareReport } from '../../src/desk/shares/shares.js';
import { sourcesIn } from '../../src/domain/chain/chain.js';
import { parse } from '../../src/domain/parse.js';
import { sourceInput } from '../../src/domain/register/source-input.js';
import { openPostgresStore } from '../../src/store/postgres/postgres-store.js';
import { insert, type Store } from '../../src/store/store.js';
import { type Newsroom, openNewsroom } from '../newsroom.js';
import { deskDatabase } from '../postgres/fresh-database.js';
import { countedStatements } from '../postgres/statements.js';
import { countedStore } from '../store/counted-store.js';
import { person } from '../store/documents.js';
import { openMemoryStore } from '../store/memory.js';

/*
 * How much is asked of the store, and of PostgreSQL, for what people do most. What is counted is
 * calls and statements, never time: none of them may grow with what there is.
 */

/** What is asked for at the most. */
interface Goal {
  calls: number;
  statements: number;
}

const goals = {
  'an article’s page': { calls: 14, statements: 6 },
  'cards of an article': { calls: 10, statements: 5 },
  'an annotation’s page': { calls: 10, statements: 2 },
  'a card in the queue': { calls: 10, statements: 3 },
  'the queue': { calls: 10, statements: 5 },
  'a save by the form': { calls: 15, statements: 4 },
  'a save by the form without scripts': { calls: 14, statements: 4 },
  'a save by the API': { calls: 13, statements: 3 },
  // It takes the passage from its claim: one asks whether anything bears on that any more.
  'an edit by the form': { calls: 20, statements: 6 },
  'an edit by the API': { calls: 14, statements: 4 },
  'an annotation by the API': { calls: 7, statements: 1 },
  'fifty annotations by the API': { calls: 8, statements: 1 },
  'the queue by the API': { calls: 10, statements: 5 },
  // One of them asks whether all commits have been told: how claims are borne is kept.
  'a report': { calls: 14, statements: 8 },
  // Its facts are kept until something is saved: then it is a report like any other.
  'a report by its link': { calls: 4, statements: 4 },
  'an annotation in a frame': { calls: 4, statements: 4 },
  'the register by the API': { calls: 6, statements: 4 },
  'the claims': { calls: 6, statements: 3 },
  'a claim': { calls: 14, statements: 7 },
  'the claims by the API': { calls: 4, statements: 3 },
  'the history': { calls: 9, statements: 5 },
  'the sources': { calls: 7, statements: 5 },
  'the sources that a word finds': { calls: 7, statements: 5 },
  'sources that may be one': { calls: 9, statements: 7 },
  'sources that may be one, by the API': { calls: 7, statements: 6 },
  'a source': { calls: 13, statements: 8 },
  'a source further on': { calls: 13, statements: 8 },
  'a source of many entries': { calls: 11, statements: 6 },
  'two sources to be joined': { calls: 7, statements: 5 },
  'a search': { calls: 17, statements: 10 },
} satisfies Record<string, Goal>;

type Deed = keyof typeof goals;
const deeds = Object.keys(goals) as Deed[];

/** A newsroom with an article of so many annotations, and everything that is done there. */
async function scene(store: Store, annotations: number) {
  const room = await openNewsroom({ store });
  onTestFinished(() => room.close());
  await store.commit([insert('people', person('bench'))]);
  const id = await addLongArticle(store, { words: 5_000, annotations });
  const text = (await store.get('editions', `${id}.1`))?.text ?? '';
  const browser = await room.signedIn(room.jonas);
  const editor = await room.signedIn(room.mira);
  const program = await room.bearer(room.jonas);
  const stranger = room.visitor();
  const shared = await shareReport(room.desk, room.mira, id, {
    expires: null,
    origins: [],
    note: null,
  });
  const link = `/shared/${shared.secret}`;
  let made = 0;
  const said = () => {
    made += 1;
    const start = 137 * made;
    const chain = `Source 3 of ${id} -told-> Witness ${made} -wrote to-> The Harbour Post`;
    const passage = { exact: text.slice(start, start + 23), start, end: start + 23 };
    return { passage, chain, claim: `Claim ${made % 3}`, note: 'as it was said' };
  };
  const filled = () => {
    const { passage, ...rest } = said();
    return { ...passage, start: String(passage.start), end: String(passage.end), ...rest };
  };
  const sent = () => {
    const { passage: target, ...rest } = said();
    return { target, ...rest };
  };
  const own = await program.post(`/api/articles/${id}/annotations`).send(sent()).expect(201);
  const { id: mine, target } = own.body;
  let seen = own.headers.etag ?? '';
  const claim = own.body.claim.id;
  const scripted = (path: string, fields: object) =>
    browser.post(path).set('Accept', 'application/json').type('form').send(fields);
  const named = await store.getMany('annotations', [own.body.id, `${id}a0`]);
  const [most = '', other = ''] = named.flatMap((each) =>
    each ? (sourcesIn(each.chain)[0] ?? []) : [],
  );
  const joined = await sourceOfEntries(room, ['Tug pilot', 'Lock keeper', 'Night guard', 'Mate']);
  const acts: Record<Deed, () => PromiseLike<{ status: number }>> = {
    'an article’s page': () => browser.get(`/articles/${id}`),
    'cards of an article': () => browser.get(`/articles/${id}/cards?ids=${id}a3,${id}a9`),
    'an annotation’s page': () => browser.get(`/annotations/${id}a0`),
    'a card in the queue': () => editor.get(`/review/${id}a0`),
    'the queue': () => editor.get('/review'),
    'a save by the form': () => scripted(`/articles/${id}/annotations`, filled()),
    'a save by the form without scripts': () =>
      browser.post(`/articles/${id}/annotations`).type('form').send(filled()),
    'a save by the API': () => program.post(`/api/articles/${id}/annotations`).send(sent()),
    'an edit by the form': async () => {
      const span = { start: String(target.start), end: String(target.end) };
      const fields = { ...filled(), exact: target.exact, ...span, seen };
      const answer = await scripted(`/annotations/${mine}`, fields);
      seen = answer.body.etag;
      return answer;
    },
    'an edit by the API': async () => {
      const body = { ...sent(), target };
      const answer = await program.put(`/api/annotations/${mine}`).set('If-Match', seen).send(body);
      seen = answer.headers.etag ?? '';
      return answer;
    },
    'an annotation by the API': () => program.get(`/api/annotations/${id}a1`),
    'fifty annotations by the API': () => program.get(`/api/articles/${id}/annotations`),
    'the queue by the API': () => program.get('/api/review'),
    'a report': () => program.get(`/api/articles/${id}/report?format=md`),
    'a report by its link': () => stranger.get(link),
    'an annotation in a frame': () => stranger.get(`${link}/annotations/${id}a0`),
    'the register by the API': () => program.get('/api/sources'),
    'the claims': () => browser.get('/claims'),
    'a claim': () => browser.get(`/claims/${claim}`),
    'the claims by the API': () => program.get('/api/claims'),
    'the history': () => browser.get('/history'),
    'the sources': () => editor.get('/sources'),
    'the sources that a word finds': () => editor.get('/sources?q=source'),
    'sources that may be one': () => editor.get('/sources?show=doubles'),
    'sources that may be one, by the API': () => program.get('/api/sources?doubles=true'),
    'a source': () => editor.get(`/sources/${most}`),
    'a source further on': () => editor.get(`/sources/${most}?as=origin`),
    'a source of many entries': () => editor.get(`/sources/${joined}`),
    'two sources to be joined': () => editor.get(`/sources/joining?id=${most}&id=${other}`),
    'a search': () => browser.get('/search?q=c'),
  };
  return acts;
}

/** A source by whose name others go that are joined into it; its id. */
async function sourceOfEntries({ desk, mira }: Newsroom, names: string[]): Promise<string> {
  const made: string[] = [];
  for (const name of names) {
    made.push((await addSource(desk, mira, parse(sourceInput, { name }))).id);
  }
  const [first = '', ...others] = made;
  for (const id of others) await joinSource(desk, mira, id, first);
  return first;
}

/**
 * What each deed asks for once it has been done before: the least of two times, since every few
 * seconds a process asks the database by itself whether there is anything new.
 */
async function asked(
  acts: Awaited<ReturnType<typeof scene>>,
  taken: () => string[],
): Promise<Record<Deed, string[]>> {
  const found: [Deed, string[]][] = [];
  for (const deed of deeds) {
    await acts[deed]();
    const times = [await takenBy(acts[deed], taken), await takenBy(acts[deed], taken)];
    found.push([deed, times.sort((one, other) => one.length - other.length)[0] ?? []]);
  }
  return Object.fromEntries(found) as Record<Deed, string[]>;
}

async function takenBy(
  act: () => PromiseLike<{ status: number }>,
  taken: () => string[],
): Promise<string[]> {
  taken();
  const { status } = await act();
  expect([200, 201, 303]).toContain(status);
  return taken();
}

function most(found: Record<Deed, string[]>, kind: keyof Goal): string[] {
  return deeds
    .filter((deed) => found[deed].length > goals[deed][kind])
    .map((deed) => `${deed}: ${found[deed].length} ${kind}: ${found[deed].join(', ')}`);
}

test('no page and no save asks the store for more, however many annotations there are', async () => {
  const found: Record<Deed, string[]>[] = [];
  for (const annotations of [20, 400]) {
    const { store, taken } = countedStore(openMemoryStore());
    found.push(await asked(await scene(store, annotations), taken));
  }
  const [few, many] = found;
  expect(many && most(many, 'calls')).toEqual([]);
  expect(many).toEqual(few);
  // A desk has hundreds of people, and nearly every page names somebody.
  const readingAll = deeds.filter((deed) => many?.[deed].includes('find people all'));
  expect(readingAll).toEqual(['an annotation’s page', 'a card in the queue']);
});

test('on PostgreSQL what is asked for together is one statement', async () => {
  const { url, drop } = await deskDatabase();
  onTestFinished(drop);
  const { taken } = countedStatements();
  const store = await openPostgresStore(url, { mode: 'write', log: { warn: () => {} } });
  const found = await asked(await scene(store, 120), taken);
  expect(most(found, 'statements')).toEqual([]);
});
