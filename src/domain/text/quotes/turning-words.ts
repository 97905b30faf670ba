import { fold, nameFolds } from '../folds.js';

/*
 * Words that turn what stands beside them: deny it, doubt it, put it into another's mouth, or make it
 * a condition. A passage whose sentence gained or lost one of them says something else, however its own
 * letters stand. Stems end in a star. The lists are for the languages of which a desk here can read the
 * rest of a sentence; in any other, each change in the sentence is taken as one that may turn it.
 */

const turning: Record<string, string> = {
  en: `not no never none nobody nothing neither nor without cannot hardly barely scarcely almost nearly only except
    den* refus* reject* dismiss* disput* doubt* contradict* retract* withdr* alleg* reportedly report* purport* claim*
    suppos* apparent* seem* rumo* false* untrue wrong* incorrect* mistaken* fake hoax unlikely unable fail* stop* ceas*
    former* ex might may could would should if unless whether until but believ* think* thought expect* plan* hope* fear*
    suggest* question* said say* told tell* accord* accus* quot* wrote writ* insist* warn* admit* conced* confirm*
    i he she they we you his her their our who whom nearly about over under less more most least than against`,
  de: `nicht nichts nie niemals kein* niemand weder ohne kaum fast nur außer leugn* bestreit* bestritt* ablehn* abgelehnt*
    zweif* angeblich* mutmaßlich* vermeintlich* offenbar wohl falsch* unwahr* irrtüm* ehemalig* früher* ex würde* könnte*
    sollte* dürfte* wenn falls ob sag* soll* berichte* laut zufolge behaupt* erklär* er sie es wir ihr`,
  fr: `ne pas non jamais rien aucun* personne ni sans guère presque seulement sauf nie* démen* refus* rejet* dout*
    contest* prétend* présumé* apparemment faux fausse* erroné* ancien* ex pourrai* devrai* serai* si selon d'après dit
    déclar* affirm* il elle ils elles on`,
  es: `no nunca jamás nada nadie ningun* ningún ni sin apenas casi solo sólo salvo neg* desmint* desment* rechaz* dud*
    supuest* presunt* aparentemente fals* erróne* ex antiguo* podría* debería* sería* si según dijo dice* afirm* él ella`,
  it: `non mai niente nulla nessun* né senza quasi solo tranne neg* smenti* rifiut* respin* dubit* presunt* fals* errat*
    ex potrebbe* dovrebbe* sarebbe* se secondo dett* dice* afferm*`,
  pt: `não nunca jamais nada ninguém nenhum* nem sem quase só exceto neg* desment* recus* rejeit* duvid* suposto* alegad*
    fals* errad* ex poderia* deveria* seria* se segundo disse* diz* afirm*`,
  nl: `niet niets nooit geen niemand noch zonder nauwelijks bijna alleen behalve ontken* weiger* afgewezen betwist*
    twijfel* vermeend* zogenaamd* vals* onwaar voormalig* ex zou* kon* als of volgens zei* zegt`,
  no: `ikke ingen intet aldri verken uten knapt nesten bare unntatt benekt* nekt* avvis* tvil* angivelig påstå* falsk*
    uriktig* tidligere eks kunne ville skulle hvis om ifølge sa sier`,
  sv: `inte ej ingen inget aldrig varken utan knappt nästan bara utom förnek* neka* avvis* tvivl* påstå* falsk* felaktig*
    tidigare ex kunde skulle om enligt sade säger`,
  da: `ikke ingen intet aldrig hverken uden næppe næsten kun undtagen benægt* nægt* afvis* tvivl* angivelig* påst* falsk*
    forkert* tidligere eks kunne ville skulle hvis om ifølge sagde siger`,
};

interface Lexicon {
  words: ReadonlySet<string>;
  stems: readonly string[];
}

const lexicons = new Map(
  Object.entries(turning).map(([language, list]) => [language, lexiconOf(list)]),
);

/**
 * Tells of a word whether it may turn what stands beside it, in a text of that language (BCP 47; null
 * where it isn't known, and then in any language of the lists). In a language or script without a list
 * every word may.
 */
export function turningIn(language: string | null): (word: string) => boolean {
  const primary = language?.split('-')[0]?.toLowerCase() ?? null;
  const read =
    primary === null
      ? [...lexicons.values()]
      : [lexicons.get(primary === 'nb' || primary === 'nn' ? 'no' : primary)];
  return (word) => {
    const folded = fold(word, nameFolds);
    if (/[^\p{sc=Latin}\p{sc=Common}\p{sc=Inherited}]/u.test(folded)) return true;
    if (/n't$/u.test(folded)) return true;
    return read.some((lexicon) => !lexicon || isIn(lexicon, folded));
  };
}

function isIn({ words, stems }: Lexicon, word: string): boolean {
  return words.has(word) || stems.some((stem) => word.startsWith(stem));
}

function lexiconOf(list: string): Lexicon {
  const entries = list.split(/\s+/u).map((entry) => fold(entry, nameFolds));
  return {
    words: new Set(entries.filter((entry) => !entry.endsWith('*'))),
    stems: entries.filter((entry) => entry.endsWith('*')).map((entry) => entry.slice(0, -1)),
  };
}
