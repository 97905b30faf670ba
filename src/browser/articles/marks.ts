import { announce } from '../page/announce.js';
import { flashBeside } from '../page/flash.js';
import { Signal } from '../page/signal.js';
import { isFormAtHand, isTyping } from '../page/typing.js';
import { showBeginning } from '../text/scroll.js';
import { passageTops } from './passage-tops.js';

/** What was done that made an annotation the active one. */
interface Activation {
  id: string;
  /** Whether its passage should be scrolled into view. */
  scroll: boolean;
}

/**
 * The highlights of the text: which annotation is active, which are pointed at. One listener for
 * all of them, and one tab stop: within, arrows lead from annotation to annotation.
 */
export class Marks {
  /** An annotation came to hand; null: none is any more. */
  readonly activated = new Signal<Activation | null>();
  /** The passage of the annotation at hand, and of no other, was clicked once more. */
  readonly again = new Signal<string>();
  /** A piece with these annotations is pointed at or focused; null: no longer. */
  readonly pointed = new Signal<{ mark: HTMLElement; ids: string[] } | null>();
  private lines = new Map<string, HTMLElement[]>();
  private active: string | null = null;
  /** What was at hand as the press of a click began: a finger's focuses what it lifts from before its click comes. */
  private activeAtPress: string | null = null;
  private tabStop: HTMLElement | null = null;

  constructor(private readonly root: HTMLElement) {
    this.index();
    this.listen();
  }

  /** The ids of all annotations that stand in the text, in its order. */
  get ids(): string[] {
    return [...this.lines.keys()];
  }

  get activeId(): string | null {
    return this.active;
  }

  /** Reads the marks anew, after paragraphs were drawn anew. */
  index(): void {
    this.lines = new Map();
    for (const line of this.root.querySelectorAll<HTMLElement>('.line[data-annotation]')) {
      const id = line.dataset.annotation ?? '';
      const known = this.lines.get(id);
      if (known) known.push(line);
      else this.lines.set(id, [line]);
    }
    this.setTabStop(this.markOf(this.active ?? '') ?? this.root.querySelector('mark'));
    this.paint(this.active, true);
  }

  has(id: string): boolean {
    return this.lines.has(id);
  }

  /** The pieces' lines of an annotation. */
  linesOf(id: string): readonly HTMLElement[] {
    return this.lines.get(id) ?? [];
  }

  /** The first piece of an annotation. */
  markOf(id: string): HTMLElement | null {
    return this.linesOf(id)[0]?.closest('mark') ?? null;
  }

  /** Whether a colleague has judged an annotation. */
  isReviewed(id: string): boolean {
    return (this.markOf(id)?.dataset.reviewed ?? '').split(' ').includes(id);
  }

  isDisputed(id: string): boolean {
    return (this.markOf(id)?.dataset.disputed ?? '').split(' ').includes(id);
  }

