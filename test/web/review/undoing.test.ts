import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAnnotation, reviseAnnotation } from '../../../src/desk/annotations/annotations.js';
import { joinClaims } from '../../../src/desk/claims/claim-changes.js';
import { makeProposal } from '../../../src/desk/review/proposals.js';
import { giveVerdict } from '../../../src/desk/review/verdicts.js';
import { type Annotation, etag } from '../../../src/domain/annotations/annotation.js';
import {
  annotationInput,
  proposalInput,
} from '../../../src/domain/annotations/annotation-input.js';
import { parse } from '../../../src/domain/parse.js';
import { verdictInput } from '../../../src/domain/review/verdict.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { pageOf, wordsOf } from '../dom.js';
import { annotated, said, storedIn } from './reviewed.js';

let room: Newsroom;
let annotation: Annotation;
beforeEach(async () => {
  room = await openNewsroom();
  annotation = await annotated(room);
});
afterEach(() => room.close());

type Browser = Awaited<ReturnType<Newsroom['signedIn']>>;

/** Does something by a form, and then presses Undo on the toast of the page to which it leads. */
async function undone(browser: Browser, path: string, fields: object): Promise<Document> {
  await browser.post(path).type('form').send(fields).expect(303);
  const page = pageOf((await browser.get(`/annotations/${annotation.id}`).expect(200)).text);
  const form = page.querySelector('[role="status"][data-toast] form:has(button[data-undo])');
  const answer = await browser.post(form?.getAttribute('action') ?? '/no-undo').type('form');
  if (answer.status !== 303) return pageOf(answer.text);
  return pageOf((await browser.get(`/annotations/${annotation.id}`).expect(200)).text);
}

test('a settlement is taken back from its toast', async () => {
  const verdict = parse(verdictInput, { verdict: 'dispute', comment: 'There is no log.' });
  await giveVerdict(room.desk, room.nils, annotation.id, verdict);
  const browser = await room.signedIn(room.mira);
  const sent = { outcome: 'upheld', reason: 'There is.' };
  const page = await undone(browser, `/annotations/${annotation.id}/settlement`, sent);
  expect(wordsOf(page, '[data-toast] p')).toEqual(['Settlement undone.']);
  expect(await storedIn(room, annotation)).toMatchObject({ status: 'disputed', settlement: null });
});

test('of a settlement that is undone already nothing is said to be undone', async () => {
  const verdict = parse(verdictInput, { verdict: 'dispute', comment: 'There is no log.' });
  await giveVerdict(room.desk, room.nils, annotation.id, verdict);
  const browser = await room.signedIn(room.mira);
  const withdrawal = `/annotations/${annotation.id}/settlement/withdrawal`;
  const { text } = await browser.post(withdrawal).type('form').expect(409);
  // Nor that anything is kept of a button.
  expect(wordsOf(pageOf(text), '[role="alert"]')).toEqual([
    'There is no settlement here any more.',
  ]);
  expect(text).not.toContain('Settlement undone');
});

test('a proposal that was taken over is open again from its toast', async () => {
  const input = parse(proposalInput, { confidence: 'high', reason: 'Two saw it.' });
  const { proposal } = await makeProposal(room.desk, room.nils, annotation.id, input);
  const browser = await room.signedIn(room.mira);
  await undone(browser, `/proposals/${proposal.id}/acceptance`, { parts: 'confidence' });
  const { confidence, proposals } = await storedIn(room, annotation);
  expect({ confidence, outcome: proposals[0]?.outcome }).toEqual({
    confidence: annotation.confidence,
    outcome: null,
  });
});

test('what somebody has changed meanwhile is not undone, and the page says so', async () => {
  const input = parse(proposalInput, { confidence: 'high', reason: 'Two saw it.' });
  const { proposal } = await makeProposal(room.desk, room.nils, annotation.id, input);
  const browser = await room.signedIn(room.mira);
  await browser
    .post(`/proposals/${proposal.id}/acceptance`)
    .type('form')
    .send({ parts: 'confidence' })
    .expect(303);
  const current = await storedIn(room, annotation);
  const { target } = current;
  const changed = parse(annotationInput, { target, chain: 'Clerk', confidence: 'low' });
  await reviseAnnotation(room.desk, room.mira, current.id, changed, etag(current));
  const answer = await browser.post(`/proposals/${proposal.id}/reopening`).type('form').send({});
  expect(answer.status).toBe(409);
  expect(wordsOf(pageOf(answer.text), '[role="alert"] p')[0]).toContain('has been changed since');
});

