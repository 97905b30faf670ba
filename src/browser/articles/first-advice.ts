import { guarded } from '../page/storage.js';

const storageKey = 'whence:coached';

/** One line of advice above the text, on pages that are opened before somebody has saved an annotation in this browser or waved it away. */
export function showFirstAdvice(): void {
  const line = document.querySelector<HTMLElement>('[data-first-advice]');
  if (!line || guarded(() => localStorage.getItem(storageKey)) !== null) return;
  line.hidden = false;
  line.querySelector('button')?.addEventListener('click', () => {
    endFirstAdvice();
    line.hidden = true;
  });
}

/** The advice is not needed any more; the line stays where it stands, for the text below would move. */
export function endFirstAdvice(): void {
  guarded(() => localStorage.setItem(storageKey, 'yes'));
}
