import { Readability } from '@mozilla/readability';
import { JSDOM, VirtualConsole } from 'jsdom';
import { marked } from 'marked';
import { textOf } from './page-text.js';

/** What a file says of the article in it; null where it does not say. */
export interface ReadPage {
  text: string;
  title: string | null;
  byline: string | null;
  publisher: string | null;
  /** As the file writes it. */
  published: string | null;
  language: string | null;
  url: string | null;
  /** Whether the article was told from what stands around it. */
  recognised: boolean;
}

/*
 * Works on one file, at once and for as long as it takes: page-reading.ts runs it on a thread of
 * its own. Documents are made by DOMParser, so they have no window: nothing in them runs, nothing
 * is fetched, and style sheets are not even read.
 */

/** The main text of a web page and its metadata. Throws what the parser throws on hostile input. */
export function readHtml(html: string): ReadPage {
  const document = documentOf(html);
  const url = addressOf(document);
  const heading = headingOf(document);
  const published = metaOf(document, 'article:published_time', 'date', 'dc.date', 'datepublished');
  const language = document.documentElement.lang || null;
  const found = new Readability<Element>(document, { serializer: (node) => node as Element });
  const article = found.parse();
  return {
    text: textOf(article?.content ?? documentOf(html).body),
    title: heading ?? (article?.title || document.title || null),
    byline: article?.byline?.replace(/^\s*by\s+/iu, '') ?? null,
    publisher: article?.siteName ?? null,
    published: article?.publishedTime ?? published,
    language: article?.lang || language,
    url,
    recognised: Boolean(article?.content),
  };
}

/** The text of a Markdown file as it would be shown; its front matter and first heading describe it. */
export function readMarkdown(markdown: string): ReadPage {
  const { body, said } = frontMatter(markdown);
  const document = documentOf(marked.parse(body, { async: false }));
  const first = document.body.firstElementChild;
  const heading = first?.tagName === 'H1' ? first : null;
  const title = said('title') ?? heading?.textContent ?? null;
  if (heading?.textContent === title) heading?.remove();
  return {
    text: textOf(document.body),
    title,
    byline: said('byline', 'author', 'authors', 'by'),
    publisher: said('publisher', 'publication', 'site', 'site_name'),
    published: said('date', 'published', 'publishedat', 'published_at'),
    language: said('language', 'lang'),
    url: said('url', 'link', 'canonical', 'canonical_url', 'source'),
    recognised: true,
  };
}

function documentOf(html: string): Document {
  const { window } = new JSDOM('', { virtualConsole: new VirtualConsole() });
  return new window.DOMParser().parseFromString(html, 'text/html');
}

/** The page's heading where its title begins with it: sites put their own name behind titles. */
function headingOf(document: Document): string | null {
  const headings = [...document.querySelectorAll('h1')].map(({ textContent }) => tidy(textContent));
  return headings.find((text) => text !== '' && tidy(document.title).startsWith(text)) ?? null;
}

function tidy(text: string | null): string {
  return text?.replace(/\s+/gu, ' ').trim() ?? '';
}

function addressOf(document: Document): string | null {
  const canonical = document.querySelector('link[rel~="canonical"]')?.getAttribute('href');
  return canonical ?? metaOf(document, 'og:url');
}

/** The content of the first of these metadata that a page gives; names are in lower case. */
function metaOf(document: Document, ...names: string[]): string | null {
  const metas = [...document.querySelectorAll('meta[content]')];
  const contents = names.map((name) =>
    metas.find((meta) =>
      ['property', 'name', 'itemprop'].some(
        (key) => meta.getAttribute(key)?.toLowerCase() === name,
      ),
    ),
  );
  return contents.find((meta) => meta)?.getAttribute('content') ?? null;
}

/** The lines `name: value` between two lines of hyphens at a file's beginning, and what follows. */
function frontMatter(markdown: string): {
  body: string;
  said: (...names: string[]) => string | null;
} {
  const found = /^---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/u.exec(markdown);
  const lines = found?.[1]?.split(/\r?\n/u) ?? [];
  const values = new Map(
    lines.flatMap((line) => {
      const [, name, value] = /^(\w+)[ \t]*:[ \t]*(\S.*)$/u.exec(line) ?? [];
      return name && value ? [[name.toLowerCase(), unquoted(value.trim())] as const] : [];
    }),
  );
  const said = (...names: string[]) =>
    names.flatMap((name) => values.get(name) ?? []).find(Boolean) ?? null;
  return { body: markdown.slice(found?.[0].length ?? 0), said };
}

function unquoted(value: string): string {
  return /^(["']).*\1$/u.test(value) ? value.slice(1, -1) : value;
}
