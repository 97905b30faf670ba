import { button } from '../page/element.js';

/** At most this many cards stand beside one line of the text; the rest wait behind a button. */
const atOnce = 6;

/** Each press of it shows this many more. */
const perPress = 20;

/** The annotations of a part of the text whose cards are shown. */
interface ThinnedCards {
  ids: ReadonlySet<string>;
  /** The buttons that show more, each with the annotation that it stands after. */
  rest: { box: HTMLElement; after: string }[];
}

/**
 * Where very many annotations begin in one line of the text, the margin shows some of their cards and, after them, how
 * many more there are. The one at hand is always among those that are shown, so that keys lead to each.
 */
export class Crowds {
  /** How many are shown of each, by its first annotation, where somebody has asked for more. */
  private readonly asked = new Map<string, number>();
  private readonly buttons = new Map<string, HTMLButtonElement>();

  /** `changed` is told that more are to be shown, from which on, and whether a key has asked for them. */
  constructor(private readonly changed: (from: string, isByKey: boolean) => void) {}

  /** `all` stand in the order of the text; `topOf` says where the passage of each begins. */
  thin(
    all: readonly string[],
    topOf: ReadonlyMap<string, number>,
    active: string | null,
  ): ThinnedCards {
    const ids = new Set<string>();
    const rest: ThinnedCards['rest'] = [];
    for (const crowd of byLine(all, topOf)) {
      const [first = ''] = crowd;
      const shown = crowd.slice(0, this.asked.get(first) ?? atOnce);
      // One more takes no more room than a button.
      const isWhole = crowd.length - shown.length <= 1;
      for (const id of isWhole ? crowd : shown) ids.add(id);
      if (!isWhole) rest.push({ box: this.buttonOf(crowd, shown), after: shown.at(-1) ?? first });
    }
    if (active !== null) ids.add(active);
    this.keepOnly(rest.map(({ box }) => box));
    return { ids, rest };
  }

  /** Takes all buttons away. */
  keepOnly(kept: readonly HTMLElement[] = []): void {
    for (const made of this.buttons.values()) if (!kept.includes(made)) made.remove();
  }

  private buttonOf([first = '', ...others]: string[], shown: readonly string[]): HTMLElement {
    const made = this.buttons.get(first) ?? button('', () => {}, 'link more-here');
    this.buttons.set(first, made);
    made.textContent = `${others.length + 1 - shown.length} more here`;
    made.onclick = ({ detail }) => {
      this.asked.set(first, shown.length + perPress);
      this.changed(others[shown.length - 1] ?? first, detail === 0);
    };
    return made;
  }
}

/** Runs of annotations that begin in one line. */
function byLine(ids: readonly string[], topOf: ReadonlyMap<string, number>): string[][] {
  const lines: string[][] = [];
  let last = Number.NaN;
  for (const id of ids) {
    const top = Math.round(topOf.get(id) ?? Number.NaN);
    if (top === last) lines.at(-1)?.push(id);
    else lines.push([id]);
    last = top;
  }
  return lines;
}
