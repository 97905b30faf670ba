import { signOf } from '../../domain/chain/drawn-hops.js';
import { printName } from '../../domain/chain/notation/notation.js';
import { reliabilityWords } from '../../domain/chain/scales.js';
import { closestSpelled, nameKey } from '../../domain/register/name.js';
import { element } from '../page/element.js';
import { settled } from '../page/signal.js';
import type { Register, RegisterEntry } from './register.js';

/** Where suggestions go: what is being typed, and what to do with the one that is chosen. */
export interface Completion {
  /** What has been typed of a name; null where no name is being typed. */
  typed(): string | null;
  /** `entry` was chosen; `id` is what tells it from others of its name, or null. */
  choose(entry: RegisterEntry, id: string | null): void;
}

let lists = 0;

/** Suggests sources while a name is typed, as the ARIA pattern of a combobox with a list asks. */
export class Suggestions {
  private readonly list: HTMLUListElement;
  private entries: RegisterEntry[] = [];
  private at = -1;
  private asking = new AbortController();
  private readonly later = settled(() => void this.ask(), 120);

  constructor(
    private readonly input: HTMLInputElement | HTMLTextAreaElement,
    private readonly register: Register,
    private readonly completion: Completion,
  ) {
    lists += 1;
    const id = `suggestions-${lists}`;
    this.list = element('ul', {
      id,
      class: 'suggestions',
      role: 'listbox',
      'aria-label': 'Sources',
      hidden: true,
    });
    input.after(this.list);
    const attributes = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': id };
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
    input.setAttribute('autocomplete', 'off');
    input.setAttribute('aria-expanded', 'false');
    this.listen();
  }

  close(): void {
    this.later.cancel();
    this.asking.abort();
    this.show([]);
  }

  private listen(): void {
    const { input, list } = this;
    input.addEventListener('input', () => this.later.ask());
    input.addEventListener('blur', () => this.close());
    input.addEventListener('keydown', (event) => {
      if (event instanceof KeyboardEvent && !event.isComposing) this.onKey(event);
    });
    // The press would take the focus from the input before the click comes.
    list.addEventListener('pointerdown', (event) => event.preventDefault());
    list.addEventListener('mousedown', (event) => event.preventDefault());
    list.addEventListener('click', ({ target }) => {
      const option = target instanceof Element ? target.closest('[role=option]') : null;
      if (option) this.take([...list.children].indexOf(option));
    });
  }

  private async ask(): Promise<void> {
    const typed = this.completion.typed()?.trim() ?? '';
    this.asking.abort();
    if (typed.length < 2) return this.show([]);
    this.asking = new AbortController();
    const { signal } = this.asking;
    const entries = await this.register.suggest(typed, signal);
    if (signal.aborted || document.activeElement !== this.input) return;
    this.show(isTypedOut(typed, entries) ? [] : entries);
  }

  private onKey(event: KeyboardEvent): void {
    if (this.list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) this.mark(this.at + step);
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && this.at >= 0)
      this.take(this.at);
    else if (event.key === 'Escape') this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private show(entries: RegisterEntry[]): void {
    this.entries = entries;
    this.list.replaceChildren(...entries.map((entry, index) => this.option(entry, index)));
    this.list.hidden = entries.length === 0;
    this.input.setAttribute('aria-expanded', String(entries.length > 0));
    this.mark(-1);
  }

  private option(entry: RegisterEntry, index: number): HTMLElement {
    const id = `${this.list.id}-${index}`;
    const kind = [
      entry.confidential ? 'confidential' : '',
      entry.unnamed ? 'unnamed' : '',
      entry.kind,
    ];
    const option = element(
      'li',
      { id, role: 'option', 'aria-selected': 'false', class: signOf(entry) },
      element('span', {}, entry.name),
      element('small', {}, kind.filter(Boolean).join(', ')),
    );
    if (entry.reliability) {
      const words = reliabilityWords(entry.reliability);
      option.append(element('span', { class: 'grade', title: words }, entry.reliability));
    }
    return option;
  }

  private mark(at: number): void {
    const count = this.entries.length;
    // One step beyond either end is "none": the typed text stays as it is.
    this.at = count === 0 ? -1 : ((at + 1 + (count + 1)) % (count + 1)) - 1;
    for (const [index, option] of [...this.list.children].entries()) {
      option.setAttribute('aria-selected', String(index === this.at));
    }
    const active = this.list.children[this.at];
    if (active) this.input.setAttribute('aria-activedescendant', active.id);
    else this.input.removeAttribute('aria-activedescendant');
    active?.scrollIntoView({ block: 'nearest' });
  }

  private take(at: number): void {
    const entry = this.entries[at];
    if (!entry) return;
    const needsId = (entry.unnamed && !entry.confidential) || this.namesakes(entry).length > 0;
    this.completion.choose(entry, needsId ? shortId(entry, this.entries) : null);
    this.close();
  }

  private namesakes(entry: RegisterEntry): RegisterEntry[] {
    const key = nameKey(entry.name);
    const bearers = this.entries.filter((other) =>
      [other.name, ...other.aliases].some((name) => nameKey(name) === key),
    );
    return closestSpelled(bearers, entry.name).filter(({ id }) => id !== entry.id);
  }
}

/** Whether the only entry to suggest stands there already; an unnamed one is told by its id. */
function isTypedOut(typed: string, [entry, ...others]: readonly RegisterEntry[]): boolean {
  if (!entry || others.length > 0 || (entry.unnamed && !entry.confidential)) return false;
  return nameKey(entry.name) === nameKey(typed);
}

/** The first characters of an entry's id that no other entry at hand begins with. */
export function shortId(entry: { id: string }, among: readonly { id: string }[]): string {
  let length = 6;
  const others = among.filter(({ id }) => id !== entry.id);
  while (others.some(({ id }) => id.startsWith(entry.id.slice(0, length)))) length += 1;
  return entry.id.slice(0, length);
}

/** How an entry stands in notation. */
export function printEntry(name: string, id: string | null): string {
  return id === null ? printName(name) : `${printName(name)} #${id}`;
}
