import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Annotation,
  type Content,
  revise,
} from '../../../src/domain/annotations/annotation.js';
import {
  authorsOf,
  type ContentPart,
  contentParts,
  partsDiffering,
  withParts,
} from '../../../src/domain/annotations/content-parts.js';
import { Problem } from '../../../src/domain/problem.js';
import {
  acceptProposal,
  contributorsTo,
  declineProposal,
  openProposals,
  type ProposedPart,
  proposalStanding,
  propose,
  withdrawProposal,
} from '../../../src/domain/review/proposal.js';
import { withStatus } from '../../../src/domain/review/status.js';
import { hop } from '../../cases/chains.js';
import { annotation, at, content, verdicts } from '../../cases/review.js';

const { note: _, ...statement } = content;
const shorter = { ...content.target, exact: 'a pass', end: 14 };

/** An annotation of jonas with a proposal of mira, who would have it otherwise in some respects. */
function proposed(part: Partial<Content>, to: Annotation = annotation()): Annotation {
  const made = {
    id: 'p1',
    by: 'mira',
    at: at(1),
    revision: to.revision,
    reason: 'See the ledger.',
  };
  return propose(to, { ...made, content: { ...statement, ...part } });
}

function proposalOf({ proposals: [proposal] }: Annotation) {
  if (!proposal) throw new Error('There is no proposal.');
  return proposal;
}

function refusal(work: () => unknown): Partial<Problem> {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error('This was not refused.');
}

const accepted = { at: at(3), by: 'jonas' };

describe('a proposal', () => {
  test.each<[string, Partial<Content>, ContentPart[]]>([
    ['other bounds', { target: shorter }, ['span']],
    ['another chain', { chain: content.chain.slice(1) }, ['chain']],
    ['other levels', { confidence: 'high', credibility: null }, ['confidence', 'credibility']],
    ['another claim and stance', { claim: 'ferry', stance: 'denies' }, ['claim', 'stance']],
  ])('of %s names what differs, and is open', (_what, part, parts) => {
    const after = proposed(part);
    expect(proposalOf(after)).toMatchObject({ parts, outcome: null, revision: 1 });
    expect(openProposals(after)).toHaveLength(1);
  });

  test('changes neither the content nor the status', () => {
    const { proposals: _proposals, ...rest } = proposed({ confidence: 'high' });
    expect(annotation()).toMatchObject(rest);
  });

  test.each<[string, string, () => unknown]>([
    ['that changes nothing', 'invalid', () => proposed({})],
    [
      'to a revision that has moved on',
      'conflict',
      () => propose(annotation({ revision: 2 }), offer('mira')),
    ],
    ['to one’s own annotation', 'forbidden', () => propose(annotation(), offer('jonas'))],
  ])('%s is refused', (_what, code, work) => {
    expect(refusal(work).code).toBe(code);
  });
});

function offer(by: string) {
  const other = { ...statement, confidence: 'high' as const };
  return { id: 'p1', by, at: at(1), revision: 1, content: other, reason: 'So.' };
}

