import { expect, onTestFinished, test } from 'vitest';
import { listTokens, revokeToken } from '../../../src/desk/people/tokens.js';
import { Problem } from '../../../src/domain/problem.js';
import { insert, replace, storeWith } from '../../../src/store/store.js';
import { readingAhead } from '../../../src/web/http/read-ahead.js';
import { openNewsroom } from '../../newsroom.js';
import { countedStore } from '../../store/counted-store.js';
import { annotation, source } from '../../store/documents.js';
import { openMemoryStore } from '../../store/memory.js';

const query = { key: 'pier', limit: 10 };

test('what was read ahead is answered once, to who asks for the very same', async () => {
  const store = openMemoryStore();
  const [pier, quay] = ['Pier', 'Quay'].map((name) => source('1', { name }));
  if (!pier || !quay) throw new Error('There are two.');
  await store.commit([insert('sources', pier)]);
  const { begin, goOn } = readingAhead(store);
  await Promise.all([begin.get('sources', '1'), begin.find('sources', 'name', query)]);
  await store.commit([replace('sources', quay)]);
  expect((await goOn.find('sources', 'name', { ...query, limit: 9 })).items).toEqual([]);
  expect((await goOn.find('sources', 'name', query)).items).toEqual([pier]);
  expect((await goOn.find('sources', 'name', query)).items).toEqual([]);
  expect((await goOn.get('sources', '1'))?.name).toBe('Pier');
  expect((await goOn.get('sources', '1'))?.name).toBe('Quay');
  expect(await goOn.get('sources', '2')).toBeNull();
});

test('what could not be read ahead fails for who asks for it, and then is read anew', async () => {
  const store = openMemoryStore();
  const broken = async () => {
    throw new Problem('unavailable', 'It is away.');
  };
  let own: Partial<typeof store> = { get: broken };
  const failing = storeWith(store, { get: (...asked) => (own.get ?? store.get)(...asked) });
  const { begin, goOn } = readingAhead(failing);
  await expect(begin.get('sources', '1')).rejects.toThrow('It is away.');
  own = { get: async () => null };
  await expect(goOn.get('sources', '1')).rejects.toThrow('It is away.');
  expect(await goOn.get('sources', '1')).toBeNull();
});

test('what was read at an address is begun with what is read first there the next time', async () => {
  const { store, taken } = countedStore(openMemoryStore());
  const room = await openNewsroom({ store });
  onTestFinished(() => room.close());
  const program = await room.bearer(room.jonas);
  const text = 'The ferry will stop in May.';
  const ferry = { title: 'The ferry', publisher: 'The Ledger', text };
  const { body: article } = await program.post('/api/articles').send(ferry).expect(201);
  const address = `/api/articles/${article.id}/annotations`;
  const said = { target: { exact: 'will stop' }, chain: 'Ida Brandt -told-> The Ledger (outlet)' };
  const { body: made, headers } = await program.post(address).send(said).expect(201);
  const asked = async () => {
    taken();
    const { body } = await program.get(address).expect(200);
    const calls = taken();
    const areLooked = calls.indexOf('findBeside sources named') < calls.indexOf('getOwned tokens');
    return { calls: calls.sort(), areLooked, notations: body.items.map(notationOf) };
  };
  const first = await asked();
  const again = await asked();
  expect(first.areLooked).toBe(false);
  expect(again).toEqual({ ...first, areLooked: true });

  const chain = 'Ada Kiss -told-> The Ledger (outlet)';
  const change = { ...said, chain };
  const seen = headers.etag ?? '';
  await program.put(`/api/annotations/${made.id}`).set('If-Match', seen).send(change).expect(200);
  expect((await asked()).notations).toEqual([chain]);
  const { calls, ...same } = await asked();
  expect(same).toEqual({ areLooked: true, notations: [chain] });
  expect(calls).toEqual(first.calls);
});

function notationOf({ chain }: { chain: { notation: string } }): string {
  return chain.notation;
}

test('an address that can’t be read ahead is answered to whoever asks', async () => {
  const room = await openNewsroom();
  onTestFinished(() => room.close());
  const browser = await room.signedIn(room.jonas);
  const { text } = await browser.get('/annotations/%E0%A4%A').expect(400);
  expect(text).toContain(room.jonas.name);
});

test('nothing is read ahead but for who bears what has let them in before', async () => {
  const { store, taken } = countedStore(openMemoryStore());
  const room = await openNewsroom({ store });
  onTestFinished(() => room.close());
  await store.commit([insert('annotations', annotation('1'))]);
  const path = '/api/annotations/1';
  taken();
  await room.visitor().get(path).expect(401);
  expect(taken()).not.toContain('get annotations');
  for (const made of [`Bearer whence_${'a'.repeat(43)}`, 'Bearer none', 'Basic YTpi'])
    await room.visitor().get(path).set('Authorization', made).expect(401);
  await room.visitor().get(path).set('Cookie', 'whence=s%3Anone.none').expect(401);
  expect(taken()).not.toContain('get annotations');
  const program = await room.bearer(room.jonas);
  await program.get('/api/articles').expect(200);
  taken();
  await program.get(path);
  const calls = taken();
  expect(calls.indexOf('get annotations')).toBeLessThan(calls.indexOf('getOwned tokens'));
  for (const { id } of await listTokens(room.desk, room.jonas, room.jonas.id))
    await revokeToken(room.desk, room.jonas, id);
  await program.get(path).expect(401);
  taken();
  await program.get(path).expect(401);
  expect(taken()).not.toContain('get annotations');
});
