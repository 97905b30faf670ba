import { describe, expect, test } from 'vitest';
import { placedIn } from '../../cases/carried.js';

/* A sentence says the same with its words in another order, as long as nobody comes to say or do what another did. */

/** What becomes of the passage in brackets where its sentence becomes another. */
function carried(was: string, now: string) {
  const [older, newer] = [was, now].map((each) => `The week was mild. ${each}\nNobody had asked.`);
  return placedIn(older ?? '', newer ?? '').kind;
}

describe('The same words in another order leave a passage as it was', () => {
  test.each([
    [
      '[A pump failed], writes Anna Coll, who farms there.',
      '[A pump failed], Anna Coll writes, who farms there.',
    ],
    ['[A pump failed], said the clerk.', '[A pump failed], the clerk said.'],
    [
      '[A pump failed at the old mill], according to the audit.',
      '[A pump failed at the old mill], the audit said.',
    ],
    ['According to the audit, [a pump failed].', 'The audit says [a pump failed].'],
    [
      'The ministry of health said that [a pump failed].',
      'The health ministry said that [a pump failed].',
    ],
    [
      'The chief of police said that [a pump failed].',
      'The police chief said that [a pump failed].',
    ],
    [
      'On Monday the clerk said that [a pump failed].',
      'The clerk said on Monday that [a pump failed].',
    ],
    [
      'In a statement the clerk said that [a pump failed].',
      'The clerk said in a statement that [a pump failed].',
    ],
    ['Workers at the plant say [a pump failed].', 'The plant’s workers say [a pump failed].'],
    [
      'The food agency’s tests show that [a pump failed].',
      'Tests by the food agency show that [a pump failed].',
    ],
    ['“[A pump failed],” said Ada Rusk on Monday.', '“[A pump failed],” Ada Rusk said on Monday.'],
    ['Court papers show that [a pump failed].', 'Papers from the court show that [a pump failed].'],
    ['Mill workers say that [a pump failed].', 'Workers at the mill say that [a pump failed].'],
    ['The mill’s lawyers say [a pump failed].', 'Lawyers for the mill say [a pump failed].'],
    [
      'The annual report of the water board says that [a pump failed].',
      'The water board’s annual report says that [a pump failed].',
    ],
    ['[A pump failed], the ministry of health says.', '[A pump failed], the health ministry says.'],
    [
      'In his letter of 1911 the poet wrote that [a pump failed].',
      'The poet wrote in his letter of 1911 that [a pump failed].',
    ],
    [
      'A former clerk, Bela Nagy, said that [a pump failed].',
      'Bela Nagy, a former clerk, said that [a pump failed].',
    ],
  ])('%s → %s', (was, now) => expect(carried(was, now)).toMatch(/exact|moved/u));
});

describe('Another order that says something else makes a passage changed', () => {
  test.each([
    ['[A pump failed], Bela Nagy told Karl Weiss.', '[A pump failed], Karl Weiss told Bela Nagy.'],
    [
      '[A pump failed], said Bela Nagy, who met Karl Weiss.',
      '[A pump failed], said Karl Weiss, who met Bela Nagy.',
    ],
    ['[A pump failed], a few clerks said.', '[A pump failed], few clerks said.'],
    ['[A pump failed], a few clerks said.', '[A pump failed], said few clerks.'],
    ['A critic of police said that [a pump failed].', 'A police critic said that [a pump failed].'],
    ['Police victims said that [a pump failed].', 'Victims of police said that [a pump failed].'],
    ['A letter for the bishop says [a pump failed].', 'The bishop’s letter says [a pump failed].'],
    ['Mill workers say that [a pump failed].', 'Mills at the worker say that [a pump failed].'],
    ['[A pump failed] on Monday, the clerk said.', '[A pump failed], the clerk said on Monday.'],
    ['On Monday the clerk said [a pump failed].', 'The clerk said on Monday [a pump failed].'],
    ['[A pump failed], the clerk warned.', '[A pump failed], the clerk was warned.'],
    ['According to the audit, [a pump failed].', 'The audit denied [a pump failed].'],
    ['[A pump failed], according to the audit.', '[A pump failed], the audit was told.'],
    ['[A pump failed], writes Anna Coll.', '[A pump failed], writes Coll Anna.'],
    [
      'The clerk of Rome said that [a pump failed].',
      'The Rome of clerk said that [a pump failed].',
    ],
    ['Not the clerk said that [a pump failed].', 'The clerk said that not [a pump failed].'],
    ['[A pump failed], not only the clerk said.', '[A pump failed], only the clerk not said.'],
    ['Smith told Jones that [a pump failed].', 'Jones told Smith that [a pump failed].'],
    ['[A pump failed], Smith of Jones Bank says.', '[A pump failed], Jones of Smith Bank says.'],
    ['[A pump failed], the clerk accused.', '[A pump failed], accused the clerk.'],
    [
      'In Leeds the union of Hull said that [a pump failed].',
      'In Hull the union of Leeds said that [a pump failed].',
    ],
    [
      'A clerk of the board told an owner that [a pump failed].',
      'An owner told a clerk of the board that [a pump failed].',
    ],
    [
      'Ms Rao, late as ever, told the clerk that [a pump failed].',
      'Ms Rao, late as ever, the clerk told that [a pump failed].',
    ],
    [
      'Ms Rao, late as ever, warned the clerk that [a pump failed].',
      'Ms Rao, late as ever, the clerk warned that [a pump failed].',
    ],
    [
      'In May the clerk who left said that [a pump failed].',
      'The clerk who left in May said that [a pump failed].',
    ],
    ['[A pump failed] in a storm, the bank said.', '[A pump failed], the bank said in a storm.'],
    [
      'According to the board, the clerk says [a pump failed].',
      'According to the clerk, the board says [a pump failed].',
    ],
    ['Contrary to the port board, [a pump failed].', 'The port board says, [a pump failed].'],
    ['Workers at the plant say [a pump failed].', 'The worker’s plants say [a pump failed].'],
    ['A letter to the bishop says [a pump failed].', 'The bishop’s letter says [a pump failed].'],
    [
      'A clerk, Bela Nagy, and a thief, Karl Weiss, said [a pump failed].',
      'A clerk, Karl Weiss, and a thief, Bela Nagy, said [a pump failed].',
    ],
    [
      'The clerk of Ann, Bela Nagy, told Karl that [a pump failed].',
      'Bela Nagy, the clerk of Karl, told Ann that [a pump failed].',
    ],
    ['He said yesterday that [a pump failed].', 'He said that yesterday [a pump failed].'],
    ['He said on Monday that [a pump failed].', 'He said that on Monday [a pump failed].'],
    ['He wrote in June that [a pump failed].', 'He wrote that in June [a pump failed].'],
  ])('%s → %s', (was, now) => expect(carried(was, now)).toBe('changed'));
});
