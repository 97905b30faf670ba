import { oncePerFrame, settled } from '../page/signal.js';
import { wide } from '../page/wide.js';
import type { Cards } from './cards.js';
import { Crowds } from './crowds.js';
import { levelCards } from './margin-layout.js';
import type { Marks } from './marks.js';
import { passageTops } from './passage-tops.js';

/** Between two cards, in CSS pixels. */
const gapPx = 8;

/** With more annotations than this, only the cards near the window are fetched and laid out. */
const maxCardsAtOnce = 150;

/** What stands in the margin beside its passage and is no card: the form. */
export interface Guest {
  box: HTMLElement;
  /** The annotation in the place of whose card it stands; null for none. */
  instead: string | null;
  /** Where it wishes to stand, in CSS pixels from the top of the window. */
  wishedTop(): number;
  /** Puts it there. */
  standAt(top: number): void;
}

/** What stands in the margin as a line, beside its passage: a draft that waits. */
export interface MarginLine {
  box: HTMLElement;
  /** Where its passage begins, in CSS pixels from the top of the window. */
  top(): number;
}

/** A card, or the guest, on its way to its place. */
interface Standing {
  /** From the top of the margin's cards. */
  top: number;
  height: number;
  put(top: number): void;
}

/**
 * The margin of a wide screen: each card stands level with its passage, two lines high but for the
 * one that is open, and a form beside them. All reading of positions comes before all writing, so that the page is laid out
 * once.
 */
export class Margin {
  private tops: ReadonlyMap<string, number> = new Map();
  private height = 0;
  private readonly layOut = oncePerFrame(() => this.layOutNow());
  private readonly remeasure = oncePerFrame(() => {
    this.measure();
    this.layOutNow();
  });
  /** Whatever opens in the open card makes it higher. */
  private readonly openCard = new ResizeObserver(this.layOut);
  private readonly strip = document.querySelector<HTMLElement>('.strip');
  private observed: HTMLElement | null = null;
  private guest: Guest | null = null;
  private lines: readonly MarginLine[] = [];
  private readonly guestSize = new ResizeObserver(this.layOut);
  private readonly fetchNear = settled(() => void this.cards.ensure([...this.thinned().ids]), 120);
  private readonly crowds = new Crowds((from, isByKey) => void this.showMore(from, isByKey));

  constructor(
    private readonly root: HTMLElement,
    private readonly marks: Marks,
    private readonly cards: Cards,
  ) {
    // What stands above the text moves it without changing its size.
    for (const sized of [root, root.parentElement, this.strip]) {
      if (sized) new ResizeObserver(this.remeasure).observe(sized);
    }
    // A paragraph has come near and is laid out.
    root.addEventListener('contentvisibilityautostatechange', this.remeasure, true);
    wide.addEventListener('change', this.remeasure);
    window.addEventListener('scroll', () => this.onScroll(), { passive: true });
    marks.activated.listen(() => this.layOut());
    cards.changed.listen(this.remeasure);
    this.measure();
    this.layOutNow();
    this.fetchNear.ask();
  }

  /** Marks or filters have changed. */
  refresh(): void {
    this.remeasure();
    this.fetchNear.ask();
  }

  /** Makes room for a guest, which the cards give way to; null: it has left. */
  host(guest: Guest | null): void {
    const changed = [this.guest?.instead, guest?.instead];
    this.guestSize.disconnect();
    this.guest = guest;
    if (guest) this.guestSize.observe(guest.box);
    for (const id of changed) {
      if (id) this.cards.get(id)?.classList.toggle('replaced', id === guest?.instead);
    }
    this.layOutNow();
  }

