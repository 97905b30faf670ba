import { sourcesIn } from '../chain/chain.js';
import { judgedHops } from '../review/verdict.js';
import type { Annotation } from './annotation.js';

/** The ids of the sources that stand in an annotation, in what is proposed to it or in a hop that was judged. */
export function sourcesMentioned({
  chain,
  proposals,
  verdicts,
}: Pick<Annotation, 'chain' | 'proposals' | 'verdicts'>): string[] {
  const proposed = proposals.flatMap(({ content }) => content.chain);
  return sourcesIn([...chain, ...proposed, ...judgedHops({ verdicts })]);
}
