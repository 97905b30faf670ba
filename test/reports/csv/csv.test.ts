import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvTables } from '../../../src/reports/csv/csv.js';
import type { Material } from '../../../src/reports/public-part.js';
import type { CsvRows } from '../../../src/reports/report-scope.js';
import { secret } from '../documents.js';
import { harbour, hostile, hostileMaterial, withoutPassages } from '../fixtures.js';
import { reportOf, written } from '../gathered.js';
import { readCsv } from './read-csv.js';

async function rowsOf(material: Material, rows: CsvRows = 'annotations') {
  const [head = [], ...lines] = readCsv(await written(csvTables[rows], [material]));
  return lines.map((cells) => Object.fromEntries(head.map((name, n) => [name, cells[n] ?? ''])));
}

test('there is a row for each annotation, and what a person looks for stands first', async () => {
  const rows = await rowsOf(harbour());
  expect(rows.map(({ number }) => number)).toEqual(['1', '2', '3', '4', '5']);
  expect(Object.entries(rows[0] ?? {}).slice(0, 10)).toEqual([
    ['number', '1'],
    ['quote', 'will close berth nine in May'],
    [
      'chain',
      'From Lodestar Surveys (B, usually reliable; first-hand): wrote to Harbour master (described as “the man who runs the quays”; background), told Board official (unnamed; taken on trust), wrote to Memo of 24 February (C, fairly reliable; seen by us), leaked to The Tidewater Post.',
    ],
    ['confidence', 'high'],
    ['weakest link', 'Memo of 24 February (C, fairly reliable)'],
    ['status', 'settled'],
    ['claim', 'Berth nine closes in May.'],
    ['stance', 'asserts'],
    ['note', 'The memo’s letterhead was compared.\n\nIts date was not.'],
    ['title', 'Board to close berth nine'],
  ]);
});

test.each(['annotations', 'hops'] as const)(
  'in rows of %s what the text no longer has says that it no longer asserts its claim',
  async (rows) => {
    const stances = (material: Material) =>
      rowsOf(material, rows).then((all) => all.filter(({ claim }) => claim)[0]?.stance);
    expect(await stances(harbour())).toBe('asserts');
    expect(await stances(withoutPassages(harbour()))).toBe('no longer asserts');
  },
);

test('a row of an annotation has the evidence, terms and ratings of all its holders', async () => {
  const [first, , , masked] = await rowsOf(harbour());
  expect(first?.evidence).toBe(
    'hop 4, Memo of 24 February: https://tidewater.example/memo.pdf?page=1&x=2; ' +
      'retrieved at 2026-03-02T09:03:00.000Z; “Berth 9 closes.”',
  );
  expect(first?.ratings?.split('\n')).toEqual([
    'hop 1, Lodestar Surveys: B, usually reliable (on 2026-03-02T09:01:00.000Z)',
    'hop 4, Memo of 24 February: C, fairly reliable (on 2026-03-02T09:01:00.000Z; unsigned)',
  ]);
  expect(masked?.terms).toBe('hop 1, Confidential source 3: as an engineer');
});

test.each(Object.keys(csvTables) as CsvRows[])(
  'each row of %s is a piece by itself',
  async (rows) => {
    const pieces: unknown[] = [];
    for await (const piece of csvTables[rows].write(reportOf([harbour()]))) {
      pieces.push(readCsv(String(piece)).length);
    }
    expect(pieces.length).toBeGreaterThan(2);
    expect(new Set(pieces)).toEqual(new Set([1]));
  },
);

test('on request there is a row for each hop, with the quote in every one', async () => {
  const rows = await rowsOf(harbour(), 'hops');
  const first = rows.filter(({ number }) => number === '1');
  expect(first.map(({ hop, source }) => [hop, source])).toEqual([
    ['1', 'Lodestar Surveys'],
    ['2', 'Harbour master'],
    ['3', 'Board official'],
    ['4', 'Memo of 24 February'],
    ['5', 'The Tidewater Post'],
  ]);
  expect(new Set(first.map(({ quote }) => quote))).toEqual(
    new Set(['will close berth nine in May']),
  );
  expect(rows).toHaveLength(14);
});

