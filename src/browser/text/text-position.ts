import { countBefore } from '../../domain/binary-search.js';
import { type Span, snap } from '../../domain/text/span.js';

/*
 * Between the page's nodes and the text's offsets. Offsets are those of span.ts: UTF-16 code units
 * of the edition's text, which is the text content of [data-edition-text] exactly.
 */

/** A point of the page as ranges name it. */
type Point = [node: Node, offset: number];

/** The edition's text as it stands in the page. */
export class EditionText {
  /** The text itself; it never changes while the page is open, only its marks do. */
  readonly content: string;
  /** The number of the edition: a newer one may have come in since the page was opened. */
  readonly edition: string;

  constructor(readonly root: HTMLElement) {
    this.content = root.textContent ?? '';
    this.edition = root.dataset.editionText ?? '';
  }

  paragraphs(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('p[data-start]')];
  }

  /** The last paragraph that starts at or before an offset. */
  paragraphAt(offset: number): HTMLElement | null {
    const paragraphs = this.paragraphs();
    return paragraphs[countBefore(paragraphs, (each) => startOf(each) <= offset) - 1] ?? null;
  }

  /** The range of a span. Throws RangeError outside the text. */
  rangeOf({ start, end }: Span): Range {
    if (start < 0 || end > this.content.length || start > end) {
      throw new RangeError(`${start}–${end} is not in a text of ${this.content.length}`);
    }
    const range = document.createRange();
    range.setStart(...this.pointAt(start, false));
    range.setEnd(...this.pointAt(end, true));
    return range;
  }

  /**
   * The part of the text that a range covers, clipped to the text, snapped to whole graphemes and
   * without white space at its ends; null when nothing is left.
   */
  spanOf(range: Range): Span | null {
    if (!range.intersectsNode(this.root)) return null;
    const all = document.createRange();
    all.selectNodeContents(this.root);
    const before = range.compareBoundaryPoints(Range.START_TO_START, all) < 0;
    const beyond = range.compareBoundaryPoints(Range.END_TO_END, all) > 0;
    const start = before ? 0 : this.offsetOf(range.startContainer, range.startOffset);
    const end = beyond ? this.content.length : this.offsetOf(range.endContainer, range.endOffset);
    return start < end ? snap(this.content, { start, end }) : null;
  }

  /** The span from one element of the text to another, both included; null without both. */
  spanAcross(first: Element | null | undefined, last: Element | null | undefined): Span | null {
    if (!first || !last) return null;
    const range = document.createRange();
    range.setStartBefore(first);
    range.setEndAfter(last);
    return this.spanOf(range);
  }

  /** The offset of a point that lies inside the text. */
  offsetOf(node: Node, offset: number): number {
    const holder = node instanceof Element ? node : node.parentElement;
    const paragraph = holder?.closest<HTMLElement>('p[data-start]');
    const range = document.createRange();
    range.setStart(paragraph ?? this.root, 0);
    range.setEnd(node, offset);
    return startOf(paragraph) + range.toString().length;
  }

  private pointAt(offset: number, isEnd: boolean): Point {
    const paragraph = this.paragraphAt(offset);
    const walker = document.createTreeWalker(this.root, NodeFilter.SHOW_TEXT);
    walker.currentNode = paragraph ?? this.root;
    let passed = startOf(paragraph);
    let last: Point = [this.root, 0];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = node.nodeValue?.length ?? 0;
      const left = offset - passed;
      if (left < length || (isEnd && left === length)) return [node, left];
      passed += length;
      last = [node, length];
    }
    return last;
  }
}

function startOf(paragraph: HTMLElement | null | undefined): number {
  return Number(paragraph?.dataset.start ?? 0);
}
