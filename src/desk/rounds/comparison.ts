import { alignSpans } from '../../domain/agreement/span-matching.js';
import type { Annotation } from '../../domain/annotations/annotation.js';
import { contentParts } from '../../domain/annotations/content-parts.js';
import type { ArticleReading } from '../../domain/articles/article-reading.js';
import type { Claim } from '../../domain/claims/claim.js';
import { Problem } from '../../domain/problem.js';
import { endIdOf } from '../../domain/register/joining.js';
import type { Source } from '../../domain/register/source.js';
import {
  type Align,
  compareRound,
  type Group,
  partsUnlike,
  type StandsFor,
} from '../../domain/rounds/comparison.js';
import { isOpen, observersOf, peopleOfRound, type Round } from '../../domain/rounds/round.js';
import type { Span } from '../../domain/text/span.js';
import { all } from '../../store/store.js';
import { readingOf } from '../articles/article-reading.js';
import { articleById } from '../articles/articles.js';
import type { Desk } from '../desk.js';
import { namesOfPeople } from '../people/names.js';
import { withWaysIn } from '../register/joined.js';
import { openRoundOn } from './open-rounds.js';
import { roundById } from './rounds.js';

/** What the people of a round made, side by side. */
export interface Comparison {
  round: Round;
  groups: Group[];
  /** All of them, those included that decisions have taken away. */
  reading: ArticleReading;
}

/**
 * Compares a round that has ended. Throws *not-found*, and *conflict* while it is open or another
 * one is open on the article.
 */
export async function comparisonOf(desk: Desk, id: string): Promise<Comparison> {
  const round = await roundById(desk, id);
  if (isOpen(round)) {
    throw new Problem('conflict', 'The round is open: it is compared once all have handed in.');
  }
  if (await openRoundOn(desk, round.article)) {
    const sentence = 'Another blind round is open on this article: compare when that has ended.';
    throw new Problem('conflict', sentence);
  }
  const annotations: Annotation[] = [];
  for await (const annotation of all(desk.store, 'annotations', 'round', { key: id })) {
    annotations.push(annotation);
  }
  const article = await articleById(desk, round.article);
  const [read, taking] = await Promise.all([
    readingOf(desk, article, annotations),
    namesOfPeople(desk, peopleOfRound(round)),
  ]);
  const claims = await withWaysIn(desk.store, 'claims', [...read.claims.values()]);
  const reading = { ...read, claims, people: new Map([...read.people, ...taking]) };
  const standsFor: StandsFor = (id) =>
    endIdOf<Source | Claim>(id, (each) => read.sources.get(each) ?? claims.get(each));
  const align = aligning(round, reading, standsFor);
  return { round, groups: compareRound(round, annotations, align, standsFor), reading };
}

/** Matches annotations by the overlap of the places where they stand. */
function aligning(
  round: Round,
  { annotations: placed }: ArticleReading,
  standsFor: StandsFor,
): Align {
  const likeness = ({ annotation: one }: Standing, { annotation: other }: Standing) =>
    1 - partsUnlike([one, other], standsFor).length / contentParts.length;
  const places = new Map(
    placed.flatMap(({ annotation, placement }) =>
      'span' in placement ? [[annotation.id, placement.span] as const] : [],
    ),
  );
  const standing = (annotation: Annotation): Standing => {
    const { start, end } = places.get(annotation.id) ?? annotation.target;
    return { start, end, annotation };
  };
  return (annotations) => {
    const observers = observersOf(round).map((person) =>
      annotations.filter(({ creator }) => creator === person).map(standing),
    );
    const rows = alignSpans(observers, likeness);
    return rows.map((row) => row.flatMap((each) => each?.annotation ?? []));
  };
}

interface Standing extends Span {
  annotation: Annotation;
}
