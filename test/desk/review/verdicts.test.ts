import { beforeEach, describe, expect, test } from 'vitest';
import { declineProposal } from '../../../src/desk/review/proposal-decisions.js';
import { giveVerdict, withdrawVerdict } from '../../../src/desk/review/verdicts.js';
import { etag, isCurrent } from '../../../src/domain/annotations/annotation.js';
import type { Person } from '../../../src/domain/people/person.js';
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
beforeEach(async () => {
  desk = await openHarbourDesk();
});

const why = 'The memo says three metres.';

function judge(by: Person, input: object, on: HarbourDesk = desk) {
  return giveVerdict(on, by, desk.annotation.id, verdict(input));
}

describe('a verdict', () => {
  test('gives the annotation its status, and is in the history', async () => {
    const { annotation } = await judge(desk.nils, { verdict: 'agree' });
    expect(annotation.status).toBe('agreed');
    expect(await present(desk)).toEqual(annotation);
    expect(await happenings(desk)).toMatchObject([
      { action: 'verdict.given', by: 'nils', article: annotation.article, after: { on: 'whole' } },
    ]);
  });

  test('leaves what others saw of the annotation good for saving', async () => {
    const seen = etag(desk.annotation);
    const { annotation } = await judge(desk.nils, { verdict: 'agree' });
    expect(annotation.modified).toBe(desk.annotation.modified);
    expect(isCurrent(annotation, seen)).toBe(true);
  });

  test('takes the place of the same person’s earlier one, which the history keeps', async () => {
    await judge(desk.nils, { verdict: 'dispute', on: 'hop:2', comment: why });
    const { annotation, replaced } = await judge(desk.nils, { verdict: 'agree' });
    expect(annotation.verdicts).toHaveLength(1);
    expect(replaced).toMatchObject([{ verdict: 'dispute', on: 'hop:2' }]);
    const [, change] = await happenings(desk);
    expect(change).toMatchObject({
      action: 'verdict.changed',
      before: { verdicts: [{ verdict: 'dispute', comment: why }] },
      after: { verdict: 'agree' },
    });
  });

  test.each([
    ['its author', 'jonas', 'own annotation'],
    ['a reader', 'tom', 'takes the role of annotator'],
  ] as const)('is not given by %s', async (_who, id, words) => {
    const problem = await failure(judge(desk[id], { verdict: 'agree' }));
    expect(problem).toMatchObject({ code: 'forbidden' });
    expect(problem.message).toContain(words);
  });

  test('is not given by who wrote a part of it as it stands', async () => {
    await changed(desk, { confidence: 'high' }, desk.mira);
    const problem = await failure(judge(desk.mira, { verdict: 'agree' }));
    expect(problem.code).toBe('forbidden');
  });

  test('on a revision that has moved on is refused, and says which stands', async () => {
    await changed(desk, { confidence: 'high' });
    const problem = await failure(judge(desk.nils, { verdict: 'agree', revision: 1 }));
    expect(problem).toMatchObject({ code: 'conflict', details: { revision: 2 } });
    expect((await present(desk)).verdicts).toEqual([]);
  });
});

describe('what two people do at once', () => {
  test('is both kept when both judge', async () => {
    const racing = meanwhile(desk, () =>
      judge(desk.mira, { verdict: 'dispute', on: 'chain', comment: why }),
    );
    await judge(desk.nils, { verdict: 'agree' }, racing);
    const { verdicts, status } = await present(desk);
    expect(verdicts.map(({ by }) => by)).toEqual(['mira', 'nils']);
    expect(status).toBe('disputed');
  });

  test.each([{}, { revision: 1 }])(
    'is no verdict on words that nobody saw, sent with %j',
    async (named) => {
      const racing = meanwhile(desk, () => changed(desk, { confidence: 'high' }));
      const problem = await failure(judge(desk.nils, { verdict: 'agree', ...named }, racing));
      expect(problem).toMatchObject({ code: 'conflict', details: { revision: 2 } });
      expect((await present(desk)).verdicts).toEqual([]);
    },
  );

  test('keeps every verdict of a crowd', async () => {
    const parts = ['span', 'chain', 'confidence', 'credibility'];
    await Promise.all(parts.map((on) => judge(desk.nils, { verdict: 'agree', on })));
    expect((await present(desk)).verdicts).toHaveLength(parts.length);
  });
});

