import {
  blocksIn,
  joinedBlocks,
  type LooseBlock,
  type TextBlock,
  withBlock,
} from '../../domain/articles/text-block.js';
import { Problem } from '../../domain/problem.js';
import { cleanText } from '../../domain/text/text.js';
import { Pace } from '../pace.js';
import { knownName } from './declared-encoding.js';
import type { EncodingSample } from './decoding.js';
import type { DescribedArticle, Field } from './described.js';
import {
  offers,
  plain,
  type ReadFile,
  readFile,
  type TextOfFile,
  withLanguage,
} from './file-reader.js';
import { readInProcess } from './file-reading.js';
import type { ReadBlock } from './page-reader.js';

/** An article as a file gives it: every field as a form shows it, empty where nothing was found. */
export interface ArticleDraft extends Record<Field, string> {
  text: string;
}

/** A draft with how it was read. */
export interface CapturedArticle extends ArticleDraft {
  /** What whoever checks the draft should know about how it was read. */
  notes: string[];
  /** Where the value of a field was found, in words. */
  from: Partial<Record<Field, string>>;
  /** All blocks of the page's main part; a plain text has none. */
  blocks: ReadBlock[];
  /** Whether what hides or marks its text stands in other files, too, or is too long to be looked at. */
  isStyleUnread: boolean;
  /** WHATWG's name of the encoding in which the file was read; null for a text that came as one. */
  encoding: string | null;
  /** Other encodings that make a text of it, each with words of it. */
  others: EncodingSample[];
}

/** A file as it was uploaded; of its name, only the ending counts. */
export interface CapturedFile {
  name: string;
  bytes: Uint8Array;
}

/** How a person wants a file to be read, where that is not as the program would. */
export interface CaptureChoice {
  /** A label of WHATWG's encodings; null or "" to find it out. */
  encoding?: string | null | undefined;
  /** All that the page shows, not only its main part. */
  whole?: boolean | undefined;
}

/** By the ending of a file's name. */
const kinds = [
  ['txt', 'text'],
  ['text', 'text'],
  ['md', 'markdown'],
  ['markdown', 'markdown'],
  ['html', 'html'],
  ['htm', 'html'],
  ['xhtml', 'html'],
] as const;

/** A plain text of this length is read in a millisecond or two: no thread is needed for it. */
const maxQuickBytes = 65_536;

const otherFile =
  'Whence reads files that end in .txt, .md or .html. Of any other, such as a Word document or a PDF, copy the text and paste it.';

/**
 * Reads the article that a text, Markdown or HTML file holds. Nothing is kept, run or fetched.
 * Throws *unsupported* for any other file, *invalid* for one without text or too hard to read, all at
 * the field `file`, or for an encoding that has no name, at `encoding`. A plain text is as it was
 * found: it has not been cleaned yet.
 */
export async function capture(
  file: CapturedFile,
  choice: CaptureChoice = {},
): Promise<CapturedArticle> {
  const kind = kindOf(file.name);
  if (!kind) throw unsupported(otherFile);
  const { bytes } = file;
  const { whole = false } = choice;
  const task = { kind, bytes, whole, encoding: encodingIn(choice) };
  const isQuick = kind === 'text' && bytes.length <= maxQuickBytes;
  const read = isQuick ? await readFile(task) : await readInProcess(task);
  return capturedFrom(demandText(read));
}

/** A text that came as one, as a file of it would be captured. */
export function captureText(text: string): CapturedArticle {
  const { fields, ...page } = plain(text);
  const read = { ...page, text, fields: withLanguage(fields, text) };
  return capturedFrom({ ...read, encoding: null, others: [] });
}

function kindOf(name: string) {
  const ending = /\.(\w+)$/u.exec(name)?.[1]?.toLowerCase();
  return kinds.find(([known]) => known === ending)?.[1];
}

function encodingIn({ encoding }: CaptureChoice): string | null {
  if (!encoding) return null;
  const known = knownName(encoding);
  if (known !== null) return known;
  throw Problem.field('encoding', 'Name an encoding, such as utf-8, windows-1252 or shift_jis.');
}

