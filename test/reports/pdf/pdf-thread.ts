import { type MessagePort, parentPort } from 'node:worker_threads';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/* Reads PDF on a thread of its own: pdfjs puts its own `push`, `JSON` and more in the place of a process's. */

/** A PDF document as programs other than its writer read it. */
export interface ReadPdf {
  pages: string[];
  title: string;
  language: string | null;
  isTagged: boolean;
  /** The roles of the structure that screen readers go through, in the order of the pages. */
  roles: string[];
  /** What pictures say to those who do not see them. */
  alts: string[];
  /** Addresses outside, and the links that lead within. */
  links: { outside: string[]; within: LinkWithin[] };
  /** Titles of the outline, with those beneath them behind them. */
  outline: string[];
}

/** A link that leads within: what is read aloud of it, where it stands and where it leads, in points from the left and from below. */
export interface LinkWithin {
  words: string;
  from: Spot;
  to: Spot;
}

export interface Spot {
  page: number;
  left: number;
  top: number;
}

/** Where words stand: on which page, from 1, how far from its left, and how large, in points. */
export interface Place {
  page: number;
  left: number;
  right: number;
  size: number;
}

/** What is asked of a document: where words stand, or else all of it. */
export interface Question {
  bytes: Uint8Array;
  words: string | null;
  answer: MessagePort;
}

export type Answer = { found: ReadPdf | Place[] } | { fault: unknown };

parentPort?.on('message', async ({ bytes, words, answer }: Question) => {
  try {
    const pdf = await getDocument({ data: bytes, verbosity: 0 }).promise;
    const found = words === null ? await readAll(pdf) : await placesIn(pdf, words);
    await pdf.destroy();
    answer.postMessage({ found } satisfies Answer);
  } catch (fault) {
    answer.postMessage({ fault } satisfies Answer);
  }
});

type Pdf = Awaited<ReturnType<typeof getDocument>['promise']>;
type Page = Awaited<ReturnType<Pdf['getPage']>>;

async function readAll(pdf: Pdf): Promise<ReadPdf> {
  const read: ReadPdf = {
    ...{ pages: [], roles: [], alts: [], links: { outside: [], within: [] } },
    ...{ title: '', language: null, isTagged: false },
    outline: titlesIn(await pdf.getOutline()),
  };
  const { info } = await pdf.getMetadata();
  if ('Title' in info) read.title = String(info.Title);
  if ('Language' in info) read.language = String(info.Language);
  read.isTagged = (await pdf.getMarkInfo())?.Marked === true;
  for (let number = 1; number <= pdf.numPages; number += 1) {
    await addPage(await pdf.getPage(number), read);
    await addLinks(pdf, number, read);
  }
  return read;
}

async function addPage(page: Page, read: ReadPdf): Promise<void> {
  const { items } = await page.getTextContent();
  const parts = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''));
  // Places to break lines at are no letters.
  read.pages.push(parts.join('').replace(/[\u200b\u2060\u2066\u2068\u2069]/gu, ''));
  addRoles(await page.getStructTree(), read);
}

async function addLinks(pdf: Pdf, number: number, { links }: ReadPdf): Promise<void> {
  const page = await pdf.getPage(number);
  for (const { contentsObj, dest, rect, url } of await page.getAnnotations()) {
    if (url) links.outside.push(url);
    if (!dest) continue;
    const [target, , left, top] = dest;
    links.within.push({
      words: contentsObj.str,
      from: { page: number, left: rect[0], top: rect[3] },
      to: { page: (await pdf.getPageIndex(target)) + 1, left, top },
    });
  }
}

async function placesIn(pdf: Pdf, words: string): Promise<Place[]> {
  const places: Place[] = [];
  for (let page = 1; page <= pdf.numPages; page += 1) {
    const { items } = await (await pdf.getPage(page)).getTextContent();
    for (const item of items) {
      if (!('str' in item && item.str.includes(words))) continue;
      const left: number = item.transform[4];
      places.push({ page, left, right: left + item.width, size: item.height });
    }
  }
  return places;
}

interface Node {
  role?: string;
  alt?: string;
  children?: unknown[];
}

function addRoles(node: Node | null, read: ReadPdf): void {
  if (!node) return;
  if (node.role) read.roles.push(node.role);
  if (node.alt) read.alts.push(node.alt);
  for (const child of node.children ?? []) {
    if (typeof child === 'object' && child !== null) addRoles(child, read);
  }
}

interface OutlineItem {
  title: string;
  items: OutlineItem[];
}

function titlesIn(items: OutlineItem[] | null): string[] {
  return (items ?? []).flatMap(({ items: beneath, title }) => [title, ...titlesIn(beneath)]);
}
