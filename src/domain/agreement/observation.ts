import type { Annotation } from '../annotations/annotation.js';
import type { ContentPart } from '../annotations/content-parts.js';
import type { Hop } from '../chain/chain.js';
import type { RelationCode } from '../chain/relations.js';
import {
  type Confidence,
  type Credibility,
  confidenceCodes,
  credibilities,
} from '../chain/scales.js';
import { endOf } from '../register/joining.js';
import { nameKey } from '../register/name.js';
import type { Source } from '../register/source.js';
import type { Span } from '../text/span.js';
import {
  type Figure,
  kappaFigure,
  nominalFigure,
  ordinalFigure,
  spanFigures,
} from './agreement.js';
import type { Ratings } from './krippendorff.js';
import { alignSpans } from './span-matching.js';

/** What one person found at one passage; null is what they did not say. */
export interface Observation extends Span {
  /** Who they hold for the origin, that none is stated being a finding too: see `holdersOf`. */
  origin: string | null;
  /** How holders passed it on; one of whom that is not known is left out. */
  relations: { holder: string; relation: RelationCode }[];
  confidence: Confidence | null;
  credibility: Credibility | null;
}

/** A text that several people annotated: what agreement is worked out from. Plain data. */
export interface ObservedText {
  article: string;
  /** The blind round in which they did; null where they saw what the others had done. */
  round: string | null;
  /** In UTF-16 code units, as the positions in it. */
  length: number;
  /** One who read it and annotated nothing has found nothing. */
  people: { person: string; found: Observation[] }[];
}

type SourceOf = (
  id: string,
) => Pick<Source, 'id' | 'name' | 'unnamed' | 'confidential' | 'article' | 'joined'> | undefined;

/**
 * What an annotation tells of its creator's judgement, at the span where it stands. A part that
 * somebody else has written since is no longer the creator's, and counts as not said. 6 (cannot be
 * judged) is kept: the measures take it for missing.
 */
export function observationOf(
  annotation: Annotation,
  { start, end }: Span,
  sourceOf: SourceOf,
): Observation {
  const { creator, parts } = annotation;
  const isOwn = (part: ContentPart) => (parts[part]?.by ?? creator) === creator;
  return {
    start,
    end,
    ...(isOwn('chain') ? saidInChain(annotation, sourceOf) : { origin: null, relations: [] }),
    confidence: isOwn('confidence') ? annotation.confidence : null,
    credibility: isOwn('credibility') ? annotation.credibility : null,
  };
}

/** An observed text with only what some people found. */
export function foundBy(text: ObservedText, people: readonly string[]): ObservedText {
  return { ...text, people: text.people.filter(({ person }) => people.includes(person)) };
}

/**
 * Agreement on spans, origins, relations, confidence and credibility, over all texts that two or
 * more people annotated; κ beside α where they are two in all.
 *
 * A unit is a passage: annotations that stand for the same one, each by another person, matched by
 * `alignSpans`. Relations are compared holder by holder, where two name the same holder, so that
 * disagreement about who held the information is not counted once more as one about how it was
 * passed on.
 */
export function figuresOn(texts: readonly ObservedText[]): Figure[] {
  const observers = [
    ...new Set(texts.flatMap(({ people }) => people.map(({ person }) => person))),
  ].sort();
  const units = texts.flatMap((text) => unitsIn(text, observers));
  const origins = valuesOf(units, ({ origin }) => origin);
  const relations = units.flatMap(relationsIn);
  const confidence = valuesOf(units, (found) => found.confidence);
  const credibility = valuesOf(units, (found) => found.credibility);
  return [
    ...spanFigures(texts.map(markedIn)),
    nominalFigure('origin', origins),
    nominalFigure('relation', relations),
    ordinalFigure('confidence', confidence, confidenceCodes),
    ordinalFigure('credibility', credibility, knownCredibilities),
    ...(observers.length === 2
      ? [
          kappaFigure('origin', pairs(origins)),
          kappaFigure('relation', pairs(relations)),
          kappaFigure('confidence', pairs(confidence)),
          kappaFigure('credibility', pairs(valuesOf(units, knownCredibility))),
        ]
      : []),
  ];
}

