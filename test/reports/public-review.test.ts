import { describe, expect, test } from 'vitest';
import type { Annotation } from '../../src/domain/annotations/annotation.js';
import type { Event } from '../../src/domain/history/event.js';
import type { ReviewRequest } from '../../src/domain/review/request.js';
import {
  commentAdded,
  commentWithdrawn,
  disputeSettled,
  proposalMade,
  reviewRequested,
  verdictGiven,
  verdictWithdrawn,
} from '../../src/domain/review/review-events.js';
import type { SourcingOverride } from '../../src/domain/sourcing/override.js';
import { publicHistory } from '../../src/reports/internal-times.js';
import { publicReview } from '../../src/reports/public-review.js';
import { annotation, created, edition, event, hop, moment } from './documents.js';
import { proposal, step, verdict } from './reviews.js';

const inner = [hop('pilot', { basis: 'off the record', relation: 'told' }), hop('post')];
const open = [hop('master', { relation: 'told' }), hop('post')];
const text = edition('harbour', 1, 'Berth nine closes in May.');

function made(part: Partial<Annotation> = {}): Annotation {
  return annotation('a1', text, 'closes', { chain: open, revision: 3, ...part });
}

/** Public, off the record from minute 20, public again from minute 30. */
function history(...more: Event[]): Event[] {
  const turned = (at: string, before: typeof open, after: typeof open) =>
    event({
      action: 'annotation.revised',
      subject: { kind: 'annotation', id: 'a1' },
      at,
      before: { chain: before },
      after: { chain: after },
    });
  const changes = [turned(moment(20), open, inner), turned(moment(30), inner, open)];
  return [created(made()), ...changes, ...more].toSorted((one, other) =>
    one.at < other.at ? -1 : 1,
  );
}

function shown(annotation: Annotation, ...events: Event[]) {
  return publicReview(annotation, publicHistory(annotation, history(...events)));
}

const disputed = (minute: number) =>
  verdict({
    id: 'v1',
    by: 'jonas',
    at: moment(minute),
    verdict: 'dispute',
    on: 'hop:1',
    comment: 'The pilot told me.',
  });

describe('a dispute', () => {
  test.each([
    ['from before the annotation was off the record', 15, 'The pilot told me.'],
    ['from that time', 25, null],
    ['from the moment in which it began', 20, null],
    ['from afterwards', 35, 'The pilot told me.'],
  ])('%s stays on record, with the reason that may be shown', (_when, minute, comment) => {
    const [first, ...others] = shown(made({ verdicts: [disputed(minute)] })).annotation.verdicts;
    expect(first).toMatchObject({ verdict: 'dispute', on: 'hop:1', comment });
    expect(others).toEqual([]);
  });

  test('keeps its reason inside when it is changed or withdrawn later', () => {
    const later = verdict({ id: 'v2', by: 'jonas', at: moment(40) });
    const events = [
      step('a1', moment(25), 'jonas', verdictGiven(disputed(25), [])),
      step('a1', moment(40), 'jonas', verdictGiven(later, [disputed(25)])),
      step('a1', moment(41), 'jonas', verdictWithdrawn(later, [disputed(25)])),
      step('a1', moment(42), 'jonas', verdictWithdrawn(disputed(25))),
    ];
    const review = shown(made({ verdicts: [later] }), ...events);
    expect(review.events.filter(({ action }) => action.startsWith('verdict.'))).toHaveLength(3);
    expect(JSON.stringify(review)).not.toContain('pilot told');
  });
});

describe('a verdict', () => {
  test('on a hop that was off the record says no more which, and one on an open hop does', () => {
    const [off, on] = [inner, open].map((chain, at) =>
      verdict({
        ...{ id: `v${at}`, by: 'jonas', at: moment(25 + 10 * at) },
        ...{ on: 'hop:1', hop: chain[0] ?? null },
      }),
    );
    if (!off || !on) throw new Error('There are two.');
    const changed = step('a1', on.at, on.by, verdictGiven(on, [off]));
    const review = shown(made({ verdicts: [off, on] }), changed);
    const bare = { ...off, hop: null };
    expect(review.annotation.verdicts).toEqual([bare, on]);
    expect(review.events.at(-1)).toMatchObject({ before: { verdicts: [bare] }, after: on });
  });
});

