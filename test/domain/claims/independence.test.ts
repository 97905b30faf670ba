import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { independenceOf } from '../../../src/domain/claims/independence.js';
import { chains, manyChains, triedRange } from '../../cases/independence.js';

function range(...lines: string[]): string {
  const { atLeast, atMost, exact } = independenceOf(chains(...lines));
  return `${atLeast}–${atMost}${exact ? '' : ' widened'}`;
}

describe('what is decided of how independent chains are', () => {
  const cases: [why: string, lines: string[], expected: string][] = [
    ['nothing is said', [], '0–0'],
    ['one chain is one source', ['Ann > *Hindu'], '1–1'],
    ['two origins are two', ['Ann > *Hindu', 'Bob > *Times'], '2–2'],
    ['one origin in two papers is one', ['Ann > *Hindu', 'Ann > *Times'], '1–1'],
    [
      'chains that meet further on do not confirm one another',
      ['Ann > AFP > *Hindu', 'Bob > AFP > *Times'],
      '1–1',
    ],
    ['two people in one paper are two', ['Ann > *Hindu', 'Bob > *Hindu'], '2–2'],
    [
      'one reporter of that paper, whom both told, changes nothing',
      ['Ann > *Mira > *Hindu', 'Bob > *Mira > *Hindu'],
      '2–2',
    ],
    [
      'a reporter who is not known to be of the paper is a source like any other',
      ['Ann > Mira > *Hindu', 'Bob > Mira > *Hindu'],
      '1–1',
    ],
    ['two first-hand reports by one reporter are one', ['*Mira > *Hindu', '*Mira > *Hindu'], '1–1'],
    [
      'an outlet that is an origin and a publisher is one source',
      ['Ann > *Hindu', 'Hindu > *Times'],
      '1–1',
    ],
    ['a paper’s word alone is its origin', ['*Hindu', 'Ann > *Hindu'], '1–1'],
    [
      'the publisher of one article in the middle of another chain is shared',
      ['Ann > *Hindu', 'Bob > Hindu > *Times'],
      '1–1',
    ],
    [
      'a publisher that stands twice is not only the end',
      ['Ann > *Hindu > AFP > *Hindu', 'Bob > *Hindu'],
      '1–1',
    ],
    ['an origin that is not stated may be anybody', ['Ann > *Hindu', '? > *Times'], '1–2'],
    ['two origins that are not stated may be one', ['? > *Hindu', '? > *Times'], '1–2'],
    ['two unnamed origins may be one person', ['~aide > *Hindu', '~envoy > *Times'], '1–2'],
    ['one unnamed entry is one source', ['~aide > *Hindu', '~aide > *Times'], '1–1'],
    [
      'unnamed go-betweens may have been one person',
      ['Ann > ~aide > *Hindu', 'Bob > ~envoy > *Times'],
      '1–2',
    ],
    ['one unnamed go-between does no harm', ['Ann > ~aide > *Hindu', 'Bob > *Times'], '2–2'],
    [
      'a holder who is unknown is one of them',
      ['Ann > ? > *Hindu', 'Bob > ~envoy > *Times'],
      '1–2',
    ],
    [
      'unnamed staff of two papers are not asked who they are',
      ['Ann > *~staff > *Hindu', 'Bob > *~desk > *Times'],
      '2–2',
    ],
    [
      'unnamed staff may be the unnamed go-between of another chain',
      ['Ann > *~staff > *Hindu', 'Bob > ~aide > *Times'],
      '1–2',
    ],
    ['several holders of a hop are a way each', ['Ann + Bob > *Hindu'], '2–2'],
    ['several holders who heard it from one are one', ['Carl > Ann + Bob > *Hindu'], '1–1'],
    ['several holders who told one are one', ['Ann + Bob > Carl > *Hindu'], '1–1'],
    ['what one unknown told two is one', ['? > Ann + Bob > *Hindu'], '1–1'],
    ['what two told one unknown is one', ['Ann + Bob > ? > *Hindu'], '1–1'],
    ['and so in two chains, each with an unknown of its own', ['Ann + Bob > ?', 'Cid > ?'], '1–2'],
    ['a hop joined from two entries is one holder', ['Ann + Ann > *Hindu'], '1–1'],
    [
      'a path that is pieced together of two chains is nobody’s',
      ['Ann > X > Y > *P', 'Bob > Y > *Q', 'Cid > X > *R'],
      '2–2',
    ],
    ['a chain with a cycle is one way', ['Ann > Bob > Ann > *Hindu'], '1–1'],
    ['papers that cite each other are one', ['Gazette > *Courier', 'Courier > *Gazette'], '1–1'],
    ['a chain of one gap is a way', ['?'], '1–1'],
    ['a chain without hops is none', [''].slice(1), '0–0'],
  ];
  test.each(cases)('%s', (_, lines, expected) => {
    expect(range(...lines)).toBe(expected);
  });

  test('unnamed go-betweens of whom an editor has said that they differ count beside each other', () => {
    const given = chains('Ann > ~aide > *P', 'Bob > ~envoy > *Q', 'Cid > ~clerk > *R');
    const differ = (one: string, other: string) =>
      ['aide', 'envoy'].includes(one) && ['aide', 'envoy'].includes(other);
    expect(independenceOf(given, { areDifferent: differ })).toMatchObject({
      atLeast: 2,
      atMost: 3,
      witnesses: [['1'], ['2']],
    });
    expect(independenceOf(given).atLeast).toBe(1);
  });
});