test('or a row for each source that stands in a chain, those first on which most rests', async () => {
  const rows = await rowsOf(harbour(), 'sources');
  expect(
    rows.map((row) => [row.source, row.annotations, row['as origin'], row['belongs to']]),
  ).toEqual([
    ['The Tidewater Post', '5', '0', ''],
    ['Harbour master', '2', '1', 'Harbour board'],
    ['Board official', '2', '1', ''],
    ['Confidential source 3', '1', '1', ''],
    ['Memo of 24 February', '1', '0', ''],
    ['Lodestar Surveys', '1', '1', ''],
  ]);
});

test('no source of an annotation off the record stands among the sources', async () => {
  expect(await written(csvTables.sources, [harbour()])).not.toContain(secret);
});

test('sources of several articles are counted once each', async () => {
  const both = await written(csvTables.sources, [harbour(), hostileMaterial('=1+1')]);
  const names = readCsv(both).map(([name]) => name);
  expect(new Set(names).size).toBe(names.length);
});

test('an honest gap is a row without a source’s id', async () => {
  const [gap] = (await rowsOf(harbour(), 'hops')).filter(({ annotation }) =>
    annotation?.endsWith('lapped'),
  );
  expect(gap).toMatchObject({ source: 'Origin not stated', 'source id': '', reliability: '' });
});

test('verdicts and the settlement stand in each row, a verdict on a hop in that of the hop', async () => {
  const rows = (await rowsOf(harbour(), 'hops')).filter(({ number }) => number === '1');
  const dispute =
    'dispute on hop:4, revision 1, by Tom Reyes at 2026-03-02T09:21:00.000Z: ' +
    'The memo bears no signature. Anybody could have typed it.';
  for (const { verdicts, settlement, ...row } of rows) {
    expect(verdicts).toBe(
      `agree on whole, revision 1, by Nils Oder at 2026-03-02T09:20:00.000Z\n${dispute}`,
    );
    expect(settlement).toBe('upheld');
    expect(row['settlement reason']).toBe('The board has confirmed the memo.');
    expect(row['settled by']).toBe('Jonas Ek');
  }
  expect(rows.map((row) => row['verdicts on hop'])).toEqual(['', '', '', dispute, '']);
});

test('a proposal is one line, with what it would change and what became of it', async () => {
  const [row] = (await rowsOf(harbour())).filter(({ number }) => number === '2');
  expect(row?.contributors).toBe('Jonas Ek');
  expect(row?.proposals?.split('\n')).toEqual([
    'to revision 3, by Nils Oder at 2026-03-02T09:27:00.000Z: She was there herself. | ' +
      'Chain: Lodestar Surveys (organisation, first-hand) -told-> Harbour master (on trust) ' +
      '-told-> The Tidewater Post (outlet) | Confidence: Low | It waits for a decision.',
    'to revision 3, by Tom Reyes at 2026-03-02T09:28:00.000Z: It is about the closing. | ' +
      'Passage: “colleagues that the quay wall had moved by eleven centimetres” | ' +
      'Claim: Berth nine closes in May. | Stance: Asserts | Jonas Ek declined it. It is not in the text.',
  ]);
});

test.each(['annotations', 'hops'] as const)(
  'in rows of %s comments stand in the last column, each a line, with its replies behind it',
  async (rows) => {
    const all = await rowsOf(harbour(), rows);
    const [row] = all.filter(({ comments }) => comments);
    expect(Object.keys(row ?? {}).at(-1)).toBe('comments');
    expect(row?.comments?.split('\n')).toEqual([
      'by Nils Oder at 2026-03-02T09:24:00.000Z: Who told you, @Mira Sen? (resolved by Mira Sen at 2026-03-02T09:26:00.000Z)',
      'reply by Mira Sen at 2026-03-02T09:25:00.000Z: He did, by telephone.',
    ]);
    expect(JSON.stringify(all)).not.toContain(secret);
  },
);

