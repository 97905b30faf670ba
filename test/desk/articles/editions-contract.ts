import { describe, expect, onTestFinished, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle, articleById, changeArticle } from '../../../src/desk/articles/articles.js';
import { addEdition, takeEditionBack } from '../../../src/desk/articles/editions.js';
import { checkDesk } from '../../../src/desk/check/check.js';
import { openDesk } from '../../../src/desk/desk.js';
import { reportOn } from '../../../src/desk/reports/reports.js';
import { withdrawComment } from '../../../src/desk/review/comments.js';
import type { Annotation } from '../../../src/domain/annotations/annotation.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { articleDetails, articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import type { Person } from '../../../src/domain/people/person.js';
import { formats } from '../../../src/reports/formats.js';
import { wholeRecord } from '../../../src/reports/report-scope.js';
import { insert, type Store, storeWith } from '../../../src/store/store.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { person } from '../../store/documents.js';
import { pageOf } from '../../web/dom.js';

const sentences = ['The ferry will stop in May, the board said.', 'Nobody asked the crew.'];
const first = sentences.join(' ');
const second = first.replace('said', 'denied');

/** A store on which something else is done right before the next commit. */
function interrupted(store: Store) {
  let next: (() => Promise<unknown>) | null = null;
  const commit: Store['commit'] = async (...asked) => {
    const work = next;
    next = null;
    await work?.();
    return store.commit(...asked);
  };
  const before = (work: () => Promise<unknown>) => {
    next = work;
  };
  return { store: storeWith(store, { commit }), before };
}

async function open(store: Store, text = first) {
  const mira = { ...person('mira', { role: 'editor' }), name: 'Mira Sen' };
  const jonas = { ...person('jonas', { role: 'annotator' }), name: 'Jonas Ek' };
  await store.commit([insert('people', mira), insert('people', jonas)]);
  // Two processes on one database.
  const [here, there] = [interrupted(store), interrupted(store)];
  const desks = { here: openDesk(here.store), there: openDesk(there.store) };
  const details = { title: 'The ferry', publisher: 'The Post', text, language: 'en' };
  const { id } = await addArticle(desks.here, mira, parse(articleInput, details));
  const annotate = (desk = desks.here) =>
    createAnnotation(
      desk,
      jonas,
      id,
      parse(annotationInput, {
        target: { exact: 'The ferry will stop in May' },
        chain: 'Ida Brandt -told-> The Post (outlet)',
      }),
    );
  const stored = async () =>
    (await store.find('annotations', 'article', { key: id })).items.map(
      ({ edition, carried, revision }) => ({ edition, carried, revision }),
    );
  const findings = async () => {
    const all: string[] = [];
    for await (const { severity, where, sentence } of checkDesk(store))
      if (severity === 'fault') all.push(`${where}: ${sentence}`);
    return all;
  };
  return { mira, here, there, desks, id, annotate, stored, findings };
}

