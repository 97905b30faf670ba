import { text as read } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { createAnnotation, reviseAnnotation } from '../../../src/desk/annotations/annotations.js';
import { deleteAnnotation, restoreAnnotation } from '../../../src/desk/annotations/deleting.js';
import { addArticle, changeArticle } from '../../../src/desk/articles/articles.js';
import { joinClaims, partClaims, reviseClaim } from '../../../src/desk/claims/claim-changes.js';
import { listClaims } from '../../../src/desk/claims/claim-list.js';
import { tellStanding } from '../../../src/desk/claims/claim-reading.js';
import {
  type ClaimStanding,
  claimStandings,
  standingForClaim,
} from '../../../src/desk/claims/kept-claims.js';
import { type Actor, type Desk, openDesk } from '../../../src/desk/desk.js';
import { changeSource } from '../../../src/desk/register/entry-changes.js';
import { joinSource, partSource } from '../../../src/desk/register/joining.js';
import { maskSource } from '../../../src/desk/register/masking/masking.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { listSources } from '../../../src/desk/register/sources.js';
import { exportReport } from '../../../src/desk/reports/download.js';
import { giveVerdict } from '../../../src/desk/review/verdicts.js';
import { handIn, openRound } from '../../../src/desk/rounds/rounds.js';
import { visibleTo } from '../../../src/desk/rounds/visibility.js';
import { type Annotation, etag } from '../../../src/domain/annotations/annotation.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput, editionId } from '../../../src/domain/articles/article.js';
import { claimChangeInput } from '../../../src/domain/claims/claim-change.js';
import { sentenceText } from '../../../src/domain/claims/claim-sentence.js';
import { parse } from '../../../src/domain/parse.js';
import { entryChangeInput, sourceInput } from '../../../src/domain/register/source-input.js';
import { insert, replace, type Store, storeWith } from '../../../src/store/store.js';
import { textsApart } from '../../cases/texts-apart.js';
import { person } from '../../store/documents.js';

const claim = 'The wall holds.';
const text = 'It holds, an engineer said. A clerk denied it.';

interface Room {
  desk: Desk;
  /** The same desk in another process. */
  other: Desk;
  mira: Actor;
  jonas: Actor;
}

/** A store, and what another process has of the same database. */
export type OpenTwo = () => Promise<{ store: Store; other: Store }>;

async function enter(open: OpenTwo): Promise<Room> {
  const { store, other } = await open();
  const mira = { ...person('mira', { role: 'editor' }), name: 'Mira Sen' };
  const jonas = { ...person('jonas', { role: 'annotator' }), name: 'Jonas Ek' };
  await store.commit([insert('people', mira), insert('people', jonas)]);
  return { desk: openDesk(store), other: openDesk(other), mira, jonas };
}

async function article({ desk, mira }: Room, publisher: string): Promise<string> {
  const details = {
    title: `The wall, by ${publisher}`,
    publisher,
    text: textsApart(text, publisher),
  };
  return (await addArticle(desk, mira, parse(articleInput, details))).id;
}

async function say(
  { desk, jonas }: Room,
  id: string,
  chain: string,
  more: object = {},
): Promise<Annotation> {
  const sent = { target: { exact: 'It holds' }, chain, claim, ...more };
  const { annotation } = await createAnnotation(desk, jonas, id, parse(annotationInput, sent));
  return annotation;
}

/** How the claim stands by what each process keeps, which is what is worked out anew. */
async function standing({ desk, other }: Room, statement = claim): Promise<ClaimStanding> {
  const found = (await claimStandings(desk)).find((each) => each.claim.statement === statement);
  if (!found) throw new Error(`No claim stands for itself as “${statement}”.`);
  const told = ({ claim, entries, inside, outside }: ClaimStanding) => ({
    ...{ claim, entries, inside, outside },
  });
  const anew = told(await standingForClaim(openDesk(storeWith(desk.whole, {})), found.claim));
  expect(told(found)).toEqual(anew);
  expect(told(await standingForClaim(other, found.claim))).toEqual(anew);
  return found;
}

async function range(room: Room): Promise<string> {
  const { inside, outside } = await standing(room);
  const words = ({ atLeast, atMost }: { atLeast: number; atMost: number }) =>
    `${atLeast}–${atMost}`;
  const [own, told] = [inside, outside].map(({ asserts }) => words(asserts.independence));
  return own === told ? `${own}` : `${own}, outside ${told}`;
}

