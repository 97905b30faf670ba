import { element } from '../page/element.js';

/** Says in the head of the page how much waits to be reviewed; null: it is not known. */
export function showWaiting(count: number | null): void {
  const link = document.querySelector<HTMLElement>('header.top nav a[href="/review"]');
  if (!link || count === null) return;
  link.querySelector('.count')?.remove();
  if (count === 0) return;
  const words = element('span', { class: 'visually-hidden' }, ' waiting for you');
  link.append(element('span', { class: 'count' }, count.toLocaleString('en'), words));
}
