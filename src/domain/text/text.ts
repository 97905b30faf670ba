import { Problem } from '../problem.js';

const bareLineEnd = /[\r\v\f]/gu;

/**
 * Control characters but for tab and line break, and byte-order marks wherever files were joined.
 * NEL (U+0085) goes too: in captured text it is nearly always a Windows-1252 ellipsis that was read
 * as Latin-1, not a line end. The separators U+2028 and U+2029 are no controls and stay.
 */
const dropped = /[^\P{Cc}\t\n]|\uFEFF/gu;

/** NUL, which no database column takes, and half a surrogate pair, which no encoding can write. */
const refused = /\0|\p{Cs}/u;

/**
 * A captured text as it is kept: every line end (CRLF, CR, vertical tab, form feed) is one LF, and
 * control characters other than tab are dropped and counted. Nothing else is changed; above all the
 * text is not Unicode-normalised. Throws *invalid*, naming the place, for a NUL or a lone surrogate.
 */
export function cleanText(raw: string): { text: string; dropped: number } {
  const fault = canBeKept(raw) ? null : refused.exec(raw);
  if (fault) throw Problem.field('text', faultAt(raw, fault.index));
  // Splitting is quicker than replacing in a text of very many lines.
  const lines = raw.split('\r\n').join('\n').replace(bareLineEnd, '\n');
  const text = lines.replace(dropped, '');
  return { text, dropped: lines.length - text.length };
}

/** Whether a text holds neither a NUL nor a lone surrogate. */
function canBeKept(text: string): boolean {
  // Quicker by far than looking at each character.
  return text.isWellFormed() && !text.includes('\0');
}

/** Whether no text and no name of a field in a value is one that no store can keep: this is nearly always so. */
function isKeepable(value: unknown): boolean {
  if (typeof value === 'string') return canBeKept(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isKeepable);
  return Object.entries(value).every(([key, part]) => canBeKept(key) && isKeepable(part));
}

/** Where in a value texts or names of fields stand that no store can keep, as in "editions.0.text". */
export function unkeepableTexts(value: unknown, path: readonly string[] = []): string[] {
  if (isKeepable(value)) return [];
  if (typeof value !== 'object' || value === null) return [path.join('.')];
  return Object.entries(value).flatMap(([key, part]) =>
    canBeKept(key) ? unkeepableTexts(part, [...path, key]) : [path.join('.')],
  );
}

/** A text in which control characters, which a terminal would obey, are replacement characters; tabs and line breaks stay. */
export function withoutControls(text: string): string {
  return text.replace(/(?![\t\n\r])\p{Cc}/gu, '\ufffd');
}

/** The length of a text in Unicode code points; half a surrogate pair counts as one. */
export function lengthInCodePoints(text: string): number {
  let pairs = 0;
  // Matches would be an object each, a million of them in a long text of emoji.
  for (let at = 1; at < text.length; at++) {
    if (!isLowSurrogate(text, at) || !isHighSurrogate(text, at - 1)) continue;
    pairs += 1;
    at += 1;
  }
  return text.length - pairs;
}

function isHighSurrogate(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800;
}

function isLowSurrogate(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00;
}

/** Counts as an editor does: from 1, in code points of what is kept, a line break being one. */
function faultAt(raw: string, offset: number): string {
  const before = cleanText(raw.slice(0, offset)).text;
  const lines = before.split('\n');
  const what = raw[offset] === '\0' ? 'a NUL character' : 'half a character (a lone surrogate)';
  const place = `character ${lengthInCodePoints(before) + 1}, in line ${lines.length}`;
  return `The text holds ${what} at ${place}. Remove it and try again.`;
}
