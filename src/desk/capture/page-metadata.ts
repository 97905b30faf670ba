import { webAddressOf } from '../../domain/web-address.js';
import { type Field, type FieldCandidates, type FoundValue, tidy } from './described.js';
import { LinkedData, type Node } from './json-ld.js';
import { Microdata } from './microdata.js';
import { titleOf } from './page-document.js';

/** The names under which pages give a field in their `meta` elements, as they are believed. */
const metaNames: Record<Field, string[]> = {
  title: ['og:title', 'twitter:title', 'dc.title', 'dcterms.title', 'citation_title'],
  publisher: [
    'og:site_name',
    'dc.publisher',
    'dcterms.publisher',
    'application-name',
    'citation_journal_title',
    'publisher',
  ],
  byline: [
    'author',
    'article:author',
    'dc.creator',
    'dcterms.creator',
    'parsely-author',
    'sailthru.author',
    'citation_author',
    'byl',
  ],
  url: ['og:url', 'twitter:url', 'dc.identifier', 'citation_public_url'],
  publishedAt: [
    'article:published_time',
    'og:published_time',
    'datepublished',
    'dc.date.issued',
    'dcterms.issued',
    'dcterms.date',
    'dc.date',
    'date',
    'pubdate',
    'publishdate',
    'publish-date',
    'publication_date',
    'parsely-pub-date',
    'sailthru.date',
    'citation_publication_date',
    'article.published',
  ],
  language: ['og:locale', 'content-language', 'dc.language', 'dcterms.language', 'language'],
};

/** What a web page says of its article and of itself; its linked data and metas are read once. */
export class PageMetadata {
  readonly #document: Document;
  readonly #linked: LinkedData;
  readonly #metas: Metas;

  constructor(document: Document) {
    this.#document = document;
    this.#linked = new LinkedData(document);
    this.#metas = new Metas(document);
  }

