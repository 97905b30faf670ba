import type { Claim } from '../claims/claim.js';
import type { Person } from '../people/person.js';
import type { Source } from '../register/source.js';
import { beginningOf, wordStart } from '../text/clipping.js';
import { inQuotes } from '../text/wording.js';

/** What the ids in an event are called; a reading of an article can be handed in as it is. */
export interface HistoryNames {
  people: ReadonlyMap<string, string>;
  /** What people were called before, and until when. */
  formerNames?: ReadonlyMap<string, NonNullable<Person['formerNames']>>;
  sources: ReadonlyMap<string, Pick<Source, 'name'>>;
  claims: ReadonlyMap<string, Pick<Claim, 'statement'>>;
}

/** The values of an event, as they stand in the history. */
export type Values = Readonly<Record<string, unknown>>;

/** Long enough to know a passage again, short enough for a sentence; in UTF-16 code units. */
const maxQuoteCharacters = 160;

/** What stands before the place where two texts part, to know it again; in UTF-16 code units. */
const contextCharacters = 40;

/** A text in quotation marks, on one line, clipped where it is long. */
export function quoted(text: string): string {
  return inQuotes(beginningOf(onOneLine(text), maxQuoteCharacters));
}

/** What a text was and is, each as `quoted`; where that would read the same, from shortly before they part. */
export function quotedChange(was: string, is: string): { from: string; to: string } {
  const told = { from: quoted(was), to: quoted(is) };
  if (told.from !== told.to) return told;
  const [one, other] = [onOneLine(was), onOneLine(is)];
  let parting = 0;
  while (parting < one.length && one[parting] === other[parting]) parting += 1;
  const start = wordStart(one, parting - contextCharacters, parting);
  if (one === other || start === 0) return told;
  const clipped = (line: string) =>
    inQuotes(`…\u00A0${beginningOf(line.slice(start), maxQuoteCharacters)}`);
  return { from: clipped(one), to: clipped(other) };
}

/** Words without their line breaks. */
export function onOneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** "a", "a and b", "a, b and c", or with "or"; the empty string for none. */
export function listed(parts: readonly string[], joint: 'and' | 'or' = 'and'): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} ${joint} ${last}`;
}

/** A stored value as text; null where there is none. */
export function textOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What became of a field that holds a text: "changed the title from “A” to “B”". */
export function change(word: string, before: unknown, after: unknown): string {
  const [was, is] = [textOf(before), textOf(after)];
  if (is === null)
    return was === null ? `left out the ${word}` : `took out the ${word} ${quoted(was)}`;
  if (was === null) return `added the ${word} ${quoted(is)}`;
  const { from, to } = quotedChange(was, is);
  return `changed the ${word} from ${from} to ${to}`;
}

/** The texts in a list among the values of an event; none where it is no list. */
export function textsIn(values: unknown): string[] {
  return Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
}
