import type { LooseBlock } from '../../domain/articles/text-block.js';
import { type BlockContext, isBlank, placeIn } from './block-place.js';
import { BlockLines } from './block-text.js';
import { initialLetter } from './initial-letter.js';
import { ListMarkers } from './list-marker.js';
import { quotationMarks } from './quotation-marks.js';
import { scriptText } from './raised-text.js';
import { isApart, isBlock, isHidden, isSilent, styleOf } from './styles/shown.js';
import { columnsOf, TableColumns } from './table-columns.js';

/** A block of a page: what a browser shows of it, and the element that it stands in. */
export interface PageBlock extends LooseBlock {
  element: Element;
  /** A browser does not show it to the eye. */
  isHidden: boolean;
}

/**
 * The blocks of a part of a page in their order, as a browser shows them: with the marks around
 * `q`, the markers of lists, raised and struck text told from what stands beside it. What is hidden, or for
 * screen readers only, are blocks of their own behind those in which it stands, each wording once. White
 * space is as a browser shows it; no block is empty. An element that `leftOut` names is passed over with
 * all that it holds.
 */
export function blocksOf(root: Element, leftOut: (element: Element) => boolean): PageBlock[] {
  const walk = new Walk(leftOut, languageOf(root));
  walk.element(root);
  return once(walk.ended());
}

/** Texts for screen readers repeat themselves at every link, and some are signs alone. */
function once(blocks: readonly PageBlock[]): PageBlock[] {
  const known = new Set<string>();
  const isNew = (text: string) => /[\p{L}\p{N}]/u.test(text) && !known.has(text);
  return blocks.filter(({ isHidden, text }) => !isHidden || (isNew(text) && known.add(text)));
}

function languageOf(element: Element): string | null {
  return element.closest('[lang]')?.getAttribute('lang') || null;
}

/** What is struck out is told from its correction, and the reading of a character from it. */
const inlineMarks: Record<string, [open: string, close: string]> = {
  DEL: ['~~', '~~'],
  S: ['~~', '~~'],
  STRIKE: ['~~', '~~'],
  RT: ['(', ')'],
};

