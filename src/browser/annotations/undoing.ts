import { type PageParts, replaceParagraphs, showTally } from '../articles/page-changes.js';
import { flash, type ToastOffer } from '../page/flash.js';
import { noteNewUnderPointer } from '../page/gesture.js';
import { mayUndo, undoOffer } from '../page/undo.js';
import { focusParagraph } from '../text/passage.js';
import { type AnnotationDeleted, type AnnotationSaved, send } from './save.js';

/** What undoes a save: an annotation that was new is deleted, one that was changed is as before. */
export function undoOfSave(page: PageParts, address: string | null): ToastOffer[] {
  if (address === null) return [];
  mayUndo(() => void undo(page, address));
  return [undoOffer];
}

/** What undoes a proposal: it is withdrawn, and `done` shows how things are then. */
export function undoOfProposal(
  made: { action: string } | undefined,
  done: () => Promise<void>,
): ToastOffer[] {
  if (!made) return [];
  const withdraw = async () => {
    const answer = await send<{ message: string }>(made.action);
    if (answer.kind === 'refused') return flash(answer.refusal.detail);
    if (answer.kind === 'failed') return flash(answer.sentence);
    await done();
    flash(answer.body.message);
  };
  mayUndo(() => void withdraw());
  return [undoOffer];
}

async function undo(page: PageParts, address: string): Promise<void> {
  const answer = await send<AnnotationSaved | AnnotationDeleted>(address);
  if (answer.kind === 'refused') return flash(answer.refusal.detail);
  if (answer.kind === 'failed') return flash(answer.sentence);
  const { id, message, paragraphs } = answer.body;
  const card = 'card' in answer.body ? answer.body.card : null;
  if (!card && page.marks.activeId === id) page.marks.activate(null);
  replaceParagraphs(page, paragraphs);
  if (card) page.cards.put(card);
  else page.cards.remove(id);
  showTally(page);
  noteNewUnderPointer();
  if (card) {
    page.marks.activate(id);
    page.marks.focusActive();
  } else focusParagraph(page.text.root.querySelector(`p[data-start="${paragraphs[0]?.start}"]`));
  flash(message, [], card ? [] : bringingBack(page, answer.body.undo));
  page.marks.showActive();
}

/** A key may have been pressed by mistake; the next one takes back what was done before, so that this is a button. */
function bringingBack(page: PageParts, address: string | null): ToastOffer[] {
  return address === null ? [] : [{ label: 'Bring it back', run: () => void undo(page, address) }];
}
