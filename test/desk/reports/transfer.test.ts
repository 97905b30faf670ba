import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle, deleteArticle } from '../../../src/desk/articles/articles.js';
import { decideWording, sharedWordingOf } from '../../../src/desk/articles/shared-wording.js';
import type { Actor, Desk } from '../../../src/desk/desk.js';
import { openDesk } from '../../../src/desk/desk.js';
import { peopleNames } from '../../../src/desk/people/names.js';
import { maskSource } from '../../../src/desk/register/masking/masking.js';
import { exportReport } from '../../../src/desk/reports/download.js';
import { importReport } from '../../../src/desk/reports/transfer.js';
import { addComment, withdrawComment } from '../../../src/desk/review/comments.js';
import { acceptProposal, makeProposal } from '../../../src/desk/review/proposals.js';
import { giveVerdict } from '../../../src/desk/review/verdicts.js';
import { unreviewed } from '../../../src/domain/annotations/annotation.js';
import {
  annotationInput,
  proposalInput,
} from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import { newClaim } from '../../../src/domain/claims/claim.js';
import type { Event } from '../../../src/domain/history/event.js';
import { parse } from '../../../src/domain/parse.js';
import type { Person } from '../../../src/domain/people/person.js';
import { Problem } from '../../../src/domain/problem.js';
import { verdictInput } from '../../../src/domain/review/verdict.js';
import { proposedIn } from '../../../src/reports/json/event-values.js';
import type { Material } from '../../../src/reports/public-part.js';
import { insert } from '../../../src/store/store.js';
import {
  annotation,
  article,
  created,
  edition,
  event,
  hop,
  moment,
  secret,
  source,
} from '../../reports/documents.js';
import { harbour, hostile, hostileMaterial } from '../../reports/fixtures.js';
import { verdict } from '../../reports/reviews.js';
import { openMemoryStore } from '../../store/memory.js';

const ada = person('ada', 'Ada Quist', 'admin');
let desk: Desk;

beforeEach(async () => {
  desk = await deskWith([ada]);
});

describe('a report that is imported into an empty desk and exported again is the same, byte for byte', () => {
  test('with everything that reports have to get right', async () => {
    const text = await exported(await deskOf(publicHarbour()));
    await importReport(desk, ada, text);
    expect(await exported(desk)).toBe(text);
  });

  test.each(hostile)('with words such as %s', async (words) => {
    const text = await exported(await deskOf(hostileMaterial(words)));
    await importReport(desk, ada, text);
    expect(await exported(desk)).toBe(text);
  });

  test('with any text, wherever the passage stands', async () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(words, words, async (before, after) => {
        const text = await exported(await deskOf(passageBetween(before, after)));
        const other = await deskWith([ada]);
        await importReport(other, ada, text);
        expect(await exported(other)).toBe(text);
      }),
      { numRuns: 40 },
    );
  });
});

describe('what was decided on shared wording', () => {
  const mira = person('mira', 'Mira Sen', 'editor');
  const said = { independent: true, reason: 'Both were at the hearing 🚢.' };
  const decisions = async (from: Desk, id: string) =>
    (await sharedWordingOf(from, id)).map(({ article, decision }) => ({ article, decision }));

  async function twoPapers() {
    const from = await deskWith([ada, mira]);
    const text =
      'Inspectors had warned the ferry firm of cracks in its ramp twice before the summer.';
    const ids = [];
    for (const publisher of ['The Ledger', 'The Post']) {
      const input = parse(articleInput, { title: 'The ramp', publisher, text });
      ids.push((await addArticle(from, mira, input)).id);
    }
    const [one = '', two = ''] = ids;
    return { from, one, two };
  }

  test('is carried with the desk, from whichever article it was decided', async () => {
    for (const isTurned of [false, true]) {
      const { from, one, two } = await twoPapers();
      await decideWording(from, mira, isTurned ? [two, one] : [one, two], said);
      const other = await deskWith([ada]);
      await importReport(other, ada, await exported(from));
      const [decided] = await decisions(other, one);
      expect(decided).toMatchObject({ article: two, decision: { ...said, by: 'mira' } });
      expect([decided]).toEqual(await decisions(from, one));
      expect(await decisions(other, two)).toEqual(await decisions(from, two));
    }
  });

  test('comes in where the articles are already, and what was taken back is open', async () => {
    const { from, one, two } = await twoPapers();
    await importReport(desk, ada, await exported(from));
    await decideWording(from, mira, [one, two], said);
    await importReport(desk, ada, await exported(from));
    expect(await decisions(desk, two)).toMatchObject([{ article: one, decision: said }]);
    await decideWording(from, mira, [one, two], null);
    await importReport(desk, ada, await exported(from));
    expect(await decisions(desk, two)).toEqual([{ article: one, decision: null }]);
  });
});

