import { NameFinder, type NameFound } from '../../../domain/register/name-finder.js';
import type { ReplacedWords, Source } from '../../../domain/register/source.js';
import { urlOf, webAddressOf } from '../../../domain/web-address.js';
import { sha256 } from '../../digest.js';
import { type DocumentWords, isOfArticle, type WordsCollection, wordsIn } from './public-words.js';

/* Where a source is named in people's own words, so that somebody may choose what becomes of them. */

/** Where words stand: in what many read, or in who a source is. */
export type WordsPlace = Pick<ReplacedWords, 'id' | 'path'> & {
  in: WordsCollection | 'identities';
};

/** A text in which a source is named, with all places where it stands letter by letter. */
export interface NamingWords {
  /** Under which it is chosen to be replaced or left. */
  key: string;
  text: string;
  found: NameFound[];
  places: WordsPlace[];
  /** It can't be replaced: others published it, or another entry is called so. */
  isFixed: boolean;
  /** It is a web address, of which the site alone is left. */
  isAddress: boolean;
  /** An article is called so, or says it of itself: it is left, unless it is to be replaced. */
  isOfArticle: boolean;
  /** The name itself stands there in the desk's own words: replaced, unless it is to be left. */
  isSure: boolean;
}

export interface WordsFound extends DocumentWords {
  found: NameFound[];
  /** It stands in the entry itself, or in an event about it. */
  isOwn: boolean;
  isOfArticle: boolean;
}

/** A document, and of an event to what it happened. */
interface DocumentWithSubject {
  id: string;
  subject?: { id: string };
}

/** Where a source, under each of its entries, is named in people's own words. */
export class NameSearch {
  readonly #own: ReadonlySet<string>;
  readonly #finder: NameFinder;
  readonly #isPerson: boolean;
  readonly #words = new Map<string, NamingWords>();

  /** `keepsArticles`: what articles are called can't be replaced. */
  constructor(
    entries: readonly Source[],
    private readonly keepsArticles = false,
  ) {
    this.#own = new Set(entries.map(({ id }) => id));
    const names = entries.flatMap(({ name, aliases }) => [name, ...aliases]);
    const [name = '', ...aliases] = names;
    const [{ kind = null, unnamed = false } = {}] = entries;
    this.#isPerson = kind === null || kind === 'person';
    this.#finder = new NameFinder([{ id: '', name, aliases, kind, unnamed }]);
  }

  find(text: string): NameFound[] {
    return this.#finder.find(text);
  }

  /** The texts of a document that name it, but for what it is called as an entry; it yields in long ones. */
  *in(collection: WordsCollection, doc: DocumentWithSubject): Generator<undefined, WordsFound[]> {
    const isOwn = this.#own.has(collection === 'events' ? (doc.subject?.id ?? '') : doc.id);
    const naming: WordsFound[] = [];
    for (const words of wordsIn(collection, doc)) {
      if (isOwn && words.path.some((step) => step === 'name' || step === 'aliases')) continue;
      const found = yield* this.#finder.findInTurns(words.text);
      if (found.length === 0) continue;
      const ofArticle = isOfArticle(collection, doc, words.path);
      const isFixed = words.isFixed || (this.keepsArticles && ofArticle);
      naming.push({ ...words, isFixed, isOwn, isOfArticle: ofArticle, found });
    }
    return naming;
  }

  /** What stands in the place of words that name it: a web address without what names it, or the text. */
  replaced(
    { text, isAddress }: DocumentWords,
    found: readonly NameFound[],
    pseudonym: string,
  ): string {
    return isAddress ? this.#siteOf(text) : this.without(text, found, pseudonym);
  }

  #siteOf(address: string): string {
    const site = `${urlOf(address)?.origin}/`;
    return webAddressOf(site) !== null && this.find(site).length === 0 ? site : withheldAddress;
  }

  /**
   * A text with a pseudonym where it names it. Of a person no part is left. Beside the name of another
   * source, words of it in small letters are everyday ones: *the port* beside *Port Authority*.
   */
  without(text: string, found: readonly NameFound[], pseudonym: string): string {
    const isNamed = !this.#isPerson && found.some(({ how }) => how !== 'faint');
    let [rest, at] = ['', 0];
    for (const { start, end, how } of found) {
      if (isNamed && how === 'faint' && !/^\p{Lu}/u.test(text.slice(start, end))) continue;
      rest += text.slice(at, start) + pseudonym;
      at = end;
    }
    return rest + text.slice(at);
  }

  /** Keeps the texts of a document that name it; it yields in long ones. */
  *note(collection: WordsCollection, doc: { id: string }): Generator<undefined, void> {
    for (const words of yield* this.in(collection, doc)) {
      const place = { in: collection, id: doc.id, path: words.path };
      this.#keep({ ...words, isSure: isSureIn(words) }, place);
    }
  }

  /** Keeps the names of who a source is that may be a part of the one that is looked for. */
  noteIdentity({ id, names }: { id: string; names: readonly string[] }): void {
    for (const text of names) {
      const kept = { isFixed: false, isAddress: false, isOfArticle: false, isSure: false };
      this.#keep(
        { text, found: this.find(text), ...kept },
        { in: 'identities', id, path: ['name'] },
      );
    }
  }

  #keep(words: Omit<NamingWords, 'key' | 'places'>, place: WordsPlace): void {
    const { text, found, isFixed, isAddress, isOfArticle, isSure } = words;
    const key = keyOf(words);
    const known = this.#words.get(key);
    if (known) known.places.push(place);
    else {
      const kind = { isFixed, isAddress, isOfArticle, isSure };
      this.#words.set(key, { key, text, found, places: [place], ...kind });
    }
  }

  get words(): NamingWords[] {
    const rank = ({ isFixed, isSure, found }: NamingWords) =>
      [isFixed, !isSure, found.every(({ how }) => how === 'faint')].map(Number).join('');
    const ranked = Array.from(this.#words.values(), (words) => ({ words, rank: rank(words) }));
    ranked.sort((one, other) => (one.rank < other.rank ? -1 : 1));
    return ranked.map(({ words }) => words);
  }
}

/** Of an address whose very host names somebody nothing is left; this one leads nowhere (RFC 2606). */
const withheldAddress = 'https://withheld.invalid/';

/**
 * The key by which a preview and a choice name a text that holds a name: the same for the same words wherever they stand
 * and the same becomes of them, unless somebody says otherwise.
 */
export function keyOf({
  text,
  isFixed,
  isOfArticle,
  isSure,
}: Pick<NamingWords, 'text' | 'isFixed' | 'isOfArticle' | 'isSure'>): string {
  return sha256(`${isFixed} ${isOfArticle} ${isSure} ${text}`).slice(0, 20);
}

/** What an article is called is left unless somebody says otherwise: others may have named it so. */
export function isSureIn({
  found,
  isFixed,
  isOfArticle,
  isOwn,
}: Omit<WordsFound, 'path'>): boolean {
  if (isFixed || isOfArticle) return false;
  return found.some(({ how }) => how === 'whole' || (isOwn && how === 'part'));
}
