import { describe, expect, test } from 'vitest';
import { around, reworded } from '../../cases/carried.js';

/* Words further off in its sentence that make of a passage what somebody denies, doubts or says otherwise. */

const carried = (language: string, sentence: string) =>
  reworded(language, `${around}\n${sentence}\n${around}`);

describe.each([
  [
    'en',
    'The minister decided on Monday to {confirm|disavow} in writing that [the deal was ready].',
  ],
  ['en', 'Two clerks {recalled|disputed} before the board having [signed the deal] in March.'],
  [
    'en',
    'The board {upheld|quashed} after a long day the finding of the court that [the wall was safe].',
  ],
  [
    'en',
    'The report set out at length to {prove|rebut} before the court that [the wall was safe].',
  ],
  [
    'en',
    'The clerk {remembers|denies} in her letter to the board having [taken the money] in May.',
  ],
  [
    'en',
    'The engineers {repeated|recanted} before the whole board their finding that [the wall was safe].',
  ],
  [
    'de',
    'Der Minister hatte am Abend {bestätigt|geleugnet} und auch später gemeint, dass [der Vertrag fertig war].',
  ],
  [
    'de',
    'Der Rat beschloss am Abend, die Meldung {aufzunehmen|zurückzuweisen}, nach der [der Vertrag fertig war].',
  ],
  [
    'de',
    'Die Beamten {wiederholten|widerriefen} am Abend vor dem Rat, dass [der Vertrag fertig war].',
  ],
  [
    'fr',
    'Le maire a choisi hier de {rappeler|contredire} devant le conseil que [l’accord était prêt].',
  ],
  [
    'fr',
    'Le maire est sorti hier en {criant|niant} devant les journalistes que [l’accord était prêt].',
  ],
  ['es', 'El alcalde quiso ayer {recordar|rebatir} ante el consejo que [el acuerdo estaba listo].'],
  [
    'it',
    'Il sindaco ha voluto ieri {ricordare|contestare} davanti al consiglio che [l’accordo era pronto].',
  ],
  [
    'pt',
    'O prefeito quis ontem {lembrar|contestar} diante do conselho que [o acordo estava pronto].',
  ],
  [
    'nl',
    'De burgemeester wilde gisteren {herhalen|tegenspreken} in de raad dat [het akkoord klaar was].',
  ],
  ['no', 'Ordføreren valgte i går å {gjenta|bestride} i et brev til rådet at [avtalen var klar].'],
  [
    'sv',
    'Borgmästaren valde i går att {upprepa|bestrida} i ett brev till rådet att [avtalet var klart].',
  ],
  [
    'da',
    'Borgmesteren valgte i går at {gentage|bestride} i et brev til rådet at [aftalen var klar].',
  ],
])('%s: %s', (language, sentence) => {
  test('a verb of denial makes it changed', () =>
    expect(carried(language, sentence)).toBe('changed'));
});

describe.each([
  ['en', 'Singh {|wrongly }said at the quay in March that [the deal was ready].'],
  ['en', 'Singh {|repeatedly }denied at the quay in March that [the deal was ready].'],
  ['en', 'Singh {openly|jokingly} said at the quay in March that [the deal was ready].'],
  ['en', '[The deal was ready], a tall man {|drunkenly }told reporters at the quay.'],
  ['en', 'Singh had {|mistakenly }told reporters at the quay that [the deal was ready].'],
  ['en', 'Singh said {|wistfully }at the quay in March that [the deal was ready].'],
  ['de', 'Singh sagte {|irrtümlich }am Kai in der Nacht, dass [der Vertrag fertig war].'],
  ['de', 'Singh hat am Kai {|leichtfertig }erklärt und wiederholt, dass [der Vertrag fertig war].'],
  ['fr', 'Singh a {|imprudemment }affirmé devant le conseil que [l’accord était prêt].'],
  ['es', 'Singh {|ligeramente }afirmó ante el consejo que [el acuerdo estaba listo].'],
  ['it', 'Singh ha {|incautamente }dichiarato davanti al consiglio che [l’accordo era pronto].'],
  ['pt', 'Singh {|levianamente }afirmou diante do conselho que [o acordo estava pronto].'],
  ['nl', 'Singh zei {|lichtzinnig }in de raad van de stad dat [het akkoord klaar was].'],
  ['no', 'Singh sa {|spøkefullt }i et brev til rådet at [avtalen var klar].'],
  ['sv', 'Singh sade {|skämtsamt }i ett brev till rådet att [avtalet var klart].'],
  ['da', 'Singh sagde {|spøgefuldt }i et brev til rådet at [aftalen var klar].'],
])('%s: %s', (language, sentence) => {
  test('a word right beside the verb of saying makes it changed', () =>
    expect(carried(language, sentence)).toBe('changed'));
});

