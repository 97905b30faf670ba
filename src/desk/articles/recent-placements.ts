import type { Placement } from '../../domain/text/quotes/quote.js';

/** About so much memory is taken by what is kept, in UTF-16 code units: some 100,000 passages that stand nowhere. */
const maxKeptUnits = 2 ** 24;

/** What is kept of each beside its words, and of each place in a list. */
const entryUnits = 160;
const placeUnits = 32;

/** The placements that were wanted last, by what they were worked out from, as far as there is room for them. */
export class RecentPlacements {
  /** Those wanted longest ago first. */
  readonly #kept = new Map<string, Placement>();
  #units = 0;

  constructor(private readonly maxUnits = maxKeptUnits) {}

  get(key: string): Placement | undefined {
    const placement = this.#kept.get(key);
    if (!placement) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, placement);
    return placement;
  }

  keep(key: string, placement: Placement): void {
    if (this.#kept.has(key)) return;
    this.#kept.set(key, placement);
    this.#units += unitsOf(placement);
    for (const [oldest, its] of this.#kept) {
      if (this.#units <= this.maxUnits) return;
      this.#kept.delete(oldest);
      this.#units -= unitsOf(its);
    }
  }
}

function unitsOf(placement: Placement): number {
  if (placement.kind === 'ambiguous') return entryUnits + placement.candidates.length * placeUnits;
  if (placement.kind !== 'changed') return entryUnits;
  return entryUnits + placement.was.length + placement.now.length;
}
