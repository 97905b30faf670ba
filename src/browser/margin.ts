import type { Cards } from './cards.js';
import { level, type Wish } from './margin-layout.js';
import type { Marks } from './marks.js';
import { oncePerFrame, settled } from './signal.js';

const wide = window.matchMedia('(min-width: 62rem)');

/** Between two cards, in CSS pixels. */
const gap = 12;

/** With more annotations than this, only the cards near the window are fetched and laid out. */
const many = 150;

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
    return this.marks.ids.length > many;
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
      this.marks.ids.map((id) => [
        id,
        (this.marks.linesOf(id)[0]?.getBoundingClientRect().top ?? 0) - origin,
      ]),
    );
  }

  /** The annotations whose passages are in the window or a screen away, the one at hand among them. */
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
    const { box } = this.cards;
    box.classList.toggle('level', wide.matches);
    if (!wide.matches) {
      this.release();
      return;
    }
    const near = new Set(this.near());
    const cards = this.cards.all();
    for (const card of cards) {
      const isAway = !near.has(card.dataset.annotation ?? '');
      if (card.classList.contains('away') !== isAway) card.classList.toggle('away', isAway);
    }
    this.place(cards.filter((card) => near.has(card.dataset.annotation ?? '') && !card.hidden));
  }

  private place(cards: readonly HTMLElement[]): void {
    for (const card of cards) card.classList.remove('compact');
    let wishes = this.wishesOf(cards);
    const pivot = this.pivot(cards, wishes);
    const crowd = cards.slice(0, this.crowded(wishes, pivot));
    for (const [index, card] of crowd.entries()) card.classList.toggle('compact', index !== pivot);
    if (crowd.length > 0) wishes = this.wishesOf(cards);
    const tops = level(wishes, gap, pivot);
    for (const [index, card] of cards.entries()) card.style.top = `${tops[index] ?? 0}px`;
    const last = wishes.at(-1)?.height ?? 0;
    const height = `${Math.max(this.height, (tops.at(-1) ?? 0) + last)}px`;
    // A variable, so that the print style sheet need not know of it.
    this.cards.box.style.setProperty('--height', height);
  }

  private wishesOf(cards: readonly HTMLElement[]): Wish[] {
    return cards.map((card) => ({
      top: this.tops.get(card.dataset.annotation ?? '') ?? 0,
      height: card.offsetHeight,
    }));
  }

  /** How many of the cards have to be short: those above the one at hand if they lack room, or all. */
  private crowded(wishes: readonly Wish[], pivot: number | null): number {
    const needed = (some: readonly Wish[]) =>
      some.reduce((sum, { height }) => sum + height + gap, 0);
    if (this.isMany && needed(wishes) > window.innerHeight * 2) return wishes.length;
    const above = pivot === null ? 0 : pivot;
    return needed(wishes.slice(0, above)) > (wishes[above]?.top ?? 0) ? above : 0;
  }

  /**
   * The card that stands exactly level: the one at hand; in a text that is full of them the first
   * one in sight, lest the cards drift away from what is being read.
   */
  private pivot(cards: readonly HTMLElement[], wishes: readonly { top: number }[]): number | null {
    const active = cards.findIndex((card) => card.dataset.annotation === this.marks.activeId);
    if (active >= 0) return active;
    if (!this.isMany) return null;
    const seen = -this.cards.box.getBoundingClientRect().top + 80;
    const first = wishes.findIndex(({ top }) => top >= seen);
    return first < 0 ? null : first;
  }

  private release(): void {
    for (const card of this.cards.all()) {
      card.style.top = '';
      card.classList.remove('away', 'compact');
    }
  }
}
