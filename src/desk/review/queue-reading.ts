import type { Annotation } from '../../domain/annotations/annotation.js';
import { labelKey } from '../../domain/annotations/labels.js';
import type { Article } from '../../domain/articles/article.js';
import { sourcesIn } from '../../domain/chain/chain.js';
import type { Source } from '../../domain/register/source.js';
import { judgedHops } from '../../domain/review/verdict.js';
import { deskLabels } from '../annotations/desk-labels.js';
import type { Actor, Desk } from '../desk.js';
import { documentsById } from '../documents.js';
import { peopleNames } from '../people/names.js';
import { articlesTellingApart } from '../register/told-apart.js';
import { type Facets, facetsOf, type QueuePage, queueFor } from './queue.js';
import type { QueueFilters } from './queue-filters.js';

/** A page of a queue with everything that is needed to show it. */
export interface QueueReading {
  queue: QueuePage;
  facets: Facets;
  /** By id, those that the page and its filters name. */
  articles: ReadonlyMap<string, Article>;
  sources: ReadonlyMap<string, Source>;
  /** Titles that tell apart those of the sources in the filters that are called alike, by the sources' ids. */
  titlesOfAlike: ReadonlyMap<string, string>;
  /** The names of people, by id. */
  people: ReadonlyMap<string, string>;
  /** How the labels of the filters are spelled, by the forms under which they are compared. */
  labels: ReadonlyMap<string, string>;
}

/** The number of rows on a page. */
const rowsAPage = 25;

/** A page of somebody's queue, and what it can be narrowed down to. Throws as `queueFor` does. */
export async function readQueue(
  desk: Desk,
  actor: Actor,
  filters: QueueFilters,
  after: string | null,
): Promise<QueueReading> {
  const names = peopleNames(desk);
  const [queue, facets] = await Promise.all([
    queueFor(desk, actor, filters, { after, limit: rowsAPage }, names),
    facetsOf(desk, actor, filters, names),
  ]);
  const annotations = queue.items.map(({ annotation }) => annotation);
  const chosen = (name: 'article' | 'source') => [
    ...facets[name].map(([id]) => id),
    filters[name] ?? '',
  ];
  const waiting = [...annotations, ...queue.rounds].map(({ article }) => article);
  const articles = [...chosen('article'), ...waiting];
  const sources = [...chosen('source'), ...annotations.flatMap(sourcesOf)];
  const [named, register, people, labels] = await Promise.all([
    documentsById(desk, 'articles', articles),
    documentsById(desk, 'sources', sources),
    names,
    facets.label.length > 0 ? deskLabels(desk) : [],
  ]);
  const spelled = new Map(labels.map((label) => [labelKey(label), label]));
  const offered = chosen('source').flatMap((id) => register.get(id) ?? []);
  const titlesOfAlike = await articlesTellingApart(desk, [...new Set(offered)]);
  const read = { articles: named, sources: register, titlesOfAlike, people, labels: spelled };
  return { queue, facets, ...read };
}

/** Those of its chain, and of hops that were judged. */
function sourcesOf(annotation: Annotation): string[] {
  return sourcesIn([...annotation.chain, ...judgedHops(annotation)]);
}
