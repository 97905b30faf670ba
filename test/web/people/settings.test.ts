import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pageOf } from '../dom.js';
import { type Harbour, openHarbour } from '../harbour.js';
import { page, typedIn, words } from '../page.js';

let room: Harbour;
beforeEach(async () => {
  room = await openHarbour();
  await room.send(room.nils, 'post', `${room.path}/verdicts`, { verdict: 'agree' });
});
afterEach(() => room.close());

async function statusOf(): Promise<string> {
  return (await room.send(room.tom, 'get', room.path)).body.status;
}

describe('the page of settings', () => {
  test('sets the quorum, and says how many statuses that changes', async () => {
    const browser = await room.signedIn(room.ada);
    const before = page(await browser.get('/settings').expect(200));
    expect(typedIn(before, 'quorum')).toBe('1');
    expect(words(before, '.hint')).toContain('1 to 9');
    await browser.post('/settings').type('form').send({ quorum: ' 2 ' }).expect(303);
    const after = page(await browser.get('/settings').expect(200));
    expect(words(after, '[data-toast] p')).toBe('Saved. One annotation has another status by it.');
    expect(typedIn(after, 'quorum')).toBe('2');
    expect(await statusOf()).toBe('unreviewed');
  });

  test.each(['', '0', 'many', '12'])(
    'keeps “%s”, which is none, and says what is',
    async (typed) => {
      const browser = await room.signedIn(room.ada);
      const answer = await browser
        .post('/settings')
        .type('form')
        .send({ quorum: typed })
        .expect(422);
      const again = pageOf(answer.text);
      expect(typedIn(again, 'quorum')).toBe(typed);
      expect(words(again, '.fault')).toBe('Give a whole number from 1 to 9.');
    },
  );

  test('is linked for admins, and for nobody else', async () => {
    const linked = async (person: typeof room.ada) => {
      const browser = await room.signedIn(person);
      return page(await browser.get('/articles')).querySelector('nav a[href="/settings"]') !== null;
    };
    expect(await linked(room.ada)).toBe(true);
    expect(await linked(room.mira)).toBe(false);
  });
});

describe('settings, for programs,', () => {
  test('are read by everybody and changed by admins', async () => {
    expect((await room.send(room.tom, 'get', '/api/settings')).body).toEqual({ quorum: 1 });
    expect((await room.send(room.mira, 'put', '/api/settings', { quorum: 2 })).status).toBe(403);
    const { status, body } = await room.send(room.ada, 'put', '/api/settings', { quorum: 2 });
    expect([status, body]).toEqual([200, { quorum: 2 }]);
    expect(await statusOf()).toBe('unreviewed');
  });

  test.each([{}, { quorum: '2' }, { quorum: true }, { quorum: 0 }, { quorum: 1.5 }])(
    'are not %j',
    async (sent) => {
      const { status, body } = await room.send(room.ada, 'put', '/api/settings', sent);
      expect(status).toBe(422);
      expect(body.errors[0].field).toBe('quorum');
    },
  );
});