describe('a proposal that is taken over', () => {
  const both = proposed({ confidence: 'high', credibility: 1 });

  test('whole makes a revision, which is its author’s in the parts that changed', () => {
    const after = acceptProposal(both, 'p1', accepted);
    expect(after).toMatchObject({
      revision: 2,
      confidence: 'high',
      credibility: 1,
      modifiedBy: 'jonas',
    });
    expect(contributorsTo(after)).toEqual(['mira']);
    expect(proposalOf(after).outcome).toEqual({
      ...accepted,
      decision: 'accepted',
      parts: ['confidence', 'credibility'],
      revision: 2,
      hops: [],
    });
  });

  test('leaves another’s open, and cannot be taken over again', () => {
    const two = propose(both, { ...offer('tom'), id: 'p2' });
    const after = acceptProposal(two, 'p1', accepted);
    expect(openProposals(after).map(({ id }) => id)).toEqual(['p2']);
    expect(refusal(() => acceptProposal(after, 'p1', accepted)).message).toContain('taken over');
  });

  test('in part leaves the rest as it is', () => {
    const after = acceptProposal(both, 'p1', { ...accepted, parts: ['credibility'] });
    expect(after).toMatchObject({ confidence: 'low', credibility: 1 });
    expect(proposalOf(after).outcome).toMatchObject({ parts: ['credibility'] });
  });

  test('hop by hop has the hops that were taken, credits its author, and remembers which', () => {
    const [vega, ledger, paper] = content.chain;
    if (!vega || !ledger || !paper) throw new Error('The chain has three hops.');
    const chain = [{ ...vega, relation: 'wrote' as const }, hop('crew'), paper];
    const all = proposed({ chain, confidence: 'high' });
    const after = acceptProposal(all, 'p1', { ...accepted, parts: ['confidence', 'hop:2'] });
    expect(after).toMatchObject({ confidence: 'high', chain: [vega, chain[1], paper] });
    expect(after.parts.chain).toEqual({ by: 'mira', revision: 2 });
    expect(proposalOf(after).outcome).toMatchObject({
      parts: ['chain', 'confidence'],
      hops: ['hop:2'],
    });
    const whole = acceptProposal(all, 'p1', { ...accepted, parts: ['hop:1', 'hop:2'] });
    expect(whole).toMatchObject({ confidence: 'low', chain });
    expect(proposalOf(whole).outcome).toMatchObject({ parts: ['chain'], hops: [] });
  });

  test.each<[string, ProposedPart[], string]>([
    ['that is kept', ['hop:3'], 'There is no other hop 3 in this proposal.'],
    ['that is not there', ['hop:9'], 'There is no other hop 9 in this proposal.'],
    ['that stays', ['hop:-1'], 'Hop 1 is not left out in this proposal.'],
    ['beside the chain', ['chain', 'hop:2'], 'Take over the chain, or single hops of it.'],
  ])('is refused with a hop %s', (_what, parts, sentence) => {
    const [vega, , paper] = content.chain;
    if (!vega || !paper) throw new Error('The chain has three hops.');
    const other = proposed({ chain: [vega, hop('crew'), paper] });
    expect(refusal(() => acceptProposal(other, 'p1', { ...accepted, parts })).fields).toEqual([
      { field: 'parts', message: sentence },
    ]);
  });

  test('drops agreements, and leaves disputes to those who dispute', () => {
    const disputed = withStatus({ ...both, verdicts: verdicts('tom agree', 'mira dispute') }, 1);
    expect(acceptProposal(disputed, 'p1', accepted)).toMatchObject({ status: 'disputed' });
    const agreed = withStatus({ ...both, verdicts: verdicts('tom agree') }, 1);
    expect(acceptProposal(agreed, 'p1', accepted)).toMatchObject({ status: 'unreviewed' });
  });

  test('with a claim that it leaves out leaves out the stance as well', () => {
    const after = acceptProposal(proposed({ claim: null, stance: null }), 'p1', {
      ...accepted,
      parts: ['claim'],
    });
    expect(after).toMatchObject({ claim: null, stance: null });
  });

  test.each<[string, ContentPart[], string]>([
    ['of what it does not propose', ['chain'], 'invalid'],
    ['of nothing', [], 'invalid'],
  ])('is refused %s', (_what, parts, code) => {
    expect(refusal(() => acceptProposal(both, 'p1', { ...accepted, parts })).code).toBe(code);
  });

  test('is decided once', () => {
    const after = acceptProposal(both, 'p1', accepted);
    expect(refusal(() => acceptProposal(after, 'p1', accepted)).code).toBe('conflict');
    expect(refusal(() => acceptProposal(after, 'p2', accepted)).code).toBe('not-found');
  });
});

