import { endFirstAdvice } from '../articles/first-advice.js';
import { type PageParts, replaceParagraphs, showTally } from '../articles/page-changes.js';
import { flash } from '../page/flash.js';
import type { FormOutcome } from './annotation-form.js';
import { undoOfProposal, undoOfSave } from './undoing.js';

/** The page in which a form was saved. */
interface SavedIn extends PageParts {
  /** Shows an annotation as it is by now. */
  update: (id: string) => Promise<void>;
}

/**
 * What was saved takes its place in the page, and is at hand where nothing else has been opened since:
 * an annotation, or one with what was proposed to it.
 */
export async function showSaved(
  page: SavedIn,
  saved: FormOutcome,
  isFree: () => boolean,
): Promise<void> {
  const { marks, cards, update } = page;
  const { id, message, warnings } = saved;
  if ('card' in saved) {
    replaceParagraphs(page, saved.paragraphs);
    cards.put(saved.card);
    showTally(page);
    endFirstAdvice();
  } else await update(id);
  if (isFree()) marks.bringToHand(id);
  const undo =
    'card' in saved ? undoOfSave(page, saved.undo) : undoOfProposal(saved.undo, () => update(id));
  flash(message, warnings, undo);
  if (marks.activeId === id) marks.showActive();
}
