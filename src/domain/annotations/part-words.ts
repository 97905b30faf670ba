import { confidenceWords, credibilityLabel } from '../chain/scales.js';
import type { Claim, Stance } from '../claims/claim.js';
import { listed } from '../history/words.js';
import { capitalised } from '../text/wording.js';
import type { Content } from './annotation.js';
import type { ContentPart } from './content-parts.js';

/*
 * What the parts of an annotation are called and how what they say is put in words: on pages, in
 * reports, in the history and in what the API answers.
 */

const words: Readonly<Record<ContentPart | 'whole' | 'note' | 'labels', string>> = {
  whole: 'annotation',
  span: 'passage',
  chain: 'chain',
  confidence: 'confidence',
  credibility: 'credibility',
  claim: 'claim',
  stance: 'stance',
  note: 'note',
  labels: 'labels',
};
type Part = keyof typeof words;

/** What a part is called in a sentence: "passage", "chain". */
export function partWord(part: Part): string {
  return words[part];
}

/** What a part is called above what it says: "Passage", "Chain". */
export function partLabel(part: Part): string {
  return capitalised(words[part]);
}

/** What is judged, in a sentence: "the annotation", "the passage", "hop 2". */
export function judgedWords(on: string): string {
  if (on.startsWith('hop:')) return `hop ${on.slice('hop:'.length)}`;
  return `the ${isPart(on) ? words[on] : on}`;
}

/** Parts as they are taken over or were changed: "the passage and the chain". */
export function theParts(parts: readonly Part[]): string {
  return listed(parts.map((part) => `the ${words[part]}`));
}

/**
 * What of a proposal was taken over: "the passage, hop 2 as proposed and the removal of what was hop 3". `hops` are those
 * of the chain that were taken by themselves, as "hop:2" and "hop:-3".
 */
export function takenWords(parts: readonly string[], hops: readonly string[]): string {
  const taken = parts.filter((part) => part !== 'chain' || hops.length === 0);
  return listed([...taken.map(judgedWords), ...hops.map(takenHopWords)]);
}

function takenHopWords(hop: string): string {
  const number = hop.replace(/^hop:-?/u, '');
  return hop.startsWith('hop:-')
    ? `the removal of what was hop ${number}`
    : `hop ${number} as proposed`;
}

/** Parts as they are proposed: "another passage and another chain". */
export function otherParts(parts: readonly Part[]): string {
  return listed(parts.map((part) => `another ${words[part]}`));
}

/** How an annotation stands to its claim: "Denies"; "None" where it names none. */
export function stanceWords(stance: Stance | null): string {
  return capitalised(stance ?? 'none');
}

type ValuedPart = 'confidence' | 'credibility' | 'claim' | 'stance';

/** What a part that is a single value says, in words; of a claim, its statement. */
export function valueWords(
  part: ValuedPart,
  content: Pick<Content, ValuedPart>,
  claims: Claims,
): string {
  return values[part](content, claims);
}

type Claims = ReadonlyMap<string, Pick<Claim, 'statement'>>;

const values: Readonly<
  Record<ValuedPart, (said: Pick<Content, ValuedPart>, claims: Claims) => string>
> = {
  confidence: ({ confidence }) => confidenceWords(confidence),
  credibility: ({ credibility }) => credibilityLabel(credibility),
  claim: ({ claim }, claims) => (claim && claims.get(claim)?.statement) ?? 'None',
  stance: ({ stance }) => stanceWords(stance),
};

function isPart(on: string): on is Part {
  return Object.hasOwn(words, on);
}
