import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { ended, Program } from '../test/program.js';
import { median } from './timing.js';

/** What a start takes, in milliseconds. */
export interface Start {
  wall: number;
  /** Processor time, which may be more or less than that; NaN where the system doesn't tell. */
  cpu: number;
}

/** From calling the built program to its telling that it serves: the medians of three starts. */
export async function startOn(database: string): Promise<Start> {
  const starts: Start[] = [];
  for (let time = 0; time < 3; time++) starts.push(await start(database));
  return {
    wall: median(starts.map(({ wall }) => wall)),
    cpu: median(starts.map(({ cpu }) => cpu)),
  };
}

async function start(database: string): Promise<Start> {
  const program = await Program.install({ database });
  const begun = performance.now();
  const { child } = await program.serve({ setUp: false });
  const wall = performance.now() - begun;
  const cpu = await cpuOf(child.pid);
  await ended(child, 'SIGTERM');
  await program.uninstall();
  return { wall, cpu };
}

/** As Linux tells it (proc(5), utime and stime): in hundredths of a second. */
export async function cpuOf(process: number | undefined): Promise<number> {
  const line = await readFile(`/proc/${process}/stat`, 'utf8').catch(() => '');
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return 10 * (Number(fields[11]) + Number(fields[12]));
}
