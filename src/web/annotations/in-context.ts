import type { Target } from '../../domain/annotations/annotation.js';
import { beginningOf, endingOf } from '../../domain/text/clipping.js';
import type { Span } from '../../domain/text/span.js';

/** A passage with what stands before and after it, in whole words where there are words; "…" where the text goes on. */
export interface InContext {
  before: string;
  exact: string;
  after: string;
}

/** A span of a text, with at most so much of it on either side; all in UTF-16 code units. */
export function inContext(text: string, { start, end }: Span, units: number): InContext {
  return {
    before: endingOf(text.slice(0, start), units),
    exact: text.slice(start, end),
    after: beginningOf(text.slice(end), units, '\u00A0…'),
  };
}

/** A passage with what is kept of its surroundings, whatever its text reads now. */
export function asAnnotated({ exact, prefix, suffix, start }: Target): InContext {
  return {
    before: leading(prefix, start > prefix.length),
    exact,
    after: trailing(suffix, suffix !== ''),
  };
}

/** What is kept of what stands before something, which may begin within a word; `isCut` where more stands before it. */
function leading(text: string, isCut: boolean): string {
  return isCut ? `…\u00A0${text.replace(/^\S*\s+(?=\S)/u, '')}` : text;
}

function trailing(text: string, isCut: boolean): string {
  return isCut ? `${text.replace(/(?<=\S)\s+\S*$/u, '')}\u00A0…` : text;
}
