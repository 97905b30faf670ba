import { describe, expect, test } from 'vitest';
import type { HolderDetails } from '../../../src/domain/annotations/annotation-input.js';
import { type Chain, holdersIn } from '../../../src/domain/chain/chain.js';
import { readNotation } from '../../../src/domain/chain/notation/notation.js';
import { notationOf, shortIdOf } from '../../../src/domain/chain/notation/print-chain.js';
import type { HopEntry, ResolutionContext } from '../../../src/domain/chain/resolution.js';
import { resolveChainInTurns } from '../../../src/domain/chain/resolve.js';
import { finished } from '../../../src/domain/finished.js';
import { Problem } from '../../../src/domain/problem.js';
import { endOf } from '../../../src/domain/register/joining.js';
import { nameKey } from '../../../src/domain/register/name.js';
import type { Source } from '../../../src/domain/register/source.js';
import { hop, source } from '../../cases/chains.js';
import { evidence, holder, shared } from '../../cases/hops.js';

const resolveChain = (...given: Parameters<typeof resolveChainInTurns>) =>
  finished(resolveChainInTurns(...given));

const vega = source('vega1111', { name: 'Ines Vega', kind: 'person', rating: 'B' });
const ledger = source('ledg1111', { name: 'The Ledger', kind: 'outlet', aliases: ['Ledger'] });
const official = source('offi1111', { name: 'a senior official', unnamed: true });
const masked = source('mask1111', { name: 'Confidential source 1', confidential: true });
const smith = source('smit1111', { name: 'John Smith', kind: 'person' });
const otherSmith = source('smit2222', { name: 'John Smith', kind: 'person' });

