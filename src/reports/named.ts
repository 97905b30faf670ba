import type { Annotation } from '../domain/annotations/annotation.js';
import type { Statement } from '../domain/annotations/content-parts.js';
import type { ArticleReading } from '../domain/articles/article-reading.js';
import { sourcesIn } from '../domain/chain/chain.js';
import type { Claim } from '../domain/claims/claim.js';
import type { Event } from '../domain/history/event.js';
import type { Source } from '../domain/register/source.js';
import { judgedHops } from '../domain/review/verdict.js';
import { proposedIn, sourcesInValues } from './json/event-values.js';
import type { Material, PublicPart } from './public-part.js';

/** What the public parts name: nothing else of the register, the claims and the people goes out. */
export interface NamedThings {
  /** By id, in the order of the ids, as are the others. */
  sources: ReadonlyMap<string, Source>;
  claims: ReadonlyMap<string, Claim>;
  people: ReadonlyMap<string, string>;
}

/** The sources, claims and people that public parts name, the history's old values included. */
export function namedIn(parts: readonly { material: Material; part: PublicPart }[]): NamedThings {
  const sources = new Map<string, Source>();
  const claims = new Map<string, Claim>();
  const people = new Map<string, string>();
  for (const { material, part } of parts) {
    for (const id of sourceIds(part)) addSource(id, material.sources, sources);
    copy(claimIds(part), material.claims, claims);
  }
  for (const { material, part } of parts) {
    copy(personIds(material, part, { sources, claims }), material.people, people);
  }
  return { sources: inOrder(sources), claims: inOrder(claims), people: inOrder(people) };
}

/** The ids of the sources and the claims that the values of events name, proposed ones included. */
export function idsInHistory(events: readonly Event[]): {
  sources: ReadonlySet<string>;
  claims: ReadonlySet<string>;
} {
  const values = events.flatMap(({ before, after }) => [before, after, proposedIn(after)]);
  return {
    sources: new Set(
      [...values.flatMap(sourcesInValues), ...values.flatMap(entriesIn)].flatMap((id) => id ?? []),
    ),
    claims: new Set(
      values.flatMap((value) => (typeof value?.claim === 'string' ? value.claim : [])),
    ),
  };
}

/** The other entries that the values of an event about one name. */
function entriesIn(values: Event['after']): (string | null)[] {
  const named = [values?.into, values?.affiliation];
  return named.map((id) => (typeof id === 'string' ? id : null));
}

/** What an annotation says, and what is proposed in its place. */
function statements({ annotations }: PublicPart): Statement[] {
  return annotations.flatMap(({ annotation }) => [
    annotation,
    ...annotation.proposals.map(({ content }) => content),
  ]);
}

function sourceIds(part: PublicPart): Set<string> {
  const hops = statements(part).flatMap(({ chain }) => chain);
  const judged = part.annotations.flatMap(({ annotation }) => judgedHops(annotation));
  return new Set([...sourcesIn([...hops, ...judged]), ...idsInHistory(part.events).sources]);
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

function claimIds(part: PublicPart): Set<string> {
  const claims = statements(part).flatMap(({ claim }) => claim ?? []);
  return new Set([...claims, ...idsInHistory(part.events).claims]);
}

function personIds(
  { article, editions }: Material,
  { annotations, events }: PublicPart,
  named: Pick<NamedThings, 'sources' | 'claims'>,
): string[] {
  return [
    article.creator,
    ...editions.map(({ capturedBy }) => capturedBy),
    ...annotations.flatMap(({ annotation }) => peopleOf(annotation)),
    ...events.flatMap(peopleIn),
    ...[...named.sources.values()].flatMap(({ creator, joined, ratings }) => [
      creator,
      ...(joined ? [joined.by] : []),
      ...ratings.map(({ by }) => by),
    ]),
    ...[...named.claims.values()].flatMap(({ creator, decision, joined }) =>
      [creator, decision?.by ?? [], joined?.by ?? []].flat(),
    ),
  ];
}

/** Everybody who had a hand in an annotation or its review, or is spoken to there. */
function peopleOf(annotation: Annotation): string[] {
  const { comments, proposals, requests, settlement, verdicts } = annotation;
  const stamps = [
    ...Object.values(annotation.parts),
    ...verdicts,
    ...proposals.flatMap((proposal) => [proposal, proposal.outcome]),
    ...comments.flatMap((comment) => [comment, comment.resolved]),
    ...requests.flatMap((request) => [request, request.closed]),
    settlement,
  ];
  return [
    annotation.creator,
    annotation.modifiedBy,
    ...stamps.flatMap((stamp) => stamp?.by ?? []),
    ...comments.flatMap(({ mentions }) => mentions),
    ...requests.map(({ to }) => to),
  ];
}

function peopleIn({ by, after }: Event): string[] {
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
