import type { Response } from 'express';
import { readArticle } from '../../desk/articles/article-reading.js';
import {
  type ArticleReading,
  type PlacedAnnotation,
  spanOf,
} from '../../domain/articles/article-reading.js';
import { Problem } from '../../domain/problem.js';
import type { Span } from '../../domain/text/span.js';
import { cardView } from '../annotations/card-view.js';
import { textField } from '../forms/form-fields.js';
import type { Context } from '../http/context.js';
import { renderToText } from '../http/responses.js';
import type { Routes } from '../http/routes.js';
import { viewerOf } from '../page/viewer.js';
import { paragraphFragments } from './paragraph-fragments.js';

/** What a page that shows an article puts in the place of what has changed on it. */
export function articleChanges(routes: Routes): void {
  routes.get('/articles/:id/changes', 'read', async (context, req, res) => {
    const reading = await readArticle(context.desk, req.params.id);
    const ids = listOf(textField(req.query, 'ids'));
    const placed = reading.annotations.filter(({ annotation }) => ids.includes(annotation.id));
    if (!fitsPage(reading, placed, textField(req.query, 'edition'))) {
      return void res.json({ whole: true });
    }
    const present = placed.map(({ annotation }) => annotation.id);
    const before = listOf(textField(req.query, 'paragraphs')).map(beginning);
    res.json({
      whole: false,
      cards: await cardsOf(context, res, reading, placed),
      gone: ids.filter((id) => !present.includes(id)),
      paragraphs: await paragraphFragments(res, reading, [...placed.flatMap(spansOf), ...before]),
    });
  });
}

const maxCards = 100;

function listOf(sent: string): string[] {
  const items = sent.split(',').filter(Boolean);
  if (items.length <= maxCards) return items;
  throw new Problem('invalid', `Ask for at most ${maxCards} at once.`);
}

/** What stands beside the text, and another edition, are not changed piece by piece. */
function fitsPage(
  { edition }: ArticleReading,
  placed: readonly PlacedAnnotation[],
  shown: string,
): boolean {
  return shown === String(edition.number) && placed.every((each) => spanOf(each) !== null);
}

/** The place of a paragraph that is known by where it begins. */
function beginning(start: string): Span {
  return { start: Number(start), end: Number(start) + 1 };
}

function spansOf(placed: PlacedAnnotation): Span[] {
  const span = spanOf(placed);
  return span ? [span] : [];
}

function cardsOf(
  context: Context,
  res: Response,
  reading: ArticleReading,
  placed: readonly PlacedAnnotation[],
): Promise<string[]> {
  const viewer = viewerOf(context);
  return Promise.all(
    placed.map((each) => {
      const card = cardView(each, reading.annotations.indexOf(each) + 1, reading, viewer);
      return renderToText(res, 'annotations/card', { card });
    }),
  );
}