test('positions stand in the file in code points, and in the desk in UTF-16 code units', async () => {
  const from = await deskOf(passageBetween('🚢🚢', '.'));
  const [file] = JSON.parse(await exported(from)).articles;
  expect(file.annotations[0].target).toMatchObject({ start: 3, end: 8 });
  await importReport(desk, ada, await exported(from));
  expect((await desk.store.get('annotations', 'between'))?.target).toMatchObject({
    start: 5,
    end: 10,
  });
});

test('positions in what is proposed are counted so as well, now and in the history', async () => {
  const text = await exported(await deskOf(publicHarbour()));
  const [file] = JSON.parse(text).articles;
  const moved = file.annotations.find(({ id }: { id: string }) => id === 'moved');
  const declined = moved.proposals.find(({ id }: { id: string }) => id === 'p-declined');
  const made = file.events.find(
    ({ action, after }: Event) => action === 'proposal.made' && after?.proposal === 'p-declined',
  );
  expect(declined.content.target.start).toBe(moved.target.start + 'told '.length);
  expect(made.after.proposed.target).toEqual(declined.content.target);
  await importReport(desk, ada, text);
  const proposals = (await desk.store.get('annotations', 'moved'))?.proposals ?? [];
  // A ship stands before it, which is two code units.
  expect(proposals[1]?.content.target.start).toBe(declined.content.target.start + 1);
});

test('a review comes in whole, with its dissent', async () => {
  await importReport(desk, ada, await exported(await deskOf(publicHarbour())));
  const five = await desk.store.get('annotations', 'five');
  expect(five).toMatchObject({
    status: 'settled',
    verdicts: [{ by: 'nils' }, { by: 'tom', on: 'hop:4' }],
    settlement: { outcome: 'upheld', by: 'jonas' },
  });
  expect(await desk.store.get('people', 'tom')).toMatchObject({ name: 'Tom Reyes' });
});

test('which hops of a proposal were taken over comes in, and what was taken back', async () => {
  const [mira, nils] = [
    person('mira', 'Mira Sen', 'editor'),
    person('nils', 'Nils Oder', 'annotator'),
  ];
  const from = await deskWith([mira, nils]);
  const text = 'The lock is shut, says a clerk.';
  const article = await addArticle(from, nils, articleInput.parse({ ...headings, text }));
  const said = { target: { exact: 'The lock is shut' }, chain: 'Clerk -told-> The Barge' };
  const { annotation } = await createAnnotation(
    from,
    nils,
    article.id,
    annotationInput.parse(said),
  );
  const chain = 'Skipper -told-> Clerk [C] -told-> The Barge';
  const input = proposalInput.parse({ chain, reason: 'He had it from him.' });
  const { proposal } = await makeProposal(from, mira, annotation.id, input);
  await acceptProposal(from, nils, proposal.id, { parts: ['hop:1'] });
  const added = await addComment(from, mira, annotation.id, { text: 'Who?', replyTo: null });
  await withdrawComment(from, mira, annotation.id, added.comment.id);
  const file = await exported(from);
  await importReport(desk, ada, file);
  expect(await exported(desk)).toBe(file);
  const [imported] = (await desk.store.get('annotations', annotation.id))?.proposals ?? [];
  expect(imported?.outcome).toMatchObject({ parts: ['chain'], hops: ['hop:1'] });
});

