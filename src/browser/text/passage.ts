import { endingOf, wordEnd } from '../../domain/text/clipping.js';
import { clusterAt, type Span } from '../../domain/text/span.js';
import { inQuotes } from '../../domain/text/wording.js';
import type { EditionText } from './text-position.js';

/** A passage that was chosen: where it stands, how it reads, and what stands around it. */
export interface Passage extends Span {
  exact: string;
  prefix: string;
  suffix: string;
}

/** Enough to tell most quotes apart; the position decides among the rest. */
const contextUnits = 32;

/** A passage with some text on both sides, cut between whole characters; offsets are UTF-16 units of `text`. */
export function passageOf(text: string, { start, end }: Span): Passage {
  const from = clusterAt(text, Math.max(start - contextUnits, 0)).start;
  const to = clusterAt(text, Math.min(end + contextUnits, text.length)).end;
  return {
    start,
    end,
    exact: text.slice(start, end),
    prefix: text.slice(from, start),
    suffix: text.slice(end, to),
  };
}

/** Shows a passage as the active one, whatever happens to the browser's own selection. */
export function showPassage(text: EditionText, span: Span | null): void {
  if (!('highlights' in CSS)) return;
  if (span) CSS.highlights.set('passage', new Highlight(text.rangeOf(span)));
  else CSS.highlights.delete('passage');
}

/**
 * What had the focus has gone from the page: its paragraph has it now, from where Tab goes on. What
 * has the focus keeps it.
 */
export function focusParagraph(paragraph: Element | null): void {
  if (!(paragraph instanceof HTMLElement) || document.activeElement !== document.body) return;
  paragraph.tabIndex = -1;
  paragraph.focus({ preventScroll: true });
  paragraph.addEventListener('blur', () => paragraph.removeAttribute('tabindex'), { once: true });
}

/** A long passage by its beginning and its end, in whole words, for a heading. */
export function inBrief(exact: string): string {
  const plain = exact.replace(/\s+/gu, ' ');
  if (plain.length <= 90) return inQuotes(plain);
  return inQuotes(`${plain.slice(0, wordEnd(plain, 55))} ${endingOf(plain, 30)}`);
}
