import type { Cards } from './cards.js';
import type { Marks } from './marks.js';

/** Keeps what paper says of the annotations without a card in step with the cards that are fetched. */
export function countLeftOver(cards: Cards, marks: Marks): void {
  const line = document.querySelector<HTMLElement>('[data-left-over]');
  const number = line?.querySelector('span');
  if (!line || !number) return;
  cards.changed.listen(() => {
    const carded = new Set(cards.all().map(({ dataset }) => dataset.annotation));
    const left = marks.ids.filter((id) => !carded.has(id) && marks.isShown(id)).length;
    number.textContent = String(left);
    line.classList.toggle('on-paper', left > 0);
    line.hidden = left === 0;
  });
}
