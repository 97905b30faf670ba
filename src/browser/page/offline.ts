import { unreachable } from '../annotations/save.js';
import { flash } from './flash.js';

/** What is being asked for: done by script it comes by here once more, and goes. */
const asking = new WeakSet<EventTarget>();

/**
 * Holds a form that the browser itself would send, and a report that it would fetch, where it says that there is no
 * connection, and the server does not answer: that would end on a page of the browser's own, and what was typed or
 * chosen be gone. A browser on a machine without a network says so of a desk on the machine itself, too.
 */
export function holdOffline(): void {
  // Behind all that listens on the page: what a script sends is its own to tell.
  window.addEventListener('submit', (event) => {
    const { submitter, target: form } = event;
    if (!(form instanceof HTMLFormElement)) return;
    void hold(event, form, () => form.requestSubmit(submitter));
  });
  // Before all that tells of a report which is being made.
  window.addEventListener('click', onClick, { capture: true });
}

function onClick(event: MouseEvent): void {
  const { target, ctrlKey, metaKey, shiftKey } = event;
  if (!(target instanceof Element) || ctrlKey || metaKey || shiftKey) return;
  const link = target.closest<HTMLElement>('a[data-export]');
  if (link) void hold(event, link, () => link.click());
}

async function hold(event: Event, held: HTMLElement, goOn: () => void): Promise<void> {
  if (event.defaultPrevented || navigator.onLine || asking.has(held)) return;
  event.preventDefault();
  event.stopPropagation();
  asking.add(held);
  const answer = await fetch('/healthz', { method: 'HEAD' }).catch(() => null);
  if (answer) goOn();
  else flash(unreachable);
  asking.delete(held);
}
