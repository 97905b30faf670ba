/** A place in the window, in CSS pixels. */
interface Place {
  x: number;
  y: number;
}

/**
 * Keeps a selection that is being dragged with the mouse within the text's column: beyond its
 * edges it ends with the line, as in a word processor. Left to itself a browser goes on to the
 * beginning or the end of all that stands there.
 */
export class ColumnDrag {
  /** Where the pointer was last, beyond the column; null while it is within. */
  private beyond: Place | null = null;

  constructor(private readonly root: HTMLElement) {}

  /** Takes note of where the pointer is; once the browser has selected, the selection is mended. */
  follow(place: Place): void {
    this.beyond = this.isBeyond(place) ? place : null;
    if (this.beyond) requestAnimationFrame(() => this.mend());
  }

  /** Ends the selection with the line beside which the pointer is, if it is beyond the column. */
  private mend(): void {
    const selection = window.getSelection();
    if (!this.beyond || !selection?.anchorNode || !this.root.contains(selection.anchorNode)) return;
    const caret = caretAt(this.within(this.beyond));
    if (!caret || !this.root.contains(caret.node)) return;
    const { anchorNode, anchorOffset } = selection;
    selection.setBaseAndExtent(anchorNode, anchorOffset, caret.node, caret.offset);
  }

  /** The drag is over: what is selected is all that is meant. */
  end(place: Place): void {
    this.beyond = this.isBeyond(place) ? place : null;
    this.mend();
    this.beyond = null;
  }

  private isBeyond({ x }: Place): boolean {
    const { left, right } = this.root.getBoundingClientRect();
    return x <= left || x >= right;
  }

  /** The nearest place that is in the column and in the window. */
  private within({ x, y }: Place): Place {
    const { left, right, top, bottom } = this.root.getBoundingClientRect();
    return {
      x: between(left + 1, x, right - 1),
      y: between(Math.max(top, 0) + 1, y, Math.min(bottom, window.innerHeight) - 1),
    };
  }
}

function between(least: number, value: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

function caretAt({ x, y }: Place): { node: Node; offset: number } | null {
  if ('caretPositionFromPoint' in document) {
    const caret = document.caretPositionFromPoint(x, y);
    return caret && { node: caret.offsetNode, offset: caret.offset };
  }
  const range = (document as Document).caretRangeFromPoint(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}
