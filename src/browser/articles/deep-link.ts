import { flash } from '../page/flash.js';
import { guarded } from '../page/storage.js';
import { isFormAtHand } from '../page/typing.js';
import type { Cards } from './cards.js';
import type { Marks } from './marks.js';

/**
 * Follows links to an annotation or its passage, within the page and from elsewhere. Whoever comes back to the page finds
 * the annotation that they left open.
 */
export function followLinks(marks: Marks, cards: Cards): void {
  const follow = () => goTo(location.hash, marks, cards);
  window.addEventListener('hashchange', follow);
  const left = leftOpen();
  marks.activated.listen((activation) => keepOpen(activation?.id ?? null));
  if (left !== null && marks.has(left)) {
    if (!isFormAtHand()) openAgain(left, marks);
    return;
  }
  follow();
  // The browser scrolls to the fragment itself once everything is loaded: the passage comes last.
  if (document.readyState !== 'complete') {
    window.addEventListener('load', () => requestAnimationFrame(follow), { once: true });
  }
}

/** The annotation that was open here when somebody went on from this place in the browser's history. */
function leftOpen(): string | null {
  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const left: unknown = history.state?.annotation;
  return visit?.type === 'back_forward' && typeof left === 'string' ? left : null;
}

function keepOpen(annotation: string | null): void {
  guarded(() => history.replaceState({ ...history.state, annotation }, ''));
}

/** The browser scrolls to where one was. */
function openAgain(id: string, marks: Marks): void {
  marks.activate(id);
  marks.focusActive();
}

function goTo(hash: string, marks: Marks, cards: Cards): void {
  const id = /^#(?:annotation|passage)-(.+)$/u.exec(hash)?.[1];
  if (id === undefined) return;
  if (marks.has(id)) {
    marks.activate(id, true);
    marks.focusActive();
    return;
  }
  const orphan = cards.get(id);
  if (orphan) {
    showOrphan(orphan);
    return;
  }
  flash('The annotation of this link is not here: it may have been deleted.');
}

function showOrphan(card: HTMLElement): void {
  card.classList.add('here');
  card.closest('.margin')?.classList.add('open');
  card.tabIndex = -1;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: 'center' });
}