const headings = { title: 'The lock', publisher: 'The Barge' };

test('the status follows from the verdicts by the quorum of this desk', async () => {
  const text = await exported(await deskOf(agreedByOne()));
  expect(JSON.parse(text).articles[0].annotations[0].status).toBe('agreed');
  await desk.store.commit([insert('settings', { id: 'desk', version: 1, quorum: 2 })]);
  await importReport(desk, ada, text);
  expect((await desk.store.get('annotations', 'between'))?.status).toBe('unreviewed');
});

test('a file of version 1 comes in as one in which nobody has reviewed anything', async () => {
  const text = edited(await exported(await deskOf(passageBetween('a', 'b'))), (file) => {
    file.formatVersion = 1;
    const [first] = file.articles;
    for (const field of ['proposalsLeftOut', 'blind']) delete first[field];
    for (const field of Object.keys(unreviewed)) {
      if (field !== 'status') delete first.annotations[0][field];
    }
  });
  await importReport(desk, ada, text);
  expect(await desk.store.get('annotations', 'between')).toMatchObject(unreviewed);
});

test('an annotation of a blind round that is over is the same as in the file', async () => {
  const material = passageBetween('a', 'b');
  const [placed] = material.annotations;
  if (!placed) throw new Error('There is no annotation.');
  const annotation = { ...placed.annotation, round: 'r1' };
  const own = await deskOf({ ...material, annotations: [{ ...placed, annotation }] });
  const text = await exported(own);
  expect(text).not.toContain('r1');
  expect((await importReport(own, ada, text)).annotations).toEqual({ added: 0, present: 1 });
});

test('what came in is counted, and the history says who brought it', async () => {
  const result = await importReport(desk, ada, await exported(await deskOf(publicHarbour())));
  expect(result).toEqual({
    articles: { added: 1, present: 0 },
    annotations: { added: 5, present: 0 },
    sources: { added: 8, present: 0 },
    claims: { added: 1, present: 0 },
    people: { added: 4, present: 0 },
    events: { added: 18, present: 0 },
  });
  const { items } = await desk.store.find('events', 'subject', { key: 'annotation/five' });
  expect(items.at(-1)).toMatchObject({ action: 'annotation.imported', by: 'ada' });
});

test('the same file a second time changes nothing', async () => {
  const text = await exported(await deskOf(publicHarbour()));
  await importReport(desk, ada, text);
  const before = await contents(desk);
  const result = await importReport(desk, ada, text);
  expect(result.annotations).toEqual({ added: 0, present: 5 });
  expect(await contents(desk)).toEqual(before);
});

test('what is here in another state is refused by name, and nothing comes in', async () => {
  const text = await exported(await deskOf(publicHarbour()));
  await importReport(desk, ada, text);
  const before = await contents(desk);
  const changed = edited(text, (file) => {
    file.articles[0].annotations[0].note = 'Another note.';
    file.claims.push({ ...file.claims[0], id: 'new', statement: 'Something new.' });
  });
  const refused = importReport(desk, ada, changed);
  await expect(refused).rejects.toMatchObject({
    code: 'conflict',
    message: 'Nothing was imported: here these are not as the file has them: annotations/five.',
    details: { different: [{ kind: 'annotations', id: 'five' }] },
  });
  expect(await contents(desk)).toEqual(before);
});

