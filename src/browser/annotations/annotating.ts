import type { Span } from '../../domain/text/span.js';
import type { Margin } from '../articles/margin.js';
import type { PageParts } from '../articles/page-changes.js';
import { Register } from '../chain/register.js';
import { announce } from '../page/announce.js';
import { button, elementOf } from '../page/element.js';
import { onEscape } from '../page/escape.js';
import { closeFlash, flash, flashBeside } from '../page/flash.js';
import { isRestOfPress } from '../page/gesture.js';
import { addShortcut } from '../page/keys.js';
import { asPassage, KeyboardSelection } from '../text/keyboard-selection.js';
import { SelectionWatch } from '../text/selection.js';
import { wordFrom } from '../text/words.js';
import { Attaching } from './attaching.js';
import { annotationOf, Drafts, newDraftKey, proposalKey, spanIn } from './draft.js';
import { fetchForm, whyNoForm } from './edit-form.js';
import { firstPaste, isFirstLetter, onFirstKey } from './first-letters.js';
import { focusAfter, focusPassage } from './focus-after.js';
import { closedUnsaved, type FormSurroundings, OpenForm } from './open-form.js';
import { Popover } from './popover.js';
import { showSaved } from './saved.js';
import { WaitingDrafts } from './waiting-drafts.js';

/** What annotating needs to know of the article that is open. */
export interface AnnotatingPlace extends PageParts {
  paper: HTMLElement;
  margin: Margin;
  /** Shows an annotation as it is by now. */
  update: (id: string) => Promise<void>;
  /** The server's form for a new annotation. */
  form: HTMLFormElement;
  person: string;
  article: string;
  publisher: string;
}

/** Making annotations and changing them: from a selection to the form, and from the form to the page. */
export class Annotating {
  private open: OpenForm | null = null;
  /** The forms that were sent, by their keys. */
  private readonly sent = new Map<string, OpenForm>();
  /** The key of the form that was asked for last. */
  private wanted = '';
  /** Whether what is selected with the keys is for another annotation than the one that is open. */
  private isForAnother = false;
  private readonly around: FormSurroundings;
  private readonly selection: SelectionWatch;
  private readonly keyboard: KeyboardSelection;
  private readonly waiting: WaitingDrafts;
  private readonly blankForm: string;
  private readonly attaching: Attaching;

  constructor(private readonly place: AnnotatingPlace) {
    const { paper, text, form, person, article, publisher, margin } = place;
    this.blankForm = form.outerHTML;
    (form.closest('details') ?? form).remove();
    this.around = {
      text,
      publisher,
      drafts: new Drafts(person, article),
      popover: new Popover(
        paper,
        text,
        (guest) => margin.host(guest),
        () => this.close(),
      ),
      register: new Register(article),
    };
    this.waiting = new WaitingDrafts(this.around.drafts, {
      text,
      stand: (lines) => margin.stand(lines),
      reopen: (key) => void this.goOn(key),
      discard: (key) => this.drop(key),
      isSending: (key) => this.sent.get(key)?.form.isSending ?? false,
    });
    this.selection = new SelectionWatch(paper, text, {
      selected: (span) => this.onSelected(span),
      asked: (span) =>
        this.attaching.isOn ? this.attaching.put(span) : this.usePassage(span, true),
      label: () => this.offerWords(),
      isOff: () => this.keyboard.isOn,
    });
    this.keyboard = new KeyboardSelection(paper, text, (span) => this.onKeyboard(span));
    this.attaching = new Attaching(() => this.open !== null || this.keyboard.isOn);
    this.addTools(paper);
    this.listen();
    void this.restore();
  }

  private addTools(paper: HTMLElement): void {
    const menu = paper.querySelector('.paper-tools > .more-menu');
    menu?.before(button('Annotate by keyboard', () => this.byKeyboard(), 'link', 'n'));
    menu?.querySelector('.menu')?.prepend(button('Annotate by pasting', () => this.byPasting()));
    paper.querySelector('[data-edition-text]')?.before(this.waiting.box);
    addShortcut('n', 'Select a passage with the keys, to annotate it', () => this.byKeyboard());
    addShortcut('e', 'Edit the annotation at hand', () => {
      const { activeId } = this.place.marks;
      if (activeId !== null) void this.edit(activeId);
      else flashBeside('Open an annotation first.');
    });
  }

