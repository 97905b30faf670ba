import { type PageParts, replaceParagraphs, showTally } from '../articles/page-changes.js';
import { flash } from '../page/flash.js';
import { noteNewUnderPointer } from '../page/gesture.js';
import { isFormAtHand } from '../page/typing.js';
import { mayUndo, undoOffer } from '../page/undo.js';
import { type AnnotationDeleted, type AnnotationSaved, send } from './save.js';

/** Deleting in place: the cards go, and can be had back one by one, the last first. */
export class Deletion {
  /** Where to send the wish to have each back that was deleted since the page was opened. */
  private readonly undos: string[] = [];

  constructor(private readonly page: PageParts) {
    document.addEventListener('submit', (event) => {
      const { target } = event;
      if (!(target instanceof HTMLFormElement) || !target.matches('form[data-delete]')) return;
      event.preventDefault();
      void this.delete(target);
    });
  }

  private async delete(form: HTMLFormElement): Promise<void> {
    if (form.ariaBusy === 'true') return;
    form.ariaBusy = 'true';
    const answer = await send<AnnotationDeleted>(form.getAttribute('action') ?? '');
    form.ariaBusy = null;
    if (answer.kind !== 'done') return sayWhyNot(answer);
    const { id, message, paragraphs, undo } = answer.body;
    this.noteUndo(undo);
    if (this.page.marks.activeId === id) this.page.marks.activate(null);
    replaceParagraphs(this.page, paragraphs);
    this.page.cards.remove(id);
    showTally(this.page);
    noteNewUnderPointer();
    const { length } = this.undos;
    this.say(length > 1 ? `${length} annotations deleted.` : message);
    // The button that was pressed is gone with its card.
    if (!isFormAtHand()) document.querySelector<HTMLElement>('[data-toast] button')?.focus();
  }

  private async restore(): Promise<void> {
    const undo = this.undos.pop();
    if (undo === undefined) return;
    const answer = await send<AnnotationSaved>(undo);
    if (answer.kind !== 'done') {
      // What could not be asked for can be asked for again.
      if (answer.kind === 'failed') this.noteUndo(undo);
      return sayWhyNot(answer);
    }
    const { id, message, card, paragraphs } = answer.body;
    replaceParagraphs(this.page, paragraphs);
    this.page.cards.put(card);
    showTally(this.page);
    noteNewUnderPointer();
    this.page.marks.bringToHand(id);
    const { length } = this.undos;
    this.say(length > 0 ? `${message} ${length} more can be brought back.` : message);
    this.page.marks.showActive();
  }

  private noteUndo(undo: string): void {
    this.undos.push(undo);
    mayUndo(() => void this.restore());
  }

  private say(sentence: string): void {
    flash(sentence, [], this.undos.length > 0 ? [undoOffer] : []);
  }
}

type WhyNot = Exclude<Awaited<ReturnType<typeof send>>, { kind: 'done' }>;

function sayWhyNot(answer: WhyNot): void {
  flash(answer.kind === 'refused' ? answer.refusal.detail : answer.sentence);
}
