import { beforeEach, describe, expect, test } from 'vitest';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { addComment } from '../../../src/desk/review/comments.js';
import {
  acceptProposal,
  declineProposal,
  withdrawProposal,
} from '../../../src/desk/review/proposal-decisions.js';
import { makeProposal } from '../../../src/desk/review/proposals.js';
import { giveVerdict } from '../../../src/desk/review/verdicts.js';
import { etag, isCurrent } from '../../../src/domain/annotations/annotation.js';
import { sourcesIn } from '../../../src/domain/chain/chain.js';
import { parse } from '../../../src/domain/parse.js';
import type { Person } from '../../../src/domain/people/person.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import { contributorsTo } from '../../../src/domain/review/proposal.js';
import {
  alternative,
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

const chain = 'Ines Vega -told-> Harbour crew (group) -> The Harbour Post';

function make(input: object, by: Person = desk.nils, on: HarbourDesk = desk) {
  return makeProposal(on, by, desk.annotation.id, alternative(input));
}

describe('a proposal', () => {
  test('is what differs; what was left out is as the annotation has it', async () => {
    const { proposal, annotation } = await make({ confidence: 'high', credibility: 2 });
    const { target, chain, claim, stance } = desk.annotation;
    expect(proposal.parts).toEqual(['confidence', 'credibility']);
    expect(proposal.content).toMatchObject({ target, chain, claim, stance, confidence: 'high' });
    expect(annotation).toMatchObject({ revision: 1, confidence: 'low', status: 'unreviewed' });
  });

  test('leaves what others saw of the annotation good for saving', async () => {
    const { annotation } = await make({ confidence: 'high' });
    expect(isCurrent(annotation, etag(desk.annotation))).toBe(true);
  });

  test('of another chain enters what is new in the register', async () => {
    const { newSources, proposal } = await make({ chain });
    expect(newSources.map(({ name }) => name)).toEqual(['Harbour crew']);
    const sources = sourcesIn(proposal.content.chain);
    expect(await desk.store.get('sources', sources[1] ?? '')).toMatchObject({ kind: 'group' });
  });

  test('of other bounds is found in the text', async () => {
    const { proposal } = await make({ target: { exact: 'will be  raised by two metres' } });
    expect(proposal.content.target).toMatchObject({ exact: 'will be raised by two metres' });
    expect(await failure(make({ target: { exact: 'a tram' } }))).toMatchObject({ code: 'invalid' });
  });

  test('of no claim drops the stance to it', async () => {
    const { proposal } = await make({ claim: null });
    expect(proposal.content).toMatchObject({ claim: null, stance: null });
  });

  test('of another claim keeps the stance, unless told', async () => {
    expect((await make({ claim: 'It leaks.' })).proposal.content.stance).toBe('asserts');
    const { proposal } = await make({ claim: 'It leaks.', stance: 'denies' });
    expect(proposal.parts).toEqual(['claim', 'stance']);
  });

  test('is in the history with what it proposes, and nothing else', async () => {
    await make({ confidence: 'high' });
    expect(await happenings(desk)).toMatchObject([
      { action: 'proposal.made', after: { proposed: { confidence: 'high' } } },
    ]);
  });

  test.each([
    ['its author', 'jonas', 'forbidden'],
    ['a reader', 'tom', 'forbidden'],
  ] as const)('is not made by %s', async (_who, id, code) => {
    expect(await failure(make({ confidence: 'high' }, desk[id]))).toMatchObject({ code });
  });

  test.each([
    ['that says the same', { confidence: 'low' }, 'invalid'],
    ['to a revision that is not there', { confidence: 'high', revision: 4 }, 'conflict'],
  ])('%s is refused', async (_what, input, code) => {
    expect(await failure(make(input))).toMatchObject({ code });
  });

  test('is none to words that nobody saw', async () => {
    const racing = meanwhile(desk, () => changed(desk, { confidence: 'moderate' }));
    const problem = await failure(make({ confidence: 'high' }, desk.nils, racing));
    expect(problem).toMatchObject({ code: 'conflict', details: { revision: 2 } });
  });
});

describe('taking over a chain that brings a confidential source', () => {
  const secret = 'Ada Stone (confidential) -told-> The Harbour Post';
  const asks = { code: 'conflict', details: { confirm: [{ code: 'identity' }] } };
  const comment = (text: string, by = desk.jonas) =>
    addComment(desk, by, desk.annotation.id, { text, replyTo: null });

  test.each([
    ['a comment', () => comment('Ada Stone, I guess.')],
    ['a note', () => changed(desk, { note: 'Mrs Stone, I guess.' })],
    [
      'a note that is gone',
      async () => {
        await changed(desk, { note: 'Mrs Stone, I guess.' });
        await changed(desk, { note: 'Somebody.' });
      },
    ],
    ['a public entry', () => changed(desk, { chain: 'Ada Stone -told-> The Harbour Post' })],
  ])(
    'asks whoever may know where %s, written meanwhile by somebody who may not, tells who that is',
    async (_what, write) => {
      const { proposal } = await make({ chain: secret });
      await write();
      const { revision } = await present(desk);
      const problem = await failure(acceptProposal(desk, desk.mira, proposal.id, { revision }));
      expect(problem).toMatchObject(asks);
      expect(problem.message).not.toContain('Stone');
      expect(await present(desk)).toMatchObject({ revision });
      const taken = { revision, confirm: ['identity' as const] };
      expect(await acceptProposal(desk, desk.mira, proposal.id, taken)).toMatchObject({
        chain: proposal.content.chain,
      });
    },
  );

  test('asks about words of the proposal that its maker may not know to be a name', async () => {
    await addSource(
      desk,
      desk.mira,
      parse(sourceInput, { name: 'Ada Stone', kind: 'person', confidential: true }),
    );
    const told = [{ name: 'Clerk', as: 'an aide to Ada Stone' }, { name: 'The Harbour Post' }];
    const { proposal } = await make({ chain: told, claim: 'Ada Stone built it.' });
    expect(await failure(acceptProposal(desk, desk.mira, proposal.id))).toMatchObject(asks);
    expect(
      await failure(acceptProposal(desk, desk.mira, proposal.id, { parts: ['claim'] })),
    ).toMatchObject(asks);
  });

  test('asks nothing where nothing tells, nor of parts that bring nobody', async () => {
    const { proposal } = await make({ chain: secret, confidence: 'high' });
    await comment('Ada Stone, I guess.');
    await acceptProposal(desk, desk.mira, proposal.id, { parts: ['confidence'] });
    const { proposal: other } = await make({ chain: 'Bo Lind (confidential)' });
    await expect(acceptProposal(desk, desk.mira, other.id)).resolves.toBeDefined();
  });

  test('asks nobody who may not know', async () => {
    const { proposal } = await make({ chain: secret });
    await comment('Ada Stone, I guess.');
    await expect(acceptProposal(desk, desk.jonas, proposal.id)).resolves.toBeDefined();
  });
});

describe('taking a proposal over', () => {
  test('revises the annotation, and credits who made it', async () => {
    const { proposal } = await make({ chain, confidence: 'high' });
    const accepted = await acceptProposal(desk, desk.jonas, proposal.id);
    expect(accepted).toMatchObject({ revision: 2, confidence: 'high', modifiedBy: 'jonas' });
    expect(accepted.chain).toEqual(proposal.content.chain);
    expect(contributorsTo(accepted)).toEqual(['nils']);
    expect((await happenings(desk)).at(-1)).toMatchObject({
      action: 'proposal.accepted',
      by: 'jonas',
      before: { confidence: 'low' },
      after: { confidence: 'high', proposer: 'nils', parts: ['chain', 'confidence'] },
    });
    expect(await failure(acceptProposal(desk, desk.jonas, proposal.id))).toMatchObject({
      code: 'conflict',
    });
  });

  test('in parts leaves the others as they stand', async () => {
    const { proposal } = await make({ chain, confidence: 'high' });
    const accepted = await acceptProposal(desk, desk.mira, proposal.id, { parts: ['confidence'] });
    expect(accepted).toMatchObject({ confidence: 'high', chain: desk.annotation.chain });
  });

  test('makes what others are editing stale', async () => {
    const { proposal } = await make({ confidence: 'high' });
    const seen = etag(await present(desk));
    expect(isCurrent(await acceptProposal(desk, desk.jonas, proposal.id), seen)).toBe(false);
  });

  test('drops agreement with what it replaces, and the proposer judges it no more', async () => {
    const { proposal } = await make({ confidence: 'high' });
    const { id } = desk.annotation;
    await giveVerdict(desk, desk.mira, id, verdict({ verdict: 'agree' }));
    expect(await acceptProposal(desk, desk.jonas, proposal.id)).toMatchObject({
      status: 'unreviewed',
    });
    const judged = giveVerdict(desk, desk.nils, id, verdict({ verdict: 'agree' }));
    expect(await failure(judged)).toMatchObject({ code: 'forbidden' });
  });

  test('of what was changed since must be looked at again', async () => {
    const { proposal } = await make({ confidence: 'high' });
    const racing = meanwhile(desk, () => changed(desk, { confidence: 'moderate' }));
    const problem = await failure(acceptProposal(racing, desk.jonas, proposal.id));
    expect(problem).toMatchObject({ code: 'conflict', details: { moved: ['confidence'] } });
    const seen = { revision: 2 };
    expect(await acceptProposal(desk, desk.jonas, proposal.id, seen)).toMatchObject({
      revision: 3,
      confidence: 'high',
    });
  });

  test('keeps what somebody else changed in between', async () => {
    const { proposal } = await make({ confidence: 'high' });
    const racing = meanwhile(desk, () => changed(desk, { credibility: 5 }));
    expect(await acceptProposal(racing, desk.jonas, proposal.id)).toMatchObject({
      revision: 3,
      confidence: 'high',
      credibility: 5,
    });
  });

  test('of a stance takes the claim that it is to', async () => {
    const { proposal } = await make({ claim: 'It leaks.', stance: 'denies' });
    const alone = acceptProposal(desk, desk.jonas, proposal.id, { parts: ['stance'] });
    expect((await failure(alone)).fields).toMatchObject([{ field: 'parts' }]);
    const parts = ['claim', 'stance'] as const;
    const both = await acceptProposal(desk, desk.jonas, proposal.id, { parts: [...parts] });
    expect(both).toMatchObject({ claim: proposal.content.claim, stance: 'denies' });
  });
});

describe('who decides on a proposal', () => {
  test('is its author or an editor; who made it may only withdraw it', async () => {
    const { proposal } = await make({ confidence: 'high' });
    const refused = [
      acceptProposal(desk, desk.nils, proposal.id),
      declineProposal(desk, desk.nils, proposal.id, { reason: 'No.' }),
      withdrawProposal(desk, desk.mira, proposal.id),
      withdrawProposal(desk, desk.tom, proposal.id),
    ];
    for (const work of refused) expect(await failure(work)).toMatchObject({ code: 'forbidden' });
    const withdrawn = await withdrawProposal(desk, desk.nils, proposal.id);
    expect(withdrawn.proposals).toMatchObject([{ outcome: { decision: 'withdrawn', by: 'nils' } }]);
  });

  test('declines it with a reason, which the history keeps', async () => {
    const { proposal } = await make({ confidence: 'high' });
    const reason = 'The memo is no second source.';
    const declined = await declineProposal(desk, desk.mira, proposal.id, { reason });
    expect(declined).toMatchObject({
      revision: 1,
      proposals: [{ outcome: { decision: 'declined', reason } }],
    });
    expect((await happenings(desk)).at(-1)).toMatchObject({
      action: 'proposal.declined',
      after: { reason, proposer: 'nils' },
    });
  });

  test('decides on one that is there', async () => {
    const none = acceptProposal(desk, desk.mira, 'none');
    expect(await failure(none)).toMatchObject({ code: 'not-found' });
  });

  test('decides once, whoever of two is first', async () => {
    const { proposal } = await make({ confidence: 'high' });
    const racing = meanwhile(desk, () => acceptProposal(desk, desk.jonas, proposal.id));
    const late = declineProposal(racing, desk.mira, proposal.id, { reason: 'No.' });
    expect(await failure(late)).toMatchObject({ code: 'conflict' });
    expect((await present(desk)).proposals).toMatchObject([{ outcome: { decision: 'accepted' } }]);
  });
});
