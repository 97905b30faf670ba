import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAnnotation } from '../../../src/desk/annotations/annotations.js';
import { addArticle, deleteArticle } from '../../../src/desk/articles/articles.js';
import { checkDesk } from '../../../src/desk/check/check.js';
import type { Finding } from '../../../src/desk/check/finding.js';
import { type Desk, openDesk } from '../../../src/desk/desk.js';
import { operator } from '../../../src/desk/people/people.js';
import { exportReport } from '../../../src/desk/reports/download.js';
import { importReport } from '../../../src/desk/reports/transfer.js';
import { readingsOn } from '../../../src/desk/shares/readings.js';
import { sharedReport } from '../../../src/desk/shares/shared-reports.js';
import {
  revokeShare,
  shareBehind,
  shareReport,
  sharesOf,
} from '../../../src/desk/shares/shares.js';
import { annotationInput } from '../../../src/domain/annotations/annotation-input.js';
import { type Article, articleInput } from '../../../src/domain/articles/article.js';
import { parse } from '../../../src/domain/parse.js';
import { collections } from '../../../src/store/documents.js';
import type { Change, Store } from '../../../src/store/store.js';
import { replace } from '../../../src/store/store.js';

/** What of sharing matters where it is stored, asked of a store that two processes have open. */
export function testShares(open: () => Promise<{ store: Store; other: Store }>): void {
  let present: string;
  let desk: Desk;
  let other: Desk;
  let ferry: Article;
  beforeEach(async () => {
    present = '2026-03-02T09:00:00.000Z';
    const stores = await open();
    const clock = () => new Date(present);
    [desk, other] = [openDesk(stores.store, { clock }), openDesk(stores.other, { clock })];
    const words = 'The ferry stops in May.';
    const details = { title: 'The ferry', publisher: 'The Ledger', text: words };
    ferry = await addArticle(desk, operator, parse(articleInput, details));
  });
  afterEach(async () => {
    await desk.store.close();
    if (other.store !== desk.store) await other.store.close();
  });

  const sharing = (input: object = {}) =>
    shareReport(desk, operator, ferry.id, { expires: null, origins: [], note: null, ...input });
  const readings = async () => (await sharesOf(other, operator, ferry.id)).map((s) => s.readings);

  test('a link leads to what was shared, in every process, and its secret is kept nowhere', async () => {
    const { share, secret } = await sharing();
    expect(secret.length).toBeGreaterThanOrEqual(43);
    expect(await shareBehind(other, secret)).toEqual(share);
    const snapshot = await desk.store.snapshot();
    const kept: string[] = [];
    for (const name of collections) {
      for await (const doc of snapshot.docs(name)) kept.push(JSON.stringify(doc));
    }
    await snapshot.close();
    expect(kept.join('\n')).toContain(share.digest);
    expect(kept.join('\n')).not.toContain(secret);
  });

  test('a secret that was never handed out leads nowhere', async () => {
    await sharing();
    for (const secret of ['', 'none', '0'.repeat(43)]) {
      await expect(shareBehind(desk, secret)).rejects.toMatchObject({ code: 'not-found' });
    }
  });

  test('what has ended is gone, and says how', async () => {
    const revoked = await sharing();
    await revokeShare(other, operator, revoked.share.id);
    const short = await sharing({ expires: '2026-03-02T10:00:00.000Z' });
    const left = await sharing();
    present = '2026-03-02T10:00:00.000Z';
    const said = async ({ secret }: { secret: string }) => {
      const fault = await shareBehind(desk, secret).catch((thrown: unknown) => thrown);
      expect(fault).toMatchObject({ code: 'gone' });
      return String(fault);
    };
    expect(await said(revoked)).toContain('taken back');
    expect(await said(short)).toContain('ran out on 2 March 2026');
    await deleteArticle(desk, operator, ferry.id, { annotations: true });
    expect(await said(left)).toContain('not there any more');
  });

  test('a moment that is over is refused, and an article that is not there', async () => {
    await expect(sharing({ expires: present })).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ field: 'expires' }],
    });
    const none = shareReport(desk, operator, 'none', { expires: null, origins: [], note: null });
    await expect(none).rejects.toMatchObject({ code: 'not-found' });
    expect(await sharesOf(desk, operator, ferry.id)).toEqual([]);
  });

  test('the same request shares once, and its link is told once', async () => {
    const named = { ...desk, request: 'a'.repeat(64) };
    const twice = [desk, other].map((each) =>
      shareReport({ ...each, request: named.request }, operator, ferry.id, {
        expires: null,
        origins: [],
        note: null,
      }),
    );
    const ended = await Promise.allSettled(twice);
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(ended.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'conflict' },
    });
    expect(await sharesOf(desk, operator, ferry.id)).toHaveLength(1);
  });

  test('an article that is brought in again is not shared by its old links', async () => {
    const { secret } = await sharing();
    const { pieces } = await exportReport(desk, ferry.id, 'json', { baseUrl: null });
    const file = await text(pieces);
    expect(file).not.toContain('report.shared');
    await deleteArticle(desk, operator, ferry.id);
    await importReport(desk, operator, file);
    await expect(shareBehind(desk, secret)).rejects.toMatchObject({ code: 'gone' });
    const fresh = openDesk(desk.store);
    expect(await sharesOf(fresh, operator, ferry.id)).toHaveLength(1);
  });

  test('what is shared while its article is deleted is shared with nobody', async () => {
    const [shared] = await Promise.allSettled([
      shareReport(other, operator, ferry.id, { expires: null, origins: [], note: null }),
      deleteArticle(desk, operator, ferry.id),
    ]);
    if (shared.status === 'fulfilled') {
      await expect(shareBehind(desk, shared.value.secret)).rejects.toMatchObject({ code: 'gone' });
    }
    expect((await findings()).filter(({ where }) => where.startsWith('share'))).toEqual([]);
  });

  test('what one process saves is in the report that the next reader is given by another', async () => {
    const shown = async () => {
      const found: string[] = [];
      const report = await sharedReport(desk, ferry.id, { baseUrl: null });
      for await (const { annotations } of report.articles()) {
        found.push(...annotations.map(({ annotation }) => annotation.target.exact));
      }
      return found;
    };
    expect(await shown()).toEqual([]);
    for (const exact of ['The ferry', 'in May']) {
      const input = parse(annotationInput, { target: { exact }, chain: '?' });
      await createAnnotation(other, operator, ferry.id, input);
      expect(await shown()).toContain(exact);
    }
    const [kept, again] = await Promise.all(
      [desk, desk].map((each) => sharedReport(each, ferry.id, { baseUrl: null })),
    );
    expect(again).toBe(kept);
  });

  describe('readings', () => {
    test('of all processes are added up, in one commit each, however many there were', async () => {
      const { share } = await sharing();
      const second = await sharing();
      const commits: number[] = [];
      const stop = desk.store.watch(({ changes }) => commits.push(changes.length));
      for (let n = 0; n < 500; n++) readingsOn(desk).add(share.id);
      readingsOn(desk).add(second.share.id);
      if (other.store !== desk.store) for (let n = 0; n < 20; n++) readingsOn(other).add(share.id);
      expect(await readings()).toEqual([0, 0]);
      await Promise.all([readingsOn(desk).write(), readingsOn(other).write()]);
      await desk.store.caughtUp();
      stop();
      const counted = other.store === desk.store ? 500 : 520;
      expect((await readings()).toSorted((a, b) => a - b)).toEqual([1, counted]);
      expect(commits.length).toBeLessThanOrEqual(2);
      await Promise.all([readingsOn(desk).write(), readingsOn(other).write()]);
      expect((await readings()).toSorted((a, b) => a - b)).toEqual([1, counted]);
    });

    test('make no event, and neither undo a revocation nor are lost by it', async () => {
      const { share } = await sharing();
      const events = await desk.store.count('events', 'all', '');
      readingsOn(desk).add(share.id);
      await Promise.all([readingsOn(desk).write(), revokeShare(other, operator, share.id)]);
      expect(await readings()).toEqual([1]);
      expect(await sharesOf(desk, operator, ferry.id)).toMatchObject([
        { readings: 1, ended: { how: 'revoked' } },
      ]);
      expect(await desk.store.count('events', 'all', '')).toBe(events + 1);
    });

    test('are written, and the note of the share left alone, whatever name went since the first was counted', async () => {
      const { share } = await sharing({ note: 'For Ada.' });
      const request = { ...desk, begun: desk.goneNames.begin() };
      readingsOn(request).add(share.id);
      desk.goneNames.add(desk.store.told, async (changes) =>
        changes.map((change) => ({ ...change, doc: { ...change.doc, note: null } }) as Change),
      );
      desk.goneNames.add(desk.store.told, 'unknown');
      await readingsOn(desk).write();
      expect(await sharesOf(desk, operator, ferry.id)).toMatchObject([
        { readings: 1, note: 'For Ada.' },
      ]);
    });

    test('of a share that is there no more are let go', async () => {
      readingsOn(desk).add('none');
      await readingsOn(desk).write();
      expect(readingsOn(desk).gathered('none')).toBe(0);
    });
  });

  async function findings(): Promise<Finding[]> {
    const found: Finding[] = [];
    for await (const each of checkDesk(desk.store)) found.push(each);
    return found;
  }

  test('a check finds what leads nowhere, and what would stand in a header as something else', async () => {
    const { share } = await sharing();
    const about = async () =>
      (await findings())
        .filter(({ where }) => where === `share ${share.id}`)
        .map(({ severity, sentence }) => `${severity}: ${sentence}`);
    expect(await about()).toEqual([]);
    await desk.store.commit([
      replace('shares', { ...share, article: 'none', origins: ["'self'"], note: null }),
    ]);
    expect(await about()).toEqual([
      'fault: Its link was not ended with its article, which is not there.',
      'fault: What may show it in a frame is not the address of a site.',
    ]);
  });
}
