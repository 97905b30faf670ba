import type { Response } from 'express';
import { annotationById } from '../../desk/annotations/annotations.js';
import type { Desk } from '../../desk/desk.js';
import { peopleNames } from '../../desk/people/names.js';
import { confirmField } from '../../desk/register/questions.js';
import { addComment, reopenConversation, resolveConversation } from '../../desk/review/comments.js';
import type { Annotation } from '../../domain/annotations/annotation.js';
import { parse } from '../../domain/parse.js';
import { commentInput } from '../../domain/review/comments.js';
import { type Answer, listShape, oneOf, sendMade } from '../api/answers.js';
import { pageOf, pageQuery } from '../api/api-input.js';
import { textField } from '../forms/form-fields.js';
import { confirmedIn } from '../forms/questions.js';
import { undoable } from '../history/undoing.js';
import type { Context } from '../http/context.js';
import type { AnswerAgain, RouteRequest, Routes } from '../http/routes.js';
import { undoBy } from '../page/flash.js';
import { formAnchor } from './form-anchors.js';
import { commentAnswer, commentShape } from './review-answers.js';
import { answerReviewed, reviewWork } from './review-forms.js';

/** What colleagues say about an annotation. */
export function comments(routes: Routes): void {
  routes.post('/annotations/:id/comments', 'comment', add);
  routes.post('/annotations/:id/comments/:comment/resolution', 'comment', resolve);
  routes.post('/annotations/:id/comments/:comment/reopening', 'comment', reopen);
  forPrograms(routes);
  oneForPrograms(routes);
}

type OfConversation = RouteRequest<'/annotations/:id/comments/:comment/resolution'>;

async function add(
  context: Context,
  req: RouteRequest<'/annotations/:id/comments'>,
  res: Response,
): Promise<void> {
  const { id } = req.params;
  const replyTo = textField(req.body, 'replyTo');
  const at = formAnchor.comment(replyTo);
  await reviewWork(context, req, res, { id, at }, async () => {
    const { desk, actor } = context;
    const input = parse(commentInput, { text: textField(req.body, 'text'), replyTo });
    const sent = { ...input, confirm: confirmedIn(req.body) };
    const { done, undo } = await undoable(context, { kind: 'annotation', id }, () =>
      addComment(desk, actor, id, sent),
    );
    const { annotation, comment } = done;
    const message = replyTo === '' ? 'Comment added.' : 'Reply added.';
    const more = { comment: comment.id };
    const flash = { message, undo };
    answerReviewed(req, res, { annotation, ...flash, at: formAnchor.comment(comment.id), more });
  });
}

async function resolve(context: Context, req: OfConversation, res: Response): Promise<void> {
  const { id, comment } = req.params;
  await reviewWork(context, req, res, { id, at: formAnchor.comment(comment) }, async () => {
    const annotation = await resolveConversation(context.desk, context.actor, id, comment);
    const message = 'Conversation resolved.';
    const undo = undoBy(`/annotations/${id}/comments/${comment}/reopening`);
    answerReviewed(req, res, { annotation, message, undo, at: 'thread' });
  });
}

async function reopen(context: Context, req: OfConversation, res: Response): Promise<void> {
  const { id, comment } = req.params;
  await reviewWork(context, req, res, { id, at: formAnchor.comment(comment) }, async () => {
    const { desk, actor } = context;
    const work = () => reopenConversation(desk, actor, id, comment);
    const subject = { kind: 'annotation' as const, id };
    const { done: annotation, undo } = await undoable(context, subject, work);
    answerReviewed(req, res, { annotation, message: 'Conversation reopened.', undo, at: 'thread' });
  });
}

function forPrograms(routes: Routes): void {
  routes.get(
    '/api/annotations/:id/comments',
    {
      right: 'read',
      summary: 'What was said about an annotation, the earliest first',
      query: pageQuery,
      answer: listShape(commentShape),
    },
    async ({ desk }, req, res) => {
      const annotation = await annotationById(desk, req.params.id);
      const { items, next } = pageOf(annotation.comments, req.query);
      const people = await peopleNames(desk);
      res.json({ items: items.map((comment) => commentAnswer(comment, annotation, people)), next });
    },
  );

  routes.post(
    '/api/annotations/:id/comments',
    {
      right: 'comment',
      summary: 'Says something about an annotation; @ and a name mention a colleague',
      body: commentInput.extend(confirmField),
      answer: commentShape,
      makes: true,
      conflict: 'Something is to be said yes to first (`confirm`).',
    },
    async ({ desk, actor, body }, req, res) => {
      const { id } = req.params;
      const { annotation, comment } = await addComment(desk, actor, id, body);
      const answer = await answerOf(desk, annotation, comment.id);
      sendMade(res, `/api/annotations/${id}/comments/${comment.id}`, answer);
    },
  );
}

function oneForPrograms(routes: Routes): void {
  routes.get(
    '/api/annotations/:id/comments/:comment',
    { right: 'read', summary: 'A comment', answer: commentShape },
    async ({ desk }, req, res) => {
      const annotation = await annotationById(desk, req.params.id);
      res.json(await answerOf(desk, annotation, req.params.comment));
    },
  );

  routes.post(
    '/api/annotations/:id/comments/:comment/resolution',
    {
      right: 'comment',
      summary: 'Marks a conversation, named by its first comment, as resolved',
      answer: commentShape,
      conflict: 'It is resolved already.',
      again: sendAgain,
    },
    async ({ desk, actor }, req, res) => {
      const { id, comment } = req.params;
      const annotation = await resolveConversation(desk, actor, id, comment);
      res.json(await answerOf(desk, annotation, comment));
    },
  );

  routes.post(
    '/api/annotations/:id/comments/:comment/reopening',
    {
      right: 'comment',
      summary: 'Opens a resolved conversation again',
      answer: commentShape,
      conflict: 'It is open already.',
      again: sendAgain,
    },
    async ({ desk, actor }, req, res) => {
      const { id, comment } = req.params;
      const annotation = await reopenConversation(desk, actor, id, comment);
      res.json(await answerOf(desk, annotation, comment));
    },
  );
}

const sendAgain: AnswerAgain = async ({ desk }, { id = '', comment = '' }, res) => {
  res.json(await answerOf(desk, await annotationById(desk, id), comment));
};

async function answerOf(
  desk: Desk,
  annotation: Annotation,
  id: string,
): Promise<Answer<typeof commentShape>> {
  const comment = oneOf(annotation.comments, id, 'comment');
  return commentAnswer(comment, annotation, await peopleNames(desk));
}
