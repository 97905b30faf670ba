import type { Annotation } from '../domain/annotations/annotation.js';
import type { Statement } from '../domain/annotations/content-parts.js';
import type { ArticleReading } from '../domain/articles/article-reading.js';
import { sourcesIn } from '../domain/chain/chain.js';
import type { Claim } from '../domain/claims/claim.js';
import { finished } from '../domain/finished.js';
import type { Event } from '../domain/history/event.js';
import type { Source } from '../domain/register/source.js';
import { judgedHops } from '../domain/review/verdict.js';
import { proposedIn, sourcesInValues } from './json/event-values.js';
import type { Material, PublicPart } from './public-part.js';

/** What a public part names: nothing else of the register, the claims and the people goes out. */
export interface NamedThings {
  /** By id, in the order of the ids, as are the others. */
  sources: ReadonlyMap<string, Source>;
  claims: ReadonlyMap<string, Claim>;
  people: ReadonlyMap<string, string>;
}

/**
 * The sources, claims and people that a public part names, the history's old values included; it
 * yields between its pieces.
 */
export function* namedIn(material: Material, part: PublicPart): Generator<undefined, NamedThings> {
  const sources = new Map<string, Source>();
  const claims = new Map<string, Claim>();
  const people = new Map<string, string>();
  const past = yield* historyIds(part.events);
  for (const id of past.sources) addSource(id, material.sources, sources);
  for (const id of past.claims) addClaim(id, material.claims, claims);
  for (const { annotation } of part.annotations) {
    for (const id of sourceIds(annotation)) addSource(id, material.sources, sources);
    for (const id of claimIds(annotation)) addClaim(id, material.claims, claims);
    copy(addPeopleOf(annotation, new Set()), material.people, people);
    yield;
  }
  copy(personIds(material, part, { sources, claims }), material.people, people);
  return { sources: inOrder(sources), claims: inOrder(claims), people: inOrder(people) };
}

/** The ids of sources and claims. */
interface NamedIds {
  sources: ReadonlySet<string>;
  claims: ReadonlySet<string>;
}

/** The ids of the sources and the claims that the values of events name, proposed ones included. */
export function idsInHistory(events: readonly Event[]): NamedIds {
  return finished(historyIds(events));
}

/** The same, with a yield after each event. */
export function* historyIds(events: readonly Event[]): Generator<undefined, NamedIds> {
  const sources = new Set<string>();
  const claims = new Set<string>();
  for (const { before, after } of events) {
    for (const values of [before, after, proposedIn(after)]) {
      for (const id of [...sourcesInValues(values), ...entriesIn(values)]) sources.add(id);
      if (typeof values?.claim === 'string') claims.add(values.claim);
    }
    yield;
  }
  return { sources, claims };
}

/** The other entries that the values of an event about one name. */
function entriesIn(values: Event['after']): string[] {
  const others = Array.isArray(values?.differsFrom) ? values.differsFrom : [];
  return [values?.into, values?.affiliation, ...others].filter((id) => typeof id === 'string');
}

/** What an annotation says, and what is proposed in its place. */
function statements(annotation: Annotation): Statement[] {
  return [annotation, ...annotation.proposals.map(({ content }) => content)];
}

function sourceIds(annotation: Annotation): string[] {
  const hops = statements(annotation).flatMap(({ chain }) => chain);
  return sourcesIn([...hops, ...judgedHops(annotation)]);
}

/** A source, what it is affiliated to, and what it is joined into. */
function addSource(
  id: string,
  register: ArticleReading['sources'],
  found: Map<string, Source>,
): void {
  const source = register.get(id);
  if (!source || found.has(id)) return;
  found.set(id, source);
  for (const other of [source.affiliation, source.joined?.into ?? null]) {
    if (other !== null) addSource(other, register, found);
  }
}

/** A claim, and the one into which it is joined. */
function addClaim(id: string, known: ReadonlyMap<string, Claim>, found: Map<string, Claim>): void {
  const claim = known.get(id);
  if (!claim || found.has(id)) return;
  found.set(id, claim);
  if (claim.joined) addClaim(claim.joined.into, known, found);
}

function claimIds(annotation: Annotation): string[] {
  return statements(annotation).flatMap(({ claim }) => claim ?? []);
}

function personIds(
  { article, editions }: Material,
  { events }: PublicPart,
  named: Pick<NamedThings, 'sources' | 'claims'>,
): string[] {
  return [
    article.creator,
    ...editions.map(({ capturedBy }) => capturedBy),
    ...events.flatMap(peopleIn),
    ...[...named.sources.values()].flatMap(({ creator, joined, ratings }) => [
      creator,
      ...(joined ? [joined.by] : []),
      ...ratings.map(({ by }) => by),
    ]),
    ...[...named.claims.values()].flatMap(({ creator, decision, joined, overrides }) =>
      [creator, decision?.by ?? [], joined?.by ?? [], overrides.map(({ by }) => by)].flat(),
    ),
  ];
}

/**
 * Adds to others whoever had a hand in an annotation or its review, or is spoken to there. A long
 * article asks this of thousands: no list is made for it.
 */
export function addPeopleOf(annotation: Annotation, people: Set<string>): Set<string> {
  const { creator, modifiedBy, parts, verdicts, settlement, deleted } = annotation;
  people.add(creator).add(modifiedBy);
  const add = (stamp: { by: string | null } | null | undefined) => {
    if (stamp && stamp.by !== null) people.add(stamp.by);
  };
  for (const name in parts) add(parts[name as keyof typeof parts]);
  add(settlement);
  add(deleted);
  if (!isSpokenOf(annotation)) return people;
  for (const verdict of verdicts) add(verdict);
  for (const proposal of annotation.proposals) {
    add(proposal);
    add(proposal.outcome);
  }
  for (const comment of annotation.comments) {
    add(comment);
    add(comment.resolved);
    for (const id of comment.mentions) people.add(id);
  }
  for (const request of annotation.requests) {
    add(request);
    add(request.closed);
    people.add(request.to);
  }
  for (const override of annotation.overrides) add(override);
  return people;
}

/** Whether anybody but its author had a hand in an annotation, as in few of a long article. */
function isSpokenOf({ verdicts, proposals, comments, requests, overrides }: Annotation): boolean {
  const { length } = verdicts;
  return length + proposals.length + comments.length + requests.length + overrides.length > 0;
}

/** The people whom an event names, by id: who did it, and whom it was about. */
export function peopleIn({ by, after }: Event): string[] {
  const mentions: unknown[] = Array.isArray(after?.mentions) ? after.mentions : [];
  const named = [after?.to, after?.proposer, ...mentions];
  return [by, ...named.filter((id) => typeof id === 'string')];
}

function copy<T>(ids: Iterable<string>, from: ReadonlyMap<string, T>, to: Map<string, T>): void {
  for (const id of ids) {
    const value = from.get(id);
    if (value !== undefined) to.set(id, value);
  }
}

function inOrder<T>(found: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return new Map([...found].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
