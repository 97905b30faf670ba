import type { Span } from '../span.js';
import { areContrary } from './contraries.js';
import { keysOf } from './key-words.js';
import { foldedWord } from './lexicon.js';
import { wordsOf } from './sentence-words.js';
import { surroundingsOf } from './surroundings.js';
import { denialIn } from './taken-back.js';
import { turningIn } from './turning-words.js';

/* What a text's headline says of a passage: where it was made its contrary, whatever repeats it is asked about. */

/** No headline is longer. */
const headlineUnits = 150;

interface Headline {
  text: string;
  words: readonly string[];
  /** Where what it heads begins, and where the first line of that ends. */
  lead: Span;
}

/**
 * Tells of a span of the older text whether the headline says the contrary now of what that repeats: why, as a plain sentence,
 * or null. The first line behind the headline does, and each sentence that has two of its longer words.
 */
export function headlineOver(
  { was, now }: { was: string; now: string },
  language: string | null,
): (span: Span) => string | null {
  const readings = turningIn(language);
  const [older, newer] = [headlineOf(was), headlineOf(now)];
  if (!older || !newer || older.text === newer.text || !isTurned(older, newer)) return () => null;
  const keys = keysOf([...older.words, ...newer.words], readings);
  return (span) => {
    if (span.start < older.lead.start) return null;
    const { before, after } = surroundingsOf(was, span);
    const own = [...keysOf(wordsOf(before + was.slice(span.start, span.end) + after), readings)];
    if (span.start >= older.lead.end && own.filter((key) => keys.has(key)).length < 2) return null;
    return `The headline over it has turned: “${newer.text}”`;
  };

  function isTurned(one: Headline, other: Headline): boolean {
    const [gone, come] = [wordsOnlyIn(one, other), wordsOnlyIn(other, one)];
    if (areContrary(gone, come, language)) return true;
    const [were, are] = [one.text, other.text];
    return (
      denialIn(are, [were], readings, language) !== undefined ||
      denialIn(were, [are], readings, language) !== undefined
    );
  }
}

function wordsOnlyIn({ words }: Headline, other: Headline): string[] {
  const others = new Set(other.words.map(foldedWord));
  return words.filter((word) => !others.has(foldedWord(word)));
}

/** The first line of a text, if it is short, ends no sentence, and something stands below it. */
function headlineOf(text: string): Headline | null {
  const first = /^\s*(\S[^\n]*?)[^\S\n]*\n\s*(?=\S)/u.exec(text.slice(0, 2 * headlineUnits));
  const own = first?.[1];
  if (!first || own === undefined || own.length > headlineUnits) return null;
  if (/[.!?…:;,۔।。]$|\t/u.test(own)) return null;
  const end = text.indexOf('\n', first[0].length);
  return {
    text: own,
    words: wordsOf(own),
    lead: { start: first[0].length, end: end === -1 ? text.length : end },
  };
}
