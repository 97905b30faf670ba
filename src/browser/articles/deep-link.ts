import { flash } from '../page/flash.js';
import type { Cards } from './cards.js';
import type { Marks } from './marks.js';

/** Follows links to an annotation or its passage, within the page and from elsewhere. */
export function followLinks(marks: Marks, cards: Cards): void {
  const follow = () => goTo(location.hash, marks, cards);
  window.addEventListener('hashchange', follow);
  follow();
  // The browser scrolls to the fragment itself once everything is loaded: the passage comes last.
  if (document.readyState !== 'complete') {
    window.addEventListener('load', () => requestAnimationFrame(follow), { once: true });
  }
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
