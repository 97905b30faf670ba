import { beforeEach, describe, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { openDesk } from '../../../src/desk/desk.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { openRound } from '../../../src/desk/rounds/rounds.js';
import { visibleTo } from '../../../src/desk/rounds/visibility.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import { countedStore } from '../../store/counted-store.js';
import { failure, type HarbourDesk, openHarbourDesk } from '../harbour-desk.js';

let desk: HarbourDesk;
beforeEach(async () => {
  desk = await openHarbourDesk();
  for (const name of ['Ada Stone', 'a clerk']) {
    const hidden = { name, confidential: true, unnamed: name === 'a clerk' };
    await addSource(desk, desk.mira, parse(sourceInput, hidden));
  }
});

/*
 * How long an answer takes tells what was read for it. A save that is refused leaves nothing behind, and can be tried
 * as often as it takes to measure it.
 */
const names = [
  ['Ada Stone', 'Eda Stane'],
  ['Ada Stone (confidential)', 'Eda Stane (confidential)'],
  ['a clerk (unnamed, confidential)', 'a clork (unnamed, confidential)'],
] as const;

/** What is read before a save with such a chain is refused. */
async function readFor(chain: string, by = desk.nils): Promise<string[]> {
  const { store, taken } = countedStore(desk.store);
  const watched = await visibleTo(openDesk(store, { clock: desk.clock }), by);
  const said = { target: { exact: 'a tram' }, chain: `${chain} -told-> The Harbour Post` };
  const { article } = desk.annotation;
  taken();
  await failure(createAnnotation(watched, by, article, parse(annotationInput, said)));
  return taken().toSorted();
}

describe.each(['no', 'a'])('while %s blind round is open', (rounds) => {
  beforeEach(async () => {
    if (rounds === 'no') return;
    const other = { title: 'Another wall', publisher: 'The Harbour Post', text: 'It fell.' };
    const { id } = await addArticle(desk, desk.mira, parse(articleInput, other));
    await openRound(desk, desk.mira, id, ['jonas', 'mira']);
  });

  test.each(names)(
    'no more is read for a name that is a confidential source’s than for another, before one who may not know: %s',
    async (known, unknown) => {
      await readFor(unknown);
      expect(await readFor(known)).toEqual(await readFor(unknown));
    },
  );
});

test('nor for one that is in an open blind round alone, before an editor', async () => {
  const other = { title: 'Another wall', publisher: 'The Harbour Post', text: 'It fell.' };
  const { id } = await addArticle(desk, desk.mira, parse(articleInput, other));
  await openRound(desk, desk.mira, id, ['jonas', 'nils']);
  const said = { target: { exact: 'It fell' }, chain: 'Ida Moor (confidential)' };
  const blind = await visibleTo(desk, desk.jonas);
  await createAnnotation(blind, desk.jonas, id, parse(annotationInput, said));
  const readOf = (name: string) => readFor(`${name} (confidential)`, desk.mira);
  await readOf('Ide Moar');
  expect(await readOf('Ida Moor')).toEqual(await readOf('Ide Moar'));
});

test('whoever entered sources reads of them in an order that tells of no others', async () => {
  const alone = await openHarbourDesk();
  const askedOn = async (at: HarbourDesk) => {
    const own: string[] = [];
    for (const name of ['Ada Stone Low', 'Ada Stone']) {
      const input = parse(sourceInput, { name, kind: 'person', confidential: true });
      own.push((await addSource(at, at.nils, input)).name);
    }
    const said = { name: 'Ada Stone Low & Partners', aliases: ['Ada Stone Low'] };
    const { message } = await failure(addSource(at, at.nils, parse(sourceInput, said)));
    return own.reduce((told, name, place) => told.replaceAll(name, `source ${place}`), message);
  };
  expect(await askedOn(desk)).toBe(await askedOn(alone));
});
