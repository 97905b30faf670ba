import { isGapSign, nothingSaid } from '../../domain/chain/notation/notation.js';
import type { SourceKind } from '../../domain/register/source-kind.js';
import { Combobox } from '../page/combobox.js';
import { button, element } from '../page/element.js';
import { focusInSight } from '../page/focus-in-sight.js';
import { isRestOfPress } from '../page/gesture.js';
import { onMac } from '../page/mac.js';
import { type NewSource, newSources } from './new-sources.js';
import type { Register, RegisterEntry } from './register.js';
import { signElement } from './sign.js';
import { choiceId, drawChoice, type NameChoice, NameChoices } from './suggestions.js';
import { isChain, readBeforeArrow, type TypedName } from './typed-name.js';

const unknown = { kind: null, unnamed: false, confidential: false };

/** What was chosen for a name: an entry, or what a new source is said to be. */
export interface ChosenName {
  name: string;
  entry: RegisterEntry | null;
  id: string | null;
  unnamed: boolean;
  confidential: boolean;
  kind: SourceKind | null;
}

/** What a field for a name asks of the chain. */
export interface NameWishes {
  /** Something was typed. */
  typed: () => void;
  /** Enter, or a choice: the text as it stands, or what was chosen. */
  take: (chosen: ChosenName | null) => void;
  /** A plus: taken, and another stands beside it. */
  takeAndJoin: ((chosen: ChosenName | null) => void) | null;
  /** An arrow was typed behind a name. */
  arrow: () => void;
  /** Backspace where nothing is typed. */
  remove: () => void;
  /** Enter where nothing is typed. */
  enterEmpty?: () => void;
  /** `?` where nothing is typed: not stated. */
  gap?: () => void;
  /** Escape where no suggestions are open. */
  escape?: () => void;
  left?: () => void;
  /** What is typed would be a source with this sign; null where nothing is typed. */
  signs?: (sign: Element | null) => void;
}

/** The field in which the name of a holder is typed, with what the register knows of it. */
export class NameField {
  readonly input: HTMLInputElement;
  private readonly box: Combobox<NameChoice>;
  private readonly choices: NameChoices;
  private readonly news: HTMLElement | null;
  private joins = false;
  private marked: RegisterEntry | null = null;

  constructor(
    label: string,
    place: HTMLElement,
    private readonly register: Register,
    private readonly wishes: NameWishes,
  ) {
    this.input = element('input', {
      type: 'text',
      class: 'name',
      'aria-label': label,
      dir: 'auto',
      autocapitalize: 'off',
      enterkeyhint: 'next',
    });
    place.append(this.input);
    this.news = wishes.takeAndJoin ? newOffers((made) => this.giveNew(made)) : null;
    this.choices = new NameChoices(register, true);
    this.listenFirst();
    this.box = new Combobox<NameChoice>(this.input, {
      label: 'Sources',
      typed: () => this.typedName(),
      known: (typed) => this.choices.known(typed),
      suggest: (typed, signal) => this.choices.suggest(typed, signal),
      first: (choices, typed) => this.choices.first(choices, typed),
      idOf: choiceId,
      draw: drawChoice,
      marked: (choice) => this.mark(choice),
      choose: (choice, among) => this.chosen(choice, among),
    });
    if (this.news) place.append(this.news);
    this.listen();
  }

  get text(): string {
    return this.input.value;
  }

  set text(text: string) {
    this.input.value = text;
    this.box.close();
    this.showTyped();
  }

  get isEmpty(): boolean {
    return this.text.trim() === '';
  }

  /** What it asks for, to whoever sees it and whoever hears it. */
  ask(label: string, placeholder = label): void {
    this.input.placeholder = placeholder;
    this.input.setAttribute('aria-label', label);
  }

  focus(): void {
    focusInSight(this.input);
  }

  closeList(): void {
    this.box.close();
  }

