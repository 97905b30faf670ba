import {
  type Annotation,
  contentOf,
  isCurrent,
  revise,
} from '../../domain/annotations/annotation.js';
import { Problem } from '../../domain/problem.js';
import { demandToDo } from '../../domain/rights.js';
import { describe } from '../../domain/text/quotes/quote.js';
import { type Span, snap } from '../../domain/text/span.js';
import { replace } from '../../store/store.js';
import { articleById, editionOf } from '../articles/articles.js';
import { type Actor, type Desk, now } from '../desk.js';
import { record } from '../history/record.js';
import { demandReadyUnasked } from '../register/confirmation.js';
import { demandNoRound } from '../rounds/open-rounds.js';
import { commitPlanned } from '../with-retry.js';
import { annotationById } from './annotations.js';

/**
 * Attaches an annotation to a place of its article's newest edition, such as one that was offered when
 * it was carried over; a revision, as any other change of its passage. `seen` is the state that was
 * looked at. Throws *stale* where it has moved on, *invalid* for a place outside the text, and *conflict* for one that
 * names a confidential source of its chain.
 */
export async function attach(
  desk: Desk,
  actor: Actor,
  id: string,
  place: Span & { edition: number; seen: string },
): Promise<Annotation> {
  const { worked } = await commitPlanned(desk, async () => {
    const annotation = await annotationById(desk, id);
    demandToDo(actor, 'change the annotation', annotation);
    await demandNoRound(desk, annotation.article);
    if (!isCurrent(annotation, place.seen))
      throw new Problem('stale', 'This annotation has been changed meanwhile. Look at it again.');
    const edition = await editionOf(desk, await articleById(desk, annotation.article));
    if (edition.number !== place.edition)
      throw new Problem('stale', 'A newer edition has come in meanwhile. Look at it again.');
    const isInside =
      0 <= place.start && place.start < place.end && place.end <= edition.text.length;
    const span = isInside ? snap(edition.text, place) : null;
    if (!span) throw Problem.field('start', 'This place is not in the text.');
    const target = { ...describe(edition.text, span), ...span };
    const content = { ...contentOf(annotation), edition: edition.number, target };
    const stamp = { at: now(desk), by: actor.id };
    const after = revise(annotation, content, stamp);
    await demandReadyUnasked(desk, actor, annotation, after);
    const before = { edition: annotation.edition, target: annotation.target };
    const happened = {
      action: 'annotation.revised',
      before,
      after: { edition: edition.number, target },
    } as const;
    const event = record(stamp, { kind: 'annotation', id }, happened, annotation.article);
    return { annotation: after, changes: [replace('annotations', after), event] };
  });
  return worked.annotation;
}
