import { describe, expect, test } from 'vitest';
import { addArticle } from '../../../../src/desk/articles/articles.js';
import { maskSource, previewMasking } from '../../../../src/desk/register/masking/masking.js';
import {
  isSureIn,
  NameSearch,
  type WordsFound,
} from '../../../../src/desk/register/masking/naming.js';
import type { WordsCollection } from '../../../../src/desk/register/masking/public-words.js';
import { unmaskSource } from '../../../../src/desk/register/masking/unmasking.js';
import { articleInput } from '../../../../src/domain/articles/article.js';
import { finished } from '../../../../src/domain/finished.js';
import { parse } from '../../../../src/domain/parse.js';
import type { Source } from '../../../../src/domain/register/source.js';
import { source } from '../../../reports/documents.js';
import { openMemoryStore } from '../../../store/memory.js';
import { annotate, name, open } from './masking-desk.js';

const search = (name: string, part: Partial<Source> = {}) =>
  new NameSearch([source('ada', name, part)]);
const ofAda = () => search('Ada Quillfeather', { aliases: ['Lady Q'] });

describe('a text without a name has the pseudonym', () => {
  const ofPort = { name: 'Port Authority', kind: 'organisation' as const };
  test.each([
    [
      'whatever is written of a person',
      'person',
      'Quillfeather met ada and ADA.',
      'X met X and X.',
    ],
    ['of what may be a person, too', null, 'Ada Quillfeather told ada.', 'X told X.'],
  ] as const)('for %s', (_, kind, text, without) => {
    const naming = search('Ada Quillfeather', { kind });
    expect(naming.without(text, naming.find(text), 'X')).toBe(without);
  });

  test.each([
    ['everyday words beside it stay', 'Port Authority runs the port.', 'X runs the port.'],
    ['but not where they are written as in a name', 'Port Authority runs Port.', 'X runs X.'],
    ['nor the name itself, in small letters', 'port authority runs it.', 'X runs it.'],
    ['nor by themselves, where somebody chose it', 'It runs the port.', 'It runs the X.'],
  ])('for what is no person: %s', (_, text, without) => {
    const naming = search(ofPort.name, ofPort);
    expect(naming.without(text, naming.find(text), 'X')).toBe(without);
  });
});

test.each([
  ['of which the site tells nothing', 'https://a.example/ada-quillfeather', 'https://a.example/'],
  ['whose site has the name', 'https://quillfeather.example/x', 'https://withheld.invalid/'],
  ['that has no site', 'mailto:quillfeather@a.example', 'https://withheld.invalid/'],
  ['that is none', 'Quillfeather', 'https://withheld.invalid/'],
])('an address %s is left so far', (_, text, left) => {
  const naming = ofAda();
  const words = { path: [], text, isFixed: false, isAddress: true };
  expect(naming.replaced(words, naming.find(text), 'X')).toBe(left);
});

const foundIn = (naming: NameSearch, collection: WordsCollection, doc: object) =>
  finished(naming.in(collection, { id: 'other', ...doc })).map(
    ({ path, isFixed, isOwn }) =>
      `${path.join('.')}${isFixed ? ', fixed' : ''}${isOwn ? ', own' : ''}`,
  );

test.each<[string, WordsCollection, object, string[]]>([
  [
    'what it is called itself',
    'sources',
    { id: 'ada', name: 'Ada Quillfeather', aliases: ['Lady Q'] },
    [],
  ],
  ['what is said of it', 'sources', { id: 'ada', description: 'Lady Q' }, ['description, own']],
  ['that another is called so', 'sources', { name: 'Lady Q' }, ['name, fixed']],
  [
    'what an event about it says that it was called',
    'events',
    { subject: { id: 'ada' }, before: { name: 'Lady Q', aliases: ['Lady Q'], reason: 'Lady Q' } },
    ['before.reason, own'],
  ],
  ['a file called so', 'annotations', { file: { name: 'Lady Q.pdf' } }, ['file.name']],
  ['what nobody is named in', 'annotations', { note: 'The lord.' }, []],
])('of a document is found: %s', (_, collection, doc, found) => {
  expect(foundIn(ofAda(), collection, doc)).toEqual(found);
});

