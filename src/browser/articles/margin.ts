import { oncePerFrame, settled } from '../page/signal.js';
import type { Cards } from './cards.js';
import { level, type Wish } from './margin-layout.js';
import type { Marks } from './marks.js';
import { passageTops } from './passage-tops.js';

const wide = window.matchMedia('(min-width: 62rem)');

/** Between two cards, in CSS pixels. */
const gapPx = 12;

/** What a card takes that is not short, more or less; in CSS pixels. */
const usualHeightPx = 160;

/** With more annotations than this, only the cards near the window are fetched and laid out. */
const maxCardsAtOnce = 150;

/**
 * The margin of a wide screen: each card stands level with its passage. All reading of positions
 * comes before all writing, so that the page is laid out once.
 */
export class Margin {
  private tops: ReadonlyMap<string, number> = new Map();
  private height = 0;
  private readonly layOut = oncePerFrame(() => this.layOutNow());
  private readonly remeasure = oncePerFrame(() => {
    this.measure();
    this.layOutNow();
  });
  private readonly fetchNear = settled(() => void this.cards.ensure(this.near()), 120);

  constructor(
    private readonly root: HTMLElement,
    private readonly marks: Marks,
    private readonly cards: Cards,
  ) {
    new ResizeObserver(this.remeasure).observe(root);
    // A paragraph has come near and is laid out.
    root.addEventListener('contentvisibilityautostatechange', this.remeasure, true);
    wide.addEventListener('change', this.remeasure);
    window.addEventListener('scroll', () => this.onScroll(), { passive: true });
    marks.activated.listen(() => this.layOut());
    cards.changed.listen(this.remeasure);
    // A note or a quote in a card may be opened out.
    cards.box.addEventListener('toggle', this.layOut, true);
    this.measure();
    this.layOutNow();
    this.fetchNear.ask();
  }

  /** Marks or filters have changed. */
  refresh(): void {
    this.remeasure();
  }

  private get isMany(): boolean {
    return this.marks.ids.length > maxCardsAtOnce;
  }

  private onScroll(): void {
    if (!wide.matches || !this.isMany) return;
    this.layOut();
    this.fetchNear.ask();
  }

  /** Where each annotation's passage begins, from the top of the margin's cards. */
  private measure(): void {
    if (!wide.matches) return;
    const origin = this.cards.box.getBoundingClientRect().top;
    this.height = this.root.getBoundingClientRect().bottom - origin;
    this.tops = new Map(
      Array.from(passageTops(this.marks), ([id, top]) => [id, top - origin] as const),
    );
  }

  /** The annotations whose passages are in the window or a screen away, the active one among them. */
  private near(): string[] {
    const { ids, activeId } = this.marks;
    if (!wide.matches || !this.isMany) return ids;
    const seen = -this.cards.box.getBoundingClientRect().top;
    const screen = window.innerHeight;
    return ids.filter((id) => {
      const top = this.tops.get(id) ?? 0;
      return id === activeId || (top > seen - screen / 2 && top < seen + screen * 1.5);
    });
  }

  private layOutNow(): void {
    const near = new Set(this.near());
    this.cards.box.classList.toggle('level', wide.matches);
    if (!wide.matches) {
      this.release();
      return;
    }
    const cards = this.cards.all();
    for (const card of cards) {
      const isAway = !near.has(card.dataset.annotation ?? '');
      if (card.classList.contains('away') !== isAway) card.classList.toggle('away', isAway);
    }
    this.place(cards.filter((card) => near.has(card.dataset.annotation ?? '') && !card.hidden));
  }

  private place(cards: readonly HTMLElement[]): void {
    const pivot = this.pivot(cards);
    const crowded = this.crowded(cards, pivot);
    for (const [index, card] of cards.entries()) {
      card.classList.toggle('compact', index < crowded && index !== pivot);
    }
    const wishes = this.wishesOf(cards);
    const tops = level(wishes, gapPx, pivot);
    for (const [index, card] of cards.entries()) card.style.top = `${tops[index] ?? 0}px`;
    const last = wishes.at(-1)?.height ?? 0;
    const height = `${Math.max(this.height, (tops.at(-1) ?? 0) + last)}px`;
    // A variable, so that the print style sheet need not know of it.
    this.cards.box.style.setProperty('--height', height);
  }

  private wishesOf(cards: readonly HTMLElement[]): Wish[] {
    return cards.map((card) => ({
      top: this.wishedTop(card),
      height: card.offsetHeight,
    }));
  }

  private wishedTop(card: HTMLElement | undefined): number {
    return this.tops.get(card?.dataset.annotation ?? '') ?? 0;
  }

  /**
   * How many of the cards have to be short: those above the active one if they lack room, or all.
   * A crowd is told by its number: to see each card at its full height would lay them out twice.
   */
  private crowded(cards: readonly HTMLElement[], pivot: number | null): number {
    const isCrowd = this.isMany && cards.length * usualHeightPx > window.innerHeight * 2;
    if (isCrowd) return cards.length;
    const above = cards.slice(0, pivot ?? 0);
    for (const card of above) card.classList.remove('compact');
    const needed = above.reduce((sum, card) => sum + card.offsetHeight + gapPx, 0);
    return needed > this.wishedTop(cards[above.length]) ? above.length : 0;
  }

  /**
   * The card that stands exactly level: the active one; in a text that is full of them, once that
   * is out of sight, the first one in sight, lest the cards drift away from what is being read.
   */
  private pivot(cards: readonly HTMLElement[]): number | null {
    const active = cards.findIndex((card) => card.dataset.annotation === this.marks.activeId);
    if (!this.isMany) return active < 0 ? null : active;
    const seen = -this.cards.box.getBoundingClientRect().top;
    const top = this.wishedTop(cards[active]);
    if (active >= 0 && top >= seen && top < seen + window.innerHeight) return active;
    const first = cards.findIndex((card) => this.wishedTop(card) >= seen + 80);
    return first < 0 ? null : first;
  }

  private release(): void {
    for (const card of this.cards.all()) {
      card.style.top = '';
      card.classList.remove('away', 'compact');
    }
  }
}
