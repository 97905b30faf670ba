import { beforeEach, describe, expect, test } from 'vitest';
import { deleteAnnotation, restoreAnnotation } from '../../../src/desk/annotations/deleting.js';
import { operator } from '../../../src/desk/people/people.js';
import { quorumOf, setQuorum } from '../../../src/desk/people/settings.js';
import { giveVerdict } from '../../../src/desk/review/verdicts.js';
import { replace } from '../../../src/store/store.js';
import {
  changed,
  failure,
  type HarbourDesk,
  meanwhile,
  openHarbourDesk,
  present,
  verdict,
} from '../harbour-desk.js';

let desk: HarbourDesk;
beforeEach(async () => {
  desk = await openHarbourDesk();
});

const agree = verdict({ verdict: 'agree' });
const judged = (on: HarbourDesk = desk) => giveVerdict(on, desk.nils, desk.annotation.id, agree);

describe('the quorum', () => {
  test('is one until an admin says otherwise', async () => {
    expect(await quorumOf(desk)).toBe(1);
    await setQuorum(desk, operator, 3);
    expect(await quorumOf(desk)).toBe(3);
    const { items } = await desk.store.find('events', 'action', { key: 'settings.changed' });
    expect(items).toMatchObject([
      { by: 'operator', before: { quorum: 1 }, after: { quorum: 3 }, article: null },
    ]);
  });

  test.each([0, 10, 1.5, '', 'two', null])('is not %j', async (quorum) => {
    const { fields } = await failure(setQuorum(desk, operator, quorum));
    expect(fields).toMatchObject([{ field: 'quorum' }]);
  });

  test('is set by nobody else', async () => {
    expect(await failure(setQuorum(desk, desk.mira, 2))).toMatchObject({ code: 'forbidden' });
  });

  test('raised opens again what fewer have agreed with; lowered, it is agreed again', async () => {
    await judged();
    expect(await setQuorum(desk, operator, 2)).toEqual({ quorum: 2, restated: 1 });
    expect(await present(desk)).toMatchObject({ status: 'unreviewed', revision: 1 });
    expect(await setQuorum(desk, operator, 1)).toEqual({ quorum: 1, restated: 1 });
    expect(await present(desk)).toMatchObject({ status: 'agreed' });
  });

  test('counts for what is deleted too, should it be restored', async () => {
    await judged();
    const { id } = await deleteAnnotation(desk, desk.jonas, desk.annotation.id);
    await setQuorum(desk, operator, 2);
    expect(await restoreAnnotation(desk, desk.jonas, id)).toMatchObject({ status: 'unreviewed' });
  });

  test('set again to what it is puts a wrong status right, and is no news', async () => {
    await judged();
    await desk.store.commit([
      replace('annotations', { ...(await present(desk)), status: 'settled' }),
    ]);
    expect(await setQuorum(desk, operator, 1)).toEqual({ quorum: 1, restated: 1 });
    expect(await present(desk)).toMatchObject({ status: 'agreed' });
    expect(await desk.store.count('events', 'action', 'settings.changed')).toBe(0);
  });
});

describe('while a verdict is being saved', () => {
  test('a quorum that is raised counts for it', async () => {
    const racing = meanwhile(desk, () => setQuorum(desk, operator, 2));
    expect((await judged(racing)).annotation).toMatchObject({ status: 'unreviewed' });
    expect(await present(desk)).toMatchObject({ status: 'unreviewed' });
  });

  test('a quorum that is set waits for nobody, and overwrites nothing', async () => {
    await judged();
    const racing = meanwhile(desk, () => changed(desk, { confidence: 'high' }));
    await setQuorum(racing, operator, 2);
    expect(await present(desk)).toMatchObject({ confidence: 'high', status: 'unreviewed' });
  });
});