describe('beside the range', () => {
  test('who has it from another origin through the same sources is no witness of that way', () => {
    const given = chains('~envoy > Cid > *Hindu', 'Cid > ~envoy > *Hindu', 'Ann > *Post');
    expect(independenceOf(given).witnesses).toEqual([['2'], ['3']]);
  });

  test('the witnesses are the annotations with each way', () => {
    const given = chains('Ann > AFP > *P', 'Bob > *Q', 'Ann > AFP > *P', 'Cid > AFP > *R');
    const { witnesses, possibleWitnesses } = independenceOf(given);
    expect(witnesses).toEqual([['1', '3'], ['2']]);
    expect(possibleWitnesses).toEqual(witnesses);
  });

  test('origins are counted plainly, gaps not', () => {
    expect(independenceOf(chains('Ann > *P', '~aide > *P', 'Ann > *Q', '? > *R')).origins).toBe(2);
  });

  test('the sources in every way stand in the order of the chains, without the end', () => {
    const given = chains('Ann > Eve > cable > *P', 'Ann > Eve > cable > W > *Q');
    expect(independenceOf(given).sharedSources).toEqual(['Ann', 'Eve', 'cable']);
  });

  test('the smallest cut is the fewest sources whose loss leaves nothing', () => {
    const given = chains('Ann > AFP > *P', 'Bob > AFP > *Q', 'Cid > *R', '? > *S');
    expect(independenceOf(given)).toMatchObject({ cut: ['AFP', 'Cid', 'S'], cutExact: true });
  });

  test('circular reporting says who has it from whom, and where that stands', () => {
    const given = chains('Ann > *Hindu', 'Hindu > Gazette > *Courier', 'Courier > *Gazette');
    expect(independenceOf(given).circular).toEqual([
      [
        { from: 'Gazette', to: 'Courier', annotations: ['2'] },
        { from: 'Courier', to: 'Gazette', annotations: ['3'] },
      ],
    ]);
    expect(independenceOf(chains('Ann > *Hindu', 'Ann > *Times')).circular).toEqual([]);
    expect(independenceOf(chains('A > B > A > *P')).circular).toHaveLength(1);
    expect(independenceOf(chains('A > ? > A > *P')).circular).toEqual([]);
  });

  test.each([
    ['that leads to another', ['A > B > C > A > *P', 'C > D > E > D > *Q'], ['A B C', 'D E']],
    ['beside a longer way round', ['A > B > C > D > *P', 'D > A > *Q', 'B > A > *R'], ['A B']],
    ['into which others lead', ['X > Y > A > B > *P', 'B > A > Y2 > X2 > *Q'], ['A B']],
    ['that meets another', ['A > B > A > *P', 'B > C > B > *Q'], ['A B']],
  ])('a circle %s is told as one', (_what, lines, expected) => {
    const { circular } = independenceOf(chains(...lines));
    const told = circular.map((circle) =>
      circle
        .map(({ from }) => from)
        .toSorted()
        .join(' '),
    );
    expect(told.toSorted()).toEqual(expected);
  });

  test.each([
    ['64 ways is counted out', 'a8 > b8', [], '8–8'],
    ['more is not, and says so', 'a13 > b5', ['Ann > *Q'], '6–6 widened'],
    [
      'more is counted by ways that share as little as can be',
      'a2 > b2 > c2 > d2 > e2 > f2 > g2',
      [],
      '2–2 widened',
    ],
    ['more has no more than its narrowest hop', 'a13 > b5 > Coll', [], '1–1 widened'],
    [
      'more has as many where one may pass its publisher’s alone',
      'a33 > *b1 + Coll',
      [],
      '33–33 widened',
    ],
    ['more is one way behind one of its publisher’s', '*Mira > a13 > b5', [], '1–1 widened'],
    ['more is one way behind a gap', '? > a13 > b5', ['Ann > *Q'], '1–2 widened'],
  ])('a chain of %s: %s', (_, chain, others, expected) => {
    const wide = chain.replace(/(\*?)([a-g])(\d+)/gu, (_all, own, name, count) =>
      Array.from({ length: Number(count) }, (_each, at) => `${own}${name}${at}`).join(' + '),
    );
    expect(range(`${wide} > *P`, ...others)).toBe(expected);
  });
});

