import {
  type ArticleDraft,
  blocksOfText,
  type CaptureChoice,
  type CapturedArticle,
  type CapturedFile,
  capture,
  captureText,
  droppedOf,
  leftOutOf,
  putInto,
  textWith,
} from '../../desk/capture/capture.js';
import { encodingInPrint } from '../../desk/capture/decoding.js';
import { ConcurrencyLimit } from '../../desk/concurrency-limit.js';
import type { TextBlock } from '../../domain/articles/text-block.js';
import { Problem } from '../../domain/problem.js';
import { cleanText } from '../../domain/text/text.js';
import { textField } from '../forms/form-fields.js';
import { uploadedFile } from '../forms/uploads.js';
import type { RouteRequest } from '../http/routes.js';
import { packed, unpacked } from './uploaded-source.js';

/** The fields of the preview's form that say how its file was read. */
interface SourceFields {
  /** The packed file; "" for a pasted text. */
  source: string;
  fileName: string;
  encoding: string;
  /** "true": the whole page. */
  whole: string;
  /** The numbers of the left-out blocks that were put in, joined by commas. */
  putIn: string;
}

/** An article that is being checked before it is saved. */
export interface PreviewedArticle {
  form: ArticleDraft;
  captured: CapturedArticle;
  fields: SourceFields;
}

/** Each file may take a thread of its own, of 512 MB, for twenty seconds. */
const readings = new ConcurrencyLimit(
  2,
  'Two of your files are being read. Wait until one is done.',
);

/** Reads a file for a person: two at once, and no more. */
export function readFor(
  person: string,
  file: CapturedFile,
  choice: CaptureChoice = {},
): Promise<CapturedArticle> {
  return readings.run(person, () => capture(file, choice));
}

/** What a file that was just uploaded holds. */
async function previewOfFile(person: string, file: CapturedFile): Promise<PreviewedArticle> {
  const captured = await readFor(person, file);
  const fields = { fileName: file.name, encoding: '', whole: '', putIn: '' };
  return { form: captured, captured, fields: { ...fields, source: await packed(file) } };
}

/** What a pasted text says of itself; what was typed beside it counts for more. */
function previewOfText(typed: ArticleDraft): PreviewedArticle {
  if (typed.text.trim() === '') {
    const message = 'Paste the article’s text, or choose a file.';
    throw Problem.field('text', message);
  }
  const captured = captureText(typed.text);
  const fields = { source: '', fileName: '', encoding: '', whole: '', putIn: '' };
  return { form: filledIn(typed, captured), captured, fields };
}

function filledIn(typed: ArticleDraft, captured: CapturedArticle): ArticleDraft {
  const { title, language } = captured;
  return { ...typed, title: typed.title || title, language: typed.language || language };
}

/** How many control characters of the page's blocks are not in the text; a pasted text has no blocks. */
export function droppedInBlocks({ captured, fields }: PreviewedArticle): Promise<number> {
  return droppedOf({ ...captured, text: '' }, putInOf(fields));
}

/** The fields of a sent preview that say how its file was read; null for a pasted text. */
export function sourceFieldsIn(body: unknown): SourceFields | null {
  const field = (name: string) => textField(body, name);
  const source = field('source');
  if (source === '') return null;
  const [fileName, encoding] = [field('fileName'), field('encoding')];
  return { source, fileName, encoding, whole: field('whole'), putIn: field('putIn') };
}

async function readAgain(person: string, fields: SourceFields): Promise<CapturedArticle> {
  const file = await unpacked(fields.fileName, fields.source);
  const { encoding, whole } = fields;
  return readFor(person, file, { encoding, whole: whole === 'true' });
}

/** Which of the left-out blocks were put in. */
function putInOf({ putIn }: SourceFields): Set<number> {
  return new Set(
    putIn
      .split(',')
      .filter((each) => /^\d{1,6}$/u.test(each))
      .map(Number),
  );
}

/**
 * The preview as it was sent, after what its button asks for: a block put in, the whole page, another
 * encoding. Throws *invalid* at `text` where reading anew would lose what was changed by hand.
 */
