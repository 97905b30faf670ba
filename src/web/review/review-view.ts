import type { Colleague } from '../../desk/people/colleagues.js';
import type { QueuePosition } from '../../desk/review/queue.js';
import type { QueueFilters } from '../../desk/review/queue-filters.js';
import {
  type PlacedAnnotation,
  type PrintableReading,
  spanOf,
} from '../../domain/articles/article-reading.js';
import { type CardView, cardView } from '../annotations/card-view.js';
import type { TextFrame } from '../articles/drawn-text.js';
import type { RefusedForm } from '../forms/sent-form.js';
import type { Viewer } from '../page/viewer.js';
import { addressOf, listAddress, type ReasonView, reasonViews } from './queue-view.js';
import { type ReviewingView, reviewingView } from './reviewing-view.js';
import { settlementView } from './settlement-view.js';
import { judgingView } from './verdicts-view.js';

/** One annotation of a queue, in its place in the article. */
interface ReviewView {
  id: string;
  article: { id: string; title: string; publisher: string };
  /** The text with this annotation alone. */
  text: TextFrame;
  /** Whether its passage stands in the text for sure. */
  placed: boolean;
  card: CardView;
  reviewing: ReviewingView;
  refused: RefusedForm | null;
  reasons: ReasonView[];
  /** Which one it is of all that wait; null for one that does not. */
  place: { at: number; of: number } | null;
  /** How many wait still. */
  left: number;
  /** The number of the last hop of its chain, as far as there are keys. */
  hops: number;
  previous: string | null;
  next: string | null;
  /** The queue as a list. */
  queue: string;
}

/** What a review is made of beside the annotation in its article. */
interface ReviewParts {
  text: TextFrame;
  position: QueuePosition;
  filters: QueueFilters;
  judges: readonly Colleague[];
  /** A form that could not be taken. */
  refused: RefusedForm | null;
}

/** After a verdict and a settlement the next annotation comes; every other form leads back to this one. */
export function reviewView(
  placed: PlacedAnnotation,
  reading: PrintableReading,
  { text, position, filters, judges, refused }: ReviewParts,
  viewer: Viewer,
): ReviewView {
  const { annotation } = placed;
  const { id, title, publisher } = reading.article;
  const to = (other: string | null) => (other === null ? null : addressOf(other, filters));
  const queue = listAddress(filters);
  const next = to(position.next);
  const here = addressOf(annotation.id, filters);
  const onward = { back: next ?? queue, here, leadsOn: true, refused };
  return {
    id: annotation.id,
    article: { id, title, publisher },
    text,
    placed: spanOf(placed) !== null,
    card: cardView(placed, null, reading, viewer),
    reviewing: {
      ...reviewingView(annotation, reading, judges, viewer, { back: here, refused }),
      judging: judgingView(annotation, reading, viewer, onward),
      settlement: settlementView(annotation, reading, viewer, onward),
    },
    refused,
    reasons: reasonViews(position.reasons),
    place: position.position === null ? null : { at: position.position, of: position.total },
    left: position.total,
    hops: Math.min(annotation.chain.length, 9),
    previous: to(position.previous),
    next,
    queue,
  };
}
