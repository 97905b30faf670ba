import { beforeEach, describe, expect, test } from 'vitest';
import { createAnnotation, reviseAnnotation } from '../../../src/desk/annotations/annotations.js';
import { deleteAnnotation } from '../../../src/desk/annotations/deleting.js';
import { readArticle } from '../../../src/desk/articles/article-reading.js';
import { tallyOf } from '../../../src/desk/articles/article-tallies.js';
import { deleteArticle } from '../../../src/desk/articles/articles.js';
import { checkDesk } from '../../../src/desk/check/check.js';
import { listHistory } from '../../../src/desk/history/whole-history.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { suggestSources } from '../../../src/desk/register/sources.js';
import { acceptProposal } from '../../../src/desk/review/proposal-decisions.js';
import { makeProposal } from '../../../src/desk/review/proposals.js';
import {
  awaitedFrom,
  excuse,
  handIn,
  openRound,
  roundById,
} from '../../../src/desk/rounds/rounds.js';
import { searchAll } from '../../../src/desk/search/search.js';
import { etag } from '../../../src/domain/annotations/annotation.js';
import {
  annotationInput,
  proposalInput,
} from '../../../src/domain/annotations/annotation-input.js';
import { sourcesIn } from '../../../src/domain/chain/chain.js';
import { parse } from '../../../src/domain/parse.js';
import { sourceInput } from '../../../src/domain/register/source-input.js';
import { isOpen } from '../../../src/domain/rounds/round.js';
import { all } from '../../../src/store/store.js';
import { failure, meanwhile } from '../harbour-desk.js';
import { annotate, as, end, openDeskWithRound, type RoundDesk } from './round-desk.js';

let desk: RoundDesk;
beforeEach(async () => {
  desk = await openDeskWithRound();
});

const [ferry, captain] = ['The ferry will stop in autumn', 'nobody had asked the crew'];

describe('a blind round is opened', () => {
  test('by editors', async () => {
    const problem = await failure(openRound(desk, desk.jonas, desk.elsewhere, ['jonas', 'nils']));
    expect(problem.code).toBe('forbidden');
  });

  test.each([
    ['nobody', []],
    ['one person', ['jonas', 'jonas']],
    ['a reader', ['jonas', 'tom']],
    ['a stranger', ['jonas', 'ghost']],
  ])('but not for %s', async (_who, people) => {
    const problem = await failure(openRound(desk, desk.mira, desk.elsewhere, people));
    expect(problem).toMatchObject({ code: 'invalid', fields: [{ field: 'people' }] });
  });

  test('once at a time on an article, whoever is first', async () => {
    const people = ['jonas', 'nils'];
    const again = await failure(openRound(desk, desk.mira, desk.article, people));
    expect(again.code).toBe('conflict');
    const racing = meanwhile(desk, () => openRound(desk, desk.mira, desk.elsewhere, people));
    const late = await failure(openRound(racing, desk.mira, desk.elsewhere, people));
    expect(late.code).toBe('conflict');
  });
});

