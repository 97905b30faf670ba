import type { Annotation } from '../../domain/annotations/annotation.js';

/** The path at which an article opens at an annotation's passage; an orphan is shown with what it holds. */
export function passageAddress({ article, id }: Pick<Annotation, 'article' | 'id'>): string {
  return `/articles/${article}#annotation-${id}`;
}