describe('a proposal', () => {
  const aside = proposal(made(), {
    id: 'p1',
    by: 'jonas',
    at: moment(40),
    content: { ...made(), chain: inner },
    reason: 'Ask the pilot.',
  });

  test('with a hop off the record is left out, counted, and not in the history', () => {
    const review = shown(
      made({ proposals: [aside] }),
      step('a1', aside.at, aside.by, proposalMade(aside)),
    );
    expect(review.annotation.proposals).toEqual([]);
    expect(review.leftOut).toBe(1);
    expect(review.events.map(({ action }) => action)).not.toContain('proposal.made');
  });

  test('takes the dispute’s reason with it that was given for both', () => {
    const both = { ...disputed(40), comment: aside.reason };
    const review = shown(
      made({ proposals: [aside], verdicts: [both] }),
      step('a1', both.at, both.by, verdictGiven(both, [])),
      step('a1', aside.at, aside.by, proposalMade(aside)),
    );
    expect(review.annotation.verdicts).toEqual([{ ...both, comment: null }]);
    expect(JSON.stringify(review)).not.toContain('Ask the pilot');
  });

  test.each([
    ['somebody else gave the same reason', { by: 'nils', comment: aside.reason }],
    ['its author gave another', { comment: 'The master says so, too.' }],
  ])('leaves a reason where it is that has nothing to do with it: %s', (_why, part) => {
    const apart = { ...disputed(40), ...part };
    const review = shown(
      made({ proposals: [aside], verdicts: [apart] }),
      step('a1', apart.at, apart.by, verdictGiven(apart, [])),
    );
    expect(review.annotation.verdicts).toEqual([apart]);
    expect(review.events.at(-1)?.after).toEqual(apart);
  });

  test('leaves what was taken over of it on record, with whose it was', () => {
    const outcome = {
      decision: 'accepted' as const,
      at: moment(41),
      by: 'mira',
      parts: ['confidence' as const],
      revision: 4,
      hops: [],
    };
    const accepted = {
      action: 'proposal.accepted',
      before: { confidence: null },
      after: { confidence: 'low', proposal: 'p1', proposer: 'jonas', parts: ['confidence'] },
    } as const;
    const review = shown(
      made({ proposals: [{ ...aside, outcome }] }),
      step('a1', moment(41), 'mira', accepted),
    );
    expect(review.annotation.proposals).toEqual([]);
    expect(review.events.at(-1)).toMatchObject(accepted);
  });

  test('is known by the history where the annotation has it no more', () => {
    const review = shown(made(), step('a1', aside.at, aside.by, proposalMade(aside)));
    expect(JSON.stringify(review)).not.toContain('Ask the pilot');
  });

  test('from the time off the record stays inside, whatever it proposes', () => {
    const early = proposal(made(), { id: 'p2', by: 'jonas', at: moment(25) });
    expect(shown(made({ proposals: [early] })).annotation.proposals).toEqual([]);
  });

  test('that was declined in that time stays inside with the reason', () => {
    const reason = 'The pilot denies it.';
    const outcome = { decision: 'declined' as const, at: moment(25), by: 'mira', reason };
    const declined = proposal(made(), { id: 'p3', by: 'jonas', at: moment(15), outcome });
    expect(shown(made({ proposals: [declined] })).annotation.proposals).toEqual([]);
  });
});

describe.each([
  ['from the time off the record stays inside', 25, false],
  ['from before', 15, true],
  ['from afterwards', 35, true],
])('what was said %s', (_when, minute, isShown) => {
  const at = moment(minute);

  test('in a settlement', () => {
    const said = { by: 'mira', at, revision: 2, reason: 'The pilot is right.' };
    const settlement = { ...said, outcome: 'upheld' as const };
    const event = step('a1', at, 'mira', disputeSettled(settlement));
    const review = shown(made({ settlement }), event);
    expect(review.annotation.settlement).toEqual(isShown ? settlement : null);
    expect(JSON.stringify(review).includes('pilot is right')).toBe(isShown);
  });

  test('in a request', () => {
    const request: ReviewRequest = {
      ...{ id: 'q1', by: 'mira', at, to: 'tom', note: 'Ask the pilot.', due: null, closed: null },
    };
    const withdrawn = step('a1', moment(45), 'mira', {
      ...{ action: 'review.withdrawn', before: null, after: { request: 'q1', to: 'tom' } },
    });
    const asked = step('a1', at, 'mira', reviewRequested(request));
    const review = shown(made({ requests: [request] }), asked, withdrawn);
    expect(review.annotation.requests).toEqual(isShown ? [request] : []);
    expect(JSON.stringify(review).includes('tom')).toBe(isShown);
  });

  test('as a warning was set aside, taken up again or not', () => {
    const reason = 'The pilot is known to us.';
    const override: SourcingOverride = {
      ...{ id: 'o1', by: 'mira', at, code: 'unnamed origin', reason, revision: 2 },
    };
    const said = { override: 'o1', code: override.code, reason };
    const aside = step('a1', at, 'mira', { action: 'override.made', before: null, after: said });
    const standing = shown(made({ overrides: [override] }), aside);
    expect(standing.annotation.overrides).toEqual(isShown ? [override] : []);
    expect(JSON.stringify(standing).includes(reason)).toBe(isShown);
    const up = step('a1', moment(45), 'mira', {
      ...{ action: 'override.withdrawn', before: said, after: null },
    });
    expect(JSON.stringify(shown(made(), aside, up)).includes(reason)).toBe(isShown);
  });

  test('in a comment that was taken back', () => {
    const said = { id: 'c1', by: 'tom', at, text: 'The pilot?' };
    const comment = { ...said, replyTo: null, mentions: [], resolved: null, key: null };
    const events = [
      step('a1', at, 'tom', commentAdded(comment)),
      step('a1', moment(45), 'tom', commentWithdrawn('c1')),
    ];
    expect(JSON.stringify(shown(made(), ...events)).includes('tom')).toBe(isShown);
  });

  test('in a comment, or in a reply to it, that were both taken back', () => {
    const comment = { replyTo: null, mentions: [], resolved: null, key: null };
    const said = { ...comment, id: 'c1', by: 'tom', at, text: 'The pilot?' };
    const reply = { ...said, id: 'c2', at: moment(40), text: 'Yes, the pilot.', replyTo: 'c1' };
    const events = [
      ...[said, reply].map((each) => step('a1', each.at, 'tom', commentAdded(each))),
      ...['c2', 'c1'].map((id, at) => step('a1', moment(45 + at), 'tom', commentWithdrawn(id))),
    ];
    const review = shown(made(), ...events);
    expect(review.events.filter(({ by }) => by === 'tom')).toHaveLength(isShown ? 4 : 0);
  });
});

