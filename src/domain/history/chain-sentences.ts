import type { Chain, Hop } from '../chain/chain.js';
import { gapName, wordsOfCheck } from '../chain/drawn-hops.js';
import { printedRelation, type RelationCode } from '../chain/relations.js';
import { type HistoryNames, quoted } from './words.js';

/** More changes than this read better as the whole chain, before and after. */
const mostChanges = 3;

/**
 * What became of a chain, hop by hop where that is short ("added WikiLeaks as hop 3"), else as the
 * whole chain before and after. Hops are counted from 1, the origin.
 */
export function changesOfChain(before: unknown, after: unknown, names: HistoryNames): string[] {
  if (!isChain(before) || !isChain(after)) return ['changed the chain'];
  const called = naming(names);
  const changes = stepwise(before, after, called);
  if (changes && changes.length > 0 && changes.length <= mostChanges) return changes;
  const [was, is] = [inWords(before, called), inWords(after, called)];
  return was === is ? ['changed details of the chain'] : [`changed the chain from ${was} to ${is}`];
}

type Called = (hop: Hop, index: number) => string;

function naming({ sources }: HistoryNames): Called {
  return (hop, index) => {
    if (hop.source === null) return gapName(index === 0).toLowerCase();
    return sources.get(hop.source)?.name ?? 'a source no longer here';
  };
}

function inWords(chain: Chain, called: Called): string {
  return chain.map(called).join(' → ');
}

/** The changes one by one; null where more than one hop came or went. */
function stepwise(before: Chain, after: Chain, called: Called): string[] | null {
  if (before.length === after.length) return changedHops(before, after, called);
  const [shorter, longer] = before.length < after.length ? [before, after] : [after, before];
  if (longer.length - shorter.length !== 1) return null;
  const at = longer.findIndex((hop, index) => hop.source !== shorter[index]?.source);
  const odd = longer[at];
  const rest = longer.toSpliced(at, 1);
  if (!odd || rest.some((hop, index) => hop.source !== shorter[index]?.source)) return null;
  return longer === after
    ? [`added ${called(odd, at)} as hop ${at + 1}`, ...changedHops(before, rest, called)]
    : [`took out hop ${at + 1}, ${called(odd, at)}`, ...changedHops(rest, after, called)];
}

function changedHops(before: Chain, after: Chain, called: Called): string[] {
  return after.flatMap((hop, index) => {
    const was = before[index];
    if (!was) return [];
    const place = `hop ${index + 1}`;
    if (was.source !== hop.source) {
      return [`changed ${place} from ${called(was, index)} to ${called(hop, index)}`];
    }
    return details(was, hop, `${place}, ${called(hop, index)},`);
  });
}

/** What each part of a hop is called, and its value in words; empty where there is nothing to say. */
const parts: readonly (readonly [string, (hop: Hop) => string])[] = [
  ['description', (hop) => (hop.as === null ? 'none' : quoted(hop.as))],
  ['relation', (hop) => relationWords(hop.relation)],
  ['basis', (hop) => hop.basis],
  ['agreed terms', (hop) => (hop.terms === null ? 'none' : quoted(hop.terms))],
  ['check', (hop) => (hop.check === null ? 'not stated' : wordsOfCheck(hop.check))],
  ['reliability', (hop) => hop.rating?.reliability ?? 'not rated'],
];

function details(was: Hop, is: Hop, place: string): string[] {
  const changes = parts
    .filter(([, say]) => say(was) !== say(is) && say(was) !== '' && say(is) !== '')
    .map(([word, say]) => `changed the ${word} of ${place} from ${say(was)} to ${say(is)}`);
  if (was.firsthand !== is.firsthand) {
    changes.push(`said that ${place} is ${is.firsthand ? '' : 'not '}first-hand`);
  }
  if (was.rating?.reason !== is.rating?.reason && was.rating && is.rating) {
    changes.push(`changed the reason for the rating of ${place.slice(0, -1)}`);
  }
  if (JSON.stringify(was.evidence) !== JSON.stringify(is.evidence)) {
    changes.push(`changed the evidence of ${place.slice(0, -1)}`);
  }
  return changes;
}

function relationWords(relation: RelationCode | null): string {
  // Only the last hop has none: that it gained or lost its place is told by the hop after it.
  if (relation === null) return '';
  return printedRelation(relation) || 'not known how';
}

function isChain(value: unknown): value is Chain {
  return Array.isArray(value) && value.every(isHop);
}

function isHop(value: unknown): value is Hop {
  return typeof value === 'object' && value !== null && 'source' in value && 'basis' in value;
}
