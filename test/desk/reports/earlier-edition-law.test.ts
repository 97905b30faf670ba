import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportOn } from '../../../src/desk/reports/reports.js';
import { formats } from '../../../src/reports/formats.js';
import { readScope } from '../../../src/reports/report-scope.js';
import { openNewsroom } from '../../newsroom.js';
import type { Choice } from './acts-on.js';
import { type Acting, actCount, ferry, openActing } from './desk-acts.js';

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

interface Step {
  act: number;
  choice: Choice;
}

async function newEdition({ ask, articles, room }: Acting, text: string | undefined) {
  room.pass({ minutes: 1 });
  const { status } = await ask('mira', 'post', `/articles/${articles[0]}/editions`, { text });
  expect(status).toBe(201);
  room.pass({ minutes: 1 });
}

/** Lets colleagues work, an edition come in, and so on; whatever came, each report is what it was. */
async function holds(acting: Acting, periods: readonly (readonly Step[])[]) {
  const before: Map<string, string>[] = [];
  for (const at of [0, 1, 2, 3]) await acting.act(0, [at, at, at + 1]);
  for (const at of [0, 1]) await acting.act(2, [at, at + 1, at + 1]);
  for (const [number, steps] of periods.entries()) {
    for (const { act, choice } of steps) await acting.act(act, choice);
    before.push(await reports(acting));
    await newEdition(acting, texts[number]);
  }
  for (const { act, choice } of periods.flat().toReversed()) await acting.act(act, choice);
  for (const [number, were] of before.entries()) {
    const are = await reports(acting, number + 1);
    for (const [what, text] of were) {
      expect(are.get(what), `${what}, edition ${number + 1}`).toBe(text);
    }
  }
}

/** Thousands of histories, where somebody asks for them. */
const numRuns = Number(process.env.WHENCE_LAW_RUNS ?? 2);
const length = process.env.WHENCE_LAW_RUNS === undefined ? 15 : 50;

test('a report of an earlier edition is byte for byte what it was right before the next came in, whatever has been done since', async () => {
  const step = fc.record({
    act: fc.nat(actCount - 1),
    choice: fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9)),
  });
  const some = fc.array(step, {
    minLength: Math.floor(length / 3),
    maxLength: length,
    size: 'max',
  });
  await fc.assert(
    fc.asyncProperty(some, some, some, async (...periods) => {
      const room = await openNewsroom();
      try {
        await holds(await openActing(room), periods);
      } finally {
        await room.close();
      }
    }),
    // To make a history smaller takes minutes.
    { numRuns, endOnFailure: true },
  );
}, 7_200_000);
