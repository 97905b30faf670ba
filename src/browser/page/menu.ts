import { commandKey } from './command-key.js';
import { element } from './element.js';
import { focusInSight } from './focus-in-sight.js';
import { isRestOfPress } from './gesture.js';
import { standClear } from './stand-clear.js';

/** A choice of a menu. */
export interface MenuItem {
  words: string;
  run: () => void;
  /** The letter that takes it. */
  key?: string;
  sign?: Node;
  /** A radio is one of several, a tick stands by itself, plain does something. */
  role?: 'menuitemradio' | 'menuitemcheckbox' | 'menuitem';
  checked?: boolean;
  /** Why it can't be chosen. */
  unfit?: string | null;
  /** It begins another part of the menu. */
  isApart?: boolean;
  /** It takes the rest of its row. */
  takesRest?: boolean;
}

/** How a menu is opened, and what becomes of keys that mean nothing in it. */
interface MenuOptions {
  label: string;
  items: readonly MenuItem[];
  /** The button it belongs to, which says whether it is open and has the focus back. */
  opener: HTMLElement;
  /** Runs once it is closed, however that came. */
  closed?: () => void;
  /** Keys that are no choice: true where they were understood. */
  other?: (event: KeyboardEvent) => boolean;
}

let menus = 0;

/**
 * A menu by the ARIA pattern: the focus goes into it, arrows move it, Enter, Space or a letter takes,
 * Escape gives back. It hangs in `place`, over what stands below, so that nothing moves for it.
 */
export class Menu {
  private readonly box: HTMLElement;
  private readonly choices: HTMLElement[];
  private isOpen = true;

  constructor(
    place: HTMLElement,
    private readonly options: MenuOptions,
  ) {
    menus += 1;
    this.choices = options.items.map((item) => this.choice(item));
    this.box = element(
      'div',
      { class: 'menu', role: 'menu', id: `menu-${menus}`, 'aria-label': options.label },
      ...options.items.flatMap(({ isApart }, at) => [
        ...(isApart ? [element('hr', { role: 'separator' })] : []),
        this.choices[at] ?? '',
      ]),
    );
    this.listen();
    options.opener.setAttribute('aria-expanded', 'true');
    place.append(this.box);
    standClear(this.box);
    const first = this.choices.find((choice) => choice.ariaChecked === 'true') ?? this.choices[0];
    if (first) focusInSight(first);
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.options.opener.setAttribute('aria-expanded', 'false');
    const hadFocus = this.box.contains(document.activeElement);
    this.box.remove();
    if (hadFocus) this.options.opener.focus();
    this.options.closed?.();
  }

  private choice({
    words,
    key,
    sign,
    role,
    checked,
    unfit,
    takesRest,
    run,
  }: MenuItem): HTMLElement {
    const made = element(
      'div',
      {
        role: role ?? 'menuitemradio',
        tabindex: '-1',
        ...(takesRest ? { class: 'rest' } : {}),
        ...(role === 'menuitem' ? {} : { 'aria-checked': String(checked ?? false) }),
        ...(key ? { 'aria-keyshortcuts': key } : {}),
        ...(unfit ? { 'aria-disabled': 'true', title: unfit } : {}),
      },
      ...(sign ? [sign] : []),
      element('span', { class: 'words' }, words),
      ...(key ? [element('kbd', { 'aria-hidden': 'true' }, key)] : []),
    );
    made.addEventListener('click', () => this.take(run, Boolean(unfit)));
    return made;
  }

  private take(run: () => void, isUnfit: boolean): void {
    if (isUnfit) return;
    this.close();
    run();
  }

  private listen(): void {
    this.box.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (!this.onKey(event)) return;
      event.preventDefault();
      event.stopPropagation();
    });
    this.box.addEventListener('focusout', ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && this.box.contains(relatedTarget))) this.close();
    });
  }

  private onKey(event: KeyboardEvent): boolean {
    const { activeElement } = document;
    const at = activeElement instanceof HTMLElement ? this.choices.indexOf(activeElement) : -1;
    const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
    const { key } = event;
    if (key in steps) return this.focusOn(at + (steps[key as keyof typeof steps] ?? 0));
    if (key === 'Home' || key === 'End') return this.focusOn(key === 'Home' ? 0 : -1);
    if (key === 'Escape') return this.closeFor(event);
    if (key === 'Tab') {
      this.close();
      return false;
    }
    return this.onChoosing(event, at);
  }

  private onChoosing(event: KeyboardEvent, at: number): boolean {
    if (isRestOfPress(event)) return true;
    const takes = event.key === 'Enter' || event.key === ' ';
    const pressed = commandKey(event).toLowerCase();
    const { items, other } = this.options;
    const item = takes ? items[at] : items.find(({ key }) => key === pressed);
    if (!item) return other?.(event) ?? false;
    this.take(item.run, Boolean(item.unfit));
    return true;
  }

  private closeFor(event: KeyboardEvent): boolean {
    if (!isRestOfPress(event)) this.close();
    return true;
  }

  private focusOn(at: number): boolean {
    const { length } = this.choices;
    this.choices[(at + length) % length]?.focus();
    return true;
  }
}
