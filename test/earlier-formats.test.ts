import type { Response } from 'supertest';
import { describe, expect, onTestFinished, test } from 'vitest';
import { showDate } from '../src/domain/text/shown-dates.js';
import { readTransfer } from '../src/reports/json/transfer-reading.js';
import { copyInto } from '../src/store/copy.js';
import { openLowdbStore } from '../src/store/file/lowdb-store.js';
import { openFilling } from '../src/store/open-store.js';
import { openPostgresStore } from '../src/store/postgres/postgres-store.js';
import type { Store } from '../src/store/store.js';
import {
  deskTypedByHand,
  type EarlierFormat,
  earlierDesk,
  earlierTables,
  earlierText,
} from './fixtures/earlier-desks.js';
import { openNewsroom } from './newsroom.js';
import { ask, database } from './store/postgres/postgres.js';

/* Desks of earlier formats answer as they answered to the programs of their days. */

const silent = { warn: () => {} };
const inFile = (path: string) => openLowdbStore(path, { mode: 'write', log: silent });
const inDatabase = (url: string) => openPostgresStore(url, { mode: 'write', log: silent });

async function fromTables(): Promise<Store> {
  const url = await database();
  await ask(url, await earlierTables());
  return inDatabase(url);
}

/** A desk in PostgreSQL that was copied from a file, which only reading opened. */
async function copied(path: string): Promise<Store> {
  const url = await database();
  const store = await openLowdbStore(path, { mode: 'read', log: silent });
  const snapshot = await store.snapshot();
  await copyInto(await openFilling(url, { from: path, commits: snapshot.commits }), snapshot);
  await store.close();
  return inDatabase(url);
}

const desks: [string, EarlierFormat, () => Promise<Store>][] = [
  ['format 1 in a file', 1, async () => inFile(await earlierDesk(1))],
  ['format 2 in a file', 2, async () => inFile(await earlierDesk(2))],
  ['format 1, copied into PostgreSQL', 1, async () => copied(await earlierDesk(1))],
  ['format 2, copied into PostgreSQL', 2, async () => copied(await earlierDesk(2))],
  ['format 2 in PostgreSQL', 2, fromTables],
];

test.each(desks)('a desk of %s answers as it did', async (_, format, open) => {
  const was = JSON.parse(await earlierText(format, 'answers.json'));
  const is = await answersOf(await open());
  // By id, since names are sorted by other folds since then, and the newest claims stand first.
  for (const answers of [was, is]) {
    answers.sources.sort(byId);
    answers.claims.sort(byId);
  }
  const history = was.history.map(inWordsOfToday);
  expect(is).toEqual(expect.objectContaining({ ...was, history, annotations: expect.anything() }));
  const known = Object.keys(was.annotations[0]);
  expect(is.annotations.map((each) => pick(asOfToday(each), ...known))).toEqual(
    was.annotations.map(asOfToday),
  );
});

/** A proposal is *taken over* now, whatever the word was; a chain and a day are told in words. */
function inWordsOfToday(event: Values): Values {
  return {
    ...event,
    sentence: event.sentence
      .replace(' accepted the proposal', ' took over the proposal')
      .replace(/(?<= for a verdict by )[\d-]+/u, (due: string) => showDate(due))
      .replace(
        /(?<=changed the chain from )(.*) to (.*)(?= and lowered)/u,
        (_whole: string, ...chains: string[]) =>
          chains
            .slice(0, 2)
            .map((chain) => `“${chain.replaceAll(' → ', ', then ')}”`)
            .join(' to '),
      ),
  };
}

function byId(one: Values, other: Values): number {
  return String(one.id) < String(other.id) ? -1 : 1;
}

/**
 * What can't be as it was: descriptions are told apart by their article in place of a beginning of
 * their id, and of a gap nothing can be said any more.
 */
