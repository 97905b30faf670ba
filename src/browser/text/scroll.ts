/**
 * Scrolls at once, whatever the style sheet says: a gliding page would be measured half-way, and
 * slip from under the hand that selects in it.
 */
export function scrollNow(top: number): void {
  window.scrollBy({ top, behavior: 'instant' });
}
