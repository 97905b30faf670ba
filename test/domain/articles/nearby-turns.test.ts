import { describe, expect, test } from 'vitest';
import { carrier, compareEditions } from '../../../src/domain/articles/carrying.js';
import { find } from '../../../src/domain/text/quotes/find.js';
import { describe as describeSpan } from '../../../src/domain/text/quotes/quote.js';
import { reworded } from '../../cases/carried.js';
import { markedOnce } from '../../cases/marked.js';

/* What governs a passage a word or two off, who says it in words that no list holds, and who is meant by “he”. */

const carried = (language: string, sentence: string) =>
  reworded(language, `Nobody had asked.\n${sentence}\nNobody had asked.`);

describe.each([
  // What governs it.
  ['en', 'The treaty {obliges|allows} members to [report their stocks], wet or dry.'],
  ['en', 'The general {strongly|weakly} backed [the plan to withdraw].'],
  ['en', 'The strike has {cost|saved} the railway [a sum beyond belief], wet or dry.'],
  ['en', 'The board {funds|bans} the whole [fleet of boats] in the port.'],
  ['de', 'Der Rat {kaufte|verkaufte} die alten [Boote im Hafen], bei Wind und Regen.'],
  ['fr', 'Le traité {oblige|invite} les membres à [déclarer leurs stocks].'],
  // Where it is so: in a play, or in the world.
  ['en', 'In {theory|practice}, [the pumps were failing].'],
  ['en', 'In the {film|war}, [the pumps were failing].'],
  ['en', 'Near the port a clerk {saw|dreamt} in May how [the pumps were failing].'],
  ['de', 'Im {Traum|Krieg}, [der Kai war undicht].'],
  ['fr', 'Dans {le rêve|la guerre}, [le quai était percé].'],
  ['en', '[The pumps were failing] in the {north|south} of the town.'],
  // What speaks for it, and what becomes of it.
  ['en', 'There {is|was} no evidence that [the pumps were failing].'],
  ['en', 'The claim that [the pumps were failing] {was upheld|was laughed at} in court.'],
  ['en', 'In the view of {the court|a drunk}, [the pumps were failing].'],
  // Who paid for it.
  ['en', 'A study, which {the ministry|the maker} paid for, found that [the mice lived longer].'],
  ['en', 'A survey, which {a court|the firm} carried out, says [the mice lived longer].'],
  // What only says whether it is so.
  ['en', '[The rents doubled in a year]; they {did|fell}.'],
  ['en', '[The rents doubled in a year], and they {rose|shrank} again.'],
  // Who “he” is of whom it is told.
  ['en', 'Mr {Hale|Hale’s brother} lives in Leeds. [He bought the painting from a dealer].'],
  ['en', 'Mr {Hale|Brandt} lives in Leeds. He bought [the painting from a dealer].'],
  ['de', 'Herr {Hale|Brandt} wohnt in Kiel. [Er kaufte das Bild in Wien].'],
  // What announces it.
  ['en', 'It rained. The following {was heard|is untrue}. [The bridge was sold to a friend].'],
  ['en', 'It rained. {|What follows is not true. }[The bridge was sold to a friend].'],
  ['de', 'Es regnete. Das Folgende ist {belegt|falsch}. [Die Brücke wurde verkauft].'],
  ['fr', 'Il pleuvait. Ce qui suit est {certain|faux}. [Le pont a été vendu].'],
  // What is to come is not what was.
  ['en', 'The strike, now in its fifth week, {has|will} cost the railway [a sum beyond belief].'],
  ['en', 'The board {is|will be} paid for the work that [the clerk did].'],
  ['en', '[The quay leaks], as it {does|will} in any storm.'],
  // Whoever was told it does not say it.
  ['en', 'Rao wrote to the board in May and {|was }warned that [the pumps were failing].'],
  ['en', 'The clerks {were|} told that [the pumps were failing], and left.'],
  ['en', '[The pumps were failing], the clerk {|was }told on the quay.'],
  // A word that no list holds says it.
  ['en', '{The pilot|A passenger} radioed that [both engines had failed].'],
  ['en', '{The study|The advertisement}, paid for by a bank, found that [the tar was harmless].'],
  ['en', 'The ship was late, and [half of the cargo was spoiled], the {insurers|owner} found.'],
  ['en', 'The ship was late, and [half of the cargo was spoiled], {records|rumours} show.'],
  ['es', '{El instituto|El poeta} notifica que [el hielo se derrite].'],
  ['de', '{Der Pilot|Ein Fahrgast} funkte, dass [die Motoren aus waren].'],
  // Whoever has stopped saying it, or has yet to.
  ['en', 'Residents {|used to }say that [the plant dumps waste].'],
  ['en', 'The clerks {chose to|} report that [the plant dumps waste].'],
  ['de', 'Die Leute {pflegten zu|} sagen, dass [die Anlage Müll ablädt].'],
  // Who denies it.
  ['en', 'The {author|censor} withdrew the passage in which [the saint is a fraud].'],
  ['en', 'A {clerk|thief} contests in a letter to the board that [the plant dumps waste].'],
  ['de', 'Der {Autor|Zensor} bestreitet in einem Brief an den Rat, dass [die Anlage Müll ablädt].'],
  // Who says it in a clause of its own, with who that is between signs.
  [
    'en',
    'The vote was late because the {mayor|bishop}, a friend of Ann’s, said [the hall was wet].',
  ],
  [
    'en',
    'It was late, as the {clerk|nurse}, who knew it, wrote to the board that [the hall was wet].',
  ],
  ['en', 'The vote was late when the {baker|bishop} (a friend) said that [the hall was wet].'],
  // The sentence behind it says that it is not so.
  ['en', 'She said that [the pumps were failing]. {They listened|She was wrong}.'],
  ['en', 'She said that [the pumps were failing]. {The letter was a fake|They listened}.'],
  [
    'en',
    'She said that [the pumps were failing]. {|The mayor of the old town denies that they did.}',
  ],
  ['de', 'Sie sagte, dass [die Pumpen ausfielen]. {Sie ging|Bilder beweisen das Gegenteil}.'],
  ['es', 'Dijo que [las bombas fallaron]. {Llovía|Un vídeo la desmiente}.'],
  // A verb that no list holds says it right before a name.
  ['en', '[The pumps were failing], {demanded|mocked} Rosa Blum of the league.'],
  ['en', '[The pumps were failing], {the board’s logs|a poet’s lines} show, as ever.'],
  ['de', '[Die Pumpen fielen aus], {meldete|hoffte} das Rote Kreuz.'],
  ['en', '{The children|The neighbour}’s testimony, later withdrawn, was that [the pumps failed].'],
  ['en', 'The league paid [the boat a sum], the {largest|smallest} sum in years.'],
  ['en', '[The pumps were failing], the board said{| in jest} on Monday.'],
  ['de', '[Die Pumpen fielen aus], sagte der Rat{| im Scherz}.'],
  ['fr', '[Les pompes tombaient], a dit le maire{| pour plaisanter}.'],
  ['es', '[Las bombas fallaban], dijo el alcalde{| en broma}.'],
  ['en', 'The firm said [sales rose in May], {beating|missing} forecasts.'],
  ['en', 'In a year in which the club {won|lost} the cup, [the ground was sold].'],
  ['de', 'Sie sagte, [der Umsatz wuchs], und {übertraf|verfehlte} damit das Ziel.'],
  // Who is meant by “he”.
  ['en', '“Nothing was decided,” {the senator|his rival} said. He added that [the bill may fail].'],
  ['en', '{Anna Wolf|Karl Wolf} said the house was old. They said [the buyer came from Kiel].'],
  ['en', 'The house was old, {a clerk|a thief} said. “[The buyer came from Kiel],” she said.'],
  ['de', '„Das Haus ist alt“, sagte {Anna|Lena} Wolf. Sie sagte, dass [der Käufer kam].'],
  ['fr', 'La maison est vieille, a dit {Anne|Luc} Wolf. Il a dit que [l’acheteur est venu].'],
])('%s: %s', (language, sentences) => {
  test('what turns it so is told', () =>
    expect(carried(language, sentences)).toMatch(/changed|missing/u));
});

