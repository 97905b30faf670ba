import { beforeEach, describe, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { deleteAnnotation } from '../../../src/desk/annotations/deleting.js';
import { addArticle, deleteArticle } from '../../../src/desk/articles/articles.js';
import { addEdition } from '../../../src/desk/articles/editions.js';
import { type Desk, openDesk } from '../../../src/desk/desk.js';
import { peopleNames } from '../../../src/desk/people/names.js';
import { maskSource } from '../../../src/desk/register/masking/masking.js';
import { unmaskSource } from '../../../src/desk/register/masking/unmasking.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { importReport } from '../../../src/desk/reports/transfer.js';
import { giveVerdict } from '../../../src/desk/review/verdicts.js';
import { openRound } from '../../../src/desk/rounds/rounds.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { newClaim } from '../../../src/domain/claims/claim.js';
import type { Event } from '../../../src/domain/history/event.js';
import { parse } from '../../../src/domain/parse.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import { verdictInput } from '../../../src/domain/review/verdict.js';
import { proposedIn } from '../../../src/reports/json/event-values.js';
import { insert, type Store, storeWith } from '../../../src/store/store.js';
import { moment, source } from '../../reports/documents.js';
import { failure } from '../harbour-desk.js';
import { person } from '../peopled-desk.js';
import {
  ada,
  contents,
  deskOf,
  deskWith,
  edited,
  exported,
  publicHarbour,
} from './transfer-desks.js';

let desk: Desk;

beforeEach(async () => {
  desk = await deskWith([ada]);
});

describe('people', () => {
  test('who are unknown here become disabled, without e-mail or password', async () => {
    await importReport(desk, ada, await exported(await deskOf(publicHarbour())));
    expect(await desk.store.get('people', 'jonas')).toMatchObject({
      name: 'Jonas Ek',
      email: null,
      passwordHash: null,
      disabled: true,
      role: 'reader',
    });
  });

  test('who are here stay as they are', async () => {
    const mira = person('mira', 'Mira Sen', 'editor');
    const own = await deskWith([ada, mira]);
    await importReport(own, ada, await exported(await deskOf(publicHarbour())));
    expect(await own.store.get('people', 'mira')).toMatchObject({
      role: 'editor',
      disabled: false,
    });
  });

  test('under whose name something comes in are not the colleagues of this desk, and it says so', async () => {
    const mira = person('mira', 'Mira Sen', 'editor');
    const own = await deskWith([ada, mira]);
    const text = await exported(await deskOf(publicHarbour()));
    await importReport(own, ada, text);
    const five = await own.store.get('annotations', 'five');
    expect(JSON.stringify([five, await own.store.get('articles', 'harbour')])).not.toContain(
      '"mira"',
    );
    const named = [...(await peopleNames(own)).values()];
    expect(named).toContain('Mira Sen (imported)');
    const again = await importReport(own, ada, text);
    expect(again.annotations.added + again.people.added).toBe(0);
  });

  test.each(['reader', 'annotator', 'editor'] as const)('%ss may not import', async (role) => {
    const actor = person('other', 'Other', role);
    await expect(importReport(desk, actor, '{}')).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('confidential sources', () => {
  test('keep their pseudonyms where these are free', async () => {
    await importReport(desk, ada, await exported(await deskOf(publicHarbour())));
    expect(await nameOf(desk, 'engineer')).toBe('Confidential source 3');
  });

  test('are given new ones where they are taken', async () => {
    const own = source('ours', 'Confidential source 3', { confidential: true });
    await desk.store.commit([insert('sources', own)]);
    await importReport(desk, ada, await exported(await deskOf(publicHarbour())));
    expect(await nameOf(desk, 'ours')).toBe('Confidential source 3');
    expect(await nameOf(desk, 'engineer')).toBe('Confidential source 4');
    expect(await exported(desk)).toContain('Confidential source 4');
  });

  test('are given new ones where somebody bore them whose name is public again', async () => {
    const own = source('ours', 'Edda Falk');
    await desk.store.commit([insert('sources', own)]);
    const { id } = await maskSource(desk, ada, 'ours');
    await unmaskSource(desk, ada, id);
    const text = (await exported(await deskOf(publicHarbour()))).replaceAll('source 3', 'source 1');
    await importReport(desk, ada, text);
    expect(await nameOf(desk, 'engineer')).toBe('Confidential source 2');
  });

  test('are asked about where the file names them, in words, a claim or the register', async () => {
    const theirs = await deskWith([ada]);
    const details = { title: 'The wall', publisher: 'The Post', text: 'It holds.' };
    const { id } = await addArticle(theirs, ada, parse(articleInput, details));
    const said = (fields: object) => {
      const input = { target: { exact: 'It holds' }, chain: 'The Post', ...fields };
      return createAnnotation(theirs, ada, id, parse(annotationInput, input));
    };
    for (const fields of [
      { note: 'Edda Falk told us.' },
      { claim: 'Edda Falk built it.' },
      { chain: 'Edda Falk -> The Post' },
    ]) {
      const { annotation } = await said(fields);
      const text = await exported(theirs);
      const own = await deskWith([ada]);
      await addSource(own, ada, parse(sourceInput, { name: 'Edda Falk', confidential: true }));
      const problem = await failure(importReport(own, ada, text));
      expect(problem.details).toMatchObject({ confirm: [{ code: 'identity' }] });
      expect(problem.message).toContain('Confidential source 1');
      expect(problem.message).not.toContain('Falk');
      expect(await own.store.count('articles', 'added', '')).toBe(0);
      await importReport(own, ada, text, { confirm: ['identity'] });
      expect(await own.store.get('annotations', annotation.id)).not.toBeNull();
      expect((await importReport(own, ada, text)).annotations.added).toBe(0);
      await deleteAnnotation(theirs, ada, annotation.id);
    }
  });

  test('arrive without an identity', async () => {
    await importReport(desk, ada, await exported(await deskOf(publicHarbour())));
    expect(await desk.store.get('identities', 'engineer')).toBeNull();
  });

  test('are not unmasked by a file that was made before they were masked', async () => {
    const text = await exported(await deskOf(publicHarbour()));
    await desk.store.commit([
      insert('sources', source('master', 'Confidential source 1', { confidential: true })),
    ]);
    await expect(importReport(desk, ada, text)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.not.stringContaining('Harbour master'),
    });
    expect(await nameOf(desk, 'master')).toBe('Confidential source 1');
  });
});

test('a file that names in public who is masked here since brings nothing in', async () => {
  const text = await exported(await deskOf(publicHarbour()));
  await importReport(desk, ada, text);
  await maskSource(desk, ada, 'master');
  await expect(importReport(desk, ada, text)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.not.stringContaining('Harbour master'),
  });
  expect(await desk.store.get('sources', 'master')).toBeNull();
});

describe('what is done here while a file comes in', () => {
  /** Imports a file of which all but one annotation is here; right before that is saved, somebody else acts. */
  async function importBeside(act: () => Promise<unknown>) {
    const text = await exported(await deskOf(publicHarbour()));
    const fewer = edited(text, ({ articles: [first] }) => {
      first.annotations = first.annotations.filter(({ id }: { id: string }) => id !== 'masked');
      first.events = first.events.filter(
        ({ subject }: { subject: { id: string } }) => subject.id !== 'masked',
      );
    });
    await importReport(desk, ada, fewer);
    let hasActed = false;
    const commit: Store['commit'] = async (...asked) => {
      if (!hasActed) {
        hasActed = true;
        await act();
      }
      return desk.store.commit(...asked);
    };
    return importReport(openDesk(storeWith(desk.store, { commit })), ada, text);
  }

  test('a source that is masked keeps it out, and no name or former id comes in', async () => {
    await expect(importBeside(() => maskSource(desk, ada, 'master'))).rejects.toMatchObject({
      code: 'conflict',
      message: expect.not.stringContaining('Harbour master'),
    });
    expect(await desk.store.get('annotations', 'masked')).toBeNull();
  });

  test('an article that is deleted comes in whole', async () => {
    const gone = () => deleteArticle(desk, ada, 'harbour', { annotations: true });
    expect((await importBeside(gone)).articles.added).toBe(1);
  });

  test('a blind round that is opened on its article keeps it out', async () => {
    await desk.store.commit([
      insert('people', person('una', 'Una Berg', 'annotator')),
      insert('people', person('tom', 'Tom Lind', 'annotator')),
    ]);
    const opened = importBeside(() => openRound(desk, ada, 'harbour', ['una', 'tom']));
    await expect(opened).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('blind round'),
    });
  });
});

test('who is masked here since comes in under the pseudonym, where that is said yes to', async () => {
  const text = await exported(await deskOf(publicHarbour()));
  await importReport(desk, ada, text);
  await maskSource(desk, ada, 'master');
  const asking = importReport(desk, ada, text);
  await expect(asking).rejects.toMatchObject({
    details: { confirm: [{ code: 'masked', sentence: expect.stringContaining('whence check') }] },
  });
  await deleteArticle(desk, ada, 'harbour', { annotations: true });
  const { annotations } = await importReport(desk, ada, text, { keepMasks: true });
  expect(annotations.added).toBeGreaterThan(0);
  expect(await desk.store.get('sources', 'master')).toBeNull();
  expect(await desk.store.count('annotations', 'mention', 'master')).toBe(0);
  expect(await desk.store.count('sources', 'name', 'harbour master')).toBe(0);
});

test('nobody comes in whom the file joins with who is masked here since: that would tell who it is', async () => {
  const text = await exported(await deskOf(publicHarbour()));
  await importReport(desk, ada, text);
  await maskSource(desk, ada, 'master');
  const joined = edited(text, (file) => {
    const master = file.sources.find(({ id }: { id: string }) => id === 'master');
    const stamp = { at: '2026-03-02T09:00:00.000Z', by: 'mira' };
    file.sources.push({
      ...master,
      id: 'pilot',
      name: 'Oda Pilot',
      joined: { into: 'master', ...stamp },
    });
  });
  const before = await contents(desk);
  for (const keepMasks of [false, true]) {
    const refused = importReport(desk, ada, joined, { keepMasks });
    await expect(refused).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(
        /^Nothing was imported: .* as Confidential source \d, is joined with another/u,
      ),
    });
  }
  expect(await contents(desk)).toEqual(before);
});

