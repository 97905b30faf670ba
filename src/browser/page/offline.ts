import { unreachable } from '../annotations/save.js';
import { flash } from './flash.js';

/**
 * Holds a form that the browser itself would send while it knows that there is no connection: that would end on a
 * page of the browser's own, and what was typed be gone.
 */
export function holdFormsOffline(): void {
  // Behind all that listens on the page: what a script sends is its own to tell.
  window.addEventListener('submit', (event) => {
    if (event.defaultPrevented || navigator.onLine) return;
    event.preventDefault();
    flash(unreachable);
  });
}
