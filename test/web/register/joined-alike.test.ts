import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { readCsv } from '../../reports/csv/read-csv.js';
import { page } from '../page.js';

/*
 * A law: where two entries of the register turn out to be one source, or two wordings one claim, whatever
 * counts, lists, filters or compares answers as on a desk where they were one from the start. Each chain keeps
 * the name under which its article knew the source, so what tells the two desks apart by right is levelled.
 */

interface Entries {
  source: string;
  claim: string;
}

interface SeenDesk {
  room: Newsroom;
  one: Entries;
  /** What is joined into the first; itself on the desk that never had another. */
  two: Entries;
  articles: readonly string[];
  annotations: readonly string[];
}

const names = { one: 'Ines Vega', two: 'Harbourmaster Vega' };
const statements = { one: 'The port reopens.', two: 'It reopens soon.' };

async function openSeen(isJoined: boolean): Promise<SeenDesk> {
  let drawn = 0;
  const newId = () => {
    drawn += 1;
    return `id${String(drawn).padStart(6, '0')}`;
  };
  const room = await openNewsroom({ newId });
  const [mira, jonas, nils] = await Promise.all(
    [room.mira, room.jonas, room.nils].map(room.bearer),
  );
  if (!mira || !jonas || !nils) throw new Error('Somebody has no token.');
  const made = async (by: typeof mira, path: string, body: object): Promise<string> =>
    (await by.post(path).send(body).expect(201)).body.id;
  const entries = async (which: 'one' | 'two'): Promise<Entries> => ({
    source: await made(mira, '/api/sources', {
      ...{ name: names[which], kind: 'person', reliability: 'C' },
    }),
    claim: await made(mira, '/api/claims', { statement: statements[which] }),
  });
  const one = await entries('one');
  const two = isJoined ? await entries('two') : one;
  // What comes bears the same ids on both desks.
  drawn = 100;
  const article = (title: string, publisher: string, text: string) =>
    made(jonas, '/api/articles', { title, publisher, text });
  const ledger = await article('The port', 'The Ledger', 'The port opens on Monday. Ships wait.');
  const post = await article('The quay', 'The Post', 'On Monday the quay is open. Cranes idle.');
  const [X, Y] = [names.one, isJoined ? names.two : names.one];
  const annotations: string[] = [];
  for (const [by, at, exact, chain, claim, more] of [
    [jonas, ledger, 'The port', `${X} -told-> Steve Coll (person) -> The Ledger`, one, 'high'],
    [jonas, post, 'the quay is open', `${Y} -told-> Ann Holm (person) -> The Post`, two, 'low'],
    [nils, post, 'Cranes idle', `Memo (document) -released to-> ${Y} -> The Post`, two, 'low'],
    [nils, ledger, 'Ships wait', `? -told-> ${X} -> The Ledger`, null, 'low'],
    [nils, ledger, 'on Monday', `${Y} -told-> The Ledger`, two, 'moderate'],
    [jonas, ledger, 'opens', `${X} -> Union (organisation) + ${Y} -> The Ledger`, one, 'low'],
  ] as const) {
    const about = claim && { claim: { id: claim.claim } };
    const body = { target: { exact }, chain, confidence: more, ...about };
    annotations.push(await made(by, `/api/articles/${at}/annotations`, body));
  }
  for (const [by, at, verdict, on] of [
    [nils, 0, 'dispute', 'hop:1'],
    [nils, 1, 'dispute', 'hop:1'],
    [jonas, 2, 'agree', 'whole'],
    [jonas, 3, 'dispute', 'hop:2'],
    [jonas, 4, 'dispute', 'whole'],
  ] as const) {
    const body = { verdict, on, comment: 'See the memo.' };
    await made(by, `/api/annotations/${annotations[at]}/verdicts`, body);
  }
  if (isJoined) {
    await made(mira, `/api/sources/${two.source}/merge`, { into: one.source });
    await made(mira, `/api/claims/${two.claim}/merge`, { into: one.claim });
  }
  return { room, one, two, articles: [ledger, post], annotations };
}

let desks: readonly SeenDesk[];
beforeAll(async () => {
  desks = [await openSeen(true), await openSeen(false)];
});
afterAll(() => Promise.all(desks.map(({ room }) => room.close())));