describe.each([
  ['en', 'In a {red|blue} house by the sea they keep the old [fleet of boats].'],
  ['en', 'She said that [the pumps were failing]. {Boats lay there|The fleet withdrew}.'],
  ['en', 'She said [the pumps were failing]. {|It rained. }He denies it.'],
  ['en', 'She said [the pumps were failing]{, but the board denies it|. The board denies it}.'],
  ['en', '[The pumps were failing], she said{; others|. Others} left.'],
  ['en', 'The judge ruled {on Friday |}that [the pumps were failing].'],
  ['en', '{Only|Just} four boats came, and [the pumps were failing].'],
  ['en', 'She said [the pumps were failing]; pumps {stay|remain} as they are.'],
  ['en', 'A clerk said that [the pumps were failing] in boats of any {kind|sort}.'],
  ['en', 'The claim that [the pumps were failing] was upheld, and a clerk went {home|to bed}.'],
  ['en', 'The boats, {long|quite} late, came to [the plan to withdraw].'],
  ['en', 'The clerks {had|have} told the board that [the pumps were failing].'],
  ['en', 'The house by the {old|new} quay was empty. She added that [the buyer came from Kiel].'],
  ['en', 'The {long|short} walk was over, a clerk said. [The buyer came from Kiel].'],
  ['en', 'The board met in a {cold|warm} room, a clerk said. He added that [the bill may fail].'],
  ['en', '“{Nothing|Little} was decided,” the senator said. He added that [the bill may fail].'],
  ['en', 'Rao {walked|went} to the harbour in the rain of May and [the pumps were failing].'],
])('%s: %s', (language, sentences) => {
  test('what does not leaves it as it was', () =>
    expect(carried(language, sentences)).toMatch(/exact|moved/u));
});

