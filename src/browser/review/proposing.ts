import { Drafts, proposalKey } from '../annotations/draft.js';
import { fetchForm, whyNoForm } from '../annotations/edit-form.js';
import { closedUnsaved, OpenForm } from '../annotations/open-form.js';
import type { FormAnchor, FormStand } from '../annotations/popover.js';
import type { ProposalMade } from '../annotations/save.js';
import { Register } from '../chain/register.js';
import { button, element } from '../page/element.js';
import { onEscape } from '../page/escape.js';
import { flash } from '../page/flash.js';
import { keepFocusInSight } from '../page/focus-in-sight.js';
import { asPassage, KeyboardSelection } from '../text/keyboard-selection.js';
import { SelectionWatch } from '../text/selection.js';
import { EditionText } from '../text/text-position.js';

/** Where the form of a proposal stands on the queue's page: in the place of the card. */
class CardPlace implements FormStand {
  readonly title = element('h2', { class: 'popover-title', id: 'popover-title' });
  private readonly box = element('div', {
    class: 'popover in-panel',
    role: 'dialog',
    'aria-labelledby': this.title.id,
    hidden: true,
  });

  constructor(
    private readonly panel: HTMLElement,
    private readonly close: () => void,
  ) {
    keepFocusInSight(this.box);
    panel.prepend(this.box);
  }

  show(content: Node, _place: FormAnchor): void {
    const close = button('Close', this.close, 'popover-close', 'Esc');
    this.box.replaceChildren(element('header', {}, this.title, close), content);
    this.box.hidden = false;
    this.panel.classList.add('proposing');
  }

  /** Its passage moves; the place of the card does not. */
  moveTo(): void {}

  /** Taller than the window it begins below the bars, beside its passage. */
  reveal(): void {
    const { scrollPaddingTop } = getComputedStyle(document.documentElement);
    const fits = this.box.offsetHeight + Number.parseFloat(scrollPaddingTop) <= window.innerHeight;
    this.box.scrollIntoView({ block: fits ? 'nearest' : 'start', behavior: 'instant' });
  }

  hide(): void {
    this.box.hidden = true;
    this.box.replaceChildren();
    this.panel.classList.remove('proposing');
  }
}

/** Proposing something else to the annotation of one page of the queue, its text in view. */
export class Proposing {
  private open: OpenForm | null = null;
  private readonly text: EditionText;
  private readonly stand: CardPlace;
  private readonly drafts: Drafts;
  private readonly keyboard: KeyboardSelection;

  constructor(
    private readonly main: HTMLElement,
    root: HTMLElement,
    panel: HTMLElement,
    private readonly made: (proposal: ProposalMade) => void,
  ) {
    const paper = root.parentElement ?? root;
    const { person = '' } = document.documentElement.dataset;
    this.text = new EditionText(root);
    this.stand = new CardPlace(panel, () => this.close());
    this.drafts = new Drafts(person, main.dataset.article ?? '');
    const use = (span: Parameters<OpenForm['setPassage']>[0]) => this.open?.setPassage(span);
    this.keyboard = new KeyboardSelection(paper, this.text, (span) => span && use(span));
    new SelectionWatch(paper, this.text, {
      selected: () => false,
      asked: use,
      label: () => 'Use as the passage',
      isOff: () => this.open === null || this.keyboard.isOn,
    });
    onEscape(
      () => this.open !== null,
      () => this.close(),
    );
  }

  /** Opens the form, filled in with what stands. */
  async begin(): Promise<void> {
    if (this.open) return this.open.form.focus('chain');
    const { review = '', article = '', publisher = '' } = this.main.dataset;
    const key = proposalKey(review);
    const form = await fetchForm(key);
    // It was asked for twice, or the next annotation has been gone on to.
    if (this.open || !this.main.isConnected) return;
    if (!(form instanceof HTMLFormElement)) return flash(whyNoForm[form]);
    const draft = this.drafts.read(key);
    const around = {
      text: this.text,
      popover: this.stand,
      drafts: this.drafts,
      register: new Register(article),
      publisher,
    };
    this.open = new OpenForm(form, key, this.passage(review), around, {
      save: () => void this.save(),
      close: () => this.close(),
      changePassage: () => this.keyboard.start(this.open?.span ?? null, asPassage),
    });
    if (draft) this.open.fillFrom(draft, () => this.discard());
    this.open.form.showPassageField(this.open.span === null);
    this.stand.reveal();
    this.open.form.focus('chain');
  }

  private passage(id: string) {
    const marks = this.main.querySelectorAll(`mark[data-annotations~="${id}"]`);
    return this.text.spanAcross(document.getElementById(`passage-${id}`), [...marks].at(-1));
  }

  private async save(): Promise<void> {
    const { open } = this;
    const saved = await open?.form.save();
    if (!open || !saved || 'card' in saved) return;
    open.dropDraft();
    this.hide();
    this.made(saved);
  }

  private discard(): void {
    this.open?.dropDraft();
    this.hide();
  }

  private close(): void {
    const { open } = this;
    this.hide();
    open?.offerAgain(
      closedUnsaved,
      () => void this.begin(),
      () => open.dropDraft(),
    );
    this.main.querySelector<HTMLElement>('.review-panel')?.focus({ preventScroll: true });
  }

  private hide(): void {
    this.open?.hide();
    this.open = null;
  }
}
