import { describe, expect, test } from 'vitest';
import { reworded } from '../../cases/carried.js';

/* What is said of a passage is said by the words of its own clause, and by whoever speaks there. */

const carried = (language: string, sentence: string) =>
  reworded(language, `${sentence}\nNobody had asked.`);

describe.each([
  ['when it is, beside it', 'The old barracks now {houses|housed} [four hundred clerks].'],
  [
    'who does it, before a participle',
    '{The airline|A passenger} has apologised, saying that [a door was loose].',
  ],
  ['who was cautioned', 'The nurses {cautioned|had been cautioned} that [a pump failed].'],
  [
    'who speaks, by the sentence before',
    '{Bela Nagy|Karl Weiss}, the mayor, thanked them. He added that [a pump failed].',
  ],
  [
    'who says it in one more clause',
    '[A pump failed], and {a clerk|a thief}, who was there, said so.',
  ],
  [
    'who says it in a clause that depends',
    'Although {a baker|a thief} said that [a pump failed], few came.',
  ],
  ['as who says', '[A pump failed], as {a baker|a thief} told the paper.'],
  ['who says it beyond a clause', 'A {baker|thief}, although drunk, said that [a pump failed].'],
  [
    'who says it where no sign ends a clause',
    'Men from where the {mill|jail} stood said that [a pump failed].',
  ],
  ['who wrote it in a clause', 'A letter, which a {baker|thief} wrote, says that [a pump failed].'],
  ['on what it depends', '{If|Even if} it rains, [the pump will fail].'],
  ['whether it is so, in a clause about all of it', '[A pump failed], which {is|may be} true.'],
  ['that it is not so, in one more clause', '[A pump failed], and others {know|deny} that.'],
  ['that nothing shows it, in a clause apart', '[It is safe], since {some|no} tests were done.'],
  ['who says another thing, in one more clause', '[A pump failed], and the clerk {said|joked} so.'],
  ['when it was', '[A pump has failed] since early {last|next} year.'],
  ['what it was before', '[A pump failed] {before|after} the storm came.'],
  [
    'how it is said, before a clause about who says it',
    'The {old|alleged} report, which fills a shelf, says that [a pump failed].',
  ],
  ['that may be so', 'The clerk said that [a pump failed] and that {could|will} change.'],
  ['who denied it, too', 'The clerk said that [a pump failed] and that Rao {knew|denied} it.'],
])('%s', (_what, sentence) => {
  test('makes a passage changed', () => expect(carried('en', sentence)).toBe('changed'));
});

describe.each([
  [
    'as others acted',
    '“[A pump failed],” the clerk said on Friday, as {dockers|workers} gathered there.',
  ],
  [
    'although something was so',
    'Although rain {delayed the count|hit the count}, clerks said that [a pump failed].',
  ],
  ['because something was so', '[A pump failed], the clerk said, because of {gales|winds}.'],
  [
    'and something else was so',
    '[A pump failed], a clerk said, and the owner of a {shop|kiosk} took pictures.',
  ],
  [
    'of what is said in another clause',
    '[A pump failed], but the bank warns that its data are {patchy|incomplete}.',
  ],
  ['which was something', 'The report, which {runs to|fills} a shelf, says that [a pump failed].'],
  [
    'whom somebody praised before',
    'Bela Nagy {praised|thanked} the crews. He added that [a pump failed].',
  ],
  ['and what others may do', '[A pump failed], a clerk said, and the mayor {may|will} come.'],
  ['what may be, and', 'The mayor {would|may} come, but [a pump failed].'],
  [
    'what else will be',
    'The clerk said that [a pump failed] and that repairs {would|are to} begin soon.',
  ],
  ['how much it rained', '[A pump failed], a clerk said, although rain {rose|fell} there.'],
  ['what went before', '[A pump failed], a clerk said, before the vote was {put off|suspended}.'],
  ['who goes', 'A tourist {cancelled|called off} a trip, and a clerk said that [a pump failed].'],
])('%s', (_what, sentence) => {
  test('a word for it leaves a passage as it was', () =>
    expect(carried('en', sentence)).toMatch(/exact|moved/u));
});

test.each([
  ['de', '[Die Pumpe fiel aus], sagte die Stadt, weil es {immer|wieder} regnete.'],
  ['de', 'Es regnete {immer|wieder}, und [die Pumpe fiel aus].'],
  ['fr', '[La pompe est cassée], a dit le maire, parce que la pluie {avait duré|durait toujours}.'],
  ['es', '[La bomba falló], dijo el alcalde, porque llovía {todavía|siempre}.'],
])('%s has such clauses too: %s', (language, sentence) => {
  expect(carried(language, sentence)).toMatch(/exact|moved/u);
});

test.each([
  ['de', '[Die Pumpe fiel aus], und andere {bestätigen|bestreiten} das.'],
  ['de', '[Die Pumpe fiel aus], obwohl es {oft|nie} regnete.'],
  ['es', '[La bomba falló] después del {lunes|martes}.'],
])('%s is turned from them too: %s', (language, sentence) => {
  expect(carried(language, sentence)).toBe('changed');
});
