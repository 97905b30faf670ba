import { isTyping } from './typing.js';

/** The code with which browsers tell of a key that an input method has taken. */
const takenByMethod = 229;

/**
 * Leaves to an input method what it takes of the keys in a field. Safari tells of the Enter or Escape that ends a
 * composition behind its end, when nothing but this code says that no choice or answer of the page is meant.
 */
export function leaveToInputMethods(): void {
  const first = { capture: true };
  window.addEventListener(
    'keydown',
    (event) => isTaken(event) && event.stopImmediatePropagation(),
    first,
  );
}

function isTaken({ isComposing, key, keyCode, target }: KeyboardEvent): boolean {
  const ends = key === 'Enter' || key === 'Escape' || key === 'Tab' || key.startsWith('Arrow');
  return keyCode === takenByMethod && !isComposing && ends && isTyping(target);
}