  private typedName(): string | null {
    const name = this.text.trim();
    // Notation is typed by those who know it, and is no name.
    return name === '' || /["[\](#]|(?:^|\s)[-–—>→]/u.test(name) ? null : name;
  }

  /** Before the list of suggestions: a plus takes what is marked in it. */
  private listenFirst(): void {
    this.input.addEventListener('keydown', (event) => {
      const { key, ctrlKey, metaKey, altKey, isComposing } = event;
      if (ctrlKey || metaKey || isComposing) return;
      if (altKey) this.onAltKey(event);
      else if (key === '+' && this.wishes.takeAndJoin && this.isAtEnd()) this.onPlus(event);
    });
  }

  private onPlus(event: KeyboardEvent): void {
    if (this.isEmpty) return;
    event.preventDefault();
    if (isRestOfPress(event)) return;
    this.joins = true;
    if (!this.box.takeMarked(event)) this.give(null);
    this.joins = false;
  }

  private listen(): void {
    const { input, wishes } = this;
    input.addEventListener('focus', () => void this.register.learnArticle());
    input.addEventListener('input', (event) => {
      this.showTyped();
      const { isComposing, inputType } = event as InputEvent;
      if (!isComposing && wishes.gap && isGapSign(this.text)) {
        this.text = '';
        wishes.gap();
      } else if (!isComposing && readBeforeArrow(this.text)) wishes.arrow();
      // In a field that is one name wide nobody could read it.
      else if (inputType === 'insertFromPaste' && isChain(this.text)) this.give(null);
      else wishes.typed();
    });
    input.addEventListener('keydown', (event) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      this.onKey(event);
    });
    input.addEventListener('blur', () => wishes.left?.());
  }

  private onKey(event: KeyboardEvent): void {
    const { wishes } = this;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (isRestOfPress(event)) return;
      if (this.isEmpty) wishes.enterEmpty?.();
      else this.give(null);
    } else if (event.key === 'Backspace' && this.text === '') {
      event.preventDefault();
      if (!isRestOfPress(event)) wishes.remove();
    } else if (event.key === 'Escape' && wishes.escape) {
      event.preventDefault();
      event.stopPropagation();
      wishes.escape();
    }
  }

  /** Alt and the letter of a kind take what is typed as a new source of it; on a Mac these are letters of names. */
  private onAltKey(event: KeyboardEvent): void {
    const made = newSources.find(({ code }) => code === event.code);
    if (!made || onMac || !this.news || this.typedName() === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (!isRestOfPress(event)) this.giveNew(made);
  }

  private giveNew({ kind, unnamed, confidential }: NewSource): void {
    const name = this.typedName();
    if (name !== null) this.give({ name, entry: null, id: null, kind, unnamed, confidential });
  }

  private mark(choice: NameChoice | null): void {
    this.marked = choice === null || choice.in === 'nothing' ? null : choice.entry;
    this.showTyped();
  }

  /** What a new source is can be said at once, beside its name. */
  private showTyped(): void {
    const name = this.typedName();
    const known = name === null ? null : this.choices.bearing(name);
    if (this.news) this.news.hidden = name === null || known !== null;
    this.wishes.signs?.(this.isEmpty ? null : signElement(this.marked ?? known ?? unknown));
  }

  private chosen(choice: NameChoice, among: readonly NameChoice[]): void {
    if (choice.in === 'nothing') {
      this.give(null);
      return;
    }
    const { entry } = choice;
    const { name, unnamed, confidential } = entry;
    const id = this.choices.idOf(choice, among);
    this.give({ name, entry, id, unnamed, confidential, kind: null });
  }

  private give(chosen: ChosenName | null): void {
    this.box.close();
    if (this.joins) this.wishes.takeAndJoin?.(chosen);
    else this.wishes.take(chosen);
  }

  private isAtEnd(): boolean {
    const { selectionStart, value } = this.input;
    return selectionStart === value.length;
  }
}

/** The signs of what a new source may be, each a press that takes the name and says it. */
function newOffers(take: (made: NewSource) => void): HTMLElement {
  const offers = newSources.map((made) => {
    const { words, code } = made;
    const offer = button('', () => take(made), 'as-new');
    offer.setAttribute('aria-label', `New source, ${words}`);
    const key = onMac ? '' : `Alt ${code.slice(-1)}`;
    offer.title = `New source, ${words}${key && ` (${key})`}`;
    // Read out in the place of the title, whose words the name has.
    offer.setAttribute('aria-description', key);
    offer.append(signElement(made));
    // What is typed keeps the focus until it is taken.
    offer.addEventListener('pointerdown', (event) => event.preventDefault());
    return offer;
  });
  return element('span', { class: 'news', hidden: true }, 'new', ...offers);
}

/** A name that was chosen, as if it had been typed. */
export function typedAs({ name, id, unnamed, confidential, kind }: ChosenName): TypedName {
  const hop = { ...nothingSaid, name, id, kind, confidential, unnamed: unnamed && !confidential };
  return { hops: [hop], led: null, opensBeside: false, fault: null };
}
