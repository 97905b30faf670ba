import { showMoment } from '../../domain/text/shown-dates.js';
import { keyFigures } from '../key-figures.js';
import type { Overall } from '../overall.js';
import { paperColours, paperTints } from '../paper-colours.js';
import type { Report } from '../report.js';
import { headline, leftOutWords } from '../sentences.js';
import type { KeyPart, PdfArticle, PdfDocument } from './pdf-document.js';
import { printable } from './printable.js';

/** This many notes or headings make a document that is leafed through: it begins with its contents. */
const notesWithContents = 40;
const headingsWithContents = 8;

type Frame = Omit<PdfDocument, 'title' | 'articles' | 'last' | 'close' | 'unset' | 'within'>;

/** What stands around the articles of a document. */
export function frameOf(
  { scopeWords, whole }: Report,
  { date, leftOut, summary }: Overall,
  articles: readonly PdfArticle[],
): Frame {
  return {
    description: printable(`Provenance report. ${keyFigures(summary)}`),
    lang: 'en',
    ...{ colours: paperColours, tints: paperTints },
    date: date === null ? null : dateParts(date),
    'as-of': date === null ? null : showMoment(date),
    whole,
    contents: articles.some(isLong),
    key: whole ? keyParts(keyFigures(summary)) : [],
    said: whole ? [...scopeWords, ...leftOutWords(leftOut)].map(printable) : [],
  };
}

function isLong({ blocks, notes }: PdfArticle): boolean {
  const headings = blocks.filter(({ kind }) => kind === 'heading').length;
  return notes.length >= notesWithContents || headings >= headingsWithContents;
}

function dateParts(date: string): number[] {
  return (date.match(/\d+/gu) ?? []).slice(0, 6).map(Number);
}

/** The sentences of figures, with what counts most set apart. */
export function keyParts(sentences: string): KeyPart[] {
  return printable(sentences)
    .split(/(^\S+ passages?\b|(?<= on )(?:no stated|\S+) origins?\b|\S+ disputed\b)/u)
    .map((words, at) => ({ words, strong: at % 2 === 1 }))
    .filter(({ words }) => words !== '');
}

/** What a document is called in its properties. */
export function titleOf(report: Report): string {
  return printable(headline(report));
}
