import { lastAtMost } from './sorted.js';
import type { Span } from './span.js';

/** A text made easier to match, that knows what each stretch of it stood for. */
export interface Folded {
  text: string;
  /** The span of the original text that a span of the folded text stands for. */
  toOriginal(span: Span): Span;
}

/** What copying and typing change in the spelling of punctuation, one unit for another. */
const typewriterForms = [
  [/[‘’‚‛′]/gu, "'"],
  [/[“”„‟″«»]/gu, '"'],
  [/[‐‑‒–—―−]/gu, '-'],
] as const;

const ellipsis = '…';

/** Each run of white space as one space, and nothing else changed. */
export function foldSpace(text: string): Folded {
  return fold(withPlainSpace(text), / {2,}/gu);
}

/** As foldSpace, and quotation marks, dashes and ellipses in their typewriter forms. */
export function foldTypography(text: string): Folded {
  let plain = withPlainSpace(text);
  for (const [variants, form] of typewriterForms) plain = plain.replace(variants, form);
  return fold(plain, / {2,}|…/gu);
}

/** Each unit of white space as a space. Splitting is what is quick in a text of very many lines. */
function withPlainSpace(text: string): string {
  return text
    .split('\n')
    .join(' ')
    .replace(/[^\S ]/gu, ' ');
}

/** Changes the stretches that get another length. */
function fold(text: string, pattern: RegExp): Folded {
  // Behind each stretch whose length was changed, the offsets at which both texts go on.
  const resumed = { folded: [0], original: [0] };
  let drift = 0;
  const folded = text.replace(pattern, (stretch: string, at: number) => {
    const form = stretch === ellipsis ? '...' : ' ';
    drift += form.length - stretch.length;
    resumed.folded.push(at + stretch.length + drift);
    resumed.original.push(at + stretch.length);
    return form;
  });
  const originOf = (at: number) => {
    const place = lastAtMost(resumed.folded, at);
    const plain = at - (resumed.folded[place] ?? 0) + (resumed.original[place] ?? 0);
    // Of a form that is longer than what it stands for, every unit comes from that.
    return Math.min(plain, (resumed.original[place + 1] ?? text.length) - 1);
  };
  return {
    text: folded,
    // Not the next unit's origin: after a run of white space that would take the whole run in.
    toOriginal: ({ start, end }) => ({ start: originOf(start), end: originOf(end - 1) + 1 }),
  };
}
