import { type GapBelow, makeGapBelow } from '../articles/gap-below.js';
import type { Guest } from '../articles/margin.js';
import { button, element } from '../page/element.js';
import { keepFocusInSight } from '../page/focus-in-sight.js';
import { oncePerFrame } from '../page/signal.js';
import { keepHeight } from '../text/keep-height.js';
import { headPx, scrollNow, showBeginning } from '../text/scroll.js';
import type { EditionText } from '../text/text-position.js';

/** Between the text and the form, and between that and the window's edge, in CSS pixels. */
const gapPx = 12;

const phone = window.matchMedia('(max-width: 48rem) and (min-height: 30rem)');
const beside = window.matchMedia('(min-width: 75rem)');

/** Where a form stands at its passage. */
export interface FormAnchor {
  range: Range | null;
  /** The annotation in the place of whose card it stands; null for a new one. */
  instead: string | null;
}

/** What a form stands in. */
export interface FormStand {
  title: HTMLElement;
  show(content: Node, place: FormAnchor): void;
  moveTo(range: Range | null): void;
  reveal(): void;
  hide(): void;
}

/**
 * The box in which a form stands by its passage: beside it in the margin of a wide window, in room
 * made for it below the passage where there is none beside, and on a phone as a sheet at the bottom
 * with the passage still in sight above it.
 */
export class Popover implements FormStand {
  readonly box = element('div', { class: 'popover', role: 'dialog', hidden: true });
  readonly title = element('h2', { class: 'popover-title', id: 'popover-title' });
  /** Where its bars stay in sight, what has the focus is scrolled out from under them. */
  private readonly barSizes = new ResizeObserver((bars) => {
    for (const { target } of bars)
      this.box.style.setProperty(
        target.matches('header') ? '--head-height' : '--actions-height',
        `${(target as HTMLElement).offsetHeight}px`,
      );
  });
  private room: GapBelow | null = null;
  private at: FormAnchor = { range: null, instead: null };
  /** How far above its passage it begins, so that all of it is in the window. */
  private rise = 0;
  private paperTop = 0;
  private lineBottom = 0;
  private readonly place = oncePerFrame(() => this.placeNow());

  constructor(
    private readonly paper: HTMLElement,
    private readonly text: EditionText,
    private readonly host: (guest: Guest | null) => void,
    private readonly close: () => void,
  ) {
    this.box.setAttribute('aria-labelledby', this.title.id);
    new ResizeObserver(this.place).observe(this.box);
    new ResizeObserver(() => {
      this.place();
      // The window was turned, and the text runs otherwise.
      if (this.isOpen && phone.matches) this.showPassage();
    }).observe(text.root);
    for (const width of [phone, beside]) width.addEventListener('change', () => this.settle());
    keepFocusInSight(this.box);
    paper.append(this.box);
  }

  get isOpen(): boolean {
    return !this.box.hidden;
  }

  /** Shows what is given, by a range of the text or, without one, at its head. */
  show(content: Node, place: FormAnchor): void {
    const close = button('Close', this.close, 'popover-close', 'Esc');
    this.box.replaceChildren(element('header', {}, this.title, close), content);
    this.barSizes.disconnect();
    for (const bar of this.box.querySelectorAll('header, .actions')) this.barSizes.observe(bar);
    this.box.hidden = false;
    this.at = place;
    this.settle();
  }

  moveTo(range: Range | null): void {
    this.at = { ...this.at, range };
    this.settle();
  }

  /**
   * Takes it off the page, whose text stays where it stands in the window, unless nothing but the form was seen of
   * what it is about.
   */
  hide(): void {
    if (!this.isOpen) return;
    const passage = this.fillsWindow() ? this.at.range : null;
    keepHeight();
    this.leave();
    this.at = { range: null, instead: null };
    this.box.hidden = true;
    this.box.replaceChildren();
    if (passage) showBeginning(passage);
  }

  /**
   * Brings the whole form into the window: beside the text, which stays, by standing higher; else by
   * scrolling as little as shows it, never past its passage.
   */
  reveal(): void {
    if (phone.matches) this.showPassage();
    else if (beside.matches) this.revealBeside();
    else this.revealBelow();
  }

