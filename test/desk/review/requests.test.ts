import { beforeEach, describe, expect, test } from 'vitest';
import { askForReview, withdrawRequest } from '../../../src/desk/review/requests.js';
import { giveVerdict } from '../../../src/desk/review/verdicts.js';
import type { Person } from '../../../src/domain/people/person.js';
import { replace } from '../../../src/store/store.js';
import {
  failure,
  type HarbourDesk,
  happenings,
  meanwhile,
  openHarbourDesk,
  verdict,
} from '../harbour-desk.js';

let desk: HarbourDesk;
beforeEach(async () => {
  desk = await openHarbourDesk();
});

function ask(by: Person, to: string, on: HarbourDesk = desk) {
  return askForReview(on, by, desk.annotation.id, { to, note: 'Please.', due: '2026-03-20' });
}

describe('asking a colleague', () => {
  test('waits for their verdict, which answers it', async () => {
    const { request } = await ask(desk.jonas, 'nils');
    expect(request).toMatchObject({ by: 'jonas', to: 'nils', due: '2026-03-20', closed: null });
    const { id } = desk.annotation;
    const { annotation } = await giveVerdict(desk, desk.nils, id, verdict({ verdict: 'unsure' }));
    expect(annotation.requests).toMatchObject([{ id: request.id, closed: { by: 'nils' } }]);
    const actions = (await happenings(desk)).map(({ action }) => action);
    expect(actions).toEqual(['review.requested', 'verdict.given']);
  });

  test.each([
    ['the author', 'mira', 'jonas'],
    ['oneself', 'mira', 'mira'],
    ['a reader', 'mira', 'tom'],
    ['nobody', 'mira', 'none'],
  ] as const)('asks not %s', async (_whom, by, to) => {
    expect((await failure(ask(desk[by], to))).fields).toMatchObject([{ field: 'to' }]);
  });

  test('asks nobody who has left', async () => {
    await desk.store.commit([replace('people', { ...desk.nils, disabled: true })]);
    expect((await failure(ask(desk.mira, 'nils'))).fields).toMatchObject([{ field: 'to' }]);
  });

  test('is not for readers', async () => {
    expect(await failure(ask(desk.tom, 'nils'))).toMatchObject({ code: 'forbidden' });
  });

  test('asks once, whoever of two does it', async () => {
    const racing = meanwhile(desk, () => ask(desk.mira, 'nils'));
    expect(await failure(ask(desk.jonas, 'nils', racing))).toMatchObject({ code: 'conflict' });
  });
});

describe('a request is taken back', () => {
  test.each([
    ['who asked', 'jonas', null],
    ['who was asked', 'nils', null],
    ['nobody else', 'mira', 'forbidden'],
    ['no reader', 'tom', 'forbidden'],
  ] as const)('by %s', async (_who, id, code) => {
    const { request, annotation } = await ask(desk.jonas, 'nils');
    const work = withdrawRequest(desk, desk[id], annotation.id, request.id);
    if (code) expect(await failure(work)).toMatchObject({ code });
    else expect((await work).requests).toMatchObject([{ closed: { by: id } }]);
  });

  test('once', async () => {
    const { request, annotation } = await ask(desk.jonas, 'nils');
    await withdrawRequest(desk, desk.jonas, annotation.id, request.id);
    const again = withdrawRequest(desk, desk.jonas, annotation.id, request.id);
    expect(await failure(again)).toMatchObject({ code: 'not-found' });
  });
});
