/*
 * How saving grows: durable saves by 1, 8 and 64 writers on desks of growing size, beside what the
 * disk takes at the least for the same bytes, an append and an fdatasync, in the same run. A save
 * is an annotation with its event. Then what a start takes, and the memory of an annotation. Sizes can be given
 * as arguments. Saves are counted, and stop early where they are slow, so that it ends by itself.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openLowdbStore } from '../src/store/lowdb-store.js';
import { type Change, insert, type Store } from '../src/store/store.js';
import { annotation, event } from '../test/store/documents.js';

const given = process.argv.slice(2).map(Number);
const sizes = given.length > 0 ? given : [100, 1_000, 10_000];
const writers = [1, 8, 64];
const savesPerWriter = { 1: 400, 8: 100, 64: 30 } as Readonly<Record<number, number>>;
/** No row takes longer than this, in milliseconds. */
const patience = 4_000;

const folder = await mkdtemp(join(tmpdir(), 'whence-bench-'));
const rows: Record<string, number | string>[] = [];
for (const size of sizes) await measureDesk(size);
await rm(folder, { recursive: true });
console.table(rows);

async function measureDesk(size: number): Promise<void> {
  const path = join(folder, `desk-${size}.json`);
  await fill(path, size);
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const start = performance.now();
  const store = await openLowdbStore(path, { mode: 'write' });
  const opened = performance.now() - start;
  globalThis.gc?.();
  const each = (process.memoryUsage().heapUsed - before) / size;
  console.log(
    `${size} annotations: opened in ${opened.toFixed(0)} ms${globalThis.gc ? `, ${(each / 1000).toFixed(1)} kB of memory each` : ''}`,
  );
  for (const count of writers) rows.push(await row(store, size, count));
  await store.close();
}

async function row(store: Store, size: number, count: number) {
  const limit = await lowest();
  const saves = await timed(count, (writer, n) =>
    store.commit(save(`${size}-${count}-${writer}-${n}`, n)),
  );
  const again = await lowest();
  const floor = (limit + again) / 2;
  return {
    annotations: size,
    writers: count,
    'saves/s': Math.round((saves.each.length / saves.whole) * 1000),
    'median, ms': quantile(saves.each, 0.5).toFixed(2),
    'p99, ms': quantile(saves.each, 0.99).toFixed(2),
    'append + fdatasync, ms': floor.toFixed(2),
    'median ÷ that': (quantile(saves.each, 0.5) / floor).toFixed(2),
    'time a save ÷ that': (saves.whole / saves.each.length / floor).toFixed(2),
  };
}

/** The median of an append and an fdatasync of the bytes of one save, by one writer. */
async function lowest(): Promise<number> {
  const file = await open(join(folder, 'bare'), 'a');
  const bytes = `${JSON.stringify(save('00000-64-63-000', 1))}\n`;
  const { each } = await timed(1, async () => {
    await file.writeFile(bytes);
    await file.datasync();
  });
  await file.close();
  return quantile(each, 0.5);
}

async function timed(
  count: number,
  work: (writer: number, n: number) => Promise<unknown>,
): Promise<{ each: number[]; whole: number }> {
  const each: number[] = [];
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: count }, async (_, writer) => {
      const saves = savesPerWriter[count] ?? 0;
      for (let n = 0; n < saves && performance.now() - begun < patience; n++) {
        const start = performance.now();
        await work(writer, n);
        each.push(performance.now() - start);
      }
    }),
  );
  return { each, whole: performance.now() - begun };
}

/** A desk of articles with fifty annotations each, and an event for each of those. */
async function fill(path: string, size: number): Promise<void> {
  const store = await openLowdbStore(path, { mode: 'write' });
  for (let from = 0; from < size; from += 1_000) {
    const count = Math.min(1_000, size - from);
    await store.commit(
      Array.from({ length: count }, (_, n) => save(`${from + n}`, from + n)).flat(),
    );
  }
  await store.close();
}

function save(name: string, n: number): Change[] {
  const id = createHash('sha256').update(name).digest('hex').slice(0, 12);
  const subject = { kind: 'annotation', id } as const;
  const article = `article-${Math.floor(n / 50)}`;
  return [
    insert('annotations', annotation(id, { article })),
    insert('events', event(id, { action: 'annotation.created', subject, article })),
  ];
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
