import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csv } from '../../../src/reports/csv/csv.js';
import type { Material } from '../../../src/reports/public-part.js';
import { harbour, hostile, hostileMaterial } from '../fixtures.js';
import { written } from '../gathered.js';

async function rowsOf(material: Material) {
  const [head = [], ...rows] = read(await written(csv, [material]));
  return rows.map((cells) => Object.fromEntries(head.map((name, n) => [name, cells[n] ?? ''])));
}

test('there is a row for each hop', async () => {
  const rows = await rowsOf(harbour());
  expect(
    rows.filter(({ number }) => number === '1').map(({ hop, source }) => [hop, source]),
  ).toEqual([
    ['1', 'Lodestar Surveys'],
    ['2', 'Harbour master'],
    ['3', 'Board official'],
    ['4', 'Memo of 24 February'],
    ['5', 'The Tidewater Post'],
  ]);
  expect(rows).toHaveLength(14);
});

test('an honest gap is a row without a source’s id', async () => {
  const [gap] = (await rowsOf(harbour())).filter(({ annotation }) =>
    annotation?.endsWith('lapped'),
  );
  expect(gap).toMatchObject({ source: 'Origin not stated', 'source id': '', reliability: '' });
});

test('verdicts and the settlement stand in each row, a verdict on a hop in that of the hop', async () => {
  const rows = (await rowsOf(harbour())).filter(({ number }) => number === '1');
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

test('what is not known is empty and no middle value', async () => {
  const rows = await rowsOf(harbour());
  const [masked] = rows.filter(({ annotation }) => annotation?.endsWith('masked'));
  expect(masked).toMatchObject({ confidence: '', credibility: '', grade: '' });
});

test('it begins with a byte-order mark and ends its lines with CRLF', async () => {
  const text = await written(csv, [harbour()]);
  expect(text).toMatch(/^\uFEFFarticle,title,.*\r\n/u);
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
    const text = await written(csv, [hostileMaterial(words)]);
    for (const cell of text.split(/[;\t\r\n]/u))
      expect(cell).not.toMatch(/^[\s"]*[=+\-@＝＋－＠]/u);
    const [row] = await rowsOf(hostileMaterial(words));
    expect(restored(row?.note ?? '')).toBe(`${words}\n${words}`);
  });

  test('a cell of line breaks alone takes time with its length', async () => {
    const start = performance.now();
    await written(csv, [hostileMaterial(`a${'\n'.repeat(200_000)}b`)]);
    expect(performance.now() - start).toBeLessThan(5_000);
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

/** Reads RFC 4180, strictly. */
function read(text: string): string[][] {
  const rows: string[][] = [];
  let cells: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/uy;
  cell.lastIndex = 1;
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const found = cell.exec(text);
    if (!found) throw new Error(`No cell at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`);
    const [, quoted, bare = '', end] = found;
    cells.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(cells);
    cells = [];
  }
  return rows;
}
