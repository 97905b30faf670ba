import { beforeEach, describe, expect, test } from 'vitest';
import { settleDispute } from '../../../src/desk/review/settlements.js';
import { giveVerdict, withdrawVerdict } from '../../../src/desk/review/verdicts.js';
import type { Person } from '../../../src/domain/people/person.js';
import type { SettlementOutcome } from '../../../src/domain/review/settlement.js';
import {
  changed,
  failure,
  type HarbourDesk,
  happenings,
  meanwhile,
  openHarbourDesk,
  present,
  verdict,
} from '../harbour-desk.js';

let desk: HarbourDesk;
let dispute: string;
beforeEach(async () => {
  desk = await openHarbourDesk();
  const input = verdict({ verdict: 'dispute', on: 'hop:2', comment: 'There is no memo.' });
  dispute = (await giveVerdict(desk, desk.nils, desk.annotation.id, input)).verdict.id;
});

const reason = 'The memo was found.';

function settle(by: Person, outcome: SettlementOutcome, revision?: number, on: HarbourDesk = desk) {
  return settleDispute(on, by, desk.annotation.id, { outcome, reason, revision });
}

describe('a dispute', () => {
  test('is settled by an editor, and the dissent stays on record', async () => {
    const { annotation, settlement } = await settle(desk.mira, 'upheld');
    expect(settlement).toMatchObject({ by: 'mira', outcome: 'upheld', revision: 1, reason });
    expect(annotation).toMatchObject({ status: 'settled', verdicts: [{ id: dispute }] });
    expect((await happenings(desk)).at(-1)).toMatchObject({
      action: 'annotation.settled',
      after: { outcome: 'upheld', reason },
    });
  });

  test('is open again once the annotation is revised', async () => {
    await settle(desk.mira, 'upheld');
    expect(await changed(desk, { confidence: 'high' })).toMatchObject({ status: 'disputed' });
  });

  test.each(['jonas', 'nils', 'tom'] as const)('is not settled by %s', async (id) => {
    expect(await failure(settle(desk[id], 'withdrawn'))).toMatchObject({ code: 'forbidden' });
  });

  test('is settled once', async () => {
    await settle(desk.mira, 'upheld');
    expect(await failure(settle(desk.mira, 'withdrawn'))).toMatchObject({ code: 'conflict' });
  });

  test('that was withdrawn in the same moment is none to settle', async () => {
    const { id } = desk.annotation;
    const racing = meanwhile(desk, () => withdrawVerdict(desk, desk.nils, id, dispute));
    expect(await failure(settle(desk.mira, 'upheld', 1, racing))).toMatchObject({
      code: 'conflict',
    });
    expect(await present(desk)).toMatchObject({ status: 'unreviewed', settlement: null });
  });

  test.each([undefined, 1])(
    'of words that changed meanwhile is looked at again (%j)',
    async (seen) => {
      const racing = meanwhile(desk, () => changed(desk, { confidence: 'high' }));
      const problem = await failure(settle(desk.mira, 'upheld', seen, racing));
      expect(problem).toMatchObject({ code: 'conflict', details: { revision: 2 } });
    },
  );
});
