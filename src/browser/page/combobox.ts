import { announce } from './announce.js';
import { element } from './element.js';
import { settled } from './signal.js';
import { standClear } from './stand-clear.js';

/** What a combobox suggests, and what it does with the one that is chosen. */
export interface Suggesting<T> {
  /** What the list is called. */
  label: string;
  /** What has been typed of a name; null where none is being typed. */
  typed(): string | null;
  /** What fits that; nothing where the server doesn't answer. */
  suggest(typed: string, signal: AbortSignal): Promise<T[]>;
  /** What fits and is known already: shown at once, before anybody is asked. Null where nothing can be said yet. */
  known?(typed: string): T[] | null;
  /** What tells one of them from the others, also where it is suggested anew. */
  idOf(item: T): string;
  /** Which of them is marked as soon as they are shown; none unless told. */
  first?(items: readonly T[], typed: string): number;
  /** How one of them is drawn; a heading stands above those that bear the same. */
  draw(item: T): { sign?: string; heading?: string; content: (Node | string)[] };
  /** Another is marked, or none. */
  marked?(item: T | null): void;
  choose(item: T, among: readonly T[], event: Event): void;
}

let lists = 0;

/** Waits for a pause in the typing before it asks. */
const pauseMs = 120;

/**
 * A field with a list of suggestions, by the ARIA 1.2 pattern of a combobox with list autocomplete:
 * the focus stays in the field, arrows mark an option, Enter takes it, Escape declines. In a field of
 * several lines, which stays a text box, a name stands among other words: the first option is marked
 * at once, and Tab takes it too.
 */
export class Combobox<T> {
  private readonly list: HTMLUListElement;
  private readonly isAmongWords: boolean;
  private readonly later = settled(() => void this.ask(), pauseMs);
  private items: readonly T[] = [];
  private options: HTMLElement[] = [];
  private at = -1;
  /** Whether the mark was moved by whoever types, and stays where it is while more is suggested. */
  private isMoved = false;
  private asking = new AbortController();

  constructor(
    private readonly field: HTMLInputElement | HTMLTextAreaElement,
    private readonly suggesting: Suggesting<T>,
    { isAmongWords = false } = {},
  ) {
    lists += 1;
    const id = `suggestions-${lists}`;
    const label = { role: 'listbox', 'aria-label': suggesting.label };
    this.isAmongWords = isAmongWords;
    this.list = element('ul', { id, class: 'suggestions', ...label, hidden: true });
    field.after(this.list);
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', id);
    if (!isAmongWords) {
      field.setAttribute('role', 'combobox');
      field.setAttribute('aria-expanded', 'false');
      field.setAttribute('autocomplete', 'off');
    }
    this.listen();
  }

  private listen(): void {
    const { field, list } = this;
    field.addEventListener('input', () => this.onInput());
    field.addEventListener('blur', () => this.close());
    field.addEventListener('keydown', (event) => {
      if (event instanceof KeyboardEvent && !event.isComposing) this.onKey(event);
    });
    // The press would take the focus from the field before the click comes.
    list.addEventListener('pointerdown', (event) => event.preventDefault());
    list.addEventListener('mousedown', (event) => event.preventDefault());
    list.addEventListener('click', (event) => {
      const { target } = event;
      const option =
        target instanceof Element ? target.closest<HTMLElement>('[role=option]') : null;
      if (option) this.take(this.options.indexOf(option), event);
    });
  }

  /** Whether the list stands open. */
  get isOpen(): boolean {
    return !this.list.hidden;
  }

  private onInput(): void {
    this.isMoved = false;
    if (!this.showKnown()) this.unmark();
    this.later.ask();
  }

  /** Shows what fits by what is known already; whether anything can be said yet. */
  private showKnown(): boolean {
    const typed = this.suggesting.typed();
    const known = typed === null ? null : this.suggesting.known?.(typed);
    if (known) this.show(known);
    return known != null;
  }

