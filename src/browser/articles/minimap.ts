import { element } from '../page/element.js';
import { settled } from '../page/signal.js';
import type { Marks } from './marks.js';
import { passageTops } from './passage-tops.js';

/** The height that a dot takes, with what parts it from the next, in CSS pixels: passages that are nearer share one. */
const dotPx = 11;

const levels = ['high', 'moderate', 'low', 'none'] as const;

/** A slim strip beside the text that shows where annotations lie: filled where they are reviewed, half where one is disputed. */
export class Minimap {
  /** It can wait until the text has come to rest: drawing it asks for every passage’s place. */
  private readonly later = settled(() => this.drawNow(), 150);

  constructor(
    private readonly strip: HTMLElement,
    private readonly root: HTMLElement,
    private readonly marks: Marks,
  ) {
    for (const sized of [root, strip]) new ResizeObserver(() => this.later.ask()).observe(sized);
    strip.addEventListener('click', (event) => {
      const id = event.target instanceof HTMLElement ? event.target.dataset.annotation : undefined;
      if (id === undefined) return;
      event.preventDefault();
      marks.activate(id, true);
    });
  }

  refresh(): void {
    this.later.ask();
  }

  private drawNow(): void {
    const height = this.strip.clientHeight;
    if (height === 0) return;
    const text = this.root.getBoundingClientRect();
    const places = new Map<number, string[]>();
    for (const [id, top] of passageTops(this.marks)) {
      const place = Math.floor((((top - text.top) / text.height) * (height - dotPx)) / dotPx);
      places.set(place, [...(places.get(place) ?? []), id]);
    }
    this.strip.replaceChildren(...[...places].map(([place, ids]) => this.dot(place * dotPx, ids)));
  }

  private dot(top: number, ids: readonly string[]): HTMLElement {
    const [id = ''] = ids;
    const level =
      levels.find((name) => this.marks.linesOf(id)[0]?.classList.contains(name)) ?? 'none';
    const isHalf = ids.some((each) => this.marks.isDisputed(each));
    const isFull = !isHalf && ids.every((each) => this.marks.isReviewed(each));
    const isFaint = !ids.some((each) => this.marks.isShown(each));
    const made = element('a', {
      href: `#annotation-${id}`,
      tabindex: '-1',
      class: [level, isFull && 'full', isHalf && 'half', isFaint && 'faint']
        .filter(Boolean)
        .join(' '),
      'data-annotation': id,
      title: ids.length === 1 ? 'Go to this annotation' : `Go to these ${ids.length} annotations`,
    });
    made.style.top = `${top}px`;
    return made;
  }
}
