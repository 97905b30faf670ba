import { flash, undoShown } from './flash.js';
import { addShortcut } from './keys.js';

const undos: (() => void)[] = [];

/** Notes how the act that was just done is undone. */
export function mayUndo(undo: () => void): void {
  undos.push(undo);
}

/** What a toast offers for it. */
export const undoOffer = { label: 'Undo', key: 'z', run: undoLast };

/** Undoes what was done last on this page. */
function undoLast(): void {
  const undo = undos.pop();
  if (undo) undo();
  else flash('There is nothing to undo here.');
}

/** Lets `z` undo what the toast offers, or else what was done last. */
export function listenForUndo(): void {
  addShortcut('z', 'Undo what was done last', () => {
    if (!undoShown()) undoLast();
  });
}