  /**
   * What is said of each field: by the page's own markup of itself, by linked data, microdata, Open
   * Graph and other meta elements, and last by what only looks like it. `heading` is the page's title.
   */
  candidates(heading: Element | null): FieldCandidates {
    const document = this.#document;
    const surest = surestIn(document, heading);
    const linked = linkedCandidates(this.#linked, heading?.textContent ?? titleOf(document));
    const microdata = new Microdata(document);
    const last = lastIn(document);
    const all = (field: Field): FoundValue[] => [
      ...surest[field],
      ...linked[field],
      ...microdata.candidates(field),
      ...this.#metas.all(...metaNames[field]),
      ...last[field],
    ];
    return {
      title: all('title'),
      publisher: all('publisher'),
      byline: all('byline'),
      url: all('url'),
      publishedAt: all('publishedAt'),
      language: all('language'),
    };
  }

  /** What a relative address of the page stands under; null where nothing says. */
  base(): string | null {
    const told = [
      attribute(this.#document, 'base[href]', 'href'),
      this.#metas.all('og:url')[0]?.value,
      savedFrom(this.#document),
      ...linkedCandidates(this.#linked, '').url.map(({ value }) => value),
    ];
    return told.find((text) => text && webAddressOf(text) !== null) ?? null;
  }

  /** Whether the page says in its linked data that not all of its article is free to read. */
  isForSubscribers(): boolean {
    const articles = this.#linked.ofType(articleType);
    const values = articles.flatMap((node) => this.#linked.at(node, 'isAccessibleForFree'));
    return values.some((value) => /^(?:.*\/)?false$/iu.test(String(value).slice(0, 40)));
  }
}

const nothing: FieldCandidates = {
  title: [],
  publisher: [],
  byline: [],
  url: [],
  publishedAt: [],
  language: [],
};

function surestIn(document: Document, heading: Element | null): FieldCandidates {
  const { documentElement: html } = document;
  const canonical = attribute(document, 'link[rel~="canonical" i]', 'href');
  return {
    ...nothing,
    title: named('its heading', [heading?.textContent]),
    url: named('its canonical address', [canonical]),
    language: named('its mark of language', [
      html.getAttribute('lang'),
      html.getAttribute('xml:lang'),
    ]),
  };
}

function lastIn(document: Document): FieldCandidates {
  const part = attribute(document, 'article[lang], main[lang], body[lang]', 'lang');
  return {
    ...nothing,
    title: [
      ...named('its title', [titleOf(document)]),
      ...named('its heading', [document.querySelector('h1')?.textContent]),
    ],
    byline: named('its byline', [bylineElement(document)]),
    url: named('the remark of the browser that saved it', [savedFrom(document)]),
    publishedAt: named('its line of date', timeElements(document)),
    language: named('its mark of language', [part]),
  };
}

function named(from: string, values: readonly (string | null | undefined)[]): FoundValue[] {
  return values.flatMap((value) => (value?.trim() ? [{ value, from }] : []));
}

function attribute(document: Document, selector: string, name: string): string | null {
  return document.querySelector(selector)?.getAttribute(name) ?? null;
}

/** A page's `meta` elements by their names (`name`, `property`, `itemprop`, `http-equiv`) in lower case. */
class Metas {
  readonly #contents = new Map<string, string[]>();

  constructor(document: Document) {
    for (const meta of document.querySelectorAll('meta[content]')) {
      for (const key of ['property', 'name', 'itemprop', 'http-equiv']) {
        const name = meta.getAttribute(key)?.toLowerCase();
        if (!name) continue;
        const before = this.#contents.get(name) ?? [];
        before.push(meta.getAttribute('content') ?? '');
        this.#contents.set(name, before);
      }
    }
  }

  all(...names: string[]): FoundValue[] {
    return names.flatMap((name) => {
      const contents = this.#contents.get(name) ?? [];
      const several = name.endsWith('author') && contents.length > 1;
      return named(`its ${name}`, several ? [contents.join(', ')] : contents);
    });
  }
}

const articleType = /(?:Article|Posting|Report|Review|PressRelease)$/u;

function linkedCandidates(data: LinkedData, title: string): FieldCandidates {
  const articles = data.ofType(articleType);
  const own = articles.find((each) =>
    data.texts(each, 'headline').some((text) => begins(title, text)),
  );
  const article = own ?? articles[0];
  const nodes = [article, ...data.ofType(/WebPage$/u)].filter((node) => node !== undefined);
  const from = 'its linked data (JSON-LD)';
  const texts = (each: Node[], key: string, names?: string[]) =>
    each.flatMap((node) => named(from, data.texts(node, key, names)));
  const people = article ? data.texts(article, 'author').join(', ') : '';
  const first = article ? [article] : [];
  return {
    title: [...texts(first, 'headline'), ...texts(first, 'name')],
    publisher: [
      ...texts(nodes, 'publisher'),
      ...texts(nodes, 'sourceOrganization'),
      ...nodes
        .flatMap((node) => data.at(node, 'isPartOf'))
        .flatMap((part) => named(from, siteNames(part, data))),
      ...texts(data.ofType(/^WebSite$/u), 'name'),
    ],
    byline: named(from, [people]),
    url: [
      ...texts(nodes, 'url', ['@id', 'url']),
      ...texts(nodes, 'mainEntityOfPage', ['@id', 'url']),
      ...nodes.flatMap((node) => named(from, [textAt(node, '@id')])),
    ],
    publishedAt: texts(nodes, 'datePublished', ['@value']),
    language: texts(nodes, 'inLanguage', ['alternateName', '@value', 'name']),
  };
}

function siteNames(part: unknown, data: LinkedData): string[] {
  const node = part as Node;
  if (typeof part !== 'object' || part === null) return [];
  return [...data.texts(node, 'publisher'), ...data.texts(node, 'name')];
}

function textAt(node: Node, key: string): string | null {
  const value = node[key];
  return typeof value === 'string' ? value : null;
}

function begins(title: string, headline: string): boolean {
  return headline.trim() !== '' && tidy(title).startsWith(tidy(headline));
}

const savedRemark = /saved from url=\(\d+\)(\S+)|Page saved with SingleFile\s+url:\s*(\S+)/u;

/** Chrome, Firefox and SingleFile write into every page that they save where it came from. */
function savedFrom(document: Document): string | null {
  for (const node of [...document.childNodes, ...document.documentElement.childNodes]) {
    const found = node.nodeType === 8 ? savedRemark.exec(node.nodeValue ?? '') : null;
    const address = found?.[1] ?? found?.[2];
    if (address) return address;
  }
  return null;
}

const bylines =
  '[rel~="author"], .byline, .by-line, .author-name, .article-author, .author, .dc-creator';

/** A line that names who wrote it, or the links to them that stand together: short, as a sentence about somebody is none. */
function bylineElement(document: Document): string | null {
  const lines = [...document.querySelectorAll(bylines)].filter((each) => isShort(each));
  const first = lines[0];
  if (!first?.matches('[rel~="author"]')) return first ? tidy(first.textContent ?? '') : null;
  const beside = lines.filter(({ parentElement }) => parentElement === first.parentElement);
  return [...new Set(beside.map(({ textContent }) => tidy(textContent ?? '')))].join(', ');
}

function isShort({ textContent }: Element): boolean {
  const { length } = tidy(textContent ?? '');
  return length > 0 && length <= 120;
}

function timeElements(document: Document): string[] {
  const times = [...document.querySelectorAll('time')].slice(0, 20);
  const marked = times.filter((each) => each.hasAttribute('pubdate'));
  const published = times.filter((each) =>
    /publi|posted|created/iu.test(`${each.className} ${each.parentElement?.className ?? ''}`),
  );
  const one = times.length === 1 ? times : [];
  return [...marked, ...published, ...one].map(
    (each) => each.getAttribute('datetime') ?? each.textContent ?? '',
  );
}
