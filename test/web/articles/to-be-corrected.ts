import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import type { Annotation } from '../../../src/domain/annotations/annotation.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { type Article, articleInput } from '../../../src/domain/articles/article.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';

export const first = [
  'A boat lies at the quay.',
  'The ferry will stop in May, two members of the harbour board said. The mayor was not asked.',
  'At least 12 people wrote to the paper. Nobody asked the crew, who had gone home by then.',
].join('\n');
export const second = [
  'The ferry will stop in May, two members of the harbour board denied. The mayor was not asked.',
  'At least 15 people wrote to the paper. Nobody asked the crew, who had gone home by then.',
].join('\n');

/** A newsroom with an article that has the first text, and is to have the second. */
export interface ToBeCorrected {
  room: Newsroom;
  article: Article;
  /** By Jonas. */
  annotate(exact: string): Promise<Annotation>;
  /** Mira's program. */
  api(): ReturnType<Newsroom['bearer']>;
}

export async function openToBeCorrected(): Promise<ToBeCorrected> {
  const room = await openNewsroom();
  const details = { title: 'The ferry', publisher: 'The Morning Ledger', language: 'en' };
  const input = articleInput.parse({ ...details, text: first });
  const article = await addArticle(room.desk, room.mira, input);
  return {
    room,
    article,
    annotate: async (exact) => {
      const chain = 'Ida Brandt -told-> The Morning Ledger (outlet)';
      const made = annotationInput.parse({ target: { exact }, chain, confidence: 'moderate' });
      return (await createAnnotation(room.desk, room.jonas, article.id, made)).annotation;
    },
    api: () => room.bearer(room.mira),
  };
}
