import { flash } from './flash.js';
import { addShortcut } from './keys.js';
import { type PageParts, replaceParagraphs, retell } from './page-changes.js';
import { type Deleted, type Saved, send } from './save.js';

/** Deleting in place: the card goes, and can be had back. */
export class Deletion {
  private undo: string | null = null;

  constructor(private readonly page: PageParts) {
    document.addEventListener('submit', (event) => {
      const { target } = event;
      if (!(target instanceof HTMLFormElement) || !target.matches('form[data-delete]')) return;
      event.preventDefault();
      void this.delete(target.getAttribute('action') ?? '');
    });
    addShortcut('z', 'Bring back what was just deleted', () => void this.restore());
  }

  private async delete(address: string): Promise<void> {
    const answer = await send<Deleted>(address);
    if (answer.kind !== 'done') return sayWhyNot(answer);
    const { id, message, paragraphs, undo } = answer.body;
    this.undo = undo;
    if (this.page.marks.activeId === id) this.page.marks.activate(null);
    replaceParagraphs(this.page, paragraphs);
    this.page.cards.remove(id);
    retell(this.page);
    flash(message, [], [{ label: 'Undo', key: 'z', run: () => void this.restore() }]);
    // The button that was pressed is gone with its card.
    document.querySelector<HTMLElement>('.notice button')?.focus();
  }

  private async restore(): Promise<void> {
    if (this.undo === null) return;
    const answer = await send<Saved>(this.undo);
    if (answer.kind !== 'done') return sayWhyNot(answer);
    this.undo = null;
    const { id, message, card, paragraphs } = answer.body;
    replaceParagraphs(this.page, paragraphs);
    this.page.cards.put(card);
    retell(this.page);
    this.page.marks.activate(id);
    this.page.marks.focusActive();
    flash(message);
  }
}

type WhyNot = Exclude<Awaited<ReturnType<typeof send>>, { kind: 'done' }>;

function sayWhyNot(answer: WhyNot): void {
  flash(answer.kind === 'refused' ? answer.refusal.detail : answer.sentence);
}