const people = ['Ann', 'Bob', 'Cid', 'Dora', '~aide', '~envoy', 'AFP', 'P', 'Q'];

/** Lines of chains over a few sources, so that they share much. */
const holder = fc.constantFrom(...people);
const hop = fc.oneof(
  { weight: 8, arbitrary: holder },
  { weight: 2, arbitrary: fc.tuple(holder, holder).map((both) => both.join(' + ')) },
  { weight: 1, arbitrary: fc.constant('?') },
);
const line = fc
  .tuple(fc.array(hop, { minLength: 1, maxLength: 3 }), fc.constantFrom('P', 'Q', ''))
  .map(([hops, publisher]) => {
    const all = publisher === '' ? hops : [...hops, publisher];
    const own = (word: string) => (word === publisher ? `*${word}` : word);
    return all.map((each) => each.split(' + ').map(own).join(' + ')).join(' > ');
  });
const lines = fc.array(line, { maxLength: 5 });

/** The same graphs each time; the last word on this is the rule, not luck. */
const tenThousand = { numRuns: 10_000, seed: 20_110_320 };
const someHundred = { numRuns: 700, seed: 20_110_320 };

describe('over random graphs', () => {
  test('never tells more sources than there are: it is what trying everything finds', () => {
    fc.assert(
      fc.property(lines, (given) => {
        const { atLeast, atMost, exact } = independenceOf(chains(...given));
        expect({ atLeast, atMost }).toEqual(triedRange(chains(...given)));
        expect(exact).toBe(true);
      }),
      tenThousand,
    );
  });

  test('finds the same where more chains have less to do with each other, or holds it within bounds', () => {
    const many = fc.array(fc.constantFrom(...('ABCDEFGHIJKLMNO~x~y~z'.match(/~?./gu) ?? [])), {
      minLength: 1,
      maxLength: 3,
    });
    const sparse = fc.array(many, { minLength: 6, maxLength: 14 });
    fc.assert(
      fc.property(sparse, fc.nat(2_000), (given, maxSteps) => {
        const some = chains(...given.map((hops) => `${hops.join(' > ')} > *P`));
        const tried = triedRange(some);
        const { atLeast, atMost, exact } = independenceOf(some);
        expect({ atLeast, atMost, exact }).toEqual({ ...tried, exact: true });
        const cutShort = independenceOf(some, { maxSteps });
        expect(cutShort.atLeast).toBeLessThanOrEqual(tried.atLeast);
        expect(cutShort.atMost).toBeGreaterThanOrEqual(tried.atMost);
      }),
      someHundred,
    );
  });

  test('without a step to search it is wider, and never says more at least nor less at most', () => {
    fc.assert(
      fc.property(lines, fc.nat(30), (given, maxSteps) => {
        const { atLeast, atMost, exact } = independenceOf(chains(...given), { maxSteps });
        const tried = triedRange(chains(...given));
        expect(atLeast).toBeLessThanOrEqual(tried.atLeast);
        expect(atMost).toBeGreaterThanOrEqual(tried.atMost);
        if (exact) expect({ atLeast, atMost }).toEqual(tried);
      }),
      { ...tenThousand, numRuns: 3000 },
    );
  });

  test('a named source that is put into chains behind their origin never raises it', () => {
    fc.assert(
      fc.property(lines, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), (given, put) => {
        const shared = given.map((each, at) =>
          put[at] ? each.replace(/( >|$)/u, ' > Shared$1') : each,
        );
        const [before, after] = [given, shared].map((some) => independenceOf(chains(...some)));
        expect(after?.atLeast).toBeLessThanOrEqual(before?.atLeast ?? 0);
        expect(after?.atMost).toBeLessThanOrEqual(before?.atMost ?? 0);
      }),
      someHundred,
    );
  });

  test('to join two sources never raises it', () => {
    fc.assert(
      fc.property(lines, (given) => {
        const joined = given.map((each) =>
          each.replaceAll('Bob', 'Ann').replaceAll('envoy', 'aide'),
        );
        const [before, after] = [given, joined].map((some) => independenceOf(chains(...some)));
        expect(after?.atLeast).toBeLessThanOrEqual(before?.atLeast ?? 0);
        expect(after?.atMost).toBeLessThanOrEqual(before?.atMost ?? 0);
      }),
      someHundred,
    );
  });

  test('one chain more takes nothing away, and adds no more than its ways', () => {
    fc.assert(
      fc.property(lines, line, (given, added) => {
        const before = independenceOf(chains(...given));
        const after = independenceOf(chains(...given, added));
        expect(after.atMost).toBeGreaterThanOrEqual(before.atMost);
        expect(after.atLeast).toBeGreaterThanOrEqual(before.atLeast);
        expect(after.atMost - before.atMost).toBeLessThanOrEqual(2);
      }),
      someHundred,
    );
  });

  test('the order of chains and holders makes no difference to the numbers', () => {
    fc.assert(
      fc.property(lines, (given) => {
        const turned = given.toReversed().map((each) =>
          each
            .split(' > ')
            .map((word) => word.split(' + ').toReversed().join(' + '))
            .join(' > '),
        );
        const [one, other] = [given, turned].map((some) => {
          const { atLeast, atMost, origins, cut, sharedSources } = independenceOf(chains(...some));
          return { atLeast, atMost, origins, cut: cut.length, shared: sharedSources.toSorted() };
        });
        expect(one).toEqual(other);
      }),
      someHundred,
    );
  });

  test('whoever the unnamed turn out to be, there are as many as it tells at the least', () => {
    const persons = ['Xu', 'Yan'];
    const anybody = [...persons, 'Ann', 'Bob', 'AFP', 'P'];
    fc.assert(
      fc.property(lines, fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), (given, drawn) => {
        const told = chains(...given);
        const goBetweens = new Set(
          told.flatMap(({ hops }) =>
            hops.slice(1).flatMap((hop) => hop.map(({ source }) => source)),
          ),
        );
        const known = new Map<string, string>();
        let at = 0;
        const pick = (among: readonly string[]) => among[(drawn[at++] ?? 0) % among.length] ?? '';
        const person = (source: string) => {
          const found = known.get(source) ?? pick(goBetweens.has(source) ? persons : anybody);
          known.set(source, found);
          return found;
        };
        const revealed = told.map(({ annotation, hops }) => ({
          annotation,
          hops: hops.map((hop, place) =>
            hop.length === 0
              ? [
                  {
                    source: pick(place === 0 ? anybody : persons),
                    isDark: false,
                    isPublishers: false,
                  },
                ]
              : hop.map((each) =>
                  each.isDark ? { ...each, source: person(each.source), isDark: false } : each,
                ),
          ),
        }));
        expect(independenceOf(told).atLeast).toBeLessThanOrEqual(independenceOf(revealed).atMost);
      }),
      { ...tenThousand, numRuns: 3000 },
    );
  });

  test('to lose the name of a source, or one of several holders, never raises it at the least', () => {
    fc.assert(
      fc.property(lines, (given) => {
        const before = independenceOf(chains(...given));
        const darkened = given.map((each) => each.replaceAll('Ann', '~Ann'));
        expect(independenceOf(chains(...darkened)).atLeast).toBeLessThanOrEqual(before.atLeast);
        const fewer = given.map((each) => each.replace(/ \+ [^ ]+/u, ''));
        const after = independenceOf(chains(...fewer));
        expect(after.atLeast).toBeLessThanOrEqual(before.atLeast);
        expect(after.atMost).toBeLessThanOrEqual(before.atMost);
      }),
      someHundred,
    );
  });

  test('to be told that two differ never lowers it, and never raises it beyond the most', () => {
    fc.assert(
      fc.property(lines, (given) => {
        const told = chains(...given);
        const pair = ['aide', 'envoy'];
        const areDifferent = (one: string, other: string) =>
          one !== other && pair.includes(one) && pair.includes(other);
        const [before, after] = [independenceOf(told), independenceOf(told, { areDifferent })];
        expect(after.atLeast).toBeGreaterThanOrEqual(before.atLeast);
        expect(after.atLeast).toBeLessThanOrEqual(before.atMost);
        expect(after.atMost).toBe(before.atMost);
      }),
      someHundred,
    );
  });

  test('the witnesses are as many as it tells, and none of them shares a source with another', () => {
    fc.assert(
      fc.property(lines, (given) => {
        const told = chains(...given);
        const { atLeast, atMost, possibleWitnesses, witnesses } = independenceOf(told);
        expect([witnesses.length, possibleWitnesses.length]).toEqual([atLeast, atMost]);
        const only = new Set(witnesses.flatMap(([first]) => first ?? []));
        const chosen = told.filter(({ annotation }) => only.has(annotation));
        expect(independenceOf(chosen).atLeast).toBeGreaterThanOrEqual(Math.min(only.size, atLeast));
      }),
      someHundred,
    );
  });

  test('as many sources as are independent have to go, where all are known', () => {
    fc.assert(
      fc.property(lines, (given) => {
        const known = given.map((each) => each.replaceAll('?', 'Eve'));
        const { atMost, cut, sharedSources } = independenceOf(chains(...known));
        expect(cut.length).toBeGreaterThanOrEqual(atMost);
        if (sharedSources.length > 0) expect(cut).toHaveLength(1);
        if (cut.length === 1) expect(sharedSources).toContain(cut[0]);
      }),
      someHundred,
    );
  });
});

