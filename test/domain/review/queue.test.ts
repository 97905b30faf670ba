import { describe, expect, test } from 'vitest';
import { type Annotation, revise } from '../../../src/domain/annotations/annotation.js';
import { carryOver } from '../../../src/domain/annotations/carried.js';
import { addComment, resolveConversation } from '../../../src/domain/review/comments.js';
import { propose } from '../../../src/domain/review/proposal.js';
import {
  byPlace,
  isWaiting,
  placeOf,
  type QueuedAnnotation,
  queueEntryOf,
  reasonsFor,
} from '../../../src/domain/review/queue.js';
import { ask, type ReviewRequest } from '../../../src/domain/review/request.js';
import { settle } from '../../../src/domain/review/settlement.js';
import { withStatus } from '../../../src/domain/review/status.js';
import { hop, register, source } from '../../cases/chains.js';
import { annotation, at, content, verdicts } from '../../cases/review.js';

const sourceOf = register(source('official', { unnamed: true }), source('vega'));
const names = new Map([
  ['jonas', 'Jonas Ek'],
  ['mira', 'Mira Sen'],
]);
const editors = ['mira'];

function queued(before: Annotation, person: string): QueuedAnnotation {
  const waiting = queueEntryOf(before, sourceOf);
  const reviewer = { person, maySettle: editors.includes(person), names };
  return { waiting, reasons: reasonsFor(reviewer, waiting) };
}

/** Why it waits for somebody: the codes, the most urgent first. */
function codes(before: Annotation, person: string): string {
  return queued(before, person)
    .reasons.map(({ code }) => code)
    .join(' ');
}

function judged(...told: string[]): Annotation {
  return withStatus(annotation({ verdicts: verdicts(...told) }), 1);
}

function requested(part: Partial<ReviewRequest> = {}, to: Annotation = annotation()): Annotation {
  return ask(to, {
    id: 'q',
    by: 'mira',
    at: at(3),
    to: 'tom',
    note: null,
    due: null,
    closed: null,
    ...part,
  });
}

const { note: _, ...statement } = content;
const proposed = propose(annotation(), {
  id: 'p1',
  by: 'mira',
  at: at(4),
  revision: 1,
  content: { ...statement, confidence: 'moderate' },
  reason: 'See the ledger.',
});
const mentioned = addComment(annotation(), {
  id: 'c1',
  by: 'jonas',
  at: at(5),
  text: '@Tom Reyes?',
  replyTo: null,
  mentions: ['tom'],
});
const unnamed = [hop('official', { relation: 'told' }), hop('paper', { relation: null })];
const weak = annotation({ confidence: 'high', chain: unnamed });
const changed = (before: Annotation) => {
  return revise(before, { ...before, confidence: 'high' }, { at: at(9), by: 'jonas' });
};

describe('an annotation waits', () => {
  const cases: [string, Annotation, string, string][] = [
    ['for a verdict of whoever did not make it', annotation(), 'tom', 'open'],
    ['never for a verdict of its author', annotation(), 'jonas', ''],
    [
      'never for one of a co-author',
      annotation({ parts: { chain: { by: 'tom', revision: 1 } } }),
      'tom',
      '',
    ],
    ['no longer for somebody who is unsure', judged('tom unsure'), 'tom', ''],
    ['still for the others', judged('tom unsure'), 'nils', 'open'],
    ['no longer for anybody once it is agreed', judged('tom agree'), 'nils', ''],
    ['first of all where much is built on little', weak, 'tom', 'weak open'],
    ['for who is asked by name', requested(), 'tom', 'asked open'],
    ['for who is asked, though it is agreed', requested({}, judged('nils agree')), 'tom', 'asked'],
    ['for its author when it is disputed', judged('tom dispute'), 'jonas', 'disputed'],
    ['for an editor then', judged('tom dispute'), 'mira', 'settle'],
    ['for no one else then', judged('tom dispute'), 'nils', ''],
    ['for its author when something is proposed', proposed, 'jonas', 'proposed'],
    ['for who judged it before it changed', changed(judged('tom agree')), 'tom', 'changed'],
    [
      'for who disputed it before it changed, not for its author',
      changed(judged('tom dispute')),
      'jonas',
      '',
    ],
    ['for who is mentioned', mentioned, 'tom', 'mentioned open'],
  ];
  test.each(cases)('%s', (_what, before, person, expected) => {
    expect(codes(before, person)).toBe(expected);
  });

  test('no longer for who judged it before, once it is settled as it stands', () => {
    const disputed = changed(judged('tom dispute'));
    const decision = { by: 'mira', at: at(10), outcome: 'upheld', reason: 'Seen.' } as const;
    expect(codes(settle(disputed, decision), 'tom')).toBe('');
  });
});