describe('while it is open', () => {
  test('each sees their own work and nobody else’s', async () => {
    const { annotation } = await annotate(desk, desk.jonas, ferry, 'Ola Brand -> Port clerk', {
      claim: 'The ferry stops in autumn.',
      note: 'Ask the captain.',
    });
    expect(annotation.round).toBe(desk.round.id);
    for (const who of [desk.nils, desk.mira, desk.tom, null]) {
      const seen = await as(desk, who);
      const { annotations } = await readArticle(seen, desk.article);
      expect(annotations).toEqual([]);
      expect((await tallyOf(seen, desk.article)).annotations).toBe(0);
      expect(await suggestSources(seen, 'Ola')).toEqual([]);
      const found = await searchAll(seen, { words: 'autumn' });
      expect([found.annotations.items, found.claims.items]).toEqual([[], []]);
      const told = (await listHistory(seen)).items.map(({ action }) => action);
      expect(told).toEqual(['round.opened', 'article.added', 'article.added']);
    }
    const own = await as(desk, desk.jonas);
    expect((await readArticle(own, desk.article)).annotations).toHaveLength(1);
    expect((await tallyOf(own, desk.article)).annotations).toBe(1);
    expect(await suggestSources(own, 'Ola')).toHaveLength(1);
  });

  test('one’s own sources and claims are found again by name', async () => {
    const claim = 'The ferry stops in autumn.';
    const one = await annotate(desk, desk.jonas, ferry, 'Ola Brand', { claim });
    const two = await annotate(desk, desk.jonas, captain, 'ola brand', { claim });
    expect(two.newSources).toEqual([]);
    expect(two.annotation.claim).toBe(one.annotation.claim);
    const other = await annotate(desk, desk.nils, captain, 'Ola Brand', { claim });
    expect(other.newSources).toHaveLength(1);
    expect(other.annotation.claim).not.toBe(one.annotation.claim);
  });

  test('what the register says already stays as it is, and the writer is told so', async () => {
    const known = await addSource(desk, desk.mira, parse(sourceInput, { name: 'Port clerk' }));
    const saved = await annotate(desk, desk.jonas, ferry, 'Port clerk (person)');
    expect(sourcesIn(saved.annotation.chain)[0]).toBe(known.id);
    expect((await desk.store.get('sources', known.id))?.kind).toBeNull();
    expect(saved.warnings.join()).toContain('Port clerk is a person');
  });

  test('whoever uses an entry of theirs elsewhere shows it to everybody', async () => {
    const claim = 'The ferry stops in autumn.';
    const hidden = await annotate(desk, desk.jonas, ferry, 'Ola Brand (person)', { claim });
    const open = await annotate(desk, desk.jonas, ferry, 'Ola Brand', {
      on: desk.elsewhere,
      claim,
    });
    const [source] = open.annotation.chain;
    expect(source?.holders[0]?.source).toBe(sourcesIn(hidden.annotation.chain)[0]);
    const seen = await as(desk, desk.nils);
    expect(await seen.store.get('sources', source?.holders[0]?.source ?? '')).toMatchObject({
      round: null,
    });
    expect(await seen.store.get('claims', open.annotation.claim ?? '')).not.toBeNull();
    expect(await seen.store.get('claims', hidden.annotation.claim ?? '')).toBeNull();
  });

  test('an entry of it is nobody’s affiliation', async () => {
    const { newSources } = await annotate(desk, desk.jonas, ferry, 'Ferry office');
    const affiliation = newSources[0]?.id;
    const input = parse(sourceInput, { name: 'Ola Brand', affiliation });
    const problem = await failure(addSource(await as(desk, desk.jonas), desk.jonas, input));
    expect(problem.fields).toMatchObject([{ field: 'affiliation' }]);
  });

  test('the article stays', async () => {
    const problem = await failure(
      deleteArticle(desk, desk.mira, desk.article, { annotations: true }),
    );
    expect(problem.code).toBe('conflict');
  });

  test('the article stays, and what was said of it, for whoever deletes it while it ends', async () => {
    await annotate(desk, desk.jonas, ferry, '?');
    const begun = await as(desk, desk.mira);
    await end(desk);
    const problem = await failure(deleteArticle(begun, desk.mira, desk.article));
    expect(problem.message).toContain('This article has 1 annotation.');
    await deleteArticle(begun, desk.mira, desk.article, { annotations: true });
    expect(await desk.store.count('annotations', 'everything', desk.article)).toBe(0);
  });
});

describe('handing in', () => {
  test('is what each does who takes part, once', async () => {
    expect((await awaitedFrom(desk, desk.nils)).map(({ id }) => id)).toEqual([desk.round.id]);
    await handIn(desk, desk.nils, desk.round.id);
    expect(await awaitedFrom(desk, desk.nils)).toEqual([]);
    const again = await failure(handIn(desk, desk.nils, desk.round.id));
    expect(again.code).toBe('conflict');
    expect((await failure(handIn(desk, desk.mira, desk.round.id))).code).toBe('forbidden');
  });

  test('closes one’s own annotations until the round has ended', async () => {
    const { annotation } = await annotate(desk, desk.jonas, ferry, 'Ola Brand');
    await handIn(desk, desk.jonas, desk.round.id);
    const seen = await as(desk, desk.jonas);
    const input = parse(annotationInput, { target: annotation.target, chain: 'Ola Brand' });
    const attempts = [
      annotate(desk, desk.jonas, captain, '?'),
      reviseAnnotation(seen, desk.jonas, annotation.id, input, etag(annotation)),
      deleteAnnotation(seen, desk.jonas, annotation.id),
    ];
    const failures = await Promise.all(attempts.map(failure));
    expect(failures.map(({ code }) => code)).toEqual(['conflict', 'conflict', 'conflict']);
    await handIn(desk, desk.nils, desk.round.id);
    expect((await annotate(desk, desk.jonas, captain, '?')).annotation.round).toBeNull();
  });

  test('goes on without who is excused', async () => {
    await handIn(desk, desk.jonas, desk.round.id);
    expect((await failure(excuse(desk, desk.jonas, desk.round.id, 'nils'))).code).toBe('forbidden');
    expect(isOpen(await excuse(desk, desk.mira, desk.round.id, 'nils'))).toBe(false);
  });

  test('of the last one makes everything seen, in one go', async () => {
    await annotate(desk, desk.jonas, ferry, 'Ola Brand', { claim: 'It stops.' });
    await end(desk);
    const seen = await as(desk, desk.tom);
    expect(seen.store).toBe(desk.whole);
    expect((await readArticle(seen, desk.article)).annotations).toHaveLength(1);
    expect((await suggestSources(seen, 'Ola'))[0]?.round).toBeNull();
    expect((await roundById(desk, desk.round.id)).ended).not.toBeNull();
  });

  test('what is saved at the same moment is part of it or comes after it, never in between', async () => {
    await handIn(desk, desk.nils, desk.round.id);
    const seen = await as(desk, desk.mira);
    const racing = meanwhile(seen, () => handIn(desk, desk.jonas, desk.round.id));
    const sent = { target: { exact: ferry }, chain: 'Ola Brand', claim: 'It stops.' };
    const input = parse(annotationInput, sent);
    const { annotation } = await createAnnotation(racing, desk.mira, desk.article, input);
    expect(annotation.round).toBeNull();
    expect(await desk.store.get('claims', annotation.claim ?? '')).toMatchObject({ round: null });
  });

  test('at the same moment stops what would still change or delete what is handed in', async () => {
    const { annotation } = await annotate(desk, desk.jonas, ferry, 'Ola Brand');
    const racing = meanwhile(await as(desk, desk.jonas), () =>
      handIn(desk, desk.jonas, desk.round.id),
    );
    const problem = await failure(deleteAnnotation(racing, desk.jonas, annotation.id));
    expect(problem.message).toContain('You have handed in');
  });

  test('at the same moment stops the taking over of a proposal from before the round', async () => {
    const { annotation } = await annotate(desk, desk.jonas, ferry, '?', { on: desk.elsewhere });
    const input = parse(proposalInput, { confidence: 'low', reason: 'One clerk said so.' });
    const { proposal } = await makeProposal(desk, desk.nils, annotation.id, input);
    const { id } = await openRound(desk, desk.mira, desk.elsewhere, ['jonas', 'nils']);
    const racing = meanwhile(await as(desk, desk.jonas), () => handIn(desk, desk.jonas, id));
    const problem = await failure(acceptProposal(racing, desk.jonas, proposal.id));
    expect(problem.message).toContain('You have handed in');
  });
});

