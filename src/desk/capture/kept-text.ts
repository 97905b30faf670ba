import type { Article } from '../../domain/articles/article.js';
import { cleanText, lengthInCodePoints } from '../../domain/text/text.js';
import { countWords } from '../../domain/text/word-count.js';
import type { Desk } from '../desk.js';
import { sha256 } from '../digest.js';
import { documentsById } from '../documents.js';
import { Pace } from '../pace.js';

/** A text as it would be kept, in figures. */
interface KeptText {
  text: string;
  words: number;
  /** In code points. */
  characters: number;
  /** Control characters that are not kept. */
  dropped: number;
}

/** What would be kept of a text, before it is. Throws *invalid* at `text`, as saving it would. */
export async function keptText(raw: string): Promise<KeptText> {
  const { text, dropped } = cleanText(raw);
  const words = await new Pace().through(countWords(text));
  return { text, words, characters: lengthInCodePoints(text), dropped };
}

/** The articles of which an edition holds this text, to the letter; at most 50. */
export async function articlesWithText(desk: Desk, text: string): Promise<Article[]> {
  const { items } = await desk.store.find('editions', 'sha256', { key: sha256(text) });
  const ids = items.map(({ article }) => article);
  return [...(await documentsById(desk, 'articles', ids)).values()];
}
