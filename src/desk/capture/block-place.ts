import type { TextBlock } from '../../domain/articles/text-block.js';
import { isBlock, styleOf } from './styles/shown.js';
import { stringsOf } from './styles/style-text.js';

/** What holds for everything inside an element. */
export interface BlockContext {
  verbatim: boolean | 'lines';
  kind: TextBlock['kind'];
  level: number | null;
  language: string | null;
  quotes: number;
  /** As the page's style has them, from the outside in; null for those of the language. */
  marks: readonly string[] | null;
}

const kinds: Record<string, TextBlock['kind']> = {
  ARTICLE: 'paragraph',
  BLOCKQUOTE: 'quotation',
  FIGCAPTION: 'caption',
  CAPTION: 'caption',
  LI: 'list item',
  TR: 'table row',
};

/** What holds inside an element, given what holds around it: kind of block, white space, language, marks. */
export function placeIn(outer: BlockContext, element: Element, name: string): BlockContext {
  const heading = /^H([1-6])$/u.exec(name)?.[1];
  return {
    ...outer,
    verbatim: whiteSpaceIn(element, name) ?? outer.verbatim,
    kind: heading ? 'heading' : (kinds[name] ?? kindInCell(element, name) ?? outer.kind),
    level: heading ? Number(heading) : outer.level,
    language: element.getAttribute('lang') || outer.language,
    marks: marksIn(element) ?? outer.marks,
  };
}

/** What white space is worth inside; null where nothing says. */
function whiteSpaceIn(element: Element, name: string): BlockContext['verbatim'] | null {
  const said = styleOf(element, 'white-space');
  if (/^pre-line\b/iu.test(said)) return 'lines';
  if (/^(?:pre|break-spaces)/iu.test(said)) return true;
  if (/^(?:normal|nowrap)\b/iu.test(said)) return false;
  return name === 'PRE' ? true : null;
}

/** The marks that a style gives to `q`: "none" for no marks, else pairs of strings. */
function marksIn(element: Element): string[] | null {
  const said = styleOf(element, 'quotes');
  if (/^none\b/iu.test(said)) return ['', ''];
  const marks = stringsOf(said);
  return marks.length >= 2 ? marks : null;
}

/** Whether a node is none, or text of nothing but white space. */
export function isBlank(node: ChildNode | null): boolean {
  return node === null || (node.nodeType === 3 && (node.nodeValue ?? '').trim() === '');
}

/** A table's cell that holds several blocks sets a page's columns: they are no rows of figures. */
function kindInCell({ children }: Element, name: string): TextBlock['kind'] | undefined {
  if (name !== 'TD' && name !== 'TH') return undefined;
  const inner = children.length === 1 ? children[0]?.children : children;
  if ([...children].some(isSecondBreak)) return 'paragraph';
  return [...(inner ?? [])].filter(isBlock).length > 1 ? 'paragraph' : undefined;
}

function isSecondBreak({ tagName, previousElementSibling, previousSibling }: Element): boolean {
  if (tagName !== 'BR' || previousElementSibling?.tagName !== 'BR') return false;
  return previousSibling === previousElementSibling || isBlank(previousSibling);
}
