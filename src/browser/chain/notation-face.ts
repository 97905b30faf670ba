import { faultStretch } from '../../domain/chain/notation/faults.js';
import { isolated } from '../../domain/chain/notation/isolated.js';
import { type Fault, hopAt, printName } from '../../domain/chain/notation/notation.js';
import { repairsOf } from '../../domain/chain/notation/repairs.js';
import { nextArrow } from '../../domain/chain/notation/scan.js';
import { printedRelation, relationCodes } from '../../domain/chain/relations.js';
import { Combobox } from '../page/combobox.js';
import { button, element } from '../page/element.js';
import { settled } from '../page/signal.js';
import type { Register } from './register.js';
import { choiceId, drawChoice, type NameChoice, NameChoices } from './suggestions.js';

export type NotationField = HTMLInputElement | HTMLTextAreaElement;

type Suggestion = NameChoice | { in: 'relations'; printed: string };

/** A fault is said once the typing has stopped for so long: half a word is none yet. */
const saidAfterMs = 700;

/**
 * The chain as a line of notation. Behind the field stands the same text, unseen but for what is marked
 * in it: its arrows, and a fault at its place.
 */
export class NotationFace {
  readonly box: HTMLElement;
  private readonly mirror = element('div', { class: 'mirror', 'aria-hidden': 'true', dir: 'ltr' });
  private readonly sentence = element('div', { class: 'at-spot', role: 'alert', hidden: true });
  private fault: Fault | null = null;
  /** What is said of it at present. */
  private said = '';
  private readonly later = settled(() => this.say(), saidAfterMs);
  private readonly names: NameChoices;

  constructor(
    readonly field: NotationField,
    register: Register,
    private readonly typed: () => void,
  ) {
    this.names = new NameChoices(register, false);
    field.setAttribute('aria-label', 'Chain as text');
    this.sentence.id = `${field.id || 'chain'}-fault-here`;
    field.setAttribute('aria-describedby', this.sentence.id);
    const paper = element('div', { class: 'notation-paper' }, this.mirror, field);
    this.box = element('div', { class: 'as-text', hidden: true }, paper, this.sentence);
    this.listen();
    this.suggest();
  }

  get isShown(): boolean {
    return !this.box.hidden;
  }

  /** Whether the line can't be read as it stands. */
  get isAtFault(): boolean {
    return this.fault !== null;
  }

  /** Shows what the line could not be read for; what is mended goes at once. */
  show(fault: Fault | null): void {
    this.fault = fault;
    this.later.cancel();
    if (fault === null || this.said !== fault.message) this.unsay();
    if (fault) this.later.ask();
    this.draw();
  }

  /** Says the fault now, with the caret at its place. */
  insist(): void {
    const { fault, field } = this;
    if (!fault) return;
    this.later.cancel();
    this.say();
    field.focus();
    const { start, end } = faultStretch(field.value, fault);
    field.setSelectionRange(start, end);
  }