describe('a name in a chain', () => {
  test('is the entry that bears it, whatever its case and outer space', () => {
    expect(sourcesOf(resolve('  ines VEGA -told-> Ledger'))).toEqual(['vega1111', 'ledg1111']);
  });

  test('that two entries bear is asked about, with the candidates', () => {
    const problem = failure('John Smith -> The Ledger');
    expect(problem.code).toBe('ambiguous');
    expect(problem.fields).toEqual([{ field: 'chain', message: problem.message }]);
    expect(problem.details.sources).toEqual([
      {
        name: 'John Smith',
        candidates: [
          { id: 'smit1111', name: 'John Smith', kind: 'person' },
          { id: 'smit2222', name: 'John Smith', kind: 'person' },
        ],
      },
    ]);
  });

  test('is told from its namesake by the first characters of its id', () => {
    expect(sourcesOf(resolve('John Smith #smit2 -> The Ledger'))).toEqual(['smit2222', 'ledg1111']);
  });

  test('resolves whatever apostrophe, hyphen or ß it is typed with', () => {
    const register = registerOf(
      source('obri1111', { name: 'Sean O’Brien' }),
      source('stra1111', { name: 'Straße GmbH' }),
    );
    const line = "Sean O'Brien -> STRASSE GmbH";
    expect(resolveChain(entries(line), register, [], making)).toMatchObject({
      added: [],
      chain: [{ holders: [{ source: 'obri1111' }] }, { holders: [{ source: 'stra1111' }] }],
    });
  });

  test('is the entry that is spelled so, before those that only fold to it', () => {
    const register = registerOf(
      source('curl1111', { name: 'Sean O’Brien' }),
      source('stra1111', { name: "Sean O'Brien" }),
    );
    for (const [line, id] of [
      ["Sean O'Brien", 'stra1111'],
      ["sean  o'brien", 'stra1111'],
      ['Sean O’Brien', 'curl1111'],
    ] as const) {
      expect(sourcesOf(resolveChain(entries(line), register, [], making))).toEqual([id]);
    }
    expect(() => resolveChain(entries('Sean O‘Brien'), register, [], making)).toThrow(
      'Several sources are called “Sean O‘Brien”: choose which one is meant.',
    );
  });

  test('with an id that no such entry has is a fault', () => {
    expect(failure('Ines Vega #zzzz').message).toContain('#zzzz');
  });

  test('that describes an unnamed source of another article is a new source', () => {
    const { added } = resolve('a senior official (unnamed)');
    expect(added).toMatchObject([{ source: { article: 'bridge', unnamed: true } }]);
    expect(sourcesOf(resolve('a senior official #offi (unnamed)'))).toEqual(['offi1111']);
  });

  test.each([
    ['a harbour pilot (unnamed)', ['pilo1111']],
    ['A harbour  PILOT (unnamed, person)', ['pilo1111']],
    ['a harbour pilot #pilo2 (unnamed)', ['pilo2222']],
    ['a harbour pilot (another)', ['new']],
    ['a harbour pilot (unnamed, document)', ['new']],
    ['a harbour pilot (unnamed, confidential)', ['new']],
    ['a harbour pilot', ['new']],
    ['a ferry hand (unnamed) -> a ferry hand (unnamed)', ['new', 'same']],
    ['a ferry hand (unnamed) -> a ferry hand (another)', ['new', 'new']],
  ])(
    'that describes an unnamed source of the article is the oldest of it: %s',
    (line, expected) => {
      const described = { name: 'a harbour pilot', unnamed: true, article: 'bridge' };
      const pilot = source('pilo1111', { ...described, kind: 'person' });
      const register = registerOf(pilot, source('pilo2222', { ...described, kind: 'group' }));
      const resolution = resolveChain(
        entries(line),
        {
          ...register,
          described: (name, isConfidential) => (isConfidential ? [] : register.described(name)),
        },
        [],
        making,
      );
      const added = new Set(resolution.added.map(({ source: { id } }) => id));
      const seen = new Set<string | null>();
      const found = sourcesOf(resolution).map((id) => {
        const word = seen.has(id) ? 'same' : 'new';
        seen.add(id);
        return added.has(id ?? '') ? word : id;
      });
      expect(found).toEqual(expected);
    },
  );

  describe('of an entry that is joined into another', () => {
    const old = source('olld1111', { name: 'Renata Olld' });
    const right = source('rena1111', { name: 'Renata Old', kind: 'person', rating: 'B' });
    const stamp = { at: '2026-05-05T12:00:00.000Z', by: 'mira' };
    const register = registerOf({ ...old, joined: { into: right.id, ...stamp } }, right);
    const through = (line: string, previous: Chain = []) =>
      resolveChain(entries(line), register, previous, making);

    test('is that other one, with its rating and its kind', () => {
      const { chain, added, changed } = through('Renata Olld (person)');
      expect(chain).toMatchObject([
        { holders: [{ source: 'rena1111', rating: { reliability: 'B' } }] },
      ]);
      expect([added, changed]).toEqual([[], []]);
    });

    test('is not asked about where both bear it', () => {
      const namesake = registerOf(
        source('olld1111', { name: 'Renata Old', joined: { into: right.id, ...stamp } }),
        right,
      );
      const { chain } = resolveChain(entries('Renata Old'), namesake, [], making);
      expect(sourcesOf({ chain })).toEqual(['rena1111']);
    });

    test.each([
      ['Renata Olld', 'olld1111'],
      ['renata olld', 'olld1111'],
      ['Renata Olld #olld', 'olld1111'],
      ['Renata Old', 'rena1111'],
    ])('keeps the entry that the chain named before: %s', (line, id) => {
      const previous = [hop('olld1111', { relation: null, terms: 'by phone' })];
      expect(through(line, previous).chain).toMatchObject([
        { holders: [{ source: id, terms: 'by phone' }] },
      ]);
    });

    test('is kept where the chain names its id again, and followed where it did not', () => {
      const byId = entries('x').map((entry) => ({ ...entry, name: null, source: 'olld1111' }));
      const previous = [hop('olld1111', { relation: null })];
      expect(sourcesOf(resolveChain(byId, register, previous, making))).toEqual(['olld1111']);
      expect(sourcesOf(resolveChain(byId, register, [], making))).toEqual(['rena1111']);
    });
  });

  test('that is not unnamed never lands on an unnamed entry', () => {
    expect(resolve('a senior official').added).toHaveLength(1);
  });

  test('that nobody bears makes one new source, however often the chain names it', () => {
    const { added } = resolve('Bo Lind -> The Ledger -> bo lind');
    expect(added.map(({ source }) => source.name)).toEqual(['Bo Lind']);
  });

  test('of the publisher is a new outlet', () => {
    expect(resolve('Bo Lind -> The Harbour Post').added.map(({ source }) => source.kind)).toEqual([
      null,
      'outlet',
    ]);
  });

  test('whose kind contradicts the register is a fault', () => {
    expect(failure('The Ledger (document)').message).toContain('is an outlet');
  });

  test('whose kind was not known brings it into the register', () => {
    const { changed } = resolveChain(
      entries('Bo Lind (group)'),
      registerOf(source('bo', { name: 'Bo Lind' })),
      [],
      making,
    );
    expect(changed.map(({ id, kind }) => [id, kind])).toEqual([['bo', 'group']]);
  });
});

