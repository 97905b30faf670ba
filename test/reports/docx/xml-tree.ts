import { SaxesParser } from 'saxes';

/** An element of a part, by its prefixed name; text is among its children. */
export interface Node {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: (Node | string)[];
}

/** The tree of a well-formed XML document with namespaces; throws for any other. */
export function parsed(xml: string): Node {
  const root: Node = { name: '', attributes: {}, children: [] };
  const open = [root];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (fault) => {
    throw fault;
  });
  parser.on('opentag', ({ attributes, name }) => {
    const values = Object.entries(attributes).map(([key, { value }]) => [key, value]);
    const node = { name, attributes: Object.fromEntries(values), children: [] };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.on('text', (words) => {
    open.at(-1)?.children.push(words);
  });
  parser.write(xml).close();
  const [top] = root.children.filter((child) => typeof child !== 'string');
  if (!top) throw new Error('The part is empty.');
  return top;
}

export function elementsOf({ children }: Node): Node[] {
  return children.filter((child) => typeof child !== 'string');
}

/** Every element within one, itself first, in the order of the document. */
export function within(node: Node): Node[] {
  const found: Node[] = [];
  const add = (each: Node) => {
    found.push(each);
    for (const child of each.children) if (typeof child !== 'string') add(child);
  };
  add(node);
  return found;
}

/** Those of a name. */
export function named(node: Node, name: string): Node[] {
  return within(node).filter((each) => each.name === name);
}

export function child(node: Node, name: string): Node | undefined {
  return elementsOf(node).find((each) => each.name === name);
}

/** What an element's runs say: its text, with tabs and line breaks. */
export function wordsOf(node: Node): string {
  let words = '';
  for (const each of within(node)) {
    if (each.name === 'w:t') words += each.children.join('');
    else if (each.name === 'w:tab' && !('w:pos' in each.attributes)) words += '\t';
    else if (each.name === 'w:br') words += '\n';
  }
  return words;
}
