import { counted } from '../../domain/text/wording.js';
import type { NewParagraph } from '../annotations/save.js';
import { elementOf } from '../page/element.js';
import { loadAnew } from '../people/kept-beside.js';
import type { EditionText } from '../text/text-position.js';
import type { Cards } from './cards.js';
import type { Marks } from './marks.js';

/** What the page is made of, for those who change it. */
export interface PageParts {
  text: EditionText;
  marks: Marks;
  cards: Cards;
}

/**
 * Puts paragraphs that the server drew anew in the place of the old ones, and renumbers. Those of another
 * edition have no place in a page that was opened before it came in: the page is opened anew.
 */
export function replaceParagraphs({ text, marks, cards }: PageParts, paragraphs: NewParagraph[]) {
  if (paragraphs.some(({ edition }) => String(edition) !== text.edition)) {
    loadAnew();
    return;
  }
  for (const { start, html } of paragraphs) {
    const fresh = elementOf(html);
    const old = text.root.querySelector(`p[data-start="${start}"]`);
    if (fresh && old) old.replaceWith(fresh);
  }
  marks.index();
  cards.renumber();
}

/** Says how many annotations there are, once some have come or gone. */
export function showTally({ marks, cards }: PageParts): void {
  const orphans = cards.placeless();
  const count = marks.ids.length + orphans.length;
  const reviewed = orphans.filter(({ dataset }) => dataset.status !== 'unreviewed').length;
  const unreviewed = count - reviewed - marks.ids.filter((id) => marks.isReviewed(id)).length;
  const tally = document.querySelector('[data-tally]');
  const words = counted(count, 'annotation');
  if (tally) tally.textContent = unreviewed > 0 ? `${words} · ${unreviewed} unreviewed` : words;
  const empty = document.querySelector<HTMLElement>('[data-empty]');
  if (empty) empty.hidden = count > 0;
  showPlaceless(orphans);
  cards.changed.send();
  cards.retold.send();
}

/** Those without a place stand below a heading, and a line above the text leads to the first that is not hidden. */
export function showPlaceless(cards: readonly HTMLElement[]): void {
  const [first, ...others] = cards.filter(({ hidden }) => !hidden);
  const place = document.querySelector<HTMLElement>('.orphans');
  if (place) place.hidden = first === undefined;
  const line = document.querySelector<HTMLElement>('[data-lost]');
  if (!line) return;
  line.hidden = first === undefined;
  line.querySelector('a')?.setAttribute('href', `#${first?.id}`);
  line.querySelector('span')?.replaceChildren(String(1 + others.length));
}