describe('a confidential source', () => {
  test('gets a pseudonym, and its name goes to its identity', () => {
    const { added } = resolve('Bo Lind (confidential) -> The Ledger');
    expect(added[0]?.source).toMatchObject({ name: 'Confidential source 7', confidential: true });
    expect(added[0]?.identity).toMatchObject({ name: 'Bo Lind' });
    expect(JSON.stringify(added[0]?.source)).not.toContain('Lind');
  });

  test('is made by deep background as well', () => {
    expect(resolve('Bo Lind (deep background)').added[0]?.source.confidential).toBe(true);
  });

  test('is one in every hop that names it, whichever of them says so', () => {
    for (const line of [
      'Bo Lind -> The Ledger -> bo lind (deep background)',
      'Bo Lind (confidential) -> Bo Lind',
    ]) {
      const { added } = resolve(line);
      expect(added.map(({ source }) => source.name)).not.toContain('Bo Lind');
      expect(added[0]?.identity?.name).toBe('Bo Lind');
    }
  });

  test('is found again by its pseudonym', () => {
    expect(sourcesOf(resolve('confidential source 1 (confidential)'))).toEqual(['mask1111']);
  });

  test('is found by its real name by those who know it', () => {
    expect(sourcesOf(resolve('Ada Stone (confidential)'))).toEqual(['mask1111']);
  });

  test('is not told apart by a real name that was typed as a public one', () => {
    expect(resolve('Ada Stone').added).toHaveLength(1);
  });

  test('whose pseudonym nobody bears is a fault, not a new source', () => {
    expect(failure('Confidential source 9').message).toContain('Confidential source 9');
    expect(failure('Confidential source 9 (unnamed)').message).toContain('Confidential source 9');
  });

  test.each([
    'Ines Vega (confidential)',
    'ines  VEGA (deep background)',
    'Ines Vega #vega (confidential)',
    'Ines Vega (confidential, person)',
    'Ines Vega -> The Ledger -> Ines Vega (deep background)',
    'Ines Vega #vega -> The Ledger -> Ines Vega (confidential)',
  ])('is an entry of its own beside a public one of its name: %s', (line) => {
    const { added, chain, changed } = resolve(line);
    expect(added).toHaveLength(1);
    expect(added[0]?.source).toMatchObject({ confidential: true, name: 'Confidential source 7' });
    expect(added[0]?.identity).toMatchObject({ publicEntry: 'vega1111' });
    expect(changed).toEqual([]);
    expect(sourcesOf({ chain })).not.toContain('vega1111');
  });

  test('is so by the id of the public entry too, under its name', () => {
    const byId = entries('x (deep background) -> x').map((entry) => ({
      ...entry,
      name: null,
      source: 'ledg1111',
    }));
    const { added, chain } = resolveChain(byId, registerOf(ledger), [], making);
    expect(added[0]?.identity).toMatchObject({ name: 'The Ledger', aliases: ['Ledger'] });
    expect(new Set(sourcesOf({ chain }))).toEqual(new Set([added[0]?.source.id]));
  });

  test('of an unnamed one that is public is another, of its description', () => {
    const { added } = resolve('a senior official #offi (unnamed, confidential)');
    expect(added[0]?.source).toMatchObject({ confidential: true, unnamed: true });
    expect(added[0]?.identity).toMatchObject({ name: 'a senior official' });
  });

  test('is found again by any name of its public entry, and told from a namesake’s', () => {
    const known = { source: masked, publicEntry: smith.id };
    const register = { ...registerOf(...everyone), known: () => [known] };
    const found = (line: string) =>
      sourcesOf(resolveChain(entries(line), register, [], making))[0] === masked.id;
    expect(found('John Smith #smit1 (confidential)')).toBe(true);
    expect(found('John Smith (confidential)')).toBe(true);
    expect(found('John Smith #smit2 (confidential)')).toBe(false);
  });

  test('leaves a public one of its kind as it is, whatever kind is typed', () => {
    const { added, changed } = resolve('The Ledger (confidential, person)');
    expect(added[0]?.source).toMatchObject({ kind: 'person', confidential: true });
    expect(changed).toEqual([]);
    expect(resolve('The Harbour Post (confidential)').added[0]?.source.kind).toBeNull();
  });
});