/** What is read at an address of each desk, levelled; SOURCE, CLAIM, LEDGER, POST and FIRST stand for ids. */
async function readings(path: string): Promise<string[]> {
  return Promise.all(
    desks.map(async ({ room, one, two, articles, annotations }) => {
      const isProgram = path.startsWith('/api/');
      const agent = await (isProgram ? room.bearer(room.mira) : room.signedIn(room.mira));
      const address = path
        .replace('SOURCE', one.source)
        .replace('CLAIM', one.claim)
        .replace('LEDGER', articles[0] ?? '')
        .replace('POST', articles[1] ?? '')
        .replace('FIRST', annotations[1] ?? '');
      const answer = await agent.get(address).expect(200);
      const said = isProgram ? saidTo(path, answer) : wordsOn(page(answer));
      return said
        .replaceAll(two.source, one.source)
        .replaceAll(two.claim, one.claim)
        .replaceAll(names.two, names.one)
        .replaceAll(statements.two, statements.one);
    }),
  );
}

/** Without the versions of entries, and without what a report says is the same as another. */
function saidTo(path: string, { body, text }: { body: unknown; text: string }): string {
  if (!path.includes('/report'))
    return JSON.stringify(body, (key, value) => (key === 'version' ? undefined : value), 1);
  if (!path.includes('format=csv'))
    return text.replaceAll(/^- It is one claim with .*\n|; the same as Ines Vega/gmu, '');
  const [head = [], ...rows] = readCsv(text);
  const isOwn = (_cell: string, at: number) => !head[at]?.endsWith('same as');
  return JSON.stringify(
    [head, ...rows.filter(([first]) => first !== names.two)].map((row) => row.filter(isOwn)),
  );
}

/** The words of a page, but for those on what was joined. */
function wordsOn(shown: Document): string {
  const main = shown.querySelector('main');
  const joined = [...(main?.querySelectorAll('dt') ?? [])].find(
    ({ textContent }) => textContent === 'Joined with',
  );
  joined?.nextElementSibling?.remove();
  joined?.remove();
  for (const each of main?.querySelectorAll('[aria-labelledby=joined]') ?? []) each.remove();
  for (const each of main?.querySelectorAll<HTMLOptionElement>('select option') ?? [])
    each.append(` (${each.value})`);
  return (main?.textContent ?? '').replaceAll(/\s+/gu, ' ');
}

const reports = ['csv', 'csv&rows=hops', 'csv&rows=sources', 'md'].flatMap((format) => [
  `/api/report?format=${format}`,
  `/api/report?format=${format}&source=SOURCE`,
  `/api/report?format=${format}&claim=CLAIM`,
  `/api/articles/LEDGER/report?format=${format}`,
]);

test.each([
  '/api/articles',
  '/api/articles/LEDGER/annotations',
  '/api/articles/LEDGER/annotations?source=SOURCE',
  '/api/articles/LEDGER/map?format=json',
  '/api/articles/LEDGER/sourcing',
  '/api/articles/POST/sourcing',
  '/api/sourcing',
  '/api/sources',
  '/api/sources?q=Ines',
  '/api/sources/SOURCE',
  '/api/sources/SOURCE/map?format=json',
  '/api/claims',
  '/api/claims?source=SOURCE',
  '/api/claims/CLAIM',
  '/api/claims/CLAIM/map?format=json',
  '/api/review',
  '/api/review?source=SOURCE',
  '/api/agreement',
  ...reports,
  '/articles',
  '/articles/LEDGER',
  '/articles/LEDGER?claim=CLAIM',
  '/articles/POST?source=SOURCE',
  '/articles/LEDGER/sourcing',
  '/articles/LEDGER/map',
  '/annotations/FIRST',
  '/sources',
  '/sources?q=Ines',
  '/sources/SOURCE',
  '/sources/SOURCE/brief',
  '/claims',
  '/claims?source=SOURCE',
  '/claims/CLAIM',
  '/review?source=SOURCE',
  '/review?status=agreed&source=SOURCE',
  '/review/figures',
  '/sourcing',
  '/search?q=Ines',
  '/search?q=port',
])('what was joined is one at %s', async (path) => {
  const [joined, single] = await readings(path);
  expect(joined).toBe(single);
});

test('an annotation on a joined claim is found by each of its ids on the article’s page', async () => {
  const [{ room, one, two, articles } = expect.fail()] = desks;
  const browser = await room.signedIn(room.mira);
  const chosen = async (claim: string) => {
    const shown = page(await browser.get(`/articles/${articles[0]}?claim=${claim}`).expect(200));
    return [...shown.querySelectorAll('.card:not([hidden])')].map((card) =>
      card.getAttribute('data-claim'),
    );
  };
  expect(await chosen(one.claim)).toEqual([one.claim, one.claim, `${two.claim} ${one.claim}`]);
  expect(await chosen(two.claim)).toEqual([`${two.claim} ${one.claim}`]);
});
