import type { QueueItem } from '../../desk/review/queue.js';
import type { QueueFilters } from '../../desk/review/queue-filters.js';
import type { QueueReading } from '../../desk/review/queue-reading.js';
import { statuses } from '../../domain/annotations/annotation.js';
import { labelKey } from '../../domain/annotations/labels.js';
import { confidenceLevels } from '../../domain/chain/scales.js';
import { type Reason, type ReasonCode, reasonKinds } from '../../domain/review/queue.js';
import { may } from '../../domain/rights.js';
import { inQuotes } from '../../domain/text/wording.js';
import { type PassageRowView, passageRow } from '../annotations/passage-row-view.js';
import { type WayView, wayView } from '../annotations/way-view.js';
import { withQuery } from '../page/links.js';
import { type MomentView, momentView, type Viewer } from '../page/viewer.js';

/** Why something waits, as its row says it. */
export interface ReasonView {
  code: ReasonCode;
  words: string;
}

/** One annotation that waits, on its way to being judged. */
interface QueueRow extends PassageRowView {
  href: string;
  way: WayView;
  author: string;
  at: MomentView;
  labels: readonly string[];
  reasons: ReasonView[];
}

/** A blind round that waits for the viewer. */
interface RoundRow {
  href: string;
  /** Whether the viewer's own part is awaited. */
  isOwn: boolean;
  /** Who is awaited and can't hand in any more, and why. */
  unable: { name: string; why: string }[];
  /** Where the article is annotated. */
  article: { href: string; title: string };
  by: string;
  at: MomentView;
}

/** The rows that wait for the same reason first of all; a page may begin or end within. */
interface QueueGroup {
  code: ReasonCode | null;
  words: string;
  rows: QueueRow[];
}

interface CountView {
  words: string;
  count: number;
  href: string;
  current: boolean;
}

interface SelectView {
  name: string;
  label: string;
  options: { value: string; label: string; selected: boolean }[];
}

/** Everything that the queue's page shows. */
interface QueueView {
  /** "12 annotations wait for you", in words. */
  total: string;
  /** Where to begin. */
  begin: string | null;
  counts: CountView[];
  rounds: RoundRow[];
  groups: QueueGroup[];
  filters: SelectView[];
  /** The reason that is asked for, which the filters keep. */
  reason: string;
  filtering: boolean;
  first: string | null;
  next: string | null;
  /** Where all that is asked for is exported. */
  export: string;
  /** Where what is agreed already can be looked at. */
  agreed: string;
  mayJudge: boolean;
  maySeeFigures: boolean;
}

/** A page of the review queue that begins behind the place `after`, the first for null, with counts and filters as links. */
export function queueView(
  reading: QueueReading,
  filters: QueueFilters,
  after: string | null,
  viewer: Viewer,
): QueueView {
  const { items, next, total, counts } = reading.queue;
  const [first] = items;
  return {
    total: totalWords(total, filters),
    begin: first ? addressOf(first.annotation.id, filters) : null,
    counts: reasonKinds
      .map(({ code, words }) => ({
        words,
        count: counts[code],
        href: listAddress({ ...filters, reason: filters.reason === code ? null : code }),
        current: filters.reason === code,
      }))
      .filter(({ count, current }) => count > 0 || current),
    rounds: after === null ? roundRows(reading, viewer) : [],
    groups: groupsOf(items, reading, filters, viewer),
    filters: selects(reading, filters),
    reason: filters.reason ?? '',
    filtering: Object.values(filters).some((value) => value !== null),
    first: after === null ? null : listAddress(filters),
    next: next === null ? null : listAddress(filters, next),
    export: withQuery('/report', { ...filters, review: viewer.actor.id }),
    agreed: '/review?status=agreed',
    mayJudge: may(viewer.actor, 'judge'),
    maySeeFigures: may(viewer.actor, "see the desk's figures"),
  };
}

/** Where an annotation of a queue is judged, its passage in sight. */
export function addressOf(id: string, filters: QueueFilters): string {
  return `${withQuery(`/review/${id}`, { ...filters })}#passage-${id}`;
}

/** Where a queue is listed. */
export function listAddress(filters: QueueFilters, after: string | null = null): string {
  return withQuery('/review', { ...filters, after });
}

function totalWords(total: number, { status }: QueueFilters): string {
  const what = total === 1 ? 'annotation' : 'annotations';
  const number = total.toLocaleString('en');
  if (status === 'agreed' || status === 'settled') {
    return `${number} ${status} ${what} that you have not reviewed`;
  }
  return `${number} ${what} ${total === 1 ? 'waits' : 'wait'} for you`;
}

