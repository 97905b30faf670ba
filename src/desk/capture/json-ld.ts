import { parseFragment } from 'parse5';
import { isObject } from '../../domain/values.js';

/** A node of linked data, as its script writes it. */
export type Node = Record<string, unknown>;

/** More than any page has: what a hostile one says beyond is not looked at. */
const maxNodes = 5000;

/** The linked data of a page (JSON-LD in its scripts), flat, with what refers to what by `@id`. */
export class LinkedData {
  readonly #nodes: Node[] = [];
  readonly #byId = new Map<string, Node>();

  constructor(document: Document) {
    for (const script of document.querySelectorAll('script[type*="ld+json" i]')) {
      this.#gather(parsed(script.textContent ?? ''));
    }
  }

  /** The nodes of a type whose name the pattern fits, in the page's order. */
  ofType(pattern: RegExp): Node[] {
    return this.#nodes.filter((node) =>
      list(node['@type']).some((type) => typeof type === 'string' && pattern.test(type)),
    );
  }

  /** What stands at a key, each of several by itself; references are followed. */
  at(node: Node, key: string): unknown[] {
    return list(node[key]).map((value) => this.#followed(value));
  }

  /** The texts at a key: as they stand, or the names (or addresses) of the nodes there. */
  texts(node: Node, key: string, names: readonly string[] = ['name']): string[] {
    return this.at(node, key).flatMap((value) => {
      if (typeof value === 'string') return [unescaped(value)];
      if (typeof value === 'number') return [String(value)];
      if (!isObject(value)) return [];
      const text = names
        .flatMap((name) => list(value[name]))
        .find((each) => typeof each === 'string');
      return typeof text === 'string' ? [unescaped(text)] : [];
    });
  }

  #followed(value: unknown): unknown {
    if (!isObject(value) || typeof value['@id'] !== 'string' || Object.keys(value).length > 2) {
      return value;
    }
    return this.#byId.get(value['@id']) ?? value;
  }

  /** Without recursion: a page may nest its data as deep as it likes. */
  #gather(root: unknown): void {
    const waiting = [root];
    for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
      if (this.#nodes.length >= maxNodes) return;
      if (Array.isArray(value)) waiting.push(...value.slice(0, maxNodes).reverse());
      else if (isObject(value)) {
        this.#keep(value);
        waiting.push(...Object.values(value).filter(isNested).slice(0, maxNodes).reverse());
      }
    }
  }

  #keep(node: Node): void {
    this.#nodes.push(node);
    const id = node['@id'];
    if (typeof id !== 'string') return;
    const before = this.#byId.get(id);
    if (!before || Object.keys(before).length < Object.keys(node).length) this.#byId.set(id, node);
  }
}

/** Scripts are wrapped in CDATA or comments by some systems; what can't be read says nothing. */
function parsed(script: string): unknown {
  const json = script
    .replace(/^\s*(?:\/\*+\s*)?(?:\/\/)?\s*<!(?:\[CDATA\[|--)(?:\s*\*+\/)?/u, '')
    .replace(/(?:\]\]|--)>(?:\s*\*+\/)?\s*;?\s*$/u, '')
    .trimEnd()
    .replace(/(?:\/\*+\s*)?(?:\/\/)?$/u, '');
  try {
    return JSON.parse(mended(json.replace(/;\s*$/u, '')));
  } catch {
    return undefined;
  }
}

/** Without what pages often have and JSON has not: texts broken over lines, and a comma behind the last value. */
function mended(json: string): string {
  return json
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/("[^"\\]*(?:\\.[^"\\]*)*")|,(?=\s*[\]}])/gsu, '$1');
}

const maxEscaped = 2000;

/** Some systems write texts into their scripts as they write them into HTML. A longer one is no name and no address. */
function unescaped(text: string): string {
  if (text.length > maxEscaped) return text;
  return text.replace(/&#?\w{1,30};/gu, (written) => {
    const [letter] = parseFragment(written).childNodes;
    return letter && 'value' in letter ? letter.value : written;
  });
}

const isNested = (value: unknown) => typeof value === 'object' && value !== null;

function list(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
