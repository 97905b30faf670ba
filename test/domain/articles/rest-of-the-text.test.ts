import { describe, expect, test } from 'vitest';
import { carrier, compareEditions } from '../../../src/domain/articles/carrying.js';
import { markedOnce } from '../../cases/marked.js';

/* What stands elsewhere in the text may turn a passage, too: its headline, or the note below to which a mark leads. */

function carried(language: string, marked: string, change: [string, string]) {
  const { text, span } = markedOnce(`${marked}\nNobody had asked.`);
  expect(text.split(change[0])).toHaveLength(2);
  const placed = carrier(compareEditions(text, text.replace(...change)), language)(span);
  return placed.kind === 'moved' ? 'exact' : placed.kind;
}

const ferry =
  'Ferry to stay open\n\nThe board will [keep the ferry running through the winter], it said. It rained.\n\nA second [boat] is due.';
const firstOf = (text: string) => text.replace('[boat]', 'boat');
const court =
  'Jury finds harbour clerk guilty\n\nIt was the last day in court.\n\nThe jury decided that [the harbour clerk had sold the tickets]. It rained.';

test.each([
  ['en', firstOf(ferry), ['to stay open', 'to close']],
  ['en', firstOf(ferry), ['to stay open', 'not to stay open']],
  ['en', firstOf(ferry), ['Ferry to stay open', 'False alarm over the ferry']],
  ['en', court, ['clerk guilty', 'clerk innocent']],
  ['en', court, ['clerk guilty', 'clerk not guilty']],
  ['de', 'Die Fähre bleibt\n\nDer Rat will [die Fähre behalten].', ['bleibt', 'geht']],
  ['fr', 'La gare reste ouverte\n\nLe maire veut [garder la gare].', ['reste ouverte', 'ferme']],
  ['es', 'El puerto sigue abierto\n\n[El puerto no cambia], dijo.', ['sigue abierto', 'cierra']],
  ['it', 'Il porto resta aperto\n\n[Il porto resta], disse.', ['resta aperto', 'chiude']],
  ['pt', 'O porto continua aberto\n\n[O porto fica], disse.', ['continua aberto', 'fecha']],
  ['nl', 'De haven blijft open\n\n[De haven blijft], zei ze.', ['blijft open', 'sluit']],
  ['no', 'Havna forblir åpen\n\n[Havna består], sa hun.', ['forblir åpen', 'stenges']],
  ['sv', 'Hamnen förblir öppen\n\n[Hamnen består], sade hon.', ['förblir öppen', 'stängs']],
  ['da', 'Havnen forbliver åben\n\n[Havnen består], sagde hun.', ['forbliver åben', 'lukkes']],
  ['ru', 'Порт открыт\n\n[Порт работает], сказала она.', ['Порт открыт', 'Порт закрывают']],
  ['ar', 'الميناء مفتوح\n\n[الميناء يعمل]، قالت.', ['الميناء مفتوح', 'الميناء مغلق']],
  ['ur', 'بندرگاہ کھلی ہے\n\n[بندرگاہ چل رہی ہے]۔', ['کھلی ہے', 'بند ہے']],
] as [string, string, [string, string]][])(
  'a headline made its contrary asks about what repeats it: %s %#',
  (language, text, change) => expect(carried(language, text, change)).toBe('changed'),
);

test.each([
  [firstOf(ferry), ['Ferry to stay open', 'The ferry will stay open']],
  [firstOf(ferry), ['Ferry to stay open', 'Board keeps winter boats']],
  [ferry.replace(/[[\]]/gu, '').replace('boat', '[boat]'), ['to stay open', 'to close']],
  [court, ['Jury finds harbour clerk guilty', 'Harbour clerk found guilty by jury']],
  [court, ['Jury finds harbour clerk guilty', 'Guilty: jury ends ticket case']],
  ['Rents rise\n\nIt was late.\n\n[The quay] leaks.', ['Rents rise', 'Rents fall']],
] as [string, [string, string]][])(
  'a headline that says the same, or has nothing of a passage, leaves that as it was: %#',
  (text, change) => expect(carried('en', text, change)).toBe('exact'),
);

const rents = 'It was late.\n\n[Rents rose by 11%*] in May. It rained.\n\nMore† came.\n\n';

describe('the note to a passage’s sentence', () => {
  test.each([
    [`${rents}* From the register`, ['From the register', 'Withdrawn by the register since']],
    [`${rents}* From the register`, ['From the register', 'This is wrong']],
    [`${rents}* From the register`, ['From the register', 'Not from the register']],
    [`${rents}* This was disputed`, ['This was disputed', 'From the register']],
  ] as [string, [string, string]][])('may turn it: %#', (text, change) =>
    expect(carried('en', text, change)).toBe('changed'),
  );

  test('whatever its mark', () => {
    for (const mark of ['*', '**', '†', '‡', '¹', '²'])
      expect(
        carried('en', `${rents.replace('†', '').replace('%*', `%${mark}`)}${mark} Old`, [
          'Old',
          'Not so',
        ]),
      ).toBe('changed');
  });

  test.each([
    [`${rents}* From the register`, ['From the register', 'Taken from the register']],
    [`${rents}* From it\n† From the books`, ['From the books', 'Withdrawn since']],
    [`${rents}** From it`, ['From it', 'Withdrawn since']],
    [`${rents.replace('%*', '%')}* From the register`, ['From the register', 'Withdrawn since']],
  ] as [string, [string, string]][])(
    'may leave it, and so may the note to another: %#',
    (text, change) => expect(carried('en', text, change)).toBe('exact'),
  );
});
