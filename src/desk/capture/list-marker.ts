import { styleOf } from './styles/shown.js';
import { stringsOf } from './styles/style-text.js';

type Style = (value: number) => string;

const styles: Record<string, Style> = {
  decimal: (value) => `${value}.`,
  'decimal-leading-zero': (value) => `${String(value).padStart(2, '0')}.`,
  'lower-alpha': (value) => `${letters(value).toLowerCase()}.`,
  'lower-latin': (value) => `${letters(value).toLowerCase()}.`,
  'upper-alpha': (value) => `${letters(value)}.`,
  'upper-latin': (value) => `${letters(value)}.`,
  'lower-roman': (value) => `${roman(value).toLowerCase()}.`,
  'upper-roman': (value) => `${roman(value)}.`,
  none: () => '',
  disc: () => '•',
  circle: () => '•',
  square: () => '•',
};

const types: Record<string, string> = {
  '1': 'decimal',
  a: 'lower-alpha',
  A: 'upper-alpha',
  i: 'lower-roman',
  I: 'upper-roman',
};

/** How a browser marks the items of one list, in their order: `start`, `reversed`, `value` and `type` count. */
export class ListMarkers {
  readonly #style: Style;
  readonly #step: number;
  #next: number;

  constructor(list: Element) {
    const ordered = list.tagName === 'OL';
    const reversed = ordered && list.hasAttribute('reversed');
    this.#step = reversed ? -1 : 1;
    this.#next = wholeNumber(list.getAttribute('start')) ?? (reversed ? itemsOf(list) : 1);
    this.#style = styleOfList(list, ordered ? 'decimal' : 'disc');
  }

  /** The marker of the next item, "" where none is drawn. */
  next(item: Element): string {
    const value = wholeNumber(item.getAttribute('value')) ?? this.#next;
    this.#next = value + this.#step;
    const display = styleOf(item, 'display');
    if (display !== '' && !display.startsWith('list-item') && styleIn(item) === null) return '';
    return (styleIn(item) ?? this.#style)(value);
  }
}

/** Child by child: a live collection of very many takes time with each. */
function itemsOf(list: Element): number {
  let count = 0;
  for (let each = list.firstChild; each; each = each.nextSibling) {
    if (each.nodeName === 'LI') count += 1;
  }
  return count;
}

function styleOfList(list: Element, usual: 'decimal' | 'disc'): Style {
  const type = types[list.getAttribute('type') ?? ''];
  return styleIn(list) ?? styles[type ?? usual] ?? (() => '');
}

/** As a style attribute tells it: the name of a style, or the marker itself in quotes. */
function styleIn(element: Element): Style | null {
  const told = [styleOf(element, 'list-style-type'), styleOf(element, 'list-style')];
  for (const value of told) {
    const [text] = stringsOf(value);
    if (text !== undefined) return () => text.trim().slice(0, maxMarkerUnits);
    const words = value.toLowerCase().split(/\s+/u);
    const style = styles[words.find((word) => Object.hasOwn(styles, word)) ?? ''];
    if (style) return style;
  }
  return null;
}

const maxMarkerUnits = 20;

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\s*-?\d{1,9}\s*$/u.test(text) ? Number(text) : null;
}

/** 1 is A, 27 is AA; what has no letters is written in figures, as browsers do. */
function letters(value: number): string {
  if (value < 1) return String(value);
  let rest = value;
  let text = '';
  while (rest > 0) {
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
    rest = Math.floor((rest - 1) / 26);
  }
  return text;
}

const romans: [number, string][] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value);
  let rest = value;
  let text = '';
  for (const [worth, sign] of romans) {
    while (rest >= worth) {
      text += sign;
      rest -= worth;
    }
  }
  return text;
}
