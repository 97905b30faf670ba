import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finished } from '../../../../src/domain/finished.js';
import { find, finderIn } from '../../../../src/domain/text/quotes/find.js';
import { GramIndex, gramUnits } from '../../../../src/domain/text/quotes/gram-index.js';
import { describe as describeSpan } from '../../../../src/domain/text/quotes/quote.js';
import { type Span, snap } from '../../../../src/domain/text/span.js';
import { someText } from '../arbitrary-text.js';

/* What is done to a text is made here by chance that is the same in each run (Numerical Recipes' generator). */
let seed = 20_110_320;
const any = (count: number) => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * count);
};

describe('the index of a text', () => {
  test('knows every place of a stretch', () => {
    fc.assert(
      fc.property(someText, fc.nat(), (text, at) => {
        if (text.length < gramUnits) return;
        const from = at % (text.length - gramUnits + 1);
        const stretch = text.slice(from, from + gramUnits);
        const places = [...finished(GramIndex.of(text)).under(stretch, 0)];
        const right = Array.from({ length: text.length }, (_, place) => place).filter((place) =>
          text.startsWith(stretch, place),
        );
        expect(places).toEqual(expect.arrayContaining(right));
        expect(places).toEqual(places.toSorted((one, other) => one - other));
      }),
    );
  });

  test('tells the places nearest to another', () => {
    const places = Int32Array.from([1, 5, 9, 30, 31]);
    expect([...GramIndex.nearest(places, 8, 3)]).toEqual([1, 5, 9].slice(0, 3));
    expect([...GramIndex.nearest(places, 29, 2)]).toEqual([30, 31]);
    expect([...GramIndex.nearest(places, 100, 9)]).toEqual([...places]);
  });
});

const text = ['README.md', 'DESIGN.md', ...readdirSync('docs').map((name) => `docs/${name}`)]
  .filter((name) => name.endsWith('.md'))
  .map((name) => readFileSync(name, 'utf8'))
  .join('\n')
  .slice(0, 100_000);

/** Passages of a few words, at their beginnings and ends. */
function passages(count: number): Span[] {
  const starts = [...text.matchAll(/\b\w/gu)].map(({ index }) => index);
  return Array.from({ length: count }, () => {
    const start = starts[any(starts.length - 1)] ?? 0;
    const end = text.indexOf(' ', start + 20 + any(80));
    return snap(text, { start, end: end < 0 ? text.length : end }) ?? { start, end: start + 20 };
  });
}

/** The text with so many units of a thousand deleted, replaced or put in, and where each of its places went. */
function noisy(perThousand: number) {
  let now = '';
  const places: number[] = [];
  for (const unit of text.split('')) {
    places.push(now.length);
    const dice = any(1000);
    const other = 'etaoin shr'.charAt(any(10));
    const isHit = dice < perThousand;
    now += isHit ? ['', other, other + unit][dice % 3] : unit;
  }
  return { now, places: [...places, now.length] };
}

test.each([
  [50, 0.99],
  [150, 0.96],
])(
  'of %i units changed in a thousand: where a quote stands is told, and never wrongly',
  (rate, share) => {
    const { now, places } = noisy(rate);
    const find = finderIn(now, 'en');
    const spans = passages(200);
    const far = (one: number | undefined, other: number) => Math.abs((one ?? 0) - other) > 4;
    let right = 0;
    for (const span of spans) {
      const answer = finished(find(describeSpan(text, span), span));
      if (!('span' in answer)) continue;
      const { start, end } = answer.span;
      const isThere = !far(places[span.start], start) && !far(places[span.end], end);
      if (isThere) right += 1;
      else expect(answer.kind).toBe('changed');
    }
    expect(right / spans.length).toBeGreaterThanOrEqual(share);
  },
);

const word = () => Array.from({ length: 2 + any(7) }, () => 'etaoinshrd'.charAt(any(10))).join('');
const words = Array.from({ length: 400 }, word);
const prose = (units: number) => {
  const parts: string[] = [];
  for (let length = 0; length < units; length += parts.at(-1)?.length ?? 1)
    parts.push(any(12) === 0 ? '.\n' : ` ${words[any(400)]}`);
  return parts.join('');
};

const hostile: Record<string, (units: number) => string> = {
  'other words': prose,
  'one letter, repeated': (units) => 'a'.repeat(units),
  'lines of one letter': (units) =>
    Array.from({ length: units / 2 }, () => 'abc'.charAt(any(3))).join('\n'),
  'two letters at random': (units) =>
    Array.from({ length: units }, () => 'ab'.charAt(any(2))).join(''),
  'one sentence, repeated': (units) =>
    'The envoy said no, and nobody asked him why. '.repeat(units / 45),
  'a sentence that differs by a number': (units) =>
    Array.from(
      { length: units / 45 },
      (_, at) => `The envoy said no ${at} times, and nobody asked.`,
    ).join(' '),
};

