import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { agreementOf, sharedArticles } from '../../../src/desk/agreement/agreement.js';
import { createAnnotation, reviseAnnotation } from '../../../src/desk/annotations/annotations.js';
import { deleteAnnotation } from '../../../src/desk/annotations/deleting.js';
import { addArticle, deleteArticle } from '../../../src/desk/articles/articles.js';
import { type Desk, openDesk } from '../../../src/desk/desk.js';
import { joinSource, partSource } from '../../../src/desk/register/joining.js';
import { handIn, openRound } from '../../../src/desk/rounds/rounds.js';
import { visibleTo } from '../../../src/desk/rounds/visibility.js';
import type { Figure } from '../../../src/domain/agreement/agreement.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { type Article, articleInput } from '../../../src/domain/articles/article.js';
import type { Person } from '../../../src/domain/people/person.js';
import type { Round } from '../../../src/domain/rounds/round.js';
import { insert } from '../../../src/store/store.js';
import { countedStore } from '../../store/counted-store.js';
import { person } from '../../store/documents.js';
import { openMemoryStore } from '../../store/memory.js';

const jonas = person('jonas', { role: 'annotator' });
const nils = person('nils', { role: 'annotator' });
const mira = person('mira');

let desk: Desk;
let harbour: Article;
let seconds = 0;
beforeEach(async () => {
  seconds = 0;
  const clock = () => new Date(Date.UTC(2026, 0, 5, 9, 0, seconds++));
  desk = openDesk(openMemoryStore(), { clock });
  await desk.store.commit([jonas, nils, mira].map((each) => insert('people', each)));
  harbour = await article('Harbour');
});
afterEach(() => desk.store.close());

const text = 'The bridge closes in May. The pilot saw the ferry. The mayor knew of the fog.';

function article(title: string): Promise<Article> {
  const input = { title, publisher: 'The Morning Ledger', text };
  return addArticle(desk, mira, articleInput.parse(input));
}

interface Said {
  chain?: string;
  confidence?: string;
  credibility?: number;
}

async function tag(by: Person, exact: string, said: Said = {}, on = harbour): Promise<string> {
  const input = annotationInput.parse({ target: { exact }, chain: 'Vega', ...said });
  return (await createAnnotation(desk, by, on.id, input)).annotation.id;
}

async function revise(by: Person, id: string, exact: string, said: Said): Promise<void> {
  const input = annotationInput.parse({ target: { exact }, chain: 'Vega', ...said });
  await reviseAnnotation(desk, by, id, input, '*');
}

async function figure(about: string, measure: string, query = {}): Promise<Figure | undefined> {
  const { figures } = await agreementOf(desk, mira, query);
  return figures.find((each) => each.about === about && each.measure === measure);
}

