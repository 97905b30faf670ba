import { type NumberStyle, numberStyle } from './number-styles.js';
import { styleOf } from './styles/shown.js';
import { stringsOf } from './styles/style-text.js';

type Style = (value: number) => string;

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
  return styleIn(list) ?? markerBy(numberStyle(type ?? usual)) ?? (() => '');
}

/** As a style attribute tells it: the name of a style, or the marker itself in quotes. */
function styleIn(element: Element): Style | null {
  const told = [styleOf(element, 'list-style-type'), styleOf(element, 'list-style')];
  for (const value of told) {
    const [text] = stringsOf(value);
    if (text !== undefined) return () => text.trim().slice(0, maxMarkerUnits);
    const words = value.toLowerCase().split(/\s+/u);
    const style = words.map(numberStyle).find((each) => each !== null);
    if (style) return markerBy(style);
  }
  return null;
}

function markerBy(style: NumberStyle | null): Style | null {
  return style && ((value) => `${style.write(value)}${style.suffix}`);
}

const maxMarkerUnits = 20;

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\s*-?\d{1,9}\s*$/u.test(text) ? Number(text) : null;
}
