import { beforeEach, describe, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addClaim, joinClaims, reviseClaim } from '../../../src/desk/claims/claim-changes.js';
import { noteIdentity } from '../../../src/desk/register/identities/identities.js';
import { joinSource } from '../../../src/desk/register/joining.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { parse } from '../../../src/domain/parse.js';
import { changed, failure, type HarbourDesk, openHarbourDesk } from '../harbour-desk.js';

const asks = { code: 'conflict', details: { confirm: [{ code: 'identity' }] } };
const confirm = ['identity' as const];
const chain = 'a clerk (unnamed) -> The Harbour Post';

let desk: HarbourDesk;
let clerk: string;
beforeEach(async () => {
  desk = await openHarbourDesk({ chain });
  clerk = desk.annotation.chain[0]?.holders[0]?.source ?? '';
  await noteIdentity(desk, desk.mira, clerk, 'Ada Stone');
});

const claimOf = () => desk.annotation.claim ?? '';
const entered = async (statement: string) =>
  (await addClaim(desk, desk.mira, { statement, confirm })).id;
const decided = (id: string, statement: string, reason: string) =>
  reviseClaim(desk, desk.mira, id, { statement, state: 'confirmed', reason, confirm });

const tellings: [string, () => Promise<string>][] = [
  ['its statement', () => entered('Ada Stone saw the plans.')],
  [
    'its decision',
    async () => {
      const id = await entered('The plans are new.');
      await decided(id, 'The plans are new.', 'Ada Stone showed them.');
      return id;
    },
  ],
  [
    'what it said before',
    async () => {
      const id = await entered('Ada Stone saw the plans.');
      await decided(id, 'The plans are new.', 'seen');
      return id;
    },
  ],
  [
    'a claim that is joined into it',
    async () => {
      const id = await entered('The plans are new.');
      await joinClaims(desk, desk.mira, await entered('Ada Stone saw the plans.'), id);
      return id;
    },
  ],
];

describe('joining claims', () => {
  test.each(tellings)(
    'asks first where one names who is in a chain of the other: in %s',
    async (_where, make) => {
      const told = await make();
      for (const [one, into] of [
        [told, claimOf()],
        [claimOf(), told],
      ] as const) {
        const problem = await failure(joinClaims(desk, desk.mira, one, into));
        expect(problem).toMatchObject(asks);
        expect(problem.message).not.toContain('Stone');
      }
      await joinClaims(desk, desk.mira, told, claimOf(), { confirm });
      expect((await desk.store.get('claims', told))?.joined?.into).toBe(claimOf());
    },
  );

  test('asks where the chain has another entry of the one who is named', async () => {
    const input = {
      target: { exact: 'Nobody asked us' },
      chain: 'a deckhand (unnamed) -> The Harbour Post',
    };
    const said = parse(annotationInput, { ...input, claim: 'Nobody was asked.' });
    const { article } = desk.annotation;
    const { annotation } = await createAnnotation(desk, desk.jonas, article, said);
    await joinSource(desk, desk.mira, annotation.chain[0]?.holders[0]?.source ?? '', clerk);
    const told = await entered('Ada Stone saw the plans.');
    const joined = joinClaims(desk, desk.mira, annotation.claim ?? '', told);
    expect(await failure(joined)).toMatchObject(asks);
  });

  test('asks nothing where nobody is named there, or only where that one is not', async () => {
    const told = await entered('Ada Stone saw the plans.');
    const plain = await entered('The plans are new.');
    await joinClaims(desk, desk.mira, plain, told);
    await joinClaims(desk, desk.mira, claimOf(), await entered('The plans are old.'));
  });
});

describe('an annotation that is put to a claim', () => {
  test.each(tellings.slice(1))(
    'asks first where it names who is in the chain: in %s',
    async (_where, make) => {
      const claim = { id: await make() };
      expect(await failure(changed(desk, { chain, claim }, desk.mira))).toMatchObject(asks);
      const saved = await changed(desk, { chain, claim, confirm }, desk.mira);
      expect(saved.claim).toBe(claim.id);
      // What stood there before is not asked about again.
      await changed(desk, { chain, claim, note: 'seen' }, desk.mira);
    },
  );
});

test('who an unnamed source is is asked about where a claim of its annotation names it', async () => {
  await noteIdentity(desk, desk.mira, clerk, '');
  await decided(claimOf(), 'The wall grows.', 'Ada Stone says so.');
  expect(await failure(noteIdentity(desk, desk.mira, clerk, 'Ada Stone'))).toMatchObject(asks);
});