/** What pages draw as a picture where the system's own would look different. */
const emoji =
  /^(?:\p{RI}{2}|[\d#*]\ufe0f?\u20e3|\p{Extended_Pictographic}(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f)*)$/u;

const betweenParts: Record<string, string> = { MSUP: '^', MSUB: '_', MFRAC: '/' };

const credit =
  /(?:^|[\s_-])(?:credits?|copyright|photographer|timestamp|speaker|dateline|para(?:graph)?[_-]?num(?:ber)?)(?:$|[\s_-])/iu;

class Walk {
  readonly #done: PageBlock[] = [];
  readonly #line = new BlockLines();
  readonly #lists: ListMarkers[] = [];
  readonly #tables: TableColumns[] = [];
  #place: BlockContext;
  #owner: { element: Element; place: BlockContext } | null = null;
  #hidden: PageBlock[] = [];
  #marker: string | null = null;

  constructor(
    private readonly leftOut: (element: Element) => boolean,
    language: string | null,
    private readonly isHidden = false,
  ) {
    this.#place = {
      verbatim: false,
      kind: 'paragraph',
      level: null,
      language,
      quotes: 0,
      marks: null,
    };
  }

  ended(): PageBlock[] {
    this.#end();
    this.#done.push(...this.#hidden.splice(0));
    return this.#done;
  }

  element(element: Element): void {
    const name = element.tagName.toUpperCase();
    const isPicture = name === 'IMG' || name === 'SVG';
    if ((isSilent(element) && name !== 'SVG') || this.leftOut(element)) return;
    if (isHidden(element)) {
      if (!isPicture) this.#passOver(element);
      return;
    }
    if (name === 'BR') {
      this.#break();
      return;
    }
    if (name === 'INPUT') {
      this.#box(element);
      return;
    }
    if (isPicture) {
      this.#picture(element);
      return;
    }
    const outer = this.#place;
    this.#place = placeIn(outer, element, name);
    if (isBlock(element) && !isCell(element)) this.#block(element, name);
    else this.#inline(element, name);
    this.#place = outer;
  }

  /** Two breaks together part paragraphs, as pages write them that have none. */
  #break(): void {
    if (this.#place.verbatim !== true && this.#line.isBroken()) {
      this.#end();
      return;
    }
    this.#line.write('\n', true);
  }

  #picture(element: Element): void {
    const sign = emoji.exec(element.getAttribute('alt') ?? '')?.[0];
    this.#mark(element, sign ?? (this.#line.isWordless() ? initialLetter(element) : ''));
  }

  /** Whether an item of a list of tasks is done. */
  #box(element: Element): void {
    if (!element.hasAttribute('disabled') || this.#lists.length === 0) return;
    this.#mark(element, element.hasAttribute('checked') ? '[x] ' : '[ ] ');
  }

  #passOver(element: Element): void {
    const inner = new Walk(this.leftOut, this.#place.language, true);
    inner.#place = placeIn(inner.#place, element, element.tagName.toUpperCase());
    inner.#children(element);
    const hidden = inner.ended();
    if (isBlock(element)) this.#end();
    const place = isBlock(element) ? this.#done : this.#hidden;
    place.push(...hidden);
  }

  #block(element: Element, name: string): void {
    this.#end();
    if (name === 'OL' || name === 'UL' || name === 'MENU' || name === 'DIR') {
      this.#lists.push(new ListMarkers(element));
      this.#children(element);
      this.#end();
      this.#lists.pop();
      return;
    }
    if (name === 'TABLE') this.#tables.push(new TableColumns());
    if (name === 'TR') this.#tables.at(-1)?.startRow();
    if (name === 'LI') this.#marker = this.#lists.at(-1)?.next(element) || null;
    if (name === 'TABLE') this.#rows(element);
    else this.#children(element);
    this.#end();
    if (name === 'LI') this.#marker = null;
    if (name === 'TABLE') this.#tables.pop();
  }

  /** A browser draws a table's head first and its foot last, wherever they stand. */
  #rows(table: Element): void {
    const parts = [...table.children];
    const head = parts.find(({ tagName }) => tagName === 'THEAD');
    const foot = parts.find(({ tagName }) => tagName === 'TFOOT');
    const placeOf = (part: Element) =>
      part === foot ? 3 : part === head ? 1 : part.tagName === 'CAPTION' ? 0 : 2;
    for (const part of parts.sort((one, other) => placeOf(one) - placeOf(other))) {
      this.element(part);
    }
  }

  #inline(element: Element, name: string): void {
    const isCell = name === 'TD' || name === 'TH';
    if (isCell) this.#line.write('\t'.repeat(this.#tables.at(-1)?.before(element) ?? 0), true);
    const [open, close] = inlineMarks[isStruck(element) ? 'S' : name] ?? [];
    const stands =
      name === 'TIME' || isCredit(element) || isApart(element) || isCorrection(element, name);
    if (stands) this.#line.apart();
    const script = scriptOf(element, name);
    if (name === 'Q') this.#quotation(element);
    else if (script) this.#raised(element, script);
    else if (Object.hasOwn(betweenParts, name)) this.#formula(element, betweenParts[name] ?? '');
    else {
      this.#mark(element, open ?? '');
      this.#children(element);
      this.#mark(element, close ?? '');
    }
    if (stands) this.#line.apart();
    if (isCell) this.#line.write('\t'.repeat(columnsOf(element)), true);
  }

  #quotation(element: Element): void {
    const { language, quotes, marks } = this.#place;
    const at = Math.max(0, Math.min(quotes * 2, (marks?.length ?? 0) - 2));
    const [open = '', close = ''] =
      marks === null ? quotationMarks(language, quotes) : marks.slice(at, at + 2);
    this.#place = { ...this.#place, quotes: this.#place.quotes + 1 };
    this.#mark(element, open);
    this.#children(element);
    this.#mark(element, close);
  }

  /** Of MathML: a base and what is raised over it, a part of a fraction and the other. */
  #formula(element: Element, sign: string): void {
    for (const part of element.children) {
      if (part !== element.firstElementChild) this.#mark(element, sign);
      this.element(part);
    }
  }

  #raised(element: Element, name: 'SUP' | 'SUB'): void {
    const inner = new Walk(this.leftOut, this.#place.language);
    inner.#children(element);
    const blocks = inner.ended();
    this.#hidden.push(...blocks.filter((block) => block.isHidden));
    const text = blocks.filter((block) => !block.isHidden).map((block) => block.text);
    const isLink = [element, element.firstElementChild, element.parentElement].some(
      (each) => each?.tagName === 'A',
    );
    const { nextSibling } = element;
    const isNumerator =
      /^[/⁄]$/u.test(nextSibling?.nodeValue ?? '') && nextSibling?.nextSibling?.nodeName === 'SUB';
    const beside = { before: this.#line.last(), isLink, isNumerator };
    this.#mark(element, scriptText(name, text.join(' '), beside));
  }

  #mark(element: Element, text: string): void {
    if (text === '') return;
    this.#owned(element);
    this.#line.write(text, true);
  }

  #children(element: Element): void {
    for (let child = element.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === 3) {
        const written = this.#line.write(child.nodeValue ?? '', this.#place.verbatim);
        if (written) this.#owned(element);
      }
      if (child.nodeType === 1) this.element(child as Element);
    }
  }

  /** The first text of a block says what the block is. */
  #owned(element: Element): void {
    this.#owner ??= { element, place: this.#place };
  }

  #end(): void {
    const text = this.#line.take();
    const owner = this.#owner;
    this.#owner = null;
    if (text === '' || !owner) return;
    const hidden = this.#hidden.splice(0);
    const { kind, level } = owner.place;
    const marker = this.#marker;
    this.#marker = null;
    const marked = marker === null ? text : `${marker} ${text}`;
    const { isHidden } = this;
    const { element } = owner;
    this.#done.push({ text: marked, kind, level, marker, element, isHidden }, ...hidden);
  }
}