describe.each([
  [
    'en',
    'A study published in a {respected|predatory} journal found on Monday at the port that [the wall was safe].',
  ],
  ['en', '[The wall was safe], in the words of a paper published by a {large|bogus} institute.'],
  [
    'en',
    'A letter printed in a {daily|satirical} paper claimed at length that [the deal was ready].',
  ],
  [
    'de',
    'Eine Studie, die in einer {angesehenen|dubiosen} Zeitschrift veröffentlicht wurde, sah am Ende, dass [der Damm sicher war].',
  ],
  [
    'de',
    'Eine Studie, veröffentlicht in einer {angesehenen|dubiosen} Zeitschrift, sah am Ende, dass [der Damm sicher war].',
  ],
  [
    'fr',
    'Une étude publiée dans une revue {respectée|douteuse} montre au bout du compte que [le mur était sûr].',
  ],
  [
    'es',
    'Un estudio publicado en una revista {respetada|dudosa} vio al final que [el muro era seguro].',
  ],
  [
    'it',
    'Uno studio pubblicato in una rivista {stimata|dubbia} vide alla fine che [il muro era sicuro].',
  ],
  [
    'pt',
    'Um estudo publicado numa revista {respeitada|duvidosa} viu no fim que [o muro era seguro].',
  ],
  [
    'nl',
    'Een studie gepubliceerd in een {gerespecteerd|dubieus} blad zag in het eind dat [de muur veilig was].',
  ],
  ['no', 'En studie publisert i et {respektert|tvilsomt} blad så til slutt at [muren var trygg].'],
  [
    'sv',
    'En studie publicerad i en {ansedd|tvivelaktig} tidskrift såg till slut att [muren var säker].',
  ],
  [
    'da',
    'En undersøgelse offentliggjort i et {anset|tvivlsomt} blad så til sidst at [muren var sikker].',
  ],
])('%s: %s', (language, sentence) => {
  test('where it was published makes it changed', () =>
    expect(carried(language, sentence)).toBe('changed'));
});

describe.each([
  [
    'en',
    'A {respected|disgraced} university hospital research team said in May that [the wall was safe].',
  ],
  [
    'en',
    'Some {older|drunken} dock workers union men told reporters in May that [the deal was ready].',
  ],
  ['en', '[The deal was ready], a {large|bankrupt} car parts supply firm said in May.'],
  ['en', 'A {small|secret} fish market traders group wrote in May that [the deal was ready].'],
  [
    'en',
    'An {aged|armed} night shift crane driver told reporters in May that [the deal was ready].',
  ],
  ['en', 'The {local|hostile} town hall press desk confirmed in May that [the deal was ready].'],
  [
    'fr',
    'Un {vieux|faux} groupe de vendeurs du marché au poisson a dit en mai que [l’accord était prêt].',
  ],
  ['nl', 'Een {oude|dronken} verkoper van de markt zei in mei dat [het akkoord klaar was].'],
])('%s: %s', (language, sentence) => {
  test('how a longer noun is described makes it changed', () =>
    expect(carried(language, sentence)).toBe('changed'));
});

