import { expect, test } from 'vitest';
import { type Desk, openDesk } from '../../../../src/desk/desk.js';
import { NameGone } from '../../../../src/desk/gone-names.js';
import { expungeSource } from '../../../../src/desk/register/masking/expunging.js';
import { maskSource } from '../../../../src/desk/register/masking/masking.js';
import { addSource } from '../../../../src/desk/register/new-sources.js';
import { addComment } from '../../../../src/desk/review/comments.js';
import { visibleTo } from '../../../../src/desk/rounds/visibility.js';
import { parse } from '../../../../src/domain/parse.js';
import { sourceInput } from '../../../../src/domain/register/source-input.js';
import { commentInput } from '../../../../src/domain/review/comments.js';
import { insert } from '../../../../src/store/store.js';
import { emptiedDatabase, heldUntil, openOn } from '../../../store/postgres/postgres.js';
import { meanwhile } from '../../harbour-desk.js';
import {
  ada,
  annotate,
  everything,
  ground,
  name,
  open,
  type Room,
  traces,
  words,
} from './masking-desk.js';

type Remove = (desk: Desk, room: Room, id: string) => Promise<unknown>;

const mask: Remove = (desk, { mira }, id) => maskSource(desk, mira, id);
const expunge: Remove = (desk, _room, id) => expungeSource(desk, ada, id, ground);

const emptied = emptiedDatabase();

/**
 * A comment that names somebody is saved in the second of two processes, by whoever began before in both the name was
 * removed at one moment: in the first it came first. Behind that another source is masked, of which both know.
 */
async function commented(remove: Remove) {
  const url = await emptied();
  const room = await open(await openOn(url));
  await room.desk.store.commit([insert('people', ada)]);
  const entered = async (called: string) => {
    const said = parse(sourceInput, { name: called, kind: 'person' });
    return (await addSource(room.desk, room.mira, said)).id;
  };
  const [id, second] = [await entered(name), await entered('Bo Lind')];
  const { annotation } = await annotate(room, { chain: 'The Daily -> The Post' });
  const other = openDesk(await openOn(url));
  const slow = meanwhile(await visibleTo(other, null), async () => {
    const late = meanwhile(other, () => remove(room.desk, room, id));
    await expect(remove(late, room, id)).rejects.toMatchObject({ code: 'conflict' });
    expect(await heldUntil(url), 'nobody waits for what was refused').toBe('-infinity');
    await mask(room.desk, room, second);
    await other.whole.caughtUp();
  });
  const comment = parse(commentInput, { text: words });
  return { room, saving: addComment(slow, room.mira, annotation.id, comment) };
}

test('where two processes mask one source at one moment, a third save does not keep its name', async () => {
  const { room, saving } = await commented(mask);
  const { annotation } = await saving;
  expect(annotation.comments).toMatchObject([{ text: 'Confidential source 1 told me so.' }]);
  expect(await everything(room)).not.toMatch(traces);
});

test('nor where both remove it by law: nothing of that save is kept', async () => {
  const { room, saving } = await commented(expunge);
  await expect(saving).rejects.toBeInstanceOf(NameGone);
  expect(await everything(room)).not.toMatch(traces);
});
