import { paperColours, paperTints } from '../paper-colours.js';
import {
  type ParagraphLook,
  paragraphProperties,
  type RunLook,
  runProperties,
  sans,
  serif,
} from './properties.js';
import { declaration, element, joined, type Xml, type XmlContent } from './xml.js';

/** A colour as Word has it: "1D1B17" for "#1d1b17". */
export function wordColour(colour: string): string {
  return colour.slice(1).toUpperCase();
}

function inWord<T extends Readonly<Record<string, string>>>(named: T): Record<keyof T, string>;
function inWord(named: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(named).map(([name, colour]) => [name, wordColour(colour)]),
  );
}

export const colours = inWord(paperColours);
export const tints = inWord(paperTints);

/** A4, in twentieths of a point; `edge` is that of its head and foot. */
export const page = { width: 11906, height: 16838, side: 1361, margin: 1134, edge: 567 } as const;
export const textWidth = page.width - 2 * page.side;

interface Style {
  id: string;
  /** Word's own name where it knows the style. */
  name: string;
  /** Whether Word does not know it. */
  isOwn?: true;
  basedOn?: string;
  next?: string;
  paragraph?: ParagraphLook;
  run?: RunLook;
}

const { accent, ink, rule, soft } = colours;

/** What belongs to the article's own text is in the reading face, what the report says in the tools'. */
const paragraphStyles: readonly Style[] = [
  {
    id: 'Normal',
    name: 'Normal',
    paragraph: { before: 40, after: 40, line: 264 },
    run: { font: sans, color: ink, size: 18 },
  },
  {
    id: 'BodyText',
    name: 'Body Text',
    basedOn: 'Normal',
    paragraph: { before: 120, after: 0, line: 272 },
    run: { font: serif, size: 21 },
  },
  heading(1, { before: 300, size: 30 }),
  heading(2, { before: 230, size: 26 }),
  heading(3, { before: 200, size: 22 }),
  {
    id: 'Title',
    name: 'Title',
    basedOn: 'Normal',
    next: 'Subtitle',
    paragraph: { before: 60, after: 120, line: 252, keepNext: true },
    run: { font: serif, size: 42, bold: true },
  },
  {
    id: 'ArticleTitle',
    name: 'Article Title',
    isOwn: true,
    basedOn: 'Title',
    paragraph: { outlineLevel: 0 },
    run: { size: 36 },
  },
  {
    id: 'Subtitle',
    name: 'Subtitle',
    basedOn: 'Normal',
    paragraph: { before: 0, after: 120, line: 288 },
    run: { font: serif, size: 26 },
  },
  {
    id: 'Kicker',
    name: 'Kicker',
    isOwn: true,
    basedOn: 'Normal',
    next: 'Title',
    paragraph: { before: 0, after: 0, keepNext: true },
    run: { color: soft, size: 17 },
  },
  {
    id: 'Quote',
    name: 'Quote',
    basedOn: 'BodyText',
    paragraph: { indent: 400 },
    run: { italic: true },
  },
  {
    id: 'ListParagraph',
    name: 'List Paragraph',
    basedOn: 'BodyText',
    paragraph: { before: 90, indent: 360, hanging: 280 },
  },
  {
    id: 'Caption',
    name: 'caption',
    basedOn: 'BodyText',
    paragraph: { before: 90, line: 276 },
    run: { font: sans, size: 17, color: soft },
  },
  {
    id: 'TableRow',
    name: 'Table Row',
    isOwn: true,
    basedOn: 'BodyText',
    paragraph: { before: 60 },
    run: { font: sans, size: 18 },
  },
  {
    id: 'ReportPart',
    name: 'Report Part',
    isOwn: true,
    basedOn: 'Normal',
    next: 'Normal',
    paragraph: { before: 300, after: 0, keepNext: true, ruleAbove: rule, outlineLevel: 0 },
    run: { font: serif, size: 30, bold: true },
  },
  {
    id: 'ReportSection',
    name: 'Report Section',
    isOwn: true,
    basedOn: 'Normal',
    next: 'Normal',
    paragraph: { before: 160, after: 40, keepNext: true, outlineLevel: 1 },
    run: { size: 19, bold: true },
  },
  {
    id: 'Cell',
    name: 'Table Cell',
    isOwn: true,
    basedOn: 'Normal',
    paragraph: { before: 0, after: 0, line: 252 },
    run: { size: 16 },
  },
  {
    id: 'CellQuote',
    name: 'Table Quote',
    isOwn: true,
    basedOn: 'Cell',
    run: { font: serif, size: 17 },
  },
  { id: 'Small', name: 'Small', isOwn: true, basedOn: 'Normal', run: { size: 16, color: soft } },
  { id: 'Header', name: 'header', basedOn: 'Small' },
  { id: 'Footer', name: 'footer', basedOn: 'Small' },
  {
    id: 'CommentText',
    name: 'annotation text',
    basedOn: 'Normal',
    paragraph: { before: 0, after: 60, line: 240 },
    run: { size: 18 },
  },
];

