import { describe, expect, test } from 'vitest';
import { carrier, compareEditions } from '../../../../src/domain/articles/carrying.js';
import { alignTexts } from '../../../../src/domain/text/comparison/alignment.js';

/* What is done to a text is made here by chance that is the same in each run (Numerical Recipes' generator). */
let seed = 20_110_320;
const any = (count: number) => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * count);
};

function shuffled<T>(all: readonly T[]): T[] {
  const left = [...all];
  return all.map(() => left.splice(any(left.length), 1)[0] as T);
}

const words = Array.from({ length: 900 }, () =>
  Array.from({ length: 2 + any(8) }, () => 'etaoinshrdlu'.charAt(any(12))).join(''),
);
const sentence = () => `${Array.from({ length: 6 + any(12) }, () => words[any(900)]).join(' ')}.`;
const prose = (lines: number) =>
  Array.from({ length: lines }, () => `${sentence()} ${sentence()}`).join('\n');
const noisy = (text: string, share: number) =>
  text.replace(/[^\n]/gu, (unit) => (any(1000) < 1000 * share ? 'etaoin '.charAt(any(7)) : unit));

const hostile: Record<string, (lines: number) => [was: string, now: string]> = {
  'other text': (lines) => [prose(lines), prose(lines)],
  'lines in another order': (lines) => {
    const was = prose(lines);
    return [was, shuffled(was.split('\n')).join('\n')];
  },
  'words in another order': (lines) => {
    const was = prose(lines);
    return [was, shuffled(was.split(/\s/u)).join(' ')];
  },
  'one letter, repeated': (lines) => ['a'.repeat(150 * lines), `b${'a'.repeat(140 * lines)}c`],
  'lines of one letter': (lines) => {
    const letters = () => Array.from({ length: 75 * lines }, () => 'abcdefghij'.charAt(any(10)));
    return [letters().join('\n'), letters().join('\n')];
  },
  'half of the letters changed': (lines) => {
    const was = prose(lines);
    return [was, noisy(was, 0.5)];
  },
  'both halves in each other’s place': (lines) => {
    const was = prose(lines);
    const half = was.length >> 1;
    return [was, was.slice(half) + was.slice(0, half)];
  },
  'one long stretch that is found again in many places': (lines) => {
    const moved = prose(lines / 2).split('\n');
    const kept = prose(lines / 2).split('\n');
    return [
      [...kept, ...moved].join('\n'),
      kept.map((line, at) => `${line}\n${moved[at]}`).join('\n'),
    ];
  },
};

describe.each(Object.entries(hostile))('of two texts with %s', (_, make) => {
  test('each unit is read a few times, however long they are', () => {
    for (const lines of [60, 480]) {
      const [was, now] = make(lines);
      const work = { units: 0, pairs: 2 ** 40 };
      alignTexts(was, now, work);
      expect(work.units / (was.length + now.length)).toBeLessThan(12);
    }
  });

  test('no more pairs of units are compared than may be', () => {
    const [was, now] = make(200);
    const work = { units: 0, pairs: 2 ** 16 };
    const { runs } = alignTexts(was, now, work);
    expect(work.pairs).toBeGreaterThanOrEqual(0);
    for (const run of runs)
      expect(was.slice(run.was, run.was + run.length)).toBe(
        now.slice(run.now, run.now + run.length),
      );
  });

  test('what moved comes in the order of the older text, so that it is found by halves', () => {
    const { moves } = alignTexts(...make(200));
    const ascend = (places: number[]) =>
      places.every((place, at) => at === 0 || place >= (places[at - 1] ?? 0));
    expect(ascend(moves.map((move) => move.was.start))).toBe(true);
    expect(ascend(moves.map((move) => move.was.end))).toBe(true);
  });
});

test('no more stretches move than can be looked through', () => {
  const lines = Array.from({ length: 1500 }, (_, at) => `${at} ${sentence().slice(0, 50)}`);
  expect(alignTexts(lines.join('\n'), lines.toReversed().join('\n')).moves).toHaveLength(1000);
});

test('every passage of a text of which both halves stand in each other’s place goes with its own', () => {
  const [was = '', now = ''] = hostile['both halves in each other’s place']?.(60) ?? [];
  const carry = carrier(compareEditions(was, now), 'en');
  for (let start = was.indexOf(' ') + 1; start + 100 < was.length; start += 331) {
    const span = { start: was.indexOf(' ', start) + 1, end: was.indexOf(' ', start + 40) };
    const placement = carry(span);
    if (span.start < was.length >> 1 && span.end > was.length >> 1) continue;
    expect(placement.kind).toMatch(/moved|changed/u);
    expect('span' in placement && now.slice(placement.span.start, placement.span.end)).toBe(
      was.slice(span.start, span.end),
    );
  }
});

test('a paragraph that moved and was corrected is found where it went', () => {
  const lines = prose(20).split('\n');
  const [first = '', ...others] = lines;
  const mended = first.replace(/^\S+ \S+/u, 'It began anew');
  const now = [...others, mended].join('\n');
  const carry = carrier(compareEditions(lines.join('\n'), now), 'en');
  const end = first.length - 1;
  const placement = carry({ start: first.lastIndexOf('. ') + 2, end });
  expect(placement).toMatchObject({ kind: 'moved', span: { end: now.length - 1 } });
});
