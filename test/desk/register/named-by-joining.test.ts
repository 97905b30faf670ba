import { beforeEach, describe, expect, test } from 'vitest';
import { createAnnotation, reviseAnnotation } from '../../../src/desk/annotations/annotations.js';
import { documentsById } from '../../../src/desk/documents.js';
import { lastStep, undoStep } from '../../../src/desk/history/undoing.js';
import { changeSource } from '../../../src/desk/register/entry-changes.js';
import { noteIdentity } from '../../../src/desk/register/identities/identities.js';
import { joinSource, partSource } from '../../../src/desk/register/joining.js';
import { namedByJoining } from '../../../src/desk/register/named-by-joining.js';
import { addComment } from '../../../src/desk/review/comments.js';
import { etag } from '../../../src/domain/annotations/annotation.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { parse } from '../../../src/domain/parse.js';
import { type Store, storeWith } from '../../../src/store/store.js';
import { changed, failure, type HarbourDesk, openHarbourDesk } from '../harbour-desk.js';

const asks = { code: 'conflict', details: { confirm: [{ code: 'identity' }] } };
const yes = { confirm: ['identity'] as 'identity'[] };

let desk: HarbourDesk;
let noted: string;
let other: string;
beforeEach(async () => {
  desk = await openHarbourDesk({ chain: 'the port’s clerk (unnamed) -> The Harbour Post' });
  other = sourceOf(desk.annotation);
  noted = sourceOf(await annotated({ chain: 'a clerk (unnamed) -> The Harbour Post' }));
  await noteIdentity(desk, desk.mira, noted, 'Ada Stone');
});

const sourceOf = ({ chain }: HarbourDesk['annotation']) => chain[0]?.holders[0]?.source ?? '';

async function annotated(fields: object) {
  const target = { exact: 'Nobody asked us' };
  const input = parse(annotationInput, { target, claim: null, ...fields });
  return (await createAnnotation(desk, desk.jonas, desk.annotation.article, input)).annotation;
}

const comment = (text = 'Mrs Stone, I guess.') =>
  addComment(desk, desk.nils, desk.annotation.id, { text, replyTo: null });
const say = (fields: object) =>
  changeSource(desk, desk.mira, other, {
    ...{ name: 'the port’s clerk', kind: null, aliases: [], affiliation: null },
    ...{ description: null, keepName: false, confirm: ['identity', 'look-alike'], ...fields },
  });

describe('joining sources', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['a comment', comment],
    ['what the desk says of the other', () => say({ description: 'Knows Ada Stone.' })],
    ['another name of the other', () => say({ aliases: ['Ada Stone'] })],
    [
      'the claim of an annotation of the other',
      async () => {
        const claim = 'Ada Stone saw the plans.';
        await changed(desk, {
          chain: 'the port’s clerk (unnamed) -> The Harbour Post',
          claim,
          ...yes,
        });
      },
    ],
  ])('asks first where who one is stands beside the other: in %s', async (_where, write) => {
    await write();
    for (const [one, into] of [
      [noted, other],
      [other, noted],
    ] as const) {
      const problem = await failure(joinSource(desk, desk.mira, one, into));
      expect(problem).toMatchObject(asks);
      expect(problem.message).not.toContain('Stone');
      expect(problem.message).toContain('a clerk would stand beside its name in');
    }
    await joinSource(desk, desk.mira, noted, other, yes);
    expect((await desk.store.get('sources', noted))?.joined?.into).toBe(other);
  });

  test('asks about all entries of both, and about the one that stands for the other', async () => {
    await comment();
    const third = sourceOf(await annotated({ chain: 'a deckhand (unnamed) -> The Harbour Post' }));
    await joinSource(desk, desk.mira, other, third);
    const fourth = sourceOf(await annotated({ chain: 'a sailor (unnamed) -> The Harbour Post' }));
    await joinSource(desk, desk.mira, noted, fourth);
    expect(await failure(joinSource(desk, desk.mira, fourth, third))).toMatchObject(asks);
    await desk.store.get('sources', third);
    expect(await failure(joinSource(desk, desk.mira, fourth, other))).toMatchObject(asks);
  });

  test('lets an annotation be asked about under whichever entry the source comes into it', async () => {
    await joinSource(desk, desk.mira, noted, other);
    const about = await annotated({ chain: 'a deckhand (unnamed) -> The Harbour Post' });
    const said = { text: 'Ada Stone, I guess.', replyTo: null };
    await addComment(desk, desk.nils, about.id, said);
    const input = { target: { exact: 'Nobody asked us' }, claim: null };
    const chain = 'the port’s clerk (unnamed) -> The Harbour Post';
    const stored = (await desk.store.get('annotations', about.id)) ?? about;
    const edit = (confirm: 'identity'[]) => {
      const edited = parse(annotationInput, { ...input, chain, confirm });
      return reviseAnnotation(desk, desk.mira, about.id, edited, etag(stored));
    };
    expect(await failure(edit([]))).toMatchObject(asks);
    expect(sourceOf((await edit(['identity'])).annotation)).toBe(other);
  });

  test('reads each annotation once, however many are joined of whom it is on record who they are', async () => {
    const sources = [noted];
    for (const each of ['an aide', 'a deckhand', 'a pilot', 'a sailor']) {
      const source = sourceOf(await annotated({ chain: `${each} (unnamed) -> The Harbour Post` }));
      await noteIdentity(desk, desk.mira, source, `Ada ${each}`);
      sources.push(source);
    }
    const read: string[] = [];
    const findMany: Store['findMany'] = async (collection, ...asked) => {
      const pages = await desk.store.findMany(collection, ...asked);
      const found = pages.flatMap(({ items }) => items.map(({ id }) => id));
      if (collection === 'annotations') read.push(...found);
      return pages;
    };
    const entries = await documentsById(desk, 'sources', sources);
    const watched = { ...desk, store: storeWith(desk.store, { findMany }) };
    await namedByJoining(
      watched,
      [...entries.values()].map((each) => [each]),
    );
    expect(read.toSorted()).toEqual([...new Set(read)].toSorted());
    expect(read).toHaveLength(sources.length);
  });

  test('asks nothing where the name stands beside its own source alone', async () => {
    await annotated({ chain: 'a clerk (unnamed) -> The Harbour Post', note: 'Ada Stone', ...yes });
    await joinSource(desk, desk.mira, other, noted);
  });

  test('again by undoing is refused where it would ask, and says where it can be said yes to', async () => {
    await joinSource(desk, desk.mira, noted, other);
    await partSource(desk, desk.mira, noted);
    const step = await lastStep(desk, desk.mira, { kind: 'source', id: noted });
    await comment();
    const problem = await failure(undoStep(desk, desk.mira, step ?? ''));
    expect(problem).toMatchObject(asks);
    expect(problem.message).toContain('Do it on its own page instead');
  });
});
