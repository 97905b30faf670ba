import { beforeEach, describe, expect, test } from 'vitest';
import { type Derivation, Kept, KeptOfStores } from '../../src/desk/kept.js';
import type { Change, Commit, Store } from '../../src/store/store.js';
import { isLetGo } from '../garbage.js';

/** Numbers by key in place of documents, and a store that tells of them when the test says so. */
let there: Map<string, number>;
let tell: (commit: Commit) => void;
let miss: () => void;
let filled: number;
/** What is done at the next reading, once: the moment at which faults and commits come in. */
let atReading: (() => void) | null;
let store: Pick<Store, 'watch' | 'caughtUp'>;

beforeEach(() => {
  there = new Map([
    ['ferry', 1],
    ['quay', 2],
  ]);
  [filled, atReading] = [0, null];
  store = {
    watch(listener, missed = () => {}) {
      [tell, miss] = [listener, missed];
      return () => {
        tell = () => {};
      };
    },
    caughtUp: async () => {},
  };
});

function reading(): void {
  const now = atReading;
  atReading = null;
  now?.();
}

const derivation = (): Derivation<number> => ({
  async *everything() {
    filled += 1;
    const keys = [...there.keys()];
    for (const key of keys) {
      const batch = new Map([[key, there.get(key) ?? Number.NaN]]);
      reading();
      yield batch;
    }
  },
  async some(keys) {
    const made = new Map(keys.flatMap((key) => [[key, there.get(key)] as const]));
    reading();
    return new Map(
      [...made].flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
    );
  },
  marks: ({ doc }) => [doc.id],
});

/** Writes a number, or takes it away, and tells of it. */
function write(key: string, value: number | null): void {
  if (value === null) there.delete(key);
  else there.set(key, value);
  tell({ number: 1, changes: [{ doc: { id: key } } as Change] });
}

function keeping(): Kept<number> {
  return new Kept<number>(store as Store, derivation);
}

/** The same, each number in a box that is made anew with it. */
function boxes(): Derivation<{ number: number }> {
  const { everything, some, marks } = derivation();
  const boxed = (numbers: ReadonlyMap<string, number>) =>
    new Map([...numbers].map(([key, number]) => [key, { number }]));
  return {
    async *everything() {
      for await (const numbers of everything()) yield boxed(numbers);
    },
    some: async (keys) => boxed(await some(keys)),
    marks,
  };
}

function heldAs(kept: Kept<object>, key: string): WeakRef<object> {
  return new WeakRef(kept.get(key) ?? {});
}

const lost = () => {
  throw new Error('The database is away.');
};

