import { afterAll, beforeAll, expect, test } from 'vitest';
import { allRoutes } from '../../../src/app.js';
import { openDesk } from '../../../src/desk/desk.js';
import { createAttemptLimits } from '../../../src/web/access/attempt-limits.js';
import { openMemoryStore } from '../../store/memory.js';
import { type Harbour, openHarbour } from '../harbour.js';
import { page, words } from '../page.js';

/* Addresses to which only forms are sent, asked for by GET: gone Forward to, typed, or sent by a colleague. */

let room: Harbour;
beforeAll(async () => {
  room = await openHarbour();
});
afterAll(() => room.close());

const pages = allRoutes(createAttemptLimits(openDesk(openMemoryStore())))
  .list()
  .filter(({ api }) => api === null);
const shown = new Set(pages.filter(({ method }) => method === 'get').map(({ path }) => path));
const onlySentTo = pages.filter(({ method, path }) => method === 'post' && !shown.has(path));

test('every address to which only forms are sent says so, and that nothing was sent', async () => {
  const agent = await room.signedIn(room.ada);
  expect(onlySentTo.length).toBeGreaterThan(50);
  for (const { path } of onlySentTo) {
    const answer = await agent.get(path.replaceAll(/:\w+/gu, 'none'));
    expect([path, answer.status]).toEqual([path, 404]);
    expect(words(page(answer), '[role="alert"]')).toMatch(/Nothing was sent just now/u);
  }
});

const wayFrom = async (path: string) => {
  const agent = await room.signedIn(room.ada);
  return page(await agent.get(path))
    .querySelector('main a')
    ?.getAttribute('href');
};

test('it leads to the page that it belongs to, whoever asks', async () => {
  const annotation = `/annotations/${room.annotation.id}`;
  for (const form of ['verdicts', 'comments', 'settlement', 'comments/none/resolution'])
    expect(await wayFrom(`${annotation}/${form}`)).toBe(annotation);
  expect(await wayFrom('/sources/removal')).toBe('/sources');
  expect(await wayFrom('/people/ada/role')).toBe('/people/ada');
  expect(await wayFrom(`/articles/${room.annotation.article}/editions/2/removal`)).toBe(
    `/articles/${room.annotation.article}/editions`,
  );
  const stranger = page(await room.visitor().get(`${annotation}/verdicts`).expect(404));
  expect(stranger.querySelector('main a')?.getAttribute('href')).toBe(annotation);
});

test('a proposal leads to its place on the page of its annotation', async () => {
  const { body } = await room.send(room.mira, 'post', `${room.path}/proposals`, {
    confidence: 'high',
    reason: 'He measured it.',
  });
  expect(await wayFrom(`/proposals/${body.id}/acceptance`)).toBe(`/proposals/${body.id}`);
  const agent = await room.signedIn(room.mira);
  const { headers } = await agent.get(`/proposals/${body.id}`).expect(303);
  expect(headers.location).toBe(`/annotations/${room.annotation.id}#proposal-${body.id}`);
});

test('what is no address of a form and has no page says what it said before', async () => {
  const agent = await room.signedIn(room.ada);
  for (const path of ['/sources/none', '/annotations/none', '/nowhere/verdicts'])
    expect((await agent.get(path).expect(404)).text).not.toContain('only forms are sent');
});
