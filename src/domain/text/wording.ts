import { turningNothing } from './direction.js';

/** A noun with its indefinite article: "an outlet", "a document". For the domain's own words. */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/u.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** A word as it begins a line: "Passage". */
export function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A count with its noun: "1 hop", "2 hops", "1,000 hops". The plural is the noun with an s unless given. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? noun : plural}`;
}

const numbers = 'no one two three four five six seven eight nine ten'.split(' ');

/** A number as it stands in a sentence: in words up to ten. */
export function numberWord(count: number): string {
  return numbers[count] ?? count.toLocaleString('en');
}

/** A count with its noun as it begins a sentence: "One annotation", "12 annotations". */
export function countedFirst(count: number, noun: string, plural = `${noun}s`): string {
  return `${capitalised(numberWord(count))} ${count === 1 ? noun : plural}`;
}

/**
 * A text in quotation marks. One that is a quotation as a whole brings its own, which are not
 * doubled; other double marks within become single ones, as print has it. It turns nothing behind it about.
 */
export function inQuotes(text: string): string {
  const [, whole] = /^[“"„«](.*)[”"“»]$/su.exec(text) ?? [];
  const isWhole = whole !== undefined && !/[“"„«”»]/u.test(whole);
  const words = turningNothing(isWhole ? whole : text);
  return `“${words.replaceAll('“', '‘').replaceAll('”', '’').replaceAll('"', "'")}”`;
}

/** A sentence with its full stop, unless it ends, or a quotation at its end does, with a sign of its own. */
export function withFullStop(sentence: string): string {
  return /(?:\p{Sentence_Terminal}[\p{Pe}\p{Pf}"'\u2069]*|…)$/u.test(sentence)
    ? sentence
    : `${sentence}.`;
}
