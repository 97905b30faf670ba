/**
 * Gives the focus, and scrolls no further than it takes to see what has it: browsers bring what was
 * out of sight to the middle of the window.
 */
export function focusInSight(element: HTMLElement): void {
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/**
 * The same for whatever takes the focus in an element, by Tab or by a program. What is pressed with the mouse
 * stays where it is, so that the press ends on it.
 */
export function keepFocusInSight(element: HTMLElement): void {
  element.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement) || element.matches(':active')) return;
    // At once: a browser that finds it out of sight still, because the page glides, goes the whole way.
    target.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  });
}
