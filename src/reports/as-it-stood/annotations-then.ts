import type { Annotation, Stamp } from '../../domain/annotations/annotation.js';
import { type TextOf, takenBackFrom } from '../../domain/annotations/carried.js';
import type { Edition } from '../../domain/articles/article.js';
import { isInternal } from '../../domain/chain/chain.js';
import type { Event } from '../../domain/history/event.js';
import { byPlace, type PlaceOf, placing } from '../../domain/history/place.js';
import { withStatus } from '../../domain/review/status.js';
import {
  authorsThen,
  contentBefore,
  isChange,
  type KnownOfHistory,
  type Step,
} from './content-before.js';
import { reviewBefore } from './review-before.js';
import { revisionsSince } from './revisions-since.js';

/*
 * A report of an earlier edition stays what it was: the history has every change with the values before
 * it, so what was done since the next edition came in is taken back, one by one, the last first.
 */

/** An edition, and where among the ids of events the one after it came in. */
interface EditionThen {
  number: number;
  until: string;
}

/** What taking back needs beside the annotations: every edition of the article with its place, and the quorum of then. */
interface KnownThen {
  editions: readonly Edition[];
  places: ReadonlyMap<number, string>;
  quorum: number;
}

/**
 * An article's annotations as they stood when the next edition came in, without those that were not there, in
 * the order of the text; `histories` are their events by their ids, oldest first. It yields after each, and after
 * each event that is taken back, for thousands take a while.
 */
export function* annotationsThen(
  annotations: readonly Annotation[],
  histories: ReadonlyMap<string, readonly Event[]>,
  edition: EditionThen,
  known: KnownThen,
): Generator<undefined, Annotation[]> {
  const stood: Annotation[] = [];
  for (const annotation of annotations) {
    const history = histories.get(annotation.id) ?? [];
    const then = yield* annotationThen(annotation, history, edition, known);
    if (then) stood.push(then);
    yield;
  }
  return stood.sort(inTextOrder);
}

/** As a store has them. */
function inTextOrder(one: Annotation, other: Annotation): number {
  return one.target.start - other.target.start || (one.id < other.id ? -1 : 1);
}

/**
 * An annotation as it stood when the next edition came in; null for one that was made later or was deleted
 * then, or that was put on a passage of a later edition.
 */
function* annotationThen(
  annotation: Annotation,
  history: readonly Event[],
  { number, until }: EditionThen,
  { editions, places, quorum }: KnownThen,
): Generator<undefined, Annotation | null> {
  const placeOf = placing(history);
  const made = { at: annotation.created, by: annotation.creator };
  if (placeOf(made) >= until || wasDeleted(history, until)) return null;
  // What went off the record since is left out of every report.
  if (isInternal(annotation.chain)) return annotation;
  const textOf: TextOf = (each) => editions.find((edition) => edition.number === each)?.text;
  const steps = stepsOf(annotation, history, places);
  const since = steps.filter((step) => isSince(step, { number, until }));
  const earlier = steps.slice(0, steps.length - since.length);
  const told = { placeOf, textOf };
  const walked = yield* takenBack(annotation, steps, since.length, told);
  if (walked.edition > number) return null;
  const changed = history.findLast((event) => event.id < until && isModifying(event));
  const then = {
    ...withoutLater(walked, until, placeOf),
    modified: changed?.at ?? walked.created,
    modifiedBy: changed?.by ?? walked.creator,
  };
  return withStatus({ ...then, parts: authorsThen(then, earlier, told) }, quorum);
}

/** All that became of an annotation, oldest first. */
function stepsOf(
  { carried }: Annotation,
  history: readonly Event[],
  places: ReadonlyMap<number, string>,
): Step[] {
  const came = carried.flatMap(({ edition }): Step[] => {
    const place = places.get(edition);
    return place === undefined ? [] : [{ place, edition }];
  });
  const done = history.map((event): Step => ({ place: event.id, event }));
  return [...came, ...done].toSorted(byPlace(({ place }) => place));
}

function isSince(step: Step, { number, until }: EditionThen): boolean {
  return 'edition' in step ? step.edition > number : step.place >= until;
}

/** The annotation before the last `count` of its steps. */
function* takenBack(
  annotation: Annotation,
  steps: readonly Step[],
  count: number,
  known: KnownOfHistory,
): Generator<undefined, Annotation> {
  // The steps before the one that is at hand, and the events among them: each goes as it is taken back.
  const earlier = [...steps];
  const events = steps.flatMap((step) => ('event' in step ? step.event : []));
  let then = annotation;
  for (const step of steps.slice(steps.length - count).toReversed()) {
    earlier.pop();
    if ('event' in step) events.pop();
    then = before(then, step, { steps: earlier, events }, known);
    yield;
  }
  return then;
}

/** The annotation before a step; `earlier` is what was before it. */
function before(
  annotation: Annotation,
  step: Step,
  earlier: { steps: readonly Step[]; events: readonly Event[] },
  known: KnownOfHistory,
): Annotation {
  // Its status is worked out at the end: any quorum does.
  if ('edition' in step) return takenBackFrom(annotation, step.edition, known.textOf, 1);
  if (isChange(step.event)) return contentBefore(annotation, step.event, known);
  const since = (event: Event) => {
    const at = earlier.steps.findLastIndex((each) => 'event' in each && each.event === event);
    return revisionsSince(annotation, earlier.steps.slice(at + 1), known);
  };
  return reviewBefore(annotation, step.event, earlier.events, {
    ...{ since, placeOf: known.placeOf },
  });
}

/**
 * Without what was said since, in the order in which it was said; nor is anything decided since where the
 * history, which was imported, says nothing of it.
 */
function withoutLater(annotation: Annotation, until: string, placeOf: PlaceOf): Annotation {
  const { verdicts, proposals, comments, requests, overrides, settlement } = annotation;
  const done = <T extends Stamp>(stamp: T | null) =>
    stamp !== null && placeOf(stamp) < until ? stamp : null;
  const said = <T extends Stamp>(all: readonly T[]) =>
    all.filter((each) => placeOf(each) < until).toSorted(byPlace(placeOf));
  return {
    ...annotation,
    verdicts: said(verdicts),
    proposals: said(proposals).map((each) => ({ ...each, outcome: done(each.outcome) })),
    comments: said(comments).map((each) => ({ ...each, resolved: done(each.resolved) })),
    requests: said(requests).map((each) => ({ ...each, closed: done(each.closed) })),
    overrides: said(overrides),
    settlement: done(settlement),
  };
}

function wasDeleted(history: readonly Event[], until: string): boolean {
  const last = history.findLast(
    ({ action, id }) =>
      id < until && (action === 'annotation.deleted' || action === 'annotation.restored'),
  );
  return last?.action === 'annotation.deleted';
}

function isModifying(event: Event): boolean {
  return isChange(event) || event.action === 'annotation.restored';
}
