import type { Annotation } from '../annotations/annotation.js';
import type { Chain } from '../chain/hop.js';
import { drawnSign } from '../chain/sign-shapes.js';
import { quoted } from '../history/words.js';
import { currentRating, type Source } from '../register/source.js';
import type { MapHop, MapPassage, MapSource } from './source-map.js';

/**
 * An annotation as a map of one article needs it. `standsFor` gives the entry of the register that stands for one that
 * is joined into it; `href` is where the passage stands.
 */
export function mapPassage(
  { id, chain, confidence, created: at, stance, target }: Annotation,
  standsFor: (source: string) => string,
  href: string,
): MapPassage {
  const hops = chain.map(
    ({ relation, holders }): MapHop => ({
      relation,
      holders: holders.map(({ source, check }) => ({ source: standsFor(source), check })),
    }),
  );
  const quote = quoted(target.exact);
  return { annotation: id, at, href, quote, confidence, stance: stance ?? 'asserts', hops };
}

/** Of chains through one source, what comes right before it and right behind it. */
export function aroundSource(passage: MapPassage, source: string): MapPassage {
  const at = passage.hops.findIndex(({ holders }) =>
    holders.some((each) => each.source === source),
  );
  if (at < 0) return passage;
  const last = passage.hops.findLastIndex(({ holders }) =>
    holders.some((each) => each.source === source),
  );
  return { ...passage, hops: passage.hops.slice(Math.max(0, at - 1), last + 2) };
}

/** The sources that stand right before some entries of a chain, right behind them and among them. */
export function sourcesBeside(chain: Chain, own: ReadonlySet<string>): string[] {
  const isOwn = (at: number) => chain[at]?.holders.some(({ source }) => own.has(source)) ?? false;
  return chain.flatMap(({ holders }, at) =>
    isOwn(at - 1) || isOwn(at) || isOwn(at + 1) ? holders.map(({ source }) => source) : [],
  );
}

const noEntry: MapSource = {
  name: 'A source no longer here',
  shape: 'unsaid',
  isDashed: false,
  letter: null,
};

/** What a map shows of entries of the register; of one that is not there, that it is not. */
export function mapSources(
  sourceOf: (id: string) => Source | undefined,
): (id: string) => MapSource {
  return (id) => {
    const source = sourceOf(id);
    if (!source) return noEntry;
    const { shape, isDashed } = drawnSign(source);
    return {
      name: source.name,
      shape,
      isDashed,
      letter: currentRating(source)?.reliability ?? null,
    };
  };
}
