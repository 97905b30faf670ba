import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reviseAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addClaim, reviseClaim } from '../../../src/desk/claims/claim-changes.js';
import { openDesk } from '../../../src/desk/desk.js';
import { undoStep } from '../../../src/desk/history/undoing.js';
import { addPerson } from '../../../src/desk/people/people.js';
import { changeSource } from '../../../src/desk/register/entry-changes.js';
import { expungeSource } from '../../../src/desk/register/masking/expunging.js';
import { maskSource } from '../../../src/desk/register/masking/masking.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { askForReview } from '../../../src/desk/review/requests.js';
import { type Annotation, etag } from '../../../src/domain/annotations/annotation.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { claimChangeInput } from '../../../src/domain/claims/claim-change.js';
import { parse } from '../../../src/domain/parse.js';
import { Problem } from '../../../src/domain/problem.js';
import { entryChangeInput, sourceInput } from '../../../src/domain/register/source-input.js';
import { requestInput } from '../../../src/domain/review/request.js';
import { collections } from '../../../src/store/documents.js';
import { storeWith } from '../../../src/store/store.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { storeInBetween } from '../../store/in-between.js';
import { pageOf, wordsOf } from '../dom.js';
import { annotated, judged, proposed, said, storedIn } from '../review/reviewed.js';

let room: Newsroom;
let annotation: Annotation;
beforeEach(async () => {
  room = await openNewsroom();
  annotation = await annotated(room);
});
afterEach(() => room.close());

type Browser = Awaited<ReturnType<Newsroom['signedIn']>>;

/** Sends a form, and gives the address at which the toast of the next page undoes it. */
async function sent(browser: Browser, path: string, fields: object = {}): Promise<string | null> {
  await browser.post(path).type('form').send(fields).expect(303);
  const page = pageOf((await browser.get('/account').expect(200)).text);
  const form = page.querySelector('[data-toast] form:has(button[data-undo])');
  return form?.getAttribute('action') ?? null;
}

function press(browser: Browser, address: string | null) {
  return browser
    .post(address ?? '/no-undo')
    .type('form')
    .send({});
}

interface Act {
  /** Who does it. */
  by: 'mira' | 'jonas' | 'nils' | 'ada';
  path: string;
  fields?: object;
  /** What it changes. */
  state: () => Promise<unknown>;
  /** In how many steps it is undone: one, unless told. */
  steps?: number;
}

