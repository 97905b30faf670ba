import { button } from '../page/element.js';
import { oncePerFrame } from '../page/signal.js';
import { wide } from '../page/wide.js';
import { scrollNow } from '../text/scroll.js';

/** The least and the most of the window that stays above the passage: its heads, and a quarter. */
const headsPx = 150;
const passageShare = 0.25;

/**
 * The queue's page as its style sheet can't lay it out: the panel begins level with the passage and
 * stays in the window for as long as the text is read on, whichever of the two is longer. In a narrow
 * window it follows the paragraph of the passage, and the rest of the text waits.
 */
export class PassageLevel {
  private main: HTMLElement | null = null;
  private readonly sizes = new ResizeObserver(oncePerFrame(() => this.lay()));

  constructor() {
    wide.addEventListener('change', () => this.lay());
    if (document.readyState === 'complete') requestAnimationFrame(() => this.open());
    else window.addEventListener('load', () => requestAnimationFrame(() => this.open()));
  }

  /** The browser goes to the passage of an address itself, once everything is loaded; where it names none, this does. */
  private open(): void {
    if (wide.matches && location.hash === '' && window.scrollY === 0) this.show();
    else this.cutNoLine();
  }

  /** Lays a page out, and again whenever its parts change their size. */
  follow(main: HTMLElement): void {
    if (this.main === main) return;
    this.main = main;
    this.sizes.disconnect();
    for (const part of main.querySelectorAll('.paper, .review-panel')) this.sizes.observe(part);
    this.foldRest();
    this.lay();
  }

  /** Brings the passage into the window, as high up as shows all of its card and cuts no line in two. */
  show(): void {
    const top = this.passage()?.getBoundingClientRect().top;
    const card = this.main?.querySelector<HTMLElement>('.judging')?.offsetHeight ?? 0;
    const free = wide.matches ? window.innerHeight - card - 32 : window.innerHeight;
    const wished = Math.max(headsPx, Math.min(free, window.innerHeight * passageShare));
    scrollNow(top === undefined ? -window.scrollY : top - wished);
    this.cutNoLine();
  }

  /** Has no line stand half under the bar of the queue. */
  private cutNoLine(): void {
    const edge = this.main?.querySelector('.queue-bar')?.getBoundingClientRect().bottom ?? 0;
    for (const block of this.main?.querySelectorAll('.paper h1, [data-edition-text] > *') ?? []) {
      const { top, bottom } = block.getBoundingClientRect();
      if (top >= edge || bottom <= edge) continue;
      scrollNow((top - edge) % Number.parseFloat(getComputedStyle(block).lineHeight));
      return;
    }
  }

  private lay(): void {
    const panel = this.main?.querySelector<HTMLElement>('.review-panel');
    const paper = this.main?.querySelector<HTMLElement>('.paper');
    if (!panel || !paper) return;
    const top = this.passage()?.getBoundingClientRect().top ?? 0;
    const level = Math.max(0, top - paper.getBoundingClientRect().top - 12);
    panel.style.setProperty('--level', wide.matches && this.passage() ? `${level}px` : '0px');
    panel.style.setProperty('--tall', `${panel.offsetHeight}px`);
    const form = panel.querySelector<HTMLElement>('form[data-verdict-form]');
    document.documentElement.style.setProperty('--bar-height', `${form?.offsetHeight ?? 0}px`);
  }

  private passage(): HTMLElement | null {
    return document.getElementById(`passage-${this.main?.dataset.review ?? ''}`);
  }

  /** The paragraphs behind that of the passage, shown when they are asked for. */
  private foldRest(): void {
    const text = this.main?.querySelector<HTMLElement>('[data-edition-text]');
    const paragraph = this.passage()?.closest('p');
    if (!text || !paragraph?.nextElementSibling) return;
    text.classList.add('folded');
    paragraph.classList.add('last-shown');
    const unfold = () => {
      text.classList.remove('folded');
      more.remove();
    };
    const more = button('Show the rest of the article', unfold, 'link show-rest');
    text.after(more);
  }
}
