import { expect, test } from 'vitest';
import { printCommitInTurns, printHead, readJournal } from '../../src/store/file/journal-text.js';
import { inTurns } from '../../src/store/in-turns.js';
import { rowsInTurns } from '../../src/store/postgres/rows.js';
import { searchEntryInTurns } from '../../src/store/searchable.js';
import { storableInTurns } from '../../src/store/storable.js';
import { insert } from '../../src/store/store.js';
import { annotation, event, source } from './documents.js';

test('work in turns is done whole, and what waits has its turn between the pieces', async () => {
  const done: string[] = [];
  function* work(): Generator<undefined, number> {
    for (const piece of ['first', 'second']) {
      done.push(piece);
      yield;
    }
    return done.length;
  }
  setImmediate(() => done.push('another'));
  expect(await inTurns(work())).toBe(3);
  expect(done).toEqual(['first', 'another', 'second']);
});

/** What work comes to, and how often others may have their turn. */
function stepped<T>(work: Iterator<undefined, T>): { steps: number; value: T } {
  for (let steps = 0; ; steps += 1) {
    const step = work.next();
    if (step.done) return { steps, value: step.value };
  }
}

const note = 'A long note. '.repeat(20_000);
const long = [
  insert('annotations', annotation('bridge.1', { note })),
  insert('events', event('bridge.1', { before: null, after: { note } })),
];
const many = Array.from({ length: 2000 }, (_, at) => insert('sources', source(`s${at}`)));
const few = many.slice(0, 3);

test('what is stored is copied in turns where documents are long, or many', () => {
  expect(stepped(storableInTurns(long))).toEqual({ steps: 4, value: long });
  expect(stepped(storableInTurns(many)).steps).toBeGreaterThan(3);
  expect(stepped(storableInTurns(few))).toEqual({ steps: 0, value: few });
});

test('the rows of many documents are worked out in turns', () => {
  const { steps, value } = stepped(rowsInTurns(many));
  expect(steps).toBeGreaterThan(20);
  expect(value).toHaveLength(many.length);
  expect(stepped(rowsInTurns(few)).steps).toBe(0);
});

test('the line of a commit is made in turns where documents are long, or many', () => {
  const printed = [long, many, few].map((changes, at) =>
    stepped(printCommitInTurns({ number: at + 1, changes })),
  );
  expect(printed.map(({ steps }) => steps)).toEqual([2, expect.any(Number), 0]);
  expect(printed[1]?.steps).toBeGreaterThan(1);
  const head = printHead({ after: 0, public: 0, private: 0 });
  const bytes = Buffer.concat([head, ...printed.map(({ value }) => value)]);
  const { entries, damage, torn } = readJournal(bytes, 'db.journal');
  expect({ damage, torn }).toEqual({ damage: null, torn: false });
  expect(entries.map(({ commit }) => commit.changes)).toEqual([long, many, few]);
});

test('the words of many short texts are found in turns', () => {
  const { chain } = annotation('bridge.1');
  const [first] = chain;
  const holder = first?.holders[0];
  if (!first || !holder) throw new Error('It has no chain.');
  const evidence = Array.from({ length: 500 }, (_, at) => ({
    ...{ id: `e${at}`, url: null, excerpt: `What page ${at} says of it.`, retrievedAt: null },
    ...{ sha256: null, file: null, page: null, paragraph: null, time: null },
  }));
  const found = annotation('bridge.1', {
    chain: [{ ...first, holders: [{ ...holder, evidence }] }],
  });
  expect(stepped(searchEntryInTurns('annotations', found)).steps).toBeGreaterThan(5);
});
