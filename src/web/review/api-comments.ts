import { annotationById } from '../../desk/annotations/annotations.js';
import { peopleNames } from '../../desk/people/people.js';
import { addComment, reopenConversation, resolveConversation } from '../../desk/review/comments.js';
import { bodyOf, pageOf } from '../http/api-input.js';
import type { Routes } from '../http/routes.js';
import { commentBody } from './api-review-bodies.js';
import { commentAnswer } from './review-answers.js';

/** What is said about an annotation, for programs. */
export function apiComments(routes: Routes): void {
  routes.get('/api/annotations/:id/comments', 'read', async ({ desk }, req, res) => {
    const annotation = await annotationById(desk, req.params.id);
    const { items, next } = pageOf(annotation.comments, req.query);
    const people = await peopleNames(desk);
    res.json({ items: items.map((comment) => commentAnswer(comment, annotation, people)), next });
  });

  routes.post('/api/annotations/:id/comments', 'comment', async ({ desk, actor }, req, res) => {
    const said = bodyOf(commentBody, req.body);
    const { annotation, comment } = await addComment(desk, actor, req.params.id, said);
    res.status(201).json(commentAnswer(comment, annotation, await peopleNames(desk)));
  });

  const turns = [
    { path: '/api/annotations/:id/comments/:comment/resolution', turn: resolveConversation },
    { path: '/api/annotations/:id/comments/:comment/reopening', turn: reopenConversation },
  ] as const;
  for (const { path, turn } of turns) {
    routes.post(path, 'comment', async ({ desk, actor }, req, res) => {
      const annotation = await turn(desk, actor, req.params.id, req.params.comment);
      const people = await peopleNames(desk);
      const first = annotation.comments.filter(({ id }) => id === req.params.comment);
      const [answer] = first.map((comment) => commentAnswer(comment, annotation, people));
      res.json(answer);
    });
  }
}
