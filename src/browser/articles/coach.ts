import { guarded } from '../page/storage.js';

const storageKey = 'whence:coached';

/** One line of advice above the text, until somebody has saved an annotation in this browser or waves it away. */
export function coach(): void {
  const line = document.querySelector<HTMLElement>('[data-coach]');
  if (!line || guarded(() => localStorage.getItem(storageKey)) !== null) return;
  line.hidden = false;
  line.querySelector('button')?.addEventListener('click', coached);
}

/** The advice is not needed any more. */
export function coached(): void {
  guarded(() => localStorage.setItem(storageKey, 'yes'));
  const line = document.querySelector<HTMLElement>('[data-coach]');
  if (line) line.hidden = true;
}
