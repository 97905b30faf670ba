import type { Annotation } from '../annotations/model.js';
import { eachHolder, weakestLink } from '../chain/chain.js';
import type { Holder } from '../chain/hop.js';
import { reliabilityInSentence, reliabilityRank } from '../chain/scales.js';
import { nameIn } from '../claims/claim-sentence.js';
import { listed, quoted } from '../history/words.js';
import { endOf } from '../register/joining.js';
import type { Source } from '../register/source.js';
import { capitalised, withFullStop } from '../text/wording.js';
import type { SourcingCode, SourcingOverride } from './override.js';

/*
 * Where the sourcing of an annotation gives reason to be careful. A check looks at what the annotation
 * says, never at whether that is true.
 */

/** What a check has found, and how an editor has set it aside; null where it stands. */
export interface SourcingCheck {
  code: SourcingCode;
  /** The annotation, by its id. */
  annotation: string;
  sentence: string;
  override: SourcingOverride | null;
}

/** What of the desk a check looks at beside the annotation. */
export interface CheckedAgainst {
  sourceOf: (id: string) => Source | undefined;
  /** How many independent sources bear what an annotation says, at the least. */
  atLeastOf: (annotation: Annotation) => number;
}

type Check = (annotation: Annotation, against: CheckedAgainst) => string | null;

const checks: { readonly [C in SourcingCode]: Check } = {
  'unnamed origin': unnamedOrigin,
  'weak hop': weakHop,
  'one origin': oneOrigin,
  'confidence and likelihood': bothInOneSentence,
  'several sources': severalInText,
  'open origin': openOrigin,
  'unexplained rating': unexplainedRating,
};
const codes = Object.keys(checks) as SourcingCode[];

/** What the checks find in an annotation, in their order; what was set aside of this revision says so. */
export function checkSourcing(annotation: Annotation, against: CheckedAgainst): SourcingCheck[] {
  const found: SourcingCheck[] = [];
  for (const code of codes) {
    const sentence = checks[code](annotation, against);
    if (sentence === null) continue;
    found.push({
      ...{ code, annotation: annotation.id, sentence },
      override: overrideOf(annotation, code),
    });
  }
  return found;
}

/** How the check of that code was set aside for an annotation as it stands. */
function overrideOf(
  { overrides, revision }: Annotation,
  code: SourcingCode,
): SourcingOverride | null {
  return overrides.find((each) => each.code === code && each.revision === revision) ?? null;
}

const nobody: readonly Holder[] = [];

function originsOf({ chain }: Annotation): readonly Holder[] {
  return chain[0]?.holders ?? nobody;
}

function namesOf(holders: readonly Holder[], { sourceOf }: CheckedAgainst): string {
  return listed(holders.map(({ source }) => nameIn(sourceOf(source))));
}

/** Who a confidential source is, the desk knows: it is not unnamed. */
function unnamedOrigin(annotation: Annotation, against: CheckedAgainst): string | null {
  if (annotation.confidence !== 'high') return null;
  const origins = originsOf(annotation);
  if (origins.length === 0) return 'High confidence, and the origin is not stated.';
  const ends = origins.map(({ source }) => {
    const entry = against.sourceOf(source);
    return entry && endOf(entry, against.sourceOf);
  });
  const [only] = ends;
  if (!only?.unnamed || only.confidential || ends.some((end) => end?.id !== only.id)) return null;
  return `High confidence on one origin that is not named: ${namesOf(origins.slice(0, 1), against)}.`;
}

/** From E on a source is unreliable. */
const unreliableRank = 4;

function weakHop({ chain, confidence }: Annotation, against: CheckedAgainst): string | null {
  const weakest = confidence === 'high' ? weakestLink(chain) : null;
  if (!weakest || (reliabilityRank(weakest.reliability) ?? 0) < unreliableRank) return null;
  const name = namesOf(chain[weakest.hop - 1]?.holders ?? [], against);
  return `High confidence across ${name}, rated ${reliabilityInSentence(weakest.reliability)}.`;
}

