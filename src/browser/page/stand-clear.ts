/** The page's header, which stays in sight, and a little more; in CSS pixels. */
const headPx = 64;

/** Between what floats and the edge of the window, in CSS pixels. */
const edgePx = 8;

/**
 * Stands what floats below something above it instead, where below it would cover the form's own
 * buttons or go beyond the window, and above there is room. What it hangs in is its parent. Where it
 * stands in the flow, on a narrow screen, it is scrolled out from behind those buttons.
 */
export function standClear(floating: HTMLElement): void {
  floating.classList.remove('above');
  const { bottom, height } = floating.getBoundingClientRect();
  const hidden = bottom + edgePx - floorOf(floating);
  if (hidden <= 0) return;
  const top = floating.parentElement?.getBoundingClientRect().top ?? 0;
  if (getComputedStyle(floating).position === 'static') scrollUp(floating, hidden, top);
  else if (top - height >= headPx) floating.classList.add('above');
}

/** Where what can be seen ends: at the buttons, which stay in sight, or the window's edge. */
function floorOf(floating: HTMLElement): number {
  const actions = floating.closest('form')?.querySelector('.actions');
  return Math.min(window.innerHeight, actions?.getBoundingClientRect().top ?? window.innerHeight);
}

/** Scrolls what is hidden into sight, as far as what it belongs to stays there. */
function scrollUp(floating: HTMLElement, hidden: number, top: number): void {
  const scroller = scrollerOf(floating);
  const ceiling = scroller ? scroller.getBoundingClientRect().top : 0;
  const room = Math.max(top - ceiling - headPx, 0);
  (scroller ?? window).scrollBy({ top: Math.min(hidden, room), behavior: 'instant' });
}

function scrollerOf(element: HTMLElement): HTMLElement | null {
  for (let each = element.parentElement; each; each = each.parentElement) {
    if (/auto|scroll/u.test(getComputedStyle(each).overflowY)) return each;
  }
  return null;
}
