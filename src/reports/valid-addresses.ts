import type { Annotation } from '../domain/annotations/annotation.js';
import type { Article } from '../domain/articles/article.js';
import type { Chain, Hop } from '../domain/chain/chain.js';
import { webAddressOf } from '../domain/web-address.js';

/*
 * A desk may have kept addresses that are none, from earlier versions or by hand: what leaves it has
 * valid ones alone, written as `webAddressOf` writes them, and none where nothing can be made of one.
 */

/** An article without an address that is none of the web. */
export function validArticle(article: Article): Article {
  return { ...article, url: validAddress(article.url) };
}

/** An annotation, with its proposals, without addresses that are none of the web. */
export function validAnnotation(annotation: Annotation): Annotation {
  const { chain, proposals, verdicts } = annotation;
  return {
    ...annotation,
    chain: validChain(chain),
    proposals: proposals.map((each) => ({
      ...each,
      content: { ...each.content, chain: validChain(each.content.chain) },
    })),
    verdicts: verdicts.map((each) => ({ ...each, hop: each.hop && validHop(each.hop) })),
  };
}

function validChain(chain: Chain): Chain {
  return chain.map(validHop);
}

function validHop(hop: Hop): Hop {
  if (hop.holders.every(({ evidence }) => evidence.length === 0)) return hop;
  const holders = hop.holders.map((holder) => ({
    ...holder,
    evidence: holder.evidence.map((piece) => ({ ...piece, url: validAddress(piece.url) })),
  }));
  return { ...hop, holders };
}

function validAddress(address: string | null): string | null {
  return address === null ? null : webAddressOf(address);
}