function oneOrigin(annotation: Annotation, { atLeastOf }: CheckedAgainst): string | null {
  if (annotation.credibility !== 1 || atLeastOf(annotation) > 1) return null;
  return 'Credibility 1, confirmed by other sources, and no second independent source is known.';
}

const confidenceSaid =
  /\b(?:high|moderate|medium|low|full|some|little|much)\s+confidence\b|\bconfident(?:ly)?\b/iu;
const likelihoodSaid =
  /\b(?:likely|unlikely|likelihood|probable|probably|improbable|probability|almost certain(?:ly)?|remote chance|(?:even|roughly even) (?:chance|odds)|odds|\d{1,3}\s?(?:%|per ?cent))(?!\p{L})/iu;

/** ICD 203: a statement of confidence and one of likelihood are not mixed in one sentence. */
function bothInOneSentence({ note }: Annotation): string | null {
  if (note === null) return null;
  const mixed = sentencesOf(note).find(
    (sentence) => confidenceSaid.test(sentence) && likelihoodSaid.test(sentence),
  );
  if (mixed === undefined) return null;
  return withFullStop(`The note says confidence and likelihood in one sentence: ${quoted(mixed)}`);
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?])\s+|\n+/u);
}

const tellers =
  'sources|officials|insiders|diplomats|aides|witnesses|experts|analysts|people familiar|quellen|kreise|kreisen|fuentes|fonti|källor|kilder|bronnen';
const sayings =
  'says?|said|tells?|told|claims?|claimed|confirms?|confirmed|reports?|reported|believes?|believed|sagen|sagten|zufolge|indiquent|dicen|dicono';
const severalSay = new RegExp(
  String.raw`\b(?:${tellers})\b[^.!?]{0,60}?\b(?:${sayings})\b|\b(?:according to|selon|d[’']après|laut|según|secondo|enligt|ifølge|volgens)\s(?:[\p{L}’'-]{1,30}\s){0,4}(?:${tellers})\b`,
  'iu',
);

/** Without one of these nothing is found: a long article asks for each of thousands of passages. */
const anyTeller = new RegExp(tellers, 'iu');

function severalInText(annotation: Annotation, against: CheckedAgainst): string | null {
  const origins = originsOf(annotation);
  const only = origins[0];
  if (!only || origins.length > 1) return null;
  const { exact } = annotation.target;
  const [words] = anyTeller.test(exact) ? (severalSay.exec(exact) ?? []) : [];
  if (words === undefined || against.sourceOf(only.source)?.kind === 'group') return null;
  return `The passage speaks of several, ${quoted(words)}, and its chain begins with one: ${namesOf([only], against)}.`;
}

/** An outlet had it from somebody, unless it was there itself. */
function openOrigin(annotation: Annotation, against: CheckedAgainst): string | null {
  const origins = originsOf(annotation);
  const isOpen = ({ firstHand, source }: Holder) =>
    !firstHand && against.sourceOf(source)?.kind === 'outlet';
  if (origins.length === 0 || !origins.every(isOpen)) return null;
  const who = origins.length === 1 ? 'it has' : 'they have';
  return `The chain begins with ${namesOf(origins, against)}: from whom ${who} it, or whether it is first-hand, is left open.`;
}

function unexplainedRating(annotation: Annotation, against: CheckedAgainst): string | null {
  const own: Holder[] = [];
  eachHolder(annotation.chain, (holder) => {
    if (isUnexplained(holder, against)) own.push(holder);
  });
  if (own.length === 0) return null;
  return `${capitalised(namesOf(own, against))}: rated here without a reason, and not so in the register.`;
}

/** Whether it is rated as the register had it neither then nor before, and nobody said why. */
function isUnexplained({ rating, source }: Holder, { sourceOf }: CheckedAgainst): boolean {
  const entry = rating?.reason === null ? sourceOf(source) : undefined;
  if (!rating || !entry) return false;
  const registered = [entry, endOf(entry, sourceOf)].flatMap(({ ratings }) => ratings);
  return !registered.some(
    ({ at, reliability }) => reliability === rating.reliability && at <= rating.at,
  );
}
