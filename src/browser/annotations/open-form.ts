import type { Span } from '../../domain/text/span.js';
import type { Register } from '../chain/register.js';
import { button, element } from '../page/element.js';
import { flash } from '../page/flash.js';
import { inBrief, passageOf, showPassage } from '../text/passage.js';
import type { EditionText } from '../text/text-position.js';
import { AnnotationForm } from './annotation-form.js';
import {
  annotationOf,
  areOfOneForm,
  type Draft,
  type Drafts,
  isOfProposal,
  OpenDraft,
  spanIn,
} from './draft.js';
import type { FormStand } from './popover.js';

/** What is said where a form in which something was typed is closed. */
export const closedUnsaved = 'Closed. What you typed is not saved.';

const goneElsewhere = 'Closed. What stood here was saved or discarded in another tab.';

/** What an open form stands in. */
export interface FormSurroundings {
  text: EditionText;
  popover: FormStand;
  drafts: Drafts;
  register: Register;
  publisher: string;
}

/** What a form asks of those who opened it. */
interface FormWishes {
  save: () => void;
  close: () => void;
  changePassage: () => void;
}

/** The form that is open in the popover, whose draft is kept under its key. */
export class OpenForm {
  readonly form: AnnotationForm;
  /** What had the focus before. */
  readonly back = document.activeElement;
  /** Whether the next letters typed anywhere are meant for it: a selection has just opened it. */
  awaitsLetters = false;
  /** Whether what was typed is saved or discarded: what the register still tells of it makes no draft. */
  private isOver = false;
  private readonly draft: OpenDraft;

  constructor(
    form: HTMLFormElement,
    key: string,
    public span: Span | null,
    private readonly around: FormSurroundings,
    private readonly wishes: FormWishes,
  ) {
    const { text, popover, drafts } = around;
    this.draft = new OpenDraft(drafts, key);
    popover.show(form, { range: span && text.rangeOf(span), instead: this.annotation });
    this.form = new AnnotationForm(form, around, this.annotation === null, () => this.keepDraft());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      wishes.save();
    });
    form.querySelector('[data-cancel]')?.addEventListener('click', (event) => {
      event.preventDefault();
      wishes.close();
    });
    showPassage(text, span);
    this.drawTitle();
  }

  /** Points the form at another passage. */
  setPassage(span: Span): void {
    const { text, popover } = this.around;
    this.span = span;
    this.form.setPassage(text, passageOf(text.content, span));
    this.form.showPassageField(false);
    popover.moveTo(text.rangeOf(span));
    showPassage(text, span);
    this.drawTitle();
    this.keepDraft();
  }

  /** Puts back what was typed before, and says so; `discard` is offered beside. */
  fillFrom(draft: Draft, discard: () => void): void {
    const span = spanIn(this.around.text, draft);
    const own = this.span;
    this.form.fill(draft);
    const passage = this.annotation === null ? (own ?? span) : (span ?? own);
    if (passage) this.setPassage(passage);
    else this.form.showPassageField(true);
    const notice = element(
      'p',
      { class: 'draft-notice', role: 'status' },
      `Your unsaved ${isOfProposal(this.key) ? 'proposal' : 'annotation'} is here again. `,
      this.isOneOfSeveral ? 'Another draft of it waits. ' : '',
      button('Discard', discard, 'link'),
    );
    this.form.form.before(notice);
  }

  /** Takes the form off the page; what was typed stays as a draft. */
  hide(): void {
    this.around.popover.hide();
    showPassage(this.around.text, null);
  }

  /** Says what became of what was typed, as long as it is kept nowhere but here, and offers it again. */
  offerAgain(sentence: string, open: () => void, discard: () => void): void {
    if (this.form.isSending) return;
    if (this.draft.isGone) flash(goneElsewhere);
    if (!this.around.drafts.read(this.key)) return;
    const offers = [
      { label: 'Open it again', run: open },
      { label: 'Discard', run: discard },
    ];
    flash(sentence, [], offers);
  }

  dropDraft(): void {
    this.isOver = true;
    this.draft.drop();
  }

  /** Under which its draft is kept. */
  get key(): string {
    return this.draft.key;
  }

  /** The id of the annotation that is edited, null for a new one. */
  get annotation(): string | null {
    return annotationOf(this.key);
  }

  private get isOneOfSeveral(): boolean {
    const kept = this.around.drafts.kept();
    return kept.some((other) => other !== this.key && areOfOneForm(this.key, other));
  }

  private keepDraft(): void {
    const { form, span } = this;
    if (!this.isOver) this.draft.keep(form.isPristine ? null : { ...form.draft(), span });
  }

  private drawTitle(): void {
    const { popover, text } = this.around;
    popover.title.ariaLabel = null;
    if (this.span === null) {
      popover.title.textContent =
        this.annotation === null ? 'Annotate a passage' : 'Edit this annotation';
      return;
    }
    const change = button('Change', this.wishes.changePassage, 'link');
    change.setAttribute('aria-label', 'Change the passage with the keys');
    const passage = inBrief(text.content.slice(this.span.start, this.span.end));
    popover.title.replaceChildren(element('bdi', {}, passage), ' ', change);
    popover.title.ariaLabel = passage;
  }
}
