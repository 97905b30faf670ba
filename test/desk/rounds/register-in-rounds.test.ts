import { beforeEach, expect, test } from 'vitest';
import { changeSource, removeSource } from '../../../src/desk/register/entry-changes.js';
import { joinSource } from '../../../src/desk/register/joining.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { parse } from '../../../src/domain/parse.js';
import { entryChangeInput, sourceInput } from '../../../src/domain/register/source-input.js';
import { annotate, as, end, openDeskWithRound, type RoundDesk } from './round-desk.js';

let desk: RoundDesk;
beforeEach(async () => {
  desk = await openDeskWithRound();
});

async function originOf(by: RoundDesk['jonas'], exact: string, chain: string): Promise<string> {
  const { annotation } = await annotate(desk, by, exact, chain);
  return annotation.chain[0]?.holders[0]?.source ?? '';
}

test('an entry of an open round can’t be told by what an editor tries on it', async () => {
  const hidden = await originOf(desk.jonas, 'a clerk', 'Ann Vold');
  const seen = await as(desk, desk.mira);
  const open = await addSource(seen, desk.mira, parse(sourceInput, { name: 'Ann Voldt' }));
  const told = async (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      ({ message }: Error) => message,
    );
  const input = (name: string) => parse(entryChangeInput, { name });
  for (const id of [hidden, 'nobody']) {
    expect([
      await told(changeSource(seen, desk.mira, id, input('Bo'))),
      await told(joinSource(seen, desk.mira, id, open.id)),
      await told(joinSource(seen, desk.mira, open.id, id)),
      await told(removeSource(seen, desk.mira, id)),
    ]).toEqual(Array(4).fill('There is no such source in the register.'));
  }
  expect(await told(changeSource(seen, desk.mira, open.id, input('Ann Vold')))).toBe('done');
});

test('nothing is removed while what uses it may be hidden', async () => {
  const seen = await as(desk, desk.mira);
  const { id } = await addSource(seen, desk.mira, parse(sourceInput, { name: 'Ann Vold' }));
  await originOf(desk.jonas, 'a clerk', 'Ann Vold');
  const sentence = 'While a blind round is open, no entry can be removed.';
  await expect(removeSource(seen, desk.mira, id)).rejects.toThrow(sentence);
});

test('what two described alike in a round is one source when it ends', async () => {
  const first = await originOf(desk.jonas, 'a clerk', 'a port clerk (unnamed)');
  const other = await originOf(desk.jonas, 'the crew', 'a port clerk (another)');
  const { annotation } = await annotate(desk, desk.nils, 'a clerk', 'a port clerk (unnamed)');
  expect([first, other]).not.toContain(annotation.chain[0]?.holders[0]?.source);
  await end(desk);
  const ended = await desk.store.get('annotations', annotation.id);
  expect(ended?.chain[0]?.holders[0]?.source).toBe(first);
  expect(await desk.store.get('sources', other)).toMatchObject({ round: null, joined: null });
});
