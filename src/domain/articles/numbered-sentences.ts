import { indexOfLastAtMost } from '../binary-search.js';
import { fold, passageFolds } from '../text/folds.js';
import type { Span } from '../text/span.js';
import { sentencesIn } from '../text/turning/surroundings.js';

/** The sentences of a text in their order; what says nothing, such as an empty line, is none. */
export interface NumberedSentences {
  starts: readonly number[];
  words: readonly string[];
  /** The same for all that read alike, whatever marks stand around them. */
  numbers: readonly number[];
  /** Whether each begins a line. */
  opens: readonly boolean[];
  /** By number, which they are. */
  places: ReadonlyMap<number, readonly number[]>;
}

/** Numbers the sentences of a text; those that have a number already, by their words, keep it. */
export function numberSentences(text: string, known: Map<string, number>): NumberedSentences {
  const starts: number[] = [];
  const words: string[] = [];
  const numbers: number[] = [];
  const opens: boolean[] = [];
  const places = new Map<number, number[]>();
  let start = 0;
  for (const line of text.split('\n')) {
    let isFirst = true;
    for (const sentence of sentencesIn(line)) {
      const own = sentence.trim();
      if (own !== '') {
        const reads = readingOf(own);
        const number = known.get(reads) ?? known.size;
        known.set(reads, number);
        const same = places.get(number);
        if (same) same.push(starts.length);
        else places.set(number, [starts.length]);
        starts.push(start);
        words.push(own);
        numbers.push(number);
        opens.push(isFirst);
        isFirst = false;
      }
      start += sentence.length;
    }
    start += 1;
  }
  return { starts, words, numbers, opens, places };
}

/** What is read of a sentence: a headline repeats it without its full stop, a quotation with marks around it. */
function readingOf(sentence: string): string {
  const saysSomething = /[^\p{P}\s]/u.test(sentence);
  // Read once up to its end and back to its last letter: of many marks in a row none is where a search begins anew.
  const words = saysSomething && /^\p{P}*(.*[^\p{P}\s])/su.exec(sentence)?.[1];
  return fold(words || sentence, passageFolds);
}

/** The first sentence in which a span lies, and the one behind the last. */
export function sentencesOver({ starts }: NumberedSentences, { start, end }: Span): Span {
  return { start: indexOfLastAtMost(starts, start), end: indexOfLastAtMost(starts, end - 1) + 1 };
}

/** So many sentences of a passage are compared with those at each place: of one that is alike on and on each has as many. */
const maxCompared = 64;

/** Where sentences with some numbers stand one after the other, as far as these are compared. */
export function placesOf(all: NumberedSentences, numbers: readonly number[]): number[] {
  const places = all.places.get(numbers[0] ?? -1) ?? [];
  const beginning = numbers.slice(0, maxCompared);
  const last = all.numbers.length - numbers.length;
  return places.filter((at) => at <= last && standsAt(all, at, beginning));
}

/** Whether sentences with some numbers stand from a place on. */
export function standsAt(all: NumberedSentences, at: number, numbers: readonly number[]): boolean {
  return numbers.every((number, index) => all.numbers[at + index] === number);
}