  /** Takes its place anew: it was opened or moved, or the window is of another kind. */
  private settle(): void {
    this.leave();
    if (!this.isOpen) return;
    if (beside.matches) this.standBeside();
    else this.standBelow();
  }

  private leave(): void {
    this.host(null);
    this.room?.remove();
    this.room = null;
    this.box.classList.remove('joined');
    this.paper.style.paddingBottom = '';
    this.text.root.style.marginTop = '';
    this.box.style.top = '';
  }

  /** Whether it stands below its passage, and is scrolled into its place. */
  private fillsWindow(): boolean {
    if (phone.matches || beside.matches) return false;
    const { top, bottom } = this.box.getBoundingClientRect();
    return top < headPx() && bottom > headPx();
  }

  private passageTop(): number {
    return (this.at.range ?? this.text.root).getBoundingClientRect().top;
  }

  /** From where to where its passage's first line reaches in the window. */
  private firstLine(): { top: number; bottom: number } {
    const { top = this.passageTop(), bottom = top } = this.at.range?.getClientRects()[0] ?? {};
    return { top, bottom };
  }

  private standBeside(rise = 0): void {
    this.rise = rise;
    this.box.classList.toggle('joined', this.at.range !== null);
    this.host({
      box: this.box,
      instead: this.at.instead,
      wishedTop: () => this.wishedTop(),
      standAt: (top) => this.standAt(top),
    });
  }

  private standBelow(): void {
    this.room = this.at.range && makeGapBelow(this.text, this.at.range);
    this.placeNow();
    if (phone.matches) this.showPassage();
  }

  private revealBelow(): void {
    const { bottom } = this.box.getBoundingClientRect();
    const hidden = bottom + gapPx - window.innerHeight;
    if (hidden > 0) scrollNow(Math.min(hidden, Math.max(this.passageTop() - headPx(), 0)));
  }

  private wishedTop(): number {
    this.paperTop = this.paper.getBoundingClientRect().top;
    const { top, bottom } = this.firstLine();
    this.lineBottom = bottom;
    return top - gapPx - this.rise;
  }

  private standAt(top: number): void {
    this.box.style.top = `${top - this.paperTop}px`;
    // The line from the passage meets it where the passage is.
    this.box.style.setProperty('--passage-line', `${this.lineBottom - top - 2}px`);
  }

  private revealBeside(): void {
    const { top, bottom } = this.firstLine();
    const isInSight = top >= headPx() && bottom <= window.innerHeight;
    if (!isInSight) scrollNow(top - window.innerHeight / 4);
    this.rise = 0;
    const wished = this.wishedTop();
    const hidden = wished + this.box.offsetHeight + gapPx - window.innerHeight;
    this.standBeside(Math.max(0, Math.min(hidden, wished - headPx())));
  }

  private placeNow(): void {
    if (!this.isOpen || beside.matches) return;
    const height = this.box.offsetHeight;
    this.room?.setHeight(phone.matches ? 0 : height + 2 * gapPx);
    // A sheet covers the end of the page: it can be scrolled out from under it.
    this.paper.style.paddingBottom = phone.matches ? `${height}px` : '';
    const atHead = !this.room && !phone.matches;
    this.text.root.style.marginTop = atHead ? `${height + 2 * gapPx}px` : '';
    this.box.style.top = phone.matches ? '' : `${this.top(atHead)}px`;
  }

  private top(atHead: boolean): number {
    const origin = this.paper.getBoundingClientRect().top;
    if (!atHead) return (this.room?.top() ?? origin) - origin + gapPx;
    return this.text.root.getBoundingClientRect().top - origin - this.box.offsetHeight - gapPx;
  }

  private showPassage(): void {
    const rect = this.at.range?.getBoundingClientRect();
    if (!rect) return;
    const free = window.innerHeight - this.box.offsetHeight;
    const hidden = rect.bottom + 2 * gapPx - free;
    const room = rect.top - headPx();
    if (hidden > 0 || room < 0) scrollNow(Math.min(Math.max(hidden, 0), room));
  }
}
