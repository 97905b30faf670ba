import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDesk } from '../../src/desk/check/check.js';
import { idFrom } from '../../src/desk/digest.js';
import { openLowdbStore } from '../../src/store/file/lowdb-store.js';
import { openPostgresStore } from '../../src/store/postgres/postgres-store.js';
import type { Store } from '../../src/store/store.js';
import type { Choice } from '../desk/reports/acts-on.js';
import { type Acting, actCount, goOn, openActing } from '../desk/reports/desk-acts.js';
import { openNewsroom } from '../newsroom.js';
import { folder } from '../store/file/folder.js';
import { emptiedDatabase } from '../store/postgres/postgres.js';
import { furtherActs, furtherCount } from './further-acts.js';
import { readings, withoutChance } from './readings.js';

/** A desk whose ids follow from how many were drawn, on a store that can be opened again. */
class Side {
  #drawn = 0;
  #acts = 0;
  #acting: Acting | null = null;

  constructor(private readonly open: () => Promise<Store>) {}

  get acting(): Acting {
    if (!this.#acting) throw new Error('Nobody is at work yet.');
    return this.#acting;
  }

  /** Opens the desk; anew, while it is open still, as after a process that was killed. */
  async begin(): Promise<void> {
    const before = this.#acting;
    const newId = () => idFrom(`${this.#drawn++}`);
    const room = await openNewsroom({ store: await this.open(), newId, empty: before !== null });
    room.pass({ minutes: this.#acts });
    await before?.room.close();
    this.#acting = before ? await goOn(room, before) : await openActing(room);
  }

  /** Does an act, a minute after the last; whether the desk did it. */
  async act({ act, choice }: Step): Promise<boolean> {
    this.#acts += 1;
    if (act < actCount) return this.acting.act(act, choice);
    this.acting.room.pass({ minutes: 1 });
    const done = await furtherActs(this.acting)[act - actCount]?.(choice);
    return done?.every(({ status }) => status < 400) ?? false;
  }

  async close(): Promise<void> {
    await this.#acting?.room.close();
  }
}

interface Step {
  act: number;
  choice: Choice;
}

async function findings({ store }: Acting['room']): Promise<string[]> {
  const all: string[] = [];
  for await (const finding of checkDesk(store, () => {})) {
    all.push(withoutChance(JSON.stringify(finding)));
  }
  return all;
}

/** Both sides do the same; whatever is asked of the one is then answered as by the other. */
async function demandAlike(sides: readonly [Side, Side]): Promise<void> {
  const [one, other] = [await readings(sides[0].acting.room), await readings(sides[1].acting.room)];
  expect([...other.keys()]).toEqual([...one.keys()]);
  for (const [asked, answer] of one) expect(other.get(asked), asked).toBe(answer);
  expect(await findings(sides[1].acting.room)).toEqual(await findings(sides[0].acting.room));
}

/** Opens both, has the same done on both, and compares them. */
async function work(sides: readonly [Side, Side], steps: readonly Step[]): Promise<void> {
  for (const side of sides) await side.begin();
  for (const step of steps) {
    const [one, other] = [await sides[0].act(step), await sides[1].act(step)];
    expect(other, JSON.stringify(step)).toBe(one);
  }
  await demandAlike(sides);
}

const log = { warn: () => {} };
const emptied = emptiedDatabase();

/** A file, opened again from what a killed process would have left of it. */
async function fileSide(): Promise<Side> {
  let place: string | null = null;
  return new Side(async () => {
    const next = await folder();
    const filter = (name: string) => !name.endsWith('.lock');
    if (place) await cp(place, next, { recursive: true, filter });
    place = next;
    return openLowdbStore(join(next, 'desk.json'), { mode: 'write', log });
  });
}

async function postgresSide(): Promise<Side> {
  const url = await emptied();
  return new Side(() => openPostgresStore(url, { mode: 'write', log }));
}

/** Thousands of histories, where somebody asks for them. */
const numRuns = Number(process.env.WHENCE_LAW_RUNS ?? 1);
const length = process.env.WHENCE_LAW_RUNS === undefined ? 20 : 80;

test('a desk in a file and one in PostgreSQL answer alike, whatever was done on both, and opened again', async () => {
  const step = fc.record({
    act: fc.nat(actCount + furtherCount - 1),
    choice: fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9)),
  });
  const some = fc.array(step, { minLength: length, maxLength: length, size: 'max' });
  await fc.assert(
    fc.asyncProperty(some, some, async (...periods) => {
      const sides = [await fileSide(), await postgresSide()] as const;
      try {
        for (const steps of periods) await work(sides, steps);
      } finally {
        for (const side of sides) await side.close();
      }
    }),
    // To make a history smaller takes minutes.
    { numRuns, endOnFailure: true },
  );
}, 7_200_000);