describe('what is kept', () => {
  test('is filled once, however many ask at once', async () => {
    const kept = keeping();
    await Promise.all(Array.from({ length: 20 }, () => kept.current()));
    expect(filled).toBe(1);
    expect(kept.list).toEqual([1, 2]);
  });

  test('follows what is written, added and removed, without being filled again', async () => {
    const kept = await keeping().current();
    write('ferry', 10);
    write('lock', 3);
    write('quay', null);
    await kept.current();
    expect([...kept.list].sort()).toEqual([10, 3]);
    expect(filled).toBe(1);
  });

  test('is the same list while nothing changes, and another when something does', async () => {
    const kept = await keeping().current();
    const before = kept.list;
    expect((await kept.current()).list).toBe(before);
    write('ferry', 10);
    expect(kept.list).toBe(before);
    expect((await kept.current()).list).not.toBe(before);
  });

  test('tells whoever does not wait for a long filling that it is one, and nobody of a short one', async () => {
    const short = keeping();
    const awaited = Promise.race([short.current().then(() => 'filled'), short.longFilling()]);
    expect(await awaited).toBe('filled');
    there = new Map(Array.from({ length: 11_000 }, (_, n) => [`lock ${n}`, n]));
    const long = keeping();
    const filled = long.current().then(() => 'filled');
    expect(await Promise.race([filled, long.longFilling()])).toBeNull();
    expect(await Promise.race([filled, long.longFilling()])).toBeNull();
    await filled;
    const later = Promise.race([long.current().then(() => 'filled'), long.longFilling()]);
    expect(await later).toBe('filled');
  });

  test('tells whoever follows it what became of each value, in order', async () => {
    const kept = await keeping().current();
    const { followed } = kept;
    write('ferry', 10);
    await kept.current();
    write('quay', null);
    write('nothing', null);
    await kept.current();
    expect(kept.changesSince(followed)).toEqual([
      { before: 1, after: 10 },
      { before: 2, after: undefined },
    ]);
    expect(kept.changesSince(kept.followed)).toEqual([]);
    expect(kept.size).toBe(1);
  });

  test('tells whoever is too far behind, or from before it was made anew, to begin anew', async () => {
    const kept = await keeping().current();
    const { followed } = kept;
    for (let n = 0; n < 21_000; n++) write(`lock ${n}`, n);
    await kept.current();
    expect(kept.changesSince(followed)).toBeNull();
    const later = kept.followed;
    miss();
    await kept.current();
    expect(kept.changesSince(later)).toBeNull();
  });

  test('remembers no more than a few hundred changes, or as many as there are values', async () => {
    const kept = await keeping().current();
    const first = kept.followed;
    for (let n = 0; n < 600; n++) write(`lock ${n}`, n);
    await kept.current();
    const second = kept.followed;
    expect(kept.changesSince(first)).toHaveLength(600);
    for (let n = 0; n < 600; n++) write(`lock ${n}`, null);
    await kept.current();
    expect(kept.changesSince(first)).toBeNull();
    expect(kept.changesSince(second)).toHaveLength(600);
  });

  test('lets go of what a value was where nobody follows it', async () => {
    const kept = await new Kept(store as Store, boxes).current();
    const before = heldAs(kept, 'ferry');
    write('ferry', 10);
    await kept.current();
    expect(kept.get('ferry')).toEqual({ number: 10 });
    expect(await isLetGo(before)).toBe(true);
  });

  test('holds what is written behind the reader while it is filled', async () => {
    const kept = keeping();
    atReading = () => write('ferry', 10);
    await kept.current();
    expect(kept.get('ferry')).toBe(10);
  });

  test('holds what is written while an earlier change is taken over', async () => {
    const kept = await keeping().current();
    write('ferry', 10);
    atReading = () => write('ferry', 11);
    const asked = kept.current();
    await Promise.all([asked, kept.current()]);
    expect(kept.get('ferry')).toBe(11);
  });

  test('is filled anew where commits were missed, and what is gone is gone', async () => {
    const kept = await keeping().current();
    there = new Map([['lock', 3]]);
    miss();
    await kept.current();
    expect([kept.list, filled]).toEqual([[3], 2]);
  });

  test('is filled once more where commits were missed while it was filled', async () => {
    const kept = keeping();
    atReading = () => {
      there.set('ferry', 10);
      miss();
    };
    await kept.current();
    await kept.current();
    expect([kept.get('ferry'), filled]).toEqual([10, 2]);
  });

  test('is filled again after a fault, which whoever asked hears of', async () => {
    const kept = keeping();
    atReading = lost;
    await expect(kept.current()).rejects.toThrow('The database is away.');
    await kept.current();
    expect([kept.list, filled]).toEqual([[1, 2], 2]);
  });

  test('takes a change over again after a fault', async () => {
    const kept = await keeping().current();
    write('ferry', 10);
    atReading = lost;
    await expect(kept.current()).rejects.toThrow('The database is away.');
    await kept.current();
    expect([kept.get('ferry'), filled]).toEqual([10, 1]);
  });

  test('is not behind a change of another process that the store is told of late', async () => {
    const kept = await keeping().current();
    store.caughtUp = async () => write('ferry', 10);
    expect((await kept.current()).get('ferry')).toBe(10);
  });

  test('made on demand stays until something touches its key', async () => {
    const kept = await keeping().current();
    kept.keep('note', 7);
    expect((await kept.current()).get('note')).toBe(7);
    write('note', null);
    expect((await kept.current()).get('note')).toBeUndefined();
  });
});

test('a store’s own is kept by itself', async () => {
  const all = new KeptOfStores<number>(derivation);
  const [one, other] = [store as Store, { ...store } as Store];
  expect(await all.current(one)).toBe(await all.current(one));
  expect(await all.current(other)).not.toBe(await all.current(one));
  expect(filled).toBe(2);
});