async function previewAgain(
  person: string,
  typed: ArticleDraft,
  fields: SourceFields,
  body: unknown,
): Promise<PreviewedArticle> {
  const captured = await readAgain(person, fields);
  const block = textField(body, 'put');
  if (block !== '') return withPut({ form: typed, captured, fields }, block);
  const asked = {
    ...fields,
    whole: textField(body, 'readWhole') || fields.whole,
    encoding: textField(body, 'readAs') || fields.encoding,
  };
  if (asked.whole === fields.whole && asked.encoding === fields.encoding) {
    return { form: typed, captured, fields };
  }
  if (cleanText(typed.text).text !== (await textWith(captured, putInOf(fields)))) {
    const message =
      'You have changed the text: reading the file again would lose that. Choose the file again to start over.';
    throw Problem.field('text', message);
  }
  const anew = { ...asked, putIn: '' };
  const read = await readAgain(person, anew);
  return { form: formAnew(typed, captured, read), captured: read, fields: anew };
}

async function withPut(
  { form, captured, fields }: PreviewedArticle,
  block: string,
): Promise<PreviewedArticle> {
  const putIn = putInOf(fields);
  const number = /^\d{1,6}$/u.test(block) ? Number(block) : -1;
  if (!captured.blocks[number]?.leftOut || putIn.has(number)) return { form, captured, fields };
  const text = await putInto(cleanText(form.text).text, captured, putIn, number);
  const all = [...putIn, number].join(',');
  return { form: { ...form, text }, captured, fields: { ...fields, putIn: all } };
}

/** What the person typed stays; what had been found is found anew. */
function formAnew(
  typed: ArticleDraft,
  before: CapturedArticle,
  read: CapturedArticle,
): ArticleDraft {
  const value = (field: keyof ArticleDraft) =>
    typed[field] === before[field] ? read[field] : typed[field];
  return {
    title: value('title'),
    publisher: value('publisher'),
    byline: value('byline'),
    url: value('url'),
    publishedAt: value('publishedAt'),
    language: value('language'),
    text: read.text,
  };
}

/**
 * What was sent to be previewed: a file, the preview of one with what its button asks for, or a pasted
 * text. Throws *invalid* at `file` or `text`.
 */
export async function previewSent(
  person: string,
  typed: ArticleDraft,
  req: RouteRequest,
): Promise<PreviewedArticle> {
  const file = uploadedFile(req);
  if (file) return previewOfFile(person, file);
  const fields = sourceFieldsIn(req.body);
  return fields ? previewAgain(person, typed, fields, req.body) : previewOfText(typed);
}

/** The preview as it was sent, to be shown with what is wrong with it. */
export async function previewAsSent(
  person: string,
  typed: ArticleDraft,
  body: unknown,
): Promise<PreviewedArticle> {
  const fields = sourceFieldsIn(body);
  const asText = () => ({ ...previewOfText(typed), form: typed });
  if (!fields) return asText();
  return previewAgain(person, typed, fields, {}).catch((error: unknown) => {
    if (error instanceof Problem) return asText();
    throw error;
  });
}

/** More are not shown: whoever needs them takes the whole page. */
const shownLeftOut = 200;

/** How a file was read: what was found out, what was left out, and how else it could be. */
export function captureView({ captured, fields }: PreviewedArticle) {
  const leftOut = leftOutOf(captured, putInOf(fields));
  return {
    fields,
    notes: captured.notes,
    isStyleUnread: captured.isStyleUnread,
    encoding: captured.encoding && encodingInPrint(captured.encoding),
    others: captured.others.map((each) => ({ ...each, name: encodingInPrint(each.encoding) })),
    leftOut: leftOut.slice(0, shownLeftOut),
    moreLeftOut: Math.max(0, leftOut.length - shownLeftOut),
    mayTakeWhole: captured.blocks.length > 0 && /html?$/iu.test(fields.fileName) && !fields.whole,
  };
}

/** What each stretch of a previewed text is; nothing of a pasted one, or of one that can't be read now. */
export async function blocksToSave(
  person: string,
  text: string,
  fields: SourceFields | null,
): Promise<TextBlock[]> {
  if (!fields) return [];
  const captured = await readAgain(person, fields).catch((error: unknown) => {
    if (error instanceof Problem) return null;
    throw error;
  });
  return captured ? blocksOfText(text, captured, putInOf(fields)) : [];
}