function asOfToday(annotation: Values): Values {
  const notation = annotation.notation.replace(/ #\w{4}\b/gu, '');
  if (annotation.note !== 'Came by post.') return { ...annotation, notation };
  const words =
    'Of hop 2, unknown: described as “somebody at the port”; terms “Never to be asked for.”; ' +
    'evidence https://post.example/files/log; excerpt “p. 14: cracks, pier 2”; ' +
    'SHA-256 b20bf7c014f2b70523d681ec4d5fc9d0d5e875ccd8b2641cd96eea1873011c5a.';
  return { ...annotation, notation, note: `Came by post.\n\n${words}` };
}

test.each([1, 2] as const)(
  'a desk of format %i that was typed anew by hand is the same desk',
  async (format) => {
    const typed = await answersOf(await inFile(await deskTypedByHand(format)));
    const plain = await answersOf(await inFile(await earlierDesk(format, { journal: false })));
    expect(typed.articles.map(({ title }) => title)).toContain('Harbour bridge closes in May');
    const named = { ...plain, articles: plain.articles.map(withTypedTitle) };
    expect(typed).toEqual(named);
  },
);

function withTypedTitle(article: Values): Values {
  const title = String(article.title).replace('to close in May', 'closes in May');
  return { ...article, title };
}

describe.each([1, 2] as const)('a report of format %i', (format) => {
  test('is read with all that it says', async () => {
    const text = await earlierText(format, 'report.json');
    const was = JSON.parse(text);
    const is = readTransfer(text);
    const ids = (docs: readonly { id: string }[]) => docs.map(({ id }) => id);
    expect(ids(is.annotations)).toEqual(
      was.articles.flatMap(({ annotations }: Values) => ids(annotations)),
    );
    expect(ids(is.events)).toEqual(was.articles.flatMap(({ events }: Values) => ids(events)));
    expect(
      is.annotations.flatMap(({ chain }) => chain.map(({ holders }) => holders.length)),
    ).toEqual(
      was.articles.flatMap(({ annotations }: Values) =>
        annotations.flatMap(({ chain }: Values) =>
          chain.map(({ source }: Values) => (source === null ? 0 : 1)),
        ),
      ),
    );
  });
});

// biome-ignore lint/suspicious/noExplicitAny: answers of the API, as they come
type Values = Record<string, any>;

/** What the API answers about a desk to Mira Sen; the store is closed after the test. */
async function answersOf(store: Store) {
  const newsroom = await openNewsroom({ store, empty: true });
  onTestFinished(() => newsroom.close());
  const [mira] = (await store.find('people', 'email', { key: 'mira@post.example' })).items;
  if (!mira) throw new Error('Mira is missing.');
  const agent = await newsroom.bearer(mira);
  const list = async (path: string): Promise<Values[]> => {
    const items: Values[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const answer: Response = await agent.get(path).query({ limit: 200, after }).expect(200);
      const { body } = answer;
      items.push(...body.items);
      after = body.next;
    }
    return items;
  };
  const articles = await list('/api/articles');
  const annotations: Values[] = [];
  for (const { id } of articles)
    annotations.push(...(await list(`/api/articles/${id}/annotations`)));
  return {
    articles: articles.map((each) =>
      pick(each, 'id', 'title', 'publisher', 'byline', 'url', 'publishedAt', 'language'),
    ),
    annotations: await Promise.all(annotations.map((each) => annotationSaid(each, list))),
    sources: (await list('/api/sources')).map((each) =>
      pick(each, 'id', 'name', 'kind', 'unnamed', 'confidential', 'aliases', 'reliability'),
    ),
    claims: (await list('/api/claims')).map((each) => pick(each, 'id', 'statement', 'state')),
    history: (await list('/api/history')).map((each) => pick(each, 'id', 'sentence')),
    review: (await list('/api/review')).map(({ id }) => id),
  };
}

async function annotationSaid(annotation: Values, list: (path: string) => Promise<Values[]>) {
  const of = (what: string) => list(`/api/annotations/${annotation.id}/${what}`);
  const { chain, claim, placement, settlement } = annotation;
  return {
    ...pick(annotation, 'id', 'version', 'revision', 'article', 'edition', 'target'),
    ...pick(annotation, 'confidence', 'credibility', 'stance', 'note', 'status'),
    placement: placement.kind ?? placement,
    notation: chain.notation,
    summary: chain.summary,
    claim: claim?.statement ?? null,
    settlement: settlement && pick(settlement, 'outcome', 'reason'),
    verdicts: (await of('verdicts')).map((each) => ({
      by: each.by.name,
      ...pick(each, 'verdict', 'on', 'revision', 'comment'),
    })),
    proposals: (await of('proposals')).map((each) => ({
      by: each.by.name,
      ...pick(each, 'parts', 'reason'),
      outcome: each.outcome?.decision ?? null,
    })),
    comments: (await of('comments')).map(({ text }) => text),
    requests: (await of('requests')).map(({ note }) => note),
  };
}

function pick(from: Values, ...keys: string[]): Values {
  return Object.fromEntries(keys.map((key) => [key, from[key]]));
}