  private listen(): void {
    const { field } = this;
    field.addEventListener('input', () => this.typed());
    field.addEventListener('blur', () => this.isolate());
    field.addEventListener('scroll', () => {
      this.mirror.scrollTop = field.scrollTop;
    });
    field.addEventListener('keydown', (event) => {
      if (!(event instanceof KeyboardEvent)) return;
      // A chain is one line, however many it is shown in.
      if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) event.preventDefault();
    });
  }

  /** Names from right to left are put apart once nobody types among them. */
  private isolate(): void {
    const line = isolated(this.field.value);
    if (line === this.field.value) return;
    this.field.value = line;
    this.typed();
  }

  private unsay(): void {
    this.said = '';
    this.sentence.replaceChildren();
    this.sentence.hidden = true;
    this.field.removeAttribute('aria-invalid');
  }

  private say(): void {
    const { fault } = this;
    if (!fault) return;
    this.said = fault.message;
    const answers = repairsOf(this.field.value, fault).map(({ words, line }) =>
      button(words, () => this.mend(line), 'chip'),
    );
    this.sentence.replaceChildren(
      element('span', {}, fault.message),
      ...(answers.length > 0 ? [element('span', { class: 'answers' }, ...answers)] : []),
    );
    this.sentence.hidden = false;
    this.field.setAttribute('aria-invalid', 'true');
    this.draw();
  }

  private mend(line: string): void {
    this.put(line, 0, this.field.value.length);
    this.field.focus();
  }

  private draw(): void {
    const { value } = this.field;
    const isSaid = this.fault && this.said !== '';
    const wrong = isSaid && this.fault ? faultStretch(value, this.fault) : null;
    const parts: (Node | string)[] = [];
    let at = 0;
    for (const { start, end, as } of marks(value, wrong)) {
      if (start < at) continue;
      parts.push(value.slice(at, start), element(as, {}, value.slice(start, end)));
      at = end;
    }
    // A last blank keeps the height of a line that ends in a break.
    this.mirror.replaceChildren(...parts, `${value.slice(at)} `);
  }

  private suggest(): void {
    new Combobox<Suggestion>(
      this.field,
      {
        label: 'Suggestions',
        typed: () => this.relationTyped() ?? this.nameTyped(),
        known: (typed) => (this.relationTyped() === null ? null : relationsFor(typed)),
        suggest: async (typed, signal) => {
          if (this.relationTyped() !== null) return relationsFor(typed);
          const choices = await this.names.suggest(typed, signal);
          const isThere = choices.length === 1 && choices.some((each) => isTypedOut(each, typed));
          return isThere ? [] : choices;
        },
        idOf: (suggestion) =>
          suggestion.in === 'relations' ? suggestion.printed : choiceId(suggestion),
        draw: (suggestion) =>
          suggestion.in === 'relations'
            ? { content: [element('span', {}, suggestion.printed)] }
            : drawChoice(suggestion),
        choose: (suggestion, among) => this.complete(suggestion, among),
      },
      { isAmongWords: true },
    );
  }

  /** What follows a dash at the caret, which may become a relation. */
  private relationTyped(): string | null {
    const before = this.field.value.slice(0, this.caret());
    const [, typed] = /(?:^|\s)[-–—]([\p{L} ]{0,20})$/u.exec(before) ?? [];
    return typed === undefined ? null : `-${typed}`;
  }

  private nameTyped(): string | null {
    const { value } = this.field;
    const at = hopAt(value, this.caret());
    const name = at && value.slice(at.name.start, at.name.end).replaceAll('"', '').trim();
    return name && name.length > 1 ? name : null;
  }

  private complete(suggestion: Suggestion, among: readonly Suggestion[]): void {
    if (suggestion.in === 'relations') this.completeRelation(suggestion.printed);
    else if (suggestion.in !== 'nothing') {
      const names = among.flatMap((each) => (each.in === 'relations' ? [] : [each]));
      this.completeName(suggestion, this.names.idOf(suggestion, names));
    }
  }

  private completeRelation(printed: string): void {
    const caret = this.caret();
    const start = caret - (this.relationTyped()?.length ?? 0);
    this.put(printed === '' ? '-> ' : `-${printed}-> `, start, caret);
  }

  private completeName(choice: Exclude<NameChoice, { in: 'nothing' }>, id: string | null): void {
    const { value } = this.field;
    const at = hopAt(value, this.caret());
    if (!at) return;
    const [old = ''] = /^\s*#[\w-]*/u.exec(value.slice(at.name.end)) ?? [];
    const { name, unnamed, confidential } = choice.entry;
    const isDescribed = unnamed && !confidential && id === null;
    const said = isDescribed && !value.slice(at.name.end).includes('unnamed') ? ' (unnamed)' : '';
    const printed = id === null ? printName(name) : `${printName(name)} #${id}`;
    this.put(printed + said, at.name.start, at.name.end + old.length);
  }

  private put(text: string, start: number, end: number): void {
    this.field.setRangeText(text, start, end, 'end');
    this.field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }

  private caret(): number {
    return this.field.selectionEnd ?? this.field.value.length;
  }
}

function relationsFor(typed: string): Suggestion[] {
  const begun = typed.slice(1).trimStart().toLowerCase();
  const printed = relationCodes.map((code) => printedRelation(code));
  return printed
    .filter((each) => each !== '' && each.startsWith(begun))
    .map((each) => ({ in: 'relations' as const, printed: each }));
}

function isTypedOut(choice: NameChoice, typed: string): boolean {
  if (choice.in === 'nothing' || (choice.entry.unnamed && !choice.entry.confidential)) return false;
  return choice.entry.name.toLowerCase() === typed.toLowerCase();
}

interface Marked {
  start: number;
  end: number;
  as: 'i' | 'u';
}

/** What is marked in a line, in its order: the arrows, and what is at fault. */
function marks(line: string, wrong: { start: number; end: number } | null): Marked[] {
  const found: Marked[] = wrong ? [{ ...wrong, as: 'u' }] : [];
  for (let arrow = nextArrow(line, 0); arrow; arrow = nextArrow(line, arrow.end)) {
    const { start, end } = arrow;
    const isWhole = !wrong || end <= wrong.start || start >= wrong.end;
    if (isWhole) found.push({ start, end, as: 'i' });
  }
  return found.toSorted((one, other) => one.start - other.start);
}
