import type { Span } from '../../domain/text/span.js';
import { button } from '../page/element.js';
import { settled } from '../page/signal.js';
import { ColumnDrag } from './column-drag.js';
import type { EditionText } from './text-position.js';

/** How a selection is taken up: at once after the mouse, by a button after a finger or the keys. */
interface SelectionUse {
  /** Words were selected with the mouse. Answers whether that was all. */
  selected(span: Span): boolean;
  /** The button by the selection was pressed. */
  asked(span: Span): void;
  /** What the button says. */
  label(): string;
  /** Whether selections are somebody else's matter now. */
  isOff(): boolean;
}

/**
 * Watches the browser's own selection. A mouse says when it has done; a finger drags handles for a
 * while, so its selection counts once it has rested.
 */
export class SelectionWatch {
  private readonly offer: HTMLButtonElement;
  private readonly drag: ColumnDrag;
  /** Where the mouse went down, while it is, and whether that was in the text. */
  private pressed: { x: number; y: number; inText: boolean } | null = null;
  /** The passage that was taken up, for as long as it stays selected: no news, if told of again. */
  private taken: Span | null = null;
  private readonly rested = settled(() => this.showOffer(), 350);

  constructor(
    private readonly paper: HTMLElement,
    private readonly text: EditionText,
    private readonly use: SelectionUse,
  ) {
    this.drag = new ColumnDrag(text.root);
    this.offer = button('', () => this.take(), 'button go annotate-this');
    this.offer.hidden = true;
    // A press would clear the selection before the click comes.
    this.offer.addEventListener('pointerdown', (event) => event.preventDefault());
    this.offer.addEventListener('mousedown', (event) => event.preventDefault());
    paper.append(this.offer);
    document.addEventListener('pointerdown', ({ pointerType, target, clientX: x, clientY: y }) => {
      const inText = target instanceof Node && text.root.contains(target);
      this.pressed = pointerType === 'mouse' ? { x, y, inText } : null;
    });
    document.addEventListener('pointermove', ({ clientX: x, clientY: y }) => {
      if (this.pressed?.inText && !use.isOff()) this.drag.follow({ x, y });
    });
    document.addEventListener('mouseup', (event) => this.onMouseUp(event));
    document.addEventListener('selectionchange', () => this.onChange());
    // On a slow network a passage is selected before this is there to see it.
    this.rested.ask();
  }

  /** The selected part of the text; null for none. */
  span(): Span | null {
    const selection = window.getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
    return this.text.spanOf(selection.getRangeAt(0));
  }

  hideOffer(): void {
    this.rested.cancel();
    this.offer.hidden = true;
  }

  /** What is offered is taken up as if it had just been selected: what stood in its way is gone. */
  again(): void {
    const span = this.offer.hidden ? null : this.span();
    if (span) this.takeUp(span);
  }

  private onMouseUp(event: MouseEvent): void {
    const { pressed } = this;
    const hasSelected = this.hasSelected(event);
    this.pressed = null;
    if (!pressed || event.button !== 0 || this.use.isOff()) return;
    if (pressed.inText) this.drag.end({ x: event.clientX, y: event.clientY });
    const isMeant = hasSelected && (pressed.inText || !isInTool(event.target));
    const span = isMeant ? this.span() : null;
    if (span) this.takeUp(span);
  }

  private takeUp(span: Span): void {
    if (this.use.selected(span)) {
      this.taken = span;
      this.hideOffer();
    } else this.showOffer();
  }

  /** A plain click selects nothing; one into a selection collapses it only after this event. */
  private hasSelected({ clientX, clientY, detail, shiftKey }: MouseEvent): boolean {
    if (detail > 1 || shiftKey) return true;
    const { x, y } = this.pressed ?? { x: clientX, y: clientY };
    return Math.hypot(clientX - x, clientY - y) > 2;
  }

  private onChange(): void {
    if (this.use.isOff() || this.span() === null) {
      this.taken = null;
      this.hideOffer();
      return;
    }
    if (!this.pressed) this.rested.ask();
  }

  private showOffer(): void {
    const span = this.span();
    const isTaken = span?.start === this.taken?.start && span?.end === this.taken?.end;
    if (!span || isTaken || this.use.isOff()) {
      this.hideOffer();
      return;
    }
    const rect = [...this.text.rangeOf(span).getClientRects()].at(-1);
    const origin = this.paper.getBoundingClientRect();
    this.offer.textContent = this.use.label();
    this.offer.hidden = false;
    if (!rect) return;
    const left = Math.min(rect.left - origin.left, origin.width - this.offer.offsetWidth);
    // Variables, so that the style sheet can have it elsewhere for a finger.
    this.offer.style.setProperty('--offer-left', `${Math.max(left, 0)}px`);
    this.offer.style.setProperty('--offer-top', `${rect.bottom - origin.top + 28}px`);
  }

  private take(): void {
    const span = this.span();
    this.hideOffer();
    if (!span) return;
    this.taken = span;
    this.use.asked(span);
  }
}

function isInTool(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('.popover, .paper-tools, .margin, dialog') !== null
  );
}