/** What a new edition promises on a store of any kind, whoever else is at work. */
export function testEditions(openStore: () => Promise<Store>): void {
  const carried = [
    { edition: 1, revision: 2, carried: [{ edition: 2, kind: 'changed', start: 0, end: 26 }] },
  ];

  test('what is annotated by another process right before an edition is written is carried over', async () => {
    const room = await open(await openStore());
    room.here.before(() => room.annotate(room.desks.there));
    await addEdition(room.desks.here, room.mira, room.id, { text: second, note: null });
    expect(await room.stored()).toMatchObject(carried);
    expect(await room.findings()).toEqual([]);
  });

  test('what is annotated by another process right after an edition is written is carried over', async () => {
    const room = await open(await openStore());
    room.there.before(() =>
      addEdition(room.desks.here, room.mira, room.id, { text: second, note: null }),
    );
    const { annotation } = await room.annotate(room.desks.there);
    expect(await room.stored()).toMatchObject(carried);
    expect(annotation).toMatchObject(carried[0] ?? {});
    expect(await room.findings()).toEqual([]);
  });

  test('what is annotated by another process while its edition is taken back is refused, and leaves nothing', async () => {
    const room = await open(await openStore());
    await addEdition(room.desks.here, room.mira, room.id, { text: second, note: null });
    room.there.before(() => takeEditionBack(room.desks.here, room.mira, room.id, 2));
    await expect(room.annotate(room.desks.there)).rejects.toMatchObject({
      code: 'conflict',
      message:
        'Edition 2 of this text was taken back meanwhile. Nothing was saved: open the article again.',
    });
    expect(await room.stored()).toEqual([]);
    expect(await room.findings()).toEqual([]);
  });

  test('what is carried over to a long edition is judged by the language that the article has when it is written', async () => {
    const long = `${first} ${'Nobody came to the quay that day. '.repeat(500)}`;
    const room = await open(await openStore(), long);
    await room.annotate();
    room.here.before(async () => {
      const article = await articleById(room.desks.there, room.id);
      const french = parse(articleDetails, { ...article, language: 'fr' });
      await changeArticle(room.desks.there, room.mira, room.id, french);
    });
    const text = long.replace(', the board said', ' prétendument, the board said');
    await addEdition(room.desks.here, room.mira, room.id, { text, note: null });
    expect(await room.stored()).toMatchObject(carried);
  });

  test('an edition’s report is made again, byte for byte, when another came in and its claim is borne by more', async () => {
    const store = await openStore();
    const room = await open(store);
    const { here: desk } = room.desks;
    const bears = (id: string, chain: string) => {
      const target = { exact: 'The ferry will stop in May' };
      return createAnnotation(
        desk,
        room.mira,
        id,
        parse(annotationInput, { target, chain, claim: 'The ferry stops.' }),
      );
    };
    const written = async (edition?: number) => {
      const scope = { ...wholeRecord, edition };
      const report = await reportOn(desk, room.id, { baseUrl: null, scope });
      let text = '';
      for await (const piece of formats.json.write(report)) text += piece;
      return text;
    };
    await bears(room.id, 'Ida Brandt -told-> The Post (outlet)');
    const before = await written();
    await addEdition(desk, room.mira, room.id, { text: second, note: null });
    const details = { title: 'Again', publisher: 'The Courier', text: first, language: 'en' };
    const other = await addArticle(desk, room.mira, parse(articleInput, details));
    await bears(other.id, 'Otto Falk -told-> The Courier (outlet)');
    expect(await written()).not.toBe(before);
    expect(await written(1)).toBe(before);
    expect(await room.findings()).toEqual([]);
  });

  test('an edition that can’t be written leaves the one before whole', async () => {
    const store = await openStore();
    const room = await open(store);
    await room.annotate();
    const before = await room.stored();
    room.here.before(() => Promise.reject(new Error('The disk is full.')));
    const bringing = addEdition(room.desks.here, room.mira, room.id, { text: second, note: null });
    await expect(bringing).rejects.toThrow('The disk is full.');
    expect((await store.get('articles', room.id))?.edition).toBe(1);
    expect(await room.stored()).toEqual(before);
    expect(await room.findings()).toEqual([]);
    await addEdition(room.desks.here, room.mira, room.id, { text: second, note: null });
    expect(await room.stored()).toMatchObject(carried);
  });

  describe('an edition is taken back while nothing was built on it:', () => {
    test.each(built)('$what, and it stays', async ({ before, act, what }) => {
      const room = await carriedRoom(await openStore(), before);
      await act(room);
      const { text } = await room.takeBack().expect(409);
      expect(pageOf(text).querySelector('main')?.textContent).toContain(
        `Edition 2 stays: since it came in, ${what}.`,
      );
    });

    test.each(undisturbed)('$what, and it goes', async ({ before, act }) => {
      const room = await carriedRoom(await openStore(), before);
      await act(room);
      await room.takeBack().expect(303);
      expect((await room.store.get('articles', room.article))?.edition).toBe(1);
      expect(await room.annotations()).toMatchObject([{ carried: [], revision: 1 }]);
    });

    test.each([
      ['what was built on it is found where the clock was set back', 'after', 409],
      ['nothing was built on it by who spoke before, where the clock ran ahead', 'before', 303],
    ])('%s', async (_, when, status) => {
      const says = async ({ jonas, pass, send }: CarriedRoom) => {
        pass({ hours: when === 'after' ? -48 : 48 });
        await send(jonas, 'post', 'comments', { text: 'In May?' });
        pass({ hours: when === 'after' ? 48 : -48 });
      };
      const room = await carriedRoom(await openStore(), when === 'before' ? says : undefined);
      if (when === 'after') await says(room);
      await room.takeBack().expect(status);
    });

    test('what was built is named, all of it', async () => {
      const room = await carriedRoom(await openStore());
      await room.send(room.mira, 'post', 'comments', { text: 'Denied now.' });
      await room.send(room.mira, 'post', 'verdicts', { verdict: 'agree' });
      const { text } = await room.takeBack().expect(409);
      expect(pageOf(text).querySelector('main')?.textContent).toContain(
        'Edition 2 stays: since it came in, a verdict was given and a comment was written.',
      );
    });
  });
}