  /** What was suggested for other words is taken by no key. */
  private unmark(): void {
    this.options[this.at]?.setAttribute('aria-selected', 'false');
    this.field.removeAttribute('aria-activedescendant');
    this.at = -1;
    this.suggesting.marked?.(null);
  }

  private async ask(): Promise<void> {
    const typed = this.suggesting.typed();
    this.asking.abort();
    if (typed === null) return this.show([]);
    this.asking = new AbortController();
    const { signal } = this.asking;
    const items = await this.suggesting.suggest(typed, signal);
    if (signal.aborted || document.activeElement !== this.field) return;
    // What is typed by now will be asked about next.
    if (this.suggesting.typed() === typed) this.show(items);
    else this.showKnown();
  }

  private onKey(event: KeyboardEvent): void {
    if (this.list.hidden || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      this.isMoved = true;
      this.mark(this.at + step);
    } else if (this.takes(event)) this.take(this.at, event);
    else if (event.key === 'Escape') this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private takes({ key, shiftKey }: KeyboardEvent): boolean {
    if (this.at < 0) return false;
    return key === 'Enter' || (key === 'Tab' && !shiftKey && this.isAmongWords);
  }

  private show(items: readonly T[]): void {
    const wasHidden = this.list.hidden;
    const marked = this.items[this.at];
    this.items = items;
    this.options = [];
    this.list.replaceChildren(...items.flatMap((item, index) => this.rows(item, index)));
    this.list.hidden = items.length === 0;
    if (items.length > 0) standClear(this.list);
    this.mark(this.markedAtFirst(marked));
    if (!this.isAmongWords) this.field.setAttribute('aria-expanded', String(items.length > 0));
    else if (wasHidden && items.length > 0) {
      announce(`${items.length} ${this.suggesting.label.toLowerCase()}: arrows choose.`);
    }
  }

  private markedAtFirst(marked: T | undefined): number {
    const { idOf } = this.suggesting;
    const kept = this.items.findIndex((item) => marked && idOf(item) === idOf(marked));
    if (this.isMoved && (kept >= 0 || !this.isAmongWords)) return kept;
    if (this.isAmongWords) return 0;
    return this.suggesting.first?.(this.items, this.suggesting.typed() ?? '') ?? -1;
  }

  private rows(item: T, index: number): HTMLElement[] {
    const { sign, heading, content } = this.suggesting.draw(item);
    const id = `${this.list.id}-${index}`;
    const drawn = sign === undefined ? {} : { class: sign };
    const option = element(
      'li',
      { id, role: 'option', 'aria-selected': 'false', ...drawn },
      ...content,
    );
    this.options.push(option);
    const before = this.items[index - 1];
    const isNew = heading && (!before || this.suggesting.draw(before).heading !== heading);
    return isNew
      ? [element('li', { role: 'presentation', class: 'head' }, heading), option]
      : [option];
  }

  private mark(at: number): void {
    this.at = this.withinList(at);
    for (const [index, option] of this.options.entries()) {
      option.setAttribute('aria-selected', String(index === this.at));
    }
    const active = this.options[this.at];
    if (active) this.field.setAttribute('aria-activedescendant', active.id);
    else this.field.removeAttribute('aria-activedescendant');
    active?.scrollIntoView({ block: 'nearest' });
    this.suggesting.marked?.(this.items[this.at] ?? null);
  }

  /** One step beyond either end is the other; in a field of its own *none*, what was typed, lies between. */
  private withinList(at: number): number {
    const { length } = this.items;
    if (length === 0) return -1;
    if (this.isAmongWords) return (at + length) % length;
    return ((at + 1 + (length + 1)) % (length + 1)) - 1;
  }

  private take(at: number, event: Event): void {
    const item = this.items[at];
    const { items } = this;
    this.close();
    if (item !== undefined) this.suggesting.choose(item, items, event);
  }

  /** Takes the one that is marked, if one is. */
  takeMarked(event: Event): boolean {
    if (this.list.hidden || this.at < 0) return false;
    this.take(this.at, event);
    return true;
  }

  close(): void {
    this.later.cancel();
    this.asking.abort();
    this.show([]);
  }
}
