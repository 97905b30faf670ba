import { contentParts } from '../annotations/content-parts.js';
import { judgedWords, otherParts, takenWords } from '../annotations/part-words.js';
import { showDate } from '../text/shown-dates.js';
import { isObject } from '../values.js';
import { changesOfAnnotation } from './annotation-sentences.js';
import type { Event, EventAction } from './event.js';
import { type HistoryNames, listed, quoted, textOf, textsIn, type Values } from './words.js';

/** What each step of reviewing says of whoever took it. */
export const reviewSentences = {
  'verdict.given': ({ after }) => `${did(after)}${why(after?.comment)}`,
  'verdict.changed': ({ before, after }) => {
    const earlier = listed(verdictsIn(before).map(done));
    return `${did(after)}${earlier && `, having ${earlier} before`}${why(after?.comment)}`;
  },
  'verdict.withdrawn': ({ before }) =>
    `withdrew the verdict “${textOf(before?.verdict) ?? '…'}” on ${judged(before)}`,
  'proposal.made': ({ after }) => `proposed ${proposed(after)}${why(after?.reason)}`,
  'proposal.accepted': (event, names) => {
    const changes = changesOfAnnotation(event.before ?? {}, event.after ?? {}, names);
    return listed([
      `took over ${hopsTaken(event.after)}the proposal of ${called(event.after?.proposer, names)}`,
      ...changes,
    ]);
  },
  'proposal.declined': ({ after }, names) =>
    `declined the proposal of ${called(after?.proposer, names)}${why(after?.reason)}`,
  'proposal.withdrawn': ({ after }) =>
    textOf(after?.verdict) === null
      ? 'withdrew a proposal'
      : 'withdrew the proposal that was made with the verdict',
  'proposal.reopened': ({ after }, names) =>
    `took back the decision on the proposal of ${called(after?.proposer, names)}`,
  'comment.added': ({ after }) =>
    `${textOf(after?.replyTo) === null ? 'commented' : 'replied'}${why(after?.text)}`,
  'comment.resolved': () => 'resolved a conversation',
  'comment.reopened': () => 'reopened a conversation',
  'comment.withdrawn': () => 'took back a comment',
  'review.requested': ({ after }, names) => {
    const due = textOf(after?.due);
    const day = due === null ? '' : ` by ${showDate(due)}`;
    return `asked ${called(after?.to, names)} for a verdict${day}${why(after?.note)}`;
  },
  'review.withdrawn': ({ after }, names) =>
    `withdrew the request to ${called(after?.to, names)} for a verdict`,
  'review.reopened': ({ after }, names) =>
    `asked ${called(after?.to, names)} for a verdict after all`,
  'annotation.settled': ({ after }) => `${settled(after)}${why(after?.reason)}`,
  'annotation.reopened': () => 'took back the settlement',
  'round.opened': ({ after }, names) =>
    `opened a blind round for ${listed(textsIn(after?.people).map((id) => called(id, names)))}`,
  'round.handed-in': () => 'handed in their part of the blind round',
  'round.excused': ({ after }, names) =>
    `let the blind round go on without ${called(after?.person, names)}`,
  'round.ended': () => 'ended the blind round',
  'round.decided': ({ after }) => decided(after),
  'round.undecided': () => 'took back a decision on the blind round',
  'settings.changed': ({ before, after }) =>
    `changed how many colleagues have to agree from ${textOf(before?.quorum)} to ${textOf(after?.quorum)}`,
} satisfies Partial<Record<EventAction, (event: Event, names: HistoryNames) => string>>;

const verbs: Readonly<Record<string, string>> = { agree: 'agreed with', dispute: 'disputed' };

/** As in "agreed with the chain". */
function did(verdict: Values | null): string {
  return `${verbs[textOf(verdict?.verdict) ?? ''] ?? 'was unsure about'} ${judged(verdict)}`;
}

/** As in "having agreed with the chain". */
function done(verdict: Values): string {
  return `${verbs[textOf(verdict.verdict) ?? ''] ?? 'been unsure about'} ${judged(verdict)}`;
}

function judged(values: Values | null): string {
  return judgedWords(textOf(values?.on) ?? 'whole');
}

function verdictsIn(values: Values | null): Values[] {
  const verdicts: unknown = values?.verdicts;
  return Array.isArray(verdicts) ? verdicts.filter(isObject) : [];
}

function proposed(values: Values | null): string {
  const parts = contentParts.filter((part) => textsIn(values?.parts).includes(part));
  return parts.length === 0 ? 'a change' : otherParts(parts);
}

/** As in "hop 2 as proposed from ", before the proposal; nothing where none was taken over by itself. */
function hopsTaken(values: Values | null): string {
  const hops = textsIn(values?.hops);
  return hops.length === 0 ? '' : `${takenWords(textsIn(values?.parts), hops)} from `;
}

const settlements: Readonly<Record<string, string>> = {
  upheld: 'settled the dispute and upheld the annotation',
  amended: 'settled the dispute, the annotation having been amended',
  withdrawn: 'settled the dispute and withdrew the annotation',
};

function settled(values: Values | null): string {
  return settlements[textOf(values?.outcome) ?? ''] ?? 'settled the dispute';
}

const decisions: Readonly<Record<string, string>> = {
  'taken over': 'took over what was agreed in the blind round',
  resolved: 'resolved a difference of the blind round',
  kept: 'kept what one person alone had found in the blind round',
  'set aside': 'set aside a part of the blind round',
};

function decided(values: Values | null): string {
  return decisions[textOf(values?.outcome) ?? ''] ?? 'decided on a part of the blind round';
}

function called(person: unknown, { people }: HistoryNames): string {
  const id = textOf(person);
  return id === null ? 'somebody' : (people.get(id) ?? id);
}

/** What was said of it, in quotation marks; nothing where nobody said anything. */
function why(words: unknown): string {
  const text = textOf(words);
  return text === null ? '' : `: ${quoted(text)}`;
}
