import { describe, expect, test } from 'vitest';
import { moment } from '../documents.js';
import { harbour } from '../fixtures.js';
import { articleOf } from '../gathered.js';
import { wordOf } from './documents.js';
import { readers, shown } from './shown.js';
import { partOf, type WordPackage } from './word-package.js';
import { named, wordsOf } from './xml-tree.js';

/** The rows of a table by its title, of each cell its lines. */
function rowsIn(parts: WordPackage, title: string): string[][] {
  const table = named(partOf(parts, 'word/document.xml'), 'w:tbl').find(
    (each) => named(each, 'w:tblCaption')[0]?.attributes['w:val'] === title,
  );
  return (table ? named(table, 'w:tr') : []).map((row) =>
    named(row, 'w:tc').map((cell) => named(cell, 'w:p').map(wordsOf).join('\n')),
  );
}

test('claims stand in the order in which they are first borne, as in other formats', async () => {
  const material = harbour();
  const claims = [...material.claims];
  const [closing] = claims;
  if (!closing) throw new Error('The harbour has a claim.');
  const other = [
    'also',
    { ...closing[1], id: 'also', statement: 'It was kept from the mayor.' },
  ] as const;
  const annotations = material.annotations.map((each) =>
    each.annotation.claim === null && each.annotation.id !== 'a1'
      ? { ...each, annotation: { ...each.annotation, claim: 'also', stance: 'asserts' as const } }
      : each,
  );
  // By their ids it would be the other way round.
  const parts = await wordOf([{ ...material, annotations, claims: new Map([other, ...claims]) }]);
  const named = rowsIn(parts, 'Claims').map(([claim]) => claim?.split('\n')[0]);
  expect(named).toEqual(['Claim', 'Berth nine closes in May.', 'It was kept from the mayor.']);
});

describe('the record', () => {
  test('has a line for each holder, and the sources, evidence, claims, dissent and history', async () => {
    const parts = await wordOf([harbour()]);
    const rowsOf = (title: string) => rowsIn(parts, title);
    const { annotations, history } = articleOf(harbour());
    const holders = annotations.flatMap(({ drawnHops }) => drawnHops.map(({ name }) => name));
    const [, ...passages] = rowsOf('Passages and their chains');
    const hops = passages.flatMap(([, , chain = '']) => chain.split('\n'));
    expect(hops).toHaveLength(holders.length);
    for (const [at, holder] of holders.entries()) expect(hops[at]).toContain(holder);
    expect(hops[3]).toBe(
      '4  Memo of 24 February document · seen by us · C, fairly reliable · rated so because: unsigned · 1 piece of evidence · leaked to',
    );
    const [, ...sources] = rowsOf('Sources').map(([name]) => name?.split('\n')[0]);
    const inChains = [...new Set(holders)].filter((holder) => sources.includes(holder));
    expect(sources).toContain('Confidential source 3');
    expect(sources.slice(0, inChains.length)).toEqual(inChains);
    expect(rowsOf('Evidence')[1]?.[2]).toContain('“Berth 9 closes.”');
    expect(rowsOf('Claims')[1]).toEqual(['Berth nine closes in May.', '1 asserts, 4 questions']);
    expect(rowsOf('Review and dissent').flat().join('\n')).toContain(
      'this dissent stays on record',
    );
    const told = rowsOf('History').flat().join('\n');
    for (const { sentence } of [...history, ...annotations.flatMap((entry) => entry.history)]) {
      expect(told).toContain(sentence);
    }
  });

  test('rates a joined source as the register does today: like the one that stands for it', async () => {
    const material = harbour();
    const [survey, board] = ['survey', 'board'].map((id) => material.sources.get(id));
    if (!survey || !board) throw new Error('The harbour has both.');
    const rating = { reliability: 'D' as const, at: moment(3), by: 'jonas', reason: null };
    const sources = new Map(material.sources)
      .set('survey', { ...survey, joined: { into: 'board', at: moment(2), by: 'jonas' } })
      .set('board', { ...board, ratings: [rating] });
    const rows = rowsIn(await wordOf([{ ...material, sources }]), 'Sources');
    const rated = rows.flatMap(([name, , rating]) =>
      name?.startsWith('Lodestar Surveys') ? [name, rating] : [],
    );
    expect(rated).toEqual([
      'Lodestar Surveys\nthe same as Harbour board',
      'D, not usually reliable, 2 March 2026',
    ]);
  });

  test('tells an agreement once: in the history, for readers by the status', async () => {
    const agreed = (sentence: string) => /agrees with the annotation/u.test(sentence);
    for (const options of [{}, readers]) {
      const rows = rowsIn(await wordOf([harbour()], options), 'Review and dissent');
      const lines = rows.flat().flatMap((cell) => cell.split('\n'));
      expect(lines.filter(agreed)).toEqual(
        options === readers ? [expect.stringContaining('A colleague')] : [],
      );
    }
  });

  test('names the digest of each piece of evidence', async () => {
    const material = harbour();
    const digest = 'ab'.repeat(32);
    const [first, ...others] = material.annotations;
    if (!first) throw new Error('The harbour has annotations.');
    const chain = structuredClone(first.annotation.chain);
    const piece = chain[3]?.holders[0]?.evidence[0];
    if (piece) {
      piece.sha256 = digest;
      piece.file = {
        name: 'memo.pdf',
        type: 'application/pdf',
        size: 1200,
        sha256: 'cd'.repeat(32),
      };
    }
    const annotations = [{ ...first, annotation: { ...first.annotation, chain } }, ...others];
    const words = shown(await wordOf([{ ...material, annotations }]));
    expect(words).toContain(digest);
    expect(words).toContain('cd'.repeat(32));
    expect(words).toContain('memo.pdf (application/pdf, 1,200 bytes)');
  });

  test('for readers has no colleague’s name and no history', async () => {
    const words = shown(await wordOf([harbour()], readers));
    expect(words).not.toContain('History');
    expect(words.join('\n')).not.toMatch(/Mira Sen|Tom Reyes/u);
  });
});
