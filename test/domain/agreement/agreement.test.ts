import { expect, test } from 'vitest';
import {
  type Figure,
  kappaFigure,
  nominalFigure,
  ordinalFigure,
  spanFigures,
} from '../../../src/domain/agreement/agreement.js';
import { wordsFor } from '../../../src/domain/agreement/agreement-words.js';

const ten = Array.from({ length: 10 }, (_, at) => at);
const origins = ten.map((at) =>
  at % 2 ? ['Laura', 'Laura'] : ['a cable', at ? 'a cable' : 'Laura'],
);
const close: Figure = {
  measure: 'alpha-nominal',
  about: 'origin',
  value: 0.9,
  units: 40,
  observers: 2,
  interval: [0.85, 0.95],
};

test('a figure says what it measures, on how much, and how far it may be off', () => {
  const figure = nominalFigure('origin', origins);
  expect(figure).toMatchObject({
    measure: 'alpha-nominal',
    about: 'origin',
    units: 10,
    observers: 2,
    interval: [expect.any(Number), 1],
  });
  expect(figure.value).toBeCloseTo(0.808, 3);
});

test('levels are measured in their order, and the unknown one is missing', () => {
  const figure = ordinalFigure(
    'credibility',
    [
      [1, 1],
      [2, 3],
      [6, 6],
    ],
    [1, 2, 3, 4, 5],
  );
  expect(figure).toMatchObject({ measure: 'alpha-ordinal', units: 2, interval: null });
});

test('κ of two people who judged nothing in common has no observers', () => {
  expect(kappaFigure('relation', [['told', null]])).toEqual({
    measure: 'cohen-kappa',
    about: 'relation',
    value: null,
    units: 0,
    observers: 0,
    interval: null,
  });
});

test('spans that overlap make one unit, and a text that one person read makes none', () => {
  const mark = (start: number, end: number) => ({ start, end, category: 'span' });
  const extent = { start: 0, end: 60 };
  const figures = spanFigures([
    {
      extent,
      marks: new Map([
        ['Ana', [mark(0, 9), mark(20, 30)]],
        ['Bo', [mark(3, 9)]],
      ]),
    },
    { extent, marks: new Map([['Cy', [mark(0, 9)]]]) },
  ]);
  expect(figures.map((figure) => figure.measure)).toEqual([
    'alpha-unitizing',
    'f1-exact',
    'f1-overlapping',
  ]);
  for (const figure of figures) expect(figure).toMatchObject({ units: 2, observers: 2 });
  expect(figures.map((figure) => figure.value).slice(1)).toEqual([0, 2 / 3]);
});

test('the same data give the same figures, interval included', () => {
  expect(nominalFigure('origin', origins)).toEqual(nominalFigure('origin', [...origins]));
});

test.each<[string, Partial<Figure>]>([
  ['Reliable: people agree well enough to conclude from this.', {}],
  [
    'Reliable: people agree well enough to conclude from this. More units are needed to be sure: the interval reaches lower.',
    { interval: [0.5, 1] },
  ],
  ['Reliable: people agree well enough to conclude from this.', { value: 1, interval: null }],
  [
    'Not enough data: nothing can be concluded from four units, whatever the figure.',
    { value: 1, units: 4, interval: null },
  ],
  [
    'Not reliable: better than chance, but too far apart to conclude from.',
    { value: 0.5, interval: [0.4, 0.6] },
  ],
  ['Not reliable: no better than chance.', { value: 0, interval: [0, 0.2] }],
  ['Not reliable: no better than chance.', { value: -0.4, interval: [-0.6, 0.2] }],
  [
    'Not enough data: no two people have reviewed the same thing.',
    { value: null, units: 0, interval: null },
  ],
  [
    'Not enough data: nothing varies, so agreement cannot be told from habit.',
    { value: null, interval: null },
  ],
  ['82 in 100 spans have a counterpart of the same bounds.', { measure: 'f1-exact', value: 0.818 }],
  ['90 in 100 spans have a counterpart that overlaps.', { measure: 'f1-overlapping' }],
])('in words: %s', (words, change) => {
  expect(wordsFor({ ...close, ...change })).toBe(words);
});
