import { beforeEach, describe, expect, test } from 'vitest';
import { createAnnotation, reviseAnnotation } from '../../../src/desk/annotations/annotations.js';
import { deleteAnnotation, restoreAnnotation } from '../../../src/desk/annotations/deleting.js';
import { undoChange } from '../../../src/desk/annotations/undoing.js';
import { printable, readArticle } from '../../../src/desk/articles/article-reading.js';
import { addArticle, deleteArticle } from '../../../src/desk/articles/articles.js';
import { checkDesk } from '../../../src/desk/check/check.js';
import { openDesk } from '../../../src/desk/desk.js';
import { changeSource, removeSource } from '../../../src/desk/register/entry-changes.js';
import { noteIdentity, readIdentity } from '../../../src/desk/register/identities/identities.js';
import { maskSource } from '../../../src/desk/register/masking/masking.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { addComment } from '../../../src/desk/review/comments.js';
import { etag } from '../../../src/domain/annotations/annotation.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { type Article, articleInput } from '../../../src/domain/articles/article.js';
import { sourcesIn } from '../../../src/domain/chain/chain.js';
import { notationOf } from '../../../src/domain/chain/notation/print-chain.js';
import { parse } from '../../../src/domain/parse.js';
import { Problem } from '../../../src/domain/problem.js';
import { entryChangeInput, sourceInput } from '../../../src/domain/register/source-input.js';
import type { Documents } from '../../../src/store/documents.js';
import { all, type IndexName, type Store, storeWith } from '../../../src/store/store.js';
import { openDeskWithPeople, type PeopledDesk, publicFileOf } from '../peopled-desk.js';

let desk: PeopledDesk;
let article: Article;

const text = `The harbour wall will be raised 🌊 next year, an engineer said.

According to a memo, the harbour wall will be raised by two metres. Nobody asked the residents.`;

beforeEach(async () => {
  desk = await openDeskWithPeople();
  article = await addArticle(
    desk,
    desk.jonas,
    parse(articleInput, { title: 'Higher wall', publisher: 'The Harbour Post', text }),
  );
});