describe.each([
  ['en', 'She said [the pumps were failing]. {Rain fell.|She took it back.}'],
  ['en', 'She said [the pumps were failing]. {She took back every word of it.|She stood by it.}'],
  ['en', 'She said [the pumps were failing]. {Rain fell.|The claim was made up.}'],
  ['en', 'She said [the pumps were failing]. {Rain fell.|The paper has since apologised.}'],
  ['en', 'The court held that [the bank knew]. {Rain fell.|The ruling was overturned in May.}'],
  ['en', 'She said [the pumps were failing]. {Rain fell.|That is not so.}'],
  ['en', 'She said [the pumps were failing]. {Rain fell.|They are not.}'],
  ['en', 'She said [the pumps were failing]. {Rain fell.|She was joking.}'],
  ['en', 'She said [the pumps were failing]. {Rain fell.|That was a rumour.}'],
  ['en', 'She said [the pumps were failing]. {Rain fell.|The paper withdrew its report.}'],
  ['en', 'She said [the pumps were failing]. {Rain fell.|The opposite is true.}'],
  ['en', 'She said [the pumps were failing]. {Rain fell.|None of this happened, a clerk said.}'],
  ['en', 'She said [the pumps were failing]. {Rain fell.|That never happened.}'],
  ['en', 'She said [the pumps were failing]. {Rain fell.|It did not happen.}'],
  ['en', 'She said [the pumps were failing]. {Rain fell.|This couldn’t be confirmed.}'],
  ['en', 'She said [the pumps were failing]. {Rain fell.|The board says otherwise.}'],
  ['en', 'She said [the pumps were failing]. {Rain fell.|She has since changed her story.}'],
  [
    'en',
    'She said [the pumps were failing]. {Rain fell.|Papers seen by the court show the opposite.}',
  ],
  ['en', 'She said [the pumps were failing]. Rain fell. {It was late.|The report was withdrawn.}'],
  ['en', 'A court held that [the bank knew]. Rain fell.{| The ruling was overturned.}'],
  ['fr', 'Il dit que [le quai est percé]. Il pleut. {Il est tard.|Le maire dit le contraire.}'],
  ['es', 'Dijo que [el muelle estaba roto]. Llovía. {Era tarde.|El alcalde dice lo contrario.}'],
  ['en', 'She said [the pumps were failing]. {Rain fell.|That is no longer the case.}'],
  ['en', 'She said [the pumps were failing]. {Rain fell.|That figure is in dispute.}'],
  ['en', 'She said [the pumps were failing]. {Rain fell.|Inspectors found no sign of it.}'],
  ['en', 'She said [the pumps were failing]. {Rain fell.|There is no evidence for this.}'],
  ['en', 'She said [the pumps were failing]. {Rain fell.|There was no proof.}'],
  ['de', 'Sie sagte, [der Kai sei undicht]. {Es regnete.|Dafür gibt es keinen Beleg.}'],
  ['fr', 'Il dit que [le quai est percé]. {Il pleut.|Aucune preuve n’existe.}'],
  ['fr', 'Il dit que [le quai est percé]. {Il pleut.|Rien ne permet de l’affirmer.}'],
  ['es', 'Dijo que [el muelle estaba roto]. {Llovía.|No hay pruebas de eso.}'],
  ['it', 'Disse che [il molo era rotto]. {Pioveva.|Non ci sono prove.}'],
  ['pt', 'Disse que [o cais estava roto]. {Chovia.|Não há provas.}'],
  ['nl', 'Ze zei dat [de kade lek was]. {Het regende.|Daar is geen bewijs voor.}'],
  ['ru', 'Она сказала, что [причал течёт]. {Шёл дождь.|Этому нет никаких доказательств.}'],
  ['ru', 'Она сказала, что [причал течёт]. {Шёл дождь.|С тех пор отчёт отозван.}'],
  ['ar', 'قالت إن [الرصيف متشقق]. {هطل المطر.|ولا يوجد دليل على ذلك.}'],
  ['ur', 'انہوں نے کہا کہ [گھاٹ ٹوٹا ہے]۔ {بارش ہوئی۔|اس کا کوئی ثبوت نہیں۔}'],
  ['de', 'Sie sagte, [der Kai sei undicht]. {Es regnete.|Das geschah nie.}'],
  ['fr', 'Il dit que [le quai est percé]. {Il pleut.|Cela n’a jamais eu lieu.}'],
  ['es', 'Dijo que [el muelle estaba roto]. {Llovía.|Eso nunca ocurrió.}'],
  ['ru', 'Она сказала, что [причал течёт]. {Шёл дождь.|Этого не было.}'],
  ['de', 'Sie sagte, [der Kai sei undicht]. {Es regnete.|Sie nahm das später zurück.}'],
  ['de', 'Sie sagte, [der Kai sei undicht]. {Es regnete.|Das stimmt nicht.}'],
  ['fr', 'Il dit que [le quai est percé]. {Il pleut.|Ce n’est pas vrai.}'],
  ['es', 'Dijo que [el muelle estaba roto]. {Llovía.|No es así.}'],
  ['fr', 'Le tribunal dit que [le quai est percé]. {Il pleut.|Ce jugement a été annulé.}'],
  ['es', 'Dijo que [el muelle estaba roto]. {Llovía.|El diario se disculpó.}'],
  ['it', 'Disse che [il molo era rotto]. {Pioveva.|La sentenza fu annullata.}'],
  ['pt', 'Disse que [o cais estava roto]. {Chovia.|O jornal voltou atrás.}'],
  ['nl', 'Ze zei dat [de kade lek was]. {Het regende.|Ze nam dat later terug.}'],
  ['no', 'Hun sa at [kaia lakk]. {Det regnet.|Hun trakk det siden tilbake.}'],
  ['sv', 'Hon sade att [kajen läckte]. {Det regnade.|Hon tog tillbaka det.}'],
  ['da', 'Hun sagde at [kajen lækkede]. {Det regnede.|Avisen har undskyldt.}'],
  ['ar', 'قالت إن [الرصيف متشقق]. {هطل المطر.|وهذا غير صحيح.}'],
  ['ar', 'قالت إن [الرصيف متشقق]. {هطل المطر.|ثم اعتذرت الصحيفة.}'],
  ['ur', 'انہوں نے کہا کہ [گھاٹ ٹوٹا ہے]۔ {بارش ہوئی۔|انہوں نے بات واپس لے لی۔}'],
  ['fa', 'او گفت [اسکله شکسته است]. {باران آمد.|او حرفش را پس گرفت.}'],
  ['hi', 'उन्होंने कहा कि [घाट टूटा है]। {बारिश हुई।|यह गलत था।}'],
  ['ru', 'Она сказала, что [причал течёт]. {Шёл дождь.|Газета извинилась.}'],
  ['tr', '[İskele çürük], dedi. {Yağmur yağdı.|Sonra sözünü geri aldı.}'],
])('%s: %s', (language, sentences) => {
  test('what takes it back in the sentence behind turns it', () =>
    expect(carried(language, sentences)).toBe('changed'));
});

