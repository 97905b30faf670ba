import { expect, test } from 'vitest';
import { changeSource } from '../../../../src/desk/register/entry-changes.js';
import { followMasks } from '../../../../src/desk/register/masking/masked-ids.js';
import { maskSource } from '../../../../src/desk/register/masking/masking.js';
import { unmaskSource } from '../../../../src/desk/register/masking/unmasking.js';
import { addSource } from '../../../../src/desk/register/new-sources.js';
import { makeProposal } from '../../../../src/desk/review/proposals.js';
import { proposalInput } from '../../../../src/domain/annotations/annotation-input.js';
import { parse } from '../../../../src/domain/parse.js';
import { entryChangeInput, sourceInput } from '../../../../src/domain/register/source-input.js';
import type { CollectionName, Documents } from '../../../../src/store/documents.js';
import { all, type Change, type IndexName, replace } from '../../../../src/store/store.js';
import { openMemoryStore } from '../../../store/memory.js';
import { annotate, everything, name, open, type Room, requested, traces } from './masking-desk.js';

async function withSource(): Promise<Room & { id: string }> {
  const room = await open(openMemoryStore());
  const input = parse(sourceInput, { name, kind: 'person' });
  return { ...room, id: (await addSource(room.desk, room.mira, input)).id };
}

/** Everything but the event that says under which id it was masked. */
async function told(room: Room): Promise<string> {
  return (await everything(room)).replaceAll(/"before":\{"id":"\w+","pseudonym":"[^"]+"\}/gu, '');
}

test.each([
  ['an annotation', false],
  ['a proposal', true],
])(
  '%s that names a source whose masking is taken back meanwhile names what it is then',
  async (_, isProposal) => {
    const room = await withSource();
    const { desk, mira } = room;
    const masked = await maskSource(desk, mira, room.id);
    const chain = `${masked.name} -> The Post`;
    const { annotation } = await annotate(room, { chain: isProposal ? 'The Post' : chain });
    const slow = await requested(desk, () => unmaskSource(desk, mira, masked.id));
    if (isProposal) {
      const input = parse(proposalInput, { chain, reason: 'It came through somebody.' });
      await makeProposal(slow, mira, annotation.id, input);
    } else await annotate({ ...room, desk: slow }, { target: { exact: 'A clerk' }, chain });
    const text = await told(room);
    expect(text).toContain(room.id);
    expect(text).not.toContain(masked.id);
  },
);

/** Documents as they stand, but for what happened to sources: to be written once more. */
async function written<C extends CollectionName>(
  { desk }: Room,
  collection: C,
  index: IndexName<C>,
) {
  const docs: Documents[C][] = [];
  for await (const doc of all(desk.store, collection, index, { key: '' })) {
    if (!('subject' in doc && doc.subject.kind === 'source')) docs.push(doc);
  }
  return async () => {
    const changes: Change[] = [];
    for (const doc of docs) {
      const now = await desk.store.get(collection, doc.id);
      if (now) changes.push(replace(collection, { ...doc, version: now.version }));
    }
    await desk.store.commit(changes);
  };
}

test('what names a source by what it was before its masking names it no more, and has it back unmasked', async () => {
  const room = await withSource();
  const { desk, mira, id } = room;
  // By what it is called besides, and was before.
  const called = { name: 'Quilla Roe', aliases: ['Dame Featherstone'], reason: 'So she says.' };
  await changeSource(desk, mira, id, parse(entryChangeInput, called));
  await changeSource(desk, mira, id, parse(entryChangeInput, { ...called, name }));
  const claim = `${name} built the wall.`;
  await annotate(room, {
    chain: [{ source: id }],
    note: `${name} said so, or Quilla Roe, or Dame Featherstone.`,
    claim,
  });
  const again = [
    await written(room, 'annotations', 'all'),
    await written(room, 'claims', 'all'),
    await written(room, 'events', 'all'),
  ];
  const masked = await maskSource(desk, mira, id);
  for (const write of again) await write();
  expect(await followMasks(desk, [id, masked.id])).toBe(true);
  const text = await everything(room);
  expect(text).not.toMatch(traces);
  await unmaskSource(desk, mira, masked.id);
  expect(await everything(room)).toContain(`${name} said so, or Quilla Roe`);
  expect(await followMasks(desk, [id])).toBe(false);
});
