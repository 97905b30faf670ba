import { type Chain, type Holder, type Hop, numberOf } from '../chain/chain.js';
import { holderFields } from '../chain/hop.js';
import { eachText, holderTexts } from '../chain/hop-details.js';
import { gapName, wordsOfCheck } from '../chain/hop-words.js';
import { printedRelation, type RelationCode } from '../chain/relations.js';
import { inQuotes } from '../text/wording.js';
import { chainOf } from './event-hops.js';
import { type HistoryNames, listed, quoted, quotedChange } from './words.js';

/** More changes than this read better as the whole chain, before and after. */
const maxChanges = 3;

/**
 * What became of a chain, hop by hop where that is short ("added WikiLeaks as hop 3"), else as the
 * whole chain before and after. Hops are counted from 1, the origin.
 */
export function changesOfChain(before: unknown, after: unknown, names: HistoryNames): string[] {
  const [earlier, later] = [chainOf(before), chainOf(after)];
  if (!earlier || !later) return ['changed the chain'];
  const called = naming(names);
  const changes = stepwise(earlier, later, called);
  if (changes && changes.length > 0 && changes.length <= maxChanges) return changes;
  const [was, is] = [inWords(earlier, called), inWords(later, called)];
  return was === is ? ['changed details of the chain'] : [`changed the chain from ${was} to ${is}`];
}

interface ChainNaming {
  hop: (hop: Hop, index: number) => string;
  holder: (holder: Holder) => string;
}

function naming({ sources }: HistoryNames): ChainNaming {
  const holder = ({ source }: Holder) => sources.get(source)?.name ?? 'a source no longer here';
  return {
    holder,
    hop: ({ holders }, index) =>
      holders.length === 0 ? gapName(index === 0).toLowerCase() : listed(holders.map(holder)),
  };
}

/** In quotation marks, as the names in it are many: where one chain ends is seen at once. */
function inWords(chain: Chain, called: ChainNaming): string {
  return inQuotes(chain.map(called.hop).join(', then '));
}

/** The changes one by one; null where more than one hop came or went. */
function stepwise(before: Chain, after: Chain, called: ChainNaming): string[] | null {
  if (before.length === after.length) return changedHops(before, after, called);
  const [shorter, longer] = before.length < after.length ? [before, after] : [after, before];
  if (longer.length - shorter.length !== 1) return null;
  const at = longer.findIndex((hop, index) => !isHeldAlike(hop, shorter[index]));
  const odd = longer[at];
  const rest = longer.toSpliced(at, 1);
  if (!odd || rest.some((hop, index) => !isHeldAlike(hop, shorter[index]))) return null;
  return longer === after
    ? [`added ${called.hop(odd, at)} as hop ${at + 1}`, ...changedHops(before, rest, called)]
    : [`took out hop ${at + 1}, ${called.hop(odd, at)}`, ...changedHops(rest, after, called)];
}

/** Whether the same sources hold two hops, in whatever order. */
function isHeldAlike(one: Hop, other: Hop | undefined): boolean {
  const sources = ({ holders }: Hop) => holders.map(({ source }) => source).toSorted();
  return other !== undefined && sources(one).join() === sources(other).join();
}

function changedHops(before: Chain, after: Chain, called: ChainNaming): string[] {
  return after.flatMap((hop, index) => {
    const was = before[index];
    if (!was) return [];
    const place = `hop ${index + 1}`;
    if (!isHeldAlike(was, hop)) return otherHolders(was, hop, index, called);
    const relation = changeOf('relation', relationOf(was), relationOf(hop));
    return [
      ...relation(`${place}, ${called.hop(hop, index)},`),
      ...hop.holders.flatMap((holder, at) => {
        const earlier = was.holders.find(({ source }) => source === holder.source);
        const number = numberOf({ hop: index + 1, holders: hop.holders.length, number: at + 1 });
        return details(earlier ?? holder, holder, `hop ${number}, ${called.holder(holder)},`);
      }),
    ];
  });
}

/** Who came to a hop and who went; where nobody stayed, the one for the other. */
function otherHolders(was: Hop, is: Hop, index: number, called: ChainNaming): string[] {
  const place = `hop ${index + 1}`;
  const missing = (from: Hop, to: Hop) =>
    from.holders.filter(({ source }) => !to.holders.some((other) => other.source === source));
  const [gone, come] = [missing(was, is), missing(is, was)];
  const staying = is.holders.length - come.length;
  if (staying === 0) {
    return [`changed ${place} from ${called.hop(was, index)} to ${called.hop(is, index)}`];
  }
  return [
    ...(come.length > 0 ? [`added ${listed(come.map(called.holder))} to ${place}`] : []),
    ...(gone.length > 0 ? [`took ${listed(gone.map(called.holder))} out of ${place}`] : []),
  ];
}

/** What a part of a holder is called, and its value in words. */
interface PartWords {
  word: string;
  say: (holder: Holder, other: Holder) => string;
}

/** The parts whose change is told from one value to the other. */
const words: Partial<Record<keyof Holder, PartWords>> = {
  ...eachText((name) => ({
    word: holderTexts[name].noun,
    say: (holder, other) => quotedBeside(holder[name], other[name]),
  })),
  basis: { word: 'basis', say: ({ basis }) => basis },
  check: {
    word: 'check',
    say: ({ check }) => (check === null ? 'not stated' : wordsOfCheck(check)),
  },
  rating: { word: 'reliability', say: ({ rating }) => rating?.reliability ?? 'not rated' },
};
const parts = holderFields.flatMap((field) => words[field] ?? []);

/** A text as it is told beside what it is changed to, or from. */
function quotedBeside(text: string | null, other: string | null): string {
  if (text === null) return 'none';
  return other === null ? quoted(text) : quotedChange(text, other).from;
}

function changeOf(word: string, was: string, is: string): (place: string) => string[] {
  const isChange = was !== is && was !== '' && is !== '';
  return (place) => (isChange ? [`changed the ${word} of ${place} from ${was} to ${is}`] : []);
}

function details(was: Holder, is: Holder, place: string): string[] {
  const changes = parts.flatMap(({ word, say }) =>
    changeOf(word, say(was, is), say(is, was))(place),
  );
  if (was.firstHand !== is.firstHand) {
    changes.push(`said that ${place} is ${is.firstHand ? '' : 'not '}first-hand`);
  }
  if (was.rating?.reason !== is.rating?.reason && was.rating && is.rating) {
    changes.push(`changed the reason for the rating of ${place.slice(0, -1)}`);
  }
  if (evidenceOf(was) !== evidenceOf(is)) {
    changes.push(`changed the evidence of ${place.slice(0, -1)}`);
  }
  return changes;
}

/** What stands in the evidence; the ids tell pieces apart and say nothing. */
function evidenceOf({ evidence }: Holder): string {
  return JSON.stringify(evidence.map(({ id: _, ...piece }) => piece));
}

/** Only the last hop has none: that it gained or lost its place is told by the hop after it. */
function relationOf({ relation }: Hop): string {
  return relation === null ? '' : relationWords(relation);
}

function relationWords(relation: RelationCode): string {
  return printedRelation(relation) || 'not known how';
}
