import type { Edition } from '../domain/article.js';
import { type Chain, isInternal } from '../domain/chain.js';
import type { Claim } from '../domain/claim.js';
import type { Event } from '../domain/event.js';
import type { Placed, Reading } from '../domain/reading.js';
import type { Source } from '../domain/source.js';

/*
 * What of a reading may leave the desk. An annotation with a hop off the record is internal: no part
 * of it goes out, nor what was written while it was internal, nor a source, claim or colleague that
 * nothing else names.
 */

/** What a report is made of: a reading with its history and every edition of the text. */
export interface Material extends Reading {
  /** Oldest first. */
  editions: readonly Edition[];
}

export interface PublicPart {
  annotations: readonly Placed[];
  /** How many internal annotations are left out. */
  leftOut: number;
  /** The history of the article and of those annotations, oldest first. */
  events: readonly Event[];
}

/** What of an article's annotations and their history may leave the desk. */
export function publicPart(reading: Reading): PublicPart {
  const annotations = reading.annotations.filter(({ annotation }) => !isInternal(annotation.chain));
  const shown = new Set(annotations.map(({ annotation }) => annotation.id));
  const internal = internalEvents(reading, annotations);
  const events = reading.events.filter(
    ({ id, action, subject }) =>
      // How a desk came by an annotation is its own affair, and not part of what is said in it.
      action !== 'annotation.imported' &&
      !internal.has(id) &&
      (subject.kind === 'annotation' ? shown.has(subject.id) : subject.id === reading.article.id),
  );
  return { annotations, leftOut: reading.annotations.length - annotations.length, events };
}

/** The events of annotations that are public now, from the time when they were internal. */
function internalEvents(reading: Reading, annotations: readonly Placed[]): ReadonlySet<string> {
  const histories = historiesOf(reading.events);
  const internal = new Set<string>();
  for (const { annotation } of annotations) {
    const events = histories.get(annotation.id) ?? [];
    let isOff = isInternal(firstChain(events) ?? annotation.chain);
    for (const event of events) {
      const wasOff = isOff;
      isOff = isInternal(chainIn(event.after) ?? []) || (isOff && !chainIn(event.after));
      if (wasOff || isOff) internal.add(event.id);
    }
  }
  return internal;
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

/** The chain that stood before the first event, as far as the history tells. */
function firstChain(events: readonly Event[]): Chain | null {
  const telling = events.find(({ before, after }) => chainIn(before) ?? chainIn(after));
  return telling ? (chainIn(telling.before) ?? chainIn(telling.after)) : null;
}

function chainIn(values: Event['before']): Chain | null {
  return isChain(values?.chain) ? values.chain : null;
}

function isChain(value: unknown): value is Chain {
  return Array.isArray(value) && value.every((hop) => typeof hop === 'object' && hop !== null);
}

/** What the public parts name: nothing else of the register, the claims and the people goes out. */
export interface Named {
  /** By id, in the order of the ids, as are the others. */
  sources: ReadonlyMap<string, Source>;
  claims: ReadonlyMap<string, Claim>;
  people: ReadonlyMap<string, string>;
}

/** The sources, claims and people that public parts name, the history's old values included. */
export function namedIn(parts: readonly { material: Material; part: PublicPart }[]): Named {
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

/** The ids of the sources and the claims that the values of events name. */
export function idsInHistory(events: readonly Event[]): {
  sources: ReadonlySet<string>;
  claims: ReadonlySet<string>;
} {
  const values = events.flatMap(({ before, after }) => [before, after]);
  const hops = values.flatMap((value) => chainIn(value) ?? []);
  return {
    sources: new Set(hops.flatMap(({ source }) => source ?? [])),
    claims: new Set(
      values.flatMap((value) => (typeof value?.claim === 'string' ? value.claim : [])),
    ),
  };
}

function sourceIds({ annotations, events }: PublicPart): Set<string> {
  const hops = annotations.flatMap(({ annotation }) => annotation.chain);
  return new Set([...hops.flatMap(({ source }) => source ?? []), ...idsInHistory(events).sources]);
}

/** A source, and what it is affiliated to. */
function addSource(id: string, register: Reading['sources'], found: Map<string, Source>): void {
  const source = register.get(id);
  if (!source || found.has(id)) return;
  found.set(id, source);
  if (source.affiliation !== null) addSource(source.affiliation, register, found);
}

function claimIds({ annotations, events }: PublicPart): Set<string> {
  const claims = annotations.flatMap(({ annotation }) => annotation.claim ?? []);
  return new Set([...claims, ...idsInHistory(events).claims]);
}

function personIds(
  { article, editions }: Material,
  { annotations, events }: PublicPart,
  named: Pick<Named, 'sources' | 'claims'>,
): string[] {
  return [
    article.creator,
    ...editions.map(({ capturedBy }) => capturedBy),
    ...annotations.flatMap(({ annotation }) => [annotation.creator, annotation.modifiedBy]),
    ...events.map(({ by }) => by),
    ...[...named.sources.values()].flatMap(({ creator, ratings }) => [
      creator,
      ...ratings.map(({ by }) => by),
    ]),
    ...[...named.claims.values()].map(({ creator }) => creator),
  ];
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