  private listen(): void {
    document.addEventListener('keydown', (event) => this.onKey(event), { capture: true });
    document.addEventListener('paste', (event) => this.onPaste(event));
    document.addEventListener('click', (event) => this.onClick(event));
    document.addEventListener('pointerdown', () => {
      if (this.open) this.open.awaitsLetters = false;
    });
    onEscape(
      () => this.open !== null && !this.keyboard.isOn,
      () => this.close(),
    );
  }

  /** What the button by a selection says. */
  private offerWords(): string {
    if (this.attaching.isOn) return this.attaching.label;
    return this.taker ? 'Use as the passage' : 'Annotate this passage';
  }

  private onClick(event: MouseEvent): void {
    const { target } = event;
    if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const place = target.closest('a')?.closest('form[data-attach]');
    const link = target.closest('a[data-edit], a[data-propose]');
    const id = link?.closest<HTMLElement>('[data-annotation]')?.dataset.annotation;
    if (place instanceof HTMLFormElement) this.attach(place, event.detail === 0);
    else if (id) void this.edit(link?.matches('[data-propose]') ? proposalKey(id) : id);
    else return;
    event.preventDefault();
  }

  /** A passage is selected next, for an annotation that has lost its own: with the keys after a key. */
  private attach(form: HTMLFormElement, isByKey: boolean): void {
    this.close();
    this.attaching.begin(form);
    const near = wordFrom(this.place.text.content, Number(form.dataset.near));
    if (isByKey) this.keyboard.start(near, 'puts it here');
  }

  /** A new selection opens the form; over one in which something was typed it is only offered. */
  private onSelected(span: Span): boolean {
    if (this.attaching.isOn || this.isBegun) return false;
    this.usePassage(span, false);
    return true;
  }

  private onKeyboard(span: Span | null): void {
    if (this.attaching.isOn) {
      if (span) this.attaching.put(span);
      else this.attaching.end();
    } else if (span) {
      if (this.isForAnother) this.hide();
      this.usePassage(span, true);
    } else this.open?.form.focus('chain');
  }

  /** The form that a passage is for: one that is on its way keeps its own, and leaves room for the next. */
  private get taker(): OpenForm | null {
    return this.open?.form.isSending ? null : this.open;
  }

  /** Whether something was typed in the form that takes a passage, or it is of an annotation. */
  private get isBegun(): boolean {
    const { taker: open } = this;
    return open !== null && (open.annotation !== null || !open.form.isPristine);
  }

  private usePassage(span: Span, takeFocus: boolean): void {
    if (this.taker) this.taker.setPassage(span);
    else this.showBlank(span)?.setPassage(span);
    const { open } = this;
    if (!open) return;
    if (takeFocus) open.form.focus('chain');
    open.awaitsLetters = !takeFocus;
    this.around.popover.reveal();
    announce('The form for this passage is open. Type the chain, from the origin to the reader.');
  }

  /** What was begun on one passage never comes to stand on another: it waits as a draft. */
  private byKeyboard(): void {
    if (this.keyboard.isOn) return;
    this.isForAnother = this.isBegun && this.open?.span !== null;
    const { activeId } = this.place.marks;
    const isOnMark = document.activeElement?.closest('mark') ?? null;
    const marked = isOnMark && activeId !== null ? this.spanOf(activeId) : null;
    const takesPassage = this.taker !== null && !this.isForAnother;
    this.keyboard.start(this.open?.span ?? marked, takesPassage ? asPassage : 'annotates it');
  }

  private changePassage(): void {
    this.isForAnother = false;
    if (!this.keyboard.isOn) this.keyboard.start(this.open?.span ?? null, asPassage);
  }

  private byPasting(): void {
    const open = this.open ?? this.showBlank(null);
    open?.form.showPassageField(true);
    open?.form.focus('exact');
  }

  /** The form of a new annotation: empty, or with the draft of that key. */
  private showBlank(span: Span | null, key = newDraftKey()): OpenForm | null {
    const form = elementOf(this.blankForm);
    return form instanceof HTMLFormElement ? this.show(form, key, span) : null;
  }

  /** Opens the form of an annotation that is there already, or of a proposal to it. */
  private async edit(key: string): Promise<void> {
    const { open: before } = this;
    this.wanted = key;
    const form = await fetchForm(key);
    this.waiting.tell(key, form !== 'gone');
    // Another form was asked for or opened while this one was on its way.
    if (this.wanted !== key || this.open !== before) return;
    if (!(form instanceof HTMLFormElement)) {
      flash(whyNoForm[form]);
      return;
    }
    const open = this.show(form, key, this.spanOf(annotationOf(key) ?? ''));
    open.form.showPassageField(open.span === null);
    open.form.focus('chain');
    this.around.popover.reveal();
  }

