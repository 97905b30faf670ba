import { type CounterStyle, Counters } from './counters.js';
import { isBlock, isUnseen, styleOf } from './shown.js';
import {
  isScreenQuery,
  type SelectorStep,
  type StyleDeclaration,
  type StyleRule,
  styleRulesIn,
} from './style-rules.js';
import { quoted, stringsOf } from './style-text.js';

/**
 * Writes what the style sheets in a page say of showing into the style attributes of its elements, as
 * the cascade decides, so that whoever reads those knows what is hidden, what stands on lines of its
 * own and how lists and quotations are marked. Literal text that a sheet puts before or behind an element
 * becomes text. Sheets that would hide the whole page wait for a script, and hide nothing. Answers whether
 * there is more of style: in other files, which are not at hand, or more than is looked at.
 */
export function applyStyles(document: Document): { isStyleUnread: boolean } {
  const rules: StyleRule[] = [];
  let isStyleUnread = document.querySelector('link[rel~="stylesheet" i][href]') !== null;
  for (const style of document.querySelectorAll('style')) {
    if (style.closest('noscript, template, svg')) continue;
    if (!isScreenQuery(style.getAttribute('media') ?? '')) continue;
    const css = style.textContent ?? '';
    isStyleUnread ||= /@import\b/iu.test(css);
    rules.push(...styleRulesIn(css, rules.length));
  }
  if (rules.length === 0) return { isStyleUnread };
  const cascade = new Cascade(document);
  cascade.apply(rules);
  return { isStyleUnread: isStyleUnread || cascade.isTooLong() };
}

/** In elements held against steps of selectors, some five microseconds each: a page of the press needs some thousands. */
const maxMatches = 150_000;
/** What rules say of elements, a thousand in a fifth of a millisecond. */
const maxSaid = 5_000_000;

type Winners = Map<string, { value: string; weight: number }>;
type Target = 'own' | 'before' | 'after';

class Cascade {
  readonly #byKey = new Map<string, Element[]>();
  readonly #said = new Map<Element, Record<Target, Winners>>();
  #matches = 0;
  #saidInAll = 0;

  constructor(private readonly document: Document) {
    for (const element of document.querySelectorAll('*')) {
      this.#put('*', element);
      this.#put(element.localName, element);
      if (element.id !== '') this.#put(`#${element.id}`, element);
      for (const name of new Set(element.getAttribute('class')?.split(/\s+/u) ?? [])) {
        if (name !== '') this.#put(`.${name}`, element);
      }
    }
  }

