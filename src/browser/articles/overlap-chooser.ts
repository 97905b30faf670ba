import { element } from '../page/element.js';
import { onEscape } from '../page/escape.js';
import type { Cards } from './cards.js';
import type { Marks } from './marks.js';

/**
 * Where several annotations lie over one piece of the text, a small bar above it offers each.
 * It stays while it is pointed at, and Escape closes it (WCAG 1.4.13).
 */
export class Chooser {
  private readonly bar = element('div', { class: 'chooser', role: 'group', hidden: true });
  private ids: readonly string[] = [];
  private leaving = 0;

  constructor(
    private readonly paper: HTMLElement,
    private readonly marks: Marks,
    private readonly cards: Cards,
  ) {
    paper.append(this.bar);
    marks.pointed.listen((piece) => (piece ? this.offer(piece.mark, piece.ids) : this.leave()));
    marks.activated.listen((activation) => (activation ? this.press(activation.id) : this.hide()));
    this.bar.addEventListener('pointerenter', () => window.clearTimeout(this.leaving));
    this.bar.addEventListener('pointerleave', () => this.leave());
    document.addEventListener('focusin', ({ target }) => {
      const isNear = target instanceof Element && target.closest('mark, .chooser') !== null;
      if (!isNear) this.hide();
    });
    onEscape(
      () => !this.bar.hidden,
      () => this.hide(),
    );
  }

  private offer(mark: HTMLElement, ids: readonly string[]): void {
    window.clearTimeout(this.leaving);
    if (ids.length < 2) {
      this.hide();
      return;
    }
    this.ids = ids;
    this.bar.hidden = false;
    this.bar.setAttribute('aria-label', `${ids.length} annotations lie over these words`);
    this.draw();
    this.place(mark);
  }

  private press(active: string): void {
    for (const choice of this.bar.querySelectorAll('button'))
      choice.setAttribute('aria-pressed', String(choice.dataset.annotation === active));
  }

  private draw(): void {
    const { activeId } = this.marks;
    this.bar.replaceChildren(
      element('span', {}, `${this.ids.length} here:`),
      ...this.ids.map((id) => this.choice(id, id === activeId)),
    );
  }

  private choice(id: string, isActive: boolean): HTMLElement {
    const line = this.marks.linesOf(id)[0];
    const level = ['high', 'moderate', 'low', 'none'].find((name) =>
      line?.classList.contains(name),
    );
    const number = this.cards.numberOf(id);
    const made = element(
      'button',
      {
        type: 'button',
        class: level ?? 'none',
        'data-annotation': id,
        'aria-pressed': String(isActive),
      },
      `${number} ${level === 'none' ? 'not assessed' : (level ?? '')}`,
    );
    // The press would take the focus from the highlight.
    made.addEventListener('mousedown', (event) => event.preventDefault());
    made.addEventListener('click', () => this.marks.activate(id));
    return made;
  }

  private place(mark: HTMLElement): void {
    const rect = mark.getClientRects()[0];
    if (!rect) return;
    const origin = this.paper.getBoundingClientRect();
    const left = Math.min(rect.left - origin.left, origin.width - this.bar.offsetWidth);
    this.bar.style.left = `${Math.max(left, 0)}px`;
    this.bar.style.top = `${rect.top - origin.top - this.bar.offsetHeight}px`;
  }

  private leave(): void {
    window.clearTimeout(this.leaving);
    this.leaving = window.setTimeout(() => {
      // Who chooses with the keys goes on, wherever the pointer is.
      if (!this.bar.contains(document.activeElement)) this.hide();
    }, 400);
  }

  private hide(): void {
    this.bar.hidden = true;
  }
}
