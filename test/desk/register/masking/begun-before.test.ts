import { describe, expect, test } from 'vitest';
import { deleteAnnotation } from '../../../../src/desk/annotations/deleting.js';
import { addArticle, deleteArticle } from '../../../../src/desk/articles/articles.js';
import { addEdition } from '../../../../src/desk/articles/editions.js';
import { addClaim, reviseClaim } from '../../../../src/desk/claims/claim-changes.js';
import { type Desk, openDesk } from '../../../../src/desk/desk.js';
import { NameGone } from '../../../../src/desk/gone-names.js';
import { changeSource } from '../../../../src/desk/register/entry-changes.js';
import { expungeSource } from '../../../../src/desk/register/masking/expunging.js';
import { maskSource } from '../../../../src/desk/register/masking/masking.js';
import { unmaskSource } from '../../../../src/desk/register/masking/unmasking.js';
import { addSource } from '../../../../src/desk/register/new-sources.js';
import { rateSource } from '../../../../src/desk/register/ratings.js';
import { addComment } from '../../../../src/desk/review/comments.js';
import { makeProposal } from '../../../../src/desk/review/proposals.js';
import { askForReview } from '../../../../src/desk/review/requests.js';
import { settleDispute } from '../../../../src/desk/review/settlements.js';
import { giveVerdict } from '../../../../src/desk/review/verdicts.js';
import { visibleTo } from '../../../../src/desk/rounds/visibility.js';
import { shareReport } from '../../../../src/desk/shares/shares.js';
import { etag } from '../../../../src/domain/annotations/annotation.js';
import { proposalInput } from '../../../../src/domain/annotations/annotation-input.js';
import { articleInput } from '../../../../src/domain/articles/article.js';
import { claimChangeInput } from '../../../../src/domain/claims/claim-change.js';
import { parse } from '../../../../src/domain/parse.js';
import {
  entryChangeInput,
  ratingInput,
  sourceInput,
} from '../../../../src/domain/register/source-input.js';
import { commentInput } from '../../../../src/domain/review/comments.js';
import { requestInput } from '../../../../src/domain/review/request.js';
import { settlementInput } from '../../../../src/domain/review/settlement.js';
import { verdictInput } from '../../../../src/domain/review/verdict.js';
import { shareInput } from '../../../../src/domain/shares/share.js';
import { insert, type Store, storeWith } from '../../../../src/store/store.js';
import { storeInBetween } from '../../../store/in-between.js';
import { openMemoryStore } from '../../../store/memory.js';
import { emptiedDatabase, openOn } from '../../../store/postgres/postgres.js';
import { meanwhile } from '../../harbour-desk.js';
import {
  ada,
  annotate,
  everything,
  ground,
  interrupted,
  name,
  open,
  type Room,
  requested,
  stores,
  traces,
  words,
} from './masking-desk.js';

/** Somebody's words about what is there already. */
type Say = (room: Room, there: { annotation: string; claim: string; source: string }) => unknown;

const sayings: Record<string, Say> = {
  'a comment': ({ desk, mira }, { annotation }) =>
    addComment(desk, mira, annotation, parse(commentInput, { text: words })),
  'what a verdict says': ({ desk, mira }, { annotation }) =>
    giveVerdict(
      desk,
      mira,
      annotation,
      parse(verdictInput, { verdict: 'dispute', comment: words }),
    ),
  'how a dispute is settled': ({ desk, mira }, { annotation }) =>
    settleDispute(
      desk,
      mira,
      annotation,
      parse(settlementInput, { outcome: 'upheld', reason: words }),
    ),
  'why something else is proposed': ({ desk, mira }, { annotation }) =>
    makeProposal(
      desk,
      mira,
      annotation,
      parse(proposalInput, { chain: 'The Echo', reason: words }),
    ),
  'a request': ({ desk, mira }, { annotation }) =>
    askForReview(desk, mira, annotation, parse(requestInput, { to: ada.id, note: words })),
  'the note of an annotation that does not name it': (room) =>
    annotate(room, { chain: 'The Post', note: words }),
  'a new claim': ({ desk, mira }) => addClaim(desk, mira, { statement: words }),
  'another wording of a claim': ({ desk, mira }, { claim }) =>
    reviseClaim(desk, mira, claim, parse(claimChangeInput, { statement: words })),
  'why a source is rated': ({ desk, mira }, { source }) =>
    rateSource(desk, mira, source, parse(ratingInput, { reliability: 'B', reason: words })),
  'what another source is': async ({ desk, mira }, { source }) => {
    const said = { name: 'The Weekly', keepName: false, description: words };
    return changeSource(desk, mira, source, parse(entryChangeInput, said));
  },
  'for whom a report is shared': ({ desk, mira, article }) =>
    shareReport(desk, mira, article, parse(shareInput, { note: words })),
};
const kinds = Object.entries(sayings);

