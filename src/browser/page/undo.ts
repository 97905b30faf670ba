import { undoShown } from './flash.js';
import { addShortcut } from './keys.js';

const undos: (() => void)[] = [];

/** Notes how the act that was just done is undone. */
export function mayUndo(undo: () => void): void {
  undos.push(undo);
}

/** Undoes what was done last on this page. */
export function undoLast(): void {
  undos.pop()?.();
}

export function listenForUndo(): void {
  addShortcut('z', 'Undo what was done last', () => {
    if (!undoShown()) undoLast();
  });
}