describe('taking a verdict back', () => {
  test('is a change of mind: what it had replaced stays in the history', async () => {
    await judge(desk.nils, { verdict: 'agree' });
    const { verdict: second } = await judge(desk.nils, { verdict: 'unsure' });
    const { verdicts, status } = await withdrawVerdict(
      desk,
      desk.nils,
      desk.annotation.id,
      second.id,
    );
    expect([verdicts, status]).toEqual([[], 'unreviewed']);
  });

  test('undone puts back what it had replaced', async () => {
    const { verdict: first } = await judge(desk.nils, {
      verdict: 'dispute',
      on: 'span',
      comment: why,
    });
    const { verdict: second } = await judge(desk.nils, { verdict: 'agree' });
    const undo = { undo: true };
    const { id } = desk.annotation;
    const undone = await withdrawVerdict(desk, desk.nils, id, second.id, undo);
    expect(undone).toMatchObject({ verdicts: [first], status: 'disputed' });
    expect((await happenings(desk)).at(-1)).toMatchObject({
      action: 'verdict.withdrawn',
      before: { verdict: 'agree' },
      after: { verdicts: [{ id: first.id }] },
    });
    expect(await withdrawVerdict(desk, desk.nils, id, first.id, undo)).toMatchObject({
      verdicts: [],
      status: 'unreviewed',
    });
  });

  test('is not undone once its author has judged again', async () => {
    await judge(desk.nils, { verdict: 'dispute', on: 'span', comment: why });
    const { verdict: second } = await judge(desk.nils, { verdict: 'agree' });
    await judge(desk.nils, { verdict: 'unsure', on: 'span' });
    const undone = withdrawVerdict(desk, desk.nils, desk.annotation.id, second.id, { undo: true });
    expect(await failure(undone)).toMatchObject({ code: 'conflict' });
  });

  test('is its author’s alone', async () => {
    const { verdict: given } = await judge(desk.nils, { verdict: 'agree' });
    const { id } = desk.annotation;
    expect(await failure(withdrawVerdict(desk, desk.mira, id, given.id))).toMatchObject({
      code: 'forbidden',
    });
    expect(await failure(withdrawVerdict(desk, desk.nils, id, 'none'))).toMatchObject({
      code: 'not-found',
    });
  });
});

describe('another chain typed beside a verdict', () => {
  const chain = 'Ines Vega -told-> Harbour crew (group) -> The Harbour Post';

  test('is taken back with the verdict that is undone, which can then be given anew', async () => {
    const { id } = desk.annotation;
    const input = {
      ...verdict({ verdict: 'dispute', on: 'chain', comment: why }),
      proposal: chain,
    };
    const given = await giveVerdict(desk, desk.nils, id, input);
    const undone = await withdrawVerdict(desk, desk.nils, id, given.verdict.id, { undo: true });
    expect(undone).toMatchObject({
      verdicts: [],
      status: 'unreviewed',
      proposals: [{ outcome: { decision: 'withdrawn', by: 'nils' } }],
    });
    expect((await happenings(desk)).slice(-2)).toMatchObject([
      { action: 'verdict.withdrawn', before: { id: given.verdict.id } },
      { action: 'proposal.withdrawn', after: { verdict: given.verdict.id } },
    ]);
    const again = await giveVerdict(desk, desk.nils, id, input);
    expect(again.annotation.proposals.map(({ outcome }) => outcome?.decision)).toEqual([
      'withdrawn',
      undefined,
    ]);
  });

  test('stays where its author has second thoughts about the verdict alone', async () => {
    const { id } = desk.annotation;
    const input = {
      ...verdict({ verdict: 'dispute', on: 'chain', comment: why }),
      proposal: chain,
    };
    const given = await giveVerdict(desk, desk.nils, id, input);
    const withdrawn = await withdrawVerdict(desk, desk.nils, id, given.verdict.id);
    expect(withdrawn.proposals).toMatchObject([{ outcome: null }]);
  });

  test('stays as it was decided where the verdict is undone later', async () => {
    const { id } = desk.annotation;
    const input = {
      ...verdict({ verdict: 'dispute', on: 'chain', comment: why }),
      proposal: chain,
    };
    const given = await giveVerdict(desk, desk.nils, id, input);
    const [proposal] = given.annotation.proposals;
    await declineProposal(desk, desk.mira, proposal?.id ?? '', { reason: 'It is the crew’s.' });
    const undone = await withdrawVerdict(desk, desk.nils, id, given.verdict.id, { undo: true });
    expect(undone.proposals).toMatchObject([{ outcome: { decision: 'declined' } }]);
  });

  test('is proposed in the same commit, for the same reason', async () => {
    const input = {
      ...verdict({ verdict: 'dispute', on: 'chain', comment: why }),
      proposal: chain,
    };
    const given = await giveVerdict(desk, desk.nils, desk.annotation.id, input);
    expect(given.annotation).toMatchObject({
      status: 'disputed',
      proposals: [{ by: 'nils', reason: why, parts: ['chain'] }],
    });
    expect(given.newSources.map(({ name }) => name)).toEqual(['Harbour crew']);
    const actions = (await happenings(desk)).map(({ action }) => action);
    expect(actions).toEqual(['verdict.given', 'proposal.made']);
  });

  test.each([
    ['without a reason', { verdict: 'unsure' }, chain, 'comment'],
    ['that can’t be read', { verdict: 'unsure', comment: why }, 'Ines Vega ->', 'proposal'],
    ['that names nobody', { verdict: 'unsure', comment: why }, 'x'.repeat(20_001), 'proposal'],
  ])('%s is a fault of its field, and nothing is saved', async (_what, input, proposal, field) => {
    const both = { ...verdict(input), proposal };
    const problem = await failure(giveVerdict(desk, desk.nils, desk.annotation.id, both));
    expect(problem.fields).toMatchObject([{ field }]);
    expect(await present(desk)).toEqual(desk.annotation);
  });
});
