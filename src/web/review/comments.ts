import type { Response } from 'express';
import { addComment, reopenConversation, resolveConversation } from '../../desk/review/comments.js';
import { parse } from '../../domain/parse.js';
import { commentInput } from '../../domain/review/comments.js';
import type { Context } from '../http/context.js';
import { textField } from '../http/form-fields.js';
import type { Asked, Routes } from '../http/routes.js';
import { answerReviewed, confirmedIn, reviewWork, wordsIn } from './review-forms.js';

/** What colleagues say about an annotation. */
export function comments(routes: Routes): void {
  routes.post('/annotations/:id/comments', 'comment', add);
  routes.post('/annotations/:id/comments/:comment/resolution', 'comment', resolve);
  routes.post('/annotations/:id/comments/:comment/reopening', 'comment', reopen);
}

type OfConversation = Asked<'/annotations/:id/comments/:comment/resolution'>;

async function add(
  context: Context,
  req: Asked<'/annotations/:id/comments'>,
  res: Response,
): Promise<void> {
  const { id } = req.params;
  const about = textField(req.body, 'replyTo');
  await reviewWork(context, req, res, { id, form: 'comment', about }, async () => {
    const { desk, actor } = context;
    const input = parse(commentInput, { text: wordsIn(req, 'text'), replyTo: about });
    const said = { ...input, confirm: confirmedIn(req) };
    const { annotation, comment } = await addComment(desk, actor, id, said);
    const message = about === '' ? 'Comment added.' : 'Reply added.';
    const more = { comment: comment.id };
    answerReviewed(req, res, { annotation, message, at: `comment-${comment.id}`, more });
  });
}

async function resolve(context: Context, req: OfConversation, res: Response): Promise<void> {
  const { id, comment } = req.params;
  await reviewWork(context, req, res, { id, form: 'comment', about: comment }, async () => {
    const annotation = await resolveConversation(context.desk, context.actor, id, comment);
    const message = 'Conversation resolved.';
    const undo = { label: 'Undo', action: `/annotations/${id}/comments/${comment}/reopening` };
    answerReviewed(req, res, { annotation, message, undo, at: 'thread' });
  });
}

async function reopen(context: Context, req: OfConversation, res: Response): Promise<void> {
  const { id, comment } = req.params;
  await reviewWork(context, req, res, { id, form: 'comment', about: comment }, async () => {
    const annotation = await reopenConversation(context.desk, context.actor, id, comment);
    answerReviewed(req, res, { annotation, message: 'Conversation reopened.', at: 'thread' });
  });
}
