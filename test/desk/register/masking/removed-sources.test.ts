import { describe, expect, test } from 'vitest';
import { reviseAnnotation } from '../../../../src/desk/annotations/annotations.js';
import { undoChange } from '../../../../src/desk/annotations/undoing.js';
import { checkDesk } from '../../../../src/desk/check/check.js';
import { openDesk } from '../../../../src/desk/desk.js';
import {
  changeSource,
  removeSource,
  restoreSource,
} from '../../../../src/desk/register/entry-changes.js';
import { joinSource } from '../../../../src/desk/register/joining.js';
import {
  expungeSource,
  previewExpunging,
} from '../../../../src/desk/register/masking/expunging.js';
import { maskSource, previewMasking } from '../../../../src/desk/register/masking/masking.js';
import { unmaskSource } from '../../../../src/desk/register/masking/unmasking.js';
import { addSource } from '../../../../src/desk/register/new-sources.js';
import { removalById } from '../../../../src/desk/register/restoring.js';
import { addComment } from '../../../../src/desk/review/comments.js';
import { etag } from '../../../../src/domain/annotations/annotation.js';
import { annotationInput } from '../../../../src/domain/annotations/annotation-input.js';
import { sourcesIn } from '../../../../src/domain/chain/chain.js';
import { parse } from '../../../../src/domain/parse.js';
import { entryChangeInput, sourceInput } from '../../../../src/domain/register/source-input.js';
import { commentInput } from '../../../../src/domain/review/comments.js';
import { insert, type Store } from '../../../../src/store/store.js';
import { openMemoryStore } from '../../../store/memory.js';
import { emptiedDatabase, openOn } from '../../../store/postgres/postgres.js';
import {
  ada,
  annotate,
  canary,
  everything,
  ground,
  name,
  open,
  type Room,
  requested,
  stores,
  traces,
  words,
} from './masking-desk.js';

/** A desk from whose register somebody was removed of whom a comment tells. */
async function furnished(store: Store) {
  const room = await open(store);
  const { desk, mira } = room;
  await store.commit([insert('people', ada)]);
  const said = { name, kind: 'person', aliases: [`Dr ${canary}`] };
  const { id } = await addSource(desk, mira, parse(sourceInput, said));
  const { annotation } = await annotate(room, { chain: 'The Daily -> The Post' });
  await addComment(desk, mira, annotation.id, parse(commentInput, { text: words }));
  await removeSource(desk, mira, id);
  return { room, id, annotation };
}

async function faults({ desk }: Room): Promise<string[]> {
  const found: string[] = [];
  for await (const { severity, where, sentence } of checkDesk(desk.whole)) {
    if (severity === 'fault') found.push(`${where}: ${sentence}`);
  }
  return found;
}

