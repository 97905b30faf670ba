import { element, fragment } from '../page/element.js';
import { onEscape } from '../page/escape.js';
import { textOf } from '../page/fetched.js';

/** Before what is pointed at is taken to be asked about, and before it is let go; in milliseconds. */
const restMs = 300;

const names = '.chain a[href^="/sources/"]';

/**
 * What a source is, beside its name, while that is pointed at or focused: it can be pointed at
 * itself, and Escape closes it (WCAG 1.4.13).
 */
export class SourceBrief {
  private readonly box = element('div', {
    class: 'source-brief',
    id: 'source-brief',
    role: 'tooltip',
    hidden: true,
  });
  private readonly known = new Map<string, Promise<string | null>>();
  private wanted: HTMLAnchorElement | null = null;
  private shown: HTMLAnchorElement | null = null;
  private timer = 0;

  constructor() {
    document.addEventListener('pointerover', ({ target }) => this.turnTo(target));
    document.addEventListener('focusin', ({ target }) => this.turnTo(target));
    // A list that scrolls would leave it behind.
    document.addEventListener('scroll', () => this.shown && this.hide(), {
      capture: true,
      passive: true,
    });
    onEscape(
      () => !this.box.hidden,
      () => this.hide(),
    );
  }

  private turnTo(target: EventTarget | null): void {
    window.clearTimeout(this.timer);
    if (target instanceof Node && this.box.contains(target)) return;
    const name = target instanceof Element ? target.closest<HTMLAnchorElement>(names) : null;
    this.wanted = name;
    if (name === this.shown) return;
    this.timer = window.setTimeout(() => (name ? void this.show(name) : this.hide()), restMs);
  }

  private async show(name: HTMLAnchorElement): Promise<void> {
    const address = `${name.pathname}/brief`;
    const asked = this.known.get(address) ?? textOf(address);
    this.known.set(address, asked);
    const html = await asked;
    if (html === null) this.known.delete(address);
    if (html === null || this.wanted !== name || !name.isConnected) return;
    this.hide();
    // The page may have been replaced, and it stands within its landmark.
    if (!this.box.isConnected) document.querySelector('main')?.append(this.box);
    this.shown = name;
    this.box.replaceChildren(fragment(html));
    this.box.hidden = false;
    name.setAttribute('aria-describedby', this.box.id);
    this.place(name);
  }

  /** Below the name, or above it where there is no room below. */
  private place(name: HTMLElement): void {
    const { left, top, bottom } = name.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = this.box;
    const right = document.documentElement.clientWidth - offsetWidth - 8;
    const isBelow = bottom + offsetHeight + 8 < window.innerHeight;
    this.box.style.left = `${Math.max(8, Math.min(left, right))}px`;
    this.box.style.top = `${isBelow ? bottom + 4 : top - offsetHeight - 4}px`;
  }

  private hide(): void {
    window.clearTimeout(this.timer);
    this.shown?.removeAttribute('aria-describedby');
    this.shown = null;
    this.box.hidden = true;
  }
}