describe('a reason says', () => {
  test.each([
    ['what is weak', weak, 'High confidence, though the origin is unnamed'],
    [
      'who asks, by when and why',
      requested({ due: '2026-03-05', note: 'You know the port.' }),
      'Mira Sen asks for your verdict by 5 March 2026: “You know the port.”',
    ],
    [
      'what was changed',
      changed(judged('tom agree')),
      'Changed since your verdict: the confidence',
    ],
    [
      'that another text came under what was judged',
      carryOver(
        judged('tom agree'),
        2,
        { kind: 'changed', span: { start: 0, end: 4 }, was: '12', now: '15', reason: 'So.' },
        () => undefined,
      ),
      'Changed since your verdict: the text under it',
    ],
    ['who mentions', mentioned, 'Jonas Ek mentions you'],
  ])('%s', (_what, before, words) => {
    expect(queued(before, 'tom').reasons[0]?.words).toBe(words);
  });
});

describe('the queue', () => {
  test('has the most urgent first, then what is due first, then the oldest', () => {
    const aged = (id: string, minute: number) => ({ id, created: at(minute) });
    const all: [string, Annotation][] = [
      ['young', annotation(aged('young', 8))],
      ['old', annotation(aged('old', 1))],
      ['mentioned', { ...mentioned, id: 'mentioned' }],
      ['changed', { ...changed(judged('tom agree')), id: 'changed' }],
      ['asked', requested({}, annotation({ id: 'asked' }))],
      ['due later', requested({ due: '2026-03-09' }, annotation({ id: 'due later' }))],
      ['due', requested({ due: '2026-03-05' }, annotation({ id: 'due' }))],
      ['weak', { ...weak, id: 'weak' }],
    ];
    const order = all.map(([, before]) => placeOf(queued(before, 'tom'))).toSorted(byPlace);
    expect(order.map(({ id }) => id)).toEqual([
      'weak',
      'due',
      'due later',
      'asked',
      'changed',
      'mentioned',
      'old',
      'young',
    ]);
  });
});

describe('what may wait for anybody at all is', () => {
  const resolved = resolveConversation(mentioned, 'c1', { at: at(6), by: 'jonas' });
  const done = { ...resolved, verdicts: verdicts('nils agree') };
  test.each<[string, Annotation, boolean]>([
    ['what nobody has judged', annotation(), true],
    ['what is disputed', judged('tom dispute'), true],
    ['not what is agreed', judged('tom agree'), false],
    ['what is agreed with an open request', requested({}, judged('nils agree')), true],
    [
      'what is agreed with an open proposal',
      withStatus({ ...proposed, verdicts: verdicts('nils agree') }, 1),
      true,
    ],
    [
      'what is agreed with an open mention',
      withStatus({ ...mentioned, verdicts: verdicts('nils agree') }, 1),
      true,
    ],
    ['not what is agreed with a resolved one', withStatus(done, 1), false],
    [
      'what is agreed by some and changed since the verdict of others',
      withStatus(
        { ...changed(judged('tom agree')), verdicts: verdicts('tom agree r1', 'nils agree r2') },
        1,
      ),
      true,
    ],
    ['not what was deleted', annotation({ deleted: { at: at(1), by: 'jonas' } }), false],
  ])('%s', (_what, before, expected) => {
    expect(isWaiting(before)).toBe(expected);
  });
});
