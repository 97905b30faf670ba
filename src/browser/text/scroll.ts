import { keepHeight } from './keep-height.js';

/** How much of the top of the window the page's head may cover, in CSS pixels: the style sheet says it. */
export function headPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
}

/**
 * Scrolls at once, whatever the style sheet says: a gliding page would be measured half-way, and
 * slip from under the hand that selects in it.
 */
export function scrollNow(top: number): void {
  window.scrollBy({ top, behavior: 'instant' });
}

/** Changes what stands above the article's text, which stays where it is in the window: not every browser sees to that. */
export function changeAboveText(change: () => void): void {
  const text = document.querySelector('[data-edition-text]');
  const top = () => text?.getBoundingClientRect().top ?? 0;
  const before = top();
  change();
  const moved = top() - before;
  if (moved > 0) keepHeight(moved);
  if (moved !== 0) scrollNow(moved);
}

/** Scrolls up to where a passage begins, out from under the page's head and what was just said below that. */
export function showBeginning(passage: Element | Range): void {
  const { top } = passage.getBoundingClientRect();
  const hidden = coveredPx() - top;
  if (hidden > 0) scrollNow(-hidden);
}

/** A line at the foot of the window, or one that fills it, is none that a passage can begin below. */
function coveredPx(): number {
  const said = document.querySelector('[data-toast]')?.getBoundingClientRect();
  return said && said.bottom < window.innerHeight / 2 ? Math.max(headPx(), said.bottom) : headPx();
}
