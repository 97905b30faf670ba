import { isTyping } from '../page/typing.js';
import type { AnnotationForm } from './annotation-form.js';

/** The first letters typed after a selection go into the chain, and Tab leads into the form. */
export function onFirstKey(event: KeyboardEvent, form: AnnotationForm): void {
  const { key, target, shiftKey } = event;
  if (isFirstLetter(event)) {
    form.focus('chain');
    event.stopImmediatePropagation();
  } else if (key === 'Tab' && !shiftKey && !isElsewhere(target)) {
    event.preventDefault();
    form.focus('chain');
  }
}

/** Whether a key begins a word that is typed where no field has the focus. */
export function isFirstLetter({ key, target }: KeyboardEvent): boolean {
  // An input method announces itself as "Process" before its first letter, a dead key as "Dead".
  const isLetter = key === 'Process' || key === 'Dead' || ([...key].length === 1 && key !== ' ');
  return isLetter && !isElsewhere(target);
}

/** What is pasted where no field has the focus, without the space around it; empty for nothing. */
export function firstPaste({ clipboardData, target }: ClipboardEvent): string {
  return isElsewhere(target) ? '' : (clipboardData?.getData('text/plain').trim() ?? '');
}

/** Whether keys and what is pasted have a meaning of their own there. */
function isElsewhere(target: EventTarget | null): boolean {
  const places = '.popover, .margin, button, a[href], summary, dialog';
  return isTyping(target) || (target instanceof Element && target.closest(places) !== null);
}
