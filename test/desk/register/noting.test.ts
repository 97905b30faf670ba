import { beforeEach, describe, expect, test } from 'vitest';
import { changeSource } from '../../../src/desk/register/entry-changes.js';
import { noteIdentity, readIdentity } from '../../../src/desk/register/identities/identities.js';
import { joinSource } from '../../../src/desk/register/joining.js';
import { addComment } from '../../../src/desk/review/comments.js';
import { parse } from '../../../src/domain/parse.js';
import { entryChangeInput } from '../../../src/domain/register/source-input.js';
import { changed, failure, type HarbourDesk, openHarbourDesk } from '../harbour-desk.js';

const chain = 'a clerk (unnamed) -told-> The Harbour Post';
const asks = { code: 'conflict', details: { confirm: [{ code: 'identity' }] } };

let desk: HarbourDesk;
beforeEach(async () => {
  desk = await openHarbourDesk({ chain });
});

const clerk = () => desk.annotation.chain[0]?.holders[0]?.source ?? '';
const note = (name: string, confirm: 'identity'[] = [], source = clerk()) =>
  noteIdentity(desk, desk.mira, source, name, confirm);
const comment = (text: string) =>
  addComment(desk, desk.nils, desk.annotation.id, { text, replyTo: null });

describe('noting who an unnamed source is', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['a comment', () => comment('Mrs Stone, I guess.')],
    ['a note', () => changed(desk, { chain, note: 'Ada Stone told me.' })],
    [
      'the history',
      async () => {
        await changed(desk, { chain, note: 'Ada Stone told me.' });
        await changed(desk, { chain });
      },
    ],
    ['a public entry', () => changed(desk, { chain: `Ada Stone -told-> ${chain}` })],
    [
      'what the desk says of it',
      () => {
        const description = 'Sits beside Ada Stone.';
        const said = { name: 'a clerk', kind: null, aliases: [], affiliation: null, description };
        return changeSource(desk, desk.mira, clerk(), parse(entryChangeInput, said));
      },
    ],
  ])('asks first where the name stands beside it already: in %s', async (_where, write) => {
    await write();
    const problem = await failure(note('Ada Stone'));
    expect(problem).toMatchObject(asks);
    expect(problem.message).not.toContain('Stone');
    await expect(readIdentity(desk, desk.mira, clerk())).rejects.toThrow('no identity');
    await note('Ada Stone', ['identity']);
    expect((await readIdentity(desk, desk.mira, clerk())).name).toBe('Ada Stone');
  });

  test('asks about annotations that name it under an entry joined with it', async () => {
    await comment('Ada Stone, I guess.');
    const other = await changed(desk, { chain: 'the port’s clerk (unnamed) -> The Harbour Post' });
    const stands = other.chain[0]?.holders[0]?.source ?? '';
    await joinSource(desk, desk.mira, stands, clerk());
    expect(await failure(note('Ada Stone'))).toMatchObject(asks);
  });

  test('asks nothing where nothing tells, nor when the note is taken away', async () => {
    await comment('A stone wall, a clerk said.');
    await note('Ada Stone');
    await comment('Ada Stone, I guess.');
    await note('');
    await expect(readIdentity(desk, desk.mira, clerk())).rejects.toThrow('no identity');
  });
});
