import { statusSigns } from '../domain/annotations/annotation.js';
import type { AnnotationFilter, FilterName } from '../domain/annotations/annotation-filter.js';
import { lineOfLabels } from '../domain/annotations/labels.js';
import type { DrawnHop } from '../domain/chain/drawn-hops.js';
import type { Claim } from '../domain/claims/claim.js';
import { listed } from '../domain/history/words.js';
import { showMoment } from '../domain/text/shown-dates.js';
import { counted, countedFirst, inQuotes } from '../domain/text/wording.js';
import type { LeftOut, Report, ReportedArticle } from './report.js';
import type { Audience, ReportScope } from './report-scope.js';
import type { ReportedAnnotation } from './reported-annotation.js';
import type { ReportedProposal, ReportedSettlement, ReportedVerdict } from './reported-review.js';

/** What a report is called: by its article, by what was chosen, or as that of a whole desk. */
export function headline({
  contents,
  title,
  whole,
}: Pick<Report, 'contents' | 'title' | 'whole'>): string {
  const [only] = contents;
  if (!whole && only) return only.title;
  return title ?? `Provenance of ${counted(contents.length, 'article')}`;
}

const audienceWords: Readonly<Record<Audience, string>> = {
  record: 'With the record: who said what, when and why.',
  readers: 'For readers: without colleagues’ names, their discussion and history.',
};

/** What the values of a filter are called. */
export type FilterNames = Readonly<Record<FilterName, (value: string) => string>>;

/** For whom a report is and which annotations were chosen, in sentences. */
export function scopeWords(
  { audience, filter }: Pick<ReportScope, 'audience' | 'filter'>,
  names: FilterNames,
): string[] {
  const oneOf = (name: FilterName) => listed(filter[name].map(names[name]), 'or');
  const common = commonWords(filter, names);
  const chosen = [
    filter.confidence.length > 0 && `with confidence ${oneOf('confidence')}`,
    filter.status.length > 0 && oneOf('status'),
    filter.person.length > 0 &&
      (audience === 'readers' ? 'made by chosen colleagues' : `made by ${oneOf('person')}`),
    common.source,
    common.claim,
    common.label && (audience === 'readers' ? 'with chosen labels' : common.label),
  ].filter((part) => part !== false);
  const only = chosen.length > 0 ? [`Only annotations ${chosen.join(', ')}.`] : [];
  return [audienceWords[audience], ...only];
}

/** Whose review the annotations of a report wait for, if it was chosen by that. */
export function reviewWords({ audience }: ReportScope, reviewer: string | null): string[] {
  if (reviewer === null) return [];
  const whose = audience === 'readers' ? 'a colleague' : reviewer;
  return [`Only annotations that wait for ${whose} to review them.`];
}

/** What a report on chosen passages is called; undefined where they have no more in common than their level. */
export function passagesTitle(
  { audience, filter }: ReportScope,
  isReview: boolean,
  names: Pick<FilterNames, 'claim' | 'label' | 'source'>,
): string | undefined {
  const { claim, label, source } = commonWords(filter, names);
  const common = [
    ...[source, claim, audience === 'record' && label],
    isReview && 'that wait for review',
  ].filter((part) => part !== false);
  return common.length === 0 ? undefined : `Provenance of passages ${common.join(', ')}`;
}

/** What chosen annotations have in common, in words that go behind them; false where nothing was chosen by it. */
function commonWords(
  { claim, label, source }: AnnotationFilter,
  names: Pick<FilterNames, 'claim' | 'label' | 'source'>,
) {
  return {
    source: source.length > 0 && `with ${listed(source.map(names.source), 'or')} in the chain`,
    claim: claim.length > 0 && `on the claim ${listed(claim.map(names.claim), 'or')}`,
    label: label.length > 0 && `labelled ${listed(label.map(names.label), 'or')}`,
  };
}

/** What is said at the end of a report that begins with a summary which no longer holds. */
export const changedWords =
  'Colleagues changed the desk while this report was written: what it begins with was counted before.';

/** What a report leaves out, and why, in sentences; none where it leaves out nothing. */
export function leftOutWords({ annotations, notChosen, proposals }: LeftOut): string[] {
  const because = 'on a hop that is off the record, and';
  return [
    ...leftOut(
      notChosen,
      'annotation that was not chosen is',
      'annotations that were not chosen are',
    ),
    ...leftOut(annotations, `annotation rests ${because} is`, `annotations rest ${because} are`),
    ...leftOut(proposals, `proposal rests ${because} is`, `proposals rest ${because} are`),
  ];
}

function leftOut(count: number, one: string, many: string): string[] {
  return count === 0 ? [] : [`${countedFirst(count, one, many)} left out.`];
}

/** What is said of a claim in a report of an earlier edition where it was not kept how it was borne. */
export const ofTodayWords =
  'What is said of this claim, its figures and its warnings are of today, not of that edition.';

/** What is said in the place of a map that is larger than a page of paper. */
export const mapBehindWords = 'Its map is larger than a page: it stands behind the notes.';

/** What is said of an article on which a blind round is open. */
export const blindWords =
  'A blind round is open on this article: until everybody has handed in, its annotations are left out.';

