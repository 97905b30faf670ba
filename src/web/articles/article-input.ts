import { z } from 'zod';
import { type CapturedArticle, captureText, withoutOffers } from '../../desk/capture/capture.js';
import { articleInput } from '../../domain/articles/article.js';
import { blockShape } from '../../domain/articles/text-block.js';
import { carried, count } from '../../domain/fields.js';
import { parse } from '../../domain/parse.js';
import { Problem } from '../../domain/problem.js';
import { codePointIndex, toCodePoints } from '../../domain/text/span.js';
import { cleanText } from '../../domain/text/text.js';
import { type Answer, textShape } from '../api/answers.js';
import { yesOrNo } from '../api/api-input.js';
import { textField } from '../forms/form-fields.js';
import { uploadedFile } from '../forms/uploads.js';
import type { RouteRequest } from '../http/routes.js';
import { readFor } from './article-preview.js';

/** A page of the web as long as a file may be. */
const maxHtmlUnits = 3 * 1024 * 1024;

/** What a program sends to add or preview an article: `text`, `html`, or a file beside these fields. */
export const articleSent = articleInput.partial().extend({
  /** As it was sent: what is not kept of it is counted. */
  text: z.string().optional(),
  html: z.string().max(maxHtmlUnits, 'Use at most 3 MB.').optional(),
});
type ArticleSent = z.output<typeof articleSent>;

/** What both routes ask for in their query. */
export const captureQuery = {
  encoding: 'How the file is to be read, such as windows-1252; found out unless told.',
  whole: { says: 'true: all that the page shows, not only its main part.', values: yesOrNo },
};

/**
 * The article that was sent, as it would be saved: what was said of it, and for the rest what its file
 * or page says. Throws *invalid* where it is sent in no way, or in two.
 */
export async function capturedOf(
  person: string,
  { text, html, ...said }: ArticleSent,
  req: RouteRequest,
  { isSaved }: { isSaved: boolean },
): Promise<CapturedArticle> {
  const file = uploadedFile(req);
  const sent = [text, html, file].filter((each) => each !== undefined && each !== null);
  if (sent.length === 0) parse(articleInput, said);
  if (sent.length > 1) {
    throw Problem.field('html', 'Send the article once: as text, as html or as a file.');
  }
  const choice = {
    encoding: textField(req.query, 'encoding'),
    whole: textField(req.query, 'whole') === 'true',
  };
  const page = { name: 'page.html', bytes: new TextEncoder().encode(html) };
  const captured =
    text === undefined
      ? await readFor(person, file ?? page, file ? choice : { ...choice, encoding: 'utf-8' })
      : { ...captureText(cleanText(text).text), text };
  const told = Object.entries(said).filter(([, value]) => value !== undefined);
  const found = isSaved ? withoutOffers(captured) : captured;
  return { ...found, ...Object.fromEntries(told.map(([name, value]) => [name, value ?? ''])) };
}

/** What would be saved of an article, and what was found out on the way; nothing is written. */
export const previewShape = z
  .object({
    title: textShape,
    publisher: textShape,
    byline: textShape,
    publishedAt: textShape,
    language: textShape,
    url: textShape,
    text: z.string(),
    /** Control characters that the text has not. */
    dropped: count,
    blocks: z.array(blockShape(carried)),
    notes: z.array(z.string()),
    /** What the page’s main part shows and the text has not. */
    leftOut: z.array(z.string()),
    encoding: textShape,
    /** Remarks in the file, as word processors keep them. */
    comments: z.array(z.looseObject({})),
  })
  .meta({ id: 'Preview' });

/**
 * What was read out of a page before it is added, in the API’s shape: text made clean, blocks in code points, null
 * for what was not found.
 */
export function previewAnswer(
  captured: CapturedArticle,
  { blocks, dropped }: Pick<Answer<typeof previewShape>, 'blocks' | 'dropped'>,
): Answer<typeof previewShape> {
  const { text } = cleanText(captured.text);
  const index = codePointIndex(text);
  return {
    title: captured.title || null,
    publisher: captured.publisher || null,
    byline: captured.byline || null,
    publishedAt: captured.publishedAt || null,
    language: captured.language || null,
    url: captured.url || null,
    text,
    dropped,
    blocks: blocks.map((block) => ({ ...block, ...toCodePoints(text, block, index) })),
    notes: captured.notes,
    leftOut: captured.blocks.filter(({ leftOut }) => leftOut).map((block) => block.text),
    encoding: captured.encoding,
    comments: [],
  };
}
