import { describe, expect, test } from 'vitest';
import { carrier, compareEditions } from '../../../src/domain/articles/carrying.js';
import { markedOnce } from '../../cases/marked.js';

/* What an editor says otherwise around a passage, without saying anything else. */

/** What becomes of the passage in brackets where the words in braces of its sentence are others. */
function carried(language: string, sentence: string) {
  const version = (place: 1 | 2) => sentence.replace(/\{([^|}]*)\|([^}]*)\}/gu, `$${place}`);
  const { text, span } = markedOnce(`${version(1)}\nNobody had asked.`);
  const now = `${version(2).replace(/[[\]]/gu, '')}\nNobody had asked.`;
  return carrier(compareEditions(text, now), language)(span).kind;
}

describe.each([
  ['en', 'The board {told reporters|said} that [the quay would open], late as it was.'],
  ['en', 'The report of the board {finds|found} that [the quay leaked].'],
  ['en', 'The board {argues|has argued} in May that [the quay leaked].'],
  ['en', 'A clerk {said that|said} [the quay leaked].'],
  ['en', 'A clerk announced {|on Sunday }that [the quay leaked].'],
  ['en', '{Two|2} clerks said [the talks had broken down], {three|3} weeks too early.'],
  ['en', 'It rained. The bank reported that [it hid losses], by {eight per cent|8%} of its worth.'],
  ['en', '{Although|Though} it rained, the clerk announced that [the quay leaked].'],
  ['en', 'The clerk said [the quay leaked], and others {could not|couldn’t} tell.'],
  ['en', '{Dr |}Helen Marsh explained that [the quay leaked].'],
  ['en', 'The {General|Gen} Marsh explained that [the quay leaked].'],
  ['en', 'A paper published {following|after} months of delay tells that [the quay leaked].'],
  ['en', '[The quay leaked], {some|about} 40 boats were late.'],
  ['en', 'All {two hundred twenty-five|225} clerks said [the talks had broken down].'],
  ['en', 'The clerk said [the quay leaked], and the {few|few} boats {that|which} were there left.'],
  ['en', 'The clerk explained that [the quay leaked], and {it asks|asks} for advice.'],
  ['en', 'The clerk {said|recalled} that [the quay leaked].'],
  ['en', 'The board {discovered|found} [a hole in the quay], late as it was.'],
  ['en', 'The bank {conceded|acknowledged} that [it hid losses], and {vowed|pledged} to pay.'],
  ['en', 'The clerk {testified|gave evidence} that [the quay leaked].'],
  ['en', '[The quay leaked], the clerk {told|informed} the board.'],
  ['en', 'The board told {reporters|journalists} that [the quay leaked].'],
  ['en', 'The clerk said on {3 March|3rd March} that [the quay leaked].'],
  ['en', 'The clerk said on {14 September|14 Sept} that [the quay leaked].'],
  ['en', '“[The quay leaked],” said Helen Marsh {on |}Monday.'],
  ['en', '{The minister, |}Helen Marsh, said [the quay leaked].'],
  ['en', '{Mayor |}Marsh said that [the quay leaked].'],
  ['en', 'A clerk {who worked|working} there said [the quay leaked].'],
  ['en', 'The study, {which was |}paid for by a bank, found that [the quay leaked].'],
  ['en', '[The quay leaked], {which cost|costing} the town a lot.'],
  ['en', 'The paper {wrote|reported} that [the quay leaked].'],
  ['en', 'The clerk {complains|is complaining} that [the quay leaked].'],
  ['fr', 'Le maire a annoncé {|hier }que [le quai est percé].'],
  ['de', 'Der Rat erklärte{| am Montag}, dass [der Kai undicht ist].'],
  ['de', 'Am Kai waren {drei|3} Boote, als es hieß, dass [der Vertrag fertig war].'],
  ['de', 'Der Rat {erklärte|sagte} im Mai, [der Kai sei undicht].'],
  ['de', 'Zwei Schreiber {sagten aus|gaben an}, [der Kai sei undicht].'],
  ['es', 'La junta {reconoció|admitió} que [el muelle estaba roto].'],
  ['fr', 'Le maire {révèle|montre} que [le quai est percé].'],
  ['fr', '{Selon|D’après} le maire du port, [l’accord était prêt].'],
  ['en', '“[The quay leaked],” said Helen Marsh, {|a lawyer }who works there.'],
  ['en', 'The clerk said [the quay leaked]. She {denies|has denied} theft.'],
  ['en', 'The minister{|, Guy Marsh,} told the board that [the quay leaked].'],
  ['en', '[The quay leaked], a spokeswoman{|, Ada Finn,} said.'],
  ['de', 'Der Minister{| Lind} sagte, [der Kai sei undicht].'],
  ['ru', 'Мэр {сообщил|сказал}, что [договор готов].'],
  ['ru', 'Мэр сообщил{| в понедельник}, что [договор готов].'],
  ['ar', 'قالت الشرطة {|يوم الاثنين }إن [القارب تأخر].'],
  ['ar', '{قالت الشرطة إن|ذكرت الشرطة أن} [القارب تأخر].'],
  ['ur', 'پولیس نے {|پیر کو }کہا کہ [کشتی دیر سے آئی]۔'],
  ['ar', '{قال|صرح} الوزير إن [الصفقة جاهزة].'],
  ['ur', 'وزیر نے {بتایا|کہا} کہ [معاہدہ تیار ہے]۔'],
])('%s: %s', (language, sentence) => {
  test('what says the same leaves a passage as it was', () =>
    expect(carried(language, sentence)).toMatch(/exact|moved/u));
});

