import { describe, type Quote } from '../src/domain/text/quotes/quote.js';
import { type Span, snap } from '../src/domain/text/span.js';

/*
 * Passages beside which, or some sentences off, a sentence stands that reads like theirs, in the older text
 * already or in the newer one alone, while errors came in where theirs ends and begins: the hardest of all that
 * is looked for by its quote alone.
 */

/** A quote, a newer text in which it is looked for, and where it stands there. */
export interface LookAlike {
  quote: Quote;
  position: Span | null;
  now: string;
  right: Span;
}

const letters = [...'etaoinshrdlucmfwypvbgkqjxz '];
const never = 1e-9;

/** What is drawn by numbers from 0 up to 1. */
function drawing(text: string, chance: () => number) {
  const any = (most: number) => Math.floor(chance() * most);
  const oneOf = <T>(all: readonly T[]): T => all[any(all.length)] as T;
  const sentences = text
    .split(/\n+|(?<=[.:;]) /u)
    .map((each) => each.trim())
    .filter((each) => each.length > 50 && each.length < 260);
  return {
    any,
    oneOf,
    isOnce: (share: number) => chance() < share,
    sentence: () => oneOf(sentences),
    some: (least: number, most: number) =>
      Array.from({ length: least + any(most) }, () => oneOf(sentences)).join(' '),
    /** Each unit deleted, replaced or put behind another at that rate. */
    noisy: (wording: string, rate: number) =>
      Array.from(wording, (unit) => {
        const dice = chance() / rate;
        if (dice < 1 / 3) return '';
        return dice < 2 / 3 ? oneOf(letters) : dice < 1 ? oneOf(letters) + unit : unit;
      }).join(''),
  };
}

type Drawing = ReturnType<typeof drawing>;

function withOtherWord(wording: string, { oneOf, sentence }: Drawing): string {
  const words = wordsOf(wording);
  if (words.length === 0) return wording;
  const { start, end } = oneOf(words);
  const other = sentence();
  const word = oneOf(wordsOf(other));
  return wording.slice(0, start) + other.slice(word.start, word.end) + wording.slice(end);
}

/** What stands before a passage in its own sentence, and before and after it in the one that reads like it. */
function sidesOf(head: string, tail: string, draw: Drawing): [string, string, string] {
  const other = draw.sentence();
  const half = wordsOf(other)[Math.floor(wordsOf(other).length / 2)]?.start ?? 0;
  const numbered = () => `${draw.any(90)}. ${head}`;
  return draw.oneOf<() => [string, string, string]>([
    () => [numbered(), numbered(), tail],
    () => [head, other.slice(0, half), tail],
    () => [head, head, ` ${other.slice(half)}`],
    () => [head, withOtherWord(head, draw), tail],
    () => [head, head, withOtherWord(tail, draw)],
    () => [head, withOtherWord(head, draw), withOtherWord(tail, draw)],
  ])();
}

interface Passage {
  /** Its words, and what stands before and after them in their sentence. */
  own: string;
  exact: string;
  tail: string;
  /** The sentence that reads like it. */
  alike: string;
}

function passage(draw: Drawing): Passage | null {
  const sentence = draw.sentence();
  const words = wordsOf(sentence);
  const first = 1 + draw.any(words.length - 5);
  const [from, to] = [words[first], words[Math.min(words.length - 2, first + draw.any(10))]];
  if (!from || !to || to.end <= from.start) return null;
  const exact = sentence.slice(from.start, to.end);
  const tail = sentence.slice(to.end);
  const [own, head, end] = sidesOf(sentence.slice(0, from.start), tail, draw);
  return own === head && tail === end ? null : { own, exact, tail, alike: head + exact + end };
}

/** An older and a newer text in which a passage stands. */
function lookAlike({ own, exact, tail, alike }: Passage, isFar: boolean, draw: Drawing) {
  const { any, oneOf, isOnce, sentence, some, noisy } = draw;
  const [lead, trail] = [`${some(1, 4)}\n`, `\n${some(1, 4)}`];
  const gap = isFar ? `\n${some(6, 20)}\n` : oneOf(['\n', ' ', '\n\n', ` ${sentence()} `]);
  const [isFirst, wasThere] = [isOnce(1 / 2), isOnce(0.6)];
  const before = (like: string) => (isFirst ? '' : like + gap);
  const after = (like: string) => (isFirst ? gap + like : '');

  const front = lead + (wasThere ? before(alike) : '') + own;
  const was = front + exact + tail + (wasThere ? after(alike) : '') + trail;

  const rate = oneOf([0.02, 0.05, 0.1, 0.15]);
  const atItsEdges = () => oneOf([rate, 0.2, 0.3]);
  const edge = 8 + any(16);
  const at = Math.max(0, own.length - edge);
  const like = noisy(alike, oneOf([never, never, rate]));
  const head = noisy(own.slice(0, at), rate) + noisy(own.slice(at), atItsEdges());
  const ahead = noisy(lead, rate) + before(like) + head;
  const stands = noisy(exact, oneOf([never, rate]));
  const behind = noisy(tail.slice(0, edge), atItsEdges()) + noisy(tail.slice(edge), rate);
  return {
    was,
    span: { start: front.length, end: front.length + exact.length },
    now: ahead + stands + behind + after(like) + noisy(trail, rate),
    right: { start: ahead.length, end: ahead.length + stands.length },
  };
}

/** So many of them, made of the sentences of a text by numbers from 0 up to 1. */
export function lookAlikes(
  text: string,
  { count, isFar, chance }: { count: number; isFar: boolean; chance: () => number },
): LookAlike[] {
  const draw = drawing(text, chance);
  const made: LookAlike[] = [];
  while (made.length < count) {
    const next = passage(draw);
    if (!next) continue;
    const { was, span, now, right } = lookAlike(next, isFar, draw);
    const snapped = snap(was, span);
    if (snapped?.start !== span.start || snapped.end !== span.end) continue;
    const position = draw.isOnce(1 / 2) ? span : null;
    made.push({ quote: describe(was, span), position, now, right });
  }
  return made;
}

function wordsOf(text: string): Span[] {
  return Array.from(text.matchAll(/[\p{L}\p{N}]+/gu), ({ index, 0: word }) => ({
    start: index,
    end: index + word.length,
  }));
}
