import type { Annotation, Status } from '../annotations/model.js';
import { judgedWords } from '../annotations/part-words.js';
import { gapName } from '../chain/hop-words.js';
import { listed } from '../history/words.js';
import type { Source } from '../register/source.js';
import { agreeing, disputes } from './status.js';
import { isOnEarlierChain, type Verdict } from './verdict.js';

type Names = ReadonlyMap<string, Pick<Source, 'name'>>;

/**
 * What follows the word of a status wherever it is shown, as in "by 2 colleagues", "at hop 2", "and
 * upheld"; null where there is no more to say. Of a chain that was replaced since, it says what was
 * disputed: "at what was hop 2, WikiLeaks"; `sources` are the register's entries by id.
 */
export function statusAside(annotation: Annotation, sources: Names): string | null {
  return asides[annotation.status](annotation, sources);
}

const asides: Record<Status, (annotation: Annotation, sources: Names) => string | null> = {
  unreviewed: () => null,
  agreed: (annotation) => {
    const { length } = agreeing(annotation);
    return length === 1 ? 'by a colleague' : `by ${length} colleagues`;
  },
  disputed: (annotation, sources) => {
    const words = disputes(annotation).map((verdict) => placeOf(verdict, annotation, sources));
    const places = [...new Set(words)];
    return places.length === 0 || places.includes('') ? null : placesInWords(places);
  },
  settled: ({ settlement }) => settlement && `and ${settlement.outcome}`,
};

/** "at hops 1, 2 and 4, in its confidence": hops of the chain as it stands are told together. */
function placesInWords(places: readonly string[]): string {
  const hopOf = (place: string) => /^at hop (?<number>\d+)$/u.exec(place)?.groups?.number ?? null;
  const hops = places.flatMap((place) => hopOf(place) ?? []);
  if (hops.length < 2) return places.join(', ');
  const inOrder = hops.toSorted((one, other) => Number(one) - Number(other));
  return [`at hops ${listed(inOrder)}`, ...places.filter((place) => !hopOf(place))].join(', ');
}

/** Where a dispute is; empty for the whole. */
function placeOf(verdict: Verdict, annotation: Annotation, sources: Names): string {
  const { on } = verdict;
  if (on === 'whole') return '';
  const words = judgedWords(on);
  if (!on.startsWith('hop:')) return `in ${words.replace(/^the /u, 'its ')}`;
  const isGone = isOnEarlierChain(annotation, verdict);
  return isGone ? `at what was ${earlierHopWords(verdict, sources)}` : `at ${words}`;
}

/** A hop with who held it when it was judged, as far as that is on record: "hop 2, WikiLeaks". */
export function earlierHopWords(verdict: Verdict, sources: Names): string {
  const { hop, on } = verdict;
  if (!hop) return `${judgedWords(on)} of revision ${verdict.revision}`;
  const names = hop.holders.flatMap(({ source }) => sources.get(source)?.name ?? []);
  const called = hop.holders.length === 0 ? [gapName(on === 'hop:1').toLowerCase()] : names;
  return [judgedWords(on), listed(called)].filter(Boolean).join(', ');
}
