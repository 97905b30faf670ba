import { annotationById } from '../../desk/annotations/annotations.js';
import { readingOf } from '../../desk/articles/article-reading.js';
import { articleById, editionOf } from '../../desk/articles/articles.js';
import type { Desk } from '../../desk/desk.js';
import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Article } from '../../domain/articles/article.js';
import type { Reading } from '../../domain/articles/article-reading.js';
import { Problem } from '../../domain/problem.js';
import { type CodePointIndex, codePointIndex } from '../../domain/text/span.js';
import { type AnnotationAnswer, annotationAnswer } from '../api-answers.js';

/** An annotation as programs are answered. */
export async function answerTo(desk: Desk, annotation: Annotation): Promise<AnnotationAnswer> {
  const article = await articleById(desk, annotation.article);
  const [answer] = await answersTo(desk, article, [annotation]);
  if (!answer) throw new Error('An annotation was asked for that has no answer.');
  return answer;
}

/** The same for several of one article, in the order of its text. */
export async function answersTo(
  desk: Desk,
  article: Article,
  annotations: readonly Annotation[],
): Promise<AnnotationAnswer[]> {
  const reading = await readingOf(desk, article, annotations);
  const editions = annotations.map(({ edition }) => edition);
  const indexes = await codePoints(desk, reading, editions);
  return reading.annotations.flatMap((placed) => {
    const index = indexes.get(placed.annotation.edition);
    return index ? [annotationAnswer(placed, reading, index)] : [];
  });
}

/** By number, how the code points of these editions are counted: positions are those in one's own. */
export async function codePoints(
  desk: Desk,
  { article, edition }: Pick<Reading, 'article' | 'edition'>,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, CodePointIndex>> {
  const indexes = new Map<number, CodePointIndex>();
  for (const number of new Set(numbers)) {
    const { text } = number === edition.number ? edition : await editionOf(desk, article, number);
    indexes.set(number, codePointIndex(text));
  }
  return indexes;
}

/**
 * Does work on an annotation. To whoever is told that it has moved on from what they saw, what
 * stands now is answered too, as `current`.
 */
export async function orCurrent<T>(desk: Desk, id: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem) || !hasMovedOn(error)) throw error;
    const current = await answerTo(desk, await annotationById(desk, id));
    throw new Problem(error.code, error.message, error.fields, { ...error.details, current });
  }
}

function hasMovedOn({ code, details }: Problem): boolean {
  return code === 'stale' || 'revision' in details || 'moved' in details;
}
