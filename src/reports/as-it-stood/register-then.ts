import type { Stamp } from '../../domain/annotations/model.js';
import type { Article } from '../../domain/articles/article.js';
import type { Claim } from '../../domain/claims/claim.js';
import type { Event } from '../../domain/history/event.js';
import { decidedBefore, joinedBefore } from '../../domain/history/standing-stamp.js';
import type { Source, SourceRating } from '../../domain/register/source.js';
import type { ClaimOverride } from '../../domain/sourcing/override.js';

/*
 * How articles, sources and claims were described at a moment, by what happened to them since. Of a name
 * that was masked or removed the history has nothing, so that none comes back.
 */

/** An article as it was described then; `later` are its events since, oldest first. */
export function articleThen(article: Article, later: readonly Event[], number: number): Article {
  const changes = later.filter(({ action }) => action === 'article.changed').toReversed();
  const described: Article = Object.assign({ ...article }, ...changes.map(({ before }) => before));
  return { ...described, edition: number };
}

/** An entry of the register as it stood before the event `until`; `history` are its events, oldest first. */
export function sourceThen(source: Source, history: readonly Event[], until: string): Source {
  return takenBack(source, history, until, sourceBefore);
}

/** A claim as it stood before the event `until`; `history` are its events, oldest first. */
export function claimThen(claim: Claim, history: readonly Event[], until: string): Claim {
  return takenBack(claim, history, until, claimBefore);
}

type Before<T> = (thing: T, event: Event, earlier: readonly Event[]) => T;

function takenBack<T>(thing: T, history: readonly Event[], until: string, before: Before<T>): T {
  const earlier = [...history];
  let then = thing;
  for (let event = earlier.pop(); event && event.id >= until; event = earlier.pop()) {
    then = before(then, event, earlier);
  }
  return then;
}

function sourceBefore(source: Source, event: Event, earlier: readonly Event[]): Source {
  const { action, before } = event;
  switch (action) {
    case 'source.changed':
      return { ...source, ...before };
    case 'source.rated':
      return { ...source, ratings: withoutRated(source.ratings, event) };
    case 'source.unrated':
      return { ...source, ratings: [...source.ratings, ...ratingIn(earlier, before)] };
    case 'source.joined':
      return { ...source, joined: null };
    case 'source.parted':
      return { ...source, joined: joinedInto(event, earlier) };
    default:
      return source;
  }
}

/** The rating that was taken back: the last that says the same. */
function ratingIn(earlier: readonly Event[], said: Event['before']): SourceRating[] {
  const rated = earlier.findLast(
    ({ action, after }) =>
      action === 'source.rated' &&
      after?.reliability === said?.reliability &&
      after?.reason === said?.reason,
  );
  return rated ? [ratedIn(rated)] : [];
}

/** The rating that an event tells of. */
export function ratedIn({ at, by, after }: Event): SourceRating {
  const { reliability, reason, from } = { ...after };
  return {
    ...({ reliability, reason } as Pick<SourceRating, 'reliability' | 'reason'>),
    ...{ at, by },
    ...(typeof from === 'string' && { from }),
  };
}

/** Into which it had been joined; null where nothing tells by whom. */
function joinedInto(event: Event, earlier: readonly Event[]): ({ into: string } & Stamp) | null {
  const [stamp, into] = [joinedBefore(event, earlier), event.before?.into];
  return stamp && typeof into === 'string' ? { into, at: stamp.at, by: stamp.by } : null;
}

/** What was rated bears the moment of its event; what holds again bears its own, and came last. */
function withoutRated(ratings: readonly SourceRating[], { at, after }: Event): SourceRating[] {
  if (after?.undoing === true) return ratings.slice(0, -1);
  return ratings.filter((rating) => rating.at !== at);
}

function claimBefore(claim: Claim, event: Event, earlier: readonly Event[]): Claim {
  const { action, before, after } = event;
  switch (action) {
    case 'claim.changed':
      return claimBeforeChange(claim, event, earlier);
    case 'claim.joined':
      return { ...claim, joined: null };
    case 'claim.parted':
      return { ...claim, joined: joinedInto(event, earlier) };
    case 'override.made':
      return { ...claim, overrides: claim.overrides.filter(({ id }) => id !== after?.override) };
    case 'override.withdrawn':
      return { ...claim, overrides: [...claim.overrides, ...overrideIn(earlier, before)] };
    default:
      return claim;
  }
}

function claimBeforeChange(claim: Claim, event: Event, earlier: readonly Event[]): Claim {
  const { statement = claim.statement, ...decided } = { ...event.before } as Partial<Claim> & {
    reason?: string | null;
  };
  if (decided.state === undefined) return { ...claim, statement };
  const { state, reason = null } = decided;
  const { at, by } = decidedBefore(event, earlier) ?? { at: claim.created, by: claim.creator };
  return { ...claim, statement, state, decision: state === 'open' ? null : { at, by, reason } };
}

/** What was taken up again, as it had been set aside; nothing where the history does not say what it was about. */
function overrideIn(earlier: readonly Event[], before: Event['before']): ClaimOverride[] {
  const made = earlier.findLast(
    ({ action, after }) => action === 'override.made' && after?.override === before?.override,
  );
  if (!made || !Array.isArray(before?.about)) return [];
  const { override: id, code, about, reason } = { ...before };
  const { at, by } = made;
  return [{ id, at, by, reason, code, about } as ClaimOverride];
}
