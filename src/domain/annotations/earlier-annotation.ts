import { z } from 'zod';
import { earlierChain, hasHolders, withHolders, wordsOfGaps } from '../chain/earlier-hops.js';
import { isObject } from '../values.js';

/**
 * An annotation of before format 3 as one of format 3, from JSON to JSON; one that is of format 3
 * already comes back as it is. Only chains are read here, as they were read in those days; the rest
 * is left for the shape of today. What had been said of a gap goes to the note, or where the chain
 * is a proposed one, to the reason. Throws a `ZodError` with the place of what is wrong in a chain,
 * behind the place where the annotation stands.
 */
export function upgradedAnnotation(
  annotation: unknown,
  place: readonly PropertyKey[] = [],
): unknown {
  if (!isObject(annotation)) return annotation;
  const { note, proposals } = annotation;
  const { chain, words } = upgradedChain(annotation.chain, [...place, 'chain']);
  return {
    ...annotation,
    chain,
    ...(words.length > 0 && { note: withAdded(note, words) }),
    ...(Array.isArray(proposals) && {
      proposals: proposals.map((proposal: unknown, index) =>
        upgradedProposal(proposal, [...place, 'proposals', index]),
      ),
    }),
  };
}

function upgradedProposal(proposal: unknown, place: readonly PropertyKey[]): unknown {
  if (!isObject(proposal) || !isObject(proposal.content)) return proposal;
  const { chain, words } = upgradedChain(proposal.content.chain, [...place, 'content', 'chain']);
  return {
    ...proposal,
    content: { ...proposal.content, chain },
    ...(words.length > 0 && { reason: withAdded(proposal.reason, words) }),
  };
}

function upgradedChain(chain: unknown, place: readonly PropertyKey[]) {
  if (Array.isArray(chain) && hasHolders(chain)) return { chain, words: [] };
  const read = earlierChain.safeParse(chain);
  if (read.success) return { chain: withHolders(read.data), words: wordsOfGaps(read.data) };
  throw new z.ZodError(
    read.error.issues.map((issue) => ({ ...issue, path: [...place, ...issue.path] })),
  );
}

function withAdded(text: unknown, words: readonly string[]): unknown {
  if (text === null || text === '') return words.join('\n');
  return typeof text === 'string' ? [text, '', ...words].join('\n') : text;
}
