import { addShortcut } from './keys.js';

/** `/` leads to the search page, and on that page to its field. */
export function leadToSearch(): void {
  const link = document.querySelector<HTMLAnchorElement>('header.top a[href="/search"]');
  const field = document.querySelector<HTMLInputElement>('.search-form input[type="search"]');
  if (!link) return;
  addShortcut('/', 'Search', () => {
    if (!field) return link.click();
    field.focus();
    field.select();
  });
}