function isStruck(element: Element): boolean {
  return ['text-decoration-line', 'text-decoration'].some((name) =>
    /\bline-through\b/iu.test(styleOf(element, name)),
  );
}

/** Style sheets set such a piece apart from what stands before it. */
function isCredit(element: Element): boolean {
  return credit.test(element.getAttribute('class') ?? '');
}

/** What was struck out and what was put in for it do not run together. */
function isCorrection({ previousSibling, nextSibling }: Element, name: string): boolean {
  const other = { DEL: 'INS', S: 'INS', INS: 'DEL' }[name];
  if (other === undefined) return false;
  return [previousSibling, nextSibling].some((each) => each?.nodeName === other);
}

/** A link to a note, which only style sheets raise: unmarked, it would run into the figure before it. */
function isNoteMark(link: Element): boolean {
  if (!/^\s*(?:\d{1,3}|[*†‡§])\s*$/u.test(link.textContent ?? '')) return false;
  if (/noteref/u.test(`${link.getAttribute('role')} ${link.getAttribute('epub:type')}`))
    return true;
  return /^#.*(?:fn|note|cite)/iu.test(link.getAttribute('href') ?? '');
}

function scriptOf(element: Element, name: string): 'SUP' | 'SUB' | null {
  if (name === 'SUP' || name === 'SUB') return name;
  if (name === 'A' && isNoteMark(element)) return 'SUP';
  const said = styleOf(element, 'vertical-align');
  if (/^super\b/iu.test(said)) return 'SUP';
  return /^sub\b/iu.test(said) ? 'SUB' : null;
}

/** A block that is all that a table's cell holds breaks no row, as word processors write them. */
function isCell(element: Element): boolean {
  if (element.tagName !== 'P' && element.tagName !== 'DIV') return false;
  const { parentElement: cell, previousSibling, nextSibling } = element;
  if (cell?.tagName !== 'TD' && cell?.tagName !== 'TH') return false;
  if (cell.firstElementChild !== cell.lastElementChild) return false;
  return isBlank(previousSibling) && isBlank(nextSibling) && ![...element.children].some(isBlock);
}
