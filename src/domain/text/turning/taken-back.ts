import { foldedWord } from './lexicon.js';
import { type Phrases, phrasesIn } from './phrases.js';
import { wordsOf } from './sentence-words.js';
import type { Surroundings } from './surroundings.js';
import type { WordEffects } from './turning-words.js';

/* What a sentence says of the one before it, or announces of the next: that it was taken back, undone or is not so. */

/** So many sentences behind a passage are read for what takes it back, and so many for whether one of the other text is among them. */
const sentencesBehind = { read: 2, known: 4 };

/** Why a sentence right behind, or a short one behind that, may say of a passage that it is not so, or no longer does: “She was wrong.” */
export function deniedBehind(
  was: Surroundings,
  now: Surroundings,
  readings: WordEffects,
  language: string | null,
): string | null {
  if (was.cut || now.cut) return null;
  if (isSame(1) && isSame(sentencesBehind.read)) return null;
  const [older, newer] = [was, now].map((each) => ({
    behind: each.following(sentencesBehind.known),
    own: each.after,
  })) as [Behind, Behind];
  const come = deniedIn(newer, older, readings, language);
  if (come !== undefined) return `“${come}” now stands in the sentence behind it.`;
  const gone = deniedIn(older, newer, readings, language);
  return gone === undefined ? null : `“${gone}” no longer stands in the sentence behind it.`;

  function isSame(place: number): boolean {
    return was.following(place)[place - 1] === now.following(place)[place - 1];
  }
}

interface Behind {
  behind: string[];
  /** What stands behind a passage in its own sentence. */
  own: string;
}

function deniedIn(
  { behind: [first, second] }: Behind,
  other: Behind,
  readings: WordEffects,
  language: string | null,
): string | undefined {
  const others = [...other.behind, other.own];
  return (
    deniedBy(first, false, others, readings, language) ??
    deniedBy(second, true, others, readings, language)
  );
}

/** Words by which a short sentence speaks of what comes behind it. */
const announcing: Phrases = {
  en: 'following follows below',
  de: 'folgende* nachstehende* nachfolgende* folgt',
  fr: 'suivant* suit ci-dessous',
  es: 'siguiente* sigue',
  it: 'seguente seguenti segue',
  pt: 'seguinte* segue',
  nl: 'volgende volgt',
  no: 'følgende følger',
  sv: 'följande följer',
  da: 'følgende følger',
  ar: 'يلي التالي* الآتي*',
  ru: 'следующ* ниже',
};

/** Among this many words it does so: “What follows is …”. */
const announcesWithin = 3;

/** Why the sentence right before may say of a passage that it is not so: “The following is untrue.” */
export function deniedAhead(
  was: Surroundings,
  now: Surroundings,
  readings: WordEffects,
  language: string | null,
): string | null {
  if (was.cut || now.cut || was.justBefore() === now.justBefore()) return null;
  const [older, newer] = [was.preceding(), now.preceding()];
  const come = announcedIn(newer, older);
  if (come !== undefined) return `“${come}” now stands in the sentence before it.`;
  const gone = announcedIn(older, newer);
  return gone === undefined ? null : `“${gone}” no longer stands in the sentence before it.`;

  function announcedIn(sentence: string, other: string): string | undefined {
    const words = wordsOf(sentence);
    const [first = ''] = words;
    if (words.length > shortSentence) return undefined;
    if (readings.joins(first) && !readings.determines(first)) return undefined;
    if (phrasesIn(words.slice(0, announcesWithin), announcing, language).length === 0)
      return undefined;
    const known = denialsIn(wordsOf(other), readings, language);
    return denialsIn(words, readings, language).find((word) => !known.includes(word));
  }
}

/** A longer sentence tells of the one before it by a pronoun alone. */
const shortSentence = 8;

/**
 * What denies or takes back in a sentence, if that tells of the passage, and in none of some others. Where another parts it from
 * the passage it must be short, and what points back does so to that one.
 */
function deniedBy(
  sentence: string | undefined,
  isParted: boolean,
  others: string[],
  readings: WordEffects,
  language: string | null,
): string | undefined {
  if (sentence === undefined || others.includes(sentence)) return undefined;
  const words = wordsOf(sentence);
  const mayBeLong = !isParted && words.some(readings.isPronoun);
  if (words.length > shortSentence && !mayBeLong) return undefined;
  const pointsBack = isParted ? pointingBackIn(words, language) : [];
  const denials = denialsIn(words, readings, language).filter((word) => !pointsBack.includes(word));
  return newIn(denials, others, readings, language);
}