/** Each act whose toast undoes it by a step of the history; `prepare` makes what it is done to. */
const acts: Record<string, () => Promise<Act>> = {
  'an article’s details': async () => {
    const path = `/articles/${annotation.article}`;
    const state = async () => {
      const {
        version: _,
        counts: _counts,
        ...article
      } = (await room.store.get('articles', annotation.article)) ?? {};
      return article;
    };
    const fields = { title: 'The lock', publisher: 'The Barge', byline: 'By a skipper' };
    return { by: 'mira', path, fields, state };
  },
  'what an entry says of its source': async () => {
    const { id } = await source('Clerk');
    const fields = { name: 'Town clerk', kind: 'person', keepName: 'yes', description: 'Minutes' };
    return { by: 'mira', path: `/sources/${id}`, fields, state: () => entry(id) };
  },
  'a rating': async () => {
    const { id } = await source('Clerk');
    const fields = { reliability: 'B', reason: 'Right twice.' };
    return { by: 'mira', path: `/sources/${id}/ratings`, fields, state: () => entry(id) };
  },
  'that two entries are different sources': async () => {
    const [{ id }, other] = [await source('Clerk'), await source('Clerk of the town')];
    const state = async () => (await entry(id))?.differsFrom ?? [];
    const path = `/sources/${id}/differences`;
    return { by: 'mira', path, fields: { from: other.id }, state };
  },
  'a parting of entries': async () => {
    const [{ id }, other] = [await source('Clerk'), await source('Town clerk')];
    const ada = await room.signedIn(room.ada);
    const rating = { reliability: 'B', reason: 'Right twice.' };
    await sent(ada, `/sources/${id}/ratings`, rating);
    room.pass({ hours: 1 });
    await sent(ada, '/sources/joining', { id: [id, other.id], into: other.id, rating: id });
    const state = async () => [await entry(id), await entry(other.id)];
    // The rating that had come with it comes again.
    return { by: 'mira', path: '/sources/parting', fields: { id }, state, steps: 2 };
  },
  'a parting of claims': async () => {
    const [{ id }, other] = [
      await addClaim(room.desk, room.mira, { statement: 'The lock is shut.' }),
      await addClaim(room.desk, room.mira, { statement: 'Nobody passes the lock.' }),
    ];
    await sent(await room.signedIn(room.ada), `/claims/${id}/merge`, { into: other.id });
    return { by: 'mira', path: `/claims/${id}/parting`, state: () => claim(id) };
  },
  'a claim’s decision': async () => {
    const { id } = await addClaim(room.desk, room.mira, { statement: 'The lock is shut.' });
    const fields = { statement: 'The lock was shut.', state: 'confirmed', reason: 'Seen.' };
    return { by: 'mira', path: `/claims/${id}`, fields, state: () => claim(id) };
  },
  'another decision on a claim': async () => {
    const statement = 'The lock is shut.';
    const { id } = await addClaim(room.desk, room.mira, { statement });
    const ada = await room.signedIn(room.ada);
    await sent(ada, `/claims/${id}`, { statement, state: 'refuted', reason: 'It is open.' });
    const fields = { statement, state: 'confirmed', reason: 'Seen.' };
    return { by: 'mira', path: `/claims/${id}`, fields, state: () => claim(id) };
  },
  'that a claim is open again': async () => {
    const statement = 'The lock is shut.';
    const { id } = await addClaim(room.desk, room.mira, { statement });
    const ada = await room.signedIn(room.ada);
    await sent(ada, `/claims/${id}`, { statement, state: 'refuted', reason: 'It is open.' });
    const fields = { statement, state: 'open' };
    return { by: 'mira', path: `/claims/${id}`, fields, state: () => claim(id) };
  },
  'a role': async () => {
    const input = { name: 'Kim Vos', email: 'kim@barge.example', role: 'annotator' };
    const { id } = await addPerson(room.desk, room.ada, input);
    const state = async () => (await room.store.get('people', id))?.role;
    return { by: 'ada', path: `/people/${id}/role`, fields: { role: 'reader' }, state };
  },
  'a setting': async () => {
    const state = async () => (await room.store.get('settings', 'desk'))?.quorum ?? 1;
    return { by: 'ada', path: '/settings', fields: { quorum: '2' }, state };
  },
  'a comment': async () => {
    const state = async () => (await storedIn(room, annotation)).comments;
    const path = `/annotations/${annotation.id}/comments`;
    return { by: 'nils', path, fields: { text: 'Ask the office.' }, state };
  },
  'a conversation that is opened again': async () => {
    const path = `/annotations/${annotation.id}/comments`;
    await sent(await room.signedIn(room.nils), path, { text: 'Ask the office.' });
    const [first] = (await storedIn(room, annotation)).comments;
    const ada = await room.signedIn(room.ada);
    await sent(ada, `${path}/${first?.id}/resolution`);
    const state = async () => (await storedIn(room, annotation)).comments;
    return { by: 'mira', path: `${path}/${first?.id}/reopening`, state };
  },
  'a withdrawn verdict': async () => {
    const { verdicts } = await judged(room, room.nils, annotation, 'dispute hop:1');
    const state = async () => {
      const stored = await storedIn(room, annotation);
      return [stored.status, stored.verdicts];
    };
    const path = `/annotations/${annotation.id}/verdicts/${verdicts[0]?.id}/withdrawal`;
    return { by: 'nils', path, state };
  },
  'a withdrawn verdict on an earlier revision, before others’': async () => {
    const { verdicts } = await judged(room, room.nils, annotation, 'dispute hop:1');
    const edited = parse(annotationInput, { ...said, chain: 'Lock-keeper Vik' });
    await reviseAnnotation(room.desk, room.jonas, annotation.id, edited, etag(annotation));
    await judged(room, room.mira, annotation, 'agree');
    const state = async () => {
      const stored = await storedIn(room, annotation);
      return [stored.status, stored.verdicts];
    };
    const path = `/annotations/${annotation.id}/verdicts/${verdicts[0]?.id}/withdrawal`;
    return { by: 'nils', path, state };
  },
  'a withdrawn request': async () => {
    const input = parse(requestInput, { to: 'nils', due: '2026-03-20' });
    const { request } = await askForReview(room.desk, room.mira, annotation.id, input);
    const state = async () => (await storedIn(room, annotation)).requests;
    const path = `/annotations/${annotation.id}/requests/${request.id}/withdrawal`;
    return { by: 'mira', path, state };
  },
};

