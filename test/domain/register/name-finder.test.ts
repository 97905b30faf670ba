import { describe, expect, test } from 'vitest';
import { NameFinder } from '../../../src/domain/register/name-finder.js';
import type { SourceNames } from '../../../src/domain/register/name-forms.js';

const stone: SourceNames = {
  id: 'stone',
  name: 'Ada Stone',
  aliases: ['Ida'],
  kind: 'person',
  unnamed: false,
};

function found(text: string, source: Partial<SourceNames> = {}) {
  const finder = new NameFinder([{ ...stone, ...source }]);
  return finder.find(text).map(({ start, end, how }) => [text.slice(start, end), how]);
}

describe('a name in people’s own words', () => {
  test.each([
    ['Ask Ada Stone.', 'Ada Stone', 'whole'],
    ['ask ada  STONE again', 'ada  STONE', 'whole'],
    ['Stone, Ada: called', 'Stone, Ada', 'whole'],
    ['as Ida said', 'Ida', 'whole'],
    ['Ada\u200B St\u00ADone said', 'Ada\u200B St\u00ADone', 'whole'],
    ['A\u0301da Sto\u0308ne', 'A\u0301da Sto\u0308ne', 'whole'],
    ['Ada Stоne (with another o)', 'Ada Stоne', 'whole'],
    ['ＡＤＡ ＳＴＯＮＥ', 'ＡＤＡ ＳＴＯＮＥ', 'whole'],
    ['Stone said so', 'Stone', 'part'],
    ['Mrs Stone’s memo', 'Stone', 'part'],
    ['by A. S. in May', 'A. S', 'part'],
    ['by A.S.', 'A.S', 'part'],
    ['set in stone', 'stone', 'faint'],
    ['Ada told us', 'Ada', 'faint'],
    ['AS told us', 'AS', 'faint'],
    ['@AdaStone wrote', 'AdaStone', 'part'],
    ['https://staff.example/adastone.html', 'adastone', 'part'],
    ['https://staff.example/ada_stone', 'ada_stone', 'whole'],
    ['https://staff.example/?q=Ada%20Stone&p=2', 'Ada%20Stone', 'whole'],
    ['https://staff.example/?q=ada+stone', 'ada+stone', 'whole'],
    ['https://staff.example/A%CC%81da-St%C3%B6ne/', 'A%CC%81da-St%C3%B6ne', 'whole'],
  ])('is found: %s', (text, name, how) => {
    expect(found(text)).toEqual([[name, how]]);
  });

  test.each([
    'Adamant Stonehenge',
    'a, s',
    'Canada',
    'the last one',
    '',
    'A',
    '\u200B',
    '100%',
    '%ff%E6%9d',
    'wadastones',
  ])('is not found where it is only a part of a word: %s', (text) => {
    expect(found(text).filter(([, how]) => how !== 'faint')).toEqual([]);
  });

  test('is found each time, at its place, behind what is longer or shorter when folded', () => {
    const text = '🚢 ﬁne Straße: Stone, then ADA STONE.';
    expect(found(text)).toEqual([
      ['Stone', 'part'],
      ['ADA STONE', 'whole'],
    ]);
  });

  test.each([
    ['Sean O’Brien', "SEAN O'BRIEN", 'whole'],
    ['Sean O’Brien', 'O’Brien', 'part'],
    ['Jean-Luc Picard', 'Jean Luc Picard', 'whole'],
    ['Ludwig van der Berg', 'van der Berg', 'part'],
    ['Zoë Müller', 'Zoe Muller', 'whole'],
    ['Müller', 'muller', 'whole'],
    ['李明', '记者李明说', 'whole'],
    ['Пётр Иванов', 'Иванова видели', 'part'],
    ['محمد علي', 'وقال محمد علي', 'whole'],
    ['محمد علي', '/%D9%85%D8%AD%D9%85%D8%AF_%D8%B9%D9%84%D9%8A', 'whole'],
    ['李明', '/%e6%9d%8e%e6%98%8e.html', 'whole'],
  ])('is found by whatever script and marks: %s', (name, text, how) => {
    const hits = found(text, { name, aliases: [] });
    expect(hits.map(([, certainty]) => certainty)).toContain(how);
  });

  test('is found whole where another name is a part of it', () => {
    expect(found('Stone said so', { aliases: ['Stone'] })).toEqual([['Stone', 'whole']]);
  });

  test('of an organisation is found whole or by its initials, its words faintly', () => {
    const ministry = {
      name: 'Ministry of Port Affairs',
      aliases: [],
      kind: 'organisation' as const,
    };
    expect(found('The MOPA and a Ministry', ministry)).toEqual([
      ['MOPA', 'part'],
      ['Ministry', 'faint'],
    ]);
  });

  test('that is a description is found whole alone', () => {
    const unnamed = { name: 'a senior official', aliases: [], unnamed: true };
    expect(found('A senior official, an official', unnamed)).toEqual([
      ['A senior official', 'whole'],
    ]);
  });

  test('is found in a long text in time with its length', () => {
    const text = 'Stone and stones. '.repeat(20_000);
    const begun = process.cpuUsage().user;
    expect(found(text)).toHaveLength(20_000);
    expect((process.cpuUsage().user - begun) / 1e6).toBeLessThan(5);
  });
});