function heading(level: number, { before, size }: { before: number; size: number }): Style {
  return {
    id: `Heading${level}`,
    name: `heading ${level}`,
    basedOn: 'Normal',
    next: 'BodyText',
    paragraph: { before, after: 0, line: 264, keepNext: true, outlineLevel: level - 1 },
    run: { font: serif, size, bold: true },
  };
}

const characterStyles: readonly Style[] = [
  { id: 'Strong', name: 'Strong', run: { bold: true } },
  { id: 'Soft', name: 'Soft', isOwn: true, run: { color: soft } },
  { id: 'Code', name: 'Code', isOwn: true, run: { font: 'Courier New', size: 14 } },
  { id: 'Hyperlink', name: 'Hyperlink', run: { color: accent } },
  { id: 'CommentReference', name: 'annotation reference', run: { size: 16 } },
];

/** All styles of the document, as a part of the package. */
export function stylesPart(): Xml {
  return joined([
    declaration,
    element(
      'w:styles',
      { 'xmlns:w': 'http://schemas.openxmlformats.org/wordprocessingml/2006/main' },
      defaults(),
      ...paragraphStyles.map((style) => styleElement(style, 'paragraph')),
      ...defaultStyles,
      ...characterStyles.map((style) => styleElement(style, 'character')),
      recordTable(),
    ),
  ]);
}

/** How letters look by default stands in *Normal*: LibreOffice sets defaults above the styles of runs in tables. */
function defaults(): Xml {
  return element(
    'w:docDefaults',
    null,
    element('w:rPrDefault', null, runProperties({ language: 'en' })),
    element('w:pPrDefault', null, paragraphProperties({ before: 0, after: 0 })),
  );
}

function styleElement({ id, name, basedOn, isOwn, next, ...look }: Style, type: string): Xml {
  const isNormal = id === 'Normal';
  const isSecond = type === 'character' ? 'DefaultParagraphFont' : undefined;
  return element(
    'w:style',
    {
      'w:type': type,
      'w:default': isNormal ? 1 : undefined,
      'w:customStyle': isOwn ? 1 : undefined,
      'w:styleId': id,
    },
    element('w:name', { 'w:val': name }),
    based(basedOn ?? isSecond),
    next !== undefined && element('w:next', { 'w:val': next }),
    element('w:qFormat'),
    look.paragraph && paragraphProperties(look.paragraph),
    look.run && runProperties(look.run),
  );
}

function based(on: string | undefined): XmlContent {
  return on !== undefined && element('w:basedOn', { 'w:val': on });
}

/** What Word takes to be there. */
const defaultStyles: readonly Xml[] = [
  element(
    'w:style',
    { 'w:type': 'character', 'w:default': 1, 'w:styleId': 'DefaultParagraphFont' },
    element('w:name', { 'w:val': 'Default Paragraph Font' }),
    element('w:semiHidden'),
  ),
  element(
    'w:style',
    { 'w:type': 'table', 'w:default': 1, 'w:styleId': 'TableNormal' },
    element('w:name', { 'w:val': 'Normal Table' }),
    element('w:semiHidden'),
    element(
      'w:tblPr',
      null,
      element('w:tblInd', { 'w:w': 0, 'w:type': 'dxa' }),
      cellMargins({ top: 0, start: 0, bottom: 0, end: 0 }),
    ),
  ),
  element(
    'w:style',
    { 'w:type': 'numbering', 'w:default': 1, 'w:styleId': 'NoList' },
    element('w:name', { 'w:val': 'No List' }),
    element('w:semiHidden'),
  ),
];

/** Rules between rows and nothing else. */
function recordTable(): Xml {
  const line = { 'w:val': 'single', 'w:sz': 4, 'w:space': 0, 'w:color': rule };
  return element(
    'w:style',
    { 'w:type': 'table', 'w:customStyle': 1, 'w:styleId': 'Record' },
    element('w:name', { 'w:val': 'Record' }),
    based('TableNormal'),
    element(
      'w:tblPr',
      null,
      element(
        'w:tblBorders',
        null,
        ...['w:top', 'w:bottom', 'w:insideH'].map((side) => element(side, line)),
      ),
      cellMargins({ top: 24, start: 0, bottom: 30, end: 140 }),
    ),
  );
}

function cellMargins(sides: { top: number; start: number; bottom: number; end: number }): Xml {
  const side = (name: string, width: number) => element(name, { 'w:w': width, 'w:type': 'dxa' });
  return element(
    'w:tblCellMar',
    null,
    side('w:top', sides.top),
    side('w:left', sides.start),
    side('w:bottom', sides.bottom),
    side('w:right', sides.end),
  );
}
