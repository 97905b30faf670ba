import type { Annotation } from '../annotations/annotation.js';
import { adriftIn, adriftWords } from '../annotations/carried.js';
import { authorsOf, changedSince } from '../annotations/content-parts.js';
import { labelKey } from '../annotations/labels.js';
import { judgedWords, partWord } from '../annotations/part-words.js';
import { sourcesIn } from '../chain/chain.js';
import type { Confidence } from '../chain/scales.js';
import { type OriginEntry, weaknessesOf } from '../chain/weakness.js';
import { listed } from '../history/words.js';
import { byCodeUnits } from '../in-order.js';
import { wayToEnd } from '../register/joining.js';
import { isOwn } from '../rights.js';
import { showDate } from '../text/shown-dates.js';
import { inQuotes } from '../text/wording.js';
import { type Mention, openMentions } from './comments.js';
import { openProposals } from './proposal.js';
import { openRequests, type ReviewRequest } from './request.js';
import { disputes, isSettled } from './status.js';
import type { Verdict } from './verdict.js';

/** Why an annotation waits for somebody, the most urgent first. */
export const reasonKinds = [
  { code: 'weak', words: 'High confidence on a weak chain' },
  { code: 'asked', words: 'You were asked' },
  { code: 'disputed', words: 'Yours, disputed' },
  { code: 'proposed', words: 'Yours, with a proposal' },
  { code: 'adrift', words: 'Yours, with another text' },
  { code: 'settle', words: 'Disputed, to be settled' },
  { code: 'changed', words: 'Changed since your verdict' },
  { code: 'mentioned', words: 'You were mentioned' },
  { code: 'open', words: 'Unreviewed' },
] as const;
export type ReasonCode = (typeof reasonKinds)[number]['code'];
export const reasonCodes = reasonKinds.map(({ code }) => code);

export interface Reason {
  code: ReasonCode;
  /** Who brought it about, and when; null where it is the annotation itself. */
  by: string | null;
  at: string | null;
  /** The day by which it is wanted, as year-month-day. */
  due: string | null;
  /** One sentence without a full stop, as in "Mira Sen asks for your verdict by 20 March 2026". */
  words: string;
}

/** Who did something, and when. */
interface Act {
  by: string;
  at: string;
}

/** What of an annotation a queue needs: small, so that those of a whole desk can be kept in memory. */
export interface QueueEntry {
  id: string;
  article: string;
  creator: string;
  authors: readonly string[];
  created: string;
  status: Annotation['status'];
  settled: boolean;
  confidence: Confidence | null;
  /** The ids of the sources in its chain and of all into which these are joined, each once. */
  sources: readonly string[];
  /** The ids of those that stand for the sources in its chain, each once. */
  standing: readonly string[];
  /** The forms under which its labels are compared. */
  labels: readonly string[];
  /** Why its chain is weak: see `weaknessesOf`. */
  weaknesses: readonly string[];
  /** Who has judged it, what their last verdict was on, and what was changed since. */
  judged: readonly { by: string; isCurrent: boolean; changed: string[] }[];
  /** The disputes of the present revision. */
  disputes: readonly (Act & Pick<Verdict, 'on'>)[];
  proposals: readonly Act[];
  requests: readonly ReviewRequest[];
  mentions: readonly Mention[];
  /** What became of its passage in a later edition, where that is for its author to say. */
  adrift: 'changed' | 'lost' | null;
}

/** Who looks at the queue. */
export interface Reviewer {
  person: string;
  maySettle: boolean;
  /** The names of people, by id. */
  names: ReadonlyMap<string, string>;
}

/** Whether an annotation may wait for anybody at all. */
export function isWaiting(annotation: Annotation): boolean {
  if (annotation.deleted) return false;
  return (
    annotation.status === 'unreviewed' ||
    annotation.status === 'disputed' ||
    openProposals(annotation).length > 0 ||
    openRequests(annotation).length > 0 ||
    openMentions(annotation).length > 0 ||
    adriftIn(annotation) !== null ||
    (!isSettled(annotation) && judgedIn(annotation).some(({ isCurrent }) => !isCurrent))
  );
}

/** What a queue keeps of an annotation. `sourceOf` gives the register's entry of an id. */
export function queueEntryOf(
  annotation: Annotation,
  sourceOf: (id: string) => OriginEntry | undefined,
): QueueEntry {
  const { id, article, creator, created, status, confidence, chain, labels, revision } = annotation;
  const named = sourcesIn(chain);
  return {
    id,
    article,
    creator,
    authors: authorsOf(annotation),
    created,
    status,
    settled: isSettled(annotation),
    confidence,
    ...waysOf(named, sourceOf),
    labels: labels.map(labelKey),
    weaknesses: weaknessesOf(chain, sourceOf),
    judged: judgedIn(annotation),
    disputes: disputes(annotation)
      .filter((dispute) => dispute.revision === revision)
      .map((dispute) => ({ ...actOf(dispute), on: dispute.on })),
    proposals: openProposals(annotation).map(actOf),
    requests: openRequests(annotation),
    mentions: openMentions(annotation),
    adrift: adriftIn(annotation),
  };
}

function waysOf(
  named: readonly string[],
  sourceOf: (id: string) => OriginEntry | undefined,
): Pick<QueueEntry, 'sources' | 'standing'> {
  const ways = named.map((id) => {
    const entry = sourceOf(id);
    return entry ? wayToEnd(entry, sourceOf).map((each) => each.id) : [id];
  });
  // Most stand for themselves, and a desk has many annotations: one list is kept for both.
  if (ways.every(({ length }) => length === 1)) return { sources: named, standing: named };
  const standing = new Set(ways.flatMap((way) => way.at(-1) ?? []));
  return { sources: [...new Set(ways.flat())], standing: [...standing] };
}

