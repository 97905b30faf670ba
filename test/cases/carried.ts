import { carrier, compareEditions } from '../../src/domain/articles/carrying.js';
import { markedOnce } from './marked.js';

/** A paragraph of which a passage knows nothing. */
export const around =
  'Nobody in the office had heard of it before that day in March, and nobody had asked.';

/** Where the passage in brackets stands once its text is another, with brackets or without. */
export function placedIn(was: string, now: string, language: string | null = 'en') {
  const { text, span } = markedOnce(was);
  return carrier(compareEditions(text, now.replace(/[[\]]/gu, '')), language)(span);
}

/** What becomes of the passage in brackets where the words in braces, "a {clerk|thief}", are the second ones. */
export function reworded(language: string, text: string) {
  const version = (place: 1 | 2) => text.replace(/\{([^|}]*)\|([^}]*)\}/gu, `$${place}`);
  return placedIn(version(1), version(2), language).kind;
}
