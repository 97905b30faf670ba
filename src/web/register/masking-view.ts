import type { MaskingPreview } from '../../desk/register/masking/masking.js';
import type { NamingWords, WordsPlace } from '../../desk/register/masking/naming.js';
import type { NameFound } from '../../domain/register/name-finder.js';
import { beginningOf, wordStart } from '../../domain/text/clipping.js';

/** A piece of an excerpt; `isName` where it is what was found. */
interface ExcerptPiece {
  text: string;
  isName: boolean;
}

/** A text in which a source is named, as somebody chooses whether it is replaced. */
interface NamingWordsView {
  key: string;
  excerpt: ExcerptPiece[];
  places: { words: string; href: string | null }[];
  /** How many places there are beside those. */
  more: number;
  isFixed: boolean;
  isReplaced: boolean;
}

interface MaskingPage {
  source: { id: string; name: string };
  joined: string[];
  /** What is there again with it, under its name. */
  behind: string[];
  isRemoved: boolean;
  uses: number;
  articles: number;
  /** Where its name or a part of it stands; fixed ones behind. */
  words: NamingWordsView[];
  /** How many texts there are beside those, which are replaced or left as they would be. */
  more: number;
}

/** More than this many texts are not shown one by one. */
export const maxShown = 300;
const maxPlaces = 4;

/**
 * What masking a source changes: the entries under it, and words in texts that may name it, ticked where they
 * surely do.
 */
export function maskingPage(
  { source, entries, words, isRemoved, behind }: MaskingPreview,
  { uses, articles }: Pick<MaskingPage, 'uses' | 'articles'>,
): MaskingPage {
  return {
    source: { id: source.id, name: source.name },
    joined: entries.slice(1).map(({ name }) => name),
    isRemoved,
    behind: behind.map(({ name }) => name),
    uses,
    articles,
    words: words.slice(0, maxShown).map((each) => ({
      ...wordsView(each),
      isReplaced: each.isSure || isMeant(each),
    })),
    more: Math.max(0, words.length - maxShown),
  };
}

/**
 * Whether a surname or initials stand in the desk's own words, written as such: what they tell can't be
 * called back, and a masking can be.
 */
function isMeant({ found, isFixed, isOfArticle }: NamingWords): boolean {
  return !isFixed && !isOfArticle && found.some(({ how }) => how === 'part');
}

/** Words that may name a source, with what stands around them and where they do. */
export function wordsView({
  key,
  text,
  found,
  places,
  isFixed,
  isSure,
}: NamingWords): NamingWordsView {
  return {
    key,
    excerpt: excerptOf(text, found),
    places: places.slice(0, maxPlaces).map(placeView),
    more: Math.max(0, places.length - maxPlaces),
    isFixed,
    isReplaced: isSure,
  };
}

/** So much of a text is shown around a name, in characters. */
const around = 60;
const maxNames = 3;

function excerptOf(text: string, found: readonly NameFound[]): ExcerptPiece[] {
  const pieces: ExcerptPiece[] = [];
  let at = 0;
  for (const { start, end } of found.slice(0, maxNames)) {
    const from = start - around > at ? wordStart(text, start - around, start) : at;
    if (from > at) pieces.push({ text: at > 0 ? ' … ' : '… ', isName: false });
    pieces.push({ text: text.slice(from, start), isName: false });
    pieces.push({ text: text.slice(start, end), isName: true });
    at = end;
  }
  pieces.push({ text: beginningOf(text.slice(at), around), isName: false });
  return pieces.filter((piece) => piece.text !== '');
}

const kinds: Readonly<Record<WordsPlace['in'], string>> = {
  articles: 'an article’s details',
  editions: 'an article’s text',
  wordings: 'a decision on shared wording',
  annotations: 'an annotation',
  sources: 'an entry of the register',
  claims: 'a claim',
  events: 'the history',
  shares: 'a shared report',
  identities: 'who a source is',
};

const fields: Readonly<Record<string, string>> = {
  note: 'note',
  labels: 'label',
  reason: 'reason',
  description: 'description',
  title: 'title',
  comment: 'comment',
  statement: 'wording',
  as: 'description of a hop',
  terms: 'terms',
  excerpt: 'evidence',
  text: 'text',
  name: 'name',
  aliases: 'other names',
  exact: 'passage',
  url: 'address',
};

function placeView({
  in: collection,
  id,
  path,
}: WordsPlace): MaskingPage['words'][number]['places'][number] {
  const field = path.findLast((step) => typeof step === 'string' && fields[step] !== undefined);
  const words = [kinds[collection], fields[field ?? '']].filter(Boolean).join(', ');
  const pages = {
    ...{ annotations: 'annotations', articles: 'articles' },
    ...{ sources: 'sources', identities: 'sources' },
  };
  const page = collection in pages ? pages[collection as keyof typeof pages] : null;
  return { words, href: page && `/${page}/${id}` };
}
