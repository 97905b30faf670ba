import { isTyping } from '../page/typing.js';
import type { AnnotationForm } from './annotation-form.js';

/** The first letters typed after a selection go into the chain, and Tab leads into the form. */
export function onFirstKey(event: KeyboardEvent, form: AnnotationForm): void {
  const { key, target, shiftKey } = event;
  if (isElsewhere(target)) return;
  // An input method announces itself as "Process" before its first letter, a dead key as "Dead".
  if (key === 'Process' || key === 'Dead' || ([...key].length === 1 && key !== ' ')) {
    form.focus('chain');
    event.stopImmediatePropagation();
  } else if (key === 'Tab' && !shiftKey) {
    event.preventDefault();
    form.focus('chain');
  }
}

/** What is pasted right after a selection goes into the chain as well. */
export function onFirstPaste(event: ClipboardEvent, form: AnnotationForm): void {
  if (isElsewhere(event.target)) return;
  const text = event.clipboardData?.getData('text/plain').trim() ?? '';
  if (text === '') return;
  event.preventDefault();
  form.typeIntoChain(text);
}

/** Whether keys and what is pasted have a meaning of their own there. */
function isElsewhere(target: EventTarget | null): boolean {
  const places = '.popover, .margin, button, a[href], summary, dialog';
  return isTyping(target) || (target instanceof Element && target.closest(places) !== null);
}