/** A desk on which something can be said of everything, and the source that goes. */
async function furnished(store: Store) {
  const room = await open(store);
  const { desk, mira } = room;
  await store.commit([insert('people', ada)]);
  const { id } = await addSource(desk, mira, parse(sourceInput, { name, kind: 'person' }));
  const said = { chain: 'The Daily -> The Post', claim: 'It leaks.' };
  const { annotation } = await annotate(room, said);
  const dispute = { verdict: 'dispute', comment: 'Who says so?' };
  await giveVerdict(desk, ada, annotation.id, parse(verdictInput, dispute));
  const { id: source } = await addSource(desk, mira, parse(sourceInput, { name: 'The Weekly' }));
  const there = { annotation: annotation.id, claim: annotation.claim ?? '', source };
  return { room, id, there };
}

describe.each(stores())('of a save that began before, on %s, the name goes', (_, openStore) => {
  test.each(kinds)('once its source is masked: %s', async (_kind, say) => {
    const { room, id, there } = await furnished(await openStore());
    const { desk, mira } = room;
    let pseudonym = '';
    const slow = await requested(desk, async () => {
      pseudonym = (await maskSource(desk, mira, id)).id;
    });
    const answer = await say({ ...room, desk: slow }, there);
    expect(JSON.stringify(answer), 'is answered as it is stored').not.toMatch(traces);
    expect(await everything(room)).not.toMatch(traces);
    await unmaskSource(desk, mira, pseudonym);
    expect(await everything(room)).toContain(words);
  });

  test.each(kinds)('once it is removed by law: %s', async (_kind, say) => {
    const { room, id, there } = await furnished(await openStore());
    const { desk } = room;
    let isRemoved = false;
    const slow = await requested(desk, async () => {
      await expungeSource(desk, ada, id, ground);
      isRemoved = true;
    });
    const answer = await say({ ...room, desk: slow }, there);
    expect(JSON.stringify(answer), 'is answered as it is stored').not.toMatch(traces);
    expect(isRemoved).toBe(true);
    expect(await everything(room)).not.toMatch(traces);
  });
});

test.each<[string, (room: Room, id: string) => Promise<unknown>]>([
  ['masked', ({ desk, mira }, id) => maskSource(desk, mira, id)],
  ['removed by law', ({ desk }, id) => expungeSource(desk, ada, id, ground)],
])(
  'whoever saves a new annotation while a name in it is %s can change it right behind that',
  async (_, act) => {
    const { room, id } = await furnished(openMemoryStore());
    const slow = await requested(room.desk, () => act(room, id));
    const said = { chain: 'The Post', note: words };
    const { annotation } = await annotate({ ...room, desk: slow }, said);
    expect(annotation.note).not.toMatch(traces);
    const tag = etag(annotation);
    const { deleted } = await deleteAnnotation(room.desk, room.jonas, annotation.id, tag);
    expect(deleted?.by).toBe(room.jonas.id);
  },
);

const emptied = emptiedDatabase();
test.each(kinds)('of what another process saves it goes, too: %s', async (_kind, say) => {
  const url = await emptied();
  const { room, id, there } = await furnished(await openOn(url));
  const { desk, mira } = room;
  const other = openDesk(await openOn(url));
  const slow = await requested(other, () => maskSource(desk, mira, id));
  const answer = await say({ ...room, desk: slow }, there);
  expect(JSON.stringify(answer), 'is answered as it is stored').not.toMatch(traces);
  expect(await everything(room)).not.toMatch(traces);
});

test.each(kinds)(
  'nothing is saved of it where another process removed it by law: %s',
  async (_kind, say) => {
    const url = await emptied();
    const { room, id, there } = await furnished(await openOn(url));
    const { desk } = room;
    const other = openDesk(await openOn(url));
    const slow = await requested(other, () => expungeSource(desk, ada, id, ground));
    const saved = (at: Desk) => Promise.resolve(say({ ...room, desk: at }, there));
    await expect(saved(slow)).rejects.toBeInstanceOf(NameGone);
    expect(await everything(room)).not.toMatch(traces);
    await saved(await visibleTo(other, null));
    expect(await everything(room)).toContain(words);
  },
);

