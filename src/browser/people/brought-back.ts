import { guarded } from '../page/storage.js';

/** Whom the page was made for that this browser opened last. */
const storageKey = 'whence:person';

/**
 * A browser may bring a page back out of its own memory, and asks nobody whether it may still be shown: it is
 * hidden as it is left, and seen again by whoever it was made for alone. Others get what the desk has for them.
 */
export function hideFromOthers(): void {
  const { dataset, classList } = document.documentElement;
  const { person = '' } = dataset;
  guarded(() => localStorage.setItem(storageKey, person));
  window.addEventListener('pagehide', ({ persisted }) => {
    if (persisted) classList.add('left');
  });
  window.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    const isSame = guarded(() => localStorage.getItem(storageKey)) === person;
    if (isSame) classList.remove('left');
    else location.reload();
  });
}