describe('a proposal to what has changed since', () => {
  const both = proposed({ confidence: 'high', credibility: 1 });
  const moved = revise(both, { ...both, confidence: 'moderate' }, { at: at(2), by: 'jonas' });

  test('says what must be looked at again', () => {
    expect(proposalStanding(moved, proposalOf(moved))).toEqual({
      open: ['confidence', 'credibility'],
      moved: ['confidence'],
      met: [],
    });
  });

  test('is not taken over unseen', () => {
    const problem = refusal(() => acceptProposal(moved, 'p1', accepted));
    expect(problem).toMatchObject({ code: 'conflict', details: { moved: ['confidence'] } });
    const seen = acceptProposal(moved, 'p1', { ...accepted, seen: 2 });
    expect(seen).toMatchObject({ confidence: 'high', credibility: 1, revision: 3 });
  });

  test('is taken over in what has not changed', () => {
    const after = acceptProposal(moved, 'p1', { ...accepted, parts: ['credibility'] });
    expect(after).toMatchObject({ confidence: 'moderate', credibility: 1 });
  });

  test('has nothing left to take once it reads so', () => {
    const one = proposed({ confidence: 'high' });
    const met = revise(one, { ...one, confidence: 'high' }, { at: at(2), by: 'jonas' });
    expect(proposalStanding(met, proposalOf(met))).toMatchObject({ open: [], met: ['confidence'] });
    expect(refusal(() => acceptProposal(met, 'p1', accepted)).code).toBe('conflict');
  });
});

describe('a proposal that is not taken over', () => {
  const one = proposed({ confidence: 'high' });

  test('is declined with a reason, and changes nothing else', () => {
    const after = declineProposal(one, 'p1', { ...accepted, reason: 'The ledger is a copy.' });
    expect(after).toMatchObject({ confidence: 'low', revision: 1 });
    expect(proposalOf(after).outcome).toMatchObject({ decision: 'declined', by: 'jonas' });
    expect(openProposals(after)).toEqual([]);
  });

  test('is withdrawn by who made it alone', () => {
    expect(refusal(() => withdrawProposal(one, 'p1', accepted)).code).toBe('forbidden');
    const after = withdrawProposal(one, 'p1', { at: at(3), by: 'mira' });
    expect(proposalOf(after).outcome).toMatchObject({ decision: 'withdrawn' });
  });
});

/* Contents that differ in any of their parts. */
const other = fc.record({
  target: fc.constantFrom(content.target, shorter),
  chain: fc.constantFrom(content.chain, content.chain.slice(1)),
  confidence: fc.constantFrom('low' as const, 'high' as const, null),
  credibility: fc.constantFrom(3 as const, 1 as const, null),
  claim: fc.constantFrom('berth', 'ferry'),
  stance: fc.constantFrom('asserts' as const, 'denies' as const),
});

describe('laws', () => {
  test('what is taken over whole reads as proposed, and its author may no longer judge it', () => {
    fc.assert(
      fc.property(other, (part) => {
        if (partsDiffering(annotation(), { ...statement, ...part }).length === 0) return;
        const after = acceptProposal(proposed(part), 'p1', accepted);
        expect(partsDiffering(after, { ...statement, ...part })).toEqual([]);
        expect(authorsOf(after)).toEqual(['jonas', 'mira']);
      }),
    );
  });

  test('what is taken over in parts is as proposed in these, and as it was in the others', () => {
    const chosen = fc.uniqueArray(fc.constantFrom(...contentParts), { minLength: 1 });
    fc.assert(
      fc.property(other, chosen, (part, parts) => {
        const mixed = withParts(content, { ...statement, ...part }, parts);
        expect(
          partsDiffering(mixed, { ...statement, ...part }).filter((each) => parts.includes(each)),
        ).toEqual([]);
        expect(partsDiffering(mixed, content).filter((each) => !parts.includes(each))).toEqual([]);
      }),
    );
  });
});