describe('agreement on an article', () => {
  test('is worked out from what two people annotated alike and otherwise', async () => {
    await tag(jonas, 'closes in May', { chain: 'Vega', confidence: 'high' });
    await tag(nils, 'bridge closes in May', { chain: 'Vega', confidence: 'high' });
    await tag(jonas, 'saw the ferry', { chain: 'Ledger', confidence: 'low' });
    await tag(nils, 'saw the ferry', { chain: 'Ledger', confidence: 'moderate' });
    await tag(nils, 'knew of the fog');
    const query = { article: harbour.id };
    expect(await figure('origin', 'alpha-nominal', query)).toMatchObject({ value: 1, units: 2 });
    expect(await figure('origin', 'cohen-kappa', query)).toMatchObject({ value: 1, units: 2 });
    expect(await figure('confidence', 'alpha-ordinal', query)).toMatchObject({ units: 2 });
    expect(await figure('spans', 'f1-overlapping', query)).toMatchObject({ value: 0.8, units: 3 });
    expect(await figure('spans', 'f1-exact', query)).toMatchObject({ value: 0.4 });
  });

  test('is not known where one person alone annotated it', async () => {
    await tag(jonas, 'closes in May');
    const { figures, articles } = await agreementOf(desk, mira, { article: harbour.id });
    expect(figures.every(({ value, units }) => value === null && units === 0)).toBe(true);
    expect(articles).toBe(0);
  });

  test('follows what is annotated, revised and deleted after it was first worked out', async () => {
    const query = { article: harbour.id };
    await tag(jonas, 'closes in May', { confidence: 'high' });
    expect((await figure('spans', 'f1-exact', query))?.value).toBeNull();
    const theirs = await tag(nils, 'closes in May', { confidence: 'high' });
    expect((await figure('spans', 'f1-exact', query))?.value).toBe(1);
    await revise(nils, theirs, 'bridge closes in May', { confidence: 'high' });
    expect((await figure('spans', 'f1-exact', query))?.value).toBe(0);
    await deleteAnnotation(desk, nils, theirs);
    expect((await figure('spans', 'f1-exact', query))?.value).toBeNull();
  });

  test('takes a description for one source in its article, until somebody means another by it', async () => {
    const chain = 'A clerk (unnamed)';
    await tag(jonas, 'closes in May', { chain });
    const id = await tag(nils, 'closes in May', { chain });
    await tag(jonas, 'saw the ferry', { chain: 'Vega' });
    await tag(nils, 'saw the ferry', { chain: 'Vega' });
    expect((await figure('origin', 'cohen-kappa'))?.value).toBe(1);
    await revise(nils, id, 'closes in May', { chain: 'A clerk (unnamed, another)' });
    expect((await figure('origin', 'cohen-kappa'))?.value).toBeLessThan(1);
  });

  test('takes joined entries for one source, for as long as they are', async () => {
    await tag(jonas, 'saw the ferry', { chain: 'Otto Falk' });
    await tag(nils, 'saw the ferry', { chain: 'Otto Falk' });
    const own = await tag(jonas, 'closes in May', { chain: 'Vega' });
    const theirs = await tag(nils, 'closes in May', { chain: 'V. Vega' });
    const [into = '', id = ''] = (await desk.store.getMany('annotations', [own, theirs])).map(
      ({ chain }) => chain[0]?.holders[0]?.source,
    );
    const value = async () => (await figure('origin', 'cohen-kappa'))?.value;
    const apart = await value();
    expect(apart).toBeLessThan(1);
    await joinSource(desk, mira, id, into);
    expect(await value()).toBe(1);
    await partSource(desk, mira, id);
    expect(await value()).toBe(apart);
  });

  test('does not take for its author’s what an editor rewrote', async () => {
    await tag(jonas, 'closes in May', { confidence: 'high' });
    const theirs = await tag(nils, 'closes in May', { confidence: 'low' });
    const query = { article: harbour.id };
    expect((await figure('confidence', 'alpha-ordinal', query))?.units).toBe(1);
    await revise(mira, theirs, 'closes in May', { confidence: 'high' });
    expect((await figure('confidence', 'alpha-ordinal', query))?.units).toBe(0);
  });

  test('is not asked for of an article that there is not', async () => {
    await expect(agreementOf(desk, mira, { article: 'nowhere' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('agreement on the desk', () => {
  test('is over all articles that two people annotated, and over no other', async () => {
    const [fog, quay] = [await article('Fog'), await article('Quay')];
    for (const by of [jonas, nils]) await tag(by, 'closes in May', {}, fog);
    for (const by of [nils, mira]) await tag(by, 'closes in May', {}, harbour);
    await tag(jonas, 'closes in May', {}, quay);
    expect(await sharedArticles(desk)).toEqual([fog.id, harbour.id].sort());
    const { figures, articles } = await agreementOf(desk, mira);
    expect(articles).toBe(2);
    expect(figures.find(({ about }) => about === 'origin')).toMatchObject({
      units: 2,
      observers: 3,
    });
    await deleteArticle(desk, mira, fog.id, { annotations: true });
    expect(await sharedArticles(desk)).toEqual([harbour.id]);
    expect((await agreementOf(desk, mira)).articles).toBe(1);
  });

  test('asks no oftener whether anything is new, however many articles there are', async () => {
    const { store, taken } = countedStore(desk.whole);
    const seen = { ...desk, store, whole: store };
    const asked = async () => {
      await agreementOf(seen, mira);
      taken();
      await agreementOf(seen, mira);
      return taken();
    };
    for (const by of [jonas, nils]) await tag(by, 'closes in May');
    const ofOne = await asked();
    for (const title of ['Fog', 'Quay', 'Pier']) {
      const another = await article(title);
      for (const by of [jonas, nils]) await tag(by, 'closes in May', {}, another);
    }
    expect(await asked()).toEqual(ofOne);
  });

  test('between two people is over what both annotated, with κ', async () => {
    const fog = await article('Fog');
    for (const by of [jonas, nils, mira]) await tag(by, 'closes in May');
    for (const by of [nils, mira]) await tag(by, 'closes in May', {}, fog);
    const { articles, figures } = await agreementOf(desk, mira, { people: ['jonas', 'nils'] });
    expect(articles).toBe(1);
    expect(figures.filter(({ measure }) => measure === 'cohen-kappa')).toHaveLength(4);
    expect((await agreementOf(desk, mira, { people: ['mira', 'nils'] })).articles).toBe(2);
  });

  test('between two people is for themselves and for editors', async () => {
    const people = ['jonas', 'nils'];
    await expect(agreementOf(desk, jonas, { people })).resolves.toBeDefined();
    const vera = person('vera', { role: 'annotator' });
    await expect(agreementOf(desk, vera, { people })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(agreementOf(desk, mira, { people })).resolves.toBeDefined();
  });

  test.each([
    ['one person alone', ['jonas']],
    ['one person twice', ['jonas', 'jonas']],
    ['nobody that there is', ['jonas', 'odd']],
  ])('is refused between %s', async (_title, people) => {
    await expect(agreementOf(desk, mira, { people })).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ field: 'people' }],
    });
  });
});

describe('agreement in a blind round', () => {
  const opened = () => openRound(desk, mira, harbour.id, ['jonas', 'nils']);

  /** Both hand in. */
  async function ended({ id }: Round): Promise<void> {
    await handIn(desk, jonas, id);
    await handIn(desk, nils, id);
  }

  test('is not looked into while the round is open', async () => {
    for (const by of [jonas, nils]) await tag(by, 'closes in May');
    expect((await agreementOf(desk, mira)).articles).toBe(1);
    const round = await opened();
    await expect(agreementOf(desk, mira, { round: round.id })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await agreementOf(desk, mira, { article: harbour.id })).articles).toBe(0);
    const seen = await visibleTo(desk, jonas);
    expect(await sharedArticles(seen)).toEqual([]);
    expect((await agreementOf(seen, jonas)).articles).toBe(0);
  });

  test.each([
    ['whatever became of it', 0],
    ['also where the clock was set back before more became of it', -1000],
  ])('is that of what was handed in, %s', async (_, passed) => {
    const round = await opened();
    const mine = await tag(jonas, 'closes in May', { confidence: 'high' });
    const theirs = await tag(nils, 'closes in May', { confidence: 'low' });
    const gone = await tag(nils, 'knew of the fog');
    await deleteAnnotation(desk, nils, gone);
    await ended(round);
    seconds += passed;
    await revise(mira, mine, 'bridge closes in May', { confidence: 'low' });
    await deleteAnnotation(desk, mira, theirs);
    await tag(mira, 'saw the ferry');
    for (const query of [{ round: round.id }, { article: harbour.id }, { blind: true }]) {
      const spans = await figure('spans', 'f1-exact', query);
      expect(spans).toMatchObject({ value: 1, units: 1, observers: 2 });
      expect(await figure('confidence', 'alpha-ordinal', query)).toMatchObject({ value: 0 });
    }
    expect((await agreementOf(desk, mira)).isBlind).toBe(true);
  });

  test('counts whoever found nothing', async () => {
    const round = await opened();
    await tag(jonas, 'closes in May');
    await ended(round);
    const spans = await figure('spans', 'f1-overlapping', { round: round.id });
    expect(spans).toMatchObject({ value: 0, observers: 2 });
    expect((await agreementOf(desk, mira, { blind: true })).articles).toBe(1);
  });

  test('is not asked for of a round that there is not, or that was on another article', async () => {
    const round = await opened();
    const fog = await article('Fog');
    for (const query of [{ round: 'none' }, { round: round.id, article: fog.id }]) {
      await expect(agreementOf(desk, mira, query)).rejects.toMatchObject({ code: 'not-found' });
    }
  });

  test('leaves what was annotated in sight of each other out where only rounds are asked for', async () => {
    for (const by of [jonas, nils]) await tag(by, 'closes in May');
    expect((await agreementOf(desk, mira, { blind: true })).articles).toBe(0);
    expect((await agreementOf(desk, mira)).isBlind).toBe(false);
  });
});