/** Why an annotation waits for somebody, the most urgent first; no reason: it does not. */
export function reasonsFor(reviewer: Reviewer, waiting: QueueEntry): Reason[] {
  const reasons = Object.values(finders).flatMap((find) => find(waiting, reviewer));
  return reasons.toSorted((one, other) => rankOf(one) - rankOf(other));
}

/** What waits for somebody, and why. */
export interface QueuedAnnotation {
  waiting: QueueEntry;
  reasons: readonly Reason[];
}

/** Where something stands in a queue. */
export interface QueuePlace {
  rank: number;
  /** What is due: its day; else the moment from which it waits. */
  since: string;
  id: string;
}

/** The place that the most urgent reason gives; what has none stands behind all that has. */
export function placeOf({ waiting, reasons: [first] }: QueuedAnnotation): QueuePlace {
  const { id, created } = waiting;
  if (!first) return { rank: reasonCodes.length, since: created, id };
  const { code, due, at } = first;
  // What is due comes before what is not: a day sorts before the letter.
  const since = code === 'asked' ? (due ?? `z${at}`) : (at ?? created);
  return { rank: rankOf(first), since, id };
}

/** The order of a queue: by the most urgent reason; of those, what is due first, then the oldest. */
export function byPlace(one: QueuePlace, other: QueuePlace): number {
  return (
    one.rank - other.rank || byCodeUnits(one.since, other.since) || byCodeUnits(one.id, other.id)
  );
}

type Finder = (waiting: QueueEntry, reviewer: Reviewer) => Reason[];

const finders: Readonly<Record<ReasonCode, Finder>> = {
  weak: (waiting, reviewer) => {
    const { confidence, weaknesses } = waiting;
    if (confidence !== 'high' || weaknesses.length === 0) return [];
    if (!wantsVerdict(waiting, reviewer)) return [];
    return [reason('weak', `High confidence, though ${listed(weaknesses)}`)];
  },
  asked: ({ requests, authors }, { person, names }) =>
    requests
      .filter(({ to }) => to === person && !authors.includes(person))
      .map(({ by, at, due, note }) => {
        const [day, words] = [
          due === null ? '' : ` by ${showDate(due)}`,
          note === null ? '' : `: ${inQuotes(note)}`,
        ];
        const sentence = `${names.get(by) ?? by} asks for your verdict${day}${words}`;
        return { ...reason('asked', sentence, { by, at }), due };
      }),
  disputed: ({ disputes, authors, status }, { person, names }) =>
    status === 'disputed' && authors.includes(person)
      ? disputes.map(({ on, ...act }) => {
          const what = on === 'whole' ? 'it' : judgedWords(on);
          return reason('disputed', `${names.get(act.by) ?? act.by} disputes ${what}`, act);
        })
      : [],
  proposed: ({ proposals, creator }, { person, names }) =>
    isOwn(person, { creator })
      ? proposals.map((act) => {
          return reason('proposed', `${names.get(act.by) ?? act.by} proposes something else`, act);
        })
      : [],
  adrift: ({ adrift, creator }, { person }) =>
    adrift && isOwn(person, { creator }) ? [reason('adrift', adriftWords[adrift])] : [],
  // Who disputes it has said what there is to say: another editor settles it.
  settle: ({ status, creator, disputes }, { person, maySettle }) =>
    maySettle &&
    status === 'disputed' &&
    !isOwn(person, { creator }) &&
    disputes.every(({ by }) => by !== person)
      ? [reason('settle', 'Disputed: an editor may settle it')]
      : [],
  changed: ({ judged, settled, authors, adrift }, { person }) =>
    judged
      .filter(({ by, isCurrent }) => by === person && !isCurrent)
      .filter(() => !settled && !authors.includes(person))
      .map(({ changed }) => {
        const text = adrift === 'changed' ? ': the text under it' : '';
        const what = changed.length === 0 ? text : `: the ${listed(changed)}`;
        return reason('changed', `Changed since your verdict${what}`);
      }),
  mentioned: ({ mentions }, { person, names }) =>
    mentions
      .filter((mention) => mention.person === person)
      .map(({ by, at }) => {
        return reason('mentioned', `${names.get(by) ?? by} mentions you`, { by, at });
      }),
  open: (waiting, reviewer) =>
    wantsVerdict(waiting, reviewer) ? [reason('open', 'Unreviewed')] : [],
};

/** Whether the first verdict of somebody on it is wanted. */
function wantsVerdict({ status, authors, judged }: QueueEntry, { person }: Reviewer): boolean {
  return (
    status === 'unreviewed' && !authors.includes(person) && judged.every(({ by }) => by !== person)
  );
}

function reason(code: ReasonCode, words: string, act: Act | null = null): Reason {
  return { code, by: act?.by ?? null, at: act?.at ?? null, due: null, words };
}

function rankOf({ code }: Reason): number {
  return reasonCodes.indexOf(code);
}

function judgedIn(annotation: Annotation): QueueEntry['judged'] {
  const last = new Map<string, number>();
  for (const { by, revision } of annotation.verdicts) {
    last.set(by, Math.max(revision, last.get(by) ?? 0));
  }
  return Array.from(last, ([by, revision]) => ({
    by,
    isCurrent: revision === annotation.revision,
    changed: changedSince(annotation, revision).map(partWord),
  }));
}

function actOf({ by, at }: Act): Act {
  return { by, at };
}
