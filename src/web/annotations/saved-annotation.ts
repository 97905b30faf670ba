import type { Request, Response } from 'express';
import { allInOrder } from '../../desk/all-in-order.js';
import type { AnnotationSaved } from '../../desk/annotations/annotations.js';
import { passageAddress } from '../../desk/annotations/passage-address.js';
import { readingOf } from '../../desk/articles/article-reading.js';
import { editionOf } from '../../desk/articles/articles.js';
import { readAround } from '../../desk/articles/passage-reading.js';
import { claimLeftBare } from '../../desk/claims/claims.js';
import type { Desk } from '../../desk/desk.js';
import { type Annotation, etag } from '../../domain/annotations/annotation.js';
import {
  type ArticleReading,
  type PlacedAnnotation,
  spanOf,
} from '../../domain/articles/article-reading.js';
import { quoted } from '../../domain/history/words.js';
import { Problem } from '../../domain/problem.js';
import { isolatedName } from '../../domain/text/direction.js';
import type { Span } from '../../domain/text/span.js';
import { withFullStop } from '../../domain/text/wording.js';
import { paragraphFragments } from '../articles/paragraph-fragments.js';
import { wantsJson } from '../http/bodies.js';
import type { Context } from '../http/context.js';
import { renderToText } from '../http/responses.js';
import { redirectWith, undoBy } from '../page/flash.js';
import { viewerOf } from '../page/viewer.js';
import { cardView } from './card-view.js';

interface SavedForm {
  saved: AnnotationSaved;
  /** It may still be made while what was saved is read. */
  message: string | Promise<string>;
  status: 200 | 201;
  /** Where it stood before. */
  was: PlacedAnnotation | null;
  /** Where it is undone, if it can be. */
  undo?: string | null;
}

/**
 * What a form of an annotation is answered once it is saved: a browser goes back to the article, a
 * script is given the card and the paragraphs that look different now.
 */
export async function answerSaved(
  context: Context,
  req: Pick<Request, 'path' | 'accepts' | 'session'>,
  res: Response,
  { saved, message: making, status, was, undo = null }: SavedForm,
): Promise<void> {
  const { annotation, newSources, warnings } = saved;
  if (!wantsJson(req)) {
    const done = { message: savedMessage(await making, saved), warnings };
    return redirectWith(req, res, passageAddress(annotation), {
      ...done,
      undo: undo === null ? null : undoBy(undo),
    });
  }
  const [message, { reading, around, at, number }] = await allInOrder([
    Promise.resolve(making),
    readSaved(context.desk, saved, was),
  ]);
  const card = cardView(at, number, reading, viewerOf(context));
  res.status(status).json({
    id: annotation.id,
    etag: etag(annotation),
    message: savedMessage(message, saved),
    warnings,
    undo,
    newSources: newSources.map(({ id, name }) => ({ id, name })),
    card: await renderToText(res, 'annotations/card', { card }),
    paragraphs: await paragraphFragments(res, around, spansOf([was, at])),
  });
}

/** What was saved, where it stands now, and what stands around it and around where it stood. */
async function readSaved(
  desk: Desk,
  { annotation, article, known }: AnnotationSaved,
  was: PlacedAnnotation | null,
) {
  const edition = known.edition ?? (await editionOf(desk, article));
  const reading = await readingOf(desk, article, [annotation], { ...known, edition });
  const at = placedIn(reading, annotation.id);
  const around = await readAround(desk, article, edition, spansOf([was, at]));
  // What stands nowhere for sure comes last.
  const number =
    around.numbers.get(annotation.id) ??
    (await desk.store.count('annotations', 'article', article.id));
  return { reading, around, at, number };
}

/** That something was done, and what is new by it: sources, in the order of the chain, and a claim. */
export function savedMessage(
  message: string,
  { newSources, newClaim }: Pick<AnnotationSaved, 'newSources' | 'newClaim'>,
): string {
  const said = withSources(message, 'New in the register', newSources);
  if (!newClaim) return said;
  return withClaim(said, 'New claim', newClaim.statement);
}

function withClaim(message: string, is: string, statement: string): string {
  return `${message} ${withFullStop(`${is}: ${isolatedName(quoted(statement))}`)}`;
}

/** A message on an annotation that was changed or deleted, and whether its claim stays without a passage by that. */
export async function withBareClaim(
  desk: Desk,
  message: string,
  before: Annotation,
  after: Annotation,
): Promise<string> {
  const bare = await claimLeftBare(desk, before, after);
  return bare ? withClaim(message, 'This claim stays, without a passage', bare.statement) : message;
}

/** A message, and which sources something is so of; without any, the message alone. */
export function withSources(
  message: string,
  are: string,
  sources: AnnotationSaved['newSources'],
): string {
  if (sources.length === 0) return message;
  const names = sources.map(({ name }) => isolatedName(name)).join(', ');
  return `${message} ${are}: ${names}.`;
}

/** Where annotations stand: the paragraphs there look different now. */
export function spansOf(touched: readonly (PlacedAnnotation | null)[]): Span[] {
  return touched.flatMap((placed) => (placed && spanOf(placed)) ?? []);
}

/**
 * The annotation of this id with its place in the text that was read.
 * @throws Problem `not-found` where the reading has none of it.
 */
export function placedIn({ annotations }: ArticleReading, id: string): PlacedAnnotation {
  const placed = annotations.find(({ annotation }) => annotation.id === id);
  if (!placed) throw new Problem('not-found', 'There is no such annotation.');
  return placed;
}
