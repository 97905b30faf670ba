import type { Status } from '../domain/annotations/annotation.js';
import type { PlacedAnnotation } from '../domain/articles/article-reading.js';
import { type Chain, holdersIn, sourcesIn } from '../domain/chain/chain.js';
import type { Confidence } from '../domain/chain/scales.js';
import { endOf } from '../domain/register/joining.js';
import type { Source } from '../domain/register/source.js';
import { isWithdrawn } from '../domain/review/settlement.js';
import { carriesArticle } from './reported-sourcing.js';

/**
 * What a report says first: plain counts over annotations and the chains they give. What articles rest on is counted
 * of those alone that carry them, as each article says it.
 */
export interface Summary {
  annotations: number;
  /** Sources that stand first in a chain, each counted once; origins not stated are not among them. */
  origins: number;
  /** Sources known by description only, each counted once. */
  unnamedSources: number;
  confidentialSources: number;
  /** Holders known only through the next hop. */
  onTrust: number;
  /** Chains that begin with an honest gap. */
  originsNotStated: number;
  confidence: Record<Confidence | 'none', number>;
  statuses: Record<Status, number>;
  /** Annotations whose quote does not read in the edition that is read as it was marked. */
  adrift: number;
  /** Those of them whose passage stands nowhere in it, and others that are withdrawn: nothing carries either. */
  missing: number;
  withdrawn: number;
}

type SourceOf = (id: string) => Source | undefined;

/** What is counted one by one; the rest are different things, each counted once. */
type PlainCounts = Omit<Summary, 'origins' | 'unnamedSources' | 'confidentialSources'>;

/**
 * Counts what annotations rest on, article by article: of those that it has seen it keeps no more
 * than the ids of what is counted once.
 */
export class SummaryCount {
  readonly #counts: PlainCounts = {
    annotations: 0,
    onTrust: 0,
    originsNotStated: 0,
    confidence: { high: 0, moderate: 0, low: 0, none: 0 },
    statuses: { unreviewed: 0, agreed: 0, disputed: 0, settled: 0 },
    adrift: 0,
    missing: 0,
    withdrawn: 0,
  };
  readonly #origins = new Set<string>();
  readonly #unnamed = new Set<string>();
  readonly #confidential = new Set<string>();

  /** Takes an annotation in. `sourceOf` gives the register's entry of an id. */
  add(placed: PlacedAnnotation, sourceOf: SourceOf): void {
    const { annotation, placement } = placed;
    const { chain, confidence, status } = annotation;
    const counts = this.#counts;
    counts.annotations += 1;
    counts.confidence[confidence ?? 'none'] += 1;
    counts.statuses[status] += 1;
    counts.adrift += Number(placement.kind !== 'exact' && placement.kind !== 'moved');
    if (placement.kind === 'missing') counts.missing += 1;
    else if (isWithdrawn(annotation)) counts.withdrawn += 1;
    if (carriesArticle(placed)) this.#addWhatCarries(chain, sourceOf);
  }

  /** What has been counted so far. */
  get summary(): Summary {
    const counts = this.#counts;
    return {
      ...counts,
      confidence: { ...counts.confidence },
      statuses: { ...counts.statuses },
      origins: this.#origins.size,
      unnamedSources: this.#unnamed.size,
      confidentialSources: this.#confidential.size,
    };
  }

  /** A source counts as the entry that stands for it. */
  #addWhatCarries(chain: Chain, sourceOf: SourceOf): void {
    this.#counts.onTrust += holdersIn(chain).filter(({ check }) => check === 'on trust').length;
    this.#counts.originsNotStated += Number(!chain[0]?.holders.length);
    const standing = (hops: Chain) =>
      sourcesIn(hops).flatMap((id) => {
        const source = sourceOf(id);
        return source ? endOf(source, sourceOf) : [];
      });
    for (const { id } of standing(chain.slice(0, 1))) this.#origins.add(id);
    for (const { id, unnamed, confidential } of standing(chain)) {
      if (confidential) this.#confidential.add(id);
      else if (unnamed) this.#unnamed.add(id);
    }
  }
}