describe.each(stores())('a source that was removed from the register, on %s,', (_, openStore) => {
  test('is masked everywhere: it comes back under a pseudonym, and its name stands nowhere', async () => {
    const { room, id } = await furnished(await openStore());
    const { desk, mira } = room;
    const { source, words: found } = await previewMasking(desk, mira, id);
    expect(source).toMatchObject({ id, name });
    expect(found.map(({ text }) => text)).toContain(words);
    const masked = await maskSource(desk, mira, id);
    expect(masked).toMatchObject({ name: 'Confidential source 1', confidential: true });
    expect(masked.id).not.toBe(id);
    expect(await everything(room)).not.toMatch(traces);
    expect(await everything(room)).not.toContain(id);
    expect(await desk.whole.get('sources', masked.id)).toMatchObject({ aliases: [] });
    expect(await faults(room)).toEqual([]);
    await expect(restoreSource(desk, mira, id)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('has its name and its address again when that is taken back', async () => {
    const { room, id } = await furnished(await openStore());
    const { desk, mira } = room;
    const { id: pseudonymous } = await maskSource(desk, mira, id);
    await unmaskSource(desk, mira, pseudonymous);
    const aliases = [`Dr ${canary}`];
    expect(await desk.whole.get('sources', id)).toMatchObject({ name, aliases });
    expect(await everything(room)).toContain(words);
    expect(await faults(room)).toEqual([]);
  });

  test('has its name removed by law, and stays out of the register', async () => {
    const { room, id } = await furnished(await openStore());
    const { desk, mira } = room;
    const { source, words: found } = await previewExpunging(desk, ada, id);
    expect(source).toMatchObject({ id, name });
    expect(found.map(({ text }) => text)).toContain(words);
    const expunged = await expungeSource(desk, ada, id, ground);
    expect(expunged).toMatchObject({ source: { id, name: 'Name removed 1' }, isPurged: true });
    expect(await desk.whole.get('sources', id)).toBeNull();
    expect(await everything(room)).not.toMatch(traces);
    expect(await faults(room)).toEqual([]);
    const removal = await removalById(desk, id);
    expect(removal).toMatchObject({ source: { name: 'Name removed 1', aliases: [] }, by: mira.id });
    expect(await restoreSource(desk, mira, id)).toMatchObject({ id, name: 'Name removed 1' });
  });
});

test('what an undone change entered is masked, and comes back under its pseudonym where the change is made again', async () => {
  const { room, id, annotation } = await undone();
  const { desk, mira, jonas } = room;
  const masked = await maskSource(desk, mira, id);
  const current = await desk.whole.get('annotations', annotation);
  if (!current) throw new Error('The annotation is gone.');
  const again = await undoChange(desk, jonas, annotation, etag(current));
  expect(sourcesIn(again.annotation.chain)).toContain(masked.id);
  expect(await everything(room)).not.toMatch(traces);
  expect(await faults(room)).toEqual([]);
});

test('and where it was removed by law, without its name', async () => {
  const { room, id, annotation } = await undone();
  const { desk, jonas } = room;
  await expungeSource(desk, ada, id, ground);
  const current = await desk.whole.get('annotations', annotation);
  if (!current) throw new Error('The annotation is gone.');
  const again = await undoChange(desk, jonas, annotation, etag(current));
  expect(sourcesIn(again.annotation.chain)).toContain(id);
  expect(await desk.whole.get('sources', id)).toMatchObject({ name: 'Name removed 1' });
  expect(await everything(room)).not.toMatch(traces);
  expect(await faults(room)).toEqual([]);
});

/** A desk on which somebody entered a source by a change and took that back. */
async function undone() {
  const room = await open(openMemoryStore());
  const { desk, jonas } = room;
  await desk.store.commit([insert('people', ada)]);
  const { annotation } = await annotate(room, { chain: 'The Daily -> The Post' });
  const said = { target: { exact: 'It holds' }, chain: `${name} -> The Post` };
  const input = parse(annotationInput, said);
  const changed = await reviseAnnotation(desk, jonas, annotation.id, input, etag(annotation));
  const { items } = await desk.whole.find('sources', 'all', { key: '' });
  const id = items.find((source) => source.name === name)?.id ?? '';
  await undoChange(desk, jonas, annotation.id, etag(changed.annotation));
  expect(await desk.whole.get('sources', id)).toBeNull();
  return { room, id, annotation: annotation.id };
}

const acts: Record<string, (room: Room, id: string) => Promise<unknown>> = {
  masked: ({ desk, mira }, id) => maskSource(desk, mira, id),
  'removed by law': ({ desk }, id) => expungeSource(desk, ada, id, ground),
};

test.each(Object.entries(acts))(
  'whoever puts a source back while it is %s brings no name back',
  async (_, act) => {
    const { room, id } = await furnished(openMemoryStore());
    const slow = await requested(room.desk, () => act(room, id));
    await restoreSource(slow, room.mira, id).catch(() => null);
    expect(await everything(room)).not.toMatch(traces);
    expect(await faults(room)).toEqual([]);
  },
);

const emptied = emptiedDatabase();
test.each(Object.entries(acts))(
  'nor does whoever puts it back in another process while it is %s',
  async (_, act) => {
    const url = await emptied();
    const { room, id } = await furnished(await openOn(url));
    const other = openDesk(await openOn(url));
    const slow = await requested(other, () => act(room, id));
    await restoreSource(slow, room.mira, id).catch(() => null);
    expect(await everything(room)).not.toMatch(traces);
    expect(await faults(room)).toEqual([]);
  },
);

test('what another process saves while a removed source is masked does not name it', async () => {
  const url = await emptied();
  const { room, id } = await furnished(await openOn(url));
  const { annotation } = await annotate(room, { chain: 'The Echo -> The Post' });
  const other = openDesk(await openOn(url));
  const slow = await requested(other, () => maskSource(room.desk, room.mira, id));
  await addComment(slow, room.mira, annotation.id, parse(commentInput, { text: words }));
  expect(await everything(room)).not.toMatch(traces);
});

test('a source that was joined is masked with the entries that are still public alone', async () => {
  const { room, id } = await furnished(openMemoryStore());
  const { desk, mira } = room;
  await restoreSource(desk, mira, id);
  const { id: other } = await addSource(desk, mira, parse(sourceInput, { name: 'Bo Lind' }));
  await joinSource(desk, mira, id, other);
  await removeSource(desk, mira, id);
  const { id: first } = await maskSource(desk, mira, other);
  const { entries } = await previewMasking(desk, mira, id);
  expect(entries.map((entry) => entry.id)).toEqual([id]);
  const { id: second } = await maskSource(desk, mira, id);
  expect(await desk.whole.get('sources', second)).toMatchObject({ joined: { into: first } });
  expect(await everything(room)).not.toMatch(traces);
  expect(await faults(room)).toEqual([]);
});

/** A removed source with what it belonged to, which was removed as well and tells of it. */
async function removedWithItsOwn() {
  const { room, id } = await furnished(openMemoryStore());
  const { desk, mira } = room;
  await restoreSource(desk, mira, id);
  const kind = 'organisation';
  const { id: union } = await addSource(desk, mira, parse(sourceInput, { name: 'Union', kind }));
  const { id: branch } = await addSource(desk, mira, parse(sourceInput, { name: 'Branch', kind }));
  for (const [changed, said] of [
    [id, { name, kind: 'person', affiliation: branch }],
    [branch, { name: 'Branch', kind, affiliation: union, description: `Led by ${name}.` }],
  ] as const)
    await changeSource(desk, mira, changed, parse(entryChangeInput, said));
  for (const each of [id, branch, union]) await removeSource(desk, mira, each);
  return { room, id, branch, union };
}

test('a source that is put back has what it belonged to again', async () => {
  const { room, id, branch, union } = await removedWithItsOwn();
  await restoreSource(room.desk, room.mira, id);
  expect(await room.desk.whole.get('sources', id)).toMatchObject({ affiliation: branch });
  expect(await room.desk.whole.get('sources', branch)).toMatchObject({ affiliation: union });
  expect(await faults(room)).toEqual([]);
});

test('also where somebody removes that at this very moment', async () => {
  const { room, id, branch } = await removedWithItsOwn();
  const { desk, mira } = room;
  await restoreSource(desk, mira, branch);
  const slow = await requested(desk, () => removeSource(desk, mira, branch));
  await restoreSource(slow, mira, id);
  expect(await faults(room)).toEqual([]);
});

test('and so has one that is masked: it is told there without its name', async () => {
  const { room, id, branch } = await removedWithItsOwn();
  const { desk, mira } = room;
  const masked = await maskSource(desk, mira, id);
  expect(masked).toMatchObject({ affiliation: branch });
  const description = 'Led by Confidential source 1.';
  expect(await desk.whole.get('sources', branch)).toMatchObject({ description });
  expect(await everything(room)).not.toMatch(traces);
  expect(await faults(room)).toEqual([]);
  await unmaskSource(desk, mira, masked.id);
  expect(await everything(room)).toContain(`Led by ${name}.`);
  expect(await faults(room)).toEqual([]);
});

test('a confidential source that was removed can be neither: nobody knows who it was', async () => {
  const room = await open(openMemoryStore());
  const { desk, mira } = room;
  await desk.store.commit([insert('people', ada)]);
  const said = { name, confidential: true };
  const { id } = await addSource(desk, mira, parse(sourceInput, said));
  await removeSource(desk, mira, id);
  await expect(previewMasking(desk, mira, id)).rejects.toMatchObject({ code: 'conflict' });
  await expect(previewExpunging(desk, ada, id)).rejects.toMatchObject({ code: 'conflict' });
});
