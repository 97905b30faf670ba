import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finished } from '../../../../src/domain/finished.js';
import { alignTexts } from '../../../../src/domain/text/comparison/alignment.js';
import {
  type Difference,
  differenceInTurns,
} from '../../../../src/domain/text/comparison/difference.js';

function shown(was: string, now: string) {
  const side = (pieces: { text: string; kind: string }[]) =>
    pieces.map(({ text, kind }) => (kind === 'same' ? text : `[${kind}: ${text}]`)).join('');
  return rowsOf(was, now).map((row) => [side(row.was), side(row.now)]);
}

const rowsOf = (was: string, now: string) => differenceOf(was, now, 'all').rows;

function differenceOf(
  was: string,
  now: string,
  which: 'all' | 'changed',
  maxRows = 1000,
): Difference {
  return finished(differenceInTurns(was, now, alignTexts(was, now), { which, maxRows }));
}

describe('how two texts differ', () => {
  test.each([
    [
      'a word',
      'The ferry will stop in May.',
      'The ferry will go in May.',
      [['The ferry will [changed: stop] in May.', 'The ferry will [changed: go] in May.']],
    ],
    [
      'a part of a word, as the whole word',
      'The minister resigned.',
      'The ministers resigned.',
      [['The [changed: minister] resigned.', 'The [changed: ministers] resigned.']],
    ],
    [
      'signs of a script that parts no words, alone',
      '两名成员说，渡轮将停航。至少有12人写了信。',
      '两名成员否认，渡轮将停航。至少有15人写了信。',
      [
        [
          '两名成员[changed: 说]，渡轮将停航。至少有[changed: 12]人写了信。',
          '两名成员[changed: 否认]，渡轮将停航。至少有[changed: 15]人写了信。',
        ],
      ],
    ],
    [
      'a sentence that went, with its blank',
      'It rained. Nobody came. It ended.',
      'It rained. It ended.',
      [['It rained. [changed: Nobody came. ]It ended.', 'It rained. It ended.']],
    ],
    [
      'a line that came',
      'One line.\nAnother one.',
      'One line.\nA new line.\nAnother one.',
      [
        ['One line.', 'One line.'],
        ['', '[changed: A new line.]'],
        ['Another one.', 'Another one.'],
      ],
    ],
    [
      'a paragraph that went elsewhere, without the line breaks around it',
      'A first paragraph, of which nothing changes.\n\nNobody was hurt when the ramp sagged at noon that day.\n\nThe company says that it never saw the report.',
      'A first paragraph, of which nothing changes.\n\nThe company says that it never saw the report.\n\nNobody was hurt when the ramp sagged at noon that day.',
      [
        [
          'A first paragraph, of which nothing changes.',
          'A first paragraph, of which nothing changes.',
        ],
        ['', '[moved: The company says that it never saw the report.]'],
        [
          'Nobody was hurt when the ramp sagged at noon that day.',
          'Nobody was hurt when the ramp sagged at noon that day.',
        ],
        ['[moved: The company says that it never saw the report.]', ''],
      ],
    ],
  ])('is shown for %s', (_, was, now, rows) => {
    expect(shown(was, now)).toEqual(rows);
  });

  test('a paragraph that came in the place of another, with a figure corrected, is all of it moved but for that', () => {
    const [stays, other] = [
      'Nobody in the harbour office had heard of it.',
      'A caption by the office.',
    ];
    const long =
      'The second ferry went out empty, and the third did not go at all, said the office. The fourth went out at noon and came back at ten, with nobody on it but its crew.';
    const moved = (sum: string) =>
      `Repairs will cost about ${sum} crowns, a detour of ninety minutes.`;
    const rows = shown(
      `${stays}\n\n${other}\n\n${long}\n\n${moved('1.4')}\n\nNobody was hurt.`,
      `${stays}\n\n${moved('1.9')}\n\n${long}\n\nTwo people were hurt.`,
    );
    const [was, now] = [0, 1].map((side) => rows.map((row) => row[side]).join('\n'));
    expect(was).toContain(
      '[moved: Repairs will cost about ][changed: 1.4][moved:  crowns, a detour of ninety minutes.',
    );
    expect(now).toContain(
      '[moved: Repairs will cost about ][changed: 1.9][moved:  crowns, a detour of ninety minutes].',
    );
  });

  test('a paragraph that was put elsewhere is moved, not gone and come', () => {
    const [one, two] = [
      'The board met on Monday and decided nothing.',
      'Two skippers, asked by telephone, had heard of it before the weekend began.',
    ];
    expect(shown(`${one}\n${two}`, `${two}\n${one}`).flat().join(' ')).toContain(`[moved: ${one}]`);
  });

  test('what was written before and behind a paragraph that was put elsewhere is told apart from it', () => {
    const moved = 'Two skippers, asked by telephone, had heard of it before the weekend.';
    const stays =
      'The second ferry went out empty, and the third one did not go out at all that day.';
    const was = `One line.\nNobody came. ${moved} It ended at noon.\n${stays}`;
    const now = `One line.\n${stays}\nAt dusk it was over. ${moved} So they said.`;
    expect(shown(was, now).flat().join(' ')).toContain(
      `[changed: At dusk it was over. ][moved: ${moved} ][changed: So they said.]`,
    );
  });

  test('words that were changed in a paragraph that was put elsewhere are told', () => {
    const moved = 'Two skippers, asked by telephone, had heard of it before the weekend.';
    const stays =
      'The second ferry went out empty, and the third one did not go out at all that day.';
    expect(
      shown(`${moved}\n${stays}`, `${stays}\n${moved.replace('had heard', 'had never heard')}`)
        .flat()
        .join(' '),
    ).toContain('telephone, had ][changed: never ][moved: heard');
  });

  test.each([
    [
      'a figure as a whole',
      'It cost 1.4 million.',
      'It cost 1.9 million.',
      'It cost [changed: 1.4] million.',
    ],
    [
      'the last sentence with its own full stop',
      'Nobody was hurt. A lorry driver had warned them.',
      'Nobody was hurt.',
      'Nobody was hurt.[changed:  A lorry driver had warned them.]',
    ],
  ])('is shown for %s', (_, was, now, left) => {
    expect(shown(was, now)[0]?.[0]).toBe(left);
  });

  test('lines that stayed are left out and counted, where changes alone are asked for', () => {
    const was = 'One.\nTwo.\nThree.\nFour.';
    expect(differenceOf(was, was.replace('Three', 'Thirty'), 'changed')).toMatchObject({
      rows: [{ skipped: 2, now: [{ text: 'Thirty' }, { text: '.' }] }],
      skipped: 1,
      isCut: false,
    });
  });

  test('no more rows are made than are shown', () => {
    const was = 'a\n'.repeat(1000);
    const { rows, isCut } = differenceOf(was, `${was}b`, 'all', 10);
    expect([rows.length, isCut]).toEqual([10, true]);
    let steps = 0;
    const work = differenceInTurns(was, `${was}b`, alignTexts(was, `${was}b`), {
      which: 'all',
      maxRows: 10,
    });
    while (!work.next().done) steps += 1;
    expect(steps).toBeLessThan(20);
  });

  test('a blank before line breaks that went stays, without a mark', () => {
    const [row, ...others] = rowsOf('told \n\n', '\ntold ferry ferry ').filter(
      ({ was }) => was.length > 0,
    );
    expect(others).toEqual([]);
    expect(row?.was.map(({ text }) => text).join('')).toBe('told ');
    expect(row?.was.filter(({ kind }) => kind !== 'same')).toEqual([]);
  });

  test('both sides give their texts again, line breaks apart', () => {
    const text = fc
      .array(fc.constantFrom('ferry ', 'told ', 'Ann', '. ', '12', '\n', 'é', '🌊'), {
        maxLength: 60,
      })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, text, (was, now) => {
        const rows = rowsOf(was, now);
        const side = (which: 'was' | 'now') =>
          rows.flatMap((row) => row[which].map((piece) => piece.text)).join('');
        expect(side('was').replaceAll('\n', '')).toBe(was.replaceAll('\n', ''));
        expect(side('now').replaceAll('\n', '')).toBe(now.replaceAll('\n', ''));
      }),
    );
  });
});
