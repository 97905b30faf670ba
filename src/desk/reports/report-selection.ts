import { z } from 'zod';
import { byAge } from '../../domain/age.js';
import { type AnnotationFilter, fitsFilter } from '../../domain/annotations/annotation-filter.js';
import { isInternal } from '../../domain/chain/chain.js';
import type { Claim } from '../../domain/claims/claim.js';
import { words } from '../../domain/fields.js';
import { parse } from '../../domain/parse.js';
import { Problem } from '../../domain/problem.js';
import type { Source } from '../../domain/register/source.js';
import { reasonCodes } from '../../domain/review/queue.js';
import type { NamedThings } from '../../reports/named.js';
import type { ReportedTitle } from '../../reports/report.js';
import type { ReportScope } from '../../reports/report-scope.js';
import { several } from '../../reports/report-scope.js';
import { all } from '../../store/store.js';
import { listArticles } from '../articles/article-list.js';
import { standingsFor } from '../claims/kept-claims.js';
import type { Desk } from '../desk.js';
import { documentsById, pages } from '../documents.js';
import type { Pace } from '../pace.js';
import { entriesOfEach } from '../register/joined.js';
import { queuedFor } from '../review/queue.js';
import { queueFilters } from '../review/queue-filters.js';

/** More articles than this are chosen by what they have in common. */
const maxArticles = 500;

const asked = z.object({
  /** Articles by their ids; none: whichever there are. */
  article: several(({ length }) => length <= 100, 'Name it by its id.', maxArticles),
  /** What the list of articles is searched for. */
  q: words(300, 'Ask for words.').default(''),
  publisher: words(300, 'Name one.').default(''),
  /** Only articles that share wording with another. */
  wording: z.enum(['', 'shared'], 'It is shared, or not asked for.').default(''),
  /** Whose review is waited for, and why first of all. */
  review: z.string('Name one.').max(100, 'Name them by their id.').default(''),
  reason: z.enum(['', ...reasonCodes], `Choose one: ${reasonCodes.join(', ')}.`).default(''),
});

/** Which articles of a desk a report is about, beside what its scope says of their annotations. */
export type ReportSelection = z.output<typeof asked>;

/** Everything. */
export const wholeDesk: ReportSelection = asked.parse({});

/**
 * What a request chooses; throws *invalid* on the field that names no such thing, and for a reason without whose
 * review it is: that would give everything.
 */
export function readSelection(query: Readonly<Record<string, unknown>>): ReportSelection {
  const selection = parse(asked, query);
  if (selection.reason === '' || selection.review !== '') return selection;
  throw Problem.field('review', 'Name the person who is to review, by their id.');
}

/** The same as parameters of a request, without those that say nothing. */
export function selectionParameters({ article, ...others }: ReportSelection): [string, string][] {
  return [
    ...article.map((id): [string, string] => ['article', id]),
    ...Object.entries(others).filter(([, value]) => value !== ''),
  ];
}

/** What was selected. */
interface Selected {
  /** Oldest first. */
  contents: ReportedTitle[];
  /** With the very annotations, where they were chosen one by one. */
  scope: ReportScope;
  /** Those of the sources and claims asked for that something names which may leave the desk. */
  named: Pick<NamedThings, 'sources' | 'claims'>;
}

/** Whether a report is on some articles, not on the whole desk. */
export function isSelecting(
  { article, q, publisher, wording, review }: ReportSelection = wholeDesk,
  { filter: { claim, label, source } }: ReportScope,
): boolean {
  const asked = [article, q, publisher, wording, review, claim, label, source];
  return asked.some(({ length }) => length > 0);
}

/**
 * The articles that a selection and a scope are about, found by the store's indexes. The desk is one
 * of which nothing is hidden from nobody. An article in which a source or a claim stands off the record
 * alone is not among them: that it was chosen would tell. Throws *not-found* for what is not there.
 */
export async function select(
  desk: Desk,
  selection: ReportSelection,
  scope: ReportScope,
  pace: Pace,
): Promise<Selected> {
  const { source, claim, label } = scope.filter;
  const review = selection.review === '' ? null : await reviewOf(desk, selection, scope);
  const naming = await articlesNaming(desk, scope, pace);
  const bearing = await articlesOnClaims(desk, scope, pace);
  const named = { sources: namedIn(naming), claims: namedIn(bearing) };
  const sets = [
    ...(selection.article.length > 0 ? [selection.article] : []),
    ...(selection.q + selection.publisher + selection.wording === ''
      ? []
      : [await listedIn(desk, selection)]),
    ...(source.length > 0 ? [[...naming.values()].flat()] : []),
    ...(claim.length > 0 ? [[...bearing.values()].flat()] : []),
    ...(label.length > 0 ? [await articlesUnder(desk, 'labelled', [''], scope.filter, pace)] : []),
    ...(review ? [review.map(({ article }) => article)] : []),
  ];
  const [first, ...others] = sets.map((ids) => new Set(ids));
  if (!first) return { contents: await titlesOf(desk), scope, named };
  const chosen = [...first].filter((id) => others.every((ids) => ids.has(id)));
  const articles = await documentsById(desk, 'articles', chosen);
  demandAll(selection.article, await documentsById(desk, 'articles', selection.article), 'article');
  return {
    contents: [...articles.values()].toSorted(byAge).map(({ id, title }) => ({ id, title })),
    scope: review ? { ...scope, annotations: new Set(review.map(({ id }) => id)) } : scope,
    named,
  };
}