describe.each(Object.entries(hostile))('in a text of %s', (_, make) => {
  test('as much is compared for a quote in a long one as in a short one', () => {
    const most = [20_000, 200_000].map((units) => {
      const text = make(units);
      const taken = make(2000);
      const quotes = [text, taken].flatMap((from) =>
        [
          { start: 300, end: 340 },
          { start: 900, end: 1800 },
        ].map((span) => describeSpan(from, span)),
      );
      let compared = 0;
      const find = finderIn(text, 'en', (units) => {
        compared += units;
      });
      for (const quote of quotes) {
        for (const [given, position] of [
          [quote, null],
          [
            { ...quote, exact: `${quote.exact.slice(0, -9)}said so` },
            { start: 300, end: 340 },
          ],
        ] as const)
          finished(find(given, position));
      }
      return compared / quotes.length;
    });
    expect(Math.max(...most)).toBeLessThan(2 ** 21);
  });
});

test('the copy nearest to where a quote stood is no better than another', () => {
  const now = `Mo. He said no to all. Tu. ${'It rained. '.repeat(20)}We. He said no to all. Th.`;
  const quote = {
    exact: 'He said no to all.',
    prefix: 'a line that is gone by now. ',
    suffix: ' And so on it went for ever.',
  };
  expect(find(now, quote, { start: 10, end: 28 })).toMatchObject({
    kind: 'ambiguous',
    candidates: [{}, {}],
  });
});

test.each([
  ['a figure', 'Some 12,000 came.', '12'],
  ['a sum', 'It cost £3bn.', '£3'],
  ['a word', 'A non-official came.', 'official'],
  ['a name', 'Then Singh’s brother came.', 'Singh'],
])(
  'a position that fits within %s is not where a quote stands that says nothing of its context',
  (_, now, exact) => {
    const start = now.indexOf(exact);
    const position = { start, end: start + exact.length };
    expect(find(now, { exact, prefix: '', suffix: '' }, position)).toMatchObject({
      kind: 'missing',
    });
  },
);

test('of many lines that differ by a number, none is taken for another where a sentence comes into each', () => {
  const asides = [
    'Nobody had heard of it.',
    'The boat went out empty.',
    'It had rained since noon.',
  ];
  const said = 'the deal was ready';
  const lines = Array.from({ length: 400 }, (_, line) => {
    const [first, last] = [asides[any(3)], asides[any(3)]];
    return `${first} Line ${line} of the log. Two officials said ${said} in March. ${last}`;
  });
  const was = lines.join('\n');
  const now = lines.map((line) => `${line} And then it snowed.`).join('\n');
  const find = finderIn(now, 'en');
  for (let line = 0, from = 0; line < lines.length; line += 5) {
    from = was.indexOf(`Line ${line} of`, from);
    const start = was.indexOf(said, from);
    const answer = finished(
      find(describeSpan(was, { start, end: start + said.length }), {
        start,
        end: start + said.length,
      }),
    );
    if (!('span' in answer)) continue;
    const right = now.indexOf(said, now.indexOf(`Line ${line} of`));
    expect(answer.span.start).toBe(right);
  }
});

test.each([
  ['far apart', ' Nobody said which of the boats went out at night.'.repeat(10)],
  ['one behind the other', ''],
])(
  'where one place has one side to the letter and another more of both sides, it is asked which: %s',
  (_how, between) => {
    const quote = {
      exact: 'number,\n): Crossing',
      prefix: ' compare: (one: T, other: T) => ',
      suffix: '<undefined, T[]> {\n  let runs: T',
    };
    const meant =
      ' compare: (one: , other: T) => number,\n): Crossing<undefined, T[]> {\n  let runys: T[][];';
    const alike =
      ' compare: (one: T, other: T) => number,\n): Crossing<undefined, T[]> {\n  const all: T[];';
    const find = finderIn(`items,\n${meant}${between}\nothers,\n${alike}\n`, 'en');
    expect(finished(find(quote, null)).kind).toBe('ambiguous');
  },
);

test('a wording of hundreds of pages is found to the letter, and compared with nothing', () => {
  const sentence = (at: number) => `The envoy said on day ${at} that no. `;
  const text = Array.from({ length: 10_000 }, (_, at) => sentence(at))
    .join('')
    .trim();
  let compared = 0;
  const find = finderIn(`${text}\n\nThe end.`, 'en', (units) => (compared += units));
  const sought = (exact: string) =>
    finished(find({ exact, prefix: '', suffix: '' }, { start: 1, end: 1 + exact.length }));
  expect(sought(text).kind).toBe('moved');
  expect(sought(text.replaceAll('envoy', 'clerk')).kind).toBe('missing');
  expect(compared).toBe(0);
});
