import { posix } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { child, elementsOf, type Node, named, parsed, within, wordsOf } from './xml-tree.js';

/** The parts of a Word document by their names, each as the tree of its XML. */
export type WordPackage = ReadonlyMap<string, Node>;

/** Every part of a Word document; throws for what is no archive or has a part that is not well formed. */
export function opened(bytes: Uint8Array): WordPackage {
  const parts = Object.entries(unzipSync(bytes));
  return new Map(parts.map(([name, part]) => [name, parsed(strFromU8(part))]));
}

export function partOf(parts: WordPackage, name: string): Node {
  const part = parts.get(name);
  if (!part) throw new Error(`There is no part ${name}.`);
  return part;
}

export interface ReadComment {
  id: string;
  author: string;
  words: string;
  /** What it is about: the words between the ends of its range. */
  anchored: string;
  /** The id of the comment to which it replies. */
  replyTo: string | null;
}

/** The comments in the order of their part. */
export function commentsIn(parts: WordPackage): ReadComment[] {
  const anchors = anchorsIn(partOf(parts, 'word/document.xml'));
  const comments = elementsOf(partOf(parts, 'word/comments.xml'));
  const parents = new Map(
    elementsOf(partOf(parts, 'word/commentsExtended.xml')).map(({ attributes }) => [
      attributes['w15:paraId'],
      attributes['w15:paraIdParent'] ?? null,
    ]),
  );
  const byParagraph = new Map(
    comments.map((comment) => [lastParagraphId(comment), comment.attributes['w:id'] ?? null]),
  );
  return comments.map((comment) => {
    const id = comment.attributes['w:id'] ?? '';
    return {
      id,
      author: comment.attributes['w:author'] ?? '',
      words: named(comment, 'w:p').map(wordsOf).join('\n'),
      anchored: anchors.get(id) ?? '',
      replyTo: byParagraph.get(parents.get(lastParagraphId(comment)) ?? '') ?? null,
    };
  });
}

function lastParagraphId(comment: Node): string | undefined {
  return named(comment, 'w:p').at(-1)?.attributes['w14:paraId'];
}

/** By the number of each comment, the text over which it lies; paragraphs are parted by a line break. */
function anchorsIn(document: Node): Map<string, string> {
  const open = new Set<string>();
  const anchors = new Map<string, string>();
  const add = (words: string) => {
    for (const id of open) anchors.set(id, (anchors.get(id) ?? '') + words);
  };
  for (const node of within(document)) {
    const id = node.attributes['w:id'] ?? '';
    if (node.name === 'w:p') add('\n');
    else if (node.name === 'w:t') add(node.children.join(''));
    else if (node.name === 'w:tab' && !('w:pos' in node.attributes)) add('\t');
    else if (node.name === 'w:commentRangeStart') open.add(id);
    else if (node.name === 'w:commentRangeEnd') open.delete(id);
  }
  return anchors;
}

/** The text of each article, made again from what the part of its own says of it. */
export function textsIn(parts: WordPackage): { text: string; sha256: string }[] {
  const paragraphs = new Map(
    named(partOf(parts, 'word/document.xml'), 'w:p').map((node) => [
      node.attributes['w14:paraId'],
      wordsOf(node),
    ]),
  );
  return elementsOf(partOf(parts, 'customXml/item1.xml')).map((article) => ({
    sha256: article.attributes.sha256 ?? '',
    text: elementsOf(article).reduce(
      (text, { attributes: { gap = '\n\n', id } }) => text + paragraphs.get(id) + gap,
      article.attributes.lead ?? '',
    ),
  }));
}

/** What would make Word call a document damaged, in sentences; none where it is sound. */
export function faultsIn(parts: WordPackage): string[] {
  const document = partOf(parts, 'word/document.xml');
  return [
    ...contentTypeFaults(parts),
    ...[...parts.keys()].filter((name) => name.endsWith('.rels')).flatMap(relationFaults(parts)),
    ...danglingRelations(parts),
    ...sharedNumbers(parts),
    ...commentFaults(parts),
    ...[...parts].flatMap(([name, part]) => orderFaults(name, part)),
    ...tableFaults(document),
    ...styleFaults(parts),
    ...limitFaults(parts),
  ];
}