  /** All pieces, in the order of the text. */
  all(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('mark[data-annotations]')];
  }

  activate(id: string | null, scroll = false): void {
    this.paint(this.active, false);
    this.active = id;
    this.paint(id, true);
    const mark = id === null ? null : this.markOf(id);
    if (mark) this.setTabStop(mark);
    if (scroll && mark) showMark(mark);
    this.activated.send(id === null ? null : { id, scroll });
  }

  /** Goes to the next annotation of the text, or the one before, and puts the focus there. */
  step(by: 1 | -1): void {
    const shown = this.ids.filter((id) => this.isShown(id));
    if (shown.length === 0) {
      flashBeside('There are no annotations to go to.');
      return;
    }
    const at = this.active === null ? this.nearest(shown, by) : shown.indexOf(this.active) + by;
    const id = shown[at];
    if (id === undefined) {
      flashBeside(by > 0 ? 'That was the last one.' : 'That was the first one.');
      return;
    }
    this.activate(id, true);
    this.markOf(id)?.focus({ preventScroll: true });
    announce(`Annotation ${at + 1} of ${shown.length}.`);
  }

  /** The annotation that was saved, or brought back, has the keys, unless a form has them by now. */
  bringToHand(id: string): void {
    if (isFormAtHand()) return;
    this.activate(id);
    this.focusActive();
  }

  focusActive(): void {
    (this.active === null ? null : this.markOf(this.active))?.focus({ preventScroll: true });
  }

  /** Scrolls the passage at hand out from under what was said of it, unless a form has been opened by now. */
  showActive(): void {
    const [line] = this.linesOf(this.active ?? '');
    if (line && !isFormAtHand()) showBeginning(line);
  }

  /** Whether the filter lets an annotation through. */
  isShown(id: string): boolean {
    return !this.linesOf(id)[0]?.classList.contains('faint');
  }

  /** Where none is active, the first one in sight. */
  private nearest(ids: readonly string[], by: 1 | -1): number {
    const tops = passageTops(this);
    const at = ids.findIndex((id) => (tops.get(id) ?? 0) > 0);
    return at < 0 ? ids.length - 1 : at - (by < 0 ? 1 : 0);
  }

  private listen(): void {
    const { root } = this;
    root.addEventListener('pointerover', ({ target }) => this.point(markAt(target)));
    root.addEventListener('pointerleave', () => this.point(null));
    window.addEventListener('keydown', () => root.classList.remove('pressed'), true);
    root.addEventListener('pointerdown', ({ target }) => {
      root.classList.add('pressed');
      this.activeAtPress = this.active;
      letPress(markAt(target));
    });
    root.addEventListener('click', ({ target }) => this.onClick(markAt(target)));
    root.addEventListener('focusin', ({ target }) => this.onFocus(markAt(target)));
    root.addEventListener('keydown', (event) => this.onKey(event));
  }

  private point(mark: HTMLElement | null): void {
    const ids = mark ? idsOf(mark) : [];
    this.pointed.send(mark && { mark, ids });
  }

  /** A piece with several annotations gives the next of them with each click. */
  private onClick(mark: HTMLElement | null): void {
    if (!window.getSelection()?.isCollapsed) return;
    if (!mark) {
      this.active === null ? undefined : this.activate(null);
      return;
    }
    const ids = idsOf(mark);
    const at = this.active === null ? -1 : ids.indexOf(this.active);
    const innermost = ids.at(-1) ?? null;
    if (ids.length === 1 && at === 0 && this.activeAtPress === this.active)
      this.again.send(ids[0] ?? '');
    this.activate(at < 0 ? innermost : (ids[(at + ids.length - 1) % ids.length] ?? innermost));
    this.focusActive();
    // The one at hand may begin before what was pressed, and the focus with it.
    this.point(mark);
  }

  private onFocus(mark: HTMLElement | null): void {
    if (!mark) return;
    const ids = idsOf(mark);
    this.point(mark);
    if (this.active === null || !ids.includes(this.active)) this.activate(ids[0] ?? null);
  }

  private onKey(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (ctrlKey || metaKey || altKey || shiftKey || !markAt(event.target) || isTyping(event.target))
      return;
    const isRtl = getComputedStyle(this.root).direction === 'rtl';
    const forward = isRtl ? 'ArrowLeft' : 'ArrowRight';
    const back = isRtl ? 'ArrowRight' : 'ArrowLeft';
    if (key !== forward && key !== back) return;
    event.preventDefault();
    this.step(key === forward ? 1 : -1);
  }

  private setTabStop(mark: HTMLElement | null): void {
    if (this.tabStop) this.tabStop.tabIndex = -1;
    this.tabStop = mark;
    if (mark) mark.tabIndex = 0;
  }

  private paint(id: string | null, here: boolean): void {
    if (id === null) return;
    for (const line of this.linesOf(id)) line.classList.toggle('here', here);
  }
}

/** The ids of the annotations over a piece, outermost first. */
function idsOf(mark: HTMLElement): string[] {
  return (mark.dataset.annotations ?? '').split(' ').filter((id) => id !== '');
}

function markAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('mark[data-annotations]') : null;
}

/**
 * A press may begin a selection, and Chrome drops one that begins at the edge of what the press
 * focuses: for as long as it lasts, the highlight can't be focused. Its click focuses it.
 */
function letPress(mark: HTMLElement | null): void {
  const tabindex = mark?.getAttribute('tabindex');
  if (!mark || !tabindex) return;
  mark.removeAttribute('tabindex');
  const putBack = () => mark.setAttribute('tabindex', tabindex);
  for (const end of ['pointerup', 'pointercancel', 'dragend']) {
    document.addEventListener(end, putBack, { once: true });
  }
}

function showMark(mark: HTMLElement): void {
  const { top, bottom } = mark.getBoundingClientRect();
  const isClear = top > window.innerHeight * 0.12 && bottom < window.innerHeight * 0.6;
  if (!isClear) mark.scrollIntoView({ block: 'center' });
}
