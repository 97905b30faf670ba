import { beforeEach, expect, test } from 'vitest';
import { readIdentity } from '../../../src/desk/register/identities/identities.js';
import { maskSource } from '../../../src/desk/register/masking/masking.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { rateSource } from '../../../src/desk/register/ratings.js';
import { parse } from '../../../src/domain/parse.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import { openDeskWithPeople, type PeopledDesk, publicFileOf } from '../peopled-desk.js';

let desk: PeopledDesk;
beforeEach(async () => {
  desk = await openDeskWithPeople();
});

test('what was said in rating a source goes with its name, where it tells the name', async () => {
  const { id } = await add({ name: 'Ada Stone', aliases: ['the harbour clerk'] });
  await rate(id, 'B', 'Stone was right in May.');
  await rate(id, 'C', 'The  harbour CLERK was wrong in June.');
  await rate(id, 'B', 'Ada Stone again.');
  await rate(id, 'D', 'Wrong about the tides.');
  const { ratings } = await maskSource(desk, desk.mira, id);
  expect(ratings.map(({ reliability, reason }) => [reliability, reason])).toEqual([
    ['B', 'Confidential source 1 was right in May.'],
    ['C', 'Confidential source 1 was wrong in June.'],
    ['B', 'Confidential source 1 again.'],
    ['D', 'Wrong about the tides.'],
  ]);
  const all = await publicFileOf(desk);
  expect(all).not.toContain('Ada Stone');
  expect(all).not.toContain('CLERK');
  expect(all).toContain('tides');
});

test('a reason that tells who a confidential source is enters no register', async () => {
  const sent = { name: 'Ada Stone', confidential: true, reliability: 'B' };
  const adding = add({ ...sent, reason: 'Nobody knows more than ada stone.' });
  await expect(adding).rejects.toMatchObject({ code: 'invalid', fields: [{ field: 'reason' }] });
  const { id } = await add(sent);
  const rating = rate(id, 'C', 'Ada Stone was wrong.');
  await expect(rating).rejects.toMatchObject({ code: 'invalid', fields: [{ field: 'reason' }] });
  expect((await readIdentity(desk, desk.mira, id)).name).toBe('Ada Stone');
  expect(await publicFileOf(desk)).not.toContain('Stone');
});

function add(sent: object) {
  return addSource(desk, desk.mira, parse(sourceInput, sent));
}

function rate(id: string, reliability: 'B' | 'C' | 'D', reason: string) {
  return rateSource(desk, desk.mira, id, { reliability, reason });
}
