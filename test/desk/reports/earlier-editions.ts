import fc from 'fast-check';
import { expect } from 'vitest';
import { reportOn } from '../../../src/desk/reports/reports.js';
import { formats } from '../../../src/reports/formats.js';
import { readScope } from '../../../src/reports/report-scope.js';
import { type Choice, pick } from './acts-on.js';
import { type Acting, actCount, ferry } from './desk-acts.js';

const written = [
  ['json', 'record', 'annotations'],
  ['webannotation', 'record', 'annotations'],
  ['csv', 'record', 'annotations'],
  ['csv', 'record', 'hops'],
  ['csv', 'record', 'sources'],
  ['md', 'record', 'annotations'],
  ['md', 'readers', 'annotations'],
  ['html', 'record', 'annotations'],
  ['html', 'readers', 'annotations'],
] as const;

/** The article's report in several formats, by what each is. */
async function reports({ room, articles }: Acting, edition?: number): Promise<Map<string, string>> {
  const all = new Map<string, string>();
  for (const [format, audience, rows] of written) {
    const asked = { for: audience, rows, ...(edition !== undefined && { edition: `${edition}` }) };
    const settings = { baseUrl: null, scope: readScope(asked) };
    const report = await reportOn(room.desk, articles[0], settings);
    let text = '';
    for await (const piece of formats[format].write(report)) text += piece;
    all.set(`${format} for ${audience}, ${rows}`, text);
  }
  return all;
}

/** The texts of the later editions, each with something changed under what was annotated. */
const texts = [
  ferry.map((line) => line.replace('will stop', 'will not stop')),
  ferry.slice(1),
  ferry.map((line) => line.replace('The mayor', 'Nobody')),
].map((lines) => lines.join('\n'));

export interface Step {
  act: number;
  choice: Choice;
  /** On which of the desk's processes it is done. */
  process: number;
  /** In milliseconds, by how much its clock jumps before. */
  jump: number;
}

async function newEdition({ ask, articles, room }: Acting, text: string | undefined) {
  room.pass({ minutes: 1 });
  const { status } = await ask('mira', 'post', `/articles/${articles[0]}/editions`, { text });
  expect(status).toBe(201);
  room.pass({ minutes: 1 });
}

/** Lets colleagues work, an edition come in, and so on; whatever came, each report is what it was. */
export async function holds(
  processes: readonly [Acting, ...Acting[]],
  periods: readonly (readonly Step[])[],
) {
  const [acting] = processes;
  const said: string[] = [];
  acting.room.store.watch(({ changes }) => {
    for (const change of changes) if (change.in === 'events') said.push(change.doc.id);
  });
  const before: Map<string, string>[] = [];
  const act = async ({ act, choice, process, jump }: Step) => {
    const { room, act: does } = pick(processes, process);
    room.pass({ minutes: jump / 60_000 });
    await does(act, choice);
  };
  for (const at of [0, 1, 2, 3]) await acting.act(0, [at, at, at + 1]);
  for (const at of [0, 1]) await acting.act(2, [at, at + 1, at + 1]);
  for (const [number, steps] of periods.entries()) {
    for (const step of steps) await act(step);
    before.push(await reports(acting));
    await newEdition(pick(processes, number), texts[number]);
  }
  for (const step of periods.flat().toReversed()) await act(step);
  for (const [number, were] of before.entries()) {
    const are = await reports(acting, number + 1);
    for (const [what, text] of were) {
      expect(are.get(what), `${what}, edition ${number + 1}`).toBe(text);
    }
  }
  await acting.room.store.caughtUp();
  const { items } = await acting.room.store.find('events', 'all', { key: '', limit: 10_000 });
  const told = items.map(({ id }) => id);
  const saved = said.filter((id) => told.includes(id));
  expect(told.slice(-saved.length)).toEqual(saved);
}

/** So many histories, and so long ones, where somebody asks for them. */
export const numRuns = Number(process.env.WHENCE_LAW_RUNS ?? 2);
const length = process.env.WHENCE_LAW_RUNS === undefined ? 15 : 50;

/** Three periods of work, with clocks that jump by so many milliseconds at the most. */
export function periods(jumps: { most: number; processes: number }) {
  const step = fc.record({
    act: fc.nat(actCount - 1),
    choice: fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9)),
    process: fc.nat(jumps.processes - 1),
    jump: fc.integer({ min: -jumps.most, max: jumps.most }),
  });
  const some = fc.array(step, {
    minLength: Math.floor(length / 3),
    maxLength: length,
    size: 'max',
  });
  return fc.tuple(some, some, some);
}
