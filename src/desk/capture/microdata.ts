import type { Field, FieldCandidates } from './described.js';

const properties: Record<Field, readonly string[]> = {
  title: ['headline'],
  publisher: ['publisher'],
  byline: ['author'],
  url: ['mainEntityOfPage', 'url'],
  publishedAt: ['datePublished'],
  language: ['inLanguage'],
};

/** What a page's microdata (`itemprop`) say of its article. */
export class Microdata {
  readonly #byName = new Map<string, Element[]>();

  constructor(document: Document) {
    for (const element of [...document.querySelectorAll('[itemprop]')].slice(0, maxElements)) {
      if (!isOfArticle(element)) continue;
      for (const name of (element.getAttribute('itemprop') ?? '').split(/\s+/u)) {
        this.#byName.set(name, [...(this.#byName.get(name) ?? []), element].slice(0, maxValues));
      }
    }
  }

  candidates(field: Field): FieldCandidates[Field] {
    const elements = properties[field].flatMap((name) => this.#byName.get(name) ?? []);
    const values = elements.map(contentOf).filter((value) => value !== '');
    const all =
      field === 'byline' && values.length > 1 ? [[...new Set(values)].join(', ')] : values;
    return all.map((value) => ({ value, from: 'its microdata' }));
  }
}

const maxValues = 20;
/** More than any page says of one article. */
const maxElements = 2000;

/** Not a property of what the article names: of its publisher, say, or of a comment on it. */
function isOfArticle(element: Element): boolean {
  const item = element.parentElement?.closest('[itemscope]');
  return !item || /(?:Article|Posting|Report|WebPage)$/u.test(item.getAttribute('itemtype') ?? '');
}

/** As the standard has it, but that an item stands for its name. */
function contentOf(element: Element): string {
  const direct = ['content', 'datetime', 'href', 'src', 'itemid'].map((name) =>
    element.getAttribute(name),
  );
  if (element.hasAttribute('itemscope')) {
    const name = element.querySelector('[itemprop~="name"]');
    return name
      ? (name.getAttribute('content') ?? name.textContent ?? '').trim()
      : (direct[2] ?? '');
  }
  if (element.tagName === 'META' || element.tagName === 'TIME')
    return direct[0] ?? direct[1] ?? element.textContent ?? '';
  if (element.tagName === 'LINK') return direct[2] ?? '';
  return (direct[0] ?? element.textContent ?? direct[2] ?? '').trim();
}
