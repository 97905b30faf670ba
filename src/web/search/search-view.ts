import { type SearchGroup, type SearchResults, searchGroups } from '../../desk/search/search.js';
import { queryWords } from '../../domain/search/search-words.js';
import { lengthInCodePoints } from '../../domain/text/text.js';
import { textFields } from '../forms/form-fields.js';
import { withQuery } from '../page/links.js';
import type { Viewer } from '../page/viewer.js';
import {
  type AnnotationFound,
  type ArticleFound,
  annotationFound,
  articleFound,
  type ClaimFound,
  claimFound,
  type SourceFound,
  sourceFound,
} from './search-rows-view.js';

/** In characters: a sentence that somebody remembers fits, an article does not. */
const maxQueryCharacters = 200;

/** What the address of the search page asks for. */
export interface SearchAsked {
  q: string;
  /** null: all of them. */
  group: SearchGroup | null;
  after: string | null;
}

/** What an address asks a search for; an unknown group counts as none, and then no page of one either. */
export function searchAsked(query: Readonly<Record<string, unknown>>): SearchAsked {
  const { q, in: named, after } = textFields(query, 'q', 'in', 'after');
  const group = searchGroups.find((name) => name === named) ?? null;
  return { q, group, after: group && (after || null) };
}

/** Why nothing can be looked for, in words; null where it can. An empty field is no fault. */
export function faultIn({ q }: SearchAsked): string | null {
  if (lengthInCodePoints(q) > maxQueryCharacters) {
    return `Look for at most ${maxQueryCharacters} characters: a few words are enough.`;
  }
  if (q.trim() === '' || queryWords(q).length > 0) return null;
  return 'Type a word or a number: signs and pictures alone can’t be looked for.';
}

interface Rows {
  articles: ArticleFound[];
  annotations: AnnotationFound[];
  sources: SourceFound[];
  claims: ClaimFound[];
}

/** What was found in one group, its rows made for the group's own partial. */
interface GroupView {
  name: SearchGroup;
  label: string;
  /** How many there are, where that is known: all of them are shown. */
  count: string;
  rows: Rows[SearchGroup];
  /** Back to the first page, where this is a later one. */
  first: string | null;
  more: string | null;
}

interface SearchPage {
  q: string;
  group: SearchGroup | null;
  fault: string | null;
  /** The groups to choose from, once something has been looked for. */
  choices: { label: string; href: string; current: boolean }[];
  /** What was found, by group: texts, and beside them whom and what they are about. Neither is empty. */
  columns: GroupView[][];
  /** Nothing was found. */
  nothing: boolean;
}

const labels: Record<SearchGroup, string> = {
  articles: 'Articles',
  annotations: 'Annotations',
  sources: 'Sources',
  claims: 'Claims',
};

const searchColumns: SearchGroup[][] = [
  ['articles', 'annotations'],
  ['sources', 'claims'],
];

/** The page as it asks, or says what is wrong with what was asked. */
export function searchForm({ q, group }: SearchAsked, fault: string | null): SearchPage {
  return { q, group, fault, choices: [], columns: [], nothing: false };
}

/** The page with what was found. */
export function searchPage(
  found: Partial<SearchResults>,
  asked: SearchAsked,
  viewer: Viewer,
): SearchPage {
  const rows = rowsOf(found, asked.q, viewer);
  const viewOf = (name: SearchGroup): GroupView[] => {
    const page = found[name];
    const view = page && groupView(name, rows[name], page.next, asked);
    return view && (view.rows.length > 0 || view.more !== null) ? [view] : [];
  };
  const columns = searchColumns
    .map((names) => names.flatMap(viewOf))
    .filter((groups) => groups.length > 0);
  return {
    ...searchForm(asked, null),
    choices: [null, ...searchGroups].map((group) => ({
      label: group === null ? 'Everything' : labels[group],
      href: addressOf({ ...asked, group, after: null }),
      current: group === asked.group,
    })),
    columns,
    nothing: columns.length === 0,
  };
}

function rowsOf(found: Partial<SearchResults>, q: string, viewer: Viewer): Rows {
  const { articles, annotations, sources, claims } = found;
  return {
    articles: (articles?.items ?? []).map((item) => articleFound(item, q, viewer)),
    annotations: (annotations?.items ?? []).map((item) => annotationFound(item, q, viewer)),
    sources: (sources?.items ?? []).map((item) => sourceFound(item, q)),
    claims: (claims?.items ?? []).map((item) => claimFound(item, q)),
  };
}

function groupView(
  name: SearchGroup,
  rows: Rows[SearchGroup],
  next: string | null,
  asked: SearchAsked,
): GroupView {
  const whole = next === null && asked.after === null;
  // From all groups, “more” begins the group's own list, whose pages are longer.
  const after = asked.group === null ? null : next;
  return {
    name,
    label: labels[name],
    count: whole ? String(rows.length) : '',
    rows,
    first: asked.after === null ? null : addressOf({ ...asked, after: null }),
    more: next === null ? null : addressOf({ ...asked, group: name, after }),
  };
}

function addressOf({ q, group, after }: SearchAsked): string {
  return withQuery('/search', { q, in: group, after });
}
