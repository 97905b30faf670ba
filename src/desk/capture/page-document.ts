/// <reference lib="dom" />
import { parseHTML } from 'linkedom';
import { type DefaultTreeAdapterMap, defaultTreeAdapter, html, parse } from 'parse5';

type Parsed = DefaultTreeAdapterMap['childNode'];
type ParsedElement = DefaultTreeAdapterMap['element'];

/**
 * A page as a browser without scripts reads it (WHATWG HTML), in nodes of which nothing runs and nothing is
 * fetched. What stands in a template is none of it. As in browsers, what is nested without end stands in one another only
 * so deep, then beside one another. Throws where it makes more elements than it has letters.
 */
export function documentOf(source: string): Document {
  const { document } = parseHTML('');
  document.replaceChildren();
  const treeAdapter = { ...defaultTreeAdapter, createElement: countedTo(source.length + 10) };
  for (const node of parse(source, { scriptingEnabled: false, treeAdapter }).childNodes) {
    const made = nodesOf(document, node);
    if (made) document.append(made);
  }
  return document;
}

/** Each paragraph repeats all bold and italic type that is open: of some thousand tags that make millions, 40 KB take a minute. */
function countedTo(most: number): typeof defaultTreeAdapter.createElement {
  let made = 0;
  return (...told) => {
    made += 1;
    if (made > most) throw new Error('It makes more elements than it has letters.');
    return defaultTreeAdapter.createElement(...told);
  };
}

/** The words of a page's first title, wherever it stands: browsers show one that is out of place, too. */
export function titleOf(document: Document): string {
  const titles = [...document.querySelectorAll('title')];
  return titles.find((title) => !title.closest('svg'))?.textContent ?? '';
}

/**
 * Whether the elements in an element are in more than `most` others in it, counted together: as much work has
 * whoever goes, for each element, through all that it holds.
 */
export function hasMoreWithin(root: Element, most: number): boolean {
  const waiting = [{ element: root, depth: 0 }];
  let sum = 0;
  for (let next = waiting.pop(); next && sum <= most; next = waiting.pop()) {
    const depth = next.depth + 1;
    sum += next.depth;
    for (const element of next.element.children) waiting.push({ element, depth });
  }
  return sum > most;
}

/** As browsers bound it: what reads a tree takes the longer the deeper it is, or works by recursion. */
const maxDepth = 500;

/** More than any page gives one element: each that is set is looked for among all before it. */
const maxAttributes = 500;

/** A node with all that it holds. Each is put into its parent when it is whole, which costs the less the deeper it stands. */
function nodesOf(document: Document, root: Parsed): Element | Comment | Text | null {
  if (!('tagName' in root)) return leafOf(document, root);
  const made = elementOf(document, root);
  const open = [{ element: made, left: root.childNodes.toReversed() }];
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const next = top.left.pop();
    if (!next) {
      open.pop();
      if (open.length < maxDepth) open.at(-1)?.element.append(top.element);
    } else if ('tagName' in next) {
      const element = elementOf(document, next);
      if (open.length >= maxDepth) open[maxDepth - 1]?.element.append(element);
      open.push({ element, left: next.childNodes.toReversed() });
    } else {
      const leaf = leafOf(document, next);
      if (leaf) top.element.append(leaf);
    }
  }
  return made;
}

function elementOf(
  document: Document,
  { tagName, namespaceURI, attrs }: Pick<ParsedElement, 'tagName' | 'namespaceURI' | 'attrs'>,
): Element {
  const element =
    namespaceURI === html.NS.HTML
      ? document.createElement(tagName)
      : document.createElementNS(namespaceURI, tagName);
  for (const { name, value, prefix } of attrs.slice(0, maxAttributes)) {
    element.setAttribute(prefix ? `${prefix}:${name}` : name, value);
  }
  return element;
}

function leafOf(document: Document, node: Exclude<Parsed, ParsedElement>): Comment | Text | null {
  if ('value' in node) return document.createTextNode(node.value);
  return 'data' in node ? document.createComment(node.data) : null;
}
