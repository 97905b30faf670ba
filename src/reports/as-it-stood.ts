import type { Annotation, Content } from '../domain/annotations/annotation.js';
import { type TextOf, takenBackFrom } from '../domain/annotations/carried.js';
import { besideStatement, contentFields } from '../domain/annotations/content.js';
import type { Article } from '../domain/articles/article.js';
import { isInternal } from '../domain/chain/chain.js';
import type { Event } from '../domain/history/event.js';
import type { Values } from '../domain/history/words.js';
import type { Verdict } from '../domain/review/model.js';
import { withStatus } from '../domain/review/status.js';

/*
 * A report of an earlier edition stays what it was: the history has every change with the values before
 * it, so what was done since the next edition came in is taken back, one by one.
 */

/** An edition, and when the one after it came in. */
export interface EditionThen {
  number: number;
  /** RFC 3339, UTC. */
  until: string;
}

/**
 * An article's annotations as they stood when the next edition came in, without those that were not there;
 * `histories` are their events by their ids, oldest first. It yields after each, for thousands take a while.
 */
export function* annotationsThen(
  annotations: readonly Annotation[],
  histories: ReadonlyMap<string, readonly Event[]>,
  edition: EditionThen,
  known: { textOf: TextOf; quorum: number },
): Generator<undefined, Annotation[]> {
  const stood: Annotation[] = [];
  for (const annotation of annotations) {
    const then = annotationThen(annotation, histories.get(annotation.id) ?? [], edition, known);
    if (then) stood.push(then);
    yield;
  }
  return stood;
}

/**
 * An annotation as it stood when the next edition came in; null for one that was made later, or that
 * was put on a passage of a later edition. `history` are its events, oldest first.
 */
function annotationThen(
  annotation: Annotation,
  history: readonly Event[],
  { number, until }: EditionThen,
  { textOf, quorum }: { textOf: TextOf; quorum: number },
): Annotation | null {
  if (annotation.created >= until) return null;
  // What went off the record since is left out of every report.
  if (isInternal(annotation.chain)) return annotation;
  let then = withoutLaterEditions(annotation, number, { textOf, quorum });
  const later = history.filter(({ at }) => at >= until);
  for (const event of later.toReversed()) then = before(then, event);
  if (then.edition > number) return null;
  const since = <T extends { at: string }>(said: readonly T[]) =>
    said.filter(({ at }) => at < until);
  const changed = history.findLast((event) => event.at < until && isChange(event));
  return withStatus(
    {
      ...then,
      parts: Object.fromEntries(
        Object.entries(then.parts).filter(([, { revision }]) => revision <= then.revision),
      ),
      verdicts: since(then.verdicts),
      proposals: since(then.proposals).map((each) => ({
        ...each,
        outcome: unlessLater(each.outcome, until),
      })),
      comments: since(then.comments).map((each) => ({
        ...each,
        resolved: unlessLater(each.resolved, until),
      })),
      requests: since(then.requests).map((each) => ({
        ...each,
        closed: unlessLater(each.closed, until),
      })),
      overrides: since(then.overrides),
      modified: changed?.at ?? then.created,
      modifiedBy: changed?.by ?? then.creator,
      settlement: unlessLater(then.settlement, until),
    },
    quorum,
  );
}

/** What was done at its moment; null where that was later. */
function unlessLater<T extends { at: string }>(done: T | null, until: string): T | null {
  return done !== null && done.at < until ? done : null;
}

function withoutLaterEditions(
  annotation: Annotation,
  number: number,
  { textOf, quorum }: { textOf: TextOf; quorum: number },
): Annotation {
  const later = annotation.carried.map(({ edition }) => edition).filter((each) => each > number);
  return later
    .toSorted((one, other) => other - one)
    .reduce((then, edition) => takenBackFrom(then, edition, textOf, quorum), annotation);
}

/** An annotation before something happened to it. */
function before(annotation: Annotation, event: Event): Annotation {
  if (!isChange(event)) return { ...annotation, verdicts: verdictsBefore(annotation, event) };
  const values = contentIn(event.before);
  const isRevision = contentFields.some(
    (field) => field in values && !besideStatement.some((each) => each === field),
  );
  return {
    ...annotation,
    ...values,
    revision: Math.max(1, annotation.revision - (isRevision ? 1 : 0)),
  };
}

/** A verdict that took another's place, or was withdrawn, stands in the history whole. */
function verdictsBefore(
  { verdicts }: Annotation,
  { action, before: was, after }: Event,
): Verdict[] {
  if (action === 'verdict.withdrawn') return [...verdicts, ...verdictsIn([was])];
  if (action !== 'verdict.changed') return verdicts;
  return [...verdicts.filter(({ id }) => id !== after?.id), ...verdictsIn(was?.verdicts)];
}

function verdictsIn(values: unknown): Verdict[] {
  return Array.isArray(values) ? values.filter((each): each is Verdict => isObject(each)) : [];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isChange({ action }: Event): boolean {
  return action === 'annotation.revised' || action === 'proposal.accepted';
}

function contentIn(values: Values | null): Partial<Content> {
  return Object.fromEntries(
    contentFields.flatMap((field) => (values && field in values ? [[field, values[field]]] : [])),
  );
}

/** An article as it was described then; `later` are its events since, oldest first. */
export function articleThen(article: Article, later: readonly Event[], number: number): Article {
  const changes = later.filter(({ action }) => action === 'article.changed').toReversed();
  const described: Article = Object.assign({ ...article }, ...changes.map(({ before }) => before));
  return { ...described, edition: number };
}
