/*
 * A page that grows shorter is scrolled by the browser where its end would come into the window, and
 * what is being read moves. The page keeps its height until that can't happen any more.
 */

let kept = 0;

/** Keeps the page at least so high that what is in the window can stay where it is, or be scrolled as far as it is moved. */
export function keepHeight(movedPx = 0): void {
  if (kept === 0) window.addEventListener('scroll', letGo, { passive: true });
  keep(window.scrollY + movedPx + window.innerHeight);
}

/** Once scrolled up, no more is needed than reaches to the end of the window; at its head a page is not scrolled back. */
function letGo(): void {
  const needed = window.scrollY + window.innerHeight;
  if (window.scrollY > 0 && needed > kept - window.innerHeight / 2) return;
  window.removeEventListener('scroll', letGo);
  keep(0);
}

function keep(height: number): void {
  kept = height;
  document.body.style.minHeight = height > 0 ? `${height}px` : '';
}
