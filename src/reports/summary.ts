import type { Annotation, Status } from '../domain/annotations/annotation.js';
import type { PlacedAnnotation } from '../domain/articles/article-reading.js';
import { holdersIn, sourcesIn } from '../domain/chain/chain.js';
import type { Confidence } from '../domain/chain/scales.js';
import { endOf, withoutRepeats } from '../domain/register/joining.js';
import type { Source } from '../domain/register/source.js';
import { disputes } from '../domain/review/status.js';

/** What a report says first: plain counts over annotations and the chains they give. */
export interface Summary {
  annotations: number;
  hops: number;
  /** Sources that stand first in a chain, each counted once; origins not stated are not among them. */
  origins: number;
  /** Sources known by description only, each counted once. */
  unnamedSources: number;
  confidentialSources: number;
  /** Holders known only through the next hop. */
  onTrust: number;
  /** Chains that begin with an honest gap. */
  originsNotStated: number;
  /** Honest gaps further on. */
  holdersUnknown: number;
  confidence: Record<Confidence | 'none', number>;
  statuses: Record<Status, number>;
  /** Claims that the annotations assert, deny or question, each counted once. */
  claims: number;
  /** Annotations whose quote does not read in the edition that is read as it was marked. */
  adrift: number;
  /** Annotations that somebody disputes, be it settled or not. */
  dissent: number;
}

/** Counts what a report's annotations rest on. `sourceOf` gives the register's entry of an id. */
export function summarise(
  placed: readonly PlacedAnnotation[],
  sourceOf: (id: string) => Source | undefined,
): Summary {
  const annotations = placed.map(({ annotation }) => annotation);
  const chains = annotations.map(({ chain }) => chain);
  const hops = chains.flat();
  const standing = (ids: readonly string[]) =>
    withoutRepeats(ids.flatMap((id) => sourceOf(id) ?? []).map((each) => endOf(each, sourceOf)));
  const sources = standing(sourcesIn(hops));
  const gaps = hops.filter(({ holders }) => holders.length === 0).length;
  const originsNotStated = chains.filter(([origin]) => !origin?.holders.length).length;
  return {
    annotations: annotations.length,
    hops: hops.length,
    origins: standing(sourcesIn(chains.flatMap((chain) => chain.slice(0, 1)))).length,
    unnamedSources: sources.filter(({ unnamed, confidential }) => unnamed && !confidential).length,
    confidentialSources: sources.filter(({ confidential }) => confidential).length,
    onTrust: holdersIn(hops).filter(({ check }) => check === 'on trust').length,
    originsNotStated,
    holdersUnknown: gaps - originsNotStated,
    confidence: confidenceCounts(annotations),
    statuses: statusCounts(annotations),
    claims: new Set(annotations.flatMap(({ claim }) => claim ?? [])).size,
    adrift: placed.filter(({ placement }) => !['exact', 'moved'].includes(placement.kind)).length,
    dissent: annotations.filter((annotation) => disputes(annotation).length > 0).length,
  };
}

function confidenceCounts(annotations: readonly Annotation[]): Summary['confidence'] {
  const counts = { high: 0, moderate: 0, low: 0, none: 0 };
  for (const { confidence } of annotations) counts[confidence ?? 'none'] += 1;
  return counts;
}

function statusCounts(annotations: readonly Annotation[]): Summary['statuses'] {
  const counts = { unreviewed: 0, agreed: 0, disputed: 0, settled: 0 };
  for (const { status } of annotations) counts[status] += 1;
  return counts;
}