function unsupported(message: string): Problem {
  return new Problem('unsupported', message, [{ field: 'file', message }]);
}

function demandText(read: ReadFile): TextOfFile {
  if (read.refused === null) {
    if (read.text.trim() === '') throw Problem.field('file', 'No text was found in this file.');
    return read;
  }
  if (read.refused === 'empty') throw Problem.field('file', 'This file is empty.');
  throw unsupported('This file holds no text that can be read.');
}

type Read = DescribedArticle &
  Pick<CapturedArticle, 'text' | 'blocks' | 'isStyleUnread' | 'encoding' | 'others'>;

function capturedFrom({ fields, ...read }: Read): CapturedArticle {
  const value = (field: Field) => fields[field]?.value ?? '';
  const from = Object.entries(fields).map(([field, found]) => [field, found.from]);
  return {
    title: value('title'),
    publisher: value('publisher'),
    byline: value('byline'),
    url: value('url'),
    publishedAt: value('publishedAt'),
    language: value('language'),
    from: Object.fromEntries(from),
    text: read.text,
    notes: read.notes,
    blocks: read.blocks,
    isStyleUnread: read.isStyleUnread,
    encoding: read.encoding,
    others: read.others,
  };
}

/** Without what was only offered for somebody to look at: what a program saves unseen is said by the file. */
export function withoutOffers(captured: CapturedArticle): CapturedArticle {
  const offered = Object.entries(captured.from).filter(([, from]) =>
    Object.values<string>(offers).includes(from),
  );
  return { ...captured, ...Object.fromEntries(offered.map(([field]) => [field, ''])) };
}

/** A block of a page that is not in the text, by its number among the page's blocks. */
interface LeftOut {
  block: number;
  text: string;
  /** A browser does not show it. */
  isHidden: boolean;
}

/** What of the page's main part is not in the text, but for what was put in; in the page's order. */
export function leftOutOf({ blocks }: CapturedArticle, putIn: ReadonlySet<number>): LeftOut[] {
  return blocks.flatMap(({ leftOut, text, isHidden }, block) =>
    leftOut && !putIn.has(block) ? [{ block, text, isHidden }] : [],
  );
}

function standingIn({ blocks }: CapturedArticle, putIn: ReadonlySet<number>): ReadBlock[] {
  return blocks.filter(({ leftOut }, block) => !leftOut || putIn.has(block));
}

/** The text as it was captured, with what was put in. */
export async function textWith(
  captured: CapturedArticle,
  putIn: ReadonlySet<number>,
): Promise<string> {
  if (captured.blocks.length === 0) return cleanText(captured.text).text;
  return (await new Pace().through(joinedBlocks(standingIn(captured, putIn)))).text;
}

/** How many control characters of a text that was captured so are not kept. */
export async function droppedOf(
  captured: CapturedArticle,
  putIn: ReadonlySet<number>,
): Promise<number> {
  if (captured.blocks.length === 0) return cleanText(captured.text).dropped;
  return (await new Pace().through(joinedBlocks(standingIn(captured, putIn)))).dropped;
}

/** What each stretch is of a text that was captured and may have been changed by hand. */
export function blocksOfText(
  text: string,
  captured: CapturedArticle,
  putIn: ReadonlySet<number>,
): Promise<TextBlock[]> {
  return new Pace().through(blocksIn(text, standingIn(captured, putIn)));
}

/** A text with one more of the page's blocks, in its place as far as that still stands. */
export async function putInto(
  text: string,
  captured: CapturedArticle,
  putIn: ReadonlySet<number>,
  block: number,
): Promise<string> {
  const added: LooseBlock | undefined = captured.blocks[block];
  if (!added) return text;
  const before = captured.blocks.filter(
    ({ leftOut }, index) => index < block && (!leftOut || putIn.has(index)),
  );
  return new Pace().through(withBlock(text, before, added));
}
