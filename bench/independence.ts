/*
 * How long it takes to work out how independent the sourcing of one claim is, for more and more
 * annotations: processor time, so that others on the machine don't count, the steps that were taken, and
 * how many times what the smallest takes.
 */
import { independenceOf } from '../src/domain/claims/independence.js';
import { manyChains } from '../test/cases/independence.js';

const sizes = [100, 1000, 10_000] as const;
const runs = 5;
const goalMs = 1000;

function processorMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

let smallest: number | null = null;
for (const size of sizes) {
  const chains = manyChains(size);
  const times = Array.from({ length: runs }, () => processorMs(() => independenceOf(chains)));
  const ms = times.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
  smallest ??= ms;
  const { atLeast, atMost, exact, steps } = independenceOf(chains);
  const range = `at least ${atLeast}, at most ${atMost}${exact ? '' : ' (widened)'}`;
  const goal = size === 10_000 ? `, goal ${goalMs} ms: ${ms < goalMs ? 'met' : 'missed'}` : '';
  console.log(
    `${size} annotations: ${ms.toFixed(0)} ms, ${(ms / smallest).toFixed(1)} times the smallest, ${steps} steps; ${range}${goal}`,
  );
}
