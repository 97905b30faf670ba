import { createAnnotation } from '../../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../../src/desk/articles/articles.js';
import { type Actor, type Desk, openDesk } from '../../../../src/desk/desk.js';
import { joinSource } from '../../../../src/desk/register/joining.js';
import { addSource } from '../../../../src/desk/register/new-sources.js';
import { rateSource } from '../../../../src/desk/register/ratings.js';
import { addComment } from '../../../../src/desk/review/comments.js';
import { makeProposal } from '../../../../src/desk/review/proposals.js';
import { visibleTo } from '../../../../src/desk/rounds/visibility.js';
import {
  annotationInput,
  proposalInput,
} from '../../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../../src/domain/articles/article.js';
import { parse } from '../../../../src/domain/parse.js';
import { sourceInput } from '../../../../src/domain/register/source-input.js';
import { commentInput } from '../../../../src/domain/review/comments.js';
import type { CollectionName, Documents } from '../../../../src/store/documents.js';
import { all, type IndexName, insert, type Store, storeWith } from '../../../../src/store/store.js';
import { person } from '../../../store/documents.js';
import { openMemoryStore } from '../../../store/memory.js';
import { oneAfterAnother } from '../../../store/postgres/postgres.js';
import { meanwhile } from '../../harbour-desk.js';

export const canary = 'Quillfeather';
export const name = `Ada ${canary}`;
/** What somebody says, in which that name stands, and what tells that it does. */
export const words = `${name} told me so.`;
export const traces = /quill|feather/iu;

/** An admin, and why and where a name is removed by law: wherever it stands. */
export const ada = { ...person('ada', { role: 'admin' }), name: 'Ada Admin' };
export const ground = { ground: 'A court ordered it.', replace: [], leave: [] };

/** Both stores, for `describe.each`. */
export function stores(): [string, () => Promise<Store>][] {
  return [
    ['memory', async () => openMemoryStore()],
    ['PostgreSQL', oneAfterAnother()],
  ];
}

/** The desk of a request that begins now; right before it commits, somebody else does something. */
export async function requested(desk: Desk, act: () => Promise<unknown>): Promise<Desk> {
  return meanwhile(await visibleTo(desk, null), act);
}

/** The same; right before each of its first commits. */
export async function interrupted(desk: Desk, acts: (() => Promise<unknown>)[]): Promise<Desk> {
  const commit: Store['commit'] = async (...asked) => {
    await acts.shift()?.();
    return desk.store.commit(...asked);
  };
  const store = storeWith(desk.store, { commit });
  return { ...(await visibleTo(desk, null)), store, whole: store };
}

export interface Room {
  desk: Desk;
  mira: Actor;
  jonas: Actor;
  article: string;
}

export async function open(store: Store): Promise<Room> {
  const mira = { ...person('mira', { role: 'editor' }), name: 'Mira Sen' };
  const jonas = { ...person('jonas', { role: 'annotator' }), name: 'Jonas Ek' };
  await store.commit([insert('people', mira), insert('people', jonas)]);
  const desk = openDesk(store);
  const text = 'It holds, an engineer said. A clerk denied it.';
  const details = { title: 'The wall', publisher: 'The Post', text };
  const { id } = await addArticle(desk, mira, parse(articleInput, details));
  return { desk, mira, jonas, article: id };
}

export function annotate({ desk, jonas, article }: Room, sent: object, by: Actor = jonas) {
  const input = { target: { exact: 'It holds' }, ...sent };
  return createAnnotation(desk, by, article, parse(annotationInput, input));
}

/** Everything in which people's words may stand that many read, as it is stored. */
export async function everything({ desk: { store } }: Room): Promise<string> {
  const read = async <C extends CollectionName>(collection: C, index: IndexName<C>) => {
    const docs: Documents[C][] = [];
    for await (const doc of all(store, collection, index, { key: '' })) docs.push(doc);
    return docs;
  };
  return JSON.stringify([
    await read('articles', 'added'),
    await read('editions', 'all'),
    await read('wordings', 'all'),
    await read('annotations', 'all'),
    await read('sources', 'all'),
    await read('claims', 'all'),
    await read('shares', 'all'),
    await read('events', 'all'),
  ]);
}

/** A source that is named wherever a name can stand. */
export async function told(
  room: Room,
): Promise<{ id: string; joined: string; annotation: string }> {
  const { desk, mira, jonas } = room;
  const { id } = await addSource(desk, mira, parse(sourceInput, { name, kind: 'person' }));
  const other = parse(sourceInput, { name: `A. ${canary}`, aliases: [`Dr ${canary}`] });
  const { id: joined } = await addSource(desk, mira, other);
  await joinSource(desk, mira, joined, id);
  await rateSource(desk, mira, id, { reliability: 'B', reason: `${name} was right.` });
  const evidence = [
    { url: `https://wall.example/~AdaQuillfeather/memo?by=ada%20quill%66eather#${canary}` },
    { url: 'https://quillfeather.example/memo', excerpt: `${name}: it holds.` },
  ];
  const { annotation } = await annotate(room, {
    chain: [
      {
        ...{ source: id, as: `an aide to ${name}`, relation: 'told' },
        ...{ reliability: 'C', reason: canary, evidence },
      },
      { name: 'The Post' },
    ],
    note: `Ask a\u200Bda QUILL\u00ADFEATHER; ${canary} knows.`,
    claim: `${name} built the wall.`,
  });
  const text = `Did A.Q. or ${name} say so?`;
  await addComment(desk, mira, annotation.id, parse(commentInput, { text }));
  const proposal = { chain: `${name} -> A clerk -> The Post`, reason: `${name} told a clerk.` };
  await makeProposal(desk, mira, annotation.id, parse(proposalInput, proposal));
  await annotate(room, { chain: `A. ${canary} -> The Post` }, jonas);
  return { id, joined, annotation: annotation.id };
}
