import { Readability } from '@mozilla/readability';
import MarkdownIt from 'markdown-it';
import type { LooseBlock } from '../../domain/articles/text-block.js';
import { type DescribedArticle, type FieldCandidates, firstUsable, tidy } from './described.js';
import { embedBoxesIn } from './embed-box.js';
import { frontMatterOf } from './front-matter.js';
import { isBeside, isConsent, mainPartOf, storiesIn, textLengths } from './main-part.js';
import { saidInLines } from './opening-lines.js';
import { blocksOf, type PageBlock } from './page-blocks.js';
import { documentOf, hasMoreWithin, titleOf } from './page-document.js';
import { PageMetadata } from './page-metadata.js';
import { applyStyles } from './styles/page-styles.js';

/** What a file says of the article in it. */
export interface ReadPage extends DescribedArticle {
  /** The blocks of its main part in their order; those left out are none of the text. */
  blocks: ReadBlock[];
  /** Whether what hides or marks its text stands in other files, too, or is too long to be looked at. */
  isStyleUnread: boolean;
}

export interface ReadBlock extends LooseBlock {
  leftOut: boolean;
  /** A browser does not show it, by the page's own markup and style. */
  isHidden: boolean;
}

/*
 * Works on one file, at once and for as long as it takes: file-reading.ts runs it in a process of
 * its own. Of style sheets only what styles/page-styles.ts looks at is read.
 */

/**
 * A web page's main part and its metadata; with `whole`, all that the page shows. Throws what the
 * parser throws on hostile input.
 */
export function readHtml(html: string, whole = false): ReadPage {
  const document = documentOf(html);
  const { isStyleUnread } = applyStyles(document);
  const { heading, isTitle } = headingOf(document);
  const metadata = new PageMetadata(document);
  const candidates = metadata.candidates(isTitle ? heading : null);
  const { blocks, notes } = whole ? wholeOf(document) : partOf(document, heading);
  const lines = saidInLines(blocks.filter(({ leftOut }) => !leftOut));
  candidates.byline.push(...lines.byline);
  candidates.publishedAt.push(...lines.publishedAt);
  const described = firstUsable(candidates, metadata.base());
  const title = described.fields.title?.value ?? null;
  const paid = metadata.isForSubscribers() ? [paidNote] : [];
  return {
    ...described,
    blocks: untitled(blocks, title),
    isStyleUnread,
    notes: [...notes, ...paid, ...described.notes],
  };
}

const paidNote =
  'The page says that its article is for subscribers: check that the text does not end early.';

/** The text of a Markdown file as it would be shown; its front matter and first heading describe it. */
export function readMarkdown(source: string): ReadPage {
  const { body, said } = frontMatterOf(source);
  const document = documentOf(htmlOf(body));
  const first = document.body.firstElementChild;
  const heading = first?.tagName === 'H1' ? tidy(first.textContent ?? '') : null;
  const from = 'its front matter';
  const one = (...names: string[]) => {
    const value = said(...names);
    return value === null ? [] : [{ value, from }];
  };
  const candidates: FieldCandidates = {
    title: [...one('title'), ...(heading ? [{ value: heading, from: 'its first heading' }] : [])],
    byline: one('byline', 'author', 'authors', 'by'),
    publisher: one('publisher', 'publication', 'site', 'site_name'),
    publishedAt: one('date', 'published', 'publishedat', 'published_at', 'pubdate'),
    language: one('language', 'lang'),
    url: one('url', 'link', 'canonical', 'canonical_url', 'source'),
  };
  const described = firstUsable(candidates);
  const blocks = blocksOf(document.body, () => false).map((block) => read(block, false));
  const title = described.fields.title?.value ?? null;
  return { ...described, blocks: untitled(blocks, title), isStyleUnread: false };
}

/** CommonMark with tables and struck text: of a link its words alone, of an item of a list the number that the file writes. */
const maxNesting = 100;
const markdown = new MarkdownIt({ html: true, maxNesting });
markdown.validateLink = () => true;
markdown.renderer.rules.link_open = () => '<a>';
markdown.renderer.rules.image = (tokens, at) =>
  `<img alt="${markdown.utils.escapeHtml(tokens[at]?.content ?? '')}">`;
markdown.renderer.rules.list_item_open = (tokens, at) => `<li value="${tokens[at]?.info ?? ''}">`;

/** Markdown as HTML. Throws where quotations and lists are in each other so deep that the parser passes over what they hold. */
function htmlOf(body: string): string {
  const tokens = markdown.parse(body, {});
  if (tokens.some(({ level }) => level >= maxNesting - 1)) {
    throw new Error('Its quotations or lists are nested too deep.');
  }
  return markdown.renderer.render(tokens, markdown.options, {});
}

/** The heading with which the page's title begins (sites put their own name behind), or its only one. */
function headingOf(document: Document): { heading: Element | null; isTitle: boolean } {
  const headings = [...document.querySelectorAll('h1')];
  const title = tidy(titleOf(document));
  const fitting = headings.find((each) => {
    const text = tidy(each.textContent ?? '');
    return text !== '' && title.startsWith(text);
  });
  const only = headings.length === 1 ? headings[0] : undefined;
  return { heading: fitting ?? only ?? null, isTitle: fitting !== undefined };
}

