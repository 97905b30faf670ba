import { annotationById } from '../../desk/annotations/annotations.js';
import { lastStep, undoStep } from '../../desk/history/undoing.js';
import type { SubjectKind } from '../../domain/history/event.js';
import type { Context } from '../http/context.js';
import type { Routes } from '../http/routes.js';
import { type Flash, redirectWith, undoBy } from '../page/flash.js';
import { withQuery } from '../page/links.js';
import { answerReviewed, backIn } from '../review/review-forms.js';

type Subject = { kind: SubjectKind; id: string };

/** A step of the history is undone from the toast that told of it. */
export function undoing(routes: Routes): void {
  routes.post('/undoing/:event', 'read', async ({ desk, actor }, req, res) => {
    const { subject } = await undoStep(desk, actor, req.params.event);
    const message = 'Undone.';
    if (subject.kind !== 'annotation') {
      return redirectWith(req, res, backIn(req) || pageOf(subject), { message });
    }
    const annotation = await annotationById(desk, subject.id);
    answerReviewed(req, res, { annotation, message });
  });
}

function pageOf({ kind, id }: Subject): string {
  return kind === 'desk' ? '/settings' : `/${folders[kind]}/${id}`;
}

const folders = {
  annotation: 'annotations',
  article: 'articles',
  source: 'sources',
  claim: 'claims',
  person: 'people',
  round: 'rounds',
} as const;

/** Does something to a thing, with the button that undoes it; without where nothing came of it. */
export async function undoable<T>(
  { desk, actor }: Pick<Context, 'desk' | 'actor'>,
  subject: Subject,
  work: () => Promise<T>,
  back = '',
): Promise<{ done: T; undo: Flash['undo'] }> {
  const before = await lastStep(desk, actor, subject);
  const done = await work();
  const step = await lastStep(desk, actor, subject);
  if (step === null || step === before) return { done, undo: null };
  return { done, undo: undoBy(withQuery(`/undoing/${step}`, { back })) };
}