test('one’s own work that was deleted and is imported again is one’s own, and nobody judges it', async () => {
  const [mira, nils] = [
    person('mira', 'Mira Sen', 'editor'),
    person('nils', 'Nils Oder', 'editor'),
  ];
  const own = await deskWith([ada, mira, nils]);
  const input = { title: 'The dam', publisher: 'The Valley Post', text: 'Dry in June, he said.' };
  const { id: dam } = await addArticle(own, mira, articleInput.parse(input));
  const said = annotationInput.parse({ target: { exact: 'in June' }, chain: 'Surveyor' });
  const { annotation: made } = await createAnnotation(own, mira, dam, said);
  const file = await exported(own);
  await deleteArticle(own, ada, dam, { annotations: true });
  await importReport(own, ada, file);
  expect(await own.store.get('annotations', made.id)).toMatchObject({ creator: 'mira' });
  const agree = verdictInput.parse({ verdict: 'agree' });
  await expect(giveVerdict(own, mira, made.id, agree)).rejects.toMatchObject({ code: 'forbidden' });
  await giveVerdict(own, nils, made.id, agree);
  const { items } = await own.store.find('events', 'subject', { key: `annotation/${made.id}` });
  expect(items.map(({ action }) => action)).toContain('annotation.imported');
});

test('a desk’s own file comes in again and changes nothing, though an edition keeps more than the file tells', async () => {
  const own = await deskWith([ada]);
  const input = { title: 'The dam', publisher: 'The Valley Post', text: 'Dry in June, he said.' };
  const { id: dam } = await addArticle(own, ada, articleInput.parse(input));
  const said = { target: { exact: 'in June' }, chain: 'Surveyor', claim: 'It was dry.' };
  await createAnnotation(own, ada, dam, annotationInput.parse(said));
  await addEdition(own, ada, dam, { text: 'Dry in June, she said.', note: null });
  const before = await contents(own);
  expect(await importReport(own, ada, await exported(own))).toMatchObject({
    articles: { added: 0, present: 1 },
    annotations: { added: 0, present: 1 },
  });
  expect(await contents(own)).toEqual(before);
});