function roundRows({ queue, articles, people }: QueueReading, viewer: Viewer): RoundRow[] {
  return queue.rounds.map(({ id, article, creator, created, isOwn, unable }) => ({
    href: `/rounds/${id}`,
    isOwn,
    unable: [...unable].map(([person, why]) => ({ name: people.get(person) ?? person, why })),
    article: {
      href: `/articles/${article}`,
      title: articles.get(article)?.title ?? article,
    },
    by: people.get(creator) ?? creator,
    at: momentView(created, viewer),
  }));
}

function groupsOf(
  items: readonly QueueItem[],
  reading: QueueReading,
  filters: QueueFilters,
  viewer: Viewer,
): QueueGroup[] {
  const groups: QueueGroup[] = [];
  for (const item of items) {
    const code = item.reasons[0]?.code ?? null;
    const words = reasonKinds.find((kind) => kind.code === code)?.words ?? 'Not reviewed by you';
    if (groups.at(-1)?.words !== words) groups.push({ code, words, rows: [] });
    groups.at(-1)?.rows.push(rowOf(item, reading, filters, viewer));
  }
  return groups;
}

function rowOf(
  { annotation, reasons }: QueueItem,
  { articles, sources, people }: QueueReading,
  filters: QueueFilters,
  viewer: Viewer,
): QueueRow {
  const { id, chain, creator, created, labels } = annotation;
  return {
    ...passageRow(annotation, articles.get(annotation.article), sources),
    href: addressOf(id, filters),
    way: wayView(chain, sources),
    author: people.get(creator) ?? creator,
    at: momentView(created, viewer),
    labels,
    reasons: besideHeading(reasons),
  };
}

/** Reasons that say no more than the heading under which they put it. */
const saidAbove: readonly ReasonCode[] = ['open', 'settle'];

/** What a row says that the heading above it doesn't. */
function besideHeading(reasons: readonly Reason[]): ReasonView[] {
  return reasonViews(reasons.filter(({ code }, index) => index > 0 || !saidAbove.includes(code)));
}

/** The reasons in words; that nobody has reviewed it goes without saying beside a better one. */
export function reasonViews(reasons: readonly Reason[]): ReasonView[] {
  const shown = reasons.length > 1 ? reasons.filter(({ code }) => code !== 'open') : reasons;
  return shown.map(({ code, words }) => ({ code, words }));
}

const levels = confidenceLevels.map(({ code, words }) => [code, words] as const);

function selects(reading: QueueReading, filters: QueueFilters): SelectView[] {
  const { articles, sources, people } = reading;
  const facet = (name: 'article' | 'source' | 'person', nameOf: (id: string) => string) => {
    const counted = reading.facets[name];
    const chosen = filters[name];
    const isGone = chosen !== null && counted.every(([id]) => id !== chosen);
    const offered = isGone ? [...counted, [chosen, 0] as const] : counted;
    return offered.map(([id, count]) => [id, `${nameOf(id)} (${count})`] as const);
  };
  return [
    select(
      'Article',
      'article',
      filters,
      facet('article', (id) => articles.get(id)?.title ?? id),
    ),
    select(
      'Source',
      'source',
      filters,
      facet('source', (id) => {
        const title = reading.titlesOfAlike.get(id);
        const name = sources.get(id)?.name ?? id;
        return title === undefined ? name : `${name}, in ${inQuotes(title)}`;
      }),
    ),
    select(
      'By',
      'person',
      filters,
      facet('person', (id) => people.get(id) ?? id),
    ),
    ...labelSelect(filters, reading),
    select('Confidence', 'confidence', filters, levels),
    select(
      'Status',
      'status',
      filters,
      statuses.map((status) => [status, status] as const),
    ),
  ];
}

/** Nothing to choose from where nothing is labelled. */
function labelSelect(filters: QueueFilters, { facets, labels }: QueueReading): SelectView[] {
  const asked = filters.label;
  const options = facets.label.map(([key, count]) => {
    const label = asked !== null && labelKey(asked) === key ? asked : (labels.get(key) ?? key);
    return [label, `${label} (${count})`] as const;
  });
  const isGone = asked !== null && options.every(([label]) => label !== asked);
  const offered = isGone ? [...options, [asked, `${asked} (0)`] as const] : options;
  return offered.length > 0 ? [select('Label', 'label', filters, offered)] : [];
}

function select(
  label: string,
  name: Exclude<keyof QueueFilters, 'reason'>,
  filters: QueueFilters,
  options: readonly (readonly [string, string])[],
): SelectView {
  return {
    name,
    label,
    options: [['', 'Any'] as const, ...options].map(([value, label]) => ({
      value,
      label,
      selected: value === (filters[name] ?? ''),
    })),
  };
}
