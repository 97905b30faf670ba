import { counted } from '../../domain/text/wording.js';
import { button, element } from '../page/element.js';
import { onEscape } from '../page/escape.js';
import { oncePerFrame } from '../page/signal.js';
import { headPx, scrollNow } from '../text/scroll.js';
import type { Cards } from './cards.js';
import type { Marks } from './marks.js';

const narrow = window.matchMedia('(max-width: 61.99rem)');

/** A finger that moves further than this draws the sheet, in CSS pixels. */
const drawnPx = 24;

/**
 * The margin on a narrow screen: a sheet at the bottom. At first it is two lines of the card at hand
 * and its verdict bar; drawn up, the whole card; and, if asked for, all cards.
 */
export class BottomSheet {
  private readonly place = element('span', { class: 'bottom-sheet-place' });
  private readonly opener: HTMLButtonElement;
  private readonly grab: HTMLButtonElement;
  private readonly showPassage = oncePerFrame(() => this.showPassageNow());

  constructor(
    private readonly aside: HTMLElement,
    private readonly marks: Marks,
    private readonly cards: Cards,
  ) {
    this.opener = button('', () => this.openList(), 'button bottom-sheet-opener');
    this.grab = button('', () => this.draw(!this.isDrawn), 'bottom-sheet-grab');
    const head = element('div', { class: 'bottom-sheet-head' }, this.grab, this.bar());
    aside.prepend(head);
    aside.after(this.opener);
    this.followFinger(head);
    marks.activated.listen((activation) => {
      if (activation) this.openCard();
      else this.close();
    });
    cards.changed.listen(() => this.tell());
    aside.addEventListener('click', ({ target }) => {
      // The passage is selected in the text, over which the sheet lies.
      if (target instanceof Element && target.closest('form[data-attach] a')) this.close();
    });
    onEscape(
      () => narrow.matches && aside.classList.contains('open'),
      () => {
        this.close();
        marks.focusActive();
      },
    );
    // The card may come later than the sheet, and makes it higher.
    new ResizeObserver(() => {
      this.showPassage();
      // Every element inherits it, so a wide window, in which nothing asks for it, is spared it.
      if (!narrow.matches) return;
      const height = `${aside.offsetHeight}px`;
      document.documentElement.style.setProperty('--sheet-height', height);
    }).observe(aside);
    narrow.addEventListener('change', () => this.tell());
    this.tell();
  }

  private bar(): HTMLElement {
    const close = button('Close', () => this.close(), 'button small');
    close.setAttribute('aria-label', 'Close the annotations');
    return element(
      'div',
      { class: 'bottom-sheet-bar' },
      button('‹ Previous', () => this.marks.step(-1), 'button small'),
      this.place,
      button('Next ›', () => this.marks.step(1), 'button small'),
      button('All', () => this.openList(), 'button small'),
      close,
    );
  }

  /** What the sheet's head is drawn to, the sheet goes to: up for more, down for less. */
  private followFinger(head: HTMLElement): void {
    let startY: number | null = null;
    head.addEventListener('pointerdown', ({ clientY }) => {
      startY = clientY;
    });
    head.addEventListener('pointerup', ({ clientY }) => {
      const moved = startY === null ? 0 : clientY - startY;
      startY = null;
      if (Math.abs(moved) < drawnPx) return;
      if (moved < 0) this.draw(true);
      else if (this.isDrawn) this.draw(false);
      else this.close();
    });
  }

  private get isDrawn(): boolean {
    return this.aside.classList.contains('drawn');
  }

  private draw(isDrawn: boolean): void {
    this.aside.classList.remove('list');
    this.aside.classList.toggle('drawn', isDrawn);
    this.tell();
  }

  private openCard(): void {
    this.aside.classList.add('open');
    this.aside.classList.remove('list');
    this.tell();
    this.showPassage();
  }

  private openList(): void {
    void this.cards.ensure(this.marks.ids);
    this.aside.classList.add('open', 'list');
    this.tell();
    if (narrow.matches) this.grab.focus();
  }

  private close(): void {
    this.aside.classList.remove('open', 'list', 'drawn');
    this.makeScrollable(0);
    this.tell();
  }

  private tell(): void {
    const { ids, activeId } = this.marks;
    const { classList } = this.aside;
    const isWhole = classList.contains('list') || this.isDrawn;
    classList.toggle('peek', narrow.matches && classList.contains('open') && !isWhole);
    this.grab.setAttribute('aria-expanded', String(isWhole));
    this.grab.setAttribute('aria-label', isWhole ? 'Show two lines of it' : 'Show all of it');
    const at = activeId === null ? -1 : ids.indexOf(activeId);
    const count = ids.length + this.aside.querySelectorAll('.orphans [data-annotation]').length;
    const all = counted(count, 'annotation');
    this.place.textContent = at < 0 ? all : `${at + 1} of ${ids.length}`;
    this.opener.textContent = all;
    this.opener.hidden = count === 0 || classList.contains('open');
  }

  /** The end of the text can be scrolled out from under the sheet too. */
  private makeScrollable(height: number): void {
    const page = this.aside.parentElement;
    if (page) page.style.paddingBottom = height > 0 ? `${height + 16}px` : '';
  }

  /** Scrolls the passage out from under the sheet, unless that was drawn over it. */
  private showPassageNow(): void {
    const { activeId } = this.marks;
    if (!narrow.matches || this.aside.classList.contains('list') || this.isDrawn) return;
    const lines = activeId === null ? [] : this.marks.linesOf(activeId);
    const height = this.aside.offsetHeight;
    this.makeScrollable(height);
    // What offers several annotations over these words stands above them.
    const offer = document.querySelector(`.chooser:not([hidden]) [data-annotation="${activeId}"]`);
    const top = (offer?.parentElement ?? lines[0])?.getBoundingClientRect().top ?? 0;
    const bottom = lines.at(-1)?.getBoundingClientRect().bottom ?? 0;
    const hidden = Math.max(bottom + 16 - (window.innerHeight - height), 0);
    const free = top - headPx();
    if (hidden > 0 || (offer && free < 0)) scrollNow(Math.min(hidden, free));
  }
}
