import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Desk, openDesk } from '../../../src/desk/desk.js';
import { recordOfAnnotation } from '../../../src/desk/history/record.js';
import { type Listener, liveOn } from '../../../src/desk/live/live.js';
import { PositionSeal } from '../../../src/desk/live/live-position.js';
import { notePresence } from '../../../src/desk/live/presence.js';
import { visibleTo } from '../../../src/desk/rounds/visibility.js';
import type { LiveEvents, Presence } from '../../../src/domain/live/live-event.js';
import type { Signals } from '../../../src/store/signals.js';
import { insert, type Store } from '../../../src/store/store.js';
import { isLetGo } from '../../garbage.js';
import { openWire } from '../../postgres/wire.js';
import { annotation, person, round } from '../../store/documents.js';
import { openMemoryStore } from '../../store/memory.js';
import { ask, emptiedDatabase, openOn } from '../../store/postgres/postgres.js';

const emptied = emptiedDatabase();
const start = Date.UTC(2026, 0, 5, 9);

/** Somebody who listens, and remembers what was said. */
class Ear implements Listener {
  readonly article = null;
  readonly pass = { in: 'sessions', id: 'session' } as const;
  readonly heard: LiveEvents[] = [];
  readonly seen: Presence[] = [];
  position = '';
  readonly ended: Promise<void>;
  end: () => void = () => {};
  private onSight: () => void = () => {};
  private waiting: { count: number; done: () => void }[] = [];

  constructor(readonly person = 'nils') {
    this.ended = new Promise((done) => {
      this.end = done;
    });
  }

  tell(position: string, news: LiveEvents): void {
    this.position = position;
    this.heard.push(news);
    for (const { count, done } of this.waiting) if (this.heard.length >= count) done();
  }

  see(presence: Presence): void {
    this.seen.push(presence);
    this.onSight();
  }

  beat(position: string): void {
    this.position = position;
  }

  /** Returns when so many messages have been heard. */
  until(count: number): Promise<void> {
    return new Promise((done) => {
      if (this.heard.length >= count) done();
      else this.waiting.push({ count, done });
    });
  }

  /** Returns when somebody more has been seen. */
  sight(): Promise<void> {
    return new Promise((done) => {
      this.onSight = done;
    });
  }

  /** The annotations of which was told, in that order. */
  get told(): string[] {
    return this.heard.flatMap(({ changes }) => changes.map(({ id }) => id));
  }
}

/** A desk on a store; time stands still. */
function deskOn(store: Store & { signals?: Signals }, minutes = 0): Desk {
  const clock = () => new Date(start + minutes * 60_000);
  return openDesk(store, store.signals ? { clock, signals: store.signals } : { clock });
}

async function signIn({ store }: Desk): Promise<void> {
  const expires = '2027-01-01T00:00:00.000Z';
  const session = { id: 'session', version: 1, person: 'nils', data: {}, expires };
  await store.commit([insert('sessions', session)]);
}

/** Puts on record that jonas restored an annotation. */
function happen({ store, clock }: Desk, id: string, by = 'jonas') {
  const happened = { action: 'annotation.restored', before: null, after: null } as const;
  const stamp = { at: clock().toISOString(), by };
  return store.commit([recordOfAnnotation({ id, article: 'ferry' }, stamp, happened)]);
}

async function memoryDesk(): Promise<Desk> {
  const desk = deskOn(openMemoryStore());
  onTestFinished(() => desk.store.close());
  await signIn(desk);
  return desk;
}

test('holds nothing of the request that was the first to listen', async () => {
  const desk = deskOn(openMemoryStore());
  const listen = () => {
    const begun = desk.goneNames.begin();
    liveOn({ ...desk, begun });
    return new WeakRef(begun);
  };
  expect(await isLetGo(listen())).toBe(true);
});

test('commits that come all at once are told in their order, each once', async () => {
  const desk = await memoryDesk();
  const ear = new Ear();
  await liveOn(desk).listen(ear, null);
  const ids = Array.from({ length: 50 }, (_, n) => `a${n}`);
  await Promise.all(ids.map((id) => happen(desk, id)));
  await ear.until(51);
  expect(ear.told).toEqual(ids);
});

test('who comes while commits come misses none and hears none twice', async () => {
  const desk = await memoryDesk();
  const live = liveOn(desk);
  const before = await live.position();
  const ids = Array.from({ length: 60 }, (_, n) => `a${n}`);
  const ears: Ear[] = [];
  for (const [n, id] of ids.entries()) {
    const saved = happen(desk, id);
    if (n % 6 === 0) {
      const ear = new Ear(`person-${n}`);
      ears.push(ear);
      void live.listen(ear, before);
    }
    if (n % 4 === 0) await saved;
  }
  await happen(desk, 'last');
  await live.position();
  for (const ear of ears) expect(ear.told).toEqual([...ids, 'last']);
});

test('who has seen more of the desk than this process knows is told from the history', async () => {
  const desk = await memoryDesk();
  await happen(desk, 'a1');
  const seal = await PositionSeal.of(desk);
  const ear = new Ear();
  await liveOn(desk).listen(ear, seal.write({ commit: 1_000, newest: start }));
  expect(ear.told).toEqual(['a1']);
});

test('who was away for more than a thousand events is told to look everything up anew', async () => {
  const desk = await memoryDesk();
  const seal = await PositionSeal.of(desk);
  const after = seal.write({ commit: 0, newest: start });
  for (let n = 0; n < 1_000; n++) await happen(desk, `a${n}`);
  const enough = new Ear();
  await liveOn(desk).listen(enough, after);
  expect(enough.told).toHaveLength(1_000);
  await happen(desk, 'one more');
  const toomuch = new Ear();
  liveOn(desk).leave(enough);
  await liveOn(desk).listen(toomuch, after);
  expect(toomuch.heard).toEqual([{ changes: [], missed: true }]);
});

