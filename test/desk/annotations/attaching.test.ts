import { beforeEach, expect, test } from 'vitest';
import { attach } from '../../../src/desk/annotations/attaching.js';
import { etag } from '../../../src/domain/annotations/annotation.js';
import { failure, type HarbourDesk, openHarbourDesk, present } from '../harbour-desk.js';

let desk: HarbourDesk;
beforeEach(async () => {
  desk = await openHarbourDesk({ chain: 'An Engineer (confidential) -told-> The Harbour Post' });
});

async function attachTo(words: string) {
  const edition = await desk.store.get('editions', `${desk.annotation.article}.1`);
  const start = edition?.text.indexOf(words) ?? -1;
  const seen = etag(await present(desk));
  const place = { start, end: start + words.length, edition: 1, seen };
  return attach(desk, desk.jonas, desk.annotation.id, place);
}

test('an annotation is attached to another passage', async () => {
  expect((await attachTo('Nobody asked us')).target.exact).toBe('Nobody asked us');
});

test('it is not attached to a passage that names its confidential source, and is told where that may be', async () => {
  const problem = await failure(attachTo('an engineer said'));
  expect(problem).toMatchObject({ code: 'conflict', details: { confirm: [{ code: 'identity' }] } });
  expect(problem.message).toMatch(/in the passage.* Edit the annotation instead/u);
  expect(problem.message).not.toMatch(/engineer/iu);
  expect(await present(desk)).toMatchObject({ revision: 1 });
});