function contentTypeFaults(parts: WordPackage): string[] {
  const types = elementsOf(partOf(parts, '[Content_Types].xml'));
  const overridden = types.flatMap(({ attributes }) => attributes.PartName?.slice(1) ?? []);
  const extensions = types.flatMap(({ attributes }) => attributes.Extension ?? []);
  return [
    ...overridden.filter((name) => !parts.has(name)).map((name) => `${name} is not there.`),
    ...[...parts.keys()]
      .filter((name) => !overridden.includes(name) && !extensions.includes(extensionOf(name)))
      .map((name) => `${name} has no content type.`),
  ];
}

function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function relationFaults(parts: WordPackage): (name: string) => string[] {
  return (name) => {
    const folder = posix.join(posix.dirname(name), '..');
    const relations = elementsOf(partOf(parts, name)).map(({ attributes }) => attributes);
    const ids = relations.map(({ Id }) => Id);
    return [
      ...(new Set(ids).size === ids.length ? [] : [`${name} has an id twice.`]),
      ...relations.flatMap(({ Target = '', TargetMode }) => {
        if (TargetMode === 'External') {
          return /^https?:/u.test(Target) ? [] : [`${name} leads to ${Target}.`];
        }
        return parts.has(posix.join(folder, Target)) ? [] : [`${Target} is not there.`];
      }),
    ];
  };
}

function danglingRelations(parts: WordPackage): string[] {
  const known = elementsOf(partOf(parts, 'word/_rels/document.xml.rels'));
  const ids = new Set(known.map(({ attributes }) => attributes.Id));
  const document = partOf(parts, 'word/document.xml');
  const bookmarks = new Set(
    named(document, 'w:bookmarkStart').map(({ attributes }) => attributes['w:name']),
  );
  return within(document).flatMap(({ attributes, name }) => [
    ...('r:id' in attributes && !ids.has(attributes['r:id']) ? [`${name} leads nowhere.`] : []),
    ...('w:anchor' in attributes && !bookmarks.has(attributes['w:anchor'])
      ? [`There is no bookmark ${attributes['w:anchor']}.`]
      : []),
  ]);
}

/** What may be given once. */
const unique: readonly (readonly [part: string, element: string, attribute: string])[] = [
  ['word/document.xml', 'w:bookmarkStart', 'w:id'],
  ['word/document.xml', 'w:bookmarkStart', 'w:name'],
  ['word/document.xml', 'w:bookmarkEnd', 'w:id'],
  ['word/document.xml', 'w:p', 'w14:paraId'],
  ['word/document.xml', 'wp:docPr', 'id'],
  ['word/document.xml', 'wps:cNvPr', 'id'],
  ['word/comments.xml', 'w:comment', 'w:id'],
  ['word/comments.xml', 'w:p', 'w14:paraId'],
  ['word/commentsExtended.xml', 'w15:commentEx', 'w15:paraId'],
  ['word/styles.xml', 'w:style', 'w:styleId'],
];

function sharedNumbers(parts: WordPackage): string[] {
  return unique.flatMap(([part, element, attribute]) => {
    const given = named(partOf(parts, part), element).flatMap(
      ({ attributes }) => attributes[attribute] ?? [],
    );
    return new Set(given).size === given.length ? [] : [`${element} shares ${attribute}.`];
  });
}

/** Each comment has one start, one end and one reference, in this order, and a place among the threads. */
function commentFaults(parts: WordPackage): string[] {
  const steps = ['w:commentRangeStart', 'w:commentRangeEnd', 'w:commentReference'];
  const seen = new Map<string, number>();
  const faults: string[] = [];
  for (const { attributes, name } of within(partOf(parts, 'word/document.xml'))) {
    const step = steps.indexOf(name);
    if (step === -1) continue;
    const id = attributes['w:id'] ?? '';
    if ((seen.get(id) ?? 0) !== step) faults.push(`Comment ${id} has its ${name} out of order.`);
    seen.set(id, step + 1);
  }
  const comments = elementsOf(partOf(parts, 'word/comments.xml'));
  const ids = new Set(comments.map(({ attributes }) => attributes['w:id'] ?? ''));
  for (const id of ids)
    if (seen.get(id) !== steps.length) faults.push(`Comment ${id} is not whole.`);
  for (const id of seen.keys()) if (!ids.has(id)) faults.push(`There is no comment ${id}.`);
  const threads = elementsOf(partOf(parts, 'word/commentsExtended.xml'));
  const paragraphs = new Set(comments.map(lastParagraphId));
  for (const { attributes } of threads) {
    const [own, parent] = [attributes['w15:paraId'], attributes['w15:paraIdParent']];
    if (!paragraphs.has(own)) faults.push(`No comment ends with ${own}.`);
    if (parent !== undefined && !paragraphs.has(parent)) faults.push(`No comment is ${parent}.`);
  }
  return faults;
}

