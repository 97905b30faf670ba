import type { Edition } from '../../domain/articles/article.js';
import { codePointIndex, type Span } from '../../domain/text/span.js';

/**
 * Prepares the texts of an article's editions for taking in positions: a span in code points, in
 * UTF-16 code units; null for one that is empty or lies in no such edition.
 */
export function editionPlaces(
  editions: readonly Pick<Edition, 'number' | 'text'>[],
): (edition: number, span: Span) => Span | null {
  const indexes = new Map(
    editions.map(({ number, text }) => {
      const index = codePointIndex(text);
      return [number, { index, length: index.toCodePoints(text.length) }];
    }),
  );
  return (edition, { start, end }) => {
    const found = indexes.get(edition);
    if (!found || start >= end || end > found.length) return null;
    return { start: found.index.toCodeUnits(start), end: found.index.toCodeUnits(end) };
  };
}