test('nor where another name went after it, which is known here', async () => {
  const url = await emptied();
  const { room, id, there } = await furnished(await openOn(url));
  const { desk, mira } = room;
  const { id: second } = await addSource(desk, mira, parse(sourceInput, { name: 'Bo Lind' }));
  const other = openDesk(await openOn(url));
  const slow = await requested(other, async () => {
    await expungeSource(desk, ada, id, ground);
    await maskSource(desk, mira, second);
  });
  const said = parse(commentInput, { text: words });
  await expect(addComment(slow, mira, there.annotation, said)).rejects.toBeInstanceOf(NameGone);
  expect(await everything(room)).not.toMatch(traces);
});

test('of a masking by another process it is heard, too, where one of the same source has failed here', async () => {
  const { room, id, there } = await furnished(openMemoryStore());
  const { desk, mira } = room;
  const other = openDesk(desk.store);
  const commit = () => Promise.reject(new Error('The disk is full.'));
  const full = storeWith(desk.store, { commit });
  const failing = maskSource({ ...other, store: full, whole: full }, mira, id);
  await expect(failing).rejects.toThrow('The disk is full.');
  const slow = await requested(other, () => maskSource(desk, mira, id));
  await addComment(slow, mira, there.annotation, parse(commentInput, { text: words }));
  expect(await everything(room)).not.toMatch(traces);
});

test('whenever the source is masked while a comment is saved, the comment does not name it', async () => {
  let isOver = false;
  for (let calls = 0; !isOver; calls++) {
    const { room, id, there } = await furnished(openMemoryStore());
    const { desk, mira, jonas } = room;
    const { store, hasActed } = storeInBetween(desk.store, calls, () => maskSource(desk, mira, id));
    const slow = { ...(await visibleTo(desk, null)), store, whole: store };
    const input = parse(commentInput, { text: words });
    const { annotation } = await addComment(slow, jonas, there.annotation, input);
    isOver = !hasActed();
    if (isOver) break;
    expect(await everything(room), `after ${calls} calls`).not.toMatch(traces);
    const stored = await desk.store.get('annotations', annotation.id);
    expect(annotation, 'is answered with as it stands').toEqual(stored);
  }
});

test('a claim that is decided while its source is masked gets no number behind its wording', async () => {
  const { room, id } = await furnished(openMemoryStore());
  const { desk, mira } = room;
  const { id: claim } = await addClaim(desk, mira, { statement: words });
  const decided = { statement: words, state: 'confirmed', reason: 'It was seen.' };
  const slow = meanwhile(desk, () =>
    reviseClaim(desk, mira, claim, parse(claimChangeInput, decided)),
  );
  await maskSource(slow, mira, id);
  expect(await desk.store.get('claims', claim)).toMatchObject({
    statement: 'Confidential source 1 told me so.',
    state: 'confirmed',
  });
});

test('an article whose deletion is undone at once comes back without the name of a source that was masked meanwhile', async () => {
  const { room, id } = await furnished(openMemoryStore());
  const { desk, mira, jonas } = room;
  const details = { title: 'The dam', publisher: 'The Post', text: 'It holds. It leaks.' };
  const { id: article } = await addArticle(desk, mira, parse(articleInput, details));
  await addEdition(desk, mira, article, { text: 'It holds. It leaks, too.', note: words });
  const slow = await interrupted(desk, [
    () => annotate({ ...room, article }, { chain: 'The Post' }, jonas),
    () => maskSource(desk, mira, id),
  ]);
  await expect(deleteArticle(slow, mira, article)).rejects.toMatchObject({ code: 'conflict' });
  expect(await desk.store.count('editions', 'article', article)).toBe(2);
  expect(await everything(room)).not.toMatch(traces);
});

test('a save that begins after the masking is left as it is written: it would tell who is masked', async () => {
  const { room, id, there } = await furnished(openMemoryStore());
  const { desk, mira, jonas } = room;
  await maskSource(desk, mira, id);
  await addComment(
    await visibleTo(desk, null),
    jonas,
    there.annotation,
    parse(commentInput, { text: words }),
  );
  expect(await everything(room)).toContain(words);
});
