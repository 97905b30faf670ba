import { type GapBelow, makeGapBelow } from '../articles/gap-below.js';
import { button, element } from '../page/element.js';
import { oncePerFrame } from '../page/signal.js';
import { scrollNow } from '../text/scroll.js';
import type { EditionText } from '../text/text-position.js';

/** Between the text and the form, in CSS pixels. */
const gapPx = 12;

const narrow = window.matchMedia('(max-width: 48rem)');

/**
 * The box in which a form stands by its passage: in room made for it below the passage, or on a
 * narrow screen as a sheet at the bottom with the passage still in sight above it.
 */
export class Popover {
  readonly box = element('div', { class: 'popover', role: 'dialog', hidden: true });
  readonly title = element('h2', { class: 'popover-title', id: 'popover-title' });
  private room: GapBelow | null = null;
  private range: Range | null = null;
  private readonly place = oncePerFrame(() => this.placeNow());

  constructor(
    private readonly paper: HTMLElement,
    private readonly text: EditionText,
    private readonly close: () => void,
  ) {
    this.box.setAttribute('aria-labelledby', this.title.id);
    new ResizeObserver(this.place).observe(this.box);
    new ResizeObserver(this.place).observe(text.root);
    narrow.addEventListener('change', this.place);
    paper.append(this.box);
  }

  get isOpen(): boolean {
    return !this.box.hidden;
  }

  /** Shows what is given, by a range of the text or, without one, at its head. */
  show(content: Node, range: Range | null): void {
    const close = button('Close', this.close, 'popover-close', 'Esc');
    this.box.replaceChildren(element('header', {}, this.title, close), content);
    this.box.hidden = false;
    this.moveTo(range);
  }

  moveTo(range: Range | null): void {
    this.room?.remove();
    this.range = range;
    this.room = range && makeGapBelow(this.text, range);
    this.placeNow();
    if (narrow.matches) this.showPassage();
  }

  hide(): void {
    this.room?.remove();
    this.room = null;
    this.range = null;
    this.box.hidden = true;
    this.box.replaceChildren();
    this.paper.style.paddingBottom = '';
    this.text.root.style.marginTop = '';
  }

  /** Scrolls as little as shows the whole form, never past its passage. */
  reveal(): void {
    if (narrow.matches) {
      this.showPassage();
      return;
    }
    const { bottom } = this.box.getBoundingClientRect();
    const passageTop = this.range?.getBoundingClientRect().top ?? bottom;
    const hidden = bottom + gapPx - window.innerHeight;
    if (hidden > 0) scrollNow(Math.min(hidden, Math.max(passageTop - 80, 0)));
  }

  private placeNow(): void {
    if (!this.isOpen) return;
    const height = this.box.offsetHeight;
    this.room?.setHeight(narrow.matches ? 0 : height + 2 * gapPx);
    // A sheet covers the end of the page: it can be scrolled out from under it.
    this.paper.style.paddingBottom = narrow.matches ? `${height}px` : '';
    const atHead = !this.room && !narrow.matches;
    this.text.root.style.marginTop = atHead ? `${height + 2 * gapPx}px` : '';
    this.box.style.top = narrow.matches ? '' : `${this.top(atHead)}px`;
  }

  private top(atHead: boolean): number {
    const origin = this.paper.getBoundingClientRect().top;
    if (!atHead) return (this.room?.top() ?? origin) - origin + gapPx;
    return this.text.root.getBoundingClientRect().top - origin - this.box.offsetHeight - gapPx;
  }

  private showPassage(): void {
    const rect = this.range?.getBoundingClientRect();
    if (!rect) return;
    const free = window.innerHeight - this.box.offsetHeight;
    const hidden = rect.bottom + 2 * gapPx - free;
    if (hidden > 0) scrollNow(Math.min(hidden, rect.top - 2 * gapPx));
    else if (rect.top < gapPx) scrollNow(rect.top - 4 * gapPx);
  }
}
