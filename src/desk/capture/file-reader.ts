import { franc } from 'franc-min';
import { joinedBlocks } from '../../domain/articles/text-block.js';
import { finished } from '../../domain/finished.js';
import { type DecodedText, decode, decodeUtf16 } from './decoding.js';
import type { DescribedArticle } from './described.js';
import type { ReadBlock, ReadPage } from './page-reader.js';

export interface FileTask {
  kind: 'text' | 'markdown' | 'html';
  bytes: Uint8Array;
  /** A name of WHATWG's, where a person chose how to read it. */
  encoding: string | null;
  /** Of a web page: all that it shows, not only its main part. */
  whole: boolean;
}

/** What a file holds, or why that is no text. */
export type ReadFile = TextOfFile | { refused: 'empty' | 'binary' };

export interface TextOfFile extends DescribedArticle, Omit<DecodedText, 'note'> {
  /** A plain text has none. */
  blocks: ReadBlock[];
  /** Whether what hides or marks its text stands in other files, too, or is too long to be looked at. */
  isStyleUnread: boolean;
  refused: null;
}

/**
 * Reads a file: its bytes, what it says of its article, and its blocks; a plain text has none. Works
 * at once and for as long as it takes: file-reading.ts runs it in a process of its own.
 */
export async function readFile(task: FileTask): Promise<ReadFile> {
  const read = textIn(task);
  if (read === null) return { refused: 'binary' };
  const { note, ...decoded } = read;
  if (decoded.text.trim() === '') return { refused: 'empty' };
  const page = task.kind === 'text' ? plain(decoded.text) : await pageIn(task, decoded.text);
  const text = task.kind === 'text' ? decoded.text : finished(joinedBlocks(kept(page.blocks))).text;
  const fields = withLanguage(page.fields, text);
  const notes = note === null ? page.notes : [note, ...page.notes];
  const { blocks, isStyleUnread } = page;
  return { ...decoded, text, fields, notes, blocks, isStyleUnread, refused: null };
}

/** null for what is no text in any encoding. */
function textIn({ bytes, kind, encoding }: FileTask): DecodedText | null {
  const read = decode(bytes, kind === 'html', encoding);
  if (!isBinary(read.text)) return read;
  return encoding === null ? decodeUtf16(bytes) : null;
}

/** More than a file holds, in UTF-16 units: a table whose cells span hundreds of columns puts a thousand tabs for each letter. */
const maxReadUnits = 6_000_000;

/** Plain texts don't pay for the parsers of pages. */
async function pageIn({ kind, whole }: FileTask, source: string): Promise<ReadPage> {
  const { readHtml, readMarkdown } = await import('./page-reader.js');
  const page = kind === 'html' ? readHtml(source, whole) : readMarkdown(source);
  const units = page.blocks.reduce((sum, { text }) => sum + text.length, 0);
  if (units > maxReadUnits) throw new Error('It has more text than a file holds.');
  return page;
}

function kept(blocks: readonly ReadBlock[]): ReadBlock[] {
  return blocks.filter(({ leftOut }) => !leftOut);
}

/** A stray control character happens in texts; in other files one byte in ten is one. */
const maxControlShare = 0.01;

function isBinary(text: string): boolean {
  if (text.startsWith('%PDF-')) return true;
  const controls = text.match(/(?![\t\n\v\f\r])\p{Cc}/gu)?.length ?? 0;
  return controls > 1 && controls > text.length * maxControlShare;
}

/** Where a value comes from that is no more than offered: nothing says that it is so. */
export const offers = { firstLine: 'its first line', words: 'its words' } as const;

/** A first line of at most this length, with an empty one behind it, is offered as the title. */
const maxTitleUnits = 200;

/** What a plain text says of itself: its first line may be its title. */
export function plain(text: string): ReadPage {
  const first = /^\s*(\S[^\r\n]*)\r?\n[ \t]*\r?\n\s*\S/u.exec(text)?.[1]?.trim() ?? '';
  const isTitle = first !== '' && first.length <= maxTitleUnits && !/[.,;:…]$/u.test(first);
  const title = { value: first, from: offers.firstLine };
  return { fields: isTitle ? { title } : {}, notes: [], blocks: [], isStyleUnread: false };
}

/** In UTF-16 units: shorter texts are taken for one language or another by chance. */
const minGuessedUnits = 200;
const maxGuessedUnits = 4000;

/** The language by the text's words (trigrams) where nothing names it. */
export function withLanguage(
  fields: DescribedArticle['fields'],
  text: string,
): DescribedArticle['fields'] {
  if (fields.language || text.length < minGuessedUnits) return fields;
  const code = franc(text.slice(0, maxGuessedUnits));
  const value = code === 'und' ? '' : (Intl.getCanonicalLocales(code)[0] ?? '');
  return value === '' ? fields : { ...fields, language: { value, from: offers.words } };
}
