/*
 * What a save takes: durable saves by 1, 8 and 64 writers, on both stores, on desks of growing
 * size, in turns with the least that the same bytes or rows can take there (see limits.ts). A save
 * is an annotation with its event. Then what a start of the program takes, and how all that stands
 * to the goals. Stores and sizes can be given: `npm run bench:store -- file 100 10000`. Every part
 * is bounded in time, so that it ends by itself.
 */
import { openStore } from '../src/store/open-store.js';
import type { Store } from '../src/store/store.js';
import { type Asked, asked, type StoreName } from './asked.js';
import { type Goal, goalLine } from './goals.js';
import { type Ground, grounds } from './grounds.js';
import { bareInsertOverHttp, programAt } from './requests.js';
import { type Start, startOn } from './start.js';
import { inTurns, median, quantile, type Taken, type Work } from './timing.js';
import { type Size, saveAt, sizeOf } from './work.js';

interface Desk {
  size: Size;
  database: string;
  start: Start;
  store: Store;
  save: Work;
}

/** What some writers took on a desk, and what the limit took in the same turns. */
interface Row {
  annotations: number;
  writers: number;
  saves: Taken;
  limit: Taken;
}

const usual = [100, 1_000, 10_000, 100_000];
const goals: string[] = [];
const wanted: Asked = asked(process.argv.slice(2), { file: usual, postgres: usual });
if (wanted.file) await measure('file', wanted.file);
if (wanted.postgres) await measure('postgres', wanted.postgres);
console.log(`\n${goals.join('\n')}`);

async function measure(name: StoreName, sizes: readonly number[]): Promise<void> {
  const ground = await grounds[name]();
  try {
    const desks: Desk[] = [];
    for (const size of sizes) desks.push(await deskOn(ground, sizeOf(size)));
    const rows = await rowsOf(ground, desks);
    const [smallest] = desks;
    if (name === 'postgres' && smallest) goals.push(...(await httpGoals(smallest)).map(goalLine));
    for (const { store } of desks) await store.close();
    console.log(`\n${name}: a save beside its limit, ${ground.limitName}; times in milliseconds`);
    console.table(rows.map(shown));
    console.log(`${name}: from calling the program to its telling that it serves`);
    console.table(desks.map(startShown));
    goals.push(...goalsOf(name, ground, rows, desks).map(goalLine));
  } finally {
    await ground.end();
  }
}

async function deskOn(ground: Ground, size: Size): Promise<Desk> {
  const database = await ground.make(size);
  const start = await startOn(database);
  const store = await openStore(database, { mode: 'write' });
  let n = size.annotations;
  const save = () => {
    const changes = saveAt(n++, size);
    return () => store.commit(changes);
  };
  // The first saves are slower: the program warms up, and the file's lists are made.
  await inTurns([save], { writers: 1, rounds: 300, patience: 2_000 });
  return { size, database, start, store, save };
}

/** Where one writer works, the desks take turns as well: their sizes are to be compared. */
async function rowsOf(ground: Ground, desks: readonly Desk[]): Promise<Row[]> {
  const rows = await rowsWith(1, ground, desks, { rounds: 500, patience: 12_000 });
  for (const writers of [8, 64]) {
    for (const desk of desks) {
      const bounds = { rounds: writers === 8 ? 50 : 20, patience: 3_000 };
      rows.push(...(await rowsWith(writers, ground, [desk], bounds)));
    }
  }
  return rows;
}

async function rowsWith(
  writers: number,
  ground: Ground,
  desks: readonly Desk[],
  bounds: { rounds: number; patience: number },
): Promise<Row[]> {
  const limits = await Promise.all(
    desks.map(({ database, size }) => ground.limit(database, size, writers)),
  );
  const works = desks.flatMap(({ save }, at) => [save, limits[at]?.work ?? save]);
  const taken = await inTurns(works, { writers, ...bounds });
  for (const limit of limits) await limit.close();
  const none: Taken = { each: [], whole: 0 };
  return desks.map(({ size: { annotations } }, at) => {
    const [saves = none, limit = none] = taken.slice(2 * at);
    return { annotations, writers, saves, limit };
  });
}

function shown({ annotations, writers, saves, limit }: Row) {
  return {
    annotations,
    writers,
    'saves/s': perSecond(saves),
    median: inMs(median(saves.each)),
    p99: inMs(quantile(saves.each, 0.99)),
    'limit/s': perSecond(limit),
    'limit median': inMs(median(limit.each)),
    'limit p99': inMs(quantile(limit.each, 0.99)),
    'median ÷ limit': Number(ratio({ saves, limit }).toFixed(2)),
  };
}

function startShown({ size: { annotations }, start: { wall, cpu } }: Desk) {
  return { annotations, 'wall, ms': Math.round(wall), 'processor, ms': cpu };
}

function perSecond({ each, whole }: Taken): number {
  return Math.round((each.length / whole) * 1000);
}

function inMs(time: number): number {
  return Number(time.toFixed(2));
}

function ratio({ saves, limit }: Pick<Row, 'saves' | 'limit'>): number {
  return median(saves.each) / median(limit.each);
}

/** Those of the goals that the sizes that were measured say anything about. */
function goalsOf(
  name: StoreName,
  { limitName }: Ground,
  rows: readonly Row[],
  desks: readonly Desk[],
): Goal[] {
  const alone = rows.filter(({ writers }) => writers === 1);
  const beside: Goal = {
    what: `${name}: a save’s median ÷ ${limitName}, with one writer, at its worst size`,
    figure: Math.max(...alone.map(ratio)),
    most: name === 'file' ? 3 : 2.5,
    unit: '×',
  };
  return name === 'file' ? [beside, ...growthGoal(alone), ...startGoal(desks)] : [beside];
}

/** What a program waits for over HTTP, in turns with a server that does no more than insert the rows. */
async function httpGoals({ database, size, store }: Desk): Promise<Goal[]> {
  const program = await programAt(database, store);
  const bare = await bareInsertOverHttp(database, size);
  const works = [program.save, bare.work, program.read];
  await inTurns(works, { writers: 1, rounds: 60, patience: 5_000 });
  const taken = await inTurns(works, { writers: 1, rounds: 300, patience: 12_000 });
  await program.close();
  await bare.close();
  const [save = 0, insert = 0, read = 0] = taken.map(({ each }) => median(each));
  const beside = 'postgres: a save by the API ÷ a bare INSERT over HTTP';
  const fifty = 'postgres: an article’s fifty annotations by the API';
  return [
    { what: beside, figure: save / insert, most: 5, unit: '×' },
    { what: fifty, figure: read, most: 4, unit: 'ms' },
  ];
}

function growthGoal(alone: readonly Row[]): Goal[] {
  const [small, large] = [100, 100_000].map((size) =>
    alone.find(({ annotations }) => annotations === size),
  );
  if (!small || !large) return [];
  const figure = median(large.saves.each) / median(small.saves.each);
  return [{ what: 'file: a save’s median at 100,000 ÷ at 100', figure, most: 1.3, unit: '×' }];
}

function startGoal(desks: readonly Desk[]): Goal[] {
  const large = desks.find(({ size }) => size.annotations === 100_000);
  if (!large) return [];
  const { wall, cpu } = large.start;
  const what = `file: start with 100,000 annotations (${(cpu / 1000).toFixed(2)} s of processor time)`;
  return [{ what, figure: wall / 1000, most: 2, unit: 's' }];
}
