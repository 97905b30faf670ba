import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Article } from '../../domain/articles/article.js';
import { type Reliability, reliabilityWords } from '../../domain/chain/scales.js';
import { quoted } from '../../domain/history/words.js';
import { currentRating, type Source, type SourceRating } from '../../domain/register/source.js';
import { may, mayDo } from '../../domain/rights.js';
import { type Direction, directionOf } from '../../domain/text/direction.js';
import { type MomentView, momentView, type Viewer } from '../annotations/card-view.js';

/** A source as scripts and lists have it. */
export interface SourceItem {
  id: string;
  name: string;
  kind: string | null;
  unnamed: boolean;
  confidential: boolean;
  reliability: Reliability | null;
  aliases: string[];
}

export function sourceItem(source: Source): SourceItem {
  const { id, name, kind, unnamed, confidential, aliases } = source;
  const reliability = currentRating(source)?.reliability ?? null;
  return { id, name, kind, unnamed, confidential, reliability, aliases };
}

/** A source in the register's list; `uses` is how many annotations name it. */
export interface SourceRow extends SourceItem {
  kindWords: string;
  reliabilityWords: string | null;
  uses: number;
}

export function sourceRow(source: Source, uses: number): SourceRow {
  const item = sourceItem(source);
  return {
    ...item,
    kindWords: kindWords(source),
    reliabilityWords: item.reliability && reliabilityWords(item.reliability),
    uses,
  };
}

/** "unnamed person", "outlet", "not said": what a source is, in words. */
function kindWords({ kind, unnamed, confidential }: Source): string {
  const parts = [confidential ? 'confidential' : unnamed && 'unnamed', kind].filter(Boolean);
  return parts.length === 0 ? 'not said' : parts.join(' ');
}

interface RatingView {
  code: Reliability;
  words: string;
  at: MomentView;
  by: string;
  reason: string | null;
}

interface UseView {
  id: string;
  href: string;
  quote: string;
  direction: Direction;
  article: string;
  at: MomentView;
}

interface EntryLink {
  id: string;
  name: string;
}

/** Everything that a source's page shows. */
export interface SourcePage extends SourceRow {
  description: string | null;
  affiliation: EntryLink | null;
  /** The entry that stands for this one. */
  joinedInto: EntryLink | null;
  /** The entries for which this one stands. */
  joined: EntryLink[];
  /** The newest first. */
  ratings: RatingView[];
  entered: MomentView;
  enteredBy: string;
  list: UseView[];
  next: string | null;
  mayRate: boolean;
  mayAsk: boolean;
  mayMask: boolean;
  mayUnmask: boolean;
}

/** What a source's page is made of: the annotations are a page of those that name it. */
export interface SourceReading {
  source: Source;
  affiliation: Source | null;
  joinedInto: Source | null;
  joined: readonly Source[];
  /** It was masked, and its masking can be taken back. */
  wasPublic: boolean;
  people: ReadonlyMap<string, string>;
  uses: number;
  annotations: readonly Annotation[];
  articles: ReadonlyMap<string, Article>;
  next: string | null;
}

export function sourcePage(reading: SourceReading, viewer: Viewer): SourcePage {
  const { source, affiliation, people, uses } = reading;
  const { actor } = viewer;
  return {
    ...sourceRow(source, uses),
    description: source.description,
    affiliation: affiliation && entryLink(affiliation),
    joinedInto: reading.joinedInto && entryLink(reading.joinedInto),
    joined: reading.joined.map(entryLink),
    ratings: source.ratings.map((rating) => ratingView(rating, people, viewer)).reverse(),
    entered: momentView(source.created, viewer),
    enteredBy: people.get(source.creator) ?? source.creator,
    list: reading.annotations.map((annotation) => useView(annotation, reading, viewer)),
    next: reading.next,
    mayRate: source.joined === null && may(actor, 'rate sources'),
    mayAsk: source.confidential && mayDo(actor, 'see who the source is', source),
    mayMask: !source.confidential && may(actor, 'mask sources'),
    mayUnmask: reading.wasPublic && may(actor, 'mask sources'),
  };
}

function entryLink({ id, name }: Source): EntryLink {
  return { id, name };
}

function ratingView(
  { reliability, at, by, reason }: SourceRating,
  people: ReadonlyMap<string, string>,
  viewer: Viewer,
): RatingView {
  return {
    code: reliability,
    words: reliabilityWords(reliability),
    at: momentView(at, viewer),
    by: people.get(by) ?? by,
    reason,
  };
}

function useView(
  { id, article, target, created }: Annotation,
  { articles }: SourceReading,
  viewer: Viewer,
): UseView {
  return {
    id,
    href: `/articles/${article}#annotation-${id}`,
    quote: quoted(target.exact),
    direction: directionOf(articles.get(article)?.language ?? null),
    article: articles.get(article)?.title ?? article,
    at: momentView(created, viewer),
  };
}