describe('annotating a passage', () => {
  test('stores the text’s own characters, a chain in the register, and an event', async () => {
    const { annotation, newSources } = await annotate({
      exact: 'raised  by two\u00a0metres',
      chain: 'Ines Vega [B] -wrote to-> Harbour memo (document) -> The Harbour Post',
      confidence: 'low',
    });
    expect(annotation.target.exact).toBe('raised by two metres');
    expect(text.slice(annotation.target.start, annotation.target.end)).toBe('raised by two metres');
    expect(newSources.map(({ name, kind }) => [name, kind])).toEqual([
      ['Ines Vega', null],
      ['Harbour memo', 'document'],
      ['The Harbour Post', 'outlet'],
    ]);
    expect(await events(`annotation/${annotation.id}`)).toEqual(['annotation.created']);
  });

  test('that stands twice is asked about, with positions in code points', async () => {
    const problem = await failure(annotate({ exact: 'harbour wall will be raised', chain: '?' }));
    expect(problem.code).toBe('ambiguous');
    expect(problem.details.candidates).toMatchObject([
      { start: 4, end: 31, before: 'The ' },
      {
        start: [...text.slice(0, text.lastIndexOf('harbour wall'))].length,
        before: '🌊 next year, an engineer said.\n\nAccording to a memo, the ',
      },
    ]);
  });

  test('is decided by a position in code points', async () => {
    const at = { exact: 'harbour wall will be raised', start: 4, end: 31 };
    expect((await annotate({ ...at, chain: '?' })).annotation.target.start).toBe(4);
  });

  test('that does not stand in the text is a fault of the passage', async () => {
    const problem = await failure(annotate({ exact: 'the lighthouse', chain: '?' }));
    expect(problem).toMatchObject({ code: 'invalid', fields: [{ field: 'exact' }] });
  });

  test('with a position beyond the text still finds a passage that stands once', async () => {
    const sent = { exact: 'an engineer said', start: 9_999, end: 10_000 };
    expect((await annotate({ ...sent, chain: '?' })).annotation.target.exact).toBe(sent.exact);
  });

  test.each([
    ['The deal was ready', 'The deal was ready.'],
    ['The deal was ready.', 'the deal was  ready'],
    ['協議已經準備好', '協議已經準備好。'],
    ['معاہدہ تیار تھا۔', 'معاہدہ تیار تھا'],
    ['सौदा तैयार था।', 'सौदा तैयार था'],
    ['معاہدہ مکمل', 'معاہدہ مکمل۔'],
    ['معاهده مکمل.', 'معاهده مکمل۔'],
    ['اكتمل العقد۔', 'اكتمل العقد'],
    ['协议已完成。', '协议已完成.'],
  ])('takes the claim “%s” for “%s”: a full stop says nothing else', async (first, then) => {
    const one = await annotate({ exact: 'an engineer said', chain: '?', claim: first });
    const two = await annotate({ exact: 'a memo', chain: '?', claim: then });
    expect(two.annotation.claim).toBe(one.annotation.claim);
  });

  test('takes no claim for another that ends in dots', async () => {
    const one = await annotate({ exact: 'an engineer said', chain: '?', claim: 'The wall grows' });
    const two = await annotate({ exact: 'a memo', chain: '?', claim: 'The wall grows...' });
    expect(two.annotation.claim).not.toBe(one.annotation.claim);
  });

  test('takes the claim of that wording, and makes it once', async () => {
    const one = await annotate({ exact: 'an engineer said', chain: '?', claim: 'The wall grows.' });
    const two = await annotate({ exact: 'a memo', chain: '?', claim: ' the wall  GROWS.' });
    expect(one.annotation.claim).not.toBeNull();
    expect(two.annotation.claim).toBe(one.annotation.claim);
    expect(one.annotation.stance).toBe('asserts');
  });

  test('by a request that was named makes one annotation, however often it is sent', async () => {
    const input = parse(annotationInput, {
      target: { exact: 'a memo' },
      chain: 'A clerk (unnamed)',
    });
    const named = { ...desk, request: 'jonas saves' };
    const send = () => createAnnotation(named, desk.jonas, article.id, input);
    const [first, again] = await Promise.all([send(), send()]);
    expect(again.annotation).toEqual(first.annotation);
    expect((await send()).annotation).toEqual(first.annotation);
    expect(await events(`annotation/${first.annotation.id}`)).toEqual(['annotation.created']);
    expect(await desk.store.count('sources', 'all', '')).toBe(1);
  });

  test('is refused to readers, with nothing written', async () => {
    const problem = await failure(annotate({ exact: 'a memo', chain: 'Bo -> X' }, desk.tom));
    expect(problem.code).toBe('forbidden');
    expect(await desk.store.count('sources', 'all', '')).toBe(0);
  });

  test('by two people at once with the same new claim and source makes one claim', async () => {
    const sent = { chain: 'Bo Lind (confidential)', claim: 'It will be raised.' };
    const saved = await Promise.all([
      annotate({ ...sent, exact: 'an engineer said' }),
      annotate({ ...sent, exact: 'a memo' }, desk.mira),
    ]);
    expect(new Set(saved.map(({ annotation }) => annotation.claim)).size).toBe(1);
    const pseudonyms = await collect('sources', 'all');
    expect(new Set(pseudonyms.map(({ name }) => name)).size).toBe(pseudonyms.length);
  });
});

