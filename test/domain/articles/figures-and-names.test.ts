import { expect, test } from 'vitest';
import { carrier, compareEditions } from '../../../src/domain/articles/carrying.js';

/* A passage that is a figure or a name, and whose letters come to stand within another one. */

const sentences = [
  'On Monday {} came to the quay at noon.',
  'It was late, and the board met with {} in Leeds.',
  'The letter names {}, and says so.',
  '“It was {},” Falk said.',
];

const figures = {
  passages: ['12', '£3', '3.5', '1,200', '40%', '€7m', '5 km', '2019', '1st'],
  before: [
    '1',
    '£',
    '−',
    '-',
    '.',
    '0.',
    '$',
    'US',
    'up to ',
    '~',
    '>',
    'under ',
    '1,',
    '10–',
    'No. ',
  ],
  after: [
    '0',
    ',000',
    '.5',
    'bn',
    ' million',
    '%',
    '-year',
    'th',
    '–15',
    'k',
    '/2',
    ' dozen',
    ':30',
    '°',
    '²',
    '+',
    '½',
  ],
};

const names = {
  passages: ['Singh', 'Kiel', 'Anna Wolf', 'Müller', 'O’Brien', 'BBC'],
  before: ['Mc', 'Van ', 'Mrs ', 'non-', 'anti-', 'ex-', '@', 'www.', 'St ', 'Lady ', 'New '],
  after: [
    '’s brother',
    ' Gill',
    '-Meyer',
    's',
    '.example',
    'berg',
    '@desk.example',
    ' & Sons',
    '/Brandt',
    ' II',
  ],
};

test.each([
  ['figure', figures],
  ['name', names],
])('a %s within another one is told, in whatever sentence', (_, { passages, before, after }) => {
  const silent: string[] = [];
  const others = (own: string) => [
    ...before.map((each) => each + own),
    ...after.map((each) => own + each),
  ];
  for (const own of passages)
    for (const other of others(own))
      for (const sentence of sentences) {
        const [was, now] = [own, other].map(
          (each) =>
            `Nobody had asked in the spring of that year.\n${sentence.replace('{}', each)}\n`,
        ) as [string, string];
        const start = was.indexOf('\n') + 1 + sentence.indexOf('{}');
        const answer = carrier(compareEditions(was, now), 'en')({ start, end: start + own.length });
        if (answer.kind === 'exact' || answer.kind === 'moved')
          silent.push(`${other}: ${sentence}`);
      }
  expect(silent).toEqual([]);
});

test.each([
  [
    'another figure in another sentence',
    'It cost [12] crowns. It rained for 3 days.',
    'It cost 12 crowns. It rained for .5 days.',
  ],
  [
    'a full stop behind a blank',
    'Two boats came to [the old quay] at noon.',
    'Two boats came to the old quay at noon .',
  ],
  [
    'another sign elsewhere',
    'They read (@[graph too], and more) there.',
    'They read (@graph too, and more) there: x + y.',
  ],
  ['a sentence that ends', 'It was late. [12] people came.', 'It was quite late. 12 people came.'],
])('%s leaves it as it was', (_, was, now) => {
  const start = was.indexOf('[');
  const span = { start, end: was.indexOf(']') - 1 };
  const rest = '\nNobody had asked in the spring of that year.';
  const answer = carrier(
    compareEditions(was.replace(/[[\]]/gu, '') + rest, now + rest),
    'en',
  )(span);
  expect(answer.kind).toMatch(/exact|moved/u);
});