/** What denies or takes back in a sentence, wherever that stands, and in none of some others. */
export function denialIn(
  sentence: string,
  others: string[],
  readings: WordEffects,
  language: string | null,
): string | undefined {
  const all = (words: readonly string[]) => [
    ...denialsIn(words, readings, language),
    ...phrasesIn(words, negating, language),
  ];
  const known = others.flatMap((other) => all(wordsOf(other)).map(withoutTense));
  return all(wordsOf(sentence)).find((word) => !known.includes(withoutTense(word)));
}

function newIn(
  denials: string[],
  others: string[],
  readings: WordEffects,
  language: string | null,
): string | undefined {
  if (denials.length === 0) return undefined;
  const knownIn = (other: string) => denialsIn(wordsOf(other), readings, language);
  const known = new Set(others.flatMap(knownIn).map(withoutTense));
  return denials.find((word) => !known.has(withoutTense(word)));
}

function denialsIn(
  words: readonly string[],
  readings: WordEffects,
  language: string | null,
): string[] {
  return [
    ...words.filter(readings.belies),
    ...phrasesIn(words, takingBack, language, readings.joins),
    ...phrasesIn(words, unproven, language, isOfSomethingElse),
    ...pointingBackIn(words, language),
  ];

  /** “No evidence of a crime” is none of what was said before, but “no evidence of it” is. */
  function isOfSomethingElse(next: string, behind: string): boolean {
    const pointsBack =
      readings.isPronoun(behind) || phrasesIn([behind], pointing, language).length > 0;
    return readings.joins(next) && !pointsBack;
  }
}

/** What at the beginning of a sentence stands for all that was said before it. */
const pointing: Phrases = {
  en: 'this that',
  de: 'das dies',
  fr: 'ce cela ceci ça',
  es: 'eso esto',
  it: 'ciò questo',
  pt: 'isso isto',
  nl: 'dat dit',
  no: 'dette',
  sv: 'detta',
  da: 'dette',
  ru: 'это этого',
};

/** Plain denials. */
const negating: Phrases = {
  en: `not no never cannot isn't wasn't didn't doesn't hasn't couldn't can't won't`,
  de: 'nicht nie niemals',
  fr: 'pas jamais',
  es: 'no nunca jamás',
  it: 'non mai',
  pt: 'não nunca',
  nl: 'niet nooit',
  no: 'ikke aldri',
  sv: 'inte aldrig',
  da: 'ikke aldrig',
  ru: 'не никогда',
  ar: 'لا لم لن ليس ليست',
  ur: 'نہیں',
};

/** Nothing shows what was said. */
const unproven: Phrases = {
  en: 'no+evidence no+sign no+proof no+trace no+basis no+confirmation nothing+prove nothing+show nothing+support',
  de: 'kein*+beleg kein*+belege kein*+beweis kein*+beweise kein*+hinweis kein*+hinweise kein*+anzeichen',
  fr: "aucun*+preuve aucun*+indice aucun*+élément pas+preuve pas+preuves rien+l'affirmer rien+l'indique rien+l'atteste",
  es: 'no+prueba no+pruebas no+evidencia no+indicios ningun*+prueba ningún+indicio',
  it: 'nessun*+prova nessun+indizio non+prove non+prova',
  pt: 'não+prova não+provas não+evidências nenhum*+prova nenhum+indício',
  nl: 'geen+bewijs geen+bewijzen geen+aanwijzing geen+aanwijzingen geen+spoor',
  no: 'ingen+bevis ingen+beviser ingen+tegn ikke+bevist',
  sv: 'inga+bevis inget+bevis inget+tecken inte+bevisat',
  da: 'ingen+beviser intet+bevis intet+tegn ikke+bevist',
  ar: 'لا+دليل لا+أدلة ليس+دليل',
  fa: 'هیچ+مدرکی هیچ+شواهدی',
  ur: 'ثبوت+نہیں شواہد+نہیں',
  hi: 'सबूत+नहीं प्रमाण+नहीं',
  ru: 'нет+доказательств никаких+доказательств нет+подтверждений не+доказано не+подтвердилось не+подтверждено',
  tr: 'kanıt+yok kanıtı+yok',
};

/** So near the beginning a sentence denies what it points back to: “That never happened”, “This could not be shown”. */
const negatedWithin = 3;

