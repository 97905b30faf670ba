/** The page's header, which stays in sight, and a little more; in CSS pixels. */
const headPx = 64;

/** Between what floats and the edge of the window, in CSS pixels. */
const edgePx = 8;

/**
 * Stands what floats below something above it instead, where below it would cover the form's own
 * buttons or go beyond the window, and above there is room. What it hangs in is its parent. On a narrow
 * screen it stands in the flow, and is scrolled into sight.
 */
export function standClear(floating: HTMLElement): void {
  floating.classList.remove('above');
  if (getComputedStyle(floating).position === 'static') {
    floating.scrollIntoView({ block: 'nearest' });
    return;
  }
  const { bottom, height } = floating.getBoundingClientRect();
  const actions = floating.closest('form')?.querySelector('.actions');
  const floor = Math.min(
    window.innerHeight - edgePx,
    actions?.getBoundingClientRect().top ?? window.innerHeight,
  );
  if (bottom <= floor) return;
  const top = floating.parentElement?.getBoundingClientRect().top ?? 0;
  if (top - height >= headPx) floating.classList.add('above');
}
