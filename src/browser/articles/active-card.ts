import { onEscape } from '../page/escape.js';
import { Signal } from '../page/signal.js';
import type { Cards } from './cards.js';
import type { Marks } from './marks.js';

/** Keeps cards and highlights together: the active one, the one pointed at, and the way between. */
export class ActiveCard {
  /** A card was opened, or took the place of the one that was. */
  readonly opened = new Signal<HTMLElement>();
  card: HTMLElement | null = null;

  constructor(
    private readonly marks: Marks,
    private readonly cards: Cards,
  ) {
    marks.activated.listen((activation) => void this.show(activation?.id ?? null));
    cards.changed.listen(() => this.mark(marks.activeId));
    marks.pointed.listen((piece) => this.point(piece?.ids ?? []));
    this.listen();
  }

  /** The open card has the focus. */
  enter(preventScroll = true): void {
    if (this.card) this.card.tabIndex = -1;
    this.card?.focus({ preventScroll });
  }

  private listen(): void {
    document.addEventListener('keydown', (event) => {
      const isOnMark = event.target instanceof Element && event.target.matches('mark');
      if (event.key !== 'Enter' || !isOnMark || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.enter(false);
    });
    onEscape(
      () => this.card?.contains(document.activeElement) ?? false,
      () => this.marks.focusActive(),
    );
    const { box } = this.cards;
    box.addEventListener('pointerover', ({ target }) => this.pointAtText(cardAt(target)));
    box.addEventListener('pointerleave', () => this.pointAtText(null));
    box.addEventListener('click', ({ target }) => this.onCardClick(target));
    // What is pressed stays under the pointer: its click opens the card, or does what it is for.
    let isPressed = false;
    box.addEventListener('pointerdown', () => {
      isPressed = true;
    });
    // A finger's press has its focus between the lifting and the click.
    for (const end of ['click', 'auxclick', 'keydown', 'pointercancel', 'dragend']) {
      document.addEventListener(end, () => (isPressed = false), { capture: true });
    }
    box.addEventListener('focusin', ({ target }) => {
      const id = cardAt(target)?.dataset.annotation;
      if (id && id !== this.marks.activeId && !isPressed) this.marks.activate(id);
    });
  }

  private async show(id: string | null): Promise<void> {
    if (id !== null) await this.cards.ensure([id]);
    if (this.marks.activeId === id) this.mark(id);
  }

  private mark(id: string | null): void {
    this.card?.classList.remove('here');
    this.card = id === null ? null : this.cards.get(id);
    this.card?.classList.add('here');
    if (this.card) this.opened.send(this.card);
  }

  private onCardClick(target: EventTarget | null): void {
    const id = cardAt(target)?.dataset.annotation;
    if (!id || (target instanceof Element && target.closest('a, button, summary, input'))) return;
    if (window.getSelection()?.isCollapsed) this.marks.activate(id, true);
  }

  private point(ids: readonly string[]): void {
    for (const card of document.querySelectorAll('.card.near')) card.classList.remove('near');
    for (const id of ids) this.cards.get(id)?.classList.add('near');
  }

  private pointAtText(card: HTMLElement | null): void {
    for (const line of document.querySelectorAll('.line.near')) line.classList.remove('near');
    for (const line of this.marks.linesOf(card?.dataset.annotation ?? ''))
      line.classList.add('near');
  }
}

function cardAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('article[data-annotation]') : null;
}
