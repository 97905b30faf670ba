import { element } from '../page/element.js';

/*
 * For whom the page was made goes with all that it sends: another tab may have signed in somebody
 * else meanwhile, in whose name nothing of it is done. See web/forms/shown-to.ts.
 */

/** The field by which a form says so. */
export const personField = 'shownTo';

function personOf(page: Document): string | undefined {
  return page.documentElement.dataset.person;
}

/** Whether a page that was fetched is for the same person as the one that is open. */
export function isForSame(page: Document): boolean {
  return personOf(page) === personOf(document);
}

/** The headers of what a script sends. */
export function withPerson(headers: Record<string, string> = {}): Record<string, string> {
  const person = personOf(document);
  return person === undefined ? headers : { ...headers, 'Whence-Person': person };
}

/**
 * Puts it into a form that the browser itself will send. One that is kept says by itself who opened it,
 * which may be somebody else than is shown it once more.
 */
export function putPerson(form: HTMLFormElement): void {
  const person = personOf(document);
  if (person === undefined || form.method !== 'post' || form.matches('[data-kept-form]')) return;
  for (const before of form.querySelectorAll(`input[name=${personField}]`)) before.remove();
  form.append(element('input', { type: 'hidden', name: personField, value: person }));
}

/** Puts it into every such form as it is sent. */
export function sendPersonAlong(): void {
  // Behind all that listens on the page: what a script sends has its header.
  window.addEventListener('submit', ({ defaultPrevented, target }) => {
    if (!defaultPrevented && target instanceof HTMLFormElement) putPerson(target);
  });
}
