import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeSource } from '../../../src/desk/register/entry-changes.js';
import { joinSource } from '../../../src/desk/register/joining.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import type { Person } from '../../../src/domain/people/person.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { wordsOf } from '../dom.js';
import { pageAt, pageBehind } from '../page.js';

let room: Newsroom;
beforeEach(async () => {
  room = await openNewsroom();
});
afterEach(() => room.close());

async function removed(said: object = {}): Promise<string> {
  const input = { name: 'Laura Hickey', kind: 'person', aliases: ['L. Hickey'], ...said };
  const { id } = await addSource(room.desk, room.mira, sourceInput.parse(input));
  room.pass({ minutes: 5 });
  await removeSource(room.desk, room.mira, id);
  return id;
}

const open = (path: string, by: Person = room.mira) => pageAt(room, path, by);

const sent = (path: string, fields: object, by: Person = room.mira) =>
  pageBehind(room, path, fields, by);

function offered(page: Document): (string | null)[] {
  const main = page.querySelector('main');
  const ways = [...(main?.querySelectorAll('form, footer a') ?? [])];
  return ways.map((way) => way.getAttribute('action') ?? way.getAttribute('href'));
}

test('the page of a removed source says that it was, when and by whom, and how it can be put back', async () => {
  const id = await removed();
  const page = await open(`/sources/${id}`);
  expect(wordsOf(page, 'h1')).toEqual(['Laura Hickey']);
  expect(wordsOf(page, '[data-removed] span')).toEqual([
    'Removed from the register by Mira Sen, 2 March 2026, 09:05 UTC. Its entry is kept.',
  ]);
  expect(wordsOf(page, '.facts dd')).toEqual(['person', 'L. Hickey']);
  const back = await sent(`/sources/restoration?id=${id}`, {});
  expect(back.querySelector('[data-removed]')).toBeNull();
  expect(wordsOf(back, 'h1')).toEqual(['Laura Hickey']);
});

test('it offers each what they may do', async () => {
  const id = await removed();
  const history = `/history?subject=source/${id}`;
  const ways = async (by: Person) => offered(await open(`/sources/${id}`, by));
  expect(await ways(room.tom)).toEqual([history]);
  const editors = [`/sources/restoration?id=${id}`, history, `/sources/${id}/masking`];
  expect(await ways(room.mira)).toEqual(editors);
  expect(await ways(room.ada)).toEqual([...editors, `/sources/${id}/expunging`]);
});

test('who rates it at that moment is told that it is gone, with what they typed', async () => {
  const id = await removed();
  const browser = await room.signedIn(room.mira);
  const rating = { reliability: 'B', reason: 'She read the cables.' };
  const refused = await browser.post(`/sources/${id}/ratings`).type('form').send(rating);
  expect(refused.status).toBe(404);
  expect(refused.text).toContain('She read the cables.');
});

test('of a confidential source it shows the pseudonym alone, and nothing can be done', async () => {
  const id = await removed({ confidential: true, aliases: [] });
  const page = await open(`/sources/${id}`, room.ada);
  expect(page.body?.textContent).not.toContain('Hickey');
  expect(wordsOf(page, '[data-removed] span')[0]).toContain(
    'Who it was went with it: it can’t be put back.',
  );
  expect(offered(page)).toEqual([`/history?subject=source/${id}`]);
});

test('it is masked from there: who asks for its old address is told that it was, and readers nothing', async () => {
  const id = await removed();
  const preview = await open(`/sources/${id}/masking`);
  expect(preview.body?.textContent).toContain('will stand there again under the pseudonym');
  const masked = await sent(`/sources/${id}/masking`, {});
  expect(wordsOf(masked, 'h1')).toEqual(['Confidential source 1']);
  const told = await (await room.signedIn(room.mira)).get(`/sources/${id}`).expect(404);
  expect(told.text).toContain('was masked');
  const untold = await (await room.signedIn(room.tom)).get(`/sources/${id}`).expect(404);
  expect(untold.text).not.toMatch(/masked|Hickey/u);
});

test('its name is removed by law from there, and it stays removed', async () => {
  const id = await removed();
  const preview = await open(`/sources/${id}/expunging`, room.ada);
  expect(preview.body?.textContent).toContain('what was removed stays out of the register');
  const page = await sent(`/sources/${id}/expunging`, { ground: 'A court.' }, room.ada);
  expect(wordsOf(page, 'h1')).toEqual(['Name removed 1']);
  expect(page.querySelector('[data-removed]')).not.toBeNull();
  expect(page.body?.textContent).not.toContain('Hickey');
  const history = await open(`/history?subject=source/${id}`);
  expect(wordsOf(history, '.history li')[1]).toContain('removed Name removed 1 from the register');
});

