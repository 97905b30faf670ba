import { isRestOfPress } from './gesture.js';

interface Closer {
  isOpen: () => boolean;
  close: () => void;
}

const closers: Closer[] = [];

/** Lets Escape close something. What was registered last is closed first, one thing a press. */
export function onEscape(isOpen: () => boolean, close: () => void): void {
  closers.unshift({ isOpen, close });
}

/** Closes what is open, the topmost thing first, at each press of Escape; a dialog closes itself. */
export function listenForEscape(): void {
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    if (document.querySelector('dialog[open]')) return;
    const closer = closers.find(({ isOpen }) => isOpen());
    if (!closer) return;
    event.preventDefault();
    if (!isRestOfPress(event)) closer.close();
  });
}
