import { describe, expect, test } from 'vitest';
import { revise } from '../../../src/domain/annotations/annotation.js';
import { parse } from '../../../src/domain/parse.js';
import { Problem } from '../../../src/domain/problem.js';
import { isWithdrawn, settle, settlementInput } from '../../../src/domain/review/settlement.js';
import { withStatus } from '../../../src/domain/review/status.js';
import { annotation, at, verdicts } from '../../cases/review.js';

const disputed = withStatus(
  annotation({ verdicts: verdicts('tom dispute hop:2', 'nils agree') }),
  1,
);
const decision = {
  at: at(9),
  by: 'mira',
  outcome: 'upheld',
  reason: 'The ledger bears it out.',
} as const;

describe('a settlement', () => {
  test('closes the dispute of a revision and keeps both sides', () => {
    const after = settle(disputed, decision);
    expect(after).toMatchObject({ status: 'settled', settlement: { ...decision, revision: 1 } });
    expect(after.verdicts).toEqual(disputed.verdicts);
  });

  test('holds until the annotation is changed; the dispute is then open again', () => {
    const after = settle(disputed, decision);
    const noted = revise(after, { ...after, note: 'Settled.' }, { at: at(10), by: 'jonas' });
    expect(noted.status).toBe('settled');
    const revised = revise(noted, { ...noted, confidence: null }, { at: at(11), by: 'jonas' });
    expect(revised).toMatchObject({ status: 'disputed', settlement: { revision: 1 } });
  });

  test('says whether the desk still stands by the annotation', () => {
    expect(isWithdrawn(settle(disputed, decision))).toBe(false);
    const withdrawn = settle(disputed, { ...decision, outcome: 'withdrawn' });
    expect(isWithdrawn(withdrawn)).toBe(true);
    expect(isWithdrawn({ ...withdrawn, revision: 2 })).toBe(false);
  });

  test.each([
    ['where nothing is disputed', annotation(), decision, 'conflict'],
    ['twice', settle(disputed, decision), decision, 'conflict'],
    [
      'by who made the annotation, in their own favour',
      disputed,
      { ...decision, by: 'jonas' },
      'forbidden',
    ],
  ])('is refused %s', (_what, before, by, code) => {
    expect(() => settle(before, by)).toThrow(expect.objectContaining({ code }));
    expect(() => settle(before, by)).toThrow(Problem);
  });

  test('by who made the annotation can only withdraw it', () => {
    const conceded = settle(disputed, { ...decision, by: 'jonas', outcome: 'withdrawn' });
    expect(conceded.status).toBe('settled');
  });

  test('needs a reason', () => {
    expect(() => parse(settlementInput, { outcome: 'upheld', reason: ' ' })).toThrow('reason');
  });
});