describe.each([
  ['ru', 'Мэр сообщил, что{| в понедельник} [договор готов].'],
  ['ar', 'قالت الشرطة إن {|يوم الاثنين }[القارب تأخر].'],
  ['ur', 'پولیس نے کہا کہ {|پیر کو }[کشتی دیر سے آئی]۔'],
  ['en', 'The board {told reporters|joked} that [the quay would open], late as it was.'],
  ['en', 'The firm {recalled|announced} [nine boats with holes], late as it was.'],
  ['en', 'The army {established|found} [a camp in the hills].'],
  ['en', 'The clerk {accepted|admitted} [the money from the bank].'],
  ['en', 'The board {said|conceded} that [the quay leaked].'],
  ['en', 'The board {said|claimed} that [the quay leaked].'],
  ['en', 'The board {found|believed} that [the quay leaked].'],
  ['de', 'Der Rat {erklärte|bestritt} im Mai, [der Kai sei undicht].'],
  ['es', 'La junta {reconoció|temió} que [el muelle estaba roto].'],
  ['en', 'The board {was told|said} that [the quay leaked].'],
  ['en', 'The clerk {argues|once argued} in May that [the quay leaked].'],
  ['en', 'A clerk announced on {Sunday|Monday} that [the quay leaked].'],
  ['en', 'Rao, {who was |}told that [the quay leaked], left.'],
  ['en', 'A clerk {who worked|sleeping} there said [the quay leaked].'],
  ['en', 'A clerk {who worked|never working} there said [the quay leaked].'],
  ['en', 'The clerk {complains|is denying} that [the quay leaked].'],
  ['en', 'The clerk {warned|was warned} that [the quay leaked].'],
  ['fr', 'Le maire a annoncé que {|hier }[le quai était percé].'],
  ['en', 'The {3|3rd} clerk said that [the quay leaked].'],
  ['en', 'The clerk said on {3 March|4th March} that [the quay leaked].'],
  ['en', '{The minister’s cook, |}Helen Marsh, said [the quay leaked].'],
  ['en', '{Two|3} clerks said [the talks had broken down].'],
  ['en', 'The clerk said [the quay leaked], and others {could not|could} tell.'],
  ['en', '{A few|Few} clerks explained that [the quay leaked].'],
  ['en', 'With {a little|little} doubt the clerk explained that [the quay leaked].'],
  ['en', 'Rooms {2, 3|5} told us that [the quay leaked].'],
  ['en', 'Rooms {12 and 20 5|12 and 25} told us that [the quay leaked].'],
  ['en', '{Mr|Mrs} Marsh explained that [the quay leaked].'],
  ['en', 'The {wife of |}Helen Marsh explained that [the quay leaked].'],
  ['en', 'A clerk knows {that|who} [built the quay].'],
  ['en', '[The quay leaked], {some|more than} 40 boats were late.'],
  ['en', 'A paper published {before|after} months of delay tells that [the quay leaked].'],
  ['de', 'Am Kai waren {drei|4} Boote, als es hieß, dass [der Vertrag fertig war].'],
])('%s: %s', (language, sentence) => {
  test('what says something else makes it changed', () =>
    expect(carried(language, sentence)).toBe('changed'));
});
