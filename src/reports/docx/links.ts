import { runs, type StyledWords } from './runs.js';
import { documentRelations, linkRelation, type Relationship } from './static-parts.js';
import { element, type Xml } from './xml.js';

/** Longer addresses make Word call a document damaged. */
const maxAddressUnits = 2000;

/** Numbers that no two things of a document share, and its links. */
export class Links {
  readonly #byAddress = new Map<string, Relationship>();
  #bookmarks = 0;
  #pictures = 0;

  /** Words that lead to an address of the web, as words alone where it is none that Word takes. */
  to(address: string, words: string): StyledWords {
    if (address.length > maxAddressUnits || !URL.canParse(address)) return words;
    const known = this.#byAddress.get(address);
    const id = known?.id ?? `rId${documentRelations.length + this.#byAddress.size + 1}`;
    if (!known) this.#byAddress.set(address, linkRelation(id, new URL(address).href));
    return { xml: link({ 'r:id': id }, words) };
  }

  bookmark(name: string): { start: Xml; end: Xml } {
    this.#bookmarks += 1;
    const id = this.#bookmarks;
    return {
      start: element('w:bookmarkStart', { 'w:id': id, 'w:name': name }),
      end: element('w:bookmarkEnd', { 'w:id': id }),
    };
  }

  /** A number for a picture or a shape in one. */
  picture(): number {
    this.#pictures += 1;
    return this.#pictures;
  }

  get relations(): readonly Relationship[] {
    return [...documentRelations, ...this.#byAddress.values()];
  }
}

/** Words that lead to a bookmark. */
export function linkWithin(bookmark: string, words: string): StyledWords {
  return { xml: link({ 'w:anchor': bookmark, 'w:history': 1 }, words) };
}

function link(attributes: Readonly<Record<string, string | number>>, words: string): Xml {
  return element('w:hyperlink', attributes, runs(words, { style: 'Hyperlink' }));
}
