import { type FilterName, filterNames } from '../../domain/annotations/annotation-filter.js';
import { hiddenWords } from '../../domain/annotations/filter-words.js';
import { labelKey } from '../../domain/annotations/labels.js';
import { announce } from '../page/announce.js';
import { fragment } from '../page/element.js';
import { textOf } from '../page/fetched.js';
import { flashBeside } from '../page/flash.js';
import { addShortcut } from '../page/keys.js';
import { settled } from '../page/signal.js';
import { changeAboveText } from '../text/scroll.js';
import type { Cards } from './cards.js';
import type { Marks } from './marks.js';
import { showPlaceless } from './page-changes.js';

/** Changes come one after another: the strip is drawn anew once they have come to rest. */
const restMs = 400;

/**
 * Hides what is not asked for: cards go, highlights leave a trace. Chips that are pressed together
 * let through what fits one of each kind. Kept in the page's address.
 */
export class Filters {
  private asked: URLSearchParams;
  private readonly redraw = settled(() => void this.retell(), restMs);

  constructor(
    private readonly strip: HTMLElement,
    private readonly marks: Marks,
    private readonly cards: Cards,
    private readonly changed: () => void,
  ) {
    const given = new URLSearchParams(location.search);
    this.asked = new URLSearchParams(
      [...given].filter(([name]) => filterNames.some((one) => one === name)),
    );
    strip.addEventListener('click', (event) => this.onClick(event));
    strip.addEventListener('change', ({ target }) => {
      if (target instanceof HTMLSelectElement && target.value !== '') this.choose(target);
    });
    strip.addEventListener('submit', (event) => event.preventDefault());
    cards.changed.listen(() => {
      if (this.asked.size > 0) void this.apply();
    });
    cards.retold.listen(() => this.redraw.ask());
    addShortcut('f', 'Filter the annotations', () => this.enter());
  }

  private enter(): void {
    const chip = this.strip.querySelector<HTMLElement>('.filter-chip');
    if (chip) chip.focus();
    else flashBeside('There is nothing to filter.');
  }

  private onClick(event: MouseEvent): void {
    const { target } = event;
    const link = target instanceof Element ? target.closest('a') : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const { name = '', value = '' } = link.dataset;
    const chosen = this.chosen(name, value);
    if ('clear' in link.dataset) this.asked = new URLSearchParams();
    else if (chosen === undefined) this.asked.append(name, value);
    else this.asked.delete(name, chosen);
    void this.show();
    if ('clear' in link.dataset) this.enter();
  }

  /** What is chosen from a list becomes a chip. */
  private choose({ name, value }: HTMLSelectElement): void {
    this.asked.append(name, value);
    void this.show().then(async () => this.put(await this.drawnAnew()));
  }

  private async show(): Promise<void> {
    const query = this.asked.toString();
    const address = `${location.pathname}${query && `?${query}`}${location.hash}`;
    history.replaceState(history.state, '', address);
    for (const chip of this.strip.querySelectorAll<HTMLElement>('[data-value]')) {
      const { name = '', value = '' } = chip.dataset;
      if (this.chosen(name, value) !== undefined) chip.setAttribute('aria-current', 'true');
      else chip.removeAttribute('aria-current');
    }
    await this.apply();
    this.changed();
    announce(this.asked.size > 0 ? this.tally : 'All annotations are shown.');
  }

  /** The value as it is asked for; undefined where it isn't. */
  private chosen(name: string, value: string): string | undefined {
    const key = formOf(name, value);
    return this.asked.getAll(name).find((each) => formOf(name, each) === key);
  }

  private get tally(): string {
    return this.strip.querySelector('[data-hidden-tally]')?.textContent ?? '';
  }

  private say(shown: number): void {
    const total = this.marks.ids.length + this.cards.placeless().length;
    const said = this.strip.querySelector('[data-hidden-tally]');
    const line = this.strip.querySelector<HTMLElement>('[data-filtering]');
    if (line) line.hidden = this.asked.size === 0;
    if (said) said.textContent = hiddenWords(total - shown, total);
  }

  private async apply(): Promise<void> {
    const matching = await this.matching();
    const placeless = this.cards.placeless();
    for (const card of [...this.cards.all(), ...placeless]) {
      card.hidden = matching !== null && !matching.has(card.dataset.annotation ?? '');
    }
    showPlaceless(placeless);
    let shown = placeless.filter(({ hidden }) => !hidden).length;
    for (const id of this.marks.ids) {
      const isShown = matching === null || matching.has(id);
      if (isShown) shown += 1;
      for (const line of this.marks.linesOf(id)) line.classList.toggle('faint', !isShown);
    }
    this.say(shown);
  }

  /** The annotations that fit; null when nothing is asked for. */
  private async matching(): Promise<ReadonlySet<string> | null> {
    if (this.asked.size === 0) return null;
    if (!this.cards.isWhole) {
      const ids = await askServer(this.cards.matchesAddress(this.asked.toString()));
      if (ids) return new Set(ids);
    }
    const cards = [...this.cards.all(), ...this.cards.placeless()];
    const fitting = cards.filter((card) => fits(card, this.asked));
    return new Set(fitting.map((card) => card.dataset.annotation ?? ''));
  }

  /** Never from under the hands of somebody who has opened the lists to choose from. */
  private async retell(): Promise<void> {
    const isOpen = () => this.strip.querySelector('details[open]') !== null;
    const html = isOpen() ? null : await this.drawnAnew();
    if (isOpen()) this.redraw.ask();
    else changeAboveText(() => this.put(html));
  }

  /** The chips with the counts as they are now. */
  private drawnAnew(): Promise<string | null> {
    return textOf(this.cards.filtersAddress(this.asked.toString()));
  }

  /** With the focus where it was. */
  private put(html: string | null): void {
    if (html === null) return;
    const { activeElement } = document;
    const isWithin = this.strip.contains(activeElement);
    const { name, value } = activeElement instanceof HTMLElement ? activeElement.dataset : {};
    this.strip.replaceChildren(fragment(html));
    if (!isWithin) return;
    const same = [...this.strip.querySelectorAll<HTMLElement>('[data-value]')].find(
      ({ dataset }) => dataset.name === name && dataset.value === value,
    );
    (same ?? this.strip.querySelector<HTMLElement>('summary, a'))?.focus();
  }
}

/** A value as it is compared: labels are in any case. */
function formOf(name: string, value: string): string {
  return name === 'label' ? labelKey(value) : value;
}

function fits({ dataset }: HTMLElement, asked: URLSearchParams): boolean {
  const held: Record<FilterName, string[]> = {
    confidence: [dataset.confidence || 'none'],
    status: [dataset.status ?? ''],
    person: [dataset.creator ?? ''],
    source: dataset.sources?.split(' ') ?? [],
    claim: dataset.claim?.split(' ') ?? [],
    label: dataset.labels?.split('\n') ?? [],
  };
  return filterNames.every((name) => {
    const wanted = asked.getAll(name);
    return wanted.length === 0 || wanted.some((value) => held[name].includes(formOf(name, value)));
  });
}

async function askServer(address: string): Promise<string[] | null> {
  try {
    const response = await fetch(address, { headers: { Accept: 'application/json' } });
    if (!response.ok) return null;
    const { ids } = (await response.json()) as { ids: string[] };
    return ids;
  } catch {
    return null;
  }
}
