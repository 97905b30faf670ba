import { beforeEach, describe, expect, test } from 'vitest';
import { undoChange } from '../../../src/desk/annotations/undoing.js';
import { addComment } from '../../../src/desk/review/comments.js';
import {
  acceptProposal,
  declineProposal,
  reopenProposal,
} from '../../../src/desk/review/proposal-decisions.js';
import { makeProposal } from '../../../src/desk/review/proposals.js';
import { settleDispute, undoSettlement } from '../../../src/desk/review/settlements.js';
import { giveVerdict } from '../../../src/desk/review/verdicts.js';
import { type Annotation, etag } from '../../../src/domain/annotations/annotation.js';
import { authorsOf } from '../../../src/domain/annotations/content-parts.js';
import {
  alternative,
  changed,
  failure,
  type HarbourDesk,
  happenings,
  openHarbourDesk,
  present,
  verdict,
} from '../harbour-desk.js';

let desk: HarbourDesk;
beforeEach(async () => {
  desk = await openHarbourDesk();
});

const id = () => desk.annotation.id;
const agrees = () => giveVerdict(desk, desk.nils, id(), verdict({ verdict: 'agree' }));
const undo = async (seen: Annotation, by = desk.jonas) =>
  (await undoChange(desk, by, id(), etag(seen))).annotation;

describe('a change', () => {
  test('that is undone leaves what stood before, and what colleagues found of it', async () => {
    await agrees();
    const edited = await changed(desk, { confidence: 'high', note: 'Twice.' });
    expect(edited).toMatchObject({ revision: 2, status: 'unreviewed' });
    const undone = await undo(edited);
    const { confidence, note, chain } = desk.annotation;
    expect(undone).toMatchObject({ confidence, note, chain, revision: 3, status: 'agreed' });
    const { action, by, after } = (await happenings(desk)).at(-1) ?? {};
    expect({ action, by, after }).toMatchObject({ action: 'annotation.revised', by: 'jonas' });
  });

  test('is undone once, also where that is sent twice', async () => {
    const edited = await changed(desk, { confidence: 'high' });
    const undone = await undo(edited);
    expect(await undo(edited)).toEqual(undone);
    expect((await present(desk)).revision).toBe(3);
  });

  test('of the note alone makes no revision, undone neither', async () => {
    const edited = await changed(desk, { note: 'Twice.' });
    expect(await undo(edited)).toMatchObject({ note: desk.annotation.note, revision: 1 });
  });

  test('that somebody has changed since stays, and a sentence says so', async () => {
    const edited = await changed(desk, { confidence: 'high' });
    await changed(desk, { confidence: 'moderate' });
    expect(await failure(undo(edited))).toMatchObject({ code: 'conflict', message: /since/u });
    expect(await present(desk)).toMatchObject({ confidence: 'moderate' });
  });

  test('is for nobody else to undo', async () => {
    const edited = await changed(desk, { confidence: 'high' });
    expect(await failure(undo(edited, desk.nils))).toMatchObject({ code: 'forbidden' });
    expect(await failure(undo(edited, desk.mira))).toMatchObject({ code: 'conflict' });
  });
});

describe('what would bring a confidential source back beside a name that was written meanwhile', () => {
  const secret = { chain: 'Ada Stone (confidential) -told-> The Harbour Post' };
  const guessed = () =>
    addComment(desk, desk.nils, id(), { text: 'Ada Stone, I guess.', replyTo: null });
  const asks = { code: 'conflict', details: { confirm: [{ code: 'identity' }] } };

  test('is not undone: a change', async () => {
    await changed(desk, secret);
    const without = await changed(desk, { chain: '?' });
    await guessed();
    expect(await failure(undo(without))).toMatchObject(asks);
    expect((await present(desk)).chain).toEqual(without.chain);
  });

  test('is not undone: the taking over of a proposal', async () => {
    await changed(desk, secret);
    const other = alternative({ chain: 'Bo Lind -told-> The Harbour Post' });
    const { proposal } = await makeProposal(desk, desk.nils, id(), other);
    await acceptProposal(desk, desk.jonas, proposal.id);
    await guessed();
    expect(await failure(reopenProposal(desk, desk.jonas, proposal.id))).toMatchObject(asks);
  });

  test('is undone where nobody has', async () => {
    const before = await changed(desk, secret);
    const without = await changed(desk, { chain: '?' });
    expect((await undo(without)).chain).toEqual(before.chain);
  });
});