test('once its name is gone by law nothing is offered that is about a name, be it removed or there', async () => {
  const [mira, ada] = [await room.bearer(room.mira), await room.bearer(room.ada)];
  const id = await removed();
  await sent(`/sources/${id}/expunging`, { ground: 'A court.' }, room.ada);
  const [restoration, history] = [`/sources/restoration?id=${id}`, `/history?subject=source/${id}`];
  expect(offered(await open(`/sources/${id}`, room.ada))).toEqual([restoration, history]);
  const masking = await mira.get(`/api/sources/${id}/masking`).expect(409);
  expect(masking.body.detail).toBe('Its name was removed by law: there is none to be masked.');
  const expunging = await ada.get(`/api/sources/${id}/expunging`).expect(409);
  expect(expunging.body.detail).toMatch(/^The desk knows no name of it any more\./u);
  const back = await sent(restoration, {}, room.ada);
  expect(back.querySelector('[data-removed]')).toBeNull();
  const way = (page: Document) =>
    offered(page)
      .filter((to) => /masking|expunging/u.test(to ?? ''))
      .sort();
  expect(way(await open(`/sources/${id}`, room.ada))).toEqual([]);
  const other = await addSource(room.desk, room.mira, sourceInput.parse({ name: 'L. Hickey' }));
  await joinSource(room.desk, room.mira, other.id, id);
  const ways = [`/sources/${id}/expunging`, `/sources/${id}/masking`];
  expect(way(await open(`/sources/${id}`, room.ada))).toEqual(ways);
});

test('who masks it or puts it back is told of what comes back with it', async () => {
  const mira = await room.bearer(room.mira);
  const echo = await addSource(room.desk, room.mira, sourceInput.parse({ name: 'The Echo' }));
  const id = await removed({ affiliation: echo.id });
  const entry = async () => wordsOf(await open(`/sources/${id}`), '[data-removed] span')[0];
  const preview = async () => (await open(`/sources/${id}/masking`)).body?.textContent;
  expect(await entry()).not.toContain('The Echo');
  expect(await preview()).not.toContain('The Echo');
  await removeSource(room.desk, room.mira, echo.id);
  expect(await entry()).toContain('was removed as well, and is put back with it: The Echo.');
  expect(await preview()).toContain('is put back with it under its own name: The Echo.');
  const { body } = await mira.get(`/api/sources/${id}/masking`).expect(200);
  expect(body.restored).toEqual([{ id: echo.id, name: 'The Echo' }]);
  const asked = await mira.post(`/api/sources/${id}/masking`).send({}).expect(409);
  expect(asked.body.confirm[0].sentence).toContain(
    '“The Echo” is put back into the register with it.',
  );
});

test('programs are told the same, and mask it and remove its name without putting it back', async () => {
  const [mira, ada] = [await room.bearer(room.mira), await room.bearer(room.ada)];
  const id = await removed();
  const { body } = await mira.get(`/api/sources/${id}/removal`).expect(200);
  const entry = { id, name: 'Laura Hickey', kind: 'person', unnamed: false, confidential: false };
  const by = { id: 'mira', name: 'Mira Sen' };
  const stamp = { by, at: '2026-03-02T09:05:00.000Z' };
  expect(body).toEqual({ ...entry, aliases: ['L. Hickey'], removed: stamp });
  await mira.get(`/api/sources/${id}`).expect(404);
  const expunging = { ground: 'A court.', confirm: ['expunging'] };
  const expunged = await ada.post(`/api/sources/${id}/expunging`).send(expunging).expect(200);
  expect(expunged.body).toMatchObject({ id, name: 'Name removed 1' });
  await mira.get(`/api/sources/${id}`).expect(404);
  const other = await removed();
  const masking = { confirm: ['masking'] };
  const masked = await mira.post(`/api/sources/${other}/masking`).send(masking).expect(201);
  expect(masked.body).toMatchObject({ name: 'Confidential source 1', confidential: true });
  await mira.get(`/api/sources/${other}/removal`).expect(404);
  await mira.get(`/api/sources/${masked.body.id}/removal`).expect(404);
});