describe('revising', () => {
  test('keeps what notation does not say, and records what changed', async () => {
    const { annotation } = await annotate({
      exact: 'a memo',
      chain: 'Ines Vega -> Harbour memo',
      hops: [{ as: 'a port official', evidence: { excerpt: 'two metres' } }],
    });
    const saved = await revise(annotation.id, etag(annotation), {
      exact: 'a memo',
      chain: await line(annotation.id),
      confidence: 'high',
    });
    expect(saved.annotation).toMatchObject({ revision: 2, chain: annotation.chain });
    expect(saved.annotation.chain[0]?.holders[0]?.evidence[0]?.sha256).toMatch(/^[0-9a-f]{64}$/u);
    const [, revised] = await collect('events', 'subject', `annotation/${annotation.id}`);
    expect(revised).toMatchObject({ before: { confidence: null }, after: { confidence: 'high' } });
  });

  test('without a change writes nothing', async () => {
    const { annotation } = await annotate({ exact: 'a memo', chain: 'Bo Lind' });
    const again = await revise(annotation.id, etag(annotation), {
      exact: 'a memo',
      chain: 'Bo Lind',
    });
    expect(again.annotation).toEqual(annotation);
    expect(await events(`annotation/${annotation.id}`)).toHaveLength(1);
  });

  test('from a state that has moved on is refused, with what stands now', async () => {
    const { annotation } = await annotate({ exact: 'a memo', chain: 'Bo Lind' });
    const seen = etag(annotation);
    await revise(annotation.id, seen, { exact: 'a memo', chain: 'Bo Lind', note: 'Asked him.' });
    const problem = await failure(
      revise(annotation.id, seen, { exact: 'a memo', chain: 'Bo Lind', note: 'Called him.' }),
    );
    expect(problem.code).toBe('stale');
    expect(problem.details.current).toMatchObject({ note: 'Asked him.' });
  });

  test('by two people at the same instant takes one and refuses the other', async () => {
    const { annotation } = await annotate({ exact: 'a memo', chain: 'Bo Lind' });
    const edit = (note: string) =>
      revise(annotation.id, etag(annotation), { exact: 'a memo', chain: 'Bo Lind', note });
    const outcomes = await Promise.allSettled([edit('one'), edit('two')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('is for its author and for editors', async () => {
    const { annotation } = await annotate({ exact: 'a memo', chain: 'Bo Lind' }, desk.mira);
    const problem = await failure(deleteAnnotation(desk, desk.jonas, annotation.id));
    expect(problem.code).toBe('forbidden');
  });
});

describe('deleting', () => {
  test('takes an annotation off the article, and restoring brings it back whole', async () => {
    const { annotation } = await annotate({ exact: 'a memo', chain: 'Bo Lind', note: 'x' });
    await deleteAnnotation(desk, desk.jonas, annotation.id);
    expect((await readArticle(desk, article.id)).annotations).toEqual([]);
    const restored = await restoreAnnotation(desk, desk.jonas, annotation.id);
    expect(restored).toMatchObject({ chain: annotation.chain, note: 'x', deleted: null });
    expect(await events(`annotation/${annotation.id}`)).toEqual([
      'annotation.created',
      'annotation.deleted',
      'annotation.restored',
    ]);
  });

  test('an article that has annotations wants it said twice', async () => {
    await annotate({ exact: 'a memo', chain: 'Bo Lind' });
    const problem = await failure(deleteArticle(desk, desk.mira, article.id));
    expect(problem).toMatchObject({ code: 'conflict' });
    await deleteArticle(desk, desk.mira, article.id, { annotations: true });
    expect(await desk.store.count('annotations', 'everything', article.id)).toBe(0);
    expect(await desk.store.count('editions', 'article', article.id)).toBe(0);
  });
});

test('an article that goes while it is being annotated leaves no annotation behind', async () => {
  await Promise.allSettled([
    annotate({ exact: 'a memo', chain: '?' }),
    deleteArticle(desk, desk.mira, article.id),
    annotate({ exact: 'an engineer said', chain: '?' }),
    deleteArticle(desk, desk.mira, article.id, { annotations: true }),
  ]);
  const left = await desk.store.count('annotations', 'everything', article.id);
  const article_ = await desk.store.get('articles', article.id);
  expect([left > 0, article_ !== null]).not.toEqual([true, false]);
});

test('what somebody saves of an article while it goes keeps it there, unless it was said that annotations go too', async () => {
  const { store } = desk;
  let saved: Documents['annotations'] | null = null;
  const commit: Store['commit'] = async (...asked) => {
    saved ??= (await annotate({ exact: 'a memo', chain: '?' })).annotation;
    return store.commit(...asked);
  };
  const slow = openDesk(storeWith(store, { commit }));
  await expect(deleteArticle(slow, desk.mira, article.id)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('1 annotation'),
  });
  const { items } = await store.find('annotations', 'article', { key: article.id });
  expect(items).toEqual([saved]);
  expect(await events(`article/${article.id}`)).toEqual(['article.added']);
  for await (const { severity, sentence } of checkDesk(store, () => {})) {
    expect(severity, sentence).not.toBe('fault');
  }
});

describe('a confidential source', () => {
  test('leaves its name in no public document', async () => {
    await annotate({ exact: 'a memo', chain: 'Ada Stone (confidential) -> The Harbour Post' });
    const all = await publicFileOf(desk);
    expect(all).not.toContain('Stone');
    expect(all).toContain('Confidential source 1');
  });

  test('is known again by those who may see it, and to nobody else', async () => {
    const typed = { exact: 'a memo', chain: 'Ada Stone (confidential)' };
    const first = await annotate(typed, desk.jonas);
    const byEditor = await annotate(typed, desk.mira);
    const byStranger = await annotate(typed, desk.nils);
    const sources = [first, byEditor, byStranger].map(
      (saved) => sourcesIn(saved.annotation.chain)[0],
    );
    expect(sources[1]).toBe(sources[0]);
    expect(sources[2]).not.toBe(sources[0]);
  });

  test('leaves a public entry of its name as it is, whoever types it', async () => {
    const known = await annotate({ exact: 'an engineer said', chain: 'Ada Stone' }, desk.jonas);
    const [open = ''] = sourcesIn(known.annotation.chain);
    const before = await desk.store.get('sources', open);
    for (const person of [desk.nils, desk.mira]) {
      const typed = { exact: 'a memo', chain: 'Ada Stone (deep background)' };
      const { annotation, newSources } = await annotate(typed, person);
      expect(sourcesIn(annotation.chain)[0]).not.toBe(open);
      expect(newSources.map(({ confidential }) => confidential)).not.toContain(false);
    }
    expect(await desk.store.get('sources', open)).toEqual(before);
    await expect(
      annotate({ exact: 'a memo', chain: 'Ada Stone' }, desk.nils),
    ).resolves.toBeDefined();
  });

  test('is found again by whoever entered it, beside the public entry of its name', async () => {
    await annotate({ exact: 'an engineer said', chain: 'Ada Stone' }, desk.jonas);
    const typed = { exact: 'a memo', chain: 'Ada Stone (confidential)' };
    const first = await annotate(typed, desk.nils);
    const again = await annotate(typed, desk.nils);
    expect(sourcesIn(again.annotation.chain)).toEqual(sourcesIn(first.annotation.chain));
    expect(
      (await failure(readIdentity(desk, desk.jonas, sourcesIn(first.annotation.chain)[0] ?? '')))
        .code,
    ).toBe('forbidden');
  });

  test('that takes the place of its public entry in one chain is asked about: the history tells', async () => {
    const open = await annotate({ exact: 'a memo', chain: 'Ada Stone -> The Harbour Post' });
    const { id } = open.annotation;
    const chain = 'Ada Stone (deep background) -> The Harbour Post';
    const typed = { target: { exact: 'a memo' }, chain };
    const revise = (confirm: string[]) =>
      reviseAnnotation(
        desk,
        desk.jonas,
        id,
        parse(annotationInput, { ...typed, confirm }),
        etag(open.annotation),
      );
    const problem = await failure(revise([]));
    expect(problem.details).toMatchObject({ confirm: [{ code: 'identity' }] });
    expect(problem.message).toContain('history');
    expect(problem.message).not.toContain('Stone');
    await expect(revise(['identity'])).resolves.toBeDefined();
  });

  test.each([
    ['Ada Stone', '?', 'Ada Stone (confidential)'],
    ['Ada Stone (confidential)', '?', 'Ada Stone'],
    ['Ada Stone (confidential)', 'Ada Stone'],
  ])(
    'is asked about where the history would have it and its public entry: %s, %s',
    async (...chains) => {
      await annotate({ exact: 'an engineer said', chain: 'Ada Stone' }, desk.nils);
      const last = chains.pop();
      let { annotation } = await annotate({ exact: 'a memo', chain: '? -> ?' });
      for (const chain of chains) {
        ({ annotation } = await revise(annotation.id, etag(annotation), {
          exact: 'a memo',
          chain,
        }));
      }
      const next = { exact: 'a memo', chain: last };
      const problem = await failure(revise(annotation.id, etag(annotation), next));
      expect(problem.details).toMatchObject({ confirm: [{ code: 'identity' }] });
      expect(problem.message).toContain('history');
      expect(problem.message).not.toContain('Stone');
    },
  );

  test('is asked about where an undone edit had named it in public, though nothing else did', async () => {
    const { annotation } = await annotate({ exact: 'a memo', chain: '?' });
    const { id } = annotation;
    const open = { exact: 'a memo', chain: 'Ada Stone' };
    const named = await revise(id, etag(annotation), open);
    const undone = await undoChange(desk, desk.jonas, id, etag(named.annotation));
    expect(undone.leftRegister).toHaveLength(1);
    const hidden = { exact: 'a memo', chain: 'Ada Stone (confidential)' };
    const problem = await failure(revise(id, etag(undone.annotation), hidden));
    expect(problem.message).toContain('history');
  });

  describe('an unnamed one of whom it is noted who that is', () => {
    const open = { exact: 'a memo', chain: 'Ada Stone' };
    const hidden = { exact: 'a memo', chain: 'a clerk (unnamed)' };

    async function noted() {
      const { annotation } = await annotate({ ...hidden, exact: 'an engineer said' });
      const [clerk = ''] = sourcesIn(annotation.chain);
      await noteIdentity(desk, desk.mira, clerk, 'Ada Stone');
    }

    test.each([
      ['the public name', open, hidden],
      ['a note', { ...hidden, chain: '?', note: 'Ada Stone told me.' }, hidden],
      ['the public name that comes', hidden, open],
    ])('is asked about beside %s, its history included', async (_what, was, is) => {
      await noted();
      const { annotation } = await annotate({ ...was, confirm: ['identity'] });
      const problem = await failure(revise(annotation.id, etag(annotation), is));
      expect(problem.details).toMatchObject({ confirm: [{ code: 'identity' }] });
      expect(problem.message).toContain('a clerk would stand beside the name');
    });

    test('is no question to whoever may not know', async () => {
      await noted();
      const { annotation } = await annotate(open, desk.nils);
      const revised = revise(annotation.id, etag(annotation), hidden, desk.nils);
      await expect(revised).resolves.toBeDefined();
    });
  });

  test.each([
    ['the note that stays', { note: 'Ada Stone told me.' }, {}],
    ['a note of before', { note: 'Ada Stone told me.' }, { note: 'Somebody told me.' }],
    ['a comment', {}, {}],
  ])('is asked about once where what stands there tells of it: %s', async (what, was, is) => {
    const { id } = (await annotate({ exact: 'a memo', chain: '?', ...was })).annotation;
    if (what === 'a comment') {
      await addComment(desk, desk.nils, id, { text: 'Ada Stone, I guess.', replyTo: null });
    }
    const next = { exact: 'a memo', chain: 'Ada Stone (confidential)', ...was, ...is };
    const problem = await failure(revise(id, '*', next));
    expect(problem.details).toMatchObject({ confirm: [{ code: 'identity' }] });
    expect(problem.message).not.toContain('Stone');
    await revise(id, '*', { ...next, confirm: ['identity'] });
    await expect(revise(id, '*', { ...next, confidence: 'high' })).resolves.toBeDefined();
  });

  test('whose name the passage has is asked about when the two come together, and not at each save', async () => {
    const passage = 'Nobody asked the residents';
    const typed = { exact: passage, chain: 'The Residents (confidential) -> The Harbour Post' };
    const asks = { details: { confirm: [{ code: 'identity' }] } };
    expect(await failure(annotate(typed))).toMatchObject(asks);
    const { annotation } = await annotate({ ...typed, confirm: ['identity'] });
    const { id } = annotation;
    const again = await revise(id, etag(annotation), { ...typed, confidence: 'high' });
    const elsewhere = { ...typed, exact: 'a memo' };
    const moved = await revise(id, etag(again.annotation), elsewhere);
    expect(await failure(revise(id, etag(moved.annotation), typed))).toMatchObject(asks);
  });

  test('whose name stands in the note is asked about before it is saved', async () => {
    const typed = {
      exact: 'a memo',
      chain: 'Ada Stone (confidential)',
      note: 'ada  STONE said so',
    };
    const problem = await failure(annotate(typed));
    expect(problem).toMatchObject({
      code: 'conflict',
      details: { confirm: [{ code: 'identity' }] },
    });
    expect(problem.message).not.toContain('Stone');
    await expect(annotate({ ...typed, confirm: ['identity'] })).resolves.toBeDefined();
  });

  test('is not given away to those who must not know by a question about a note', async () => {
    const { newSources } = await annotate({ exact: 'a memo', chain: 'Ada Stone (confidential)' });
    const chain = `${newSources[0]?.name}`;
    const probe = annotate({ exact: 'an engineer said', chain, note: 'Ada Stone?' }, desk.nils);
    await expect(probe).resolves.toBeDefined();
  });

  test('is asked about when those who know it type its name as a public one', async () => {
    await annotate({ exact: 'a memo', chain: 'Ada Stone (confidential)' });
    const typed = { exact: 'an engineer said', chain: 'Ada Stone -> The Harbour Post' };
    const problem = await failure(annotate(typed));
    expect(problem).toMatchObject({
      code: 'conflict',
      details: { confirm: [{ code: 'identity' }] },
    });
    expect(problem.message).toContain('Confidential source 1');
    expect(await desk.store.count('sources', 'name', 'ada stone')).toBe(0);
    await expect(annotate({ ...typed, confirm: ['identity'] })).resolves.toBeDefined();
  });

  test('is not given away to those who must not know by a question about a name', async () => {
    await annotate({ exact: 'a memo', chain: 'Ada Stone (confidential)' });
    const typed = { exact: 'an engineer said', chain: 'Ada Stone' };
    await expect(annotate(typed, desk.nils)).resolves.toBeDefined();
  });

  test('is shown to editors and to whoever entered it, and each look is an event', async () => {
    const { newSources } = await annotate({ exact: 'a memo', chain: 'Ada Stone (confidential)' });
    const id = newSources[0]?.id ?? '';
    expect((await readIdentity(desk, desk.jonas, id)).name).toBe('Ada Stone');
    expect((await readIdentity(desk, desk.mira, id)).name).toBe('Ada Stone');
    expect((await failure(readIdentity(desk, desk.nils, id))).code).toBe('forbidden');
    expect(await events(`source/${id}`)).toEqual([
      'source.added',
      'identity.read',
      'identity.read',
    ]);
  });

  test('can be made of a public one by an editor', async () => {
    const { newSources } = await annotate({ exact: 'a memo', chain: 'Ada Stone' });
    await maskSource(desk, desk.mira, newSources[0]?.id ?? '');
    expect(await publicFileOf(desk)).not.toContain('Stone');
  });

  test('stays known to whoever entered it as a public one', async () => {
    const { annotation, newSources } = await annotate({ exact: 'a memo', chain: 'Ada Stone' });
    const { id } = await maskSource(desk, desk.mira, newSources[0]?.id ?? '');
    expect((await readIdentity(desk, desk.jonas, id)).name).toBe('Ada Stone');
    expect((await failure(readIdentity(desk, desk.nils, id))).code).toBe('forbidden');
    const late = revise(
      annotation.id,
      etag((await desk.store.get('annotations', annotation.id)) ?? annotation),
      { exact: 'a memo', chain: 'Ada Stone' },
    );
    expect((await failure(late)).details).toMatchObject({ confirm: [{ code: 'identity' }] });
    expect(await publicFileOf(desk)).not.toContain('Stone');
  });
});

function annotate(
  {
    exact,
    start,
    end,
    registered,
    ...sent
  }: Record<string, unknown> & { exact: string; chain: string; registered?: string[] },
  actor = desk.jonas,
) {
  const input = parse(annotationInput, { target: { exact, start, end }, ...sent });
  return createAnnotation(desk, actor, article.id, { ...input, registered });
}

function revise(
  id: string,
  seen: string,
  { exact, ...sent }: Record<string, unknown>,
  actor = desk.jonas,
) {
  const input = parse(annotationInput, { target: { exact }, ...sent });
  return reviseAnnotation(desk, actor, id, input, seen);
}

async function line(id: string): Promise<string> {
  const reading = await printable(desk, await readArticle(desk, article.id));
  const placed = reading.annotations.find(({ annotation }) => annotation.id === id);
  return notationOf(placed?.annotation.chain ?? [], reading);
}

async function events(key: string): Promise<string[]> {
  return (await collect('events', 'subject', key)).map(({ action }) => action);
}

async function collect<C extends 'events' | 'sources'>(
  collection: C,
  index: IndexName<C>,
  key = '',
): Promise<Documents[C][]> {
  const items: Documents[C][] = [];
  for await (const item of all(desk.store, collection, index, { key })) items.push(item);
  return items;
}

async function failure(work: Promise<unknown>): Promise<Problem> {
  const outcome = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (outcome instanceof Problem) return outcome;
  throw outcome ?? new Error('it did not fail');
}

describe('later writing asks who may know about the names of every confidential source', () => {
  const asks = { code: 'conflict', details: { confirm: [{ code: 'identity' }] } };

  beforeEach(async () => {
    await annotate({ exact: 'a memo', chain: 'Ada Stone (confidential, person)' }, desk.jonas);
  });

  test.each([
    'Ada Stone again.',
    'ada\u200B  st\u00ADone',
    'Ask Stone.',
    'Ask A.S. tomorrow.',
    'Аda Stоne',
  ])('in the note of another annotation: %s', async (note) => {
    const typed = { exact: 'an engineer said', chain: 'Bo Lind', note };
    for (const person of [desk.jonas, desk.mira]) {
      expect(await failure(annotate(typed, person))).toMatchObject(asks);
    }
    await expect(annotate(typed, desk.nils)).resolves.toBeDefined();
    await expect(annotate({ ...typed, confirm: ['identity'] })).resolves.toBeDefined();
  });

  test.each([
    ['claim', { claim: 'Ada Stone built it.' }],
    ['words about a hop', { hops: [{ as: 'an aide to Stone', evidence: [] }] }],
    ['name of a new source', { chain: 'Office of Ada Stone' }],
  ])('in the %s', async (_where, said) => {
    const typed = { exact: 'an engineer said', chain: 'Bo Lind', ...said };
    expect(await failure(annotate(typed, desk.mira))).toMatchObject(asks);
    await expect(annotate(typed, desk.nils)).resolves.toBeDefined();
  });

  test('but not about words that only might be, nor about what stood there before', async () => {
    const note = 'A stone wall, Ada.';
    await annotate({ exact: 'an engineer said', chain: 'Bo Lind', note }, desk.mira);
    const told = { exact: 'an engineer said', chain: 'Bo Lind', note: 'Ask Stone.' };
    const { annotation } = await annotate({ ...told, confirm: ['identity'] }, desk.jonas);
    const again = { ...told, confidence: 'low' };
    await expect(revise(annotation.id, etag(annotation), again)).resolves.toBeDefined();
  });
});

test.each(['Ada Stone told us.', 'Mrs Stone told us.'])(
  'who an unnamed source is, as it is noted, is asked about in later words, once it is masked too: %s',
  async (note) => {
    const { annotation } = await annotate({
      exact: 'an engineer said',
      chain: 'a clerk (unnamed)',
    });
    const [clerk = ''] = sourcesIn(annotation.chain);
    await noteIdentity(desk, desk.mira, clerk, 'Ada Stone');
    const asks = { code: 'conflict', details: { confirm: [{ code: 'identity' }] } };
    const typed = { exact: 'a memo', chain: '?', note };
    expect(await failure(annotate(typed))).toMatchObject(asks);
    await maskSource(desk, desk.mira, clerk);
    expect(await failure(annotate(typed))).toMatchObject(asks);
    await expect(annotate(typed, desk.nils)).resolves.toBeDefined();
  },
);

describe('a name that has left the register since it was chosen', () => {
  const exact = 'an engineer said';
  const chosen = {
    exact,
    chain: 'Ada Stone -told-> Bo Lind',
    registered: ['ada  stone', 'Bo Lind'],
  };
  const asks = { code: 'conflict', details: { confirm: [{ code: 'gone' }] } };
  let ada: string;
  let bo: string;

  beforeEach(async () => {
    ada = (await addSource(desk, desk.jonas, parse(sourceInput, { name: 'Ada Stone' }))).id;
    bo = (await addSource(desk, desk.jonas, parse(sourceInput, { name: 'Bo Lind' }))).id;
  });

  test.each<[string, () => Promise<unknown>]>([
    ['masked', () => maskSource(desk, desk.mira, ada)],
    ['removed', () => removeSource(desk, desk.mira, ada)],
  ])('because it was %s is not entered anew unasked', async (_how, leaves) => {
    await leaves();
    const problem = await failure(annotate(chosen, desk.nils));
    expect(problem).toMatchObject(asks);
    expect(problem.message).toContain('“Ada Stone” was in the register when you chose it');
    expect(problem.message).not.toContain('Bo Lind');
    const { newSources } = await annotate({ ...chosen, confirm: ['gone'] }, desk.nils);
    expect(newSources.map(({ name }) => name)).toEqual(['Ada Stone']);
  });

  test('is asked about by itself, with the other names that left', async () => {
    for (const id of [ada, bo]) await removeSource(desk, desk.mira, id);
    const { message } = await failure(annotate(chosen, desk.nils));
    expect(message.match(/was in the register when you chose it/gu)).toHaveLength(2);
  });

  test.each([
    ['it is confidential here', { chain: 'Ada Stone (confidential) -told-> Bo Lind' }],
    ['it was new then, too', { registered: ['Bo Lind'] }],
    ['the register has it again', { chain: 'Bo Lind' }],
  ])('is no question where %s', async (_why, said) => {
    await maskSource(desk, desk.mira, ada);
    await expect(annotate({ ...chosen, ...said }, desk.nils)).resolves.toBeDefined();
  });
});

describe('a new name that reads like more than one', () => {
  const exact = 'an engineer said';
  const asked = { code: 'conflict', details: { confirm: [{ code: 'one-name' }] } };

  test.each(['Stone, who told a clerk', 'WHO — Geneva', 'The clerk said that it was late'])(
    'is asked about, and taken once it is one: %s',
    async (chain) => {
      const problem = await failure(annotate({ exact, chain }));
      expect(problem).toMatchObject(asked);
      expect(problem.message).toContain(`“${chain}”: Is this one name?`);
      const { newSources } = await annotate({ exact, chain, confirm: ['one-name'] });
      expect(newSources.map(({ name }) => name)).toEqual([chain]);
      // What the register knows is a name.
      await expect(annotate({ exact: 'a memo', chain })).resolves.toBeDefined();
    },
  );

  test('is told as two hops where it reads like two', async () => {
    const { message } = await failure(annotate({ exact, chain: 'Stone, who told a clerk -> Bo' }));
    expect(message).toContain('As two it is written: Stone -told-> clerk');
  });

  test.each([
    ['Ada Stone & Ben Cole (confidential)', 'Ada Stone (confidential) + Ben Cole (confidential)'],
    ['Ada Stone and Ben Cole (deep background)', 'Ada Stone (confidential) + '],
    ['Stone, who told Bo (confidential)', 'Stone (confidential) -told-> Bo (confidential)'],
  ])('is asked about where it is confidential, and stays so: %s', async (chain, parted) => {
    const problem = await failure(annotate({ exact, chain }));
    expect(problem).toMatchObject(asked);
    expect(problem.message).toContain(`As two it is written: ${parted}`);
    const { newSources } = await annotate({ exact, chain, confirm: ['one-name'] });
    expect(newSources.map(({ name }) => name)).toEqual(['Confidential source 1']);
  });

  test('is asked about where it ends with what keeps a name from readers, however it is entered', async () => {
    const name = 'Ada Stone, confidential';
    const said = 'As one of whom it is said, it is written: Ada Stone (confidential)';
    const problem = await failure(annotate({ exact, chain: `${name} -> Bo` }));
    expect(problem).toMatchObject(asked);
    expect(problem.message).toContain(said);
    const enter = (confirm: string[]) =>
      addSource(desk, desk.mira, parse(sourceInput, { name, confirm }));
    const entered = await failure(enter([]));
    expect(entered).toMatchObject(asked);
    expect(entered.message).toContain(said);
    const { id } = await addSource(desk, desk.mira, parse(sourceInput, { name: 'Ada Stein' }));
    const renamed = failure(
      changeSource(desk, desk.mira, id, parse(entryChangeInput, { name: 'Ada Stein {unnamed}' })),
    );
    expect(await renamed).toMatchObject(asked);
    await expect(enter(['one-name'])).resolves.toMatchObject({ name, confidential: false });
  });

  test('is asked about where a confidential source is entered by hand', async () => {
    const typed = { name: 'Ada Stone & Ben Cole', kind: 'person', confidential: true };
    const add = (confirm: string[]) =>
      addSource(desk, desk.mira, parse(sourceInput, { ...typed, confirm }));
    expect(await failure(add([]))).toMatchObject(asked);
    await expect(add(['one-name'])).resolves.toMatchObject({ confidential: true });
  });

  test.each([
    'Rolls-Royce',
    'Marks & Spencer',
    'Marks & Spencer (organisation, confidential)',
    'a clerk — of whom nothing is known (unnamed)',
  ])('is no question of %s', async (chain) => {
    await expect(annotate({ exact, chain })).resolves.toBeDefined();
  });
});

describe('a name that looks like another source’s', () => {
  beforeEach(async () => {
    await annotate({ exact: 'a memo', chain: 'Ada Stone' });
  });

  test.each(['Аda Stone', 'Ada St0ne', 'ADA STОNE'])(
    'is asked about, neither joined nor refused: %s',
    async (chain) => {
      const typed = { exact: 'an engineer said', chain };
      const problem = await failure(annotate(typed, desk.nils));
      expect(problem).toMatchObject({
        code: 'conflict',
        details: { confirm: [{ code: 'look-alike' }] },
      });
      expect(problem.message).toContain(`“${chain}” looks like “Ada Stone” of the register`);
      const { newSources } = await annotate({ ...typed, confirm: ['look-alike'] }, desk.nils);
      expect(newSources.map(({ name }) => name)).toEqual([chain]);
    },
  );

  test.each([
    'Ada Stone',
    'ada\u200B stone',
    'Ada Stones',
    'Аda Stone (unnamed)',
    'Аda Stone (confidential)',
  ])('is not asked about where it is hers, another or no public name: %s', async (chain) => {
    await expect(annotate({ exact: 'an engineer said', chain }, desk.nils)).resolves.toBeDefined();
  });

  test('is asked about where an entry is added or renamed', async () => {
    const input = parse(sourceInput, { name: 'Аda Stone' });
    const asked = { code: 'conflict', details: { confirm: [{ code: 'look-alike' }] } };
    expect(await failure(addSource(desk, desk.mira, input))).toMatchObject(asked);
    const { id } = await addSource(desk, desk.mira, { ...input, confirm: ['look-alike'] });
    const change = parse(entryChangeInput, { name: 'Ada Stonе', aliases: ['Аda Stone'] });
    expect(await failure(changeSource(desk, desk.mira, id, change))).toMatchObject(asked);
  });
});