test('new annotations of an article that is here are added to it', async () => {
  const text = await exported(await deskOf(publicHarbour()));
  const fewer = edited(text, (file) => {
    const [first] = file.articles;
    first.annotations = first.annotations.filter(({ id }: { id: string }) => id !== 'masked');
    first.events = first.events.filter(
      ({ subject }: { subject: { id: string } }) => subject.id !== 'masked',
    );
  });
  await importReport(desk, ada, fewer);
  expect((await importReport(desk, ada, text)).annotations).toEqual({ added: 1, present: 4 });
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

test('an address that is not a valid one comes in as the one that was meant', async () => {
  const text = edited(await exported(await deskOf(publicHarbour())), (file) => {
    file.articles[0].url = 'https://tidewater.example/a b';
  });
  await importReport(desk, ada, text);
  const [url] = (await desk.store.find('articles', 'added', { key: '' })).items.map(
    (each) => each.url,
  );
  expect(url).toBe('https://tidewater.example/a%20b');
});

test('a byte-order mark before the file does no harm', async () => {
  const text = await exported(await deskOf(publicHarbour()));
  expect((await importReport(desk, ada, `\uFEFF${text}`)).articles.added).toBe(1);
});

describe('a file that is not what it should be is refused, and nothing comes in', () => {
  // biome-ignore lint/suspicious/noExplicitAny: the file is spoilt in ways that its type forbids.
  type Spoilt = any;
  const cases: [string, string, RegExp, (file: Spoilt) => void][] = [
    ['of another kind', 'unsupported', /not a report/u, (file) => (file.format = 'other')],
    ['of a newer version', 'unsupported', /newer Whence/u, (file) => (file.formatVersion = 4)],
    ['with a field too many', 'invalid', /articles\.0/u, (file) => (file.articles[0].extra = 1)],
    [
      'with a NUL in a title',
      'invalid',
      /At articles\.0\.title: A NUL/u,
      (file) => (file.articles[0].title = 'The \0 wall'),
    ],
    [
      'with half a character in what was said',
      'invalid',
      /At articles\.0\.annotations\.0\.note: A NUL or half a character/u,
      (file) => (file.articles[0].annotations[0].note = 'a\uD83D'),
    ],
    [
      'with half a character in a name',
      'invalid',
      /At sources\.0\.name: A NUL or half/u,
      (file) => (file.sources[0].name = '\uDE00'),
    ],
    [
      'with an address that is none',
      'invalid',
      /At articles\.0\.url: Give a web address/u,
      (file) => (file.articles[0].url = 'https://exa mple.org/'),
    ],
    [
      'with a passage that does not stand there',
      'invalid',
      /articles\.0\.annotations\.1\.target: Its passage does not stand/u,
      (file) => (file.articles[0].annotations[1].target.start += 1),
    ],
    [
      'with a position outside the text',
      'invalid',
      /target/u,
      (file) => (file.articles[0].annotations[0].target.end = 99_999),
    ],
    [
      'with a text that was changed',
      'invalid',
      /SHA-256/u,
      (file) => (file.articles[0].editions[0].text += ' And more.'),
    ],
    [
      'with a source that is not in it',
      'invalid',
      /source is not in the file/u,
      (file) => (file.articles[0].annotations[0].chain[0].holders[0].source = 'nobody'),
    ],
    [
      'with a claim that is not in it',
      'invalid',
      /claim is not in the file/u,
      (file) => (file.articles[0].annotations[0].claim = 'nothing'),
    ],
    [
      'with an empty chain',
      'invalid',
      /one hop at least/u,
      (file) => (file.articles[0].annotations[0].chain = []),
    ],
    [
      'with a relation after the last hop',
      'invalid',
      /relation/u,
      (file) => (file.articles[0].annotations[4].chain.at(-1).relation = 'told'),
    ],
    [
      'with a level that is none',
      'invalid',
      /confidence/u,
      (file) => (file.articles[0].annotations[0].confidence = 'certain'),
    ],
    [
      'with an address that runs',
      'invalid',
      /http/u,
      (file) => (file.articles[0].url = 'javascript:alert(1)'),
    ],
    [
      'with an id that is markup',
      'invalid',
      /id/u,
      (file) => (file.articles[0].annotations[0].id = '"><script>'),
    ],
    [
      'with two annotations of one id',
      'invalid',
      /stands twice/u,
      (file) => file.articles[0].annotations.push(file.articles[0].annotations[0]),
    ],
    [
      'with an event of something else',
      'invalid',
      /not in the file/u,
      (file) => (file.articles[0].events[1].subject.id = 'elsewhere'),
    ],
    [
      'with a confidential source that bears a name',
      'invalid',
      /pseudonym/u,
      (file) => (file.sources.find(({ id }: Spoilt) => id === 'engineer').name = 'A. Real'),
    ],
    [
      'with an open source that bears a pseudonym',
      'invalid',
      /pseudonym/u,
      (file) =>
        (file.sources.find(({ id }: Spoilt) => id === 'memo').name = 'confidential source 8'),
    ],
    [
      'with a pseudonym that this desk would not have given',
      'invalid',
      /pseudonym/u,
      (file) =>
        (file.sources.find(({ confidential }: Spoilt) => confidential).name =
          'Confidential source 01'),
    ],
    [
      'with a proposal of a source that is not in it',
      'invalid',
      /annotations\.1\.proposals\.0\.content\.chain\.0: Its source is not in the file/u,
      (file) =>
        (file.articles[0].annotations[1].proposals[0].content.chain[0].holders[0].source =
          'nobody'),
    ],
    [
      'with a proposal of a passage that does not stand there',
      'invalid',
      /proposals\.1\.content\.target: Its passage does not stand/u,
      (file) => (file.articles[0].annotations[1].proposals[1].content.target.start += 1),
    ],
    [
      'with two proposals of one id',
      'invalid',
      /“p-open” stands twice/u,
      (file) => (file.articles[0].annotations[1].proposals[1].id = 'p-open'),
    ],
    [
      'with a verdict of its author',
      'invalid',
      /annotations\.0: Verdict v-agreed is of somebody who wrote a part/u,
      (file) => (file.articles[0].annotations[0].verdicts[0].by = 'mira'),
    ],
    [
      'with a verdict on a part that nothing has',
      'invalid',
      /verdicts\.0\.on/u,
      (file) => (file.articles[0].annotations[0].verdicts[0].on = 'tone'),
    ],
    [
      'with a reply to nothing',
      'invalid',
      /Comment c-reply replies to one that is not there/u,
      (file) => (file.articles[0].annotations[1].comments[1].replyTo = 'c-gone'),
    ],
    [
      'with an event that tells of more than its action',
      'invalid',
      /events/u,
      (file) =>
        (file.articles[0].events.find(
          ({ action }: Spoilt) => action === 'verdict.given',
        ).after.name = 'x'),
    ],
    [
      'with an open source on deep background',
      'invalid',
      /has to be confidential/u,
      (file) => (file.articles[0].annotations[0].chain[0].holders[0].basis = 'deep background'),
    ],
  ];
  test.each(cases)('%s', async (_, code, message, spoil) => {
    const text = edited(await exported(await deskOf(publicHarbour())), spoil);
    const before = await contents(desk);
    const refused = importReport(desk, ada, text);
    await expect(refused).rejects.toBeInstanceOf(Problem);
    await expect(refused).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect(await contents(desk)).toEqual(before);
  });

  test.each(['', '{', '[]', 'null', '"x"', '<html>'])('%j', async (text) => {
    await expect(importReport(desk, ada, text)).rejects.toBeInstanceOf(Problem);
  });

  test('cut off at any place', async () => {
    const text = await exported(await deskOf(publicHarbour()));
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 3), async (length) => {
        const refused = importReport(desk, ada, text.slice(0, length));
        await expect(refused).rejects.toMatchObject({ code: 'unreadable' });
      }),
      { numRuns: 20 },
    );
  });
});

