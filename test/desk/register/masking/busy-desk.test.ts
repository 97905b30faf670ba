import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { expungeSource } from '../../../../src/desk/register/masking/expunging.js';
import { maskSource } from '../../../../src/desk/register/masking/masking.js';
import { addSource } from '../../../../src/desk/register/new-sources.js';
import { parse } from '../../../../src/domain/parse.js';
import { sourceInput } from '../../../../src/domain/register/source-input.js';
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
    await annotate(room, { chain: `${name} -> The Post` });
    let isDone = false;
    const saver = async (at: number): Promise<string[]> => {
      const saved: string[] = [];
      for (; !isDone; await nextTurn()) {
        const sent = parse(sourceInput, { name: `Clerk ${at} of office ${saved.length}` });
        saved.push((await addSource(desk, mira, sent)).id);
      }
      return saved;
    };
    const savers = Promise.all([saver(1), saver(2)]);
    await remove(room, id).finally(() => {
      isDone = true;
    });
    for (const saved of (await savers).flat())
      expect(await desk.whole.get('sources', saved)).not.toBeNull();
    const names = (await desk.whole.find('sources', 'listed', { key: '' })).items;
    expect(JSON.stringify(names)).not.toContain(name);
  },
);