test('of many sources each is told once, as it is named most surely, and none by a faint word', () => {
  const named = (id: string, name: string) => ({ ...stone, id, name, aliases: [] });
  const finder = new NameFinder([
    named('ada', 'Ada Stone'),
    named('bea', 'Bea Stone'),
    named('cy', 'Cy Rolling'),
    named('dan', 'Dan Lowe'),
  ]);
  const text = 'Ada Stone is no rolling stone. STONE said that Ms. Rolling was; Dan was not.';
  expect([...finder.named(text)]).toEqual([
    ['ada', 'whole'],
    ['bea', 'part'],
    ['cy', 'part'],
  ]);
  expect(finder.named('a rolling stone').size).toBe(0);
});

test('a name that thousands share, and a text repeats, takes time with both and not with their product', () => {
  const family = Array.from({ length: 4000 }, (_, at) => {
    return { ...stone, id: `${at}`, name: `N${at} Stone`, aliases: [] };
  });
  const namesakes = Array.from({ length: 4000 }, (_, at) => {
    return { ...stone, id: `also ${at}`, name: `Stoll${at} Stow${at}`, aliases: [] };
  });
  const finder = new NameFinder([...family, ...namesakes]);
  const begun = process.cpuUsage().user;
  expect(finder.named('Stone stoll '.repeat(2000)).size).toBe(4000);
  expect((process.cpuUsage().user - begun) / 1e6).toBeLessThan(5);
});

test('a long text is looked through in turns', () => {
  const text = `${'Nobody was there. '.repeat(5_000)}Ask Ada Stone. ${'Nobody was there. '.repeat(5_000)}`;
  const work = new NameFinder([stone]).findInTurns(text);
  let steps = 0;
  let step = work.next();
  for (; !step.done; step = work.next()) steps += 1;
  expect(steps).toBeGreaterThan(15);
  expect(step.value.map(({ start, end }) => text.slice(start, end))).toEqual(['Ada Stone']);
});

describe('several who were entered as one', () => {
  const both = { name: 'Ada Stone & Ben Cole', kind: null, aliases: [] };

  test.each([
    ['Ben Cole called', 'Ben Cole'],
    ['as Ada Stone has it', 'Ada Stone'],
    ['Mrs Stone’s memo', 'Stone'],
  ])('are found each by their own name: %s', (text, name) => {
    expect(found(text, both)).toEqual([[name, 'part']]);
  });

  test('are found as a whole by all of it', () => {
    expect(found('Ada Stone & Ben Cole said', both)).toEqual([['Ada Stone & Ben Cole', 'whole']]);
  });

  test('are not looked for in what an organisation is called', () => {
    const shop = { name: 'Marks & Spencer', kind: 'organisation' as const, aliases: [] };
    expect(found('Marks called', shop)).toEqual([['Marks', 'faint']]);
  });
});