test('a reply goes with the comment that it replies to', () => {
  const said = {
    id: 'c1',
    by: 'jonas',
    at: moment(25),
    text: 'The pilot?',
    replyTo: null,
    mentions: [],
    resolved: null,
    key: null,
  };
  const answer = { ...said, id: 'c2', at: moment(40), text: 'Yes, the pilot.', replyTo: 'c1' };
  const apart = { ...said, id: 'c3', at: moment(41), text: 'Since when?' };
  const review = shown(made({ comments: [said, answer, apart] }));
  expect(review.annotation.comments).toEqual([apart]);
});

test('what was said off the record stays inside, and what was said afterwards does not, by whatever clock', () => {
  const comment = (id: string, minute: number) => ({
    ...{ id, by: 'jonas', at: moment(minute), text: 'The pilot?' },
    ...{ replyTo: null, mentions: [], resolved: null, key: null },
  });
  const comments = [comment('within', 5), comment('after', 22)];
  const told = history().map((event, at) => ({ ...event, id: `e${2 * at}` }));
  const said = comments.map((each, at) => ({
    ...step('a1', each.at, each.by, commentAdded(each)),
    id: `e${2 * at + 3}`,
  }));
  const events = [...told, ...said].toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const whole = made({ comments });
  const review = publicReview(whole, publicHistory(whole, events));
  expect(review.annotation.comments.map(({ id }) => id)).toEqual(['after']);
});

const chains = new Map([
  ['open', open],
  ['inner', inner],
]);

test.each([
  ['made open', ['+open', 'open>inner', 'note', 'inner>open', 'note'], [0, 4]],
  ['made off the record', ['+inner', 'note', 'inner>open', 'note'], [3]],
  ['come in, and off the record until its first change', ['note', 'inner>open', 'note'], [2]],
  ['come in open', ['note', 'open>inner', 'inner>open', 'note'], [0, 3]],
  ['come in with no word of its chain', ['note'], [0]],
])(
  'of the history of an annotation, %s, what was done off the record stays inside',
  (_how, steps, told) => {
    const valuesOf = (name = '') => (chains.has(name) ? { chain: chains.get(name) } : null);
    const events = steps.map((each, at) => {
      const [before, after] = each.split(/[+>]/u).map(valuesOf);
      const subject = { kind: 'annotation' as const, id: 'a1' };
      const values = { before: before ?? null, after: after ?? null };
      return event({ action: 'annotation.revised', subject, at: moment(at), ...values });
    });
    const { events: shown, inside } = publicHistory(made(), events);
    expect(shown).toEqual(told.map((at) => events[at]));
    expect(inside).toEqual(events.filter((each) => !shown.includes(each)));
  },
);

test('a review of an annotation that was never off the record is whole', () => {
  const whole = made({ verdicts: [disputed(25)], proposals: [], revision: 1 });
  const { annotation } = publicReview(whole, publicHistory(whole, [created(whole)]));
  expect(annotation).toEqual(whole);
});
