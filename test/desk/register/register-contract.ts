import { expect, test } from 'vitest';
import { addLongArticle } from '../../../bench/long-article.js';
import {
  annotationById,
  createAnnotation,
  reviseAnnotation,
} from '../../../src/desk/annotations/annotations.js';
import { undoChange } from '../../../src/desk/annotations/undoing.js';
import { openDesk } from '../../../src/desk/desk.js';
import {
  removeSource,
  removeSources,
  restoreSource,
} from '../../../src/desk/register/entry-changes.js';
import { countUses } from '../../../src/desk/register/joined.js';
import { joinSources, partSources } from '../../../src/desk/register/joining.js';
import { previewJoining } from '../../../src/desk/register/joining-preview.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { readSource } from '../../../src/desk/register/source-reading.js';
import { sourceById } from '../../../src/desk/register/sources.js';
import { etag } from '../../../src/domain/annotations/annotation.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { sourcesIn } from '../../../src/domain/chain/chain.js';
import { parse } from '../../../src/domain/parse.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import { insert, replace, type Store } from '../../../src/store/store.js';
import { countedStore } from '../../store/counted-store.js';
import { person } from '../../store/documents.js';

/** What a store of either kind promises of the register; `opened` gives a fresh one. */
export function registerContract(name: string, opened: () => Promise<Store>): void {
  async function desk() {
    const { store, taken } = countedStore(await opened());
    const [mira, bench] = [person('mira', { role: 'editor' }), person('bench', { role: 'editor' })];
    await store.commit([insert('people', mira), insert('people', bench)]);
    const article = await addLongArticle(store, { words: 4_000, annotations: 1_000 });
    return { ...openDesk(store), mira, taken, article };
  }

  test(`${name}: a source of a thousand annotations is joined, shown and parted in a few calls`, async () => {
    const { mira, taken, article, ...rest } = await desk();
    const query = { key: article, limit: 1_000 };
    const { items } = await rest.store.find('annotations', 'article', query);
    const [first = ''] = sourcesIn(items[0]?.chain ?? []);
    // All of them rest on one origin.
    const [origin] = items[0]?.chain ?? [];
    await rest.store.commit(
      items.map((each) =>
        replace('annotations', { ...each, chain: origin ? [origin, ...each.chain.slice(1)] : [] }),
      ),
    );
    const { id } = await addSource(rest, mira, parse(sourceInput, { name: 'Another name of it' }));
    const calls = async (work: () => Promise<unknown>) => {
      taken();
      await work();
      return taken().length;
    };
    const uses = await countUses(rest.store, await sourceById(rest, first));
    expect(uses).toBe(1_000);
    expect(await calls(() => previewJoining(rest, mira, [first, id], id))).toBeLessThan(12);
    expect(await calls(() => joinSources(rest, mira, { ids: [first], into: id }))).toBeLessThan(8);
    const source = await sourceById(rest, id);
    const read = async () => expect((await readSource(rest, source)).uses).toBe(uses);
    expect(await calls(read)).toBeLessThan(20);
    expect(await calls(() => partSources(rest, mira, [first]))).toBeLessThan(8);
    expect(await countUses(rest.store, source)).toBe(0);
  });

  test(`${name}: a removed source is named by no annotation, though both are saved at one moment`, async () => {
    const { mira, article, taken: _taken, ...rest } = await desk();
    const text = (await rest.store.get('editions', `${article}.1`))?.text ?? '';
    for (let n = 0; n < 8; n += 1) {
      const source = await addSource(rest, mira, parse(sourceInput, { name: `Left over ${n}` }));
      const target = { exact: text.slice(n * 50, n * 50 + 30), start: n * 50, end: n * 50 + 30 };
      const input = parse(annotationInput, { target, chain: `Left over ${n} -told-> The Post` });
      const [saved] = await Promise.allSettled([
        createAnnotation(rest, mira, article, input),
        removeSource(rest, mira, source.id),
      ]);
      if (saved.status === 'rejected') throw saved.reason;
      const named = sourcesIn(saved.value.annotation.chain);
      const found = await rest.store.getMany('sources', named);
      expect(found.map(({ id }) => id)).toEqual(named);
    }
  });

  test(`${name}: what an undone change entered is there for whoever names it at that moment`, async () => {
    const { mira, article, taken: _taken, ...rest } = await desk();
    const text = (await rest.store.get('editions', `${article}.1`))?.text ?? '';
    const said = (chain: string, n: number) => {
      const [start, end] = [n * 50, n * 50 + 30];
      return parse(annotationInput, {
        target: { exact: text.slice(start, end), start, end },
        chain,
      });
    };
    const { annotation } = await createAnnotation(rest, mira, article, said('The Post', 0));
    let seen = etag(annotation);
    const undone = async (n: number) => {
      const chain = `Slip ${n} -told-> The Post`;
      const slip = await reviseAnnotation(rest, mira, annotation.id, said(chain, 0), seen);
      const undoing = undoChange(rest, mira, annotation.id, etag(slip.annotation));
      return { slip: slip.newSources, chain, undoing };
    };
    const alone = await undone(0);
    expect((await alone.undoing).leftRegister).toEqual(alone.slip);
    expect(
      await rest.store.getMany(
        'sources',
        alone.slip.map(({ id }) => id),
      ),
    ).toEqual([]);
    for (let n = 1; n < 8; n += 1) {
      seen = etag(await annotationById(rest, annotation.id));
      const { undoing, chain } = await undone(n);
      const [saved] = await Promise.all([
        createAnnotation(rest, mira, article, said(chain, n)),
        undoing,
      ]);
      const named = sourcesIn(saved.annotation.chain);
      const found = await rest.store.getMany('sources', named);
      expect(found.map(({ id }) => id)).toEqual(named);
    }
  });

  test(`${name}: removed entries are put back as they were, in whatever order`, async () => {
    const { mira, article: _article, taken: _taken, ...rest } = await desk();
    const said = { kind: 'person', aliases: ['Ida'], reliability: 'B', reason: 'right so far' };
    const one = await addSource(rest, mira, parse(sourceInput, { name: 'Ida Brandt', ...said }));
    const other = await addSource(rest, mira, parse(sourceInput, { name: 'An office' }));
    await removeSources(rest, mira, [one.id, other.id]);
    await expect(sourceById(rest, one.id)).rejects.toMatchObject({ code: 'not-found' });
    expect(await restoreSource(rest, mira, one.id)).toEqual(one);
    expect(await restoreSource(rest, mira, one.id)).toEqual(one);
    const hidden = await addSource(
      rest,
      mira,
      parse(sourceInput, { name: 'Odd Berg', confidential: true }),
    );
    await removeSources(rest, mira, [hidden.id]);
    await expect(restoreSource(rest, mira, hidden.id)).rejects.toMatchObject({ code: 'conflict' });
  });
}
