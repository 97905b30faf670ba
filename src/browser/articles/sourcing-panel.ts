import { fragment } from '../page/element.js';
import { textOf } from '../page/fetched.js';
import { settled } from '../page/signal.js';
import { changeAboveText } from '../text/scroll.js';
import type { Cards } from './cards.js';

/** Changes come one after another: the panel is drawn anew once they have come to rest. */
const restMs = 800;

/** What carries the article is told anew once its annotations have changed; never under somebody's hands. */
export function keepSourcing(page: HTMLElement, article: string, cards: Cards): void {
  const place = page.querySelector<HTMLElement>('[data-sourcing]');
  if (!place) return;
  const redraw = settled(() => void drawAnew(place, article), restMs);
  // Of an article of very many annotations it is told anew with the page.
  cards.retold.listen(() => {
    if (cards.isWhole) redraw.ask();
  });
}

/** The map is drawn where it is looked at: a page at rest does not wait for it. */
export function drawMaps(): void {
  document.addEventListener('toggle', ({ target }) => void drawMapIn(target), { capture: true });
  for (const place of document.querySelectorAll('main:not(.annotated)')) {
    void drawMapIn(place);
  }
}

async function drawMapIn(within: EventTarget | null): Promise<void> {
  const isShut = within instanceof HTMLDetailsElement && !within.open;
  if (!(within instanceof Element) || isShut) return;
  const place = within.querySelector<HTMLElement>('[data-map-place]:not([data-asked])');
  const address = place?.dataset.mapPlace;
  if (!place || !address) return;
  place.dataset.asked = '';
  const html = await textOf(address);
  if (html) place.replaceChildren(fragment(html));
}

async function drawAnew(place: HTMLElement, article: string): Promise<void> {
  const html = await textOf(`/articles/${article}/sourcing/panel`);
  if (html === null || place.contains(document.activeElement) || isTypedIn(place)) return;
  const isOpen = place.querySelector('details')?.open ?? false;
  changeAboveText(() => {
    place.replaceChildren(fragment(html));
    const panel = place.querySelector('details');
    if (panel) panel.open = isOpen;
  });
}

function isTypedIn(place: HTMLElement): boolean {
  return [...place.querySelectorAll('textarea')].some(({ value }) => value !== '');
}