/** ECMA-376, part 1: the orders in which Word takes properties, as far as reports have them. */
const orders: Readonly<Record<string, string>> = {
  'w:pPr':
    'pStyle keepNext keepLines pageBreakBefore pBdr shd tabs bidi spacing ind jc outlineLvl rPr',
  'w:rPr': 'rStyle rFonts b bCs i iCs color sz szCs u shd rtl cs lang',
  'w:tblPr':
    'tblStyle bidiVisual tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription',
  'w:tcPr': 'tcW gridSpan shd tcMar',
  'w:trPr': 'cantSplit tblHeader',
  'w:tbl': 'tblPr tblGrid tr',
  'w:sectPr': 'headerReference footerReference pgSz pgMar titlePg',
  'w:style': 'name basedOn next semiHidden qFormat pPr rPr tblPr',
  'w:settings':
    'zoom defaultTabStop characterSpacingControl compat themeFontLang decimalSymbol listSeparator',
};

function orderFaults(part: string, root: Node): string[] {
  return within(root).flatMap((node) => {
    const order = orders[node.name]?.split(' ').map((name) => `w:${name}`);
    if (!order) return [];
    const places = elementsOf(node).map(({ name }) => order.indexOf(name));
    const isOrdered = places.every((place, at) => place >= (places[at - 1] ?? 0));
    if (isOrdered && !places.includes(-1)) return [];
    return [`${part} has ${node.name} with ${elementsOf(node).map(({ name }) => name)}.`];
  });
}

function tableFaults(document: Node): string[] {
  const tables = named(document, 'w:tbl');
  const body = elementsOf(document).flatMap(elementsOf);
  return [
    ...tables.flatMap((table) => {
      const columns = named(table, 'w:gridCol').length;
      return named(table, 'w:tr')
        .filter((row) => spanOf(row) !== columns)
        .map((row) => `A row has ${spanOf(row)} of ${columns} columns.`);
    }),
    ...named(document, 'w:tc')
      .filter((cell) => elementsOf(cell).at(-1)?.name !== 'w:p')
      .map(() => 'A cell does not end with a paragraph.'),
    ...body
      .filter(({ name }, at) => name === 'w:tbl' && body[at + 1]?.name !== 'w:p')
      .map(() => 'A table is not followed by a paragraph.'),
    ...(body.at(-1)?.name === 'w:sectPr' ? [] : ['The body does not end with its section.']),
  ];
}

function spanOf(row: Node): number {
  return named(row, 'w:tc').reduce((sum, cell) => {
    const [span] = named(cell, 'w:gridSpan');
    return sum + Number(span?.attributes['w:val'] ?? 1);
  }, 0);
}

function styleFaults(parts: WordPackage): string[] {
  const styles = named(partOf(parts, 'word/styles.xml'), 'w:style');
  const known = new Set(styles.map(({ attributes }) => attributes['w:styleId']));
  const uses = ['w:pStyle', 'w:rStyle', 'w:tblStyle', 'w:basedOn', 'w:next'];
  return [...parts.values()].flatMap((part) =>
    within(part)
      .filter(({ attributes, name }) => uses.includes(name) && !known.has(attributes['w:val']))
      .map(({ attributes }) => `There is no style ${attributes['w:val']}.`),
  );
}

/** What Word holds to, in UTF-16 units. */
const limits: readonly (readonly [attribute: string, most: number])[] = [
  ['w:author', 255],
  ['w:initials', 9],
  ['w:name', 40],
  ['Target', 2079],
];

function limitFaults(parts: WordPackage): string[] {
  return [...parts.values()].flatMap((part) =>
    within(part).flatMap(({ attributes, name }) =>
      limits
        .filter(([attribute, most]) => (attributes[attribute]?.length ?? 0) > most)
        .map(([attribute]) => `${name} has a ${attribute} that is too long.`),
    ),
  );
}

/** The style of a paragraph. */
export function styleOf(paragraph: Node): string | undefined {
  const properties = child(paragraph, 'w:pPr');
  return properties && child(properties, 'w:pStyle')?.attributes['w:val'];
}