test('an article that was deleted and has come in again is exported, with what happened to it until then', async () => {
  const own = await deskWith([ada]);
  const input = { title: 'The dam', publisher: 'The Valley Post', text: 'Dry in June, he said.' };
  const { id: dam } = await addArticle(own, ada, articleInput.parse(input));
  const said = annotationInput.parse({ target: { exact: 'in June' }, chain: 'Surveyor' });
  await createAnnotation(own, ada, dam, said);
  const file = await exported(own);
  await deleteArticle(own, ada, dam, { annotations: true });
  await importReport(own, ada, file);
  const again = JSON.parse(await exported(own));
  expect(again.articles[0].events.map(({ action }: Event) => action)).toEqual([
    'article.added',
    'annotation.created',
  ]);
});

test('of a source that is here, this desk’s own entry stays', async () => {
  await desk.store.commit([insert('sources', source('master', 'Master of the harbour'))]);
  await importReport(desk, ada, await exported(await deskOf(publicHarbour())));
  expect(await nameOf(desk, 'master')).toBe('Master of the harbour');
});

test('a claim that this desk has in the same words is that claim', async () => {
  await desk.store.commit([
    insert('claims', {
      ...newClaim,
      id: 'ours',
      statement: 'berth nine  CLOSES in May.',
      created: moment(0),
      creator: 'ada',
      round: null,
    }),
  ]);
  const text = await exported(await deskOf(publicHarbour()));
  await importReport(desk, ada, text);
  expect((await desk.store.get('annotations', 'five'))?.claim).toBe('ours');
  const moved = await desk.store.get('annotations', 'moved');
  expect(moved?.proposals.map(({ content }) => content.claim)).toEqual([null, 'ours']);
  const { items } = await desk.store.find('events', 'subject', { key: 'annotation/moved' });
  const proposed = items.map(({ after }) => proposedIn(after)?.claim);
  expect(proposed.filter((claim) => typeof claim === 'string')).toEqual(['ours']);
  expect((await importReport(desk, ada, text)).annotations).toEqual({ added: 0, present: 5 });
});

test.each(['Berth nine closes in May', 'Berth nine closes in May.'])(
  'a claim that ends with another full stop here, or none, is that claim: %s',
  async (statement) => {
    const entered = { created: moment(0), creator: 'ada', round: null };
    await desk.store.commit([insert('claims', { ...newClaim, id: 'ours', statement, ...entered })]);
    const text = await exported(await deskOf(publicHarbour()));
    const file = JSON.parse(text);
    const [claim] = file.claims;
    file.claims.push({ ...claim, id: 'bare', statement: 'berth nine closes in May' });
    await importReport(desk, ada, JSON.stringify(file));
    expect((await desk.store.get('annotations', 'five'))?.claim).toBe('ours');
    const { items } = await desk.store.find('claims', 'all', { key: '' });
    expect(items.map(({ id }) => id)).toEqual(['ours']);
    expect((await importReport(desk, ada, text)).claims).toEqual({ added: 0, present: 1 });
  },
);

async function nameOf(from: Desk, id: string): Promise<string | undefined> {
  return (await from.store.get('sources', id))?.name;
}
