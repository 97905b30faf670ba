import { flash } from '../page/flash.js';

/** In UTF-16 units of an address: what servers and what stands before them take in any case. */
const maxQueryUnits = 6000;

/**
 * Holds a search for more than an address can hold, as when a whole article was pasted: it would end on a page without
 * the words, and without a field.
 */
export function holdLongSearches(): void {
  window.addEventListener('submit', (event) => {
    const { target: form, submitter } = event;
    if (!(form instanceof HTMLFormElement) || form.method !== 'get') return;
    const asked = new URLSearchParams();
    for (const [name, value] of new FormData(form, submitter))
      if (typeof value === 'string') asked.append(name, value);
    if (asked.toString().length <= maxQueryUnits) return;
    event.preventDefault();
    flash('This is too long to be looked for: a few words are enough.');
  });
}