test('a position tells nobody outside how much has happened', async () => {
  const seal = await PositionSeal.of(await memoryDesk());
  const [one, next] = [1, 2].map((commit) => seal.write({ commit, newest: start }));
  expect(seal.read(one ?? '')).toEqual({ commit: 1, newest: start });
  expect(next).not.toContain(one?.slice(0, 4));
  const other = await PositionSeal.of(await memoryDesk());
  expect(other.read(one ?? '')).toBeNull();
});

describe('with two processes on one database', () => {
  test('what is done through one is told through the other', async () => {
    const url = await emptied();
    const [here, there] = [deskOn(await openOn(url)), deskOn(await openOn(url))];
    await signIn(here);
    const ear = new Ear();
    await liveOn(here).listen(ear, null);
    await happen(there, 'a1');
    await happen(here, 'a2');
    await ear.until(3);
    expect(ear.told).toEqual(['a1', 'a2']);
  });

  test('who was cut off goes on at the other, and misses nothing', async () => {
    const url = await emptied();
    const [here, there] = [deskOn(await openOn(url)), deskOn(await openOn(url))];
    await signIn(here);
    await liveOn(there).position();
    const ear = new Ear();
    await liveOn(here).listen(ear, null);
    await happen(there, 'a1');
    await ear.until(2);
    liveOn(here).leave(ear);
    await happen(here, 'a2');
    await happen(there, 'a3');
    await liveOn(there).listen(ear, ear.position);
    expect(ear.told).toEqual(['a1', 'a2', 'a3']);
  });

  test.each([
    ['', 0],
    [', also where its clock is far behind', -60],
  ])(
    'a process that has just begun tells from the history what came since%s',
    async (_, minutes) => {
      const url = await emptied();
      const here = deskOn(await openOn(url));
      await signIn(here);
      await happen(deskOn(here.store, -90), 'long ago');
      await happen(here, 'a1');
      const position = await liveOn(here).position();
      const there = deskOn(await openOn(url), minutes);
      await happen(there, 'a2');
      const ear = new Ear();
      await liveOn(there).listen(ear, position);
      // What may have come before is told again, once too often rather than not at all.
      expect(ear.told).toEqual(['a1', 'a2']);
    },
  );

  test('where commits can’t be told any more, lines end, and who comes back misses nothing', async () => {
    const url = await emptied();
    const wire = await openWire(url);
    onTestFinished(() => wire.close());
    const [here, there] = [deskOn(await openOn(wire.url)), deskOn(await openOn(url))];
    await signIn(there);
    const ear = new Ear();
    await liveOn(here).listen(ear, null);
    await wire.cut();
    await happen(there, 'a1');
    await forgetCommits(url);
    await wire.mend();
    await here.store.caughtUp();
    await ear.ended;
    await liveOn(here).listen(ear, ear.position);
    await happen(there, 'a2');
    await ear.until(3);
    expect(ear.told).toEqual(['a1', 'a2']);
  });
});

describe('who has an annotation at hand, on two processes', () => {
  /** Two desks on one database, jonas at one of them, and nils who listens at the other. */
  async function twoDesks() {
    const url = await emptied();
    const [here, there] = [deskOn(await openOn(url)), deskOn(await openOn(url))];
    await signIn(here);
    const jonas = person('jonas', { name: 'Jonas Ek', role: 'annotator' });
    const nils = person('nils', { name: 'Nils Oder', role: 'annotator' });
    await here.store.commit([
      insert('people', jonas),
      insert('people', nils),
      insert('annotations', annotation('a1', { article: 'bridge', creator: 'jonas' })),
    ]);
    await there.store.caughtUp();
    const ear = new Ear();
    await liveOn(there).listen(ear, null);
    return { url, here, there, jonas, nils, ear };
  }
  const editing = { annotation: 'a1', doing: 'editing' } as const;

  test('is told at the other, and answered there, without a commit', async () => {
    const { url, here, there, jonas, nils, ear } = await twoDesks();
    const count = () => ask(url, 'SELECT number FROM whence');
    const before = await count();
    const sight = ear.sight();
    await notePresence(here, jonas, editing);
    await sight;
    const told = { annotation: 'a1', person: 'jonas', name: 'Jonas Ek', doing: 'editing' };
    expect(ear.seen).toEqual([{ ...told, seconds: 45 }]);
    expect(await notePresence(there, nils, { ...editing, doing: 'judging' })).toEqual(ear.seen);
    expect(await count()).toEqual(before);
  });

  test('is told to nobody from whom a round hides it, opened just before at the other', async () => {
    const { here, there, jonas, nils, ear } = await twoDesks();
    await here.store.commit([insert('rounds', round('r', { article: 'bridge' }))]);
    await notePresence(here, jonas, editing);
    const sight = ear.sight();
    const open = annotation('a2', { article: 'ferry', creator: 'jonas' });
    await here.store.commit([insert('annotations', open)]);
    await notePresence(here, jonas, { ...editing, annotation: 'a2' });
    await sight;
    expect(ear.seen.map((presence) => presence.annotation)).toEqual(['a2']);
    const seen = await visibleTo(there, nils);
    await expect(notePresence(seen, nils, editing)).rejects.toMatchObject({ code: 'not-found' });
  });
});

async function forgetCommits(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query('DELETE FROM commits');
  await client.end();
}