describe('a rating in a chain', () => {
  test('is copied from the register with its date where none is typed', () => {
    expect(resolve('Ines Vega').chain[0]?.holders[0]?.rating).toEqual({
      reliability: 'B',
      at: '2026-03-02T09:00:00.000Z',
      reason: null,
    });
  });

  test('that differs from the register without a reason is taken, with a warning', () => {
    const { chain, warnings } = resolve('Ines Vega [D]');
    expect(chain[0]?.holders[0]?.rating).toMatchObject({ reliability: 'D', reason: null });
    expect(warnings).toEqual(['Ines Vega is rated D here without a reason; the register says B.']);
  });

  test('that differs with a reason is taken without one', () => {
    const details = [{ ...nothing, reason: 'She was not in the room.' }];
    expect(resolve('Ines Vega [D]', [], { details }).warnings).toEqual([]);
  });

  test('of a new source enters the register when the writer may rate', () => {
    const { added, warnings } = resolve('Bo Lind [C]', [], { mayRate: true });
    expect(added[0]?.source.ratings.map(({ reliability }) => reliability)).toEqual(['C']);
    expect(warnings).toEqual([]);
  });

  test('of a new source stays with the hop when the writer may not', () => {
    const { added, chain, warnings } = resolve('Bo Lind [C]');
    expect(added[0]?.source.ratings).toEqual([]);
    expect(chain[0]?.holders[0]?.rating?.reliability).toBe('C');
    expect(warnings).toHaveLength(1);
  });
});