test('what is not known is empty and no middle value', async () => {
  const rows = await rowsOf(harbour());
  const [masked] = rows.filter(({ annotation }) => annotation?.endsWith('masked'));
  expect(masked).toMatchObject({ confidence: '', credibility: '', grade: '' });
});

test('it begins with a byte-order mark and ends its lines with CRLF', async () => {
  const text = await written(csvTables.annotations, [harbour()]);
  expect(text).toMatch(/^\uFEFFnumber,quote,chain,.*\r\n/u);
  expect(text).toMatch(/\r\n$/u);
});

describe('cells that a spreadsheet would run are defused, and can be read back', () => {
  const cases = [...hostile, '=1+1', '+1', '-1', '@x', '\t=1', '\r=1', "'=1", "''=1", '＝1'];
  test.each(cases)('%j', async (words) => {
    const [row] = await rowsOf(hostileMaterial(words));
    expect(row?.note).not.toMatch(/^[=+\-@\t\r＝＋－＠]/u);
    expect(restored(row?.note ?? '')).toBe(`${words}\n${words}`);
  });

  test.each([
    'a;=1+1',
    'a\t@x',
    'a\n+1',
    'a\r\n＝1',
    'a; =1',
    'a;"=1"',
    "a;'=1",
    'a;;-1',
    'a;\n"\t=1',
  ])('%j, when it is read with ; or tabs', async (words) => {
    const text = await written(csvTables.annotations, [hostileMaterial(words)]);
    for (const cell of text.split(/[;\t\r\n]/u))
      expect(cell).not.toMatch(/^[\s"]*[=+\-@＝＋－＠]/u);
    const [row] = await rowsOf(hostileMaterial(words));
    expect(restored(row?.note ?? '')).toBe(`${words}\n${words}`);
  });

  test('a cell of line breaks alone takes time with its length', async () => {
    const begun = process.cpuUsage();
    await written(csvTables.annotations, [hostileMaterial(`a${'\n'.repeat(200_000)}b`)]);
    expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(5);
  });

  test('whatever is written', async () => {
    await fc.assert(
      fc.asyncProperty(words(), async (note) => {
        const [row] = await rowsOf(hostileMaterial(note));
        expect(restored(row?.note ?? '')).toBe(`${note}\n${note}`);
      }),
      { numRuns: 60 },
    );
  });
});

test('a cell is no longer than a spreadsheet takes, and says where it was cut', async () => {
  const note = '👍=1\n'.repeat(10_000);
  const [row] = await rowsOf(hostileMaterial(note));
  expect(row?.note?.length).toBeLessThanOrEqual(32_767);
  expect(row?.note?.length).toBeGreaterThan(32_600);
  expect(row?.note?.isWellFormed()).toBe(true);
  expect(row?.note).toMatch(/ … \(cut: a cell takes 32,767 characters\)$/u);
  expect(restored(row?.note ?? '').startsWith(note.slice(0, 16_000))).toBe(true);
});

function words() {
  const unit = fc.oneof(
    fc.constantFrom('=', "'", '"', ',', ';', '\r', '\n', ' ', '@', '-'),
    fc.string(),
  );
  return fc
    .array(unit, { minLength: 1, maxLength: 6 })
    .map((units) => `${units.join('').replaceAll(/[^\S\n\r ]/gu, '')}x`);
}

function restored(cell: string): string {
  const inner = cell.replaceAll(/([;\t\r\n]['"\s;]*)'(?=[=+\-@＝＋－＠])/gu, '$1');
  return /^'+[=+\-@\t\r\n＝＋－＠]/u.test(inner) ? inner.slice(1) : inner;
}
