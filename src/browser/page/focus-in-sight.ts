/**
 * Gives the focus, and scrolls no further than it takes to see what has it: browsers bring what was
 * out of sight to the middle of the window.
 */
export function focusInSight(element: HTMLElement): void {
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
