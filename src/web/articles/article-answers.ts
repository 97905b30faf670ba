import { z } from 'zod';
import { type Tally, tallyOf } from '../../desk/articles/article-tallies.js';
import { editionOf } from '../../desk/articles/articles.js';
import type { Desk } from '../../desk/desk.js';
import { peopleNames } from '../../desk/people/names.js';
import type { Article, Edition } from '../../domain/articles/article.js';
import { blockShape } from '../../domain/articles/text-block.js';
import { carried } from '../../domain/fields.js';
import { codePointIndex, toCodePoints } from '../../domain/text/span.js';
import {
  type Answer,
  momentShape,
  type People,
  personAnswer,
  personShape,
  textShape,
} from '../api/answers.js';

export const articleShape = z
  .object({
    id: z.string(),
    version: z.int(),
    title: z.string(),
    publisher: z.string(),
    byline: textShape,
    url: textShape,
    publishedAt: textShape,
    language: textShape,
    edition: z.object({
      number: z.int(),
      sha256: z.string(),
      length: z.int(),
      capturedAt: momentShape,
    }),
    /** How many are present, and how many of those nobody has judged. */
    annotations: z.int(),
    unreviewed: z.int(),
    creator: personShape,
    created: momentShape,
  })
  .meta({ id: 'Article' });
export const articleWithTextShape = articleShape
  .extend({ text: z.string(), blocks: z.array(blockShape(carried)) })
  .meta({ id: 'ArticleWithText' });

/**
 * An article with its edition’s text and counts, in the shape in which the API answers; offsets are code points.
 */
export function articleAnswer(
  article: Article,
  edition: Edition,
  { annotations, unreviewed }: Tally,
  people: People,
): Answer<typeof articleShape> {
  const { number, sha256, length, capturedAt } = edition;
  return {
    id: article.id,
    version: article.version,
    title: article.title,
    publisher: article.publisher,
    byline: article.byline,
    url: article.url,
    publishedAt: article.publishedAt,
    language: article.language,
    edition: { number, sha256, length, capturedAt },
    annotations,
    unreviewed,
    creator: personAnswer(article.creator, people),
    created: article.created,
  };
}

/** An article with the text of its newest edition, or of the one with that number. */
export async function articleWithText(
  desk: Desk,
  article: Article,
  number?: number,
): Promise<Answer<typeof articleWithTextShape>> {
  const edition = await editionOf(desk, article, number);
  const tally = await tallyOf(desk, article.id);
  const answer = articleAnswer(article, edition, tally, await peopleNames(desk));
  const { text } = edition;
  const index = codePointIndex(text);
  const blocks = edition.blocks.map((block) => ({
    ...block,
    ...toCodePoints(text, block, index),
  }));
  return { ...answer, text, blocks };
}
