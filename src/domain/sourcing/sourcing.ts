import type { Annotation } from '../annotations/model.js';
import { type Chain, eachHolder, type Holder } from '../chain/chain.js';
import { nameIn } from '../claims/claim-sentence.js';
import { endOf } from '../register/joining.js';
import type { Source } from '../register/source.js';
import { capitalised, counted, numberWord } from '../text/wording.js';

/** What carries an article: plain counts over its annotations and their chains. */
export interface Sourcing {
  annotations: number;
  /** The different sources that stand first in a chain; origins not stated are not among them. */
  origins: number;
  /**
   * The origin on which most annotations rest, the first of equals, and how many others carry as many; null where
   * none is stated.
   */
  mostUsed: { source: string; annotations: number; equals: number } | null;
  /** Annotations whose origin is named, is unnamed or confidential, or is not stated. */
  named: number;
  unnamed: number;
  unknown: number;
  /** Annotations whose origin saw, heard or did it itself; those whose origin is said not to have. */
  firstHand: number;
  secondHand: number;
  /** Holders whose part the desk has seen or asked about, and those known through the next hop alone. */
  seen: number;
  onTrust: number;
  checkNotSaid: number;
  /** The longest chain in hops, the first of equals. */
  longest: { annotation: string; hops: number } | null;
}

type SourceOf = (id: string) => Source | undefined;

/** Counts what annotations rest on, one after the other. */
export class SourcingCount {
  readonly #origins = new Map<string, number>();
  readonly #counts = {
    ...{ annotations: 0, named: 0, unnamed: 0, unknown: 0, firstHand: 0, secondHand: 0 },
    ...{ seen: 0, onTrust: 0, checkNotSaid: 0 },
  };
  #longest: Sourcing['longest'] = null;

  /** Takes an annotation in. `sourceOf` gives the register's entry of an id. */
  add({ id, chain }: Pick<Annotation, 'id' | 'chain'>, sourceOf: SourceOf): void {
    const counts = this.#counts;
    counts.annotations += 1;
    if (chain.length > (this.#longest?.hops ?? 0)) {
      this.#longest = { annotation: id, hops: chain.length };
    }
    this.#addOrigin(chain, sourceOf);
    eachHolder(chain, ({ check }) => this.#addCheck(check));
  }

  #addCheck(check: Holder['check']): void {
    if (check === 'on trust') this.#counts.onTrust += 1;
    else if (check === null) this.#counts.checkNotSaid += 1;
    else this.#counts.seen += 1;
  }

  /** A source counts as the entry that stands for it. */
  #addOrigin(chain: Chain, sourceOf: SourceOf): void {
    const counts = this.#counts;
    const holders = chain[0]?.holders ?? [];
    const entries: string[] = [];
    let isNamed = false;
    for (const { source } of holders) {
      const entry = sourceOf(source);
      const end = entry && endOf(entry, sourceOf);
      if (!end || entries.includes(end.id)) continue;
      entries.push(end.id);
      this.#origins.set(end.id, (this.#origins.get(end.id) ?? 0) + 1);
      isNamed ||= !end.unnamed && !end.confidential;
    }
    counts[holders.length === 0 ? 'unknown' : isNamed ? 'named' : 'unnamed'] += 1;
    counts[holders.some(({ firstHand }) => firstHand) ? 'firstHand' : 'secondHand'] += 1;
  }

  /** What has been counted so far. */
  get sourcing(): Sourcing {
    let mostUsed: Sourcing['mostUsed'] = null;
    for (const [source, annotations] of this.#origins) {
      if (annotations > (mostUsed?.annotations ?? 0)) mostUsed = { source, annotations, equals: 0 };
      else if (mostUsed && annotations === mostUsed.annotations) mostUsed.equals += 1;
    }
    return { ...this.#counts, origins: this.#origins.size, mostUsed, longest: this.#longest };
  }
}

/**
 * "Four origins carry five passages; three rest on Laura Hickey.", or ", none more than two." where several carry as
 * many: none of them is to be named before the others. "… five of six passages" where one states none.
 */
export function sourcingSentence(sourcing: Sourcing, sourceOf: SourceOf): string {
  const { annotations, mostUsed, origins, unknown } = sourcing;
  if (annotations === 0) return 'No annotated passage stands in the text.';
  const passages = `${numberWord(annotations)} ${annotations === 1 ? 'passage' : 'passages'}`;
  if (!mostUsed) {
    const states = annotations === 1 ? 'does not state its origin' : 'state no origin';
    return `${capitalised(passages)} ${states}.`;
  }
  const carry = origins === 1 ? 'origin carries' : 'origins carry';
  // One whose origin is not stated is carried by none.
  const carried = unknown === 0 ? passages : `${numberWord(annotations - unknown)} of ${passages}`;
  const head = `${capitalised(numberWord(origins))} ${carry} ${carried}`;
  if (mostUsed.equals > 0) {
    return annotations === 1
      ? `${head}.`
      : `${head}, none more than ${numberWord(mostUsed.annotations)}.`;
  }
  const name = nameIn(sourceOf(mostUsed.source));
  if (origins === 1) return `${head}: ${name}.`;
  const rest = mostUsed.annotations === 1 ? 'rests' : 'rest';
  return `${head}; ${numberWord(mostUsed.annotations)} ${rest} on ${name}.`;
}

/** A line of what carries an article, in words. */
export interface SourcingFact {
  term: string;
  words: string;
  /** The annotation that shows it, by its id, where it is one. */
  annotation: string | null;
}

function mostUsedWords(sourcing: Sourcing, sourceOf: SourceOf): string {
  const { annotations, mostUsed } = sourcing;
  if (!mostUsed) return 'no origin is stated';
  const { equals, source } = mostUsed;
  if (equals > 0) return `${equals + 1} alike, ${counted(mostUsed.annotations, 'passage')} each`;
  return `${mostUsed.annotations} of ${counted(annotations, 'passage')} on ${nameIn(sourceOf(source))}`;
}

/** What carries an article as lines of terms and words; none where nothing is annotated. */
export function sourcingFacts(sourcing: Sourcing, sourceOf: SourceOf): SourcingFact[] {
  const { annotations, longest, origins } = sourcing;
  if (annotations === 0) return [];
  const line = (term: string, words: string, annotation: string | null = null) => ({
    ...{ term, words, annotation },
  });
  const shares = (...parts: [count: number, words: string][]) =>
    parts.flatMap(([count, words]) => (count > 0 ? [`${count} ${words}`] : [])).join(', ');
  return [
    line('Origins', String(origins)),
    line('Most used', mostUsedWords(sourcing, sourceOf)),
    line(
      'Origin named',
      shares(
        [sourcing.named, 'named'],
        [sourcing.unnamed, 'not named'],
        [sourcing.unknown, 'not stated'],
      ),
    ),
    line(
      'First-hand',
      shares([sourcing.firstHand, 'first-hand'], [sourcing.secondHand, 'second-hand or not said']),
    ),
    line(
      'Seen by the desk',
      shares(
        [sourcing.seen, 'seen or confirmed'],
        [sourcing.onTrust, 'on trust'],
        [sourcing.checkNotSaid, 'not said'],
      ) || 'nothing to see',
    ),
    ...(longest ? [line('Longest chain', counted(longest.hops, 'hop'), longest.annotation)] : []),
  ];
}