  #put(key: string, element: Element): void {
    const before = this.#byKey.get(key);
    if (before) before.push(element);
    else this.#byKey.set(key, [element]);
  }

  apply(rules: readonly StyleRule[]): void {
    for (const rule of rules) {
      if (this.#saidInAll >= maxSaid) break;
      if (this.#matches >= maxMatches && !rule.isKeyAlone) continue;
      if (!rule.needs.every((key) => this.#byKey.has(key))) continue;
      for (const element of this.#byKey.get(rule.key) ?? []) {
        if (rule.isKeyAlone || this.#fits(element, rule.steps)) this.#take(element, rule);
      }
    }
    const before = [...this.#said.keys()].map((element) => [element, styleIn(element)] as const);
    for (const [element, { own }] of this.#said) {
      write(element, withInline(own, styleIn(element) ?? ''));
    }
    if (isEmpty(this.document.body)) for (const [element, style] of before) write(element, style);
    const contents = new Map<Element, [before: Content | null, after: Content | null]>();
    this.#readContents(this.document.documentElement, new Counters(), contents);
    for (const [element, [first, last]] of contents) mark(element, first, last);
  }

  /** What is drawn before and behind each element, counted in the page's order. */
  #readContents(
    element: Element,
    counters: Counters | null,
    contents: Map<Element, [Content | null, Content | null]>,
  ): void {
    const isDrawn = !/^none\b/iu.test(styleOf(element, 'display'));
    const counting = isDrawn ? counters : null;
    counting?.take(
      countersOf((name) => styleOf(element, name)),
      element.parentElement,
    );
    const said = this.#said.get(element);
    const contentIn = (winners: Winners | undefined) => {
      if (!winners || winners.size === 0) return null;
      counting?.take(
        countersOf((name) => winners.get(name)?.value ?? ''),
        element,
      );
      return contentOf(winners, counting);
    };
    const first = contentIn(said?.before);
    for (const child of element.children) this.#readContents(child, counting, contents);
    const last = contentIn(said?.after);
    if (first !== null || last !== null) contents.set(element, [first, last]);
    counting?.leave(element);
  }

  /** Whether there were more rules than are looked at. */
  isTooLong(): boolean {
    return this.#matches >= maxMatches || this.#saidInAll >= maxSaid;
  }

  /**
   * Whether an element fits the last step, and what it stands in the others. The nearest that fits a step leaves the
   * most for those before it, so none is tried twice.
   */
  #fits(element: Element, steps: readonly SelectorStep[]): boolean {
    let place: Element | null = element;
    for (const step of steps.toReversed()) {
      while (place && !this.#isLike(place, step.selector)) {
        if (place === element) return false;
        place = place.parentElement;
      }
      if (!place) return false;
      for (let up = 0; place && up <= step.parents; up += 1) place = place.parentElement;
    }
    return true;
  }

  #isLike(element: Element, selector: string): boolean {
    if (this.#matches >= maxMatches) return false;
    this.#matches += 1;
    try {
      return element.matches(selector);
    } catch {
      return false;
    }
  }

  #take(element: Element, { pseudo, declarations, weight }: StyleRule): void {
    this.#saidInAll += 1;
    const said = this.#said.get(element) ?? { own: new Map(), before: new Map(), after: new Map() };
    this.#said.set(element, said);
    const winners: Winners = said[pseudo ?? 'own'];
    for (const declared of declarations) hold(winners, declared, weight);
  }
}

/** More than any selector weighs. */
const [inlineWeight, importantWeight] = [1e20, 1e25];

function hold(
  winners: Winners,
  { property, value, important }: StyleDeclaration,
  weight: number,
): void {
  const own = weight + (important ? importantWeight : 0);
  if ((winners.get(property)?.weight ?? -1) <= own) winners.set(property, { value, weight: own });
}

function styleIn(element: Element): string | null {
  return element.getAttribute('style');
}

function write(element: Element, style: string | null): void {
  if (style === null || style === '') element.removeAttribute('style');
  else element.setAttribute('style', style);
}

function withInline(own: Winners, inline: string): string {
  const winners = new Map(own);
  for (const part of inline.split(';')) {
    const [, name, value] = /^\s*([\w-]+)\s*:\s*(.*?)\s*$/su.exec(part) ?? [];
    if (name === undefined || value === undefined) continue;
    const important = /!\s*important$/iu.test(value);
    const declared = { property: name.toLowerCase(), value, important };
    hold(winners, declared, inlineWeight);
  }
  return [...winners].map(([property, { value }]) => `${property}:${value}`).join(';');
}

/** Whether nothing is left to be seen. */
function isEmpty(body: Element): boolean {
  if (isUnseen(body)) return true;
  const waiting: Element[] = [body];
  for (let each = waiting.pop(); each; each = waiting.pop()) {
    for (let child = each.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === 3 && (child.nodeValue ?? '').trim() !== '') return false;
      if (child.nodeType === 1 && !isUnseen(child as Element)) waiting.push(child as Element);
    }
  }
  return true;
}

/** What a sheet writes around an element: marks of a quotation, the marker of a list's item, or words. */
function mark(element: Element, first: Content | null, last: Content | null): void {
  const name = element.localName;
  if (name === 'q') {
    if (first !== null || last !== null) {
      add(element, `quotes:${quoted(first?.text ?? '')} ${quoted(last?.text ?? '')}`);
    }
    return;
  }
  const marker = (first?.text.trim() && quoted(first.text.trim())) || first?.counter;
  if (marker && name === 'li') {
    add(element, `list-style-type:${marker}`);
    return;
  }
  const { ownerDocument: document } = element;
  if (first?.text.trim()) {
    const isApart = first.isCounted && isBlock(element) && element.textContent?.trim();
    element.prepend(document.createTextNode(isApart ? `${first.text.trimEnd()} ` : first.text));
  }
  if (last?.text.trim()) element.append(document.createTextNode(last.text));
}

function add(element: Element, declaration: string): void {
  write(element, [declaration, styleIn(element) ?? ''].filter(Boolean).join(';'));
}

interface Content {
  text: string;
  /** Whether numbers of the page's counters stand in it. */
  isCounted: boolean;
  /** The style of numbers that nothing in the page counts. */
  counter: string | null;
}

/** Signs of fonts of their own are no text. */
const privateUse = /\p{Co}|\p{Cn}/u;
const maxContentUnits = 60;
/** What screen readers are to say in the place of it. */
const alternative = /(?<=["')])\s*\/\s*["'][^"']*["']\s*$/u;

const pieces =
  /"(?:[^"\\]|\\[\s\S])*(?:"|$)|'(?:[^'\\]|\\[\s\S])*(?:'|$)|(counters?)\(\s*([\w-]+)\s*(?:,\s*("[^"]*"|'[^']*')\s*)?(?:,\s*([\w-]+)\s*)?\)/giu;

/** The text that a pseudo-element shows; null where nothing is said of it, or what only a browser could tell. */
function contentOf(winners: Winners, counters: Counters | null): Content | null {
  const value = winners.get('content')?.value;
  if (value === undefined || /\battr\(|\burl\(|\b(?:open|close)-quote\b/iu.test(value)) return null;
  let text = '';
  let isCounted = false;
  for (const [piece, kind, name = '', between, style = 'decimal'] of value
    .replace(alternative, '')
    .matchAll(pieces)) {
    if (kind === undefined) {
      text += stringsOf(piece).join('');
      continue;
    }
    const isNested = kind.toLowerCase() === 'counters';
    const number = counters?.written(
      name,
      isNested ? (stringsOf(between ?? '')[0] ?? '') : null,
      style,
    );
    if (typeof number !== 'string') return { text: '', isCounted: false, counter: style };
    text += number;
    isCounted = true;
  }
  const isHidden =
    /^none/iu.test(winners.get('display')?.value ?? '') ||
    /^hidden/iu.test(winners.get('visibility')?.value ?? '');
  const isText = !isHidden && text.length <= maxContentUnits && !privateUse.test(text);
  return { text: isText ? text : '', isCounted, counter: null };
}

function countersOf(said: (property: string) => string): CounterStyle {
  return {
    reset: said('counter-reset'),
    increment: said('counter-increment'),
    set: said('counter-set'),
  };
}
