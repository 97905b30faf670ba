import { beforeEach, describe, expect, test } from 'vitest';
import { deleteAnnotation } from '../../../src/desk/annotations/deleting.js';
import {
  addComment,
  reopenConversation,
  resolveConversation,
} from '../../../src/desk/review/comments.js';
import { etag } from '../../../src/domain/annotations/annotation.js';
import type { Person } from '../../../src/domain/people/person.js';
import { replace } from '../../../src/store/store.js';
import {
  failure,
  type HarbourDesk,
  happenings,
  meanwhile,
  openHarbourDesk,
  present,
} from '../harbour-desk.js';

let desk: HarbourDesk;
beforeEach(async () => {
  desk = await openHarbourDesk();
});

function say(by: Person, text: string, replyTo: string | null = null, on: HarbourDesk = desk) {
  return addComment(on, by, desk.annotation.id, { text, replyTo });
}

describe('a comment', () => {
  test('mentions the colleagues whom it names, and is no verdict', async () => {
    const { annotation, comment } = await say(desk.nils, 'Who saw the memo, @Mira Sen?');
    expect(comment).toMatchObject({ by: 'nils', mentions: ['mira'], resolved: null });
    expect(annotation).toMatchObject({ status: 'unreviewed', revision: 1, comments: [comment] });
    expect(await happenings(desk)).toMatchObject([
      { action: 'comment.added', after: { text: comment.text, mentions: ['mira'] } },
    ]);
  });

  test('is refused with a sentence where there are a thousand, and other steps are taken as before', async () => {
    const { annotation, comment } = await say(desk.nils, 'Who saw the memo?');
    const comments = Array.from({ length: 1000 }, (_, at) => ({ ...comment, id: `comment${at}` }));
    await desk.store.commit([replace('annotations', { ...annotation, comments })]);
    expect(await failure(say(desk.nils, 'And who else?'))).toMatchObject({
      code: 'conflict',
      message: 'This annotation has 1,000 comments, and takes no more.',
    });
    const resolved = await resolveConversation(desk, desk.jonas, annotation.id, 'comment0');
    expect(resolved.comments).toHaveLength(1000);
  });

  test('mentions nobody who has left', async () => {
    await desk.store.commit([replace('people', { ...desk.mira, disabled: true })]);
    expect((await say(desk.nils, 'Ask @Mira Sen.')).comment.mentions).toEqual([]);
  });

  test('answers another, whose conversation it opens again', async () => {
    const { comment } = await say(desk.nils, 'Who saw the memo?');
    const { id } = desk.annotation;
    const resolved = await resolveConversation(desk, desk.jonas, id, comment.id);
    expect(resolved.comments).toMatchObject([{ resolved: { by: 'jonas' } }]);
    const { annotation } = await say(desk.jonas, 'I did.', comment.id);
    expect(annotation.comments).toMatchObject([{ resolved: null }, { replyTo: comment.id }]);
  });

  test('is kept beside another that is made at the same moment', async () => {
    const racing = meanwhile(desk, () => say(desk.mira, 'First.'));
    await say(desk.nils, 'Second.', null, racing);
    const texts = (await present(desk)).comments.map(({ text }) => text);
    expect(texts).toEqual(['First.', 'Second.']);
  });

  test('does not stand in the way of who deletes the annotation meanwhile', async () => {
    const racing = meanwhile(desk, () => say(desk.nils, 'First.'));
    const seen = etag(desk.annotation);
    await deleteAnnotation(racing, desk.jonas, desk.annotation.id, seen);
    const { comments, deleted } = await present(desk);
    expect([comments.length, deleted?.by]).toEqual([1, 'jonas']);
  });

  test('is not made by a reader, nor an answer to nothing', async () => {
    expect(await failure(say(desk.tom, 'Hm.'))).toMatchObject({ code: 'forbidden' });
    const { fields } = await failure(say(desk.nils, 'Yes.', 'none'));
    expect(fields).toMatchObject([{ field: 'replyTo' }]);
  });
});

test('a conversation is resolved and opened again once each', async () => {
  const { comment } = await say(desk.nils, 'Who saw the memo?');
  const { id } = desk.annotation;
  const turn = { resolve: resolveConversation, reopen: reopenConversation };
  expect(await failure(turn.reopen(desk, desk.nils, id, comment.id))).toMatchObject({
    code: 'conflict',
  });
  await turn.resolve(desk, desk.nils, id, comment.id);
  expect(await failure(turn.resolve(desk, desk.nils, id, comment.id))).toMatchObject({
    code: 'conflict',
  });
  expect((await turn.reopen(desk, desk.mira, id, comment.id)).comments).toMatchObject([
    { resolved: null },
  ]);
  expect(await failure(turn.resolve(desk, desk.tom, id, comment.id))).toMatchObject({
    code: 'forbidden',
  });
  const actions = (await happenings(desk)).map(({ action }) => action);
  expect(actions).toEqual(['comment.added', 'comment.resolved', 'comment.reopened']);
});
