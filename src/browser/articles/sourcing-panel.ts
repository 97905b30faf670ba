import { fragment } from '../page/element.js';
import { textOf } from '../page/fetched.js';
import { settled } from '../page/signal.js';
import type { Cards } from './cards.js';

/** Changes come one after another: the panel is drawn anew once they have come to rest. */
const restMs = 800;

/** What carries the article is told anew once its annotations have changed; never under somebody's hands. */
export function keepSourcing(page: HTMLElement, article: string, cards: Cards): void {
  const place = page.querySelector<HTMLElement>('[data-sourcing]');
  if (!place) return;
  const redraw = settled(() => void drawAnew(place, article), restMs);
  cards.retold.listen(() => redraw.ask());
}

async function drawAnew(place: HTMLElement, article: string): Promise<void> {
  const html = await textOf(`/articles/${article}/sourcing/panel`);
  if (html === null || place.contains(document.activeElement) || isTypedIn(place)) return;
  const isOpen = place.querySelector('details')?.open ?? false;
  place.replaceChildren(fragment(html));
  const panel = place.querySelector('details');
  if (panel) panel.open = isOpen;
}

function isTypedIn(place: HTMLElement): boolean {
  return [...place.querySelectorAll('textarea')].some(({ value }) => value !== '');
}
