import { beforeEach, expect, test } from 'vitest';
import { createAnnotation, reviseAnnotation } from '../../../src/desk/annotations/annotations.js';
import { undoChange } from '../../../src/desk/annotations/undoing.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { openDesk } from '../../../src/desk/desk.js';
import { historyOf } from '../../../src/desk/history/history.js';
import { changeSource } from '../../../src/desk/register/entry-changes.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { rateSource } from '../../../src/desk/register/ratings.js';
import { makeProposal } from '../../../src/desk/review/proposals.js';
import { giveVerdict } from '../../../src/desk/review/verdicts.js';
import { openRound } from '../../../src/desk/rounds/rounds.js';
import { visibleTo } from '../../../src/desk/rounds/visibility.js';
import { etag } from '../../../src/domain/annotations/annotation.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { sourcesIn } from '../../../src/domain/chain/chain.js';
import { parse } from '../../../src/domain/parse.js';
import { entryChangeInput, sourceInput } from '../../../src/domain/register/source-input.js';
import { storeInBetween } from '../../store/in-between.js';
import { openMemoryStore } from '../../store/memory.js';
import {
  alternative,
  changed,
  type HarbourDesk,
  openHarbourDesk,
  present,
  verdict,
} from '../harbour-desk.js';
import { open } from './masking/masking-desk.js';

const slip = 'Ines Vgea';
const chain = `${slip} -wrote to-> Harbour memo (document) -> The Harbour Post`;

let desk: HarbourDesk;
beforeEach(async () => {
  desk = await openHarbourDesk();
});

const entered = async (name = slip) => {
  const { items } = await desk.store.find('sources', 'all', { key: '', limit: 100 });
  return items.find((source) => source.name === name) ?? null;
};

async function slipped(typed = chain) {
  await changed(desk, { chain: typed });
  const source = await entered(typed === chain ? slip : 'Confidential source 1');
  if (!source) throw new Error('The slip was not entered.');
  return source;
}

const undo = async () =>
  undoChange(desk, desk.jonas, desk.annotation.id, etag(await present(desk)));

test('what a change entered by a slip leaves the register when the change is undone', async () => {
  const source = await slipped();
  const before = (await desk.store.find('sources', 'all', { key: '', limit: 100 })).items.length;
  const { leftRegister, annotation } = await undo();
  expect(leftRegister).toMatchObject([{ id: source.id, name: slip }]);
  expect(await entered()).toBe(null);
  const { items } = await desk.store.find('sources', 'all', { key: '', limit: 100 });
  expect(items).toHaveLength(before - 1);
  const named = sourcesIn(annotation.chain);
  expect((await desk.store.getMany('sources', named)).map(({ id }) => id)).toEqual(named);
  // The history goes on to say what it was called.
  expect((await historyOf(desk, annotation)).names.sources.get(source.id)).toMatchObject({
    name: slip,
  });
});

test('what is undone a second time takes nothing else along', async () => {
  await slipped();
  const seen = etag(await present(desk));
  await undoChange(desk, desk.jonas, desk.annotation.id, seen);
  const again = await undoChange(desk, desk.jonas, desk.annotation.id, seen);
  expect(again.leftRegister).toEqual([]);
});

const touches: Record<string, (id: string) => Promise<unknown>> = {
  'an editor has rated': (id) => rateSource(desk, desk.mira, id, { reliability: 'C', reason: '' }),
  'an editor has described': (id) => {
    const said = parse(entryChangeInput, { name: slip, description: 'Of the harbour.' });
    return changeSource(desk, desk.mira, id, said);
  },
  'another entry belongs to': (affiliation) =>
    addSource(desk, desk.mira, parse(sourceInput, { name: 'A clerk', affiliation })),
  'another annotation names': async () => {
    const target = { exact: 'Nobody asked us' };
    const input = parse(annotationInput, { target, chain });
    await createAnnotation(desk, desk.nils, desk.annotation.article, input);
  },
  'a proposal names': () =>
    makeProposal(desk, desk.nils, desk.annotation.id, alternative({ chain: `${slip} -> Police` })),
  'a verdict judges': () =>
    giveVerdict(desk, desk.nils, desk.annotation.id, verdict({ verdict: 'agree', on: 'hop:1' })),
};

test.each(Object.entries(touches))('an entry that %s stays', async (_, touch) => {
  const source = await slipped();
  await touch(source.id);
  await undo().catch(() => null);
  expect((await entered())?.id).toBe(source.id);
});

test('an entry that was made on its own stays, though only the undone change names it', async () => {
  const { id } = await addSource(desk, desk.jonas, parse(sourceInput, { name: slip }));
  await changed(desk, { chain });
  expect((await undo()).leftRegister).toEqual([]);
  expect((await entered())?.id).toBe(id);
});

test('while a blind round is open every entry stays, so that none tells what hidden work names', async () => {
  const source = await slipped();
  const details = { title: 'A quay', publisher: 'The Harbour Post', text: 'It is to be sold.' };
  const { id } = await addArticle(desk, desk.mira, parse(articleInput, details));
  await openRound(desk, desk.mira, id, ['nils', 'mira']);
  const seen = etag(await present(desk));
  await undoChange(await visibleTo(desk, desk.jonas), desk.jonas, desk.annotation.id, seen);
  expect((await entered())?.id).toBe(source.id);
});

test('an entry that somebody names at the moment of the undoing is there, whenever', async () => {
  for (let calls = 0, isOver = false; !isOver; calls++) {
    const { desk: whole, mira, jonas, article } = await open(openMemoryStore());
    const said = (exact: string, typed: string) =>
      parse(annotationInput, { target: { exact }, chain: typed });
    const first = await createAnnotation(whole, jonas, article, said('It holds', 'The Post'));
    const { id } = first.annotation;
    const slipping = said('It holds', `${slip} -told-> The Post`);
    const saved = await reviseAnnotation(whole, jonas, id, slipping, etag(first.annotation));
    const { store, hasActed } = storeInBetween(whole.store, calls, () =>
      createAnnotation(whole, mira, article, said('A clerk denied it', slip)),
    );
    await undoChange(openDesk(store), jonas, id, etag(saved.annotation));
    isOver = !hasActed();
    if (isOver) return;
    const { items } = await whole.store.find('annotations', 'article', { key: article, limit: 9 });
    const named = new Set(items.flatMap(({ chain: hops }) => sourcesIn(hops)));
    const found = await whole.store.getMany('sources', [...named]);
    expect(found.map((each) => each.id).sort(), `after ${calls} calls`).toEqual([...named].sort());
    expect(items).toHaveLength(2);
  }
});

test('a confidential source stays: who it is would go for good', async () => {
  const { id } = await slipped('Ines Vgea (confidential) -> The Harbour Post');
  expect((await undo()).leftRegister).toEqual([]);
  expect(await desk.whole.get('identities', id)).toMatchObject({ name: slip });
});