describe('when it has ended', () => {
  test('what goes by one name is one entry, in annotations and in the history', async () => {
    const claim = 'It stops.';
    const one = await annotate(desk, desk.jonas, ferry, 'Ola Brand -> Port clerk', { claim });
    const two = await annotate(desk, desk.nils, ferry, 'ola brand (person) -> ?', { claim });
    const gone = [sourcesIn(two.annotation.chain)[0] ?? '', two.annotation.claim ?? ''];
    await deleteAnnotation(await as(desk, desk.nils), desk.nils, two.annotation.id);
    await end(desk);
    const joined = await desk.store.get('annotations', two.annotation.id);
    expect(sourcesIn(joined?.chain ?? [])[0]).toBe(sourcesIn(one.annotation.chain)[0]);
    expect(joined?.claim).toBe(one.annotation.claim);
    expect(joined?.revision).toBe(1);
    expect(await desk.store.get('sources', sourcesIn(one.annotation.chain)[0] ?? '')).toMatchObject(
      {
        kind: 'person',
        round: null,
      },
    );
    expect(await mentions(...gone)).toEqual([]);
  });

  test('an entry that was made outside it is the one that stays', async () => {
    const { annotation } = await annotate(desk, desk.jonas, ferry, 'Ola Brand', {
      claim: 'Stops.',
    });
    const outside = await annotate(desk, desk.mira, ferry, 'Ola Brand', {
      on: desk.elsewhere,
      claim: 'stops.',
    });
    await end(desk);
    const stored = await desk.store.get('annotations', annotation.id);
    expect(sourcesIn(stored?.chain ?? [])[0]).toBe(sourcesIn(outside.annotation.chain)[0]);
    expect(stored?.claim).toBe(outside.annotation.claim);
  });

  test('the desk is as a check wants it', async () => {
    await annotate(desk, desk.jonas, ferry, 'Ola Brand (confidential)', { claim: 'It stops.' });
    await annotate(desk, desk.nils, ferry, 'Ola Brand', { claim: 'it stops.' });
    await end(desk);
    const findings: unknown[] = [];
    for await (const finding of checkDesk(desk.whole)) {
      if (finding.severity === 'fault' && !finding.sentence.startsWith('The name of')) {
        findings.push(finding);
      }
    }
    expect(findings).toEqual([]);
  });
});

/** Where the public desk still names one of these ids. */
async function mentions(...ids: string[]): Promise<string[]> {
  const places: string[] = [];
  for (const collection of ['annotations', 'events', 'sources', 'claims'] as const) {
    for await (const doc of all(desk.whole, collection, 'all', { key: '' })) {
      const text = JSON.stringify(doc);
      if (ids.some((id) => text.includes(id))) places.push(`${collection} ${doc.id}`);
    }
  }
  return places;
}