test.each<[string, WordsCollection, object]>([
  ['its details', 'articles', { title: 'Quillfeather resigns' }],
  [
    'what its history says of them',
    'events',
    { action: 'article.added', after: { title: 'Quillfeather' } },
  ],
  [
    'what an edition keeps of them',
    'editions',
    { deskThen: { wordings: [{ titles: ['Quillfeather', ''] }] } },
  ],
])(
  '%s are an article’s own: they are left unless they are to go, and stay where a name goes by law',
  (_, collection, doc) => {
    const kinds = [false, true].map((keepsArticles) => {
      const naming = new NameSearch([source('ada', 'Ada Quillfeather')], keepsArticles);
      return finished(naming.in(collection, { id: 'other', ...doc })).map(
        ({ isFixed, isOfArticle }) => ({ isFixed, isOfArticle }),
      );
    });
    const said = new NameSearch([source('ada', 'Ada Quillfeather')], true);
    expect(foundIn(said, 'annotations', { note: 'Quillfeather' })).toEqual(['note']);
    expect(kinds).toEqual([
      [{ isFixed: false, isOfArticle: true }],
      [{ isFixed: true, isOfArticle: true }],
    ]);
  },
);

test.each<[string, Partial<WordsFound>, boolean]>([
  ['the name', { text: 'Ada Quillfeather' }, true],
  ['a part of it', { text: 'Quillfeather' }, false],
  ['a part of it that is said of itself', { text: 'Quillfeather', isOwn: true }, true],
  ['an everyday word that is said of itself', { text: 'feather', isOwn: true }, false],
  ['a part in small letters that is said of itself', { text: 'quillfeather', isOwn: true }, false],
  ['what an article is called', { text: 'Ada Quillfeather', isOfArticle: true }, false],
  ['what was published', { text: 'Ada Quillfeather', isFixed: true }, false],
])('%s in the desk’s words goes unless it is left, or stays unless it goes', (_, words, isSure) => {
  const { text = '' } = words;
  const found = ofAda().find(text);
  const all = {
    path: [],
    text,
    isFixed: false,
    isAddress: false,
    isOwn: false,
    isOfArticle: false,
    ...words,
    found,
  };
  expect(isSureIn(all)).toBe(isSure);
});

test('the same words are asked about once, the surest first, and last what can’t be replaced', () => {
  const naming = ofAda();
  const note = (id: string, words: object) =>
    finished(naming.note('annotations', { id, ...words }));
  note('one', { target: { exact: 'Ada Quillfeather' } });
  note('one', { note: 'ada' });
  note('one', { note: 'Quillfeather' });
  note('two', { note: 'Ada Quillfeather' });
  note('three', { note: 'Quillfeather' });
  finished(naming.note('articles', { id: 'four', title: 'Ada Quillfeather' } as { id: string }));
  naming.noteIdentity({ id: 'who', names: ['Ada', 'Somebody'] });
  expect(
    naming.words.map(({ text, isFixed, isSure, places }) => [
      `${text}${isFixed ? ', fixed' : ''}${isSure ? ', sure' : ''}`,
      places.map(({ in: collection, id }) => `${collection} ${id}`),
    ]),
  ).toEqual([
    ['Ada Quillfeather, sure', ['annotations two']],
    ['Quillfeather', ['annotations one', 'annotations three']],
    ['Ada Quillfeather', ['articles four']],
    ['ada', ['annotations one']],
    ['Ada', ['identities who']],
    ['Somebody', ['identities who']],
    ['Ada Quillfeather, fixed', ['annotations one']],
  ]);
});

test('a title is left with all its copies, or goes with them: else the history would tell who a pseudonym is', async () => {
  const room = await open(openMemoryStore());
  const { desk, mira } = room;
  const title = `${name} and the dam`;
  const { id: article } = await addArticle(
    desk,
    mira,
    parse(articleInput, { title, publisher: 'The Post', text: 'It holds.' }),
  );
  await annotate(room, { note: title, chain: `${name} -> The Post` });
  const { items } = await desk.store.find('sources', 'all', { key: '' });
  const id = items.find((each) => each.name === name)?.id ?? '';
  const { words } = await previewMasking(desk, mira, id);
  const told = words.map(({ isSure, places }) => [isSure, ...places.map((place) => place.in)]);
  expect(told).toEqual([
    [true, 'annotations', 'events'],
    [false, 'articles', 'events'],
  ]);
  const masked = await maskSource(desk, mira, id);
  const titles = async () => {
    const { items } = await desk.store.find('events', 'action', { key: 'article.added' });
    const added = items.find(({ subject }) => subject.id === article);
    return [(await desk.store.get('articles', article))?.title, added?.after?.title];
  };
  expect(await titles()).toEqual([title, title]);
  await unmaskSource(desk, mira, masked.id);
  const back = (await desk.store.find('sources', 'all', { key: '' })).items;
  const again = back.find((each) => each.name === name)?.id ?? '';
  const replace = (await previewMasking(desk, mira, again)).words.map(({ key }) => key);
  const { name: pseudonym } = await maskSource(desk, mira, again, { replace, leave: [] });
  expect(await titles()).toEqual([`${pseudonym} and the dam`, `${pseudonym} and the dam`]);
});