test('what is internal does not travel', async () => {
  const text = await exported(await deskOf(harbour()));
  expect(text).not.toContain(secret);
  await importReport(desk, ada, text);
  expect(JSON.stringify(await contents(desk))).not.toContain(secret);
});

function person(id: string, name: string, role: Person['role']): Actor {
  return {
    id,
    version: 1,
    name,
    email: `${id}@example.org`,
    role,
    passwordHash: null,
    disabled: false,
    shortcuts: true,
    created: moment(0),
  };
}

async function deskWith(people: readonly Person[]): Promise<Desk> {
  const store = openMemoryStore();
  await store.commit(people.map((each) => insert('people', each)));
  return openDesk(store, { clock: () => new Date(moment(90)) });
}

/** A desk that holds what a report is made of. */
async function deskOf(material: Material): Promise<Desk> {
  const people = Array.from(material.people, ([id, name]) => person(id, name, 'annotator'));
  const made = await deskWith(people);
  await made.store.commit([
    insert('articles', material.article),
    ...material.editions.map((each) => insert('editions', each)),
    ...material.annotations.map((each) => insert('annotations', each.annotation)),
    ...Array.from(material.sources.values(), (each) => insert('sources', each)),
    ...Array.from(material.claims.values(), (each) => insert('claims', each)),
    ...material.events.map((each) => insert('events', each)),
  ]);
  return made;
}

