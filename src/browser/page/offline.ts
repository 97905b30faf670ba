import { unreachable } from '../annotations/save.js';
import { flash } from './flash.js';

/**
 * Holds a form that the browser itself would send where it says that there is no connection, and the server does not
 * answer: that would end on a page of the browser's own, and what was typed be gone. A browser on a machine without a
 * network says so of a desk on the machine itself, too.
 */
export function holdFormsOffline(): void {
  const asking = new WeakSet<EventTarget>();
  // Behind all that listens on the page: what a script sends is its own to tell.
  window.addEventListener('submit', async (event) => {
    const { defaultPrevented, submitter, target: form } = event;
    if (defaultPrevented || navigator.onLine || !(form instanceof HTMLFormElement)) return;
    if (asking.has(form)) return;
    event.preventDefault();
    asking.add(form);
    const answer = await fetch('/healthz', { method: 'HEAD' }).catch(() => null);
    // Sent by script it comes by here once more, and goes.
    if (answer) form.requestSubmit(submitter);
    else flash(unreachable);
    asking.delete(form);
  });
}
