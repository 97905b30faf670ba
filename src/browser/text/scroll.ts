/** How much of the top of the window the page's head may cover, in CSS pixels. */
export const headPx = 80;

/**
 * Scrolls at once, whatever the style sheet says: a gliding page would be measured half-way, and
 * slip from under the hand that selects in it.
 */
export function scrollNow(top: number): void {
  window.scrollBy({ top, behavior: 'instant' });
}
