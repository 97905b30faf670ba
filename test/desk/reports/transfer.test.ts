import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle } from '../../../src/desk/articles/articles.js';
import { decideWording, sharedWordingOf } from '../../../src/desk/articles/shared-wording.js';
import type { Desk } from '../../../src/desk/desk.js';
import { importReport } from '../../../src/desk/reports/transfer.js';
import { addComment, withdrawComment } from '../../../src/desk/review/comments.js';
import { acceptProposal } from '../../../src/desk/review/proposal-decisions.js';
import { makeProposal } from '../../../src/desk/review/proposals.js';
import { giveVerdict } from '../../../src/desk/review/verdicts.js';
import { unreviewed } from '../../../src/domain/annotations/annotation.js';
import {
  annotationInput,
  proposalInput,
} from '../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../src/domain/articles/article.js';
import type { Event } from '../../../src/domain/history/event.js';
import { parse } from '../../../src/domain/parse.js';
import { verdictInput } from '../../../src/domain/review/verdict.js';
import type { Material } from '../../../src/reports/public-part.js';
import { insert } from '../../../src/store/store.js';
import { moment, secret } from '../../reports/documents.js';
import { harbour, hostile, hostileMaterial } from '../../reports/fixtures.js';
import { verdict } from '../../reports/reviews.js';
import { person } from '../peopled-desk.js';
import {
  ada,
  contents,
  deskOf,
  deskWith,
  edited,
  exported,
  passageBetween,
  publicHarbour,
} from './transfer-desks.js';

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

test('a claim says in the file what it is warned of, and is warned of the same where the file came in', async () => {
  const nils = person('nils', 'Nils Oder', 'annotator');
  const from = await deskWith([ada, nils]);
  const text = 'The gate was open, a pilot said.';
  const headings = { title: 'The gate', publisher: 'The Ledger', text };
  const { id } = await addArticle(from, ada, articleInput.parse(headings));
  const said = { target: { exact: 'The gate was open' }, chain: 'A pilot -told-> The Ledger' };
  const input = annotationInput.parse({ ...said, claim: 'It was open.', stance: 'asserts' });
  const { annotation } = await createAnnotation(from, ada, id, input);
  const dispute = parse(verdictInput, { verdict: 'dispute', comment: 'It was shut.' });
  await giveVerdict(from, nils, annotation.id, dispute);
  const file = await exported(from);
  const warningsIn = (each: string) => JSON.parse(each).claims[0].bearing.warnings;
  expect(warningsIn(file)).toEqual([
    { code: 'disputed', sentence: 'One annotation is disputed, and counted all the same.' },
  ]);
  await importReport(desk, ada, file);
  expect(warningsIn(await exported(desk))).toEqual(warningsIn(file));
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
test('what is internal does not travel', async () => {
  const text = await exported(await deskOf(harbour()));
  expect(text).not.toContain(secret);
  await importReport(desk, ada, text);
  expect(JSON.stringify(await contents(desk))).not.toContain(secret);
});
/** With a quorum of one, that is all that it takes. */
function agreedByOne(): Material {
  const material = passageBetween('a', 'b');
  const annotations = material.annotations.map(({ annotation, placement }) => {
    const verdicts = [verdict({ id: 'v1', by: 'tom', at: moment(30) })];
    return { placement, annotation: { ...annotation, verdicts, status: 'agreed' as const } };
  });
  return { ...material, annotations };
}
