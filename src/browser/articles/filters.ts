import { announce } from '../page/announce.js';
import { addShortcut } from '../page/keys.js';
import type { Cards } from './cards.js';
import type { Marks } from './marks.js';

const names = ['confidence', 'source', 'person', 'status'] as const;

/** Hides what is not asked for: cards go, highlights leave a trace. Kept in the page's address. */
export class Filters {
  private readonly tally: HTMLElement | null;
  private query = '';

  constructor(
    private readonly form: HTMLFormElement,
    private readonly marks: Marks,
    private readonly cards: Cards,
    private readonly changed: () => void,
  ) {
    form.classList.add('live');
    this.tally = document.querySelector<HTMLElement>('[data-hidden-tally]');
    form.addEventListener('change', () => void this.onChange());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.onChange();
    });
    this.query = this.typed().toString();
    cards.changed.listen(() => {
      if (this.query !== '') void this.apply();
    });
    addShortcut('f', 'Filter the annotations', () => this.enter());
  }

  /** Draws highlights that came anew as the filter wants them. */
  refresh(): void {
    if (this.query !== '') void this.apply();
  }

  private enter(): void {
    for (let at = this.form.parentElement; at; at = at.parentElement) {
      if (at instanceof HTMLDetailsElement) at.open = true;
    }
    this.form.closest('.margin')?.classList.add('open', 'list');
    this.form.querySelector('select')?.focus();
  }

  private async onChange(): Promise<void> {
    const query = this.typed();
    this.query = query.toString();
    history.replaceState(
      null,
      '',
      `${location.pathname}${this.query && `?${this.query}`}${location.hash}`,
    );
    await this.apply();
    this.changed();
    announce(this.tally?.hidden === false ? this.tally.textContent : 'All annotations are shown.');
  }

  private say(shown: number): void {
    const total = this.marks.ids.length;
    if (!this.tally) return;
    this.tally.hidden = shown === total;
    this.tally.textContent = `${total - shown} of ${total} annotations are hidden by the filter.`;
  }

  private typed(): URLSearchParams {
    const data = new FormData(this.form);
    return new URLSearchParams(
      names.flatMap((name) => {
        const value = data.get(name);
        return typeof value === 'string' && value !== '' ? [[name, value]] : [];
      }),
    );
  }

  private async apply(): Promise<void> {
    const matching = await this.matching();
    for (const card of this.cards.all()) {
      card.hidden = matching !== null && !matching.has(card.dataset.annotation ?? '');
    }
    let shown = 0;
    for (const id of this.marks.ids) {
      const isShown = matching === null || matching.has(id);
      if (isShown) shown += 1;
      for (const line of this.marks.linesOf(id)) line.classList.toggle('faint', !isShown);
    }
    this.say(shown);
  }

  /** The annotations that fit; null when nothing is asked for. */
  private async matching(): Promise<ReadonlySet<string> | null> {
    if (this.query === '') return null;
    if (!this.cards.isWhole) {
      const ids = await askServer(this.cards.matchesAddress(this.query));
      if (ids) return new Set(ids);
    }
    const asked = new URLSearchParams(this.query);
    const fitting = this.cards.all().filter((card) => fits(card, asked));
    return new Set(fitting.map((card) => card.dataset.annotation ?? ''));
  }
}

function fits({ dataset }: HTMLElement, asked: URLSearchParams): boolean {
  const held: Record<(typeof names)[number], string> = {
    confidence: dataset.confidence || 'none',
    source: dataset.sources ?? '',
    person: dataset.creator ?? '',
    status: dataset.status ?? '',
  };
  return names.every((name) => {
    const wanted = asked.get(name);
    return wanted === null || held[name].split(' ').includes(wanted);
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