/** How a short sentence denies what was said before it, if it begins so. */
function pointingBackIn(words: readonly string[], language: string | null): string[] {
  if (words.length > shortSentence) return [];
  if (phrasesIn(words.slice(0, 1), pointing, language).length === 0) return [];
  const [denial] = phrasesIn(words.slice(1, negatedWithin), negating, language);
  return denial === undefined ? [] : [words.slice(0, words.indexOf(denial) + 1).join(' ')];
}

/** “Denies” and “has denied” are one. */
function withoutTense(word: string): string {
  return foldedWord(word).replace(/(?:y|ies|ied)$/u, 'i');
}

/** What says that something was taken back, undone or is not so. */
const takingBack: Phrases = {
  en: `took+back take+back takes+back taken+back taking+back walk*+back row*+back backed+down backtrack* backpedal*
    made+up making+up apologi* annul* overturn* quash* rescind* revok* repeal* lapsed corrected
    longer+case longer+so longer+true in+dispute
    not+so not+true not+case not+correct not+right none+this none+it nothing+kind otherwise+. nothing+so nothing+true none+true never+so ruled+out joke jokes joking joked jest*
    never+happened never+place not+happen not+happened not+place changed+story changed+mind prank* lied liar* a+lie opposite+is opposite+was opposite+. contrary correction* disagree* not+. rumour* rumor*
    withdrew+it withdrew+claim withdrew+claims withdrew+result withdrew+results withdrew+report withdrew+statement`,
  de: `nahm*+zurück nimmt+zurück nehmen+zurück zurückgenommen zurücknahm* zurücknehm* ruder*+zurück zurückgeruder*
    zog+zurück zogen+zurück zieht+zurück entschuldig* aufgehoben annullier* korrigiert* berichtigt*
    nicht+so nicht+wahr nicht+stimmt stimmt+nicht trifft+nicht gegenteil scherz* witz berichtigung*`,
  fr: `revenu*+sur revient+sur revint+sur excus* annul* abrog* révoqu* cassé* corrigé* corrige rectifi* retire* retiré*
    pas+vrai pas+cas blague* plaisant* erratum`,
  es: `disculp* anul* revoc* derog* corrigi* corrige* rectific* retiró retiraron marcha+atrás
    no+cierto no+verdad no+así broma* bromea*`,
  it: `scus* annull* revoc* abrog* corrett* corregg* rettific* ritirò ritirarono marcia+indietro
    non+vero non+così scherz*`,
  pt: `desculp* anul* revog* corrig* retific* retirou retiraram voltou+atrás voltaram+atrás
    não+verdade não+assim piada* brinca*`,
  nl: `nam+terug namen+terug neemt+terug teruggenomen excuses verontschuldig* vernietigd* gecorrigeerd* rectific*
    gerectificeerd*
    niet+waar niet+zo grap* correctie`,
  no: `tok+tilbake tatt+tilbake trakk+tilbake beklag* unnskyld* opphev* annuller* korriger*
    ikke+sant ikke+riktig ikke+slik spøk*`,
  sv: `tog+tillbaka tar+tillbaka tagit+tillbaka bad+ursäkt bett+ursäkt upphäv* annuller* korriger* rättade
    inte+sant inte+så inte+riktigt skämt*`,
  da: `tog+tilbage taget+tilbage trak+tilbage undskyld* ophæv* annuller* korriger* rettede
    ikke+sandt ikke+rigtigt ikke+sådan spøg*`,
  ar: `كذب* كاذب* خطأ الخطأ خاطئ* مختلق* ملفق* نفى نفت نفوا تراجع* اعتذر* صحح* سحب* ألغي ألغيت ألغى ألغت يلغى غير+صحيح غير+صحيحة
    ليس+صحيحا ليست+صحيحة`,
  fa: 'دروغ نادرست تکذیب اشتباه عذرخواهی لغو اصلاح+کرد پس+گرفت پس+گرفتند',
  ur: 'جھوٹ غلط تردید معذرت معافی منسوخ کالعدم واپس+لیا واپس+لے واپس+لی تصحیح',
  hi: 'झूठ झूठा झूठी झूठे ग़लत गलत खंडन माफ़ी माफी रद्द निरस्त वापस+लिया वापस+ले वापस+ली',
  ru: `ложь ложн* неправд* неверн* ошиб* опроверг* опровёрг* отриц* извинил* отозвал* отменен* отменён* отменил* исправил* выдумал* отозван*
    выдумк*`,
  tr: `yalan* yanlış* asılsız* yalanla* özür iptal* düzelt* geri+aldı geri+aldılar geri+çekti geri+çektiler uydur*`,
};
