import { describe, expect, test } from 'vitest';
import { find } from '../../../../src/domain/text/quotes/find.js';
import { describe as describeSpan } from '../../../../src/domain/text/quotes/quote.js';
import { markedOnce } from '../../../cases/marked.js';

/** Finds the passage in square brackets there by its quote alone. */
function found(marked: string, now: string) {
  const { text: was, span } = markedOnce(marked);
  const answer = find(now, describeSpan(was, span), null, 'en');
  const places = answer.kind === 'ambiguous' ? answer.candidates : [];
  return { ...answer, places: places.map(({ start, end }) => now.slice(start, end)) };
}

const around = 'Nobody in the harbour office had heard of it before the weekend.';
const behind = 'The second ferry went out empty, and the third did not go at all.';
const far = ` ${around} ${behind}`.repeat(6);
const long = 'and the board, which had met twice since noon, asked all crews to wait, '.repeat(4);

describe('a place with errors, from which a quote may have been taken', () => {
  test.each([
    ['right behind it', '\n'],
    ['right before it', null],
    ['some sentences off', `\n${far}\n`],
  ])('is asked about, where a sentence that reads like its own stands %s', (_where, gap) => {
    const damaged = '41. Two offcials at the prt sadthe ferry was ready for te cossing in Mrach.';
    const alike =
      '17. Two officials at the port said the ferry was ready for the crossing in March.';
    const text = gap === null ? `${damaged}\n${alike}` : `${alike}${gap}${damaged}`;
    expect(
      found(
        `${around}\n41. Two officials at the port said [the ferry was ready] for the crossing in March.\n${behind}`,
        `${around}\n${text}\n${behind}`,
      ),
    ).toMatchObject({ kind: 'ambiguous', places: ['the ferry was ready', 'the ferry was ready'] });
  });

  test('is asked about, where errors came into the quote as well', () => {
    expect(
      found(
        `${around} The clerk at the quay had [counted the crates twice] before the boat left. ${behind}`,
        `${around} The clerk at the quai hda countd the crtes twce beforre the boat left.
The guard at the quay had counted the crates twice before the boat left. ${behind}`,
      ),
    ).toMatchObject({ kind: 'ambiguous', places: [{}, {}] });
  });

  test('is asked about, where the quote is long', () => {
    expect(
      found(
        `${around} Later the mayor said that [${long}] nobody was to blame for the delay. ${behind}`,
        `${around} Latr the mayr siad taht ${long} nobdy wsa to blame fro the delay.
In May the mayor said that ${long} nobody was to blame for the delay. ${behind}`,
      ),
    ).toMatchObject({ kind: 'ambiguous' });
  });
});

describe('a place with errors beside one that stands as the quote was taken', () => {
  test.each([
    [
      'a letter came into a short word',
      'How far it is stands in the memory of the process that makes [it, under a name] that the page gave it.',
      'How far it is stands in the memory of the process that makes it, under a name that thxe page gave it.',
    ],
    [
      'words ran together, with others in place of some letters',
      'Its figures are drawn by CSS, so that what the page says [reads as the edition]’s text exactly.',
      'Its figures are drawn by CSS, so that what the page says reads as the edition’s txmtsexactly.',
    ],
    [
      'a letter came into a word of two',
      'That a hop is taken on trust gives reason to [be] careful on a card too, and among all the rest.',
      'That a hop is taken on trust gives reason to be careful yon a card too, and among all the rest.',
    ],
    [
      'of a short word hardly anything is left',
      'To read an article or annotating a passage is [done from a form], from the API and the command line.',
      'To read an article or annotating a passage is done from a form, fm the API and the command line.',
    ],
    [
      'a letter is another in the word with which what is known of it begins',
      'It makes no revision, drops no agreement, can’t [be proposed or] judged, and is its author’s own.',
      'It makes no reviiion, drops no agreement, can’t be proposed or judged, and is its author’s own.',
    ],
    [
      'a letter came into the word with which what is known of it ends',
      'For all that it can’t in the long run [be proposed or] judged, and is its contentiousness alone.',
      'For all that it can’t in the long run be proposed or judged, and is its contenztiousness alone.',
    ],
    [
      'its figure is damaged, too',
      'There were the workers 620, Chrome 420, [PostgreSQL 80, other processes] 150 in all.',
      'There were the woykers i20, Cmhrome 42, PostgreSQL 80, other processes 15q0 in all.',
    ],
  ])('is asked about, where %s', (_what, was, now) => {
    const alike = `17. ${was.replace(/[[\]]/gu, '')}`;
    expect(
      found(`${around}\n${was}\n${behind}`, `${around}\n${now}\n${alike}\n${behind}`),
    ).toMatchObject({ kind: 'ambiguous', places: [{}, {}] });
  });

  test('is not, where its words are like those and stand elsewhere as well', () => {
    const [first, second] = ['Monday', 'Sunday'].map(
      (day) => `The early ferry of ${day} took no crates to the mainland, as the pilots’ log says.`,
    );
    const week = 'The board met on Monday, and again on Sunday.';
    expect(
      found(
        `${week}\n${first?.replace('no crates', '[no crates]')}\n${second}`,
        `${behind}\n${week}\n${first}\n${second}`,
      ),
    ).toMatchObject({ kind: 'moved' });
  });
});

