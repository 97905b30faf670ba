import { expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { openDesk } from '../../../src/desk/desk.js';
import { removeSource, restoreSource } from '../../../src/desk/register/entry-changes.js';
import { maskSource } from '../../../src/desk/register/masking/masking.js';
import { unmaskSource } from '../../../src/desk/register/masking/unmasking.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { parse } from '../../../src/domain/parse.js';
import { nameKey } from '../../../src/domain/register/name.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import { storeInBetween } from '../../store/in-between.js';
import { openMemoryStore } from '../../store/memory.js';
import { open, type Room } from './masking/masking-desk.js';

const name = 'Ida Brandt';

/** How an entry comes back that was gone from the register. */
const ways: [string, (room: Room, id: string) => Promise<() => Promise<unknown>>][] = [
  [
    'a removed entry that is put back',
    async ({ desk, mira }, id) => {
      await removeSource(desk, mira, id);
      return () => restoreSource(desk, mira, id);
    },
  ],
  [
    'a masked source that is public again',
    async ({ desk, mira }, id) => {
      const masked = await maskSource(desk, mira, id);
      return () => unmaskSource(desk, mira, masked.id);
    },
  ],
];

test.each(ways)('%s is the one that somebody names at that moment, whenever', async (_, gone) => {
  for (let calls = 1, isOver = false; !isOver; calls++) {
    const room = await open(openMemoryStore());
    const { desk, mira, jonas, article } = room;
    const { id } = await addSource(desk, mira, parse(sourceInput, { name }));
    const back = await gone(room, id);
    const { store, hasActed } = storeInBetween(desk.store, calls, back);
    const typed = { target: { exact: 'It holds' }, chain: `${name} -told-> The Post` };
    await createAnnotation(openDesk(store), jonas, article, parse(annotationInput, typed));
    isOver = !hasActed();
    if (isOver) return;
    const { items } = await desk.store.find('sources', 'name', { key: nameKey(name) });
    expect(
      items.map((each) => each.id),
      `after ${calls} calls`,
    ).toEqual([id]);
  }
});
