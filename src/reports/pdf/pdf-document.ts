import type { Confidence } from '../../domain/chain/scales.js';
import type { SignShape } from '../../domain/chain/sign-shapes.js';
import type { LineKind } from '../../domain/map/geometry.js';
import type { Label } from '../map-picture.js';
import type { paperColours, paperTints } from '../paper-colours.js';
import type { DirectedWords } from './printable.js';

/*
 * Everything that `views/reports/pdf/report.typ` sets; a template has nothing left to work out. It goes there as
 * JSON: no word of it is read as markup.
 */

export interface PdfDocument {
  title: string;
  description: string;
  lang: string;
  /** Of the newest event, UTC: year, month, day, hour, minute, second. */
  date: number[] | null;
  /** The same in words. */
  'as-of': string | null;
  /** Whether it is about the whole desk. */
  whole: boolean;
  /** Whether one article is so long that it begins with its contents. */
  contents: boolean;
  /** Of the whole desk. */
  key: KeyPart[];
  said: string[];
  articles: PdfArticle[];
  /** What is said at the end. */
  last: string[];
  /** What is said of letters for which no font is at hand. */
  unset: string[];
  /** Whether lines stand closer together than usual. */
  close: boolean;
  /** How addresses begin that stand for a place within: nothing else in it begins so. */
  within: string;
  colours: typeof paperColours;
  /** Behind passages, by their levels. */
  tints: typeof paperTints;
}

/** A part of the sentence of figures. */
export interface KeyPart {
  words: string;
  strong: boolean;
}

export interface PdfArticle {
  /** Publisher, date and author in a line. */
  kick: string;
  heading: DirectedWords;
  lead: DirectedWords | null;
  key: KeyPart[];
  /** What was chosen and left out, in sentences. */
  said: string[];
  map: PdfMap | null;
  /** Whether it is larger than a page, and so stands behind the notes. */
  'map-behind': boolean;
  legend: PdfLegend | null;
  blocks: PdfBlock[];
  notes: PdfNote[];
  record: PdfRecordPart[];
}

/** A picture, or the parts of one that is higher than a page, from above. */
export interface PdfMap {
  /** In points. */
  width: number;
  /** Points for a pixel of it, in which the labels are. */
  scale: number;
  alt: string;
  parts: PdfMapPart[];
}

/** A picture without its words, and those. */
interface PdfMapPart {
  svg: string;
  /** In points. */
  height: number;
  labels: Label[];
}

export type PdfLevel = Confidence | 'none';

export interface PdfLegend {
  levels: { level: PdfLevel; words: string }[];
  lines: { kind: LineKind; words: string }[];
  /** By the names of their shapes; *unnamed* is a dashed person. */
  signs: { shape: string; words: string }[];
  hasBands: boolean;
  hasNecks: boolean;
  hasCircles: boolean;
  graded: boolean;
}

type Directed = Omit<DirectedWords, 'words'>;

/** A paragraph of the text, or what else it is; the marker of a list's item begins its text. */
export type PdfBlock =
  | (Directed & {
      kind: 'paragraph' | 'quotation' | 'caption';
      pieces: PdfPiece[];
    })
  | (Directed & { kind: 'heading'; level: number; pieces: PdfPiece[] })
  | (Directed & { kind: 'list item'; marker: string; pieces: PdfPiece[] });

/** A piece of the text, the lines under it, and the annotations that begin and end with it. */
export interface PdfPiece {
  text: string;
  lines: [level: PdfLevel, place: number][];
  tint: PdfLevel | null;
  anchors: [number: number, id: string][];
  numbers: [number: number, level: PdfLevel, id: string][];
}

export interface PdfNote {
  id: string;
  number: number;
  level: PdfLevel;
  confidence: string;
  grade: string | null;
  status: { word: string; words: string };
  /** Whether its passage stands in the text. */
  placed: boolean;
  /** The passage, where the text does not show it as it was marked. */
  quote: DirectedWords | null;
  standing: string | null;
  hops: PdfHop[];
  /** The first note with the same chain. */
  same: { id: string; number: number } | null;
  paragraphs: DirectedWords[];
  lines: { term: string | null; words: string }[];
  /** Verdicts that do not agree and what an editor decided, and why. */
  dissent: { sign: 'disputed' | 'settled' | null; words: string }[];
  /** Whether it may be parted between two columns. */
  long: boolean;
}

export interface PdfHop {
  name: string;
  shape: SignShape;
  dashed: boolean;
  letter: string | null;
  beside: boolean;
  relation: string | null;
  /** How far the way on to the next is checked; null on the last. */
  onward: LineKind | null;
}

export interface PdfRecordPart {
  title: string | null;
  rows: PdfRecordRow[];
  /** Whether it may be parted between two pages. */
  long: boolean;
}

export interface PdfRecordRow {
  when: string;
  number: number | null;
  /** Of the annotation. */
  id: string | null;
  lines: PdfRecordLine[];
  /** Further annotations of which the same is said. */
  also: { id: string; number: number }[];
}

/** A sentence of the record, when it was, where it leads and what it is of, as far as there is any. */
export interface PdfRecordLine {
  time: string | null;
  words: string;
  url: string | null;
  /** The address as it is shown. */
  address: string;
  /** SHA-256, in hexadecimal. */
  digest: string | null;
}
