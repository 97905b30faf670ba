import { expect, test } from 'vitest';
import { ClaimWordings } from '../../../../src/desk/register/masking/claim-wordings.js';
import { NameSearch } from '../../../../src/desk/register/masking/naming.js';
import type { WordsCollection } from '../../../../src/desk/register/masking/public-words.js';
import { MaskedDocuments } from '../../../../src/desk/register/masking/replaced-words.js';
import type { Documents } from '../../../../src/store/documents.js';
import { source } from '../../../reports/documents.js';
import { openMemoryStore } from '../../../store/memory.js';

/** What is known as *ada* is *masked* from now on. */
function masking() {
  const naming = new NameSearch([source('ada', 'Ada Quillfeather')]);
  const wordings = new ClaimWordings(openMemoryStore());
  const choice = { replace: [], leave: [] };
  const ids = new Map([['ada', 'masked']]);
  const documents = new MaskedDocuments(naming, { ids, choice, pseudonym: 'X', wordings });
  const without = async (collection: WordsCollection, doc: object, mayAsk = true) =>
    documents.without(collection, { id: 'd', ...doc } as Documents[WordsCollection], mayAsk);
  return { documents, without };
}

const ofSource = { subject: { kind: 'source', id: 'ada' }, action: 'source.changed' };
const named = { name: 'Ada', aliases: ['A.'], kind: 'person' };

test.each<[string, object, object]>([
  [
    'about it says no more what it was called',
    { ...ofSource, before: named, after: { ...named } },
    { before: { kind: 'person' }, after: { kind: 'person' } },
  ],
  [
    'about it that says nothing of that stays',
    { ...ofSource, before: null, after: { aliases: 3, name: null } },
    { before: null, after: { aliases: 3, name: null } },
  ],
  [
    'about another stays',
    { ...ofSource, subject: { kind: 'source', id: 'bo' }, before: named, after: null },
    { before: named, after: null },
  ],
  [
    'about a thing of another kind stays',
    { ...ofSource, subject: { kind: 'person', id: 'ada' }, before: named, after: null },
    { before: named, after: null },
  ],
  [
    'about an earlier masking says no more as whom, under which id',
    {
      ...ofSource,
      action: 'source.unmasked',
      before: { pseudonym: 'Confidential source 4', id: 'old' },
      after: null,
    },
    { before: {}, after: null },
  ],
  [
    'about that of another stays',
    {
      subject: { kind: 'source', id: 'bo' },
      action: 'source.unmasked',
      before: { pseudonym: 'P', id: 'old' },
      after: null,
    },
    { before: { pseudonym: 'P', id: 'old' }, after: null },
  ],
  [
    'of another act stays',
    { ...ofSource, before: { pseudonym: 'P', id: 'old' }, after: null },
    { before: { pseudonym: 'P', id: 'old' }, after: null },
  ],
])('an event %s', async (_, event, left) => {
  expect(await masking().without('events', event)).toMatchObject(left);
  const { before } = (await masking().without('events', event)) as Documents['events'];
  expect(Object.keys(before ?? {})).toEqual(
    Object.keys((left as { before: object | null }).before ?? {}),
  );
});

test.each([
  ['Quillfeather was there.', 'X was there.'],
  ['Ada said so to ada.', 'Ada said so to ada.'],
  ['Ada Quillfeather and ada.', 'X and ada.'],
])('where nobody can be asked, %j reads %j', async (note, reads) => {
  const doc = { note, target: { exact: note } };
  expect(await masking().without('annotations', doc, false)).toMatchObject({ ...doc, note: reads });
});

test('a claim that comes to read like another stays apart; its reasons may read alike', async () => {
  const { without } = masking();
  const decision = { reason: 'Ada Quillfeather said so.' };
  const claims = ['one', 'other'].map((id) =>
    without('claims', { id, statement: 'Ada Quillfeather lied.', decision }),
  );
  expect(await Promise.all(claims)).toMatchObject([
    { statement: 'X lied.', decision: { reason: 'X said so.' } },
    { statement: 'X lied. (2)', decision: { reason: 'X said so.' } },
  ]);
});

test('what was taken out of a document is kept, and forgotten once that stands otherwise', async () => {
  const { documents, without } = masking();
  const note = 'Ada Quillfeather said so.';
  await without('annotations', { id: 'one', note });
  await without('annotations', { id: 'other', note });
  await without('events', { id: 'one', note });
  const doc = { id: 'one' } as Documents['annotations'];
  expect(documents.taken[0]).toEqual({
    in: 'annotations',
    id: 'one',
    path: ['note'],
    was: note,
    now: 'X said so.',
  });
  documents.forget({ in: 'annotations', doc });
  expect(documents.taken.map((words) => `${words.in} ${words.id}`)).toEqual([
    'annotations other',
    'events one',
  ]);
  expect(documents.again().taken).toEqual([]);
});