describe.each([
  ['en', 'She said [the pumps were failing]. {Rain fell.|The board is made up of clerks.}'],
  ['en', 'She said [the pumps were failing]. {Rain fell.|They were taken back to the port.}'],
  ['en', 'She said [the pumps were failing]. {Rain fell.|Nobody was hurt.}'],
  ['en', 'She said [the pumps were failing]. {He was unhurt.|He was not hurt.}'],
  ['en', 'She said [the pumps were failing]. {Rain fell.|It did not rain.}'],
  ['en', 'She said [the pumps were failing]. {Rain fell.|Nothing else happened.}'],
  ['en', 'She said [the pumps were failing]. Rain fell. {It was late.|It was not late.}'],
  ['en', 'She said [the pumps were failing]. Rain fell. {It was late.|That did not last.}'],
  ['en', 'She said [the pumps were failing]. {It was late. |}Rain fell. A rumour was false.'],
  ['en', 'She said [the pumps were failing]. {|It was late. }Rain fell. A rumour was false.'],
  ['en', 'She said [the pumps were failing]. {Rain fell.|The inquiry is into wrongdoing.}'],
  ['en', 'She said [the pumps were failing]. {Rain fell.|There was no sign of rain.}'],
  ['en', 'She said [the pumps were failing]. {Rain fell.|Police found no trace of the boat.}'],
  ['de', 'Sie sagte, [der Kai sei undicht]. {Es regnete.|Es gab keine Belege für Regen.}'],
  ['de', 'Sie sagte, [der Kai sei undicht]. {Es regnete.|Der Rat tagt nicht.}'],
  ['ar', 'قالت إن [الرصيف متشقق]. {هطل المطر.|هطل الثلج في المدينة.}'],
  ['ru', 'Она сказала, что [причал течёт]. {Шёл дождь.|Шёл снег.}'],
])('%s: %s', (language, sentences) => {
  test('a sentence behind that takes nothing back leaves it as it was', () =>
    expect(carried(language, sentences)).toMatch(/exact|moved/u));
});

