import type { Edition } from '../domain/articles/article.js';
import type {
  ArticleReading,
  PlacedAnnotation,
  PrintableReading,
} from '../domain/articles/article-reading.js';
import { isInternal } from '../domain/chain/chain.js';
import type { DecidedWording, StandingWarning } from '../domain/claims/claim-warnings.js';
import { type Event, notInReports } from '../domain/history/event.js';
import type { ChangedSince } from './as-it-stood/changed-since.js';
import { publicHistory } from './internal-times.js';
import { type PublicReview, publicReview } from './public-review.js';
import { validAnnotation } from './valid-addresses.js';

/*
 * What of a reading may leave the desk. An annotation with a hop off the record is internal: no part
 * of it goes out, nor what was written while it was internal, nor a source, claim or colleague that
 * nothing else names. How the desk goes about its work, its blind rounds and its imports, is its own
 * affair.
 */

/** What a report is made of: a reading with its history and every edition of the text. */
export interface Material extends PrintableReading {
  /** Oldest first. */
  editions: readonly Edition[];
  /** Whether a blind round is open on the article, so that its annotations are not there to see. */
  blind: boolean;
  /** By its id, how each claim is borne by all articles of the desk, as far as that may be told. */
  bearings: ReadonlyMap<string, ClaimBearing>;
  /** Of an earlier edition alone. */
  changedSince?: ChangedSince | undefined;
}

/** How a claim is borne outside the desk: without what is off the record or stands nowhere. */
export interface ClaimBearing {
  /** The same of those who deny it. */
  atLeastDenied: number;
  warnings: readonly StandingWarning[];
  decidedWording: readonly DecidedWording[];
  /** How many independent sources bear it, in plain words. */
  sentence: string;
  atLeast: number;
  atMost: number;
  /** False where the range is wider than it need be, because there are too many chains. */
  exact: boolean;
}

export interface PublicPart {
  annotations: readonly PlacedAnnotation[];
  /** How many internal annotations are left out. */
  leftOut: number;
  /** How many internal proposals to those that are not. */
  proposalsLeftOut: number;
  /** The history of the article and of those annotations, oldest first. */
  events: readonly Event[];
}

/** What of an article's annotations and their history may leave the desk; it yields after each. */
export function* publicPart(reading: ArticleReading): Generator<undefined, PublicPart> {
  const shown = reading.annotations.filter(({ annotation }) => !isInternal(annotation.chain));
  const histories = historiesOf(reading.events);
  const reviews: PublicReview[] = [];
  for (const { annotation } of shown) {
    const history = publicHistory(annotation, histories.get(annotation.id) ?? []);
    reviews.push(publicReview(annotation, history));
    yield;
  }
  return {
    annotations: shown.map((placed, index) => ({
      ...placed,
      annotation: validAnnotation(reviews[index]?.annotation ?? placed.annotation),
    })),
    leftOut: reading.annotations.length - shown.length,
    proposalsLeftOut: reviews.reduce((sum, { leftOut }) => sum + leftOut, 0),
    events: publicEvents(reading, reviews),
  };
}

/** Those of the article itself and of its public annotations, in the order of the history. */
function publicEvents(
  { article, events }: ArticleReading,
  reviews: readonly PublicReview[],
): readonly Event[] {
  const shown = new Map(reviews.flatMap((review) => review.events).map((each) => [each.id, each]));
  return events.flatMap((event) => {
    if (notInReports.includes(event.action)) return [];
    const { kind, id } = event.subject;
    return kind === 'article' && id === article.id ? event : (shown.get(event.id) ?? []);
  });
}

/** Events by the id of what they are about, in their order. */
export function historiesOf(events: readonly Event[]): ReadonlyMap<string, Event[]> {
  const histories = new Map<string, Event[]>();
  for (const event of events) {
    const history = histories.get(event.subject.id);
    if (history) history.push(event);
    else histories.set(event.subject.id, [event]);
  }
  return histories;
}
