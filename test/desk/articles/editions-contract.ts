import { expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { addEdition, takeEditionBack } from '../../../src/desk/articles/editions.js';
import { checkDesk } from '../../../src/desk/check/check.js';
import { openDesk } from '../../../src/desk/desk.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import { insert, type Store, storeWith } from '../../../src/store/store.js';
import { person } from '../../store/documents.js';

const sentences = ['The ferry will stop in May, the board said.', 'Nobody asked the crew.'];
const first = sentences.join(' ');
const second = first.replace('said', 'denied');

/** A store on which something else is done right before the next commit. */
function interrupted(store: Store) {
  let next: (() => Promise<unknown>) | null = null;
  const commit: Store['commit'] = async (...asked) => {
    const work = next;
    next = null;
    await work?.();
    return store.commit(...asked);
  };
  const before = (work: () => Promise<unknown>) => {
    next = work;
  };
  return { store: storeWith(store, { commit }), before };
}

async function open(store: Store) {
  const mira = { ...person('mira', { role: 'editor' }), name: 'Mira Sen' };
  const jonas = { ...person('jonas', { role: 'annotator' }), name: 'Jonas Ek' };
  await store.commit([insert('people', mira), insert('people', jonas)]);
  // Two processes on one database.
  const [here, there] = [interrupted(store), interrupted(store)];
  const desks = { here: openDesk(here.store), there: openDesk(there.store) };
  const details = { title: 'The ferry', publisher: 'The Post', text: first, language: 'en' };
  const { id } = await addArticle(desks.here, mira, parse(articleInput, details));
  const annotate = (desk = desks.here) =>
    createAnnotation(
      desk,
      jonas,
      id,
      parse(annotationInput, {
        target: { exact: 'The ferry will stop in May' },
        chain: 'Ida Brandt -told-> The Post (outlet)',
      }),
    );
  const stored = async () =>
    (await store.find('annotations', 'article', { key: id })).items.map(
      ({ edition, carried, revision }) => ({ edition, carried, revision }),
    );
  const findings = async () => {
    const all: string[] = [];
    for await (const { severity, where, sentence } of checkDesk(store))
      if (severity === 'fault') all.push(`${where}: ${sentence}`);
    return all;
  };
  return { mira, here, there, desks, id, annotate, stored, findings };
}

/** What a new edition promises on a store of any kind, whoever else is at work. */
export function testEditions(openStore: () => Promise<Store>): void {
  const carried = [
    { edition: 1, revision: 2, carried: [{ edition: 2, kind: 'changed', start: 0, end: 26 }] },
  ];

  test('what is annotated by another process right before an edition is written is carried over', async () => {
    const room = await open(await openStore());
    room.here.before(() => room.annotate(room.desks.there));
    await addEdition(room.desks.here, room.mira, room.id, { text: second, note: null });
    expect(await room.stored()).toMatchObject(carried);
    expect(await room.findings()).toEqual([]);
  });

  test('what is annotated by another process right after an edition is written is carried over', async () => {
    const room = await open(await openStore());
    room.there.before(() =>
      addEdition(room.desks.here, room.mira, room.id, { text: second, note: null }),
    );
    const { annotation } = await room.annotate(room.desks.there);
    expect(await room.stored()).toMatchObject(carried);
    expect(annotation).toMatchObject(carried[0] ?? {});
    expect(await room.findings()).toEqual([]);
  });

  test('what is annotated by another process while its edition is taken back is refused, and leaves nothing', async () => {
    const room = await open(await openStore());
    await addEdition(room.desks.here, room.mira, room.id, { text: second, note: null });
    room.there.before(() => takeEditionBack(room.desks.here, room.mira, room.id, 2));
    await expect(room.annotate(room.desks.there)).rejects.toMatchObject({
      code: 'conflict',
      message:
        'Edition 2 of this text was taken back meanwhile. Nothing was saved: open the article again.',
    });
    expect(await room.stored()).toEqual([]);
    expect(await room.findings()).toEqual([]);
  });

  test('an edition that can’t be written leaves the one before whole', async () => {
    const store = await openStore();
    const room = await open(store);
    await room.annotate();
    const before = await room.stored();
    room.here.before(() => Promise.reject(new Error('The disk is full.')));
    const bringing = addEdition(room.desks.here, room.mira, room.id, { text: second, note: null });
    await expect(bringing).rejects.toThrow('The disk is full.');
    expect((await store.get('articles', room.id))?.edition).toBe(1);
    expect(await room.stored()).toEqual(before);
    expect(await room.findings()).toEqual([]);
    await addEdition(room.desks.here, room.mira, room.id, { text: second, note: null });
    expect(await room.stored()).toMatchObject(carried);
  });
}