describe('ten thousand annotations on one claim', () => {
  test('are more than can be told exactly; two hundred are not', () => {
    const { atLeast, atMost, exact, steps } = independenceOf(manyChains(200));
    expect({ atLeast, atMost, exact }).toEqual({ atLeast: 15, atMost: 15, exact: true });
    expect(steps).toBeLessThan(300_000);
  });

  test('take a bounded number of steps, and no more for each than a thousand do', () => {
    const [few, many] = [1000, 10_000].map((count) => independenceOf(manyChains(count)));
    expect(many?.steps).toBeLessThan(5_000_000);
    expect(many?.steps).toBeLessThan((few?.steps ?? 0) * 20);
    expect(many?.atLeast).toBeGreaterThan(0);
    expect(many?.atMost).toBeGreaterThanOrEqual(many?.atLeast ?? 0);
  });
});

describe('articles that share wording', () => {
  /** Chains, each in the article of its number in the second list; the first two articles share wording. */
  const counted = (lines: string[], articles: number[]) =>
    chains(...lines).map((chain, at) => ({
      ...chain,
      article: `a${articles[at]}`,
      sharesWith: { 0: ['a1'], 1: ['a0'] }[articles[at] ?? 9] ?? [],
    }));
  test.each([
    ['are not counted beside each other', ['Ann > *Hindu', 'Bob > *Times'], [0, 1], '1–2'],
    ['count beside a third', ['Ann > *Hindu', 'Bob > *Times', 'Cy > *Post'], [0, 1, 2], '2–3'],
    [
      'count what stands in one of them',
      ['Ann > *Hindu', 'Bob > *Hindu', 'Cy > *Times'],
      [0, 0, 1],
      '2–3',
    ],
    ['count each holder of a hop in one', ['Ann + Bob > *Hindu', 'Cy > *Times'], [0, 1], '2–3'],
  ])('%s: %j', (_why, lines, articles, expected) => {
    const { atLeast, atMost } = independenceOf(counted(lines, articles));
    expect(`${atLeast}–${atMost}`).toBe(expected);
  });

  test('never raise the figure, however many there are', () => {
    fc.assert(
      fc.property(lines, (given) => {
        const made = chains(...given);
        const plain = independenceOf(made);
        const articles = made.map((chain, at) => ({
          ...chain,
          article: `a${at % 3}`,
          sharesWith: at % 3 === 2 ? [] : [`a${1 - (at % 3)}`],
        }));
        const { atLeast, atMost } = independenceOf(articles);
        expect(atLeast).toBeLessThanOrEqual(plain.atLeast);
        expect(atLeast).toBeGreaterThanOrEqual(Math.min(plain.atLeast, 1));
        expect(atMost).toBe(plain.atMost);
      }),
      { numRuns: 200 },
    );
  });
});
