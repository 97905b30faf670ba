import {
  type ArticleList,
  type ArticleSort,
  articleSorts,
  type ListedArticle,
} from '../../desk/articles/article-list.js';
import type { Tally } from '../../desk/articles/article-tallies.js';
import { type LevelClass, levelView } from '../annotations/level-view.js';
import { withQuery } from '../page/links.js';
import type { MomentView, Viewer } from '../page/viewer.js';
import { dateWords } from './date-view.js';
import { type SharingLink, sharingLink } from './shared-wording-view.js';

/** What the address of a list of articles asks for. */
interface ArticlesAsked {
  q: string;
  publisher: string;
  sharesWording: boolean;
  sort: ArticleSort;
  order: 'ascending' | 'descending';
  after: string;
}

/** One level in an article's bar: its class, and how many twelfths of the bar it takes. */
interface ShareView {
  class: LevelClass;
  share: number;
}

interface ArticleRow {
  id: string;
  title: string;
  publisher: string;
  published: MomentView | null;
  added: MomentView;
  annotations: number;
  unreviewed: number;
  bar: { words: string; shares: ShareView[] } | null;
  /** "wording as in 2 others"; null where it shares none. */
  sharing: SharingLink | null;
}

interface ColumnView {
  label: string;
  numeric: boolean;
  href: string;
  /** What `aria-sort` says. */
  sorted: 'ascending' | 'descending' | null;
}

interface ArticlesPage {
  rows: ArticleRow[];
  columns: ColumnView[];
  /** "12 of them", in words. */
  count: string;
  filtering: boolean;
  q: string;
  sharesWording: boolean;
  publishers: { value: string; selected: boolean }[];
  sorts: { value: string; label: string; selected: boolean }[];
  /** Where a sample is taken apart, on a desk that has nothing but samples. */
  sample: string | null;
  first: string | null;
  next: string | null;
  /** Where the articles that are found, on all pages, are exported. */
  export: string;
}

/** The columns in their order; the first click sorts them in the way that is wanted most. */
const columns: Record<ArticleSort, { label: string; numeric?: true; first: 'up' | 'down' }> = {
  title: { label: 'Title', first: 'up' },
  publisher: { label: 'Publisher', first: 'up' },
  published: { label: 'Published', first: 'down' },
  added: { label: 'Added', first: 'down' },
  annotations: { label: 'Annotations', numeric: true, first: 'down' },
  unreviewed: { label: 'Unreviewed', numeric: true, first: 'down' },
  confidence: { label: 'Confidence', first: 'down' },
};
const columnOrder = Object.keys(columns) as ArticleSort[];

const sortLabels: Record<ArticleSort, string> = {
  title: 'Title',
  publisher: 'Publisher',
  published: 'Date of publication',
  added: 'Date of addition',
  annotations: 'Most annotations',
  unreviewed: 'Most unreviewed',
  confidence: 'Highest confidence',
};

/** What a query asks for: `sort=title`, and with a hyphen before it the other way round. */
export function articlesAsked(query: Readonly<Record<string, unknown>>): ArticlesAsked {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : '');
  const named = text('sort').replace(/^-/u, '');
  const sort = articleSorts.find((name) => name === named);
  const order = text('sort').startsWith('-') ? 'descending' : 'ascending';
  return {
    q: text('q').trim(),
    publisher: text('publisher'),
    sharesWording: text('wording') === 'shared',
    ...(sort ? { sort, order } : { sort: 'added', order: 'descending' }),
    after: text('after'),
  };
}

/** Everything that the list of articles shows. */
export function articlesPage(
  list: ArticleList,
  publishers: readonly string[],
  asked: ArticlesAsked,
  viewer: Viewer,
): ArticlesPage {
  const filtering = asked.q !== '' || asked.publisher !== '' || asked.sharesWording;
  return {
    rows: list.items.map((listed) => rowOf(listed, viewer)),
    columns: columnOrder.map((sort) => columnOf(sort, asked)),
    count: countWords(list.total, filtering),
    filtering,
    q: asked.q,
    sharesWording: asked.sharesWording,
    publishers: publishers.map((value) => ({ value, selected: value === asked.publisher })),
    sorts: columnOrder.map((sort) => ({
      value: sortValue(sort, columns[sort].first === 'down' ? 'descending' : 'ascending'),
      label: sortLabels[sort],
      selected: sort === asked.sort,
    })),
    sample: sampleIn(list),
    first: asked.after === '' ? null : addressOf({ ...asked, after: '' }),
    next: list.next === null ? null : addressOf({ ...asked, after: list.next }),
    export: withQuery('/report', {
      ...{ q: asked.q, publisher: asked.publisher },
      wording: asked.sharesWording ? 'shared' : '',
    }),
  };
}

/** Who has made the samples that a new desk begins with. */
const sampleAuthor = 'sample-desk';

/** The way to a sample on a desk that has nothing but samples; null on any other. */
export function sampleIn({ items }: ArticleList): string | null {
  const first = items.find(({ tally }) => tally.annotations > 0);
  const isNew = items.every(({ article }) => article.creator === sampleAuthor);
  return first && isNew ? `/articles/${first.article.id}` : null;
}

function countWords(total: number, filtering: boolean): string {
  const what = total === 1 ? 'article' : 'articles';
  return `${total.toLocaleString('en')} ${what}${filtering ? ' found' : ''}`;
}

function columnOf(sort: ArticleSort, asked: ArticlesAsked): ColumnView {
  const { label, numeric = false, first } = columns[sort];
  const sorted = sort === asked.sort ? asked.order : null;
  const down = sorted === null ? first === 'down' : sorted === 'ascending';
  const order = down ? 'descending' : 'ascending';
  return { label, numeric, sorted, href: addressOf({ ...asked, sort, order, after: '' }) };
}

function sortValue(sort: ArticleSort, order: 'ascending' | 'descending'): string {
  return order === 'descending' ? `-${sort}` : sort;
}

function addressOf({ q, publisher, sharesWording, sort, order, after }: ArticlesAsked): string {
  const wording = sharesWording ? 'shared' : '';
  return withQuery('/articles', { q, publisher, wording, sort: sortValue(sort, order), after });
}

function rowOf({ article, tally, sharing }: ListedArticle, viewer: Viewer): ArticleRow {
  const { id, title, publisher, publishedAt, created } = article;
  return {
    id,
    title,
    publisher,
    published: publishedAt === null ? null : dateWords(publishedAt, viewer),
    added: { iso: created, words: dateWords(created.slice(0, 10), viewer).words },
    annotations: tally.annotations,
    unreviewed: tally.unreviewed,
    bar: barOf(tally),
    sharing: sharingLink(id, sharing),
  };
}

const levels = ['high', 'moderate', 'low', null] as const;
const barTwelfths = 12;

/** The levels as shares of a bar: none that there is takes less than a twelfth. */
function barOf({ levels: counts, annotations }: Tally): ArticleRow['bar'] {
  const present = levels
    .map((level) => ({ view: levelView(level), count: counts[level ?? 'none'] }))
    .filter(({ count }) => count > 0);
  if (present.length === 0) return null;
  return {
    words: present.map(({ view, count }) => `${count} ${view.words.toLowerCase()}`).join(', '),
    shares: present.map(({ view, count }) => ({
      class: view.class,
      share: Math.max(1, Math.round((count / annotations) * barTwelfths)),
    })),
  };
}