describe('a changed place', () => {
  test('is asked about, where another reads no worse', () => {
    const was =
      'An unknown field is 422;\nwhere it stands [in later ones is an] entry of `carried`.';
    const now =
      'an unkmown field is 422;\nwhre it stands in later ones is an enry of `carraied`.\nwhere it stands in later ones is an an of `carried`.';
    expect(found(`${was}\n${behind}`, `${now}\n${behind}`)).toMatchObject({
      kind: 'ambiguous',
      places: ['in later ones is an', 'in later ones is an'],
    });
  });

  test('is said, where another reads worse', () => {
    const was =
      'In May the clerk at the old quay had [counted the crates twice] before the boat left.';
    const other = 'In May the guard of the customs house had counted the crates twice, he said.';
    const now = was.replace('had [', 'had never [').replace(/[[\]]/gu, '');
    expect(
      found(`${around}\n${was}\n${behind}`, `${around}\n${now}\n${other}\n${behind}`),
    ).toMatchObject({ kind: 'changed' });
  });
});

describe('a place that stands as the quote was taken is not asked about', () => {
  const rows = ['Lund', 'Reyes', 'Brandt', 'Vold']
    .map(
      (name, at) => `${at + 1}. ${name} took the early ferry, paid in cash and came back by noon.`,
    )
    .join('\n');

  test('where other lines of a list differ by a name', () => {
    expect(
      found(
        rows.replace('Reyes took the early ferry', 'Reyes took [the early ferry]'),
        `A lead.\n${rows}`,
      ),
    ).toMatchObject({ kind: 'moved' });
  });

  test('where lines that differ by a figure all go on in another way', () => {
    const lines = [11, 12, 13, 14].map(
      (at) =>
        `Line ${at} of the pilots’ log says that the early ferry took no crates to the mainland.`,
    );
    const was = lines
      .join('\n')
      .replace(
        '12 of the pilots’ log says that the early ferry',
        '12 of the pilots’ log says that [the early ferry]',
      );
    const now = lines.map((line) => line.replace('.', ', said the clerk of the port.')).join('\n');
    expect(found(was, now).kind).not.toBe('ambiguous');
  });

  test('where the words stand elsewhere among others', () => {
    const quoted = `${around} Then [the early ferry left without a pilot] and came back by noon.`;
    expect(
      found(
        quoted,
        `A lead. ${quoted.replace(/[[\]]/gu, '').replace('weekend', 'week-end')} ${behind}
It is said there that the early ferry left without a pilot, which the owner has denied in court.`,
      ),
    ).toMatchObject({ kind: 'moved' });
  });

  test('where what stood on one side was rewritten and nothing reads like it', () => {
    expect(
      found(
        `${around} Then [the early ferry left] and came back by noon. ${behind}`,
        `A lead. ${around} Then the early ferry left; a pilot was found later. ${behind}`,
      ).kind,
    ).not.toBe('ambiguous');
  });
});

test('a line whose number is a part of its own line’s number is not asked about', () => {
  const lines = Array.from(
    { length: 40 },
    (_, at) =>
      `${around} Line ${at} of the log. Two officials said the ferry was ready in March. It rained.`,
  );
  const marked = lines.map((line, at) =>
    at === 12 ? line.replace('the ferry was ready', '[$&]') : line,
  );
  const now = lines.map((line) => `${line} And then it snowed.`).join('\n');
  const answer = found(marked.join('\n'), now);
  expect(answer).toMatchObject({ kind: 'moved', span: { start: now.indexOf('Line 12') + 39 } });
});