/** The harbour without what is left out, the count of which a file cannot bring along. */
function publicHarbour(): Material {
  const material = harbour();
  const annotations = material.annotations
    .filter(({ annotation }) => annotation.id !== 'internal')
    .map(({ annotation, placement }) => {
      const proposals = annotation.proposals.filter(({ id }) => id !== 'p-inner');
      return { placement, annotation: { ...annotation, proposals } };
    });
  return { ...material, annotations };
}

/** With a quorum of one, that is all that it takes. */
function agreedByOne(): Material {
  const material = passageBetween('a', 'b');
  const annotations = material.annotations.map(({ annotation, placement }) => {
    const verdicts = [verdict({ id: 'v1', by: 'tom', at: moment(30) })];
    return { placement, annotation: { ...annotation, verdicts, status: 'agreed' as const } };
  });
  return { ...material, annotations };
}

function passageBetween(before: string, after: string): Material {
  const clean = (words: string) => words.replace(/[\p{Cc}\p{Cs}\uFEFF]/gu, '');
  const only = edition('between', 1, `${clean(before)} berth ${clean(after)}`);
  const marked = annotation('between', only, 'berth', { chain: [hop('post')] });
  return {
    ...harbour(),
    article: article('between'),
    edition: only,
    editions: [only],
    annotations: [{ annotation: marked, placement: { kind: 'exact', span: marked.target } }],
    events: [
      created(marked),
      event({
        action: 'annotation.revised',
        subject: { kind: 'annotation', id: 'between' },
        article: 'between',
        at: moment(20),
        before: { target: marked.target, note: before },
        after: { target: marked.target, note: null },
      }),
    ],
  };
}

async function exported(from: Desk): Promise<string> {
  return text((await exportReport(from, null, 'json', { baseUrl: null })).pieces);
}

// biome-ignore lint/suspicious/noExplicitAny: what was exported, to be changed at will.
function edited(text: string, change: (file: any) => void): string {
  const file = JSON.parse(text);
  change(file);
  return JSON.stringify(file);
}

async function nameOf(from: Desk, id: string): Promise<string | undefined> {
  return (await from.store.get('sources', id))?.name;
}

/** Everything that a desk holds and an import may add to. */
async function contents({ store }: Desk): Promise<unknown> {
  const query = { key: '', limit: 1000 };
  return {
    articles: await store.find('articles', 'added', query),
    annotations: await store.find('annotations', 'article', { ...query, key: 'harbour' }),
    sources: await store.find('sources', 'all', query),
    claims: await store.find('claims', 'all', query),
    events: await store.find('events', 'all', query),
    people: await store.find('people', 'all', query),
  };
}
