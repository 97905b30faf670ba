import { expect, test } from 'vitest';
import { reworded } from '../../cases/carried.js';

/* How far a sentence goes: a full stop behind an abbreviation or a number in a row ends none. */

const carried = (language: string, sentence: string) =>
  reworded(language, `${sentence} Nobody in the office had asked.`);

test.each([
  ['en', 'The minister {said|denied} on Jan. 5 that [the deal was ready].'],
  ['en', 'The minister {said|denied} on Sept. 12 that [the deal was ready].'],
  ['en', 'The {minister|lawyer} of Acme Corp. Bank said that [the deal was ready].'],
  ['en', 'The {minister|lawyer} told Rev. Stone in Ft. Worth that [the deal was ready].'],
  ['de', 'Der Minister {sagte|leugnete} am 12. Mai, dass [der Vertrag fertig sei].'],
  ['de', 'Der Minister {sagte|leugnete} Montag, 12. Mai, dass [der Vertrag fertig sei].'],
  ['de', 'Der {3.|4.} Senat entschied, dass [der Vertrag fertig sei].'],
  ['de', 'Der {Minister|Anwalt} sagte nach Art. 5 Abs. 3 GG, [der Vertrag sei fertig].'],
  ['de', 'Die Stadt {sagte|leugnete}, 3 Mio. Euro seien da und [der Vertrag fertig].'],
  ['de', 'Der {Minister|Anwalt} sagte in der Bahnhofstr. Bonn, dass [der Vertrag fertig sei].'],
  ['fr', 'Le {ministre|maire} a dit à M. Blum et à Mme. Roy que [l’accord était prêt].'],
  ['es', 'El {ministro|alcalde} dijo en EE. UU. Ayer que [el acuerdo estaba listo].'],
  ['it', 'Il {ministro|sindaco} disse al sig. Rossi che [l’accordo era pronto].'],
  ['da', 'Ministeren {sagde|benægtede} den 3. maj kl. 12, at [aftalen var klar].'],
  ['ru', '{Министр|Мэр} сказал на ул. Мира, что [договор готов].'],
  ['en', 'The minister {said|denied} as ever … of late that [the deal was ready].'],
  ['en', 'The minister asked why? and {told|doubted} before noon that [the deal was ready].'],
  ['en', 'Staff of {Acme|Bell} and of Yahoo! both said that [the deal was ready].'],
])('in %s all of this counts: %s', (language, sentence) => {
  expect(carried(language, sentence)).toBe('changed');
});

test.each([
  ['en', 'The {mayor|minister} watched the BBC. Two people said that [the deal was ready].'],
  ['en', 'The {mayor|minister} ran 5 km. Two people said that [the deal was ready].'],
  ['en', 'The {mayor|minister} ran for 9.6 s. Two people said that [the deal was ready].'],
  ['en', 'The {mayor|minister} said no. Two people said that [the deal was ready].'],
  ['en', 'The {mayor|minister} went home. 12 people said that [the deal was ready].'],
  ['en', 'The {mayor|minister} won by 12. Two people said that [the deal was ready].'],
  ['de', 'Der {Minister|Anwalt} wurde Nummer 3. Zwei sagten, dass [der Vertrag fertig sei].'],
])('in %s the first sentence leaves the next: %s', (language, sentence) => {
  expect(carried(language, sentence)).not.toBe('changed');
});