describe('a proposal', () => {
  const propose = async () =>
    (await makeProposal(desk, desk.nils, id(), alternative({ confidence: 'high' }))).proposal.id;

  test('whose taking over is undone is open again, and its words are nobody’s', async () => {
    await giveVerdict(desk, desk.mira, id(), verdict({ verdict: 'agree' }));
    const proposal = await propose();
    const taken = await acceptProposal(desk, desk.jonas, proposal);
    expect(authorsOf(taken)).toContain('nils');
    const undone = await reopenProposal(desk, desk.jonas, proposal);
    expect(undone).toMatchObject({
      confidence: desk.annotation.confidence,
      status: 'agreed',
      proposals: [{ id: proposal, outcome: null }],
    });
    expect(authorsOf(undone)).toEqual(['jonas']);
    expect(await acceptProposal(desk, desk.jonas, proposal)).toMatchObject({ confidence: 'high' });
  });

  test('that was declined is open again, once', async () => {
    const proposal = await propose();
    await declineProposal(desk, desk.jonas, proposal, { reason: 'No.' });
    const undone = await reopenProposal(desk, desk.jonas, proposal);
    expect(undone).toMatchObject({ revision: 1, proposals: [{ outcome: null }] });
    expect(await reopenProposal(desk, desk.jonas, proposal)).toEqual(undone);
    expect((await happenings(desk)).at(-1)).toMatchObject({ action: 'proposal.reopened' });
  });

  test('stays taken over where the annotation has been changed since', async () => {
    const proposal = await propose();
    await acceptProposal(desk, desk.jonas, proposal);
    await changed(desk, { confidence: 'moderate' });
    const problem = await failure(reopenProposal(desk, desk.jonas, proposal));
    expect(problem).toMatchObject({ code: 'conflict' });
  });

  test('is reopened by whoever decided on it alone', async () => {
    const proposal = await propose();
    await declineProposal(desk, desk.jonas, proposal, { reason: 'No.' });
    const code = async (by: typeof desk.mira) =>
      (await failure(reopenProposal(desk, by, proposal))).code;
    expect(await code(desk.mira)).toBe('conflict');
    expect(await code(desk.nils)).toBe('forbidden');
  });
});

describe('a settlement', () => {
  const settled = async () => {
    const input = verdict({ verdict: 'dispute', comment: 'There is no memo.' });
    await giveVerdict(desk, desk.nils, id(), input);
    await settleDispute(desk, desk.mira, id(), { outcome: 'upheld', reason: 'There is.' });
  };

  test('that is undone leaves the dispute open, and the history tells both', async () => {
    await settled();
    const undone = await undoSettlement(desk, desk.mira, id());
    expect(undone).toMatchObject({ settlement: null, status: 'disputed', revision: 1 });
    await expect(undoSettlement(desk, desk.mira, id())).rejects.toMatchObject({ code: 'conflict' });
    const actions = (await happenings(desk)).map(({ action }) => action);
    expect(actions.slice(-2)).toEqual(['annotation.settled', 'annotation.reopened']);
  });

  test('of an annotation that was changed since is past', async () => {
    await settled();
    await changed(desk, { confidence: 'high' });
    const problem = await failure(undoSettlement(desk, desk.mira, id()));
    expect(problem).toMatchObject({ code: 'conflict' });
  });
});
