import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { undoChange } from '../../../src/desk/annotations/undoing.js';
import { exportReport } from '../../../src/desk/reports/download.js';
import { readScope } from '../../../src/reports/report-scope.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { type Acting, ferry, openActing } from './desk-acts.js';

let room: Newsroom;
let acting: Acting;
let id: string;
beforeEach(async () => {
  room = await openNewsroom();
  acting = await openActing(room);
  id = await made('jonas', `/articles/${acting.articles[0]}/annotations`, said);
});
afterEach(() => room.close());

const said = {
  target: { exact: 'will stop in May' },
  chain: 'a clerk (unnamed) -told-> The Ledger',
  confidence: 'high',
};

type Who = Parameters<Acting['ask']>[0];

/** Does something, a minute after the last; the id of what is made. */
async function made(by: Who, path: string, body: object): Promise<string> {
  room.pass({ minutes: 1 });
  const answer = await acting.ask(by, 'post', path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return String(answer.body.id);
}

async function setAside(): Promise<string> {
  await made('mira', `/annotations/${id}/overrides`, { code: 'unnamed origin', reason: 'Known.' });
  return (await room.store.get('annotations', id))?.overrides[0]?.id ?? '';
}

/** A colleague changes the annotation and takes that back, which lets hold what was said before. */
async function changeAndUndo(): Promise<void> {
  room.pass({ minutes: 1 });
  const { etag } = await acting.ask('jonas', 'get', `/annotations/${id}`);
  const sent = { ...said, chain: 'Otto Falk -told-> The Ledger' };
  const changed = await acting.ask('jonas', 'put', `/annotations/${id}`, sent, etag);
  room.pass({ minutes: 1 });
  await undoChange(room.desk, room.jonas, id, changed.etag);
}

/** The text changes under what was annotated, which makes a revision that nobody wrote. */
async function newEdition(): Promise<void> {
  const changed = ferry.join('\n').replace('will stop', 'will not stop');
  await made('mira', `/articles/${acting.articles[0]}/editions`, { text: changed });
}

async function report(edition: string): Promise<string> {
  const settings = { baseUrl: null, scope: readScope({ edition }) };
  return text((await exportReport(room.desk, acting.articles[0], 'json', settings)).pieces);
}

async function takeUp(override: string): Promise<void> {
  room.pass({ minutes: 1 });
  const path = `/annotations/${id}/overrides/${override}`;
  expect((await acting.ask('mira', 'delete', path)).status).toBeLessThan(300);
}

test('a check that is taken up again after an edition was set aside for the revision that stood before it', async () => {
  const override = await setAside();
  const before = await report('1');
  await newEdition();
  await takeUp(override);
  expect(await report('1')).toBe(before);
});

test('a check that was set aside, and held on when a change was undone, held for what undoing made', async () => {
  const override = await setAside();
  await changeAndUndo();
  const before = await report('1');
  await newEdition();
  await takeUp(override);
  expect(await report('1')).toBe(before);
});

const dispute = { verdict: 'dispute', comment: 'No.' };
const settlement = { outcome: 'upheld', reason: 'It was looked at.' };

test('a settlement that held on when a change was undone is told so after another has come in its place', async () => {
  await made('nils', `/annotations/${id}/verdicts`, dispute);
  await made('mira', `/annotations/${id}/settlement`, settlement);
  await changeAndUndo();
  const before = await report('1');
  await newEdition();
  await made('nils', `/annotations/${id}/verdicts`, dispute);
  await made('mira', `/annotations/${id}/settlement`, settlement);
  expect(await report('1')).toBe(before);
});

test('a report of an edition holds what was said of it where the clock is set back before the next comes in', async () => {
  await setAside();
  room.pass({ minutes: -1000 });
  await newEdition();
  const [told] = JSON.parse(await report('1')).articles;
  expect(told.annotations).toMatchObject([{ id, overrides: [{ reason: 'Known.' }] }]);
});
