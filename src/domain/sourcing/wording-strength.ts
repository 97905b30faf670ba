import type { Chain } from '../chain/chain.js';

/*
 * How sure a wording sounds, by the words of doubt and of emphasis in it. English words alone: of a text
 * in another language nothing is said.
 */

const doubtful =
  /\b(?:may|might|could|possibly|perhaps|maybe|alleged(?:ly)?|rumou?red|unconfirmed|unverified|doubtful|not sure|uncertain|cannot say|unclear)\b/iu;
const probable =
  /\b(?:likely|probabl[ey]|apparently|appears?|appeared|seems?|seemed|suggests?|suggested|reportedly|believed?|believes|thought|expects?|expected|estimated?|about to|nearly|almost)\b/iu;
const emphatic =
  /\b(?:certain(?:ly)?|definite(?:ly)?|confirmed|proved|proven|undoubtedly|without doubt|beyond doubt|in fact|clearly|established)\b/iu;

/** From 0, doubtful, over 1, probable, and 2, a plain statement, to 3, emphatic. */
export type WordingStrength = 0 | 1 | 2 | 3;

/** How sure a wording sounds: the most careful word of it counts. */
export function strengthOf(wording: string): WordingStrength {
  // "Uncertain" and "unconfirmed" are words of doubt and hold none of emphasis: \b parts them.
  if (doubtful.test(wording)) return 0;
  if (probable.test(wording)) return 1;
  return emphatic.test(wording) ? 3 : 2;
}

/** That a chain tells with more certainty further on what it told with less before. */
export interface GrownWording {
  /** The hop whose wording was more careful, counted from 1, and that wording. */
  hop: number;
  before: string;
  /** The wording further on: an excerpt of a later hop, or the passage itself (hop null). */
  laterHop: number | null;
  after: string;
}

/**
 * Where the wording of a chain grew stronger on the way: by the excerpts that its hops hold as evidence, and
 * the passage at its end. The largest step, the earliest of equals; null where none is known.
 */
export function grownWording(chain: Chain, passage: string): GrownWording | null {
  const told = [
    ...chain.flatMap(({ holders }, at) =>
      holders
        .flatMap(({ evidence }) => evidence)
        .flatMap(({ excerpt }) => (excerpt === null ? [] : [{ hop: at + 1, words: excerpt }])),
    ),
    { hop: null, words: passage },
  ].map((each) => ({ ...each, strength: strengthOf(each.words) }));
  let grown: (GrownWording & { step: number }) | null = null;
  for (const [at, { hop, strength, words }] of told.entries()) {
    if (hop === null) continue;
    for (const later of told.slice(at + 1)) {
      const step = later.strength - strength;
      if (later.hop === hop || step <= (grown?.step ?? 0)) continue;
      grown = { hop, before: words, laterHop: later.hop, after: later.words, step };
    }
  }
  if (!grown) return null;
  const { step: _, ...rest } = grown;
  return rest;
}
