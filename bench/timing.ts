import { performance } from 'node:perf_hooks';

/** Gets something ready for a writer, counted from 0; answers with the doing, which alone is timed. */
export type Work = (writer: number) => () => Promise<unknown>;

/** How long some work took, in milliseconds: each time, and from beginning to end. */
export interface Taken {
  each: number[];
  whole: number;
}

export interface Bounds {
  /** How many do it at once. */
  writers: number;
  /** How often the turn comes round at the most. */
  rounds: number;
  /** After how many milliseconds no further round is begun. */
  patience: number;
}

/** Does several kinds of work in turns, so that whatever disturbs one disturbs all as much. */
export async function inTurns(works: readonly Work[], bounds: Bounds): Promise<Taken[]> {
  const taken = works.map((work) => ({ work, each: [], whole: 0 }));
  const end = performance.now() + bounds.patience;
  for (let round = 0; round < bounds.rounds && performance.now() < end; round++) {
    for (const one of taken) await turn(one.work, bounds.writers, one);
  }
  return taken;
}

/** One who works alone gives way after each time, so that the turns are short. */
async function turn(work: Work, writers: number, taken: Taken): Promise<void> {
  const times = writers === 1 ? 1 : 4;
  const ready = Array.from({ length: writers }, (_, writer) =>
    Array.from({ length: times }, () => work(writer)),
  );
  const begun = performance.now();
  await Promise.all(
    ready.map(async (own) => {
      for (const act of own) taken.each.push(await timed(act));
    }),
  );
  taken.whole += performance.now() - begun;
}

/** How long something takes, in milliseconds. */
export async function timed(act: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await act();
  return performance.now() - begun;
}

export function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(times: readonly number[]): number {
  return quantile(times, 0.5);
}