function namedIn<D extends { id: string }>(articles: ReadonlyMap<D, string[]>): Map<string, D> {
  const found = [...articles].filter(([, ids]) => ids.length > 0);
  return new Map(found.map(([doc]) => [doc.id, doc]));
}

async function titlesOf({ store }: Desk): Promise<ReportedTitle[]> {
  const titles: ReportedTitle[] = [];
  for await (const { id, title } of all(store, 'articles', 'added', { key: '' })) {
    titles.push({ id, title });
  }
  return titles;
}

async function listedIn(desk: Desk, { q, publisher, wording }: ReportSelection): Promise<string[]> {
  const sharesWording = wording === 'shared';
  const asked = { q, publisher, sharesWording, limit: Number.MAX_SAFE_INTEGER };
  const { items } = await listArticles(desk, asked);
  return items.map(({ article }) => article.id);
}

/** By each source asked for, the articles in whose chains it stands, or what is joined into it. */
async function articlesNaming(
  desk: Desk,
  { filter }: ReportScope,
  pace: Pace,
): Promise<ReadonlyMap<Source, string[]>> {
  const sources = await documentsById(desk, 'sources', filter.source);
  demandAll(filter.source, sources, 'source');
  const entries = await entriesOfEach(desk.store, [...sources.values()]);
  const found = new Map<Source, string[]>();
  for (const source of sources.values()) {
    const ids = (entries.get(source.id) ?? []).map(({ id }) => id);
    found.set(source, await articlesUnder(desk, 'source', ids, filter, pace));
  }
  return found;
}

/** By each claim asked for, the articles with passages on it, or on what is joined into it. */
async function articlesOnClaims(
  desk: Desk,
  { filter }: ReportScope,
  pace: Pace,
): Promise<ReadonlyMap<Claim, string[]>> {
  const claims = await documentsById(desk, 'claims', filter.claim);
  demandAll(filter.claim, claims, 'claim');
  const found = new Map<Claim, string[]>();
  if (claims.size === 0) return found;
  for (const { claim, entries } of await standingsFor(desk, [...claims.values()])) {
    const ids = new Set([claim.id, ...entries]);
    found.set(claim, await articlesUnder(desk, 'claim', ids, filter, pace));
  }
  return found;
}

async function articlesUnder(
  desk: Desk,
  index: 'source' | 'claim' | 'labelled',
  keys: Iterable<string>,
  filter: AnnotationFilter,
  pace: Pace,
): Promise<string[]> {
  const others = { ...filter, source: [], claim: [] };
  const found = new Set<string>();
  for (const key of keys) {
    for await (const page of pages(desk.store, 'annotations', index, key)) {
      for (const annotation of page) {
        if (!isInternal(annotation.chain) && fitsFilter(annotation, others, nothingNamed)) {
          found.add(annotation.article);
        }
      }
      await pace.giveWay();
    }
  }
  return [...found];
}

/** What is asked for of an annotation itself needs no names. */
const nothingNamed = { sources: new Map(), claims: new Map() };

/** What waits for somebody's review, as far as one of each is asked for; the scope does the rest. */
async function reviewOf(desk: Desk, { review, reason }: ReportSelection, { filter }: ReportScope) {
  const person = await desk.store.get('people', review);
  if (!person) throw new Problem('not-found', 'There is no such person.');
  const only = ([value, ...others]: readonly string[]) => (others.length === 0 ? value : null);
  const asked = parse(queueFilters, {
    reason,
    confidence: only(filter.confidence),
    person: only(filter.person),
    source: only(filter.source),
    status: only(filter.status),
    label: only(filter.label),
  });
  return queuedFor(desk, person, asked);
}

function demandAll(
  ids: readonly string[],
  found: ReadonlyMap<string, unknown>,
  what: string,
): void {
  if (!ids.every((id) => found.has(id))) {
    throw new Problem('not-found', `There is no such ${what}.`);
  }
}