async function entry({ desk }: Room, name: string): Promise<string> {
  const { items } = await listSources(desk, { q: name });
  return items.find((source) => source.name === name)?.id ?? '';
}

/** What is kept of claims is renewed by whatever it rests on, in every process. */
export function testClaims(open: OpenTwo): void {
  test('annotations that come, change, go and come back change how a claim stands', async () => {
    const room = await enter(open);
    const { desk, jonas, mira } = room;
    const [post, ledger] = [await article(room, 'The Post'), await article(room, 'The Ledger')];
    await say(room, post, 'Ann -> The Post');
    expect(await range(room)).toBe('1–1');
    const second = await say(room, ledger, 'Bob -> The Ledger');
    expect(await range(room)).toBe('2–2');
    const input = { target: { exact: 'It holds' }, chain: 'Ann -> The Ledger', claim };
    const revised = await reviseAnnotation(
      desk,
      jonas,
      second.id,
      parse(annotationInput, input),
      etag(second),
    );
    expect(await range(room)).toBe('1–1');
    await deleteAnnotation(desk, jonas, second.id);
    expect((await standing(room)).inside.asserts.articles).toBe(1);
    await restoreAnnotation(desk, jonas, second.id);
    expect((await standing(room)).inside.asserts.articles).toBe(2);
    await giveVerdict(desk, mira, second.id, {
      verdict: 'dispute',
      on: 'whole',
      comment: 'No.',
      revision: revised.annotation.revision,
    });
    expect((await standing(room)).inside.asserts.disputed).toBe(1);
  });

  test('the register changes how a claim stands: joined, parted, affiliated, masked', async () => {
    const room = await enter(open);
    const { desk, mira } = room;
    const [post, ledger] = [await article(room, 'The Post'), await article(room, 'The Ledger')];
    await say(room, post, 'Ann -> The Post');
    await say(room, ledger, 'A. Lee -> The Ledger');
    expect(await range(room)).toBe('2–2');
    const [ann, lee] = [await entry(room, 'Ann'), await entry(room, 'A. Lee')];
    await joinSource(desk, mira, lee, ann);
    expect(await range(room)).toBe('1–1');
    await partSource(desk, mira, lee);
    expect(await range(room)).toBe('2–2');
    await say(room, post, 'Cid -> Rita -> The Post');
    await say(room, post, 'Dora -> Rita -> The Post');
    expect(await range(room)).toBe('3–3');
    const affiliation = await entry(room, 'The Post');
    const rita = { name: 'Rita', affiliation };
    await changeSource(desk, mira, await entry(room, 'Rita'), parse(entryChangeInput, rita));
    expect(await range(room)).toBe('4–4');
    const rest = { byline: null, url: null, publishedAt: null, language: null };
    const details = { title: 'The wall', ...rest };
    await changeArticle(desk, mira, post, { ...details, publisher: 'The Evening Post' });
    expect(await range(room)).toBe('2–2');
    await changeArticle(desk, mira, post, { ...details, publisher: 'The Post' });
    await maskSource(desk, mira, ann);
    expect(await range(room)).toBe('3–4');
  });

  test('unnamed go-betweens count beside each other once an editor has said that they differ', async () => {
    const room = await enter(open);
    const { desk } = room;
    const [post, ledger] = [await article(room, 'The Post'), await article(room, 'The Ledger')];
    await say(room, post, 'Ann -> an aide (unnamed) -> The Post');
    await say(room, ledger, 'Bob -> an envoy (unnamed) -> The Ledger');
    expect(await range(room)).toBe('1–2');
    const aide = await desk.whole.get('sources', await entry(room, 'an aide'));
    if (!aide) throw new Error('The aide is in the register.');
    const differsFrom = [await entry(room, 'an envoy')];
    await desk.whole.commit([replace('sources', { ...aide, differsFrom })]);
    expect(await range(room)).toBe('2–2');
  });

  test('what is off the record or stands nowhere counts inside the desk alone', async () => {
    const room = await enter(open);
    const { desk } = room;
    const [post, ledger] = [await article(room, 'The Post'), await article(room, 'The Ledger')];
    await say(room, post, 'Ann -> The Post');
    await say(room, ledger, 'Bob (off the record) -> The Ledger');
    await say(room, ledger, 'Cid -> The Ledger', { target: { exact: 'A clerk denied it' } });
    expect(await range(room)).toBe('3–3, outside 2–2');
    const [newest, edition] = await Promise.all([
      desk.whole.get('articles', ledger),
      desk.whole.get('editions', editionId(ledger, 1)),
    ]);
    if (!newest || !edition) throw new Error('The article is there.');
    const next = { ...edition, id: editionId(ledger, 2), number: 2, version: 1, text: 'It holds.' };
    await desk.whole.commit([
      insert('editions', next),
      replace('articles', { ...newest, edition: 2 }),
    ]);
    expect(await range(room)).toBe('3–3, outside 1–1');
    const report = await exportReport(desk, post, 'md', { baseUrl: null });
    const words = await read(report.pieces);
    expect(words).toContain('One article, one independent source: it rests on Ann.');
    expect(words).not.toContain('Bob');
  });

  test('in an open blind round what is written counts for its author alone', async () => {
    const room = await enter(open);
    const { desk, mira, jonas } = room;
    const [post, ledger] = [await article(room, 'The Post'), await article(room, 'The Ledger')];
    await say(room, post, 'Ann -> The Post');
    await say(room, ledger, 'Bob -> The Ledger');
    expect(await range(room)).toBe('2–2');
    const round = await openRound(desk, mira, ledger, ['jonas', 'mira']);
    expect(await range(room)).toBe('1–1');
    const seen = async (who: Actor) => {
      const theirs = await visibleTo(desk, who);
      const [first] = (await listClaims(theirs, {})).items;
      return first && sentenceText((await tellStanding(theirs, first)).sentences);
    };
    expect(await seen(mira)).toBe('One article, one independent source: it rests on Ann.');
    expect(await seen(jonas)).toBe('Two articles, two independent sources: Ann and Bob.');
    await handIn(desk, jonas, round.id);
    await handIn(desk, mira, round.id);
    expect(await range(room)).toBe('2–2');
  });

  test('claims are reworded, decided, joined and parted', async () => {
    const room = await enter(open);
    const { desk, mira } = room;
    const [post, ledger] = [await article(room, 'The Post'), await article(room, 'The Ledger')];
    const first = await say(room, post, 'Ann -> The Post');
    const second = await say(room, ledger, 'Bob -> The Ledger', { claim: 'The wall is holding.' });
    const [one, two] = [first.claim ?? '', second.claim ?? ''];
    await joinClaims(desk, mira, two, one);
    expect(await range(room)).toBe('2–2');
    expect((await claimStandings(desk)).map((each) => each.claim.id)).toEqual([one]);
    await expect(joinClaims(desk, mira, one, two)).rejects.toMatchObject({ code: 'conflict' });
    await say(room, ledger, 'Cid -> The Ledger', { claim: 'The wall is holding.' });
    expect(await range(room)).toBe('3–3');
    await partClaims(desk, mira, two);
    expect(await range(room)).toBe('1–1');
    expect((await standing(room, 'The wall is holding.')).inside.asserts.annotations).toBe(2);
    const decided = { statement: 'The wall held.', state: 'confirmed', reason: 'We saw it.' };
    await reviseClaim(desk, mira, one, parse(claimChangeInput, decided));
    expect((await standing(room, 'The wall held.')).claim).toMatchObject({
      state: 'confirmed',
      decision: { by: 'mira', reason: 'We saw it.' },
    });
    // With or without its full stop.
    for (const statement of ['The wall is holding.', 'the wall is holding']) {
      const taken = reviseClaim(desk, mira, one, parse(claimChangeInput, { statement }));
      await expect(taken).rejects.toMatchObject({ code: 'conflict' });
    }
  });

  test('a rating and a source that nothing names change nothing that is kept', async () => {
    const room = await enter(open);
    await say(room, await article(room, 'The Post'), 'Ann -> The Post');
    const before = await standing(room);
    await addSource(room.desk, room.mira, parse(sourceInput, { name: 'Ann Lee' }));
    expect(await standing(room)).toBe(before);
  });
}
