import { element } from '../page/element.js';
import type { EditionText } from '../text/text-position.js';

/** An empty stretch in the flow of the text, in which something can stand and cover no words. */
export interface GapBelow {
  /** Where it begins, in CSS pixels from the top of the window. */
  top(): number;
  setHeight(pixels: number): void;
  remove(): void;
}

/** A paragraph whose end is further off than this part of the window is opened within. */
const nearWindowShare = 0.4;

/** Makes room below the end of a range: after its paragraph, or within one that goes on for long. */
export function makeGapBelow(text: EditionText, range: Range): GapBelow | null {
  const end = text.offsetOf(range.endContainer, range.endOffset);
  const paragraph = text.paragraphAt(end - 1);
  if (!paragraph) return null;
  const bottom = bottomOf(range);
  const rest = paragraph.getBoundingClientRect().bottom - bottom;
  const next = rest > window.innerHeight * nearWindowShare ? lineAfter(text, end, bottom) : null;
  return next === null ? roomAfter(paragraph) : roomAt(text, next);
}

function roomAfter(paragraph: HTMLElement): GapBelow {
  return {
    top: () => paragraph.getBoundingClientRect().bottom,
    setHeight: (pixels) => {
      paragraph.style.marginBottom = `${pixels}px`;
    },
    remove: () => {
      paragraph.style.marginBottom = '';
    },
  };
}

/** Opens a paragraph at an offset with an empty element, which adds nothing to the text. */
function roomAt(text: EditionText, offset: number): GapBelow {
  const gap = element('span', { class: 'room' });
  const range = text.rangeOf({ start: offset, end: Math.min(offset + 1, text.content.length) });
  range.collapse(true);
  range.insertNode(gap);
  const parent = gap.parentNode;
  return {
    top: () => gap.getBoundingClientRect().top,
    setHeight: (pixels) => {
      gap.style.height = `${pixels}px`;
    },
    remove: () => {
      gap.remove();
      parent?.normalize();
    },
  };
}

/** The offset of the first word on the line below; null where there is none. */
function lineAfter(text: EditionText, end: number, bottom: number): number | null {
  const spaces = /\s+/gu;
  spaces.lastIndex = end;
  for (let found = spaces.exec(text.content); found; found = spaces.exec(text.content)) {
    const start = spaces.lastIndex;
    if (found[0].includes('\n') || start >= text.content.length) return null;
    const { top } = text.rangeOf({ start, end: start + 1 }).getBoundingClientRect();
    if (top >= bottom - 2) return start;
  }
  return null;
}

function bottomOf(range: Range): number {
  return [...range.getClientRects()].at(-1)?.bottom ?? range.getBoundingClientRect().bottom;
}