test.each([
  ['its claim that it stays, where nothing else bears on it', false],
  ['nothing of a claim on which another passage bears by now', true],
])('an edit that is undone says of %s', async (_what, isBorne) => {
  const browser = await room.signedIn(room.jonas);
  const { target } = annotation;
  const claim = 'The lock was shut on purpose.';
  const chain = 'A clerk (unnamed) -told-> The Evening Barge';
  const typed = parse(annotationInput, { target, chain, claim, stance: 'asserts' });
  const { desk, jonas } = room;
  const saved = await reviseAnnotation(desk, jonas, annotation.id, typed, etag(annotation));
  if (isBorne) await createAnnotation(desk, jonas, annotation.article, typed);
  const undoing = `/annotations/${annotation.id}/undoing`;
  const seen = etag(saved.annotation);
  await browser.post(undoing).query({ seen }).type('form').send({}).expect(303);
  const page = pageOf((await browser.get(`/annotations/${annotation.id}`).expect(200)).text);
  const stays = ' This claim stays, without a passage: “The lock was shut on purpose.”';
  const [said] = wordsOf(page, '[data-toast] p');
  expect(said?.endsWith(stays)).toBe(!isBorne);
});

/** What the toast of the page says to which an act leads. */
async function toastAfter(browser: Browser, path: string, fields: object): Promise<string> {
  const { headers } = await browser.post(path).type('form').send(fields).expect(303);
  const page = pageOf((await browser.get(String(headers.location)).expect(200)).text);
  return wordsOf(page, '[data-toast] p')[0] ?? '';
}

describe('a claim on which nothing bears any more is told of', () => {
  const stays = (claim: string) => ` This claim stays, without a passage: “${claim}”`;
  const first = stays('The office knew of the crack.');
  const other = { claim: 'The lock is old.', stance: 'asserts' };

  test.each([
    ['a deletion', 'deletion', {}],
    ['what takes a passage from its claim', 'claim', { claim: '', stance: '' }],
    ['what puts a passage to another claim', 'claim', other],
    ['an edit', '', { exact: said.target.exact, chain: said.chain, claim: '', stance: '' }],
  ])('by %s', async (_what, act, fields) => {
    const browser = await room.signedIn(room.jonas);
    const path =
      act === '' ? `/annotations/${annotation.id}` : `/annotations/${annotation.id}/${act}`;
    const seen = etag(annotation);
    expect(await toastAfter(browser, path, { ...fields, seen })).toContain(first);
  });

  test('by Undo of what put a passage to it', async () => {
    const browser = await room.signedIn(room.jonas);
    const sent = { ...other, seen: etag(annotation) };
    const page = await undone(browser, `/annotations/${annotation.id}/claim`, sent);
    expect(wordsOf(page, '[data-toast] p')[0]).toContain(stays(other.claim));
  });

  test('by a proposal that is taken over, and by what undoes that', async () => {
    const input = parse(proposalInput, { ...other, reason: 'It says so.' });
    const { proposal } = await makeProposal(room.desk, room.nils, annotation.id, input);
    const browser = await room.signedIn(room.jonas);
    const path = `/proposals/${proposal.id}`;
    expect(
      await toastAfter(browser, `${path}/acceptance`, { parts: ['claim'], revision: '1' }),
    ).toContain(first);
    expect(await toastAfter(browser, `${path}/reopening`, {})).toContain(stays(other.claim));
  });

  test.each([
    ['another passage bears on it', said.claim, false],
    ['another bears on one that is joined into it', 'They knew it had a crack.', true],
  ])('but none where %s', async (_what, claim, isJoined) => {
    const { desk, jonas, mira } = room;
    const input = parse(annotationInput, { ...said, claim });
    const beside = await createAnnotation(desk, jonas, annotation.article, input);
    if (isJoined)
      await joinClaims(desk, mira, beside.annotation.claim ?? '', annotation.claim ?? '');
    const browser = await room.signedIn(jonas);
    const message = await toastAfter(browser, `/annotations/${annotation.id}/deletion`, {});
    expect(message).toBe('Annotation deleted.');
  });
});

test('an edit that is undone says which sources have left the register with it', async () => {
  const browser = await room.signedIn(room.jonas);
  const { target } = annotation;
  const typed = { target, chain: 'Lock-keeper Vick -told-> The Evening Barge' };
  const seen = etag(annotation);
  const saved = await reviseAnnotation(
    room.desk,
    room.jonas,
    annotation.id,
    parse(annotationInput, typed),
    seen,
  );
  const undoing = `/annotations/${annotation.id}/undoing?seen=${encodeURIComponent(etag(saved.annotation))}`;
  await browser.post(undoing).type('form').send({}).expect(303);
  const page = pageOf((await browser.get(`/annotations/${annotation.id}`).expect(200)).text);
  expect(wordsOf(page, '[data-toast] p')).toEqual([
    'Change undone. No longer in the register: Lock-keeper Vick.',
  ]);
  expect(page.body.textContent).not.toContain('a source no longer here');
});
