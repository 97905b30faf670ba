/*
 * The text of a part of a web page as lines: each block is a paragraph, paragraphs are parted by
 * an empty line, white space is as a browser shows it.
 */

const blocks = new Set(
  (
    'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE ' +
    'FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HGROUP HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE ' +
    'TBODY TFOOT THEAD TR UL'
  ).split(' '),
);
const silent = new Set(
  'AUDIO BUTTON CANVAS HEAD IFRAME NOSCRIPT OBJECT SCRIPT SELECT STYLE SVG TEMPLATE TEXTAREA TITLE VIDEO'.split(
    ' ',
  ),
);

/** The text of an element and everything in it. */
export function textOf(root: Element): string {
  const paragraphs = new Paragraphs();
  take(root, paragraphs, root.tagName === 'PRE');
  return paragraphs.text();
}

function take(node: Element, paragraphs: Paragraphs, verbatim: boolean): void {
  const isBlock = blocks.has(node.tagName);
  if (isBlock) paragraphs.end();
  for (const child of node.childNodes) {
    if (child.nodeType === 3) paragraphs.write(child.nodeValue ?? '', verbatim);
    if (child.nodeType === 1) takeElement(child as Element, paragraphs, verbatim);
  }
  if (node.tagName === 'TD' || node.tagName === 'TH') paragraphs.write('\t', true);
  if (isBlock) paragraphs.end();
}

function takeElement(element: Element, paragraphs: Paragraphs, verbatim: boolean): void {
  // Elements of SVG bear lower-case names.
  const name = element.tagName.toUpperCase();
  if (silent.has(name)) return;
  if (name === 'BR') paragraphs.write('\n', true);
  else take(element, paragraphs, verbatim || name === 'PRE');
}

/** Gathers lines; white space that is not verbatim never stands twice or at a line's start. */
class Paragraphs {
  readonly #done: string[] = [];
  #parts: string[] = [];
  #last = '\n';

  write(text: string, verbatim: boolean): void {
    const shown = verbatim ? text : text.replace(/[ \t\n\r\f]+/gu, ' ');
    const part = !verbatim && /\s/u.test(this.#last) ? shown.replace(/^ /u, '') : shown;
    if (part === '') return;
    this.#parts.push(part);
    this.#last = part.at(-1) ?? '';
  }

  end(): void {
    const lines = this.#parts.join('').split('\n');
    const paragraph = lines.map((line) => line.trimEnd()).join('\n');
    if (paragraph.trim() !== '') this.#done.push(paragraph.replace(/^\n+|\n+$/gu, ''));
    this.#parts = [];
    this.#last = '\n';
  }

  text(): string {
    this.end();
    return this.#done.join('\n\n');
  }
}
