import { flash } from '../page/flash.js';
import { settled } from '../page/signal.js';
import type { EditionText } from '../text/text-position.js';

/** A selection counts once it has rested so long, in milliseconds. */
const restMs = 350;

/** Says why, once, to somebody who selects words of a text that they can't annotate now. */
export function sayWhyNot(sentence: string, text: EditionText): void {
  const rested = settled(() => {
    const selection = window.getSelection();
    if (!selection || selection.isCollapsed || !text.spanOf(selection.getRangeAt(0))) return;
    document.removeEventListener('selectionchange', rested.ask);
    flash(sentence);
  }, restMs);
  document.addEventListener('selectionchange', rested.ask);
}
