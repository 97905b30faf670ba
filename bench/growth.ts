/*
 * How what the pages ask of a store grows with the desk: on both stores, desks of made-up work ten
 * times as large each, spread over articles and sources as in life (see work.ts), and what each
 * question takes there, what the desk takes on the disk and in memory, and a start. Stores and
 * sizes can be given: `npm run bench:growth -- postgres 10000 100000 1000000` takes a quarter of an
 * hour and 6 GB of disk, for the most part to make the desks.
 */
import { openStore } from '../src/store/open-store.js';
import type { Store } from '../src/store/store.js';
import { type Asked, asked, type StoreName } from './asked.js';
import { type Costs, costsOf, firstList, waitingCount, wholeList } from './costs.js';
import { type Ground, grounds } from './grounds.js';
import { growthOf } from './growth-fit.js';
import { startOn } from './start.js';
import { inTurns, median, type Taken, timed } from './timing.js';
import { type Size, sizeOf } from './work.js';

/** What was measured on one desk, by what it is. */
type Figures = Record<string, number>;

interface Desk {
  annotations: number;
  store: Store;
  costs: Costs;
  figures: Figures;
}

const usual = [1_000, 10_000, 100_000];
const wanted: Asked = asked(process.argv.slice(2), { file: usual, postgres: usual });
if (wanted.file) await measure('file', wanted.file);
if (wanted.postgres) await measure('postgres', wanted.postgres);

async function measure(name: StoreName, sizes: readonly number[]): Promise<void> {
  const ground = await grounds[name]();
  try {
    const desks: Desk[] = [];
    for (const annotations of sizes) desks.push(await deskOn(ground, annotations));
    const figures = await costsOn(desks);
    for (const { store } of desks) await store.close();
    console.log(`\n${name}: on desks of so many annotations; medians, in milliseconds`);
    console.table(table(sizes, figures));
  } finally {
    await ground.end();
  }
}

async function deskOn(ground: Ground, annotations: number): Promise<Desk> {
  const size = sizeOf(annotations);
  const database = await ground.make(size);
  const bytes = await ground.bytes(database);
  const { wall } = await startOn(database);
  const before = memory();
  const store = await openStore(database, { mode: 'write' });
  const opened = memory();
  const costs = costsOf(store, size);
  // A file makes a list, or an index of words, when it is first asked for it.
  const first = await inTurns(Object.values(costs), { writers: 1, rounds: 1, patience: 60_000 });
  const figures = {
    'each of these once, the first time': first.reduce((sum, { whole }) => sum + whole, 0),
    'the first list of articles': await timed(firstList(store)),
    'the first list sorted otherwise': await timed(wholeList(store)),
    ...(await waitingFigures(store, size)),
    'a start of the program': wall,
    'on the disk, MB': bytes / 1e6,
  };
  const held = {
    'in memory once open, MB': (opened - before) / 1e6,
    'in memory when all was asked, MB': (memory() - before) / 1e6,
  };
  return {
    annotations,
    store,
    costs,
    figures: ground.inMemory ? { ...figures, ...held } : figures,
  };
}

/** What is kept for whoever reviews: the first time, and after a save, when one row has changed. */
async function waitingFigures(store: Store, size: Size): Promise<Figures> {
  const { count, facets, figures, save } = waitingCount(store, size);
  const first = {
    'the number that waits, the first time': await timed(count),
    'its facets, the first time': await timed(facets),
    'the figures of reviewing, the first time': await timed(figures),
  };
  await save();
  return {
    ...first,
    'the number that waits, after a save': await timed(count),
    'its facets, after a save': await timed(facets),
    'the figures of reviewing, after a save': await timed(figures),
  };
}

/** In bytes, of what is in use. */
function memory(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** What each question takes on each desk: the desks take turns, since they are to be compared. */
async function costsOn(desks: readonly Desk[]): Promise<Figures[]> {
  const found: Figures[] = desks.map(() => ({}));
  for (const name of Object.keys(desks[0]?.costs ?? {})) {
    const works = desks.flatMap(({ costs }) => costs[name] ?? []);
    const taken: Taken[] = await inTurns(works, { writers: 1, rounds: 200, patience: 4_000 });
    for (const [at, figures] of found.entries()) figures[name] = median(taken[at]?.each ?? []);
  }
  return found.map((figures, at) => ({ ...figures, ...desks[at]?.figures }));
}

function table(sizes: readonly number[], desks: readonly Figures[]) {
  const rows = Object.keys(desks[0] ?? {}).map((name) => {
    const points = sizes.map((size, at) => [size, desks[at]?.[name] ?? Number.NaN] as const);
    const cells = points.map(([size, figure]) => [String(size), rounded(figure)]);
    const { tenfold, exponent } = growthOf(points);
    const growth = { 'per tenfold': rounded(tenfold), exponent: Number(exponent.toFixed(2)) };
    return [name, { ...Object.fromEntries(cells), ...growth }] as const;
  });
  return Object.fromEntries(rows);
}

/** To three digits that count. */
function rounded(figure: number): number {
  return Number(figure.toPrecision(3));
}
