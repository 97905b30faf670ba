import { codePointIndex, type Span } from '../../domain/text/span.js';
import { ChainControl } from '../chain/chain-control.js';
import { detailsIn } from '../chain/chain-hops.js';
import type { Register } from '../chain/register.js';
import { element } from '../page/element.js';
import { onMac } from '../page/mac.js';
import type { Passage } from '../text/passage.js';
import type { EditionText } from '../text/text-position.js';
import { AddedFields } from './added-fields.js';
import type { Draft, Sent } from './draft.js';
import { clearFaults, setField, showFailure, showRefusal } from './questions.js';
import { type AnnotationSaved, type ProposalMade, type SendResult, send } from './save.js';

/** What became of a form: an annotation, or a proposal to one. */
export type FormOutcome = AnnotationSaved | ProposalMade;

type Entry = [string, string];

/** What a form needs to know of the page around it. */
interface FormPlace {
  register: Register;
  publisher: string;
}

/** Fields that say where the passage is; those of the script's own questions are no content. */
const placeFields = ['exact', 'prefix', 'suffix', 'start', 'end', 'edition', 'seen'];
const askedFields = /^(?:place|source-\d+|take\[.*)$/u;

/** The form of an annotation, as the server renders it, with what the page adds to it. */
export class AnnotationForm {
  private readonly chain: ChainControl;
  private readonly added: AddedFields;
  private readonly blank: string;
  private readonly blankPlace: string;
  /** The number of the edition that it is for. */
  private readonly edition: string;
  /** Whether it is on its way to the server. */
  isSending = false;
  /** What was sent last of a new annotation or a proposal. */
  private sent: Sent | undefined;

  constructor(
    readonly form: HTMLFormElement,
    { register, publisher }: FormPlace,
    private readonly isNew: boolean,
    private readonly changed: () => void,
  ) {
    const details = detailsIn(textEntries(form));
    form.querySelector('[data-hops]')?.remove();
    const line = this.control('chain');
    this.chain = new ChainControl(line, details, {
      register,
      publisher,
      changed: () => this.onInput(),
      isProposal: form.elements.namedItem('reason') !== null,
    });
    this.added = new AddedFields(form);
    form.addEventListener('input', (event) => this.onInput(event));
    form.noValidate = true;
    this.markSave();
    this.blank = this.typed();
    this.blankPlace = this.passage();
    this.edition = textEntries(form).find(([name]) => name === 'edition')?.[1] ?? '';
  }

  /**
   * Whether nothing has been typed or chosen since it was opened. A passage that was selected for a
   * new annotation is not typed yet; another one for an annotation that is edited is a change like any other.
   */
  get isPristine(): boolean {
    if (this.blank !== this.typed()) return false;
    const isMade = this.isNew && !this.passageIsShown;
    return isMade || this.blankPlace === this.passage();
  }

  /** Everything the form holds, the hops' details included. */
  entries(): Entry[] {
    const own = textEntries(this.form).filter(
      ([name]) => name !== 'key' && !name.startsWith('hops['),
    );
    return [...own, ...this.chain.entries()];
  }

  /** What the form knows beside what it holds: which names of the chain the register had. */
  private known(): Entry[] {
    return this.chain.registeredNames().map((name) => ['registered', name]);
  }

  /** All that a draft keeps of it: for `fill`. */
  draft(): Omit<Draft, 'span'> {
    const { sent } = this;
    return { entries: [...this.entries(), ...this.known()], ...(sent ? { sent } : {}) };
  }

  /** Puts back what was typed before, what was known of it, and what was sent of it. */
  fill({ entries, sent }: Draft): void {
    this.sent = sent;
    const line = entries.find(([name]) => name === 'chain')?.[1] ?? '';
    const registered = entries.flatMap(([name, value]) => (name === 'registered' ? [value] : []));
    this.chain.fill(line, detailsIn(entries), registered);
    for (const [name, value] of entries) {
      if (name !== 'chain' && !name.startsWith('hops[') && !askedFields.test(name)) {
        this.fillField(name, value);
      }
    }
    this.added.showFilled();
  }

  /** Points the form at a passage of the text. */
  setPassage({ content, edition }: EditionText, passage: Passage): void {
    const { exact, prefix, suffix } = passage;
    const { start, end } = inCodePoints(content, passage);
    const values = { exact, prefix, suffix, start: String(start), end: String(end), edition };
    for (const [name, value] of Object.entries(values)) setField(this.form, name, value);
  }

  /** The passage can be typed or pasted; a selected one is shown in the text instead. */
  showPassageField(shown: boolean): void {
    const field = this.form.querySelector<HTMLElement>('[data-field=exact]');
    if (field) field.hidden = !shown;
  }

  get passageIsShown(): boolean {
    return this.form.querySelector<HTMLElement>('[data-field=exact]')?.hidden === false;
  }

  focus(name: 'chain' | 'exact'): void {
    if (name === 'chain') {
      this.chain.focus();
      return;
    }
    const control = this.control(name);
    control.focus();
    control.setSelectionRange(control.value.length, control.value.length);
  }

  /** Puts a text where the next name of the chain goes, as if it had been typed. */
  typeIntoChain(text: string): void {
    this.chain.type(text);
  }

  /** Sends the form once; what was refused is shown in it. Null while it is on its way already. */
  async save(): Promise<FormOutcome | null> {
    if (this.isSending || !this.chain.settle()) return null;
    if (!this.form.reportValidity()) return null;
    this.setSending(true);
    const answer = await send<FormOutcome>(this.form.getAttribute('action') ?? '', this.toSend());
    this.setSending(false);
    clearFaults(this.form);
    if (answer.kind === 'done') return answer.body;
    this.showWhyNot(answer);
    return null;
  }

  /**
   * What is sent of a new annotation bears a key, the same until something in it changes: the answer
   * to a save may be lost, by a reload too, and the same save sent again makes no second annotation.
   */
  private toSend(): Entry[] {
    const entries = this.entries();
    if (!this.isNew && !this.proposes) return [...entries, ...this.known()];
    const content = JSON.stringify(entries);
    // What the register has told since does not make it another save.
    if (this.sent?.content !== content) {
      this.sent = { content, known: this.known(), key: freshKey() };
      this.changed();
    }
    return [...entries, ...this.sent.known, ['key', this.sent.key]];
  }

  private get proposes(): boolean {
    return this.form.elements.namedItem('reason') !== null;
  }

  private showWhyNot(answer: Exclude<SendResult<FormOutcome>, { kind: 'done' }>): void {
    if (answer.kind === 'refused') {
      showRefusal(this.form, answer.refusal, {
        chooseSource: (name, id) => this.chain.choose(name, id),
        openField: (name, sentence) => this.chain.placeOf(name, sentence),
      });
      return;
    }
    const why = answer.signIn ? 'You are signed out.' : answer.sentence;
    const sentence = `${why} Nothing that you typed is lost.`;
    showFailure(this.form, sentence, answer.signIn ? signInLink() : undefined);
  }

  private onInput(event?: Event): void {
    const isExact = event?.target instanceof HTMLElement && event.target.matches('[name=exact]');
    // A passage that was typed is looked for anew.
    if (isExact) {
      for (const name of ['prefix', 'suffix', 'start', 'end']) setField(this.form, name, '');
      setField(this.form, 'edition', this.edition);
    }
    this.changed();
  }

  private setSending(isSending: boolean): void {
    this.isSending = isSending;
    this.form.setAttribute('aria-busy', String(isSending));
    this.saveButton()?.setAttribute('aria-disabled', String(isSending));
  }

  private saveButton(): HTMLElement | null {
    return this.form.querySelector<HTMLElement>('button.go');
  }

  private markSave(): void {
    const key = element('kbd', { 'aria-hidden': true }, onMac ? '⌘ ↵' : 'Ctrl ↵');
    key.setAttribute('aria-hidden', 'true');
    this.saveButton()?.setAttribute('aria-keyshortcuts', onMac ? 'Meta+Enter' : 'Control+Enter');
    this.saveButton()?.append(' ', key);
  }

  private fillField(name: string, value: string): void {
    for (const field of this.form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field instanceof HTMLInputElement && /^(radio|checkbox)$/u.test(field.type)) {
        field.checked = field.value === value;
      } else if (isControl(field)) field.value = value;
    }
  }

  private passage(): string {
    const entries = this.entries().filter(([name]) => name === 'exact' || name === 'start');
    return JSON.stringify(entries);
  }

  private typed(): string {
    return JSON.stringify(this.entries().filter(([name]) => !placeFields.includes(name)));
  }

  private control(name: string): HTMLInputElement | HTMLTextAreaElement {
    const control = this.form.elements.namedItem(name);
    if (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement)
      return control;
    throw new TypeError(`The form has no field “${name}”`);
  }
}

function textEntries(form: HTMLFormElement): Entry[] {
  return [...new FormData(form)].flatMap(([name, value]): Entry[] =>
    typeof value === 'string' ? [[name, value]] : [],
  );
}

function inCodePoints(text: string, { start, end }: Span): Span {
  const index = codePointIndex(text);
  return { start: index.toCodePoints(start), end: index.toCodePoints(end) };
}

function isControl(
  field: Element,
): field is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement {
  return field.matches('input, textarea, select');
}

/** As unlikely to come twice as an id of the server’s. */
function freshKey(): string {
  return [...crypto.getRandomValues(new Uint32Array(3))].join('-');
}

function signInLink(): HTMLElement {
  const href = '/sign-in';
  return element('a', { href, target: '_blank' }, 'Sign in again in another tab, then save.');
}