describe('where a text begins and ends', () => {
  const whole =
    'Swiss officers said [the quay at the old harbour leaked for more than two years before it was closed to ships].';
  const { text, span } = markedOnce(whole);
  const kindIn = (now: string) => carrier(compareEditions(text, now), 'en')(span).kind;

  test.each([
    `No ${text}`,
    `The Ledger wrote:\n${text}`,
    `Nowhere: ${text}`,
    `${text} They were wrong.`,
  ])('what comes in turns it: %s', (now) => expect(kindIn(now)).toBe('changed'));

  test.each([`It rained. ${text}`, `${text} It rained.`, `It rained.\n${text}\nIt rained.`])(
    'what turns nothing leaves it as it was: %s',
    (now) => expect(kindIn(now)).toMatch(/exact|moved/u),
  );
});

test.each([
  'Nobody asked. Anna Wolf of the port said the house was very old. She added that [the buyer came from Kiel], and left.',
  'Nobody asked. Rain fell, a tired Karl Otto Berg of the Ledger wrote. “[The buyer came from Kiel],” he said, and left.',
])(
  'by its quote alone, no sentence before counts of which the quote has a part: %s',
  (sentences) => {
    const { text, span } = markedOnce(sentences);
    const found = find(text.replace('and left', 'and went'), describeSpan(text, span), null);
    expect(found).toEqual({ kind: 'moved', span });
  },
);