function source(name: string, kind: string | null = 'person') {
  return addSource(room.desk, room.mira, parse(sourceInput, { name, kind }));
}

async function claim(id: string) {
  const { version: _, ...said } = (await room.store.get('claims', id)) ?? {};
  return said;
}

/** Everything but the history, and which version of it each thing is in. */
async function everything() {
  const found: Record<string, object> = {};
  const snapshot = await room.store.snapshot();
  for (const collection of collections) {
    if (['events', 'sessions', 'settings', 'nameWitnesses'].includes(collection)) continue;
    for await (const { version: _, ...doc } of snapshot.docs(collection)) {
      // Nobody told apart from: not said, or said no more.
      if ('differsFrom' in doc && doc.differsFrom?.length === 0) delete doc.differsFrom;
      found[`${collection}/${doc.id}`] = doc;
    }
  }
  await snapshot.close();
  return found;
}

async function entry(id: string) {
  const { version: _, ...said } = (await room.store.get('sources', id)) ?? {};
  return said as Partial<NonNullable<Awaited<ReturnType<typeof room.store.get<'sources'>>>>>;
}

describe.each(Object.keys(acts))('undoing %s', (name) => {
  test('brings back what stood before, once, and is in the history', async () => {
    const { by, path, fields, state, steps = 1 } = (await acts[name]?.()) ?? fail(name);
    const browser = await room.signedIn(room[by]);
    room.pass({ hours: 1 });
    const [before, all] = [await state(), await everything()];
    const undo = await sent(browser, path, fields);
    expect(undo).toMatch(/^\/undoing\//u);
    expect(await state()).not.toEqual(before);
    room.pass({ hours: 1 });
    const events = await room.store.count('events', 'all', '');
    await press(browser, undo).expect(303);
    expect(await state()).toEqual(before);
    expect(await everything()).toEqual(all);
    expect(await room.store.count('events', 'all', '')).toBe(events + steps);
    await press(browser, undo).expect(303);
    expect(await state()).toEqual(before);
    expect(await room.store.count('events', 'all', '')).toBe(events + steps);
  });

  test('is nobody else’s', async () => {
    const { by, path, fields } = (await acts[name]?.()) ?? fail(name);
    const undo = await sent(await room.signedIn(room[by]), path, fields);
    const other = await room.signedIn(by === 'mira' ? room.ada : room.mira);
    await press(other, undo).expect(403);
  });
});

/** Other acts whose toast undoes them, each in its own way. */
const others: Record<string, () => Promise<Omit<Act, 'state'>>> = {
  'an edit that says of what kind a source is': async () => {
    const skipper = await source('Skipper Tove', null);
    await annotateWith('Skipper Tove -told-> The Evening Barge (outlet)');
    const chain = 'Skipper Tove (person) -told-> The Evening Barge';
    const fields = { ...form, chain, confidence: 'high' };
    expect((await entry(skipper.id)).kind).toBeNull();
    return edit(fields);
  },
  'an edit that names a new source': async () => {
    const fields = { ...form, chain: 'Harbour log (document) -> The Evening Barge' };
    return edit(fields);
  },
  'a deletion': async () => {
    await judged(room, room.nils, annotation, 'dispute hop:1');
    return { by: 'mira', path: `/annotations/${annotation.id}/deletion` };
  },
  'a verdict in the place of two': async () => {
    await judged(room, room.nils, annotation, 'dispute hop:1');
    await judged(room, room.nils, annotation, 'unsure hop:2');
    return verdict({ verdict: 'agree', on: 'whole', comment: '' });
  },
  'a verdict that answers a request': async () => {
    const input = parse(requestInput, { to: 'nils' });
    await askForReview(room.desk, room.mira, annotation.id, input);
    return verdict({ verdict: 'agree', on: 'whole', comment: '' });
  },
  'a settlement': async () => {
    await judged(room, room.nils, annotation, 'dispute hop:1');
    const path = `/annotations/${annotation.id}/settlement`;
    return { by: 'mira', path, fields: { outcome: 'upheld', reason: 'Seen.', revision: '1' } };
  },
  'a proposal taken over': async () => {
    const { id } = await proposed(room, room.nils, annotation, { confidence: 'high' });
    return { by: 'mira', path: `/proposals/${id}/acceptance`, fields: { parts: 'confidence' } };
  },
  'a proposal declined': async () => {
    const { id } = await proposed(room, room.nils, annotation, { confidence: 'high' });
    return { by: 'mira', path: `/proposals/${id}/refusal`, fields: { reason: 'No.' } };
  },
  'a joining of entries': async () => {
    const [{ id }, other] = [await source('Clerk'), await source('Town clerk')];
    await sent(await room.signedIn(room.ada), `/sources/${id}/ratings`, {
      ...{ reliability: 'B', reason: 'Right twice.' },
    });
    const fields = { id: [id, other.id], into: other.id, rating: id };
    return { by: 'mira', path: '/sources/joining', fields };
  },
  'a removal from the register': async () => {
    const { id } = await source('Clerk');
    return { by: 'mira', path: '/sources/removal', fields: { id } };
  },
};

/** What jonas says, as the form has it. */
const form = {
  ...{ exact: said.target.exact, prefix: '', suffix: '', chain: said.chain, confidence: 'low' },
  ...{ credibility: '3', claim: said.claim, stance: 'asserts', note: '', labels: '' },
};

async function edit(fields: object): Promise<Omit<Act, 'state'>> {
  const path = `/annotations/${annotation.id}`;
  return { by: 'jonas', path, fields: { ...fields, seen: etag(await storedIn(room, annotation)) } };
}

async function annotateWith(chain: string) {
  annotation = await annotated(room, { chain });
}

/** What was changed and stands again is a revision of its own; what was deleted and is back has been changed. */
function withoutRevisions(all: Record<string, object>): unknown {
  const levelled = ['revision', 'modified', 'modifiedBy', 'parts'];
  const text = JSON.stringify(all, (key, value) => (levelled.includes(key) ? null : value));
  return JSON.parse(text);
}

function verdict(fields: object): Omit<Act, 'state'> {
  const path = `/annotations/${annotation.id}/verdicts`;
  return { by: 'nils', path, fields: { ...fields, revision: '1' } };
}

describe.each(Object.keys(others))('undoing %s', (name) => {
  test('leaves no trace but in the history', async () => {
    const { by, path, fields } = (await others[name]?.()) ?? fail(name);
    const browser = await room.signedIn(room[by]);
    room.pass({ hours: 1 });
    const all = await everything();
    const undo = await sent(browser, path, fields);
    expect(await everything()).not.toEqual(all);
    room.pass({ hours: 1 });
    await press(browser, undo).expect(303);
    expect(withoutRevisions(await everything())).toEqual(withoutRevisions(all));
  });
});

function fail(name: string): never {
  throw new Error(`There is no act ${name}.`);
}

describe('what somebody has gone on from is not undone', () => {
  test('an article that was changed once more', async () => {
    const mira = await room.signedIn(room.mira);
    const path = `/articles/${annotation.article}`;
    const undo = await sent(mira, path, { title: 'The lock', publisher: 'The Barge' });
    await sent(mira, path, { title: 'The lock at Veil', publisher: 'The Barge' });
    const page = pageOf((await press(mira, undo).expect(409)).text);
    expect(wordsOf(page, '[role="alert"] p')[0]).toContain('has been changed since');
  });

  test('an article that was changed once more after the clock was set back', async () => {
    const mira = await room.signedIn(room.mira);
    const path = `/articles/${annotation.article}`;
    const undo = await sent(mira, path, { title: 'The lock', publisher: 'The Barge' });
    room.pass({ hours: -1 });
    await sent(mira, path, { title: 'The third lock', publisher: 'The Barge' });
    await press(mira, undo).expect(409);
    room.pass({ hours: -1 });
    const last = await sent(mira, path, { title: 'The fourth lock', publisher: 'The Barge' });
    await press(mira, last).expect(303);
    const article = await room.store.get('articles', annotation.article);
    expect(article?.title).toBe('The third lock');
  });

  test('an entry whose source was masked', async () => {
    const { id } = await source('Ida Brandt');
    const mira = await room.signedIn(room.mira);
    const undo = await sent(mira, `/sources/${id}`, { name: 'Brandt, Ida', kind: 'person' });
    const masked = await maskSource(room.desk, room.mira, id);
    expect((await press(mira, undo).expect(409)).text).not.toContain('Brandt');
    expect(await entry(masked.id)).toMatchObject({ name: masked.name, aliases: [] });
  });

  test('a comment that was answered', async () => {
    const nils = await room.signedIn(room.nils);
    const path = `/annotations/${annotation.id}/comments`;
    const undo = await sent(nils, path, { text: 'Ask the office.' });
    const [first] = (await storedIn(room, annotation)).comments;
    await sent(await room.signedIn(room.jonas), path, { text: 'I did.', replyTo: first?.id });
    await press(nils, undo).expect(409);
    expect((await storedIn(room, annotation)).comments).toHaveLength(2);
  });

  test('a rating that an annotation has', async () => {
    const { id } = await source('Clerk');
    const mira = await room.signedIn(room.mira);
    const rating = { reliability: 'B', reason: 'Right twice.' };
    const undo = await sent(mira, `/sources/${id}/ratings`, rating);
    await annotated(room, { chain: 'Clerk -told-> The Evening Barge' });
    await press(mira, undo).expect(409);
  });

  test('a verdict that was withdrawn and given otherwise', async () => {
    const { verdicts } = await judged(room, room.nils, annotation, 'dispute');
    const nils = await room.signedIn(room.nils);
    const path = `/annotations/${annotation.id}/verdicts`;
    const undo = await sent(nils, `${path}/${verdicts[0]?.id}/withdrawal`);
    await sent(nils, path, { verdict: 'agree' });
    await press(nils, undo).expect(409);
    expect((await storedIn(room, annotation)).status).toBe('agreed');
  });
});

test('what a colleague changes of an entry or a claim while it is undone stays as the colleague has it', async () => {
  const { desk, store, mira, ada } = room;
  const named = { name: 'Bo Lind', kind: 'person', aliases: [], affiliation: null };
  const { id } = await addSource(desk, mira, parse(sourceInput, named));
  const entry = (said: object) => parse(entryChangeInput, { ...named, keepName: false, ...said });
  await changeSource(desk, mira, id, entry({ name: 'Bo Lindt', description: null }));
  const claim = await addClaim(desk, mira, { statement: 'It holds.' });
  const state = (said: object) =>
    parse(claimChangeInput, { statement: 'It holds.', state: 'open', reason: null, ...said });
  await reviseClaim(desk, mira, claim.id, state({ statement: 'It holds well.' }));
  const decided = { statement: 'It holds well.', state: 'confirmed', reason: 'Seen.' };
  const acts = {
    sources: () => changeSource(desk, ada, id, entry({ name: 'Bo Lindt', description: 'Clerk' })),
    claims: () => reviseClaim(desk, ada, claim.id, state(decided)),
  };
  for (const [collection, act] of Object.entries(acts)) {
    const { items } = await store.find('events', 'action', {
      key: `${collection.slice(0, -1)}.changed`,
      order: 'descending',
      limit: 1,
    });
    let once: (() => Promise<unknown>) | null = act;
    const between = storeWith(store, {
      get: async (...asked) => {
        const doc = await store.get(...asked);
        const colleague = asked[0] === collection ? once : null;
        if (colleague) once = null;
        await colleague?.();
        return doc;
      },
    });
    const undoing = undoStep({ ...desk, store: between }, mira, items[0]?.id ?? '');
    await expect(undoing).rejects.toMatchObject({ code: 'stale' });
  }
  expect(await store.get('sources', id)).toMatchObject({ description: 'Clerk' });
  expect(await store.get('claims', claim.id)).toMatchObject({ state: 'confirmed' });
});

describe('while somebody undoes a step, at whatever moment', () => {
  /** Has the other act after each number of times that the store was asked, each on a desk of its own. */
  async function undoneWhile(
    step: (own: Newsroom) => Promise<{ id: string; key: string }>,
    act: (own: Newsroom, id: string) => Promise<unknown>,
    look: (own: Newsroom, id: string) => Promise<void>,
  ): Promise<void> {
    for (let calls = 0, isOver = false; !isOver; calls++) {
      const own = await openNewsroom();
      const { id, key } = await step(own);
      const last = { key, order: 'descending', limit: 1 } as const;
      const [event] = (await own.store.find('events', 'subject', last)).items;
      const { store, hasActed } = storeInBetween(own.store, calls, () => act(own, id));
      await undoStep(openDesk(store), own.mira, event?.id ?? '').catch((error) => {
        if (!(error instanceof Problem)) throw error;
      });
      if (hasActed()) await look(own, id);
      isOver = !hasActed();
      await own.close();
    }
  }

  async function renamed({ desk, mira }: Newsroom) {
    const { id } = await addSource(desk, mira, parse(sourceInput, { name: 'Ida Brandt' }));
    await changeSource(desk, mira, id, parse(entryChangeInput, { name: 'Ida B.' }));
    return { id, key: `source/${id}` };
  }

  test('a name that is removed by law does not come back', () =>
    undoneWhile(
      renamed,
      ({ desk, ada }, id) =>
        expungeSource(desk, ada, id, { ground: 'by law', replace: [], leave: [] }),
      async ({ store }, id) => {
        expect(JSON.stringify(await store.get('sources', id))).not.toContain('Brandt');
      },
    ));

  test('nothing that a colleague changes is lost', () =>
    undoneWhile(
      renamed,
      ({ desk, ada }, id) =>
        changeSource(desk, ada, id, parse(entryChangeInput, { name: 'Ida Holm' })),
      async ({ store }, id) => {
        expect(JSON.stringify(await store.get('sources', id))).toContain('Ida Holm');
      },
    ));

  test('nor what they say of a claim', () =>
    undoneWhile(
      async ({ desk, mira }) => {
        const { id } = await addClaim(desk, mira, { statement: 'The gate was shut.' });
        const said = { statement: 'The gate was locked.' };
        await reviseClaim(desk, mira, id, parse(claimChangeInput, said));
        return { id, key: `claim/${id}` };
      },
      ({ desk, ada }, id) =>
        reviseClaim(desk, ada, id, parse(claimChangeInput, { statement: 'The gate was open.' })),
      async ({ store }, id) => {
        expect(await store.get('claims', id)).toMatchObject({ statement: 'The gate was open.' });
      },
    ));
});

test('a reply that is taken back leaves its conversation resolved, as it was', async () => {
  const nils = await room.signedIn(room.nils);
  const path = `/annotations/${annotation.id}/comments`;
  await sent(nils, path, { text: 'Ask the office.' });
  const [first] = (await storedIn(room, annotation)).comments;
  await sent(nils, `${path}/${first?.id}/resolution`);
  const before = (await storedIn(room, annotation)).comments;
  await press(nils, await sent(nils, path, { text: 'Once more.', replyTo: first?.id }));
  expect((await storedIn(room, annotation)).comments).toEqual(before);
});

test('a form that is saved without a change undoes nothing of before', async () => {
  const mira = await room.signedIn(room.mira);
  const fields = { title: 'The lock', publisher: 'The Barge' };
  expect(await sent(mira, `/articles/${annotation.article}`, fields)).not.toBeNull();
  expect(await sent(mira, `/articles/${annotation.article}`, fields)).toBeNull();
});

test('an article, an entry and what was put back go again from their toasts', async () => {
  const mira = await room.signedIn(room.mira);
  const text = 'The lock is shut.';
  const undo = await sent(mira, '/articles', { title: 'A', publisher: 'B', text });
  expect(undo).toMatch(/^\/articles\/.*\/deletion$/u);
  await press(mira, undo).expect(303);
  const added = await sent(mira, '/sources', { name: 'Harbour master', kind: 'person' });
  await press(mira, added).expect(303);
  expect(await room.store.count('sources', 'word', 'harbour')).toBe(0);
});

test('an article that somebody has annotated is not undone', async () => {
  const mira = await room.signedIn(room.mira);
  await press(mira, `/articles/${annotation.article}/deletion`).expect(409);
});
