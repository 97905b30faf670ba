import { directionOf } from '../../domain/text/direction.js';
import { element, type Xml, type XmlContent } from './xml.js';

/*
 * Properties of paragraphs, runs and tables. Word refuses them out of the order of ECMA-376, so each list
 * of them is written here and nowhere else.
 */

/** Lengths are in twentieths of a point. */
export interface ParagraphLook {
  style?: string;
  keepNext?: boolean;
  keepLines?: boolean;
  pageBreakBefore?: boolean;
  /** A rule above or below it, with its colour. */
  ruleAbove?: string;
  ruleBelow?: string;
  tabs?: readonly { at: number; kind: 'left' | 'right' }[];
  rightToLeft?: boolean;
  before?: number;
  after?: number;
  /** In 240ths of a line, or exact in twentieths of a point. */
  line?: number;
  exactLine?: boolean;
  indent?: number;
  hanging?: number;
  align?: 'start' | 'center' | 'end';
  /** Counted from 0. */
  outlineLevel?: number;
}

/** `w:pPr`, in the order that Word takes; null where a paragraph looks as its style says. */
export function paragraphProperties(
  look: ParagraphLook,
  ...more: readonly XmlContent[]
): Xml | null {
  const { after, before, hanging, indent, line } = look;
  const isSpaced = before !== undefined || after !== undefined || line !== undefined;
  const parts = [
    look.style !== undefined && element('w:pStyle', { 'w:val': look.style }),
    look.keepNext && element('w:keepNext'),
    look.keepLines && element('w:keepLines'),
    look.pageBreakBefore && element('w:pageBreakBefore'),
    borders(look),
    look.tabs && element('w:tabs', null, ...look.tabs.map(tab)),
    look.rightToLeft && element('w:bidi'),
    isSpaced &&
      element('w:spacing', {
        'w:before': before,
        'w:after': after,
        'w:line': line,
        'w:lineRule': line === undefined ? undefined : look.exactLine ? 'exact' : 'auto',
      }),
    (indent ?? hanging) !== undefined &&
      element('w:ind', { 'w:left': indent ?? 0, 'w:hanging': hanging }),
    look.align && element('w:jc', { 'w:val': alignments[look.align] }),
    look.outlineLevel !== undefined && element('w:outlineLvl', { 'w:val': look.outlineLevel }),
    ...more,
  ].filter(Boolean);
  return parts.length === 0 ? null : element('w:pPr', null, ...parts);
}

/** In a paragraph from right to left, Word takes *left* as its start. */
const alignments = { start: 'left', center: 'center', end: 'right' } as const;

function borders({ ruleAbove, ruleBelow }: ParagraphLook): Xml | null {
  if (ruleAbove === undefined && ruleBelow === undefined) return null;
  const rule = (name: string, color: string | undefined) =>
    color !== undefined &&
    element(name, { 'w:val': 'single', 'w:sz': 4, 'w:space': 8, 'w:color': color });
  return element('w:pBdr', null, rule('w:top', ruleAbove), rule('w:bottom', ruleBelow));
}

function tab({ at, kind }: { at: number; kind: 'left' | 'right' }): Xml {
  return element('w:tab', { 'w:val': kind, 'w:pos': at });
}

/** How the line under a run is drawn, as Word calls it. */
export type Underline = 'single' | 'dash' | 'dotted' | 'thick' | 'dashedHeavy' | 'dottedHeavy';

export interface RunLook {
  style?: string;
  font?: string;
  bold?: boolean;
  italic?: boolean;
  color?: string;
  /** In half points. */
  size?: number;
  underline?: { kind: Underline; color: string };
  /** The colour behind it. */
  fill?: string;
  rightToLeft?: boolean;
  /** BCP 47. */
  language?: string | null;
}

/** `w:rPr`, in the order that Word takes; null where a run looks as its paragraph does. */
export function runProperties(look: RunLook): Xml | null {
  const { color, fill, font, language, size, style, underline } = look;
  const parts = [
    style !== undefined && element('w:rStyle', { 'w:val': style }),
    font !== undefined && fonts(font),
    ...(look.bold ? [element('w:b'), element('w:bCs')] : []),
    ...(look.italic ? [element('w:i'), element('w:iCs')] : []),
    color !== undefined && element('w:color', { 'w:val': color }),
    ...(size === undefined
      ? []
      : [element('w:sz', { 'w:val': size }), element('w:szCs', { 'w:val': size })]),
    underline && element('w:u', { 'w:val': underline.kind, 'w:color': underline.color }),
    fill !== undefined && element('w:shd', { 'w:val': 'clear', 'w:color': 'auto', 'w:fill': fill }),
    look.rightToLeft && element('w:rtl'),
    language ? languageOf(language) : null,
  ].filter(Boolean);
  return parts.length === 0 ? null : element('w:rPr', null, ...parts);
}

function fonts(name: string): Xml {
  return element('w:rFonts', { 'w:ascii': name, 'w:hAnsi': name, 'w:cs': joining });
}

/** Faces that every Word has, and the one for scripts that join their letters. */
export const serif = 'Georgia';
export const sans = 'Arial';
/** What stands in for Arial in other programs has some letters of Urdu and lacks others, which tears words apart. */
const joining = 'Times New Roman';

function languageOf(tag: string): Xml {
  const eastern = /^(?:ja|ko|zh)\b/iu.test(tag) ? tag : undefined;
  // For joined letters of another language too, or programs without Word's faces take ones that lack some.
  const joined = directionOf(tag) === 'rtl' ? tag : 'ur';
  return element('w:lang', { 'w:val': tag, 'w:eastAsia': eastern, 'w:bidi': joined });
}
