import { z } from 'zod';
import { byCodeUnits } from '../../domain/in-order.js';
import { nameKey } from '../../domain/register/name.js';
import { type Page, cursorOf as storeCursor, unknownCursor } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { articleTalliesOf, type TalliedArticle, type Tally, tallied } from './article-tallies.js';
import { type SharingArticles, sharingArticles, sharingOf } from './sharing-articles.js';

type Key = string | number | null;

/** By what articles can be sorted. null: it has none, and stands last either way. */
const sortKeys = {
  added: ({ article }) => article.created,
  title: ({ article }) => article.title,
  publisher: ({ article }) => article.publisher,
  published: ({ article }) => article.publishedAt,
  annotations: ({ tally }) => tally.annotations,
  unreviewed: ({ tally }) => tally.unreviewed,
  confidence: ({ tally }) => shareOfHigh(tally),
} as const satisfies Record<string, (listed: TalliedArticle) => Key>;
export type ArticleSort = keyof typeof sortKeys;
export const articleSorts = Object.keys(sortKeys) as ArticleSort[];

/** How a list of articles is asked for. */
export interface ArticleQuery {
  /** Words of which each must stand in the title, the publisher's name or the byline. */
  q?: string;
  /** The publisher's name; empty for all of them. */
  publisher?: string;
  /** Only those that share wording with another. */
  sharesWording?: boolean;
  sort?: ArticleSort;
  order?: 'ascending' | 'descending';
  after?: string | null;
  limit?: number;
}

/** An article of the list, and with how many others it shares wording. */
export interface ListedArticle extends TalliedArticle {
  sharing: number;
}

export interface ArticleList extends Page<ListedArticle> {
  /** How many there are on all pages. */
  total: number;
}

/**
 * A page of the articles that are asked for, the newest addition first unless told otherwise. Goes
 * on after the place where the last page ended, even when articles came or went in between; throws
 * *invalid* for a cursor that is none.
 */
export async function listArticles(desk: Desk, query: ArticleQuery = {}): Promise<ArticleList> {
  const { sort = 'added', order = 'descending', after = null, limit = 50 } = query;
  if (sort === 'added' && isUnfiltered(query)) return byAddition(desk, order, after, limit);
  const sharing = await sharingArticles(desk);
  const overview = await articleTalliesOf(desk);
  const wanted = inOrder(overview, sort, order).filter((listed) => fits(listed, query));
  const found = query.sharesWording
    ? wanted.filter(({ article }) => sharing.has(article.id))
    : wanted;
  const from = after === null ? 0 : firstAfter(found, after, sort, order);
  const items = found.slice(from, from + limit);
  const last = items.at(-1);
  const more = last !== undefined && from + limit < found.length;
  const next = more ? cursorOf(placeOf(last, sort)) : null;
  return { items: withSharing(items, sharing), next, total: found.length };
}

function withSharing(items: readonly TalliedArticle[], sharing: SharingArticles): ListedArticle[] {
  return items.map((listed) => ({ ...listed, sharing: sharing.get(listed.article.id)?.size ?? 0 }));
}

function isUnfiltered({ q = '', publisher = '', sharesWording = false }: ArticleQuery): boolean {
  return nameKey(q) === '' && publisher === '' && !sharesWording;
}

/** As the store lists them: nothing has to be gone through but the page that is shown. */
async function byAddition(
  desk: Desk,
  order: Order,
  after: string | null,
  limit: number,
): Promise<ArticleList> {
  const last = after === null ? null : readCursor(after);
  const from = last && storeCursor({ sort: String(last.key), id: last.id });
  const query = { key: '', order, after: from, limit };
  const { items, next } = await desk.store.find('articles', 'added', query);
  const shown = items.at(-1);
  const [listed, sharing] = await Promise.all([tallied(desk, items), sharingOf(desk, items)]);
  return {
    items: withSharing(listed, sharing),
    next: next !== null && shown ? cursorOf({ key: shown.created, id: shown.id }) : null,
    total: await desk.store.count('articles', 'added', ''),
  };
}

/** The names of all publishers, in alphabetical order; of several spellings, the one that most articles have. */
export async function publishersOf({ store }: Desk): Promise<string[]> {
  const names = [...(await store.keys('articles', 'publisher'))].sort(
    ([one, times], [other, otherTimes]) => times - otherTimes || byCodeUnits(other, one),
  );
  const known = new Map(names.map(([name]) => [nameKey(name), name]));
  return [...known.values()].sort(
    (one, other) => alphabet.compare(one, other) || byCodeUnits(one, other),
  );
}

const alphabet = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Not assessed is no level: it takes no part. */
function shareOfHigh({ levels }: Tally): number | null {
  const assessed = levels.high + levels.moderate + levels.low;
  return assessed === 0 ? null : levels.high / assessed;
}

function fits(
  { article, words }: TalliedArticle,
  { q = '', publisher = '' }: ArticleQuery,
): boolean {
  if (publisher !== '' && nameKey(article.publisher) !== nameKey(publisher)) return false;
  return nameKey(q)
    .split(' ')
    .every((word) => words.includes(word));
}

interface Place {
  key: Key;
  id: string;
}

function placeOf(listed: TalliedArticle, sort: ArticleSort): Place {
  return { key: sortKeys[sort](listed), id: listed.article.id };
}

type Order = NonNullable<ArticleQuery['order']>;

function compare(one: Place, other: Place, order: Order): number {
  if (one.key === null || other.key === null) {
    return Number(one.key === null) - Number(other.key === null) || alphabetOfIds(one, other);
  }
  const ascending =
    typeof one.key === 'number' && typeof other.key === 'number'
      ? one.key - other.key
      : alphabet.compare(String(one.key), String(other.key));
  return (order === 'ascending' ? ascending : -ascending) || alphabetOfIds(one, other);
}

function alphabetOfIds({ id }: Place, other: Place): number {
  return id < other.id ? -1 : Number(id > other.id);
}

/** What was sorted once serves until an article or a count changes: see `articleTalliesOf`. */
const sorted = new WeakMap<readonly TalliedArticle[], Map<string, readonly TalliedArticle[]>>();

function inOrder(
  overview: readonly TalliedArticle[],
  sort: ArticleSort,
  order: Order,
): readonly TalliedArticle[] {
  const orders = sorted.get(overview) ?? new Map<string, readonly TalliedArticle[]>();
  sorted.set(overview, orders);
  const name = `${sort} ${order}`;
  const list = orders.get(name) ?? sortBy(overview, sort, order);
  orders.set(name, list);
  return list;
}

function sortBy(
  overview: readonly TalliedArticle[],
  sort: ArticleSort,
  order: Order,
): TalliedArticle[] {
  return overview
    .map((listed) => ({ listed, place: placeOf(listed, sort) }))
    .sort((one, other) => compare(one.place, other.place, order))
    .map(({ listed }) => listed);
}

function firstAfter(
  list: readonly TalliedArticle[],
  after: string,
  sort: ArticleSort,
  order: Order,
): number {
  const last = readCursor(after);
  const first = list.findIndex((listed) => compare(placeOf(listed, sort), last, order) > 0);
  return first === -1 ? list.length : first;
}

function cursorOf({ key, id }: Place): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url');
}

const cursor = z.tuple([z.union([z.string(), z.number(), z.null()]), z.string()]);

function readCursor(text: string): Place {
  const read = cursor.safeParse(parsed(Buffer.from(text, 'base64url').toString()));
  if (!read.success) throw unknownCursor();
  const [key, id] = read.data;
  return { key, id };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