interface Part {
  blocks: ReadBlock[];
  notes: string[];
}

/** What a browser does not show is left out, whatever it stands in. */
function read({ text, kind, level, marker, isHidden }: PageBlock, leftOut: boolean): ReadBlock {
  return { text, kind, level, marker, leftOut: leftOut || isHidden, isHidden };
}

function wholeOf(document: Document): Part {
  const blocks = blocksOf(document.body, () => false).map((block) => read(block, false));
  return { blocks, notes: [] };
}

const othersNote = 'This page holds other articles too: only the one under its heading was taken.';

function partOf(document: Document, heading: Element | null): Part {
  const part = mainPartOf(document, heading);
  if (!part) return guessedPart(document, heading);
  const beside = new Set<Element>();
  const all = blocksOf(part.root, () => false);
  blocksOf(part.root, (element) => {
    if (!part.isBeside(element)) return false;
    beside.add(element);
    return true;
  });
  const notes = part.others === 0 ? [] : [othersNote];
  const blocks = all.map((block) => read(block, isIn(block.element, beside, part.root)));
  const corrections = part.corrections.flatMap((each) => blocksOf(each, () => false));
  return { blocks: [...blocks, ...corrections.map((block) => read(block, true))], notes };
}

function isIn(element: Element, set: ReadonlySet<Element>, root: Element): boolean {
  if (set.size === 0) return false;
  for (let each: Element | null = element; each && each !== root; each = each.parentElement) {
    if (set.has(each)) return true;
  }
  return false;
}

/** A page that does not say where its article is: it is told by Readability from what stands around it. */
function guessedPart(document: Document, heading: Element | null): Part {
  const all = blocksOf(document.body, isConsent);
  const article = hasMoreWithin(document.body, maxWithin) ? null : guessedArticle(document);
  if (!article?.content) {
    return { blocks: all.map((block) => read(block, false)), notes: [noArticle] };
  }
  const stories = storiesIn(document.body, heading);
  const apart = new Set([...stories, ...embedBoxesIn(document.body, textLengths(document.body))]);
  const found = new Set(blocksOf(article.content, () => false).map(lettersIn));
  const blocks = told(all, found, (element) => isIn(element, apart, document.body));
  const notes = stories.size === 0 ? [] : [othersNote];
  if (blocks.some(({ leftOut }) => !leftOut)) return { blocks, notes };
  return { blocks: all.map((block) => read(block, false)), notes: [noArticle] };
}

/** As fifteen thousand elements are, each in twenty others: beyond, Readability works for longer than anybody waits. */
const maxWithin = 300_000;

function guessedArticle(document: Document) {
  const copy = document.cloneNode(true) as Document;
  for (const each of copy.querySelectorAll('article')) if (isConsent(each)) each.remove();
  return new Readability<Element>(copy, {
    serializer: (node) => node as Element,
  }).parse();
}

const noArticle = 'No article could be told from the rest of this page: its whole text is here.';

/** What Readability drops from between the text's own blocks, beside which it stands, is kept. */
function told(
  all: PageBlock[],
  found: ReadonlySet<string>,
  isBox: (element: Element) => boolean,
): ReadBlock[] {
  const isFound = all.map((block) => !block.isHidden && found.has(lettersIn(block)));
  const [first, last] = [isFound.indexOf(true), isFound.lastIndexOf(true)];
  const homes = new Set(
    all.flatMap(({ element }, index) => (isFound[index] ? homesOf(element) : [])),
  );
  const owners = new Set(all.flatMap(({ element }, index) => (isFound[index] ? [element] : [])));
  return all.flatMap((block, index) => {
    if (isBox(block.element)) return [read(block, true)];
    const isBetween = index > first && index < last && isAtHome(block.element, homes);
    const within = isBetween || (owners.has(block.element) && block.element.tagName !== 'BODY');
    if (isFound[index] || within) return [read(block, false)];
    return block.element.closest('nav, header, footer, aside') ? [] : [read(block, true)];
  });
}

function homesOf({ parentElement }: Element): Element[] {
  return parentElement && !['BODY', 'HTML'].includes(parentElement.tagName) ? [parentElement] : [];
}

function isAtHome(element: Element, homes: ReadonlySet<Element>): boolean {
  let each: Element | null = element;
  for (let depth = 0; each && depth < 4; depth += 1, each = each.parentElement) {
    if (isBeside(each)) return false;
    if (homes.has(each)) return true;
  }
  return false;
}

/** Without the marker, which Readability's copy has lost with its style. */
function lettersIn({ text, marker }: PageBlock): string {
  return text.slice(marker?.length ?? 0).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The title stands for itself: the heading that says it is no part of the text. */
function untitled(blocks: ReadBlock[], title: string | null): ReadBlock[] {
  const place = blocks.findIndex(({ leftOut, kind }) => !leftOut && kind === 'heading');
  return blocks.filter(
    ({ leftOut, kind, text }, at) =>
      (at !== place && !(leftOut && kind === 'heading')) || tidy(text) !== title,
  );
}
