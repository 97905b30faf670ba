import { blockFinder, type TextBlock } from '../../domain/articles/text-block.js';
import type { Confidence } from '../../domain/chain/scales.js';
import { runsRightToLeftAlone } from '../../domain/text/direction.js';
import { followsAtOnce, type Paragraph, type Segment } from '../../domain/text/segments.js';
import type { ReportedArticle } from '../report.js';
import { type Thread, textParagraphId } from './comments.js';
import type { Links } from './links.js';
import { paragraphProperties, type RunLook, type Underline } from './properties.js';
import { runs } from './runs.js';
import { colours, tints } from './styles.js';
import { element, type Xml, type XmlContent } from './xml.js';

/*
 * The article's text, letter for letter, with the ranges of its comments. Nothing of the report stands
 * within it: no numbers and no marks, which a reader of the file would take for the article's.
 */

/** What is told of a paragraph of the text in the part that tells the text from the record. */
export interface TextParagraph {
  id: string;
  block: TextBlock | null;
  /** The white space behind it. */
  gap: string;
}

interface WrittenParagraph {
  xml: Xml;
  told: TextParagraph;
}

type Level = Confidence | 'none';

/** The line under a passage, and the heavier one where it lies over another. */
const underlines: Readonly<Record<Level, readonly [alone: Underline, over: Underline]>> = {
  high: ['single', 'thick'],
  moderate: ['dash', 'dashedHeavy'],
  low: ['dotted', 'dottedHeavy'],
  none: ['single', 'thick'],
};

const styles: Readonly<Record<Exclude<TextBlock['kind'], 'heading'>, string>> = {
  paragraph: 'BodyText',
  'list item': 'ListParagraph',
  quotation: 'Quote',
  caption: 'Caption',
  'table row': 'TableRow',
};
const deepestHeading = 3;

/** Where a passage begins, to be linked to. */
export function passageBookmark(article: number, number: number): string {
  return `passage_${article}_${number}`;
}

/** What the text is written with; `placed` takes in the annotations that were found in it. */
interface TextWriting {
  /** Counted from 1, in the order of the report. */
  article: number;
  threads: ReadonlyMap<string, Thread>;
  placed: Set<string>;
  links: Links;
}

/** The paragraphs of an article's text, some hundred at a time; `first` is the number of the first. */
export function* textParagraphs(
  { article, edition, paragraphs }: ReportedArticle,
  writing: TextWriting,
  first: number,
): Generator<WrittenParagraph[]> {
  const language = wellFormed(article.language);
  const blockAt = blockFinder(edition.blocks);
  let number = first;
  for (const part of paragraphs) {
    yield part.map((shown) => {
      const words = edition.text.slice(shown.start, shown.end);
      const block = blockAt(shown.start);
      const id = textParagraphId(number);
      const rightToLeft = runsRightToLeftAlone(words, article.language);
      const spacing = followsAtOnce(edition.text, shown) ? { before: 0 } : {};
      const look = { style: styleOf(block), rightToLeft, ...spacing };
      const inside = insideOf(shown, edition.text, { language, rightToLeft }, writing);
      number += 1;
      return {
        xml: element('w:p', { 'w14:paraId': id }, paragraphProperties(look), inside),
        told: { id, block, gap: shown.gap },
      };
    });
  }
}

function styleOf(block: TextBlock | null): string {
  if (block === null) return styles.paragraph;
  if (block.kind === 'heading') return `Heading${Math.min(block.level ?? 2, deepestHeading)}`;
  return styles[block.kind];
}

function insideOf(
  { segments }: Paragraph,
  text: string,
  look: { language: string | null; rightToLeft: boolean },
  writing: TextWriting,
): XmlContent[] {
  return segments.map((segment) => [
    ...segment.starts.map((id) => startOf(id, writing)),
    runs(
      text.slice(segment.start, segment.end),
      { language: look.language, ...markOf(segment, writing) },
      look.rightToLeft,
    ),
    ...segment.ends.map((id) => endOf(id, writing)),
  ]);
}

/** A run has one line under it: it is the innermost passage's, and the tint behind it the outermost's. */
function markOf({ ids }: Segment, { threads }: TextWriting): RunLook {
  const levels = ids.flatMap((id) => threads.get(id)?.entry.confidence.code ?? []);
  const [outermost] = levels;
  const innermost = levels.at(-1);
  if (outermost === undefined || innermost === undefined) return {};
  const [alone, over] = underlines[innermost];
  const kind = levels.length > 1 ? over : alone;
  return { underline: { kind, color: colours[innermost] }, fill: tints[outermost] };
}

function startOf(id: string, { article, links, placed, threads }: TextWriting): XmlContent {
  const thread = threads.get(id);
  if (!thread) return null;
  placed.add(id);
  const bookmark = links.bookmark(passageBookmark(article, thread.entry.number));
  const ranges = thread.ids.map((comment) => element('w:commentRangeStart', { 'w:id': comment }));
  return [bookmark.start, bookmark.end, ...ranges];
}

function endOf(id: string, { threads }: TextWriting): XmlContent {
  return threads
    .get(id)
    ?.ids.flatMap((comment) => [
      element('w:commentRangeEnd', { 'w:id': comment }),
      element(
        'w:r',
        null,
        element('w:rPr', null, element('w:rStyle', { 'w:val': 'CommentReference' })),
        element('w:commentReference', { 'w:id': comment }),
      ),
    ]);
}

/** A desk may have kept what is no language tag. */
function wellFormed(language: string | null): string | null {
  return language !== null && /^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/iu.test(language) ? language : null;
}