/** What stands in the place of notes where a report has none: nobody made any, or they are left out. */
export function noNotesWords({
  annotations,
  blind,
  leftOut,
}: Pick<ReportedArticle, 'annotations' | 'blind' | 'leftOut'>): string | null {
  if (annotations.length > 0) return null;
  return blind || leftOutWords(leftOut).length > 0
    ? 'No annotation of this text is in this report.'
    : 'Nothing in this text has been annotated.';
}

/**
 * The levels of an annotation in words: "High confidence. C2: fairly reliable, probably true". A dash for what is
 * not known would read as a minus: "Low confidence. Information 3: possibly true".
 */
export function ratingWords({
  confidence,
  credibility,
  grade,
  weakest,
}: ReportedAnnotation): string {
  const level =
    confidence.code === 'none' ? 'Confidence not assessed' : `${confidence.words} confidence`;
  const words = [weakest?.words, credibility?.words].filter((part) => typeof part === 'string');
  const code = grade?.replace(/^–/u, 'Information ').replace(/^(.)–$/u, 'Source $1');
  return code === undefined ? level : `${level}. ${code}: ${words.join(', ').toLowerCase()}`;
}

/** The weakest link of a chain and its companions; empty where there is nothing to say. */
export function weakestWords({ chain, weakest }: ReportedAnnotation): string {
  const isOriginOpen = chain.origin === 'not stated';
  const unknown = chain.unknown - (isOriginOpen ? 1 : 0);
  const companions = [
    isOriginOpen && 'origin not stated',
    chain.unnamed > 0 && counted(chain.unnamed, 'source unnamed', 'sources unnamed'),
    chain.confidential > 0 &&
      counted(chain.confidential, 'source confidential', 'sources confidential'),
    unknown > 0 && counted(unknown, 'holder not known', 'holders not known'),
    chain.onTrust > 0 && counted(chain.onTrust, 'hop taken on trust', 'hops taken on trust'),
  ].filter((part) => typeof part === 'string');
  const link = weakest ? [`Weakest link: ${weakest.name}, ${weakest.words?.toLowerCase()}`] : [];
  return [...link, ...companions].join(' · ');
}

/** What is said of a holder beside the name, each in a few words: "unnamed", "background", "seen by us". */
export function holderWords(hop: DrawnHop): string[] {
  return [
    hop.as && inQuotes(hop.as),
    hop.sameAs && `the same as ${hop.sameAs}`,
    hop.confidential ? 'confidential' : hop.unnamed && 'unnamed',
    hop.firstHand && 'first-hand',
    hop.basis !== 'not stated' && hop.basis,
    hop.checked,
  ].filter((words) => typeof words === 'string');
}

/** How a claim is decided, in words that go behind it: "confirmed"; null while it is open. */
export function decisionWords({ state, decision }: Claim): string | null {
  if (state === 'open') return null;
  return decision?.reason ? `${state}: ${decision.reason}` : state;
}

/** A status with its sign and what follows its word: "◐ disputed at hop 2". */
export function statusWords({ annotation, review }: ReportedAnnotation): string {
  const { status } = annotation;
  return [statusSigns[status], status, review.aside].filter((part) => part !== null).join(' ');
}

/** Where the passage stands now, and how it reads there; null where it is as it was marked. */
export function standingWords({ standing, readsNow }: ReportedAnnotation): string | null {
  return readsNow === null ? standing : `${standing} It reads now: ${readsNow}`;
}

/** As in "last changed by Jonas Ek, 2 March 2026, 09:16 UTC, revision 3"; null where it stands as it was made. */
export function lastChangeWords({ annotation, modifiedBy }: ReportedAnnotation): string | null {
  const { created, modified, revision } = annotation;
  if (modified === created) return null;
  return `last changed by ${modifiedBy}, ${showMoment(modified)}, revision ${revision}`;
}

/** Who wrote an annotation: "Jonas Ek, with Mira Sen"; null where colleagues aren't named. */
export function authorsWords({ creator, review }: ReportedAnnotation): string | null {
  if (creator === null || review.contributors.length === 0) return creator;
  return `${creator}, with ${listed(review.contributors)}`;
}

/** "Labels: embargo, follow up"; null where there are none, or the report is for readers. */
export function labelWords({ labels }: ReportedAnnotation): string | null {
  return labels.length === 0 ? null : `Labels: ${lineOfLabels(labels)}`;
}

/** Whose verdict it is, a name as far as colleagues are named. */
export function judgeWords({ by }: ReportedVerdict): string {
  return by ?? 'A colleague';
}

/** Whose settlement it is, a name as far as colleagues are named. */
export function settlerWords({ by }: ReportedSettlement): string {
  return by ?? 'An editor';
}

/** A verdict without its reason: "disputes hop 2, US diplomat in London, on revision 1". */
export function verdictWords({ did, dissent, earlier, verdict }: ReportedVerdict): string {
  const when = earlier ? `, on revision ${verdict.revision}` : '';
  return `${did}${when}${dissent ? '; this dissent stays on record' : ''}`;
}

/** A proposal without its reason: "proposed another chain, to revision 1". */
export function proposalWords({ proposal, what }: ReportedProposal): string {
  return `proposed ${what}, to revision ${proposal.revision}`;
}

/** A settlement without its reason: "settled the dispute; upheld: the annotation stands as it is". */
export function settlementWords({ earlier, settlement, words }: ReportedSettlement): string {
  const what = `settled the dispute; ${words}`;
  if (!earlier) return what;
  return `${what}. That was in revision ${settlement.revision}, and it has been changed since`;
}