function saidInChain(
  { article, chain }: Annotation,
  sourceOf: SourceOf,
): Pick<Observation, 'origin' | 'relations'> {
  const relations = new Map<string, RelationCode>();
  const named = chain.map((hop, at) => holdersOf(hop, at, article, sourceOf));
  for (const [at, hop] of chain.entries()) {
    // A bare arrow says that it is not known how.
    if (hop.relation === null || hop.relation === 'passed') continue;
    for (const holder of named[at] ?? []) {
      if (!relations.has(holder)) relations.set(holder, hop.relation);
    }
  }
  return {
    origin: named[0]?.join(' + ') ?? null,
    relations: Array.from(relations, ([holder, relation]) => ({ holder, relation })),
  };
}

const notStated = 'not stated';

/**
 * Whom a hop names, each once by the entry that stands for it, and in one order, so that two people's
 * hops can be compared. That no origin is stated is a finding; an unknown holder further on is none
 * that could be compared. Descriptions that bear no article were entered anew by each who gave them:
 * in one article, the same is one.
 */
function holdersOf({ holders }: Hop, at: number, article: string, sourceOf: SourceOf): string[] {
  if (holders.length === 0) return at === 0 ? [notStated] : [];
  return [...new Set(holders.map(({ source }) => holderOf(source, article, sourceOf)))].toSorted();
}

function holderOf(source: string, article: string, sourceOf: SourceOf): string {
  const entry = sourceOf(source);
  if (!entry) return source;
  const { id, name, unnamed, confidential, article: own } = endOf(entry, sourceOf);
  return unnamed && !confidential && own === null ? `${article}/${nameKey(name)}` : id;
}

type Unit = readonly (Observation | null)[];

/**
 * The passages of a text: for each, what every observer of all texts found there, or null. Where several matchings
 * are equally good, the order in which people come chooses none of them.
 */
function unitsIn({ people }: ObservedText, observers: readonly string[]): Unit[] {
  const inOrder = people.toSorted((one, other) => (one.person < other.person ? -1 : 1));
  const rows = alignSpans(
    inOrder.map(({ found }) => found),
    likeness,
  );
  const columns = observers.map((observer) =>
    inOrder.findIndex(({ person }) => person === observer),
  );
  return rows.map((row) => columns.map((column) => row[column] ?? null));
}

/** Which of two annotations of one passage is meant: the one that says the same. */
function likeness(one: Observation, other: Observation): number {
  const same = (['origin', 'confidence', 'credibility'] as const).filter(
    (part) => one[part] === other[part],
  );
  return same.length / 3;
}

function valuesOf<T>(units: readonly Unit[], value: (found: Observation) => T | null): Ratings<T> {
  return units.map((unit) => unit.map((found) => found && value(found)));
}

/** A row for each holder that anybody names in this passage. */
function relationsIn(unit: Unit): (RelationCode | null)[][] {
  const given = unit.map(
    (found) => new Map(found?.relations.map(({ holder, relation }) => [holder, relation])),
  );
  const holders = new Set(given.flatMap((relations) => [...relations.keys()]));
  return Array.from(holders, (holder) => given.map((relations) => relations.get(holder) ?? null));
}

const knownCredibilities: readonly Credibility[] = credibilities
  .filter(({ stix }) => stix !== null)
  .map(({ code }) => code);

function knownCredibility({ credibility }: Observation): Credibility | null {
  return credibility !== null && knownCredibilities.includes(credibility) ? credibility : null;
}

function pairs<T>(ratings: Ratings<T>) {
  return ratings.map(([one = null, other = null]) => [one, other] as const);
}

/** There is one category: a passage is annotated or it is not. */
function markedIn({ length, people }: ObservedText) {
  const marks = people.map(
    ({ person, found }) =>
      [person, found.map(({ start, end }) => ({ start, end, category: 'passage' }))] as const,
  );
  return { extent: { start: 0, end: length }, marks: new Map(marks) };
}