describe('a chain that is typed again', () => {
  const before: Chain = [
    hop('vega1111', {
      rating: 'A',
      as: 'the harbour master',
      terms: 'not before Friday',
      relation: 'told',
      evidence: [evidence({ url: 'https://example.org/a', excerpt: 'x', sha256: 'ab' })],
    }),
    hop('ledg1111', { relation: null }),
  ];

  test('keeps what notation does not say of its unchanged hops', () => {
    const { chain } = resolve('Ines Vega [A] -told-> Bo Lind -> The Ledger', before);
    expect(chain[0]).toEqual(before[0]);
    expect(chain[2]).toEqual(before[1]);
  });

  test('keeps it when only the relation changes', () => {
    const { chain } = resolve('Ines Vega [A] -wrote to-> The Ledger', before);
    expect(chain[0]).toEqual({ ...before[0], relation: 'wrote' });
  });

  test('loses it in a hop that says something else', () => {
    const { chain } = resolve('Ines Vega [A] (on the record) -told-> The Ledger', before);
    expect(chain[0]?.holders[0]?.as).toBeNull();
  });

  test('takes what is sent beside it', () => {
    const details = [{ ...nothing, as: 'a port official' }];
    const { chain } = resolve('Ines Vega [A] -told-> The Ledger', before, { details });
    expect(chain[0]?.holders[0]).toMatchObject({
      as: 'a port official',
      terms: null,
      evidence: [],
    });
  });

  test('keeps the evidence that is named by its id, whatever else is said of its holder', () => {
    const many = [
      evidence({ url: 'https://example.org/a' }),
      evidence({ id: 'e2', page: '3', excerpt: 'x', sha256: 'ab' }),
    ];
    const was: Chain = [
      hop('vega1111', { evidence: many, relation: 'told' }),
      hop('ledg1111', { relation: null }),
    ];
    const details = [
      { ...nothing, evidence: [{ id: 'e1', url: 'https://example.org/b' }, { id: 'e2' }] },
    ];
    const { chain } = resolve('Ines Vega (on trust) -told-> The Ledger', was, { details });
    expect(chain[0]?.holders[0]?.evidence).toEqual([
      evidence({ url: 'https://example.org/b' }),
      evidence({ id: 'e2', page: '3', excerpt: 'x', sha256: 'ab' }),
    ]);
  });

  test('may have several holders in a hop, each with what it had', () => {
    const both: Chain = [
      shared('told', holder('vega1111', { as: 'the harbour master' }), holder('mask1111')),
      hop('ledg1111', { relation: null }),
    ];
    const line = notationOf(both, names());
    expect(line).toBe(
      'Ines Vega + Confidential source 1 (confidential) -told-> The Ledger (outlet)',
    );
    expect(resolve(line, both).chain).toEqual(both);
  });

  test('is refused where one source stands twice in a hop, and where a gap is described', () => {
    expect(failure('Ines Vega + ines vega -> The Ledger').message).toContain('twice in one hop');
    const details = [{ ...nothing, as: 'somebody' }];
    expect(() => resolve('? -> The Ledger', [], { details })).toThrow(/stands alone/u);
  });

  test('printed and resolved again is the same chain', () => {
    const chain: Chain = [
      hop(null, { relation: 'leaked' }),
      hop('smit2222', { check: 'on trust', relation: 'told' }),
      hop('offi1111', { basis: 'background', relation: 'passed' }),
      hop('mask1111', { basis: 'deep background', relation: 'reported' }),
      ...before,
    ];
    const line = notationOf(chain, names());
    expect(resolve(line, chain).chain).toEqual(chain);
    expect(line).toBe(
      '? -leaked to-> John Smith #smit2 (on trust) -told-> ' +
        'a senior official #offi (unnamed, background) -> ' +
        'Confidential source 1 (deep background, confidential) -reported by-> ' +
        'Ines Vega [A] -told-> The Ledger (outlet)',
    );
  });
});

const everyone = [vega, ledger, official, masked, smith, otherSmith];
const nothing: HolderDetails = { as: null, terms: null, reason: null, evidence: [] };
const making: ResolutionContext = {
  at: '2026-05-05T12:00:00.000Z',
  by: 'jonas',
  newId: () => `new${Math.random()}`,
  newPseudonym: () => 'Confidential source 7',
  mayRate: false,
  publisher: 'The Harbour Post',
  article: 'bridge',
};

function names() {
  const sources = new Map(everyone.map((entry) => [entry.id, entry]));
  const shortIds = new Map(
    everyone.flatMap((entry) => {
      const shortId = shortIdOf(
        entry,
        everyone.filter(({ name }) => name === entry.name),
      );
      return shortId ? [[entry.id, shortId] as const] : [];
    }),
  );
  return { sources, shortIds };
}

function registerOf(...sources: Source[]) {
  return {
    get: (id: string) => sources.find((entry) => entry.id === id),
    named: (name: string) =>
      sources.filter((entry) =>
        [entry.name, ...entry.aliases].map(nameKey).includes(nameKey(name)),
      ),
    known: (name: string) => (name === 'Ada Stone' ? [{ source: masked, publicEntry: null }] : []),
    described: (name: string) =>
      sources.filter(
        (entry) => entry.article === 'bridge' && nameKey(entry.name) === nameKey(name),
      ),
    end: (entry: Source) => endOf(entry, (id) => sources.find((other) => other.id === id)),
  };
}

function entries(line: string, details: HolderDetails[] = []): HopEntry[] {
  return readNotation(line).map((entry, index) => ({
    ...entry,
    source: null,
    details: details[index] ?? null,
  }));
}

function resolve(
  line: string,
  previous: Chain = [],
  { details = [], mayRate = false }: { details?: HolderDetails[]; mayRate?: boolean } = {},
) {
  const written = { ...making, mayRate };
  return resolveChain(entries(line, details), registerOf(...everyone), previous, written);
}

function sourcesOf({ chain }: { chain: Chain }) {
  return holdersIn(chain).map(({ source }) => source);
}

function failure(line: string): Problem {
  try {
    resolve(line);
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error('it did not fail');
}