  private show(form: HTMLFormElement, key: string, span: Span | null): OpenForm {
    const draft = this.around.drafts.read(key);
    this.hide();
    closeFlash();
    // One thing is open at a time: the card at hand, or a form.
    if (annotationOf(key) === null) this.place.marks.activate(null);
    const open = new OpenForm(form, key, span, this.around, {
      save: () => void this.save(),
      close: () => this.close(),
      changePassage: () => this.changePassage(),
    });
    this.open = open;
    this.around.drafts.open = key;
    this.waiting.show();
    if (draft) open.fillFrom(draft, () => this.discard());
    return open;
  }

  private onKey(event: KeyboardEvent): void {
    if (this.keyboard.isOn || event.altKey) return;
    if (event.ctrlKey || event.metaKey) this.onSaveKey(event);
    else if (this.open?.awaitsLetters) onFirstKey(event, this.open.form);
    else if (isFirstLetter(event) && this.beginOnSelection()) event.stopImmediatePropagation();
  }

  private onPaste(event: ClipboardEvent): void {
    const pasted = this.keyboard.isOn ? '' : firstPaste(event);
    if (pasted === '' || !(this.open?.awaitsLetters || this.beginOnSelection())) return;
    event.preventDefault();
    this.open?.form.typeIntoChain(pasted);
  }

  /**
   * Opens the form of a new annotation for what is typed over words that stand selected, if any are; what was begun
   * on another passage waits as a draft.
   */
  private beginOnSelection(): boolean {
    const span = this.attaching.isOn ? null : this.selection.span();
    if (!span) return false;
    if (this.isBegun) this.hide();
    this.usePassage(span, true);
    return true;
  }

  private onSaveKey(event: KeyboardEvent): void {
    if (!this.open || event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    if (!isRestOfPress(event)) void this.save();
  }

  private async save(): Promise<void> {
    const { open } = this;
    if (!open) return;
    this.sent.set(open.key, open);
    const saved = await open.form.save();
    if (!saved) {
      this.waiting.show();
      if (this.open !== open) this.offerAgain(open, 'An annotation was not saved.');
      return;
    }
    open.dropDraft();
    this.waiting.show();
    if (this.open === open) {
      this.hide();
      this.selection.again();
    }
    this.around.register.forget();
    await showSaved(this.place, saved, () => this.open === null);
  }

  private close(): void {
    const { open } = this;
    if (!open) return;
    const hadFocus = document.activeElement !== document.body;
    this.hide();
    // A selection that is done with leaves the single keys to their commands.
    window.getSelection()?.removeAllRanges();
    this.offerAgain(open, closedUnsaved);
    if (hadFocus) focusAfter(open, this.around.text);
  }

  private offerAgain(form: OpenForm, sentence: string): void {
    const { key } = form;
    form.offerAgain(
      sentence,
      () => void this.goOn(key),
      () => this.drop(key),
    );
  }

  private drop(key: string): void {
    const { drafts, text } = this.around;
    const draft = drafts.read(key);
    drafts.drop(key);
    this.waiting.show();
    focusPassage(text, draft && spanIn(text, draft));
  }

  private discard(): void {
    const { open } = this;
    open?.dropDraft();
    this.hide();
    if (open) focusAfter(open, this.around.text);
    announce('Discarded.');
  }

  private hide(): void {
    this.open?.hide();
    this.open = null;
    this.around.drafts.open = null;
    this.waiting.show();
  }

  /** The form that was open in this tab is there again after a reload; the others wait. */
  private async restore(): Promise<void> {
    const { open } = this.around.drafts;
    if (open !== null && this.around.drafts.read(open)) await this.reopen(open);
    else this.hide();
  }

  private async goOn(key: string): Promise<void> {
    await this.reopen(key);
    this.open?.form.focus('chain');
  }

  private async reopen(key: string): Promise<void> {
    const annotation = annotationOf(key);
    if (annotation !== null) return this.edit(key);
    const draft = this.around.drafts.read(key);
    if (draft) this.showBlank(spanIn(this.around.text, draft), key);
    this.around.popover.reveal();
  }

  private spanOf(id: string): Span | null {
    const lines = this.place.marks.linesOf(id);
    return this.place.text.spanAcross(lines[0], lines.at(-1));
  }
}
