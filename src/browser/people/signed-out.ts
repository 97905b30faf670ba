import { guarded } from '../page/storage.js';
import { forgetTyped } from './typed-before.js';

/** In the address to which the server leads whoever has signed out. */
const mark = '#signed-out';
const storageKey = 'whence:signed-out';

/**
 * Somebody who signs out in one tab is out in all of them: each leaves what it shows, and what is typed in it, to
 * whoever comes next at this browser. A session that runs out takes nothing away.
 */
export function leaveWhenSignedOut(): void {
  if (location.hash === mark) {
    history.replaceState(history.state, '', location.pathname + location.search);
    if (document.documentElement.dataset.person === undefined) {
      forgetTyped();
      tellOtherTabs();
    }
  }
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key !== storageKey || newValue === null) return;
    forgetTyped();
    location.replace('/sign-in');
  });
}

function tellOtherTabs(): void {
  guarded(() => localStorage.setItem(storageKey, 'now'));
  guarded(() => localStorage.removeItem(storageKey));
}
