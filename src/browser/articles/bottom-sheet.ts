import { button, element } from '../page/element.js';
import { onEscape } from '../page/escape.js';
import { oncePerFrame } from '../page/signal.js';
import { scrollNow } from '../text/scroll.js';
import type { Cards } from './cards.js';
import type { Marks } from './marks.js';

const narrow = window.matchMedia('(max-width: 61.99rem)');

/** The margin on a narrow screen: a sheet at the bottom with the active card, or with all. */
export class BottomSheet {
  private readonly place = element('span', { class: 'bottom-sheet-place' });
  private readonly opener: HTMLButtonElement;
  private readonly showPassage = oncePerFrame(() => this.showPassageNow());

  constructor(
    private readonly aside: HTMLElement,
    private readonly marks: Marks,
    private readonly cards: Cards,
  ) {
    this.opener = button('', () => this.openList(), 'button bottom-sheet-opener');
    aside.prepend(this.bar());
    aside.after(this.opener);
    marks.activated.listen((activation) => {
      if (activation) this.openCard();
      else this.close();
    });
    cards.changed.listen(() => this.draw());
    onEscape(
      () => narrow.matches && aside.classList.contains('open'),
      () => {
        this.close();
        marks.focusActive();
      },
    );
    // The card may come later than the sheet, and makes it higher.
    new ResizeObserver(this.showPassage).observe(aside);
    this.draw();
  }

  private bar(): HTMLElement {
    const close = button('×', () => this.close(), 'button small');
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

  private openCard(): void {
    this.aside.classList.add('open');
    this.aside.classList.remove('list');
    this.draw();
    this.showPassage();
  }

  private openList(): void {
    void this.cards.ensure(this.marks.ids);
    this.aside.classList.add('open', 'list');
    this.draw();
    if (narrow.matches) this.aside.querySelector<HTMLElement>('.bottom-sheet-bar button')?.focus();
  }

  private close(): void {
    this.aside.classList.remove('open', 'list');
    this.makeScrollable(0);
    this.draw();
  }

  private draw(): void {
    const { ids, activeId } = this.marks;
    const at = activeId === null ? -1 : ids.indexOf(activeId);
    const all = ids.length === 1 ? '1 annotation' : `${ids.length} annotations`;
    this.place.textContent = at < 0 ? all : `${at + 1} of ${ids.length}`;
    this.opener.textContent = all;
    this.opener.hidden = ids.length === 0 || this.aside.classList.contains('open');
  }

  /** The end of the text can be scrolled out from under the sheet too. */
  private makeScrollable(height: number): void {
    const page = this.aside.parentElement;
    if (page) page.style.paddingBottom = height > 0 ? `${height + 16}px` : '';
  }

  /** Scrolls the passage out from under the sheet. */
  private showPassageNow(): void {
    const { activeId } = this.marks;
    if (!narrow.matches || this.aside.classList.contains('list')) return;
    const lines = activeId === null ? [] : this.marks.linesOf(activeId);
    const height = this.aside.offsetHeight;
    this.makeScrollable(height);
    const top = lines[0]?.getBoundingClientRect().top ?? 0;
    const bottom = lines.at(-1)?.getBoundingClientRect().bottom ?? 0;
    const hidden = bottom + 16 - (window.innerHeight - height);
    if (hidden > 0) scrollNow(Math.min(hidden, top - 16));
  }
}
