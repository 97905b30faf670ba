import { element } from '../page/element.js';
import { guarded } from '../page/storage.js';

const storageKey = 'whence:sitting';

/** Dots for more than this many would be counted by nobody. */
const maxDots = 20;

/** Stands behind the id of what was judged and waits on, as a dispute does for whoever may settle it. */
const waitsOn = '+';

/** What was judged since the queue was begun, in this tab: what has left the queue counts on with what is left. */
export class Sitting {
  /** Of each, whether it waits on. */
  private readonly judged: Map<string, boolean>;
  /** The last one, and its place in the queue, until it is known whether it waits on there. */
  private last: { id: string; place: number } | null = null;

  constructor() {
    const kept = guarded(() => sessionStorage.getItem(storageKey)) ?? '';
    const entries = kept.split(' ').filter((entry) => entry !== '');
    this.judged = new Map(
      entries.map((entry) => [entry.replace(waitsOn, ''), entry.endsWith(waitsOn)]),
    );
  }

  has(id: string): boolean {
    return this.judged.has(id);
  }

  /** It was judged on that page of the queue. */
  add(id: string, { dataset }: HTMLElement): void {
    this.last = { id, place: Number(dataset.place) };
    this.keep(id, false);
  }

  remove(id: string): void {
    this.judged.delete(id);
    if (this.last?.id === id) this.last = null;
    this.store();
  }

  /**
   * Says on a page of the queue which one it is of all there were, "3 of 11". `isEarlier`: the page was
   * made before the last verdict.
   */
  tell(main: HTMLElement, isEarlier: boolean): void {
    const shown = main.querySelector('.queue-place');
    const { place, total } = main.dataset;
    if (!shown || !place || !total) return;
    if (!isEarlier) this.learn(Number(place));
    const left = [...this.judged.values()].filter((waits) => !waits).length;
    const before = left - (isEarlier ? 1 : 0);
    const [at, of] = [Number(place) + before, Number(total) + before];
    shown.textContent = `${at.toLocaleString('en')} of ${of.toLocaleString('en')}`;
    main.querySelector('.dots')?.remove();
    if (of <= maxDots) shown.after(dots(at, of));
  }

  /** What waits on stands still before the one that followed it. */
  private learn(placeNow: number): void {
    if (this.last && placeNow > this.last.place) this.keep(this.last.id, true);
    this.last = null;
  }

  private keep(id: string, waits: boolean): void {
    this.judged.set(id, waits);
    this.store();
  }

  private store(): void {
    const entries = Array.from(this.judged, ([id, waits]) => (waits ? id + waitsOn : id));
    guarded(() => sessionStorage.setItem(storageKey, entries.join(' ')));
  }
}

/** The queue is begun anew from its list. */
export function endSitting(): void {
  guarded(() => sessionStorage.removeItem(storageKey));
}

function dots(at: number, of: number): HTMLElement {
  const all = Array.from({ length: of }, (_, index) => {
    const state = index + 1 < at ? 'done' : '';
    return element('i', { class: index + 1 === at ? 'at' : state });
  });
  return element('span', { class: 'dots', 'aria-hidden': 'true' }, ...all);
}