/** An article in its second edition, which changes the words under its one annotation. */
async function carriedRoom(store: Store, before: Act = async () => {}) {
  // Whoever opened it closes it.
  const room = await openNewsroom({ store: storeWith(store, { close: async () => {} }) });
  onTestFinished(() => room.close());
  const details = { title: 'The ferry', publisher: 'The Post', text: first, language: 'en' };
  const { id: article } = await addArticle(room.desk, room.mira, parse(articleInput, details));
  const input = {
    target: { exact: 'The ferry will stop in May' },
    chain: 'Ida Brandt -told-> The Post (outlet)',
    confidence: 'high',
  };
  const { annotation } = await createAnnotation(
    room.desk,
    room.jonas,
    article,
    parse(annotationInput, input),
  );
  const api = `/api/annotations/${annotation.id}`;
  const send = async (by: Person, verb: 'post' | 'put' | 'delete', path: string, body?: object) => {
    const agent = await room.bearer(by);
    const { headers } = await agent.get(api).expect(200);
    const answer = await agent[verb](path.startsWith('/') ? path : `${api}/${path}`)
      .set('If-Match', headers.etag ?? '*')
      .send(body);
    expect(answer.status, answer.text).toBeLessThan(300);
    return answer.body;
  };
  const mira = await room.signedIn(room.mira);
  const carried = {
    ...{ ...room, article, send, annotation: api },
    annotations: async () => (await store.find('annotations', 'article', { key: article })).items,
    takeBack: () => mira.post(`/articles/${article}/editions/2/removal`),
  };
  await before(carried);
  room.pass({ minutes: 5 });
  await addEdition(room.desk, room.mira, article, { text: second, note: null });
  room.pass({ minutes: 5 });
  return carried;
}

interface CarriedRoom extends Newsroom {
  article: string;
  /** Where its annotation is to be found. */
  annotation: string;
  /** Those that are there, as they are stored. */
  annotations: () => Promise<Annotation[]>;
  /** Sends something to the annotation, or to a path of its own; it must go well. */
  send: (
    by: Person,
    verb: 'post' | 'put' | 'delete',
    path: string,
    body?: object,
  ) => Promise<unknown>;
}
type Act = (room: CarriedRoom) => Promise<unknown>;

const dispute = { verdict: 'dispute', comment: 'Who says so?' };
const alternative = { chain: 'A clerk (unnamed) -> The Post', reason: 'She read it out.' };

/** What keeps an edition, and how it comes about; `before` is done on the edition before. */
const built: { what: string; before?: Act; act: Act }[] = [
  {
    what: 'an annotation was made',
    act: ({ send, jonas, article }) =>
      send(jonas, 'post', `/api/articles/${article}/annotations`, {
        target: { exact: 'Nobody asked the crew' },
        chain: 'The Post (outlet)',
      }),
  },
  {
    what: 'an annotation was changed',
    act: ({ send, jonas, annotation }) =>
      send(jonas, 'put', annotation, {
        target: { exact: 'The ferry will stop in May' },
        chain: 'A clerk (unnamed) -> The Post',
      }),
  },
  {
    what: 'an annotation was deleted',
    act: ({ send, jonas, annotation }) => send(jonas, 'delete', annotation),
  },
  {
    what: 'a verdict was given',
    act: ({ send, mira }) => send(mira, 'post', 'verdicts', { verdict: 'agree' }),
  },
  {
    what: 'something else was proposed',
    act: ({ send, nils }) => send(nils, 'post', 'proposals', alternative),
  },
  {
    what: 'a proposal was decided',
    before: ({ send, nils }) => send(nils, 'post', 'proposals', alternative),
    act: async ({ send, jonas, annotation, bearer }) => {
      const { body } = await (await bearer(jonas)).get(`${annotation}/proposals`);
      return send(jonas, 'post', `/api/proposals/${body.items[0].id}/refusal`, { reason: 'No.' });
    },
  },
  {
    what: 'a comment was written',
    act: ({ send, nils }) => send(nils, 'post', 'comments', { text: 'Denied now.' }),
  },
  {
    what: 'a conversation was resolved',
    before: ({ send, nils }) => send(nils, 'post', 'comments', { text: 'Who is she?' }),
    act: async ({ send, jonas, annotation, bearer }) => {
      const { body } = await (await bearer(jonas)).get(`${annotation}/comments`);
      return send(jonas, 'post', `comments/${body.items[0].id}/resolution`);
    },
  },
  {
    what: 'a review was asked for',
    act: ({ send, jonas, nils }) => send(jonas, 'post', 'requests', { to: nils.id }),
  },
  {
    what: 'a dispute was settled',
    before: ({ send, nils }) => send(nils, 'post', 'verdicts', dispute),
    act: ({ send, mira }) =>
      send(mira, 'post', 'settlement', { outcome: 'upheld', reason: 'She said so.' }),
  },
];

const undisturbed: typeof built = [
  { what: 'nothing was done', act: async () => {} },
  {
    what: 'a comment was written and withdrawn again',
    act: async ({ send, nils, annotations, desk }) => {
      await send(nils, 'post', 'comments', { text: 'Denied now.' });
      for (const { id, comments } of await annotations())
        for (const comment of comments) await withdrawComment(desk, nils, id, comment.id);
    },
  },
  {
    what: 'its report was made, and shared by a link that shows whichever text is newest',
    act: async ({ send, mira, article, bearer }) => {
      await (await bearer(mira)).get(`/api/articles/${article}/report?format=json`).expect(200);
      return send(mira, 'post', `/api/articles/${article}/shares`, {});
    },
  },
];
