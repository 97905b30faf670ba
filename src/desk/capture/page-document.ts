/// <reference lib="dom" />
import { parseHTML } from 'linkedom';
import { type DefaultTreeAdapterMap, html, parse } from 'parse5';

type Parsed = DefaultTreeAdapterMap['childNode'];
type ParsedElement = DefaultTreeAdapterMap['element'];

/**
 * A page as a browser without scripts reads it (WHATWG HTML), in nodes of which nothing runs and nothing is
 * fetched. What stands in a template is none of it. Takes as long as the page is, and by the square of the attributes
 * of one element.
 */
export function documentOf(source: string): Document {
  const { document } = parseHTML('');
  document.replaceChildren();
  for (const node of parse(source, { scriptingEnabled: false }).childNodes) {
    const made = nodesOf(document, node);
    if (made) document.append(made);
  }
  return document;
}

/** The words of a page's first title, wherever it stands: browsers show one that is out of place, too. */
export function titleOf(document: Document): string {
  const titles = [...document.querySelectorAll('title')];
  return titles.find((title) => !title.closest('svg'))?.textContent ?? '';
}

/** A node with all that it holds. Each is put into its parent when it is whole, which costs the less the deeper it stands. */
function nodesOf(document: Document, root: Parsed): Element | Comment | Text | null {
  if (!('tagName' in root)) return leafOf(document, root);
  const made = elementOf(document, root);
  const open = [{ element: made, left: root.childNodes.toReversed() }];
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const next = top.left.pop();
    if (!next) {
      open.pop();
      open.at(-1)?.element.append(top.element);
    } else if ('tagName' in next) {
      open.push({ element: elementOf(document, next), left: next.childNodes.toReversed() });
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
  for (const { name, value, prefix } of attrs) {
    element.setAttribute(prefix ? `${prefix}:${name}` : name, value);
  }
  return element;
}

function leafOf(document: Document, node: Exclude<Parsed, ParsedElement>): Comment | Text | null {
  if ('value' in node) return document.createTextNode(node.value);
  return 'data' in node ? document.createComment(node.data) : null;
}
