import { describe, expect, test } from 'vitest';
import {
  annotate,
  type Content,
  differences,
  etag,
  isCurrent,
  remove,
  restore,
  revise,
  type Status,
} from '../../../src/domain/annotations/annotation.js';
import { authorsOf, changedSince } from '../../../src/domain/annotations/content-parts.js';
import { Problem } from '../../../src/domain/problem.js';
import {
  addComment,
  resolveConversation,
  withdrawComment,
} from '../../../src/domain/review/comments.js';
import {
  acceptProposal,
  declineProposal,
  propose,
  reopenProposal,
  withdrawProposal,
} from '../../../src/domain/review/proposal.js';
import { ask, reopenRequest, withdrawRequest } from '../../../src/domain/review/request.js';
import { settle, unsettle } from '../../../src/domain/review/settlement.js';
import { withStatus } from '../../../src/domain/review/status.js';
import { withdrawVerdict } from '../../../src/domain/review/verdict.js';
import { hop } from '../../cases/chains.js';
import { verdicts } from '../../cases/review.js';

const content: Content = {
  edition: 1,
  target: { exact: 'a passage', prefix: 'Here is ', suffix: '.', start: 8, end: 17 },
  chain: [hop('vega'), hop('paper', { relation: null })],
  confidence: 'low',
  credibility: 3,
  claim: null,
  stance: null,
  note: null,
  labels: [],
};
const first = { at: '2026-01-01T10:00:00.000Z', by: 'jonas' };
const later = { at: '2026-01-02T10:00:00.000Z', by: 'mira' };
const made = annotate(content, { id: 'a1', article: 'harbour', ...first });

describe('a revision', () => {
  test('counts every change of content and keeps author and beginnings', () => {
    const revised = revise(made, { ...content, confidence: 'high' }, later);
    expect(revised).toMatchObject({
      revision: 2,
      confidence: 'high',
      creator: 'jonas',
      created: first.at,
      modified: later.at,
      modifiedBy: 'mira',
    });
  });

  test('is not made by a change of the note alone', () => {
    const revised = revise(made, { ...content, note: 'Asked the port.' }, later);
    expect(revised).toMatchObject({ revision: 1, note: 'Asked the port.', noteVersion: 2 });
  });

  test('is not made where nothing differs, whatever the order of the keys', () => {
    const { start, end, ...quote } = content.target;
    expect(revise(made, { ...content, target: { end, start, ...quote } }, later)).toBe(made);
  });

  test.each<[string, string[], Status]>([
    ['that nobody judged leaves it open', [], 'unreviewed'],
    ['that was agreed opens it again', ['tom agree'], 'unreviewed'],
    ['that was disputed leaves it disputed', ['tom agree', 'nils dispute hop:1'], 'disputed'],
  ])('of an annotation %s', (_what, told, status) => {
    const judged = withStatus({ ...made, verdicts: verdicts(...told) }, 1);
    expect(revise(judged, { ...content, credibility: null }, later).status).toBe(status);
  });

  test('says of each part who wrote it, and when', () => {
    const second = revise(made, { ...content, confidence: 'high' }, later);
    const third = revise(second, { ...second, credibility: 1, confidence: null }, first);
    expect(third.parts).toEqual({
      confidence: { by: 'jonas', revision: 3 },
      credibility: { by: 'jonas', revision: 3 },
    });
    expect(authorsOf(second)).toEqual(['jonas', 'mira']);
    expect(authorsOf(third)).toEqual(['jonas']);
    expect(changedSince(third, 1)).toEqual(['confidence', 'credibility']);
    expect(changedSince(third, 3)).toEqual([]);
  });

  test('may be in the words of somebody else than who puts them in', () => {
    const revised = revise(made, { ...content, credibility: 1 }, later, 'tom');
    expect(revised).toMatchObject({ modifiedBy: 'mira', parts: { credibility: { by: 'tom' } } });
  });

  test('of a note leaves an agreement as it is', () => {
    const revised = revise({ ...made, status: 'agreed' }, { ...content, note: 'x' }, later);
    expect(revised.status).toBe('agreed');
  });

  test('names the fields that differ', () => {
    expect(differences(content, { ...content, note: 'x', confidence: null })).toEqual([
      'confidence',
      'note',
    ]);
  });
});

