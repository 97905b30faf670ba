import { partWord } from '../annotations/part-words.js';
import { confidences, credibilities } from '../chain/scales.js';
import { changesOfChain } from './chain-sentences.js';
import {
  change,
  type HistoryNames,
  listed,
  quoted,
  quotedChange,
  textOf,
  textsIn,
  type Values,
} from './words.js';

type Teller = (before: unknown, after: unknown, names: HistoryNames) => string[];

/** What each field of an annotation's content says of its change; in the order of the sentence. */
const tellers: Record<string, Teller> = {
  target: (before, after) => [movedPassage(exactOf(before), exactOf(after))],
  edition: (_, after) => [`carried it over to edition ${textOf(after) ?? 'unknown'}`],
  chain: changesOfChain,
  confidence: (before, after) => [changedConfidence(before, after)],
  credibility: (before, after) => [changedCredibility(before, after)],
  claim: (before, after, { claims }) => {
    const statement = (id: unknown) =>
      textOf(id) ? (claims.get(String(id))?.statement ?? '…') : null;
    return [change(partWord('claim'), statement(before), statement(after))];
  },
  stance: (before, after) => [changedStance(textOf(before), textOf(after))],
  note: (before, after) => [change(partWord('note'), before, after)],
  labels: (before, after) => changedLabels(textsIn(before), textsIn(after)),
};

/**
 * The changes of an annotation's content, each as the rest of a sentence about whoever made them.
 * Only fields that the values name are told.
 */
export function changesOfAnnotation(before: Values, after: Values, names: HistoryNames): string[] {
  return Object.entries(tellers)
    .filter(([field]) => field in after && textOf(before[field]) !== textOf(after[field]))
    .flatMap(([field, tell]) => tell(before[field], after[field], names));
}

function changedLabels(before: readonly string[], after: readonly string[]): string[] {
  const [added, gone] = [lacking(after, before), lacking(before, after)].map((labels) =>
    labels.length === 0 ? null : `label${labels.length === 1 ? '' : 's'} ${listed(labels)}`,
  );
  const changes = [added && `added the ${added}`, gone && `took out the ${gone}`];
  const told = changes.filter((each) => typeof each === 'string');
  return told.length > 0 ? told : ['put the labels in another order'];
}

/** Those of some labels that others don't have, each in quotation marks. */
function lacking(labels: readonly string[], others: readonly string[]): string[] {
  return labels.filter((each) => !others.includes(each)).map((each) => quoted(each));
}

function exactOf(target: unknown): string | null {
  return typeof target === 'object' && target !== null && 'exact' in target
    ? textOf(target.exact)
    : null;
}

function movedPassage(was: string | null, is: string | null): string {
  if (was === null || is === null || was === is) return 'moved it to another place in the text';
  const { from, to } = quotedChange(was, is);
  return `moved it from ${from} to ${to}`;
}

function changedConfidence(before: unknown, after: unknown): string {
  const [was, is] = [before, after].map((code) =>
    confidences.findIndex((level) => level.code === code),
  );
  if (is === -1) return `withdrew the confidence, which was ${textOf(before)}`;
  if (was === -1) return `set the confidence to ${textOf(after)}`;
  // The levels stand from high to low.
  const move = Number(is) < Number(was) ? 'raised' : 'lowered';
  return `${move} the confidence from ${textOf(before)} to ${textOf(after)}`;
}

function changedCredibility(before: unknown, after: unknown): string {
  const [was, is] = [credibilityOf(before), credibilityOf(after)];
  if (!is) return `withdrew the credibility, which was ${was?.words ?? 'not known'}`;
  if (!was) return `set the credibility to ${is.words}`;
  const move = was.known && is.known ? (is.code < was.code ? 'raised' : 'lowered') : 'changed';
  return `${move} the credibility from ${was.words} to ${is.words}`;
}

/** A credibility with its words; 6 says that it is not known, so nothing is above or below it. */
function credibilityOf(value: unknown): { code: number; words: string; known: boolean } | null {
  const row = credibilities.find(({ code }) => code === value);
  if (!row) return null;
  const words = `${row.code} (${row.words.toLowerCase()})`;
  return { code: row.code, words, known: row.stix !== null };
}

function changedStance(was: string | null, is: string | null): string {
  if (is === null) return `withdrew the stance, which was “${was}”`;
  if (was === null) return `said that it ${is} the claim`;
  return `changed the stance from “${was}” to “${is}”`;
}
