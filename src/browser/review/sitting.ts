import { element } from '../page/element.js';
import { guarded } from '../page/storage.js';

const storageKey = 'whence:sitting';

/** Dots for more than this many would be counted by nobody. */
const maxDots = 20;

/** What was judged since the queue was begun, in this tab: it counts on with what is left. */
export class Sitting {
  private readonly judged: Set<string>;

  constructor() {
    const kept = guarded(() => sessionStorage.getItem(storageKey));
    this.judged = new Set(kept ? kept.split(' ') : []);
  }

  has(id: string): boolean {
    return this.judged.has(id);
  }

  add(id: string): void {
    this.judged.add(id);
    this.keep();
  }

  remove(id: string): void {
    this.judged.delete(id);
    this.keep();
  }

  /**
   * Says on a page of the queue which one it is of all there were, "3 of 11". `isEarlier`: the page was
   * made before the last verdict.
   */
  tell(main: HTMLElement, isEarlier: boolean): void {
    const shown = main.querySelector('.queue-place');
    const { place, total } = main.dataset;
    if (!shown || !place || !total) return;
    const before = this.judged.size - (isEarlier ? 1 : 0);
    const [at, of] = [Number(place) + before, Number(total) + before];
    shown.textContent = `${at.toLocaleString('en')} of ${of.toLocaleString('en')}`;
    main.querySelector('.dots')?.remove();
    if (of <= maxDots) shown.after(dots(at, of));
  }

  private keep(): void {
    guarded(() => sessionStorage.setItem(storageKey, [...this.judged].join(' ')));
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