describe('a deleted annotation', () => {
  const deleted = remove(made, later);

  test('keeps all it holds and comes back as it was', () => {
    expect(deleted).toMatchObject({ ...content, deleted: later });
    expect(restore(deleted, later)).toMatchObject({ ...content, deleted: null, creator: 'jonas' });
  });

  const asked = {
    id: 'r1',
    to: 'mira',
    by: 'jonas',
    at: later.at,
    note: null,
    due: null,
    closed: null,
  };
  test.each<[what: string, () => unknown]>([
    ['a revision', () => revise(deleted, { ...content, note: 'x' }, later)],
    ['being deleted again', () => remove(deleted, later)],
    ['a settlement', () => settle(deleted, { ...later, outcome: 'upheld', reason: 'So.' })],
    ['taking back a settlement', () => unsettle(deleted, 1)],
    ['taking back a verdict', () => withdrawVerdict(deleted, { id: 'v1', by: 'mira' }, 1)],
    [
      'a proposal',
      () => propose(deleted, { ...later, id: 'p1', revision: 1, content, reason: '' }),
    ],
    ['taking a proposal over', () => acceptProposal(deleted, 'p1', later)],
    ['declining a proposal', () => declineProposal(deleted, 'p1', { ...later, reason: 'So.' })],
    ['taking back a proposal', () => withdrawProposal(deleted, 'p1', later)],
    ['opening a proposal again', () => reopenProposal(deleted, 'p1')],
    ['a request', () => ask(deleted, asked)],
    ['taking back a request', () => withdrawRequest(deleted, 'r1', later)],
    ['opening a request again', () => reopenRequest(deleted, 'r1')],
    [
      'a comment',
      () =>
        addComment(deleted, {
          id: 'c1',
          by: 'mira',
          at: later.at,
          text: 'So.',
          mentions: [],
          replyTo: null,
        }),
    ],
    ['taking back a comment', () => withdrawComment(deleted, { id: 'c1', by: 'mira' })],
    ['ending a conversation', () => resolveConversation(deleted, 'c1', later)],
  ])('refuses %s', (_what, act) => {
    expect(act).toThrow('has been deleted');
  });

  test('is the only one that can be restored', () => {
    expect(() => restore(made, later)).toThrow('not deleted');
  });
});

describe('the tag of what a writer saw', () => {
  const seen = etag({ ...made, revision: 3, version: 5 });

  test.each<[string, { revision: number; version: number; noteVersion: number }, boolean]>([
    ['holds while nothing has changed', { revision: 3, version: 5, noteVersion: 1 }, true],
    ['holds when only verdicts came meanwhile', { revision: 3, version: 9, noteVersion: 1 }, true],
    ['is stale once the revision moved on', { revision: 4, version: 6, noteVersion: 1 }, false],
    ['is stale once the note changed', { revision: 3, version: 6, noteVersion: 6 }, false],
  ])('%s', (_sentence, state, expected) => {
    expect(isCurrent({ ...made, ...state }, seen)).toBe(expected);
  });

  test('may be weak, or stand for anything', () => {
    expect(isCurrent(made, `W/${etag(made)}`)).toBe(true);
    expect(isCurrent(made, '*')).toBe(true);
  });

  test('may be one of several', () => {
    expect(isCurrent(made, `"r9.v9", ${etag(made)}`)).toBe(true);
    expect(isCurrent(made, '"r9.v9", "r8.v8"')).toBe(false);
  });

  test('of a state that never was does not hold', () => {
    expect(isCurrent(made, '"r1.v999"')).toBe(false);
  });

  test('is refused where it is none of ours', () => {
    expect(() => isCurrent(made, '"abc"')).toThrow(Problem);
  });
});
