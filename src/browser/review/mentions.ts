import { nameKey } from '../../domain/register/name.js';
import { announce } from '../page/announce.js';
import { element } from '../page/element.js';
import { settled } from '../page/signal.js';

/** Who can be mentioned, as the server suggests them. */
interface Colleague {
  id: string;
  name: string;
}

/** A mention that is being typed: from where, and what stands of the name. */
export interface Typed {
  start: number;
  name: string;
}

/** Names are at most so long, and rarely of more words than this. */
const longestName = 60;
const mostWords = 4;

/**
 * The mention that the caret stands in: an @ that begins a word, and what follows it on the line.
 * null where none is being typed. Positions are UTF-16 code units.
 */
export function mentionAt(text: string, caret: number): Typed | null {
  const found = /(?<![\p{L}\p{N}.])@(?<name>[^@\n]*)$/u.exec(text.slice(0, caret));
  const name = found?.groups?.name;
  if (!found || name === undefined || name.length > longestName) return null;
  const isWords = !name.startsWith(' ') && name.split(' ').length <= mostWords;
  return isWords ? { start: found.index, name } : null;
}

/** Completes the names of colleagues after an @, in every field that asks for it. */
export function completeMentions(root: ParentNode): void {
  for (const field of root.querySelectorAll<HTMLTextAreaElement>('textarea[data-mentions]')) {
    new Mentions(field);
  }
}

let lists = 0;

/** Suggests people while a mention is typed: arrows choose, Enter or Tab takes, Escape declines. */
class Mentions {
  private readonly list: HTMLUListElement;
  private readonly later = settled(() => void this.ask(), 120);
  private people: Colleague[] = [];
  private at = 0;
  private asking = new AbortController();

  constructor(private readonly field: HTMLTextAreaElement) {
    lists += 1;
    const id = `mentions-${lists}`;
    const label = { 'aria-label': 'Colleagues', role: 'listbox' };
    this.list = element('ul', { id, class: 'suggestions', ...label, hidden: true });
    field.after(this.list);
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', id);
    field.addEventListener('input', () => this.later.ask());
    field.addEventListener('blur', () => this.close());
    field.addEventListener('keydown', (event) => this.onKey(event));
    // The press would take the focus from the field before the click comes.
    this.list.addEventListener('pointerdown', (event) => event.preventDefault());
    this.list.addEventListener('mousedown', (event) => event.preventDefault());
    this.list.addEventListener('click', ({ target }) => {
      const option = target instanceof Element ? target.closest('[role=option]') : null;
      if (option) this.take([...this.list.children].indexOf(option));
    });
  }

  private get typed(): Typed | null {
    return mentionAt(this.field.value, this.field.selectionEnd);
  }

  private async ask(): Promise<void> {
    const name = this.typed?.name ?? null;
    this.asking.abort();
    if (name === null) return this.show([]);
    this.asking = new AbortController();
    const { signal } = this.asking;
    const people = await suggested(name, signal);
    if (signal.aborted || document.activeElement !== this.field) return;
    const isTypedOut = people.length === 1 && nameKey(people[0]?.name ?? '') === nameKey(name);
    this.show(isTypedOut ? [] : people);
  }

  private onKey(event: KeyboardEvent): void {
    if (this.list.hidden || event.isComposing || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) this.mark(this.at + step);
    else if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) this.take(this.at);
    else if (event.key === 'Escape') this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private show(people: Colleague[]): void {
    const wasHidden = this.list.hidden;
    this.people = people;
    this.list.replaceChildren(...people.map(({ name }, index) => this.option(name, index)));
    this.list.hidden = people.length === 0;
    this.mark(0);
    if (wasHidden && people.length > 0) announce(`${people.length} colleagues: arrows choose.`);
  }

  private option(name: string, index: number): HTMLElement {
    const id = `${this.list.id}-${index}`;
    return element('li', { id, role: 'option', 'aria-selected': 'false' }, name);
  }

  private mark(at: number): void {
    const { length } = this.people;
    this.at = length === 0 ? 0 : (at + length) % length;
    for (const [index, option] of [...this.list.children].entries()) {
      option.setAttribute('aria-selected', String(index === this.at));
    }
    const active = this.list.children[this.at];
    if (active) this.field.setAttribute('aria-activedescendant', active.id);
    else this.field.removeAttribute('aria-activedescendant');
    active?.scrollIntoView({ block: 'nearest' });
  }

  private take(at: number): void {
    const person = this.people[at];
    const typed = this.typed;
    if (person && typed) {
      const { selectionEnd } = this.field;
      this.field.setRangeText(`@${person.name} `, typed.start, selectionEnd, 'end');
    }
    this.close();
  }

  private close(): void {
    this.later.cancel();
    this.asking.abort();
    this.show([]);
  }
}

/** Nobody where the server doesn't answer: a name can be typed out all the same. */
async function suggested(name: string, signal: AbortSignal): Promise<Colleague[]> {
  const query = new URLSearchParams({ q: name });
  try {
    const headers = { Accept: 'application/json' };
    const answer = await fetch(`/people/suggestions?${query}`, { headers, signal });
    if (!answer.ok) return [];
    const { items }: { items: Colleague[] } = await answer.json();
    return items;
  } catch {
    return [];
  }
}
