import type { Annotation } from '../annotations/annotation.js';
import type { Claim } from '../claims/claim.js';
import type { Event } from '../history/event.js';
import type { Source } from '../register/source.js';
import type { Placement } from '../text/quotes/quote.js';
import type { Span } from '../text/span.js';
import type { Article, Edition } from './article.js';

/** An annotation and where its quote stands in the edition that is read. */
export interface PlacedAnnotation {
  annotation: Annotation;
  placement: Placement;
}

/** Where an annotation stands in the text that is shown; null for one that stands nowhere for sure. */
export function spanOf({ placement }: PlacedAnnotation): Span | null {
  return 'span' in placement ? placement.span : null;
}

/**
 * An article with everything that is needed to show it or to report on it. Sources are the
 * register's public entries: of a confidential one, its pseudonym.
 */
export interface ArticleReading {
  article: Article;
  edition: Edition;
  /** The present ones, in the order of the text; those that stand nowhere come last. */
  annotations: readonly PlacedAnnotation[];
  /** By proposal of another passage, where that stands; without those that stand nowhere for certain. */
  proposed?: ReadonlyMap<string, Span>;
  sources: ReadonlyMap<string, Source>;
  claims: ReadonlyMap<string, Claim>;
  /** The names of those who had a hand in what is read, by id. */
  people: ReadonlyMap<string, string>;
  /** The history of the article and its annotations, oldest first; empty unless asked for. */
  events: readonly Event[];
}

/** A reading of which chains can be written as notation. */
export interface PrintableReading extends ArticleReading {
  /**
   * By source id, the first characters of it that notation must show (`#k3fa`): for unnamed sources
   * and for names that two entries bear. See `notationOf`.
   */
  shortIds: ReadonlyMap<string, string>;
}