  /** Shows these lines and no others. */
  stand(lines: readonly MarginLine[]): void {
    if (lines.length === 0 && this.lines.length === 0) return;
    for (const { box } of this.lines) box.remove();
    this.lines = lines;
    this.cards.box.append(...lines.map(({ box }) => box));
    this.layOutNow();
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
    // First of all, so that what is read then need not be styled once more.
    this.cards.box.classList.toggle('level', wide.matches);
    if (!wide.matches) return;
    const strip = `${this.strip?.offsetHeight ?? 0}px`;
    const { parentElement } = this.cards.box;
    // Set only where it is another: the page would be laid out once more.
    if (parentElement?.style.getPropertyValue('--strip') !== strip) {
      parentElement?.style.setProperty('--strip', strip);
    }
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

  /** Of the annotations near the window, and let through by the filter, those whose cards are shown. */
  private thinned() {
    const near = this.near().filter((id) => this.marks.isShown(id));
    return this.crowds.thin(near, this.tops, this.marks.activeId);
  }

  /** The keys go on at the first of those that come. */
  private async showMore(from: string, isByKey: boolean): Promise<void> {
    this.layOutNow();
    await this.cards.ensure([...this.thinned().ids]);
    if (isByKey) this.cards.get(from)?.querySelector<HTMLElement>('.n')?.focus();
  }

  private layOutNow(): void {
    if (!wide.matches) {
      this.release();
      return;
    }
    const { ids, rest } = this.thinned();
    const cards = this.cards.all();
    for (const card of cards) {
      const isAway = !ids.has(card.dataset.annotation ?? '');
      if (card.classList.contains('away') !== isAway) card.classList.toggle('away', isAway);
    }
    for (const { box, after } of rest) {
      const card = this.cards.get(after);
      if (!card || box.previousElementSibling === card) continue;
      const hadFocus = box === document.activeElement;
      card.after(box);
      if (hadFocus) box.focus({ preventScroll: true });
    }
    const more = rest
      .filter(({ box }) => box.isConnected)
      .map(({ box, after }) => ({ box, top: this.tops.get(after) ?? 0 }));
    this.place(
      cards.filter((card) => ids.has(card.dataset.annotation ?? '') && !card.hidden),
      more,
    );
  }

  private place(
    cards: readonly HTMLElement[],
    more: readonly { box: HTMLElement; top: number }[],
  ): void {
    const open = this.openAmong(cards);
    this.observe(open);
    const origin = this.cards.box.getBoundingClientRect().top;
    const standing = cards
      .filter((card) => !card.classList.contains('replaced'))
      .map((card) => ({ card, ...this.standingOf(card) }));
    const guest = this.guest && guestIn(this.guest, origin);
    const lines = [
      ...this.lines.map(({ box, top }) => lineIn(box, top() - origin)),
      ...more.map(({ box, top }) => lineIn(box, top)),
    ];
    const all = inOrder(standing, ...lines, guest);
    const held = [guest, standing.find(({ card }) => card === open)];
    const fixed = held.map((each) => (each ? all.indexOf(each) : -1)).filter((at) => at >= 0);
    const tops = levelCards(all, gapPx, fixed);
    for (const [index, { put }] of all.entries()) put(tops[index] ?? 0);
    const ends = all.map(({ height }, index) => (tops[index] ?? 0) + height);
    // A variable, so that the print style sheet need not know of it.
    this.cards.box.style.setProperty('--height', `${Math.max(this.height, ...ends)}px`);
  }

  private standingOf(card: HTMLElement): Standing {
    const wished = this.wishedTop(card) - headroomOf(card);
    return {
      top: wished,
      height: card.offsetHeight,
      put: (top) => {
        card.style.top = `${top}px`;
        card.classList.toggle('off-level', Math.abs(top - wished) > gapPx);
      },
    };
  }

  private observe(card: HTMLElement | null): void {
    if (card === this.observed) return;
    this.openCard.disconnect();
    this.observed = card;
    if (card) this.openCard.observe(card);
  }

  private wishedTop(card: HTMLElement): number {
    return this.tops.get(card.dataset.annotation ?? '') ?? 0;
  }

  /**
   * The card that stands exactly level: the active one. In a text that is full of them, once it is
   * out of sight, none does, lest it pushes those away that are being read.
   */
  private openAmong(cards: readonly HTMLElement[]): HTMLElement | null {
    const card = cards.find(({ dataset }) => dataset.annotation === this.marks.activeId);
    if (!card) return null;
    const seen = -this.cards.box.getBoundingClientRect().top;
    const top = this.wishedTop(card);
    const isInSight = top + card.offsetHeight >= seen && top < seen + window.innerHeight;
    return isInSight || !this.isMany ? card : null;
  }

  private release(): void {
    this.observe(null);
    this.crowds.keepOnly();
    for (const card of this.cards.all()) {
      card.style.top = '';
      card.classList.remove('away');
    }
  }
}

/** What a card that is raised has above the line that stands level with the passage. */
function headroomOf(card: HTMLElement): number {
  const head = card.querySelector<HTMLElement>('.card-head');
  return card.classList.contains('here') ? (head?.offsetTop ?? 0) + card.clientTop : 0;
}

function guestIn({ box, wishedTop, standAt }: Guest, origin: number): Standing {
  return {
    top: wishedTop() - origin,
    height: box.offsetHeight,
    put: (top) => standAt(top + origin),
  };
}

function lineIn(box: HTMLElement, top: number): Standing {
  return {
    top,
    height: box.offsetHeight,
    put: (place) => {
      box.style.top = `${place}px`;
    },
  };
}

/** The cards, and each guest before the first of them that stands further down. */
function inOrder(cards: readonly Standing[], ...guests: readonly (Standing | null)[]): Standing[] {
  const all = [...cards];
  for (const guest of guests) {
    if (!guest) continue;
    const at = all.findIndex(({ top }) => top > guest.top);
    all.splice(at < 0 ? all.length : at, 0, guest);
  }
  return all;
}