describe.each([
  ['en', 'The clerk {perhaps|surely} took a boat on Monday and [left the town] at noon.'],
  ['en', 'The {so-called|new} committee met at the quay on Monday and [signed the deal].'],
  ['en', 'On that day the board {possibly |}met at the quay and in the end [signed the deal].'],
  [
    'en',
    'Cables {released|forged} for a paper in the north said on that day that [the deal was ready].',
  ],
  [
    'en',
    'Papers {obtained|invented} by a tall man in the crowd show at length that [the deal was ready].',
  ],
  ['en', 'The town {can|must} on that day in spring [sign the deal] at the quay.'],
  ['en', 'Singh {noted|imagined} in a long letter to the board that [the deal was ready].'],
  [
    'en',
    'In one cable, a diplomat {quotes|paraphrases} a clerk of the office of ships, to whom [the deal was ready].',
  ],
  [
    'en',
    'Hickey is cited as {saying|implying} that the view of the board was that [the deal was ready].',
  ],
  [
    'en',
    'Singh said that while he {understood|regretted} such strikes at sea, [the answer had not been helpful].',
  ],
  ['en', 'Singh {replied|joked} at the end of a long letter that [the deal was ready].'],
  ['de', 'Der Rat hat {vielleicht |}am Abend getagt und am Ende [den Vertrag unterschrieben].'],
  [
    'de',
    'Singh {schreibt|träumt} in einem langen Brief an den Rat, dass [der Vertrag fertig war].',
  ],
  ['de', 'Singh hat am Kai {gesagt|geträumt} und es gern gehört, dass [der Vertrag fertig war].'],
  ['fr', 'Le conseil s’est {peut-être |}réuni hier au port et a à la fin [signé l’accord].'],
  ['fr', 'Singh a {répondu|rêvé} dans une longue lettre au conseil que [l’accord était prêt].'],
  ['es', 'El consejo {quizá |}se reunió ayer en el puerto y al final [firmó el acuerdo].'],
  ['es', 'Singh {respondió|soñó} en una larga carta al consejo que [el acuerdo estaba listo].'],
  ['it', 'Il consiglio {forse |}si riunì ieri al porto e alla fine [firmò l’accordo].'],
  ['it', 'Singh {rispose|sognò} in una lunga lettera al consiglio che [l’accordo era pronto].'],
  ['pt', 'O conselho {talvez |}reuniu ontem no porto e no fim [assinou o acordo].'],
  ['pt', 'Singh {respondeu|sonhou} numa longa carta ao conselho que [o acordo estava pronto].'],
  ['nl', 'De raad heeft {misschien |}gisteren vergaderd en in het eind [het akkoord getekend].'],
  ['nl', 'Singh {antwoordde|droomde} in een lange brief aan de raad dat [het akkoord klaar was].'],
  ['no', 'Rådet har {kanskje |}møttes ved havnen og til slutt [undertegnet avtalen].'],
  ['no', 'Singh {svarte|drømte} i et langt brev til rådet at [avtalen var klar].'],
  ['sv', 'Rådet har {kanske |}mötts vid hamnen och till slut [undertecknat avtalet].'],
  ['sv', 'Singh {svarade|drömde} i ett långt brev till rådet att [avtalet var klart].'],
  ['da', 'Rådet har {måske |}mødtes ved havnen og til sidst [underskrevet aftalen].'],
  ['da', 'Singh {svarede|drømte} i et langt brev til rådet at [aftalen var klar].'],
])('%s: %s', (language, sentence) => {
  test('another verb of saying, or a doubt, makes it changed', () =>
    expect(carried(language, sentence)).toBe('changed'));
});

describe.each([
  [
    'en',
    'Singh, {in a wet hat|with a wet hat}, said at the quay in March that [the deal was ready].',
  ],
  [
    'en',
    'Rain fell on the {cold|grey} quay while the man told reporters in May that [the deal was ready].',
  ],
  ['en', 'The man said in a {hot|warm} room of the hall in May that [the deal was ready].'],
  [
    'en',
    'He had a book that was printed long ago, and on a {rainy|windy} day he found that [the deal was ready].',
  ],
  [
    'en',
    'A boat came with {fresh|frozen} fish for the market as the men wrote in May that [the deal was ready].',
  ],
  ['en', '[The deal was ready] when {heavy|strong} rain fell on the town.'],
  [
    'en',
    'A {long|short} walk from the quay, in a hall of stone, the men said that [the deal was ready].',
  ],
  ['en', 'Singh {|also }said at the quay in March that [the deal was ready].'],
  ['en', 'Singh told {|visiting }people at the quay in March that [the deal was ready].'],
  ['en', 'The man said, {|smiling, }at the quay in March that [the deal was ready].'],
  [
    'en',
    'He read a book by the fire in a {|narrow }room, and the men said that [the deal was ready].',
  ],
  ['de', 'Der Mann sagte am {langen|kurzen} Kai in der Nacht, dass [der Vertrag fertig war].'],
  ['de', 'Der Mann sagte {|auch }am Kai in der Nacht, dass [der Vertrag fertig war].'],
  [
    'fr',
    'Il a dit hier dans la {vieille|grande} salle, devant le conseil, que [l’accord était prêt].',
  ],
  [
    'es',
    'El hombre dijo ayer en la {vieja|gran} sala, ante la gente, que [el acuerdo estaba listo].',
  ],
  [
    'it',
    'L’uomo disse ieri nella {vecchia|grande} sala, davanti alla gente, che [l’accordo era pronto].',
  ],
  [
    'pt',
    'O homem disse ontem na {velha|grande} sala, diante da gente, que [o acordo estava pronto].',
  ],
  ['nl', 'De man zei gisteren in de {koude|warme} hal, in de stad, dat [het akkoord klaar was].'],
  ['no', 'Mannen sa i går i den {kalde|varme} hallen, ved havnen, at [avtalen var klar].'],
  ['sv', 'Mannen sade i går i den {kalla|varma} hallen, vid hamnen, att [avtalet var klart].'],
  ['da', 'Manden sagde i går i den {kolde|varme} hal, ved havnen, at [aftalen var klar].'],
  ['en', 'The study said in May that [the wall was safe], and a {red|blue} boat came in.'],
])('%s: %s', (language, sentence) => {
  test('a word for something else leaves it as it was', () =>
    expect(carried(language, sentence)).toMatch(/exact|moved/u));
});
