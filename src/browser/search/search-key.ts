import { commandKey } from '../page/command-key.js';
import { addShortcut } from '../page/keys.js';

/** `/` and Ctrl K lead to the search page, and on that page to its field. */
export function leadToSearch(): void {
  const link = document.querySelector<HTMLAnchorElement>('header.top a[href="/search"]');
  const field = document.querySelector<HTMLInputElement>('.search-form input[type="search"]');
  if (!link) return;
  const find = () => {
    if (!field) return link.click();
    field.focus();
    field.select();
  };
  addShortcut('/', 'Search', find);
  document.addEventListener('keydown', (event) => {
    const isAsked = (event.ctrlKey || event.metaKey) && commandKey(event) === 'k';
    if (!isAsked || event.altKey || event.shiftKey || event.defaultPrevented) return;
    event.preventDefault();
    find();
  });
}
