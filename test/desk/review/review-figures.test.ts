import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../../src/desk/desk.js';
import { type ReviewFigures, reviewFigures } from '../../../src/desk/review/review-figures.js';
import { visibleTo } from '../../../src/desk/rounds/visibility.js';
import { type Annotation, revise } from '../../../src/domain/annotations/annotation.js';
import { withStatus } from '../../../src/domain/review/status.js';
import { openRound } from '../../../src/domain/rounds/round.js';
import { insert, replace } from '../../../src/store/store.js';
import { annotation, at, verdicts } from '../../cases/review.js';
import * as documents from '../../store/documents.js';
import { openMemoryStore } from '../../store/memory.js';
import { turnsOfOthers } from '../../turns-of-others.js';

const mira = documents.person('mira', { name: 'Mira Sen', role: 'editor' });

let desk: Desk;
beforeEach(async () => {
  desk = openDesk(openMemoryStore(), { clock: () => new Date(at(600)) });
  await desk.store.commit([insert('people', mira)]);
  await add('a', { verdicts: verdicts('nils agree') });
  await add('b', { article: 'ferry', verdicts: verdicts('nils dispute') });
  await add('c', { article: 'ferry', creator: 'nils' });
});
afterEach(() => desk.store.close());

async function add(id: string, part: Partial<Annotation>): Promise<void> {
  const made = withStatus(annotation({ id, ...part }), 1);
  await desk.store.commit([insert('annotations', made)]);
}

async function revised(id: string): Promise<void> {
  const before = await desk.store.get('annotations', id);
  if (!before) throw new Error('The annotation is gone.');
  const next = revise(before, { ...before, confidence: 'high' }, { at: at(90), by: 'jonas' });
  await desk.store.commit([replace('annotations', withStatus(next, 1))]);
}

async function figures(): Promise<ReviewFigures> {
  return reviewFigures(await visibleTo(desk, mira), mira);
}

test('the figures follow what is written', async () => {
  expect(await figures()).toMatchObject({ annotations: 3, waits: { waiting: 1, judged: 2 } });
  await revised('a');
  await add('d', { article: 'fog' });
  expect(await figures()).toMatchObject({
    annotations: 4,
    waits: { waiting: 3, oldest: { id: 'c' } },
    shares: [
      { person: 'nils', judged: 2 },
      { person: 'jonas', made: 3 },
    ],
  });
});

test('what a blind round hides is left out while it is open, and counted again afterwards', async () => {
  const before = await figures();
  const made = { id: 'r', article: 'ferry', at: at(1), by: 'mira' };
  const round = openRound(['jonas', 'nils'], made);
  await desk.store.commit([insert('rounds', round)]);
  const blind = await figures();
  expect(blind).toMatchObject({ annotations: 1, isPartial: true, disagreement: { sources: [] } });
  expect(JSON.stringify([blind.coverage, blind.shares])).not.toContain('ferry');
  await add('d', { article: 'ferry' });
  expect((await figures()).annotations).toBe(1);
  const open = await desk.store.get('rounds', 'r');
  await desk.store.commit([
    replace('rounds', { ...(open ?? round), ended: { at: at(9), by: 'mira' } }),
  ]);
  const after = await figures();
  expect(after.annotations).toBe(before.annotations + 1);
  expect(after.disagreement).toMatchObject({
    sources: before.disagreement.sources.map(() => ({})),
  });
});

test('what many rows change is counted in turns with others', async () => {
  for (let n = 0; n < 40; n++) await add(`many${n}`, { article: 'fog' });
  await figures();
  const made = { id: 'r', article: 'fog', at: at(1), by: 'mira' };
  await desk.store.commit([insert('rounds', openRound(['jonas', 'nils'], made))]);
  const leaving = turnsOfOthers();
  expect((await figures()).annotations).toBe(3);
  expect(leaving()).toBeGreaterThan(40);
  for (let n = 0; n < 40; n++) await add(`more${n}`, { article: 'ferry' });
  const coming = turnsOfOthers();
  expect((await figures()).annotations).toBe(43);
  expect(coming()).toBeGreaterThan(40);
});
