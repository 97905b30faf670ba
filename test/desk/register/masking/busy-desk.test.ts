import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { expungeSource } from '../../../../src/desk/register/masking/expunging.js';
import { maskSource } from '../../../../src/desk/register/masking/masking.js';
import { addSource } from '../../../../src/desk/register/new-sources.js';
import { addComment } from '../../../../src/desk/review/comments.js';
import { parse } from '../../../../src/domain/parse.js';
import { sourceInput } from '../../../../src/domain/register/source-input.js';
import { commentInput } from '../../../../src/domain/review/comments.js';
import { type Store, storeWith } from '../../../../src/store/store.js';
import { person } from '../../../store/documents.js';
import { openMemoryStore } from '../../../store/memory.js';
import { annotate, name, open, type Room } from './masking-desk.js';

const ada = person('ada', { role: 'admin' });
const ground = 'A court ordered it.';

/** A store that takes a while to hear of what is to be a barrier. */
function far(store: Store): Store {
  const commit: Store['commit'] = async (changes, named, basis) => {
    for (let turn = 0; basis?.isBarrier && turn < 20; turn += 1) await nextTurn();
    return store.commit(changes, named, basis);
  };
  return storeWith(store, { commit });
}

type Remove = (room: Room, id: string) => Promise<unknown>;

const removals: Record<string, Remove> = {
  masked: ({ desk, mira }, id) => maskSource(desk, mira, id, { replace: [], leave: [] }),
  'removed by law': ({ desk }, id) =>
    expungeSource(desk, ada, id, { ground, replace: [], leave: [] }),
};

test.each(Object.entries(removals))(
  'a name is %s though others save without a pause, and all of them are saved',
  async (_what, remove) => {
    const room = await open(far(openMemoryStore()));
    const { desk, mira } = room;
    const { id } = await addSource(desk, mira, parse(sourceInput, { name, kind: 'person' }));
    const { annotation } = await annotate(room, { chain: `${name} -> The Post` });
    let isDone = false;
    const saver = async (save: (at: number) => Promise<unknown>): Promise<number> => {
      let count = 0;
      for (; !isDone; await nextTurn()) {
        await save(count);
        count += 1;
      }
      return count;
    };
    const entering = (at: number) =>
      addSource(desk, mira, parse(sourceInput, { name: `Clerk of office ${at}` }));
    // What the removal writes, too: they and it wait for each other's turn.
    const commenting = (at: number) =>
      addComment(desk, mira, annotation.id, parse(commentInput, { text: `Comment ${at}` }));
    const savers = Promise.all([saver(entering), saver(commenting)]);
    await remove(room, id).finally(() => {
      isDone = true;
    });
    const [entered, commented] = await savers;
    expect(await desk.whole.count('sources', 'listed', '')).toBe(entered + 2);
    const { comments } = (await desk.whole.get('annotations', annotation.id)) ?? {};
    expect(comments?.length).toBe(commented);
    const names = (await desk.whole.find('sources', 'listed', { key: '' })).items;
    expect(JSON.stringify(names)).not.toContain(name);
  },
);
