import { fold, nameFolds } from '../folds.js';

/*
 * Words that turn what stands beside them. A passage whose sentence gained or lost one of them says something
 * else, however its own letters stand. Stems end in a star. The lists are for the languages of which a desk
 * here can read the rest of a sentence; in any other, each change in the sentence is taken as one that may turn
 * it.
 */

/** The words of a language that decide what a sentence says of a passage. */
interface Words {
  /** They deny, doubt, make a condition of it, or say who is meant. */
  turning: string;
  /** They say how many, how often, which way and when: others in their place are other facts. */
  amounts: string;
  /** They put it into somebody's mouth: whoever stands near them says it. */
  telling: string;
  /** Of those, the ones behind which stands who says it, up to the next sign; and those that name who did it. */
  attributing: string;
  /** They begin what somebody or something is called. */
  determining: string;
  /** They begin what is said, found or thought: the word before them says which. */
  stating: string;
  /** They go on behind the name of a thing or person. */
  joining: string;
  /** Those who speak to the press without a name: another word right before one makes them others. */
  offices: string;
}

const wordsOf: Record<string, Words> = {
  en: {
    turning: `not no never none nobody nothing neither nor without cannot hardly barely scarcely almost nearly only except
      den* refus* reject* dismiss* disput* doubt* contradict* retract* withdr* purport* suppos* apparent* seem* rumo*
      false* untrue wrong* incorrect* mistaken* fake hoax unlikely unable fail* stop* ceas* former* ex might may could
      would should if unless whether until but expect* plan* hope* fear* suggest* question* i he she they we you his her
      their our who whom about against`,
    amounts: `two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
      seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred* thousand* million*
      billion* dozen* half double twice second third fourth fifth all some few many each every both most partly rarely
      seldom sometimes often always usually still again more less least than over under above below up down before
      after since rose risen rise* fall* fell grew grow* shrink* shrank shrunk drop* increas* decreas* gain* lost lose
      loses losing win wins winning won today yesterday tomorrow tonight last next`,
    telling: `said say* told tell* accord* accus* quot* wrote writ* insist* warn* admit* conced* confirm* report* reportedly
      alleg* claim* believ* think* thought announc* argu* stated stating agree* disagree* add adds added explain* put puts
      estimat* predict* testif* suspect*`,
    attributing: 'accord*',
    determining: 'a an the by to',
    stating: 'that',
    joining: 'in of at for from with to on by who which that and as until',
    offices: `official* officer* spokes* source* aide aides adviser* advisor* diplomat* minister* president* mayor* director*
      chief* head manager* engineer* inspector* expert* analyst* scientist* witness* lawyer* prosecutor* judge* doctor*
      member* leader* ambassador* investigator* employee* executive* editor* reporter* colonel general* captain*`,
  },
  de: {
    turning: `nicht nichts nie niemals kein* niemand weder ohne kaum fast nur außer leugn* bestreit* bestritt* ablehn*
      abgelehnt* zweif* bezweif* anzweif* angezweif* widerleg* zurückgewies* angeblich* mutmaßlich* vermeintlich* offenbar wohl falsch* unwahr* irrtüm* ehemalig* früher* ex
      würde* könnte* sollte* dürfte* wenn falls ob soll* verneint* dementiert* er sie es wir ihr`,
    amounts: `zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig hundert*
      tausend* million* milliard* dutzend* halb* doppelt* zweit* dritt* viert* alle* manche* einige* wenig* viele*
      jede* beide* meist* selten manchmal oft immer noch wieder mehr minder als über unter vor nach seit stieg* steig*
      gestiegen fiel* fall* gefallen sank* sink* wuchs* wachs* gewann* gewinn* verlor* verlier* heute gestern morgen
      vorgestern übermorgen nächst* vorig* vergangen* kommend*`,
    telling: `sag* laut zufolge berichte* behaupt* erklär* schrieb* meint* warn* bestätig* mitteil*`,
    attributing: 'laut',
    determining: 'der die das dem den des ein eine einen einem einer eines von vom',
    stating: 'dass daß',
    joining: 'in im von vom der die das und mit für zu zum zur am an auf bei',
    offices: `beamt* sprecher* quelle* minister* präsident* bürgermeister* direktor* chef* leiter* ingenieur* experte*
      expertin* zeuge* zeugin* anwalt* anwält* richter* arzt ärzt* mitglied* diplomat* berater* offizier*
      botschafter*`,
  },
  fr: {
    turning: `ne pas non jamais rien aucun* personne ni sans guère presque seulement sauf nie* nié* niai* réfut* infirm* démen* refus* rejet* dout*
      contest* présumé* apparemment faux fausse* erroné* ancien* ex pourrai* devrai* serai* aurai* si ignor* il elle ils
      elles on`,
    amounts: `deux trois quatre cinq six sept huit neuf dix onze douze vingt trente quarante cinquante cent* mille
      million* milliard* douzaine* moitié double second* deuxième* troisième* tous toutes certain* quelques peu
      plusieurs chaque rarement parfois souvent toujours encore plus moins avant après depuis monte montent monté*
      baiss* augment* diminu* gagn* perd* perdu* aujourd'hui hier demain prochain* dernier* dernière* janvier février
      mars avril mai juin juillet août septembre octobre novembre décembre lundi* mardi* mercredi* jeudi* vendredi*
      samedi* dimanche*`,
    telling: `dit selon d'après déclar* affirm* prétend* assur* écrit annonc* expliqu* confirm* estim*`,
    attributing: "selon d'après",
    determining: 'le la les l un une des du par',
    stating: 'que qu',
    joining: 'de du des à au aux qui que et en dans pour par sur',
    offices: `fonctionnaire* parole responsable* source* ministre* président* maire* directeur* directrice* chef*
      ingénieur* expert* témoin* avocat* juge* médecin* membre* diplomate* conseill* officier* ambassad*`,
  },
  es: {
    turning: `no nunca jamás nada nadie ningun* ningún ni sin apenas casi solo sólo salvo neg* nieg* refut* desmint* desment* rechaz*
      dud* supuest* presunt* aparentemente fals* erróne* ex antiguo* podría* debería* sería* habría* si él ella`,
    amounts: `dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cuarenta cincuenta cien*
      mil millon* millón docena* mitad doble segund* tercer* todos todas algun* algún pocos pocas muchos muchas cada
      ambos raramente veces siempre aún más menos antes después desde subió subieron subido bajó bajaron bajado
      aument* disminu* ganó ganaron ganado perdió perd* hoy ayer mañana próxim* pasad* enero febrero marzo abril mayo
      junio julio agosto septiembre setiembre octubre noviembre diciembre lunes martes miércoles jueves viernes
      sábado* domingo*`,
    telling: 'según dijo dice* afirm* declar* asegur* escribió anunci* explic* confirm*',
    attributing: 'según',
    determining: 'el la los las un una por',
    stating: 'que',
    joining: 'de del que en y a al para con por',
    offices: `funcionari* portavo* fuente* ministr* president* alcald* director* jef* ingenier* expert* testigo* abogad*
      juez jueza médic* miembro* diplomátic* asesor* oficial* embajador*`,
  },
  it: {
    turning: `non mai niente nulla nessun* né senza quasi solo tranne neg* confut* smenti* rifiut* respin* dubit* presunt* fals*
      errat* ex potrebbe* dovrebbe* sarebbe* avrebbe* se`,
    amounts: `due tre quattro cinque sei sette otto nove dieci dodici venti trenta cento mille mila milion*
      miliard* dozzin* metà doppi* second* terz* tutti tutte alcun* pochi molti ogni entramb* raramente spesso sempre
      ancora più meno prima dopo salit* sale salgono sces* scende cala calat* aument* diminu* vinse vinc* vinto perse
      perd* perso oggi ieri domani prossim* scors* gennaio febbraio marzo aprile maggio giugno luglio agosto settembre
      ottobre novembre dicembre lunedì martedì mercoledì giovedì venerdì sabato domenica`,
    telling: 'secondo dett* dice* afferm* dichiar* scritt* annunci* spieg* conferm*',
    attributing: 'secondo',
    determining: 'il lo la i gli le un uno una da dal dalla',
    stating: 'che',
    joining: 'di del della dei che in e a al per con da',
    offices: `funzionari* portavoce font* ministr* president* sindac* direttor* direttric* cap* ingegner* espert* testimon*
      avvocat* giudic* medic* membr* diplomatic* consiglier* ufficial* ambasciat*`,
  },
  pt: {
    turning: `não nunca jamais nada ninguém nenhum* nem sem quase só exceto neg* refut* desment* recus* rejeit* duvid* suposto*
      alegad* fals* errad* ex poderia* deveria* seria* teria* se`,
    amounts: `dois duas três quatro cinco seis sete oito nove dez doze vinte trinta cem mil milh* bilh* dúzia*
      metade dobro segund* terceir* todos todas alguns algumas poucos muitos cada ambos raramente sempre ainda mais
      menos antes depois desde subiu subiram caiu caíram aument* diminu* ganh* perd* hoje ontem amanhã próxim* passad*
      janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro terça* quarta*
      quinta* sexta* feira* sábado* domingo*`,
    telling: 'segundo disse* diz* afirm* declar* escreveu anunci* explic* confirm*',
    attributing: 'segundo',
    determining: 'o a os as um uma por pelo pela',
    stating: 'que',
    joining: 'de do da dos que em e a ao para com por',
    offices: `funcionári* voz fonte* ministr* president* prefeit* diretor* chefe* engenheir* especialista* testemunha*
      advogad* juiz juíza médic* membro* diplomata* assessor* oficial oficiais embaixad*`,
  },
  nl: {
    turning: `niet niets nooit geen niemand noch zonder nauwelijks bijna alleen behalve ontken* betwijfel* weerleg* weiger* afgewezen betwist*
      twijfel* vermeend* zogenaamd* vals* onwaar voormalig* ex zou* kon* als of`,
    amounts: `twee drie vier vijf zes zeven acht negen tien elf twaalf twintig honderd* duizend* miljoen* miljard*
      dozijn half dubbel* tweede derde alle* sommige* enkele weinig veel elk* beide* zelden soms vaak altijd nog weer
      meer minder voor na sinds steeg stijg* gestegen daal* gedaald won wint wonnen verloor verlies* vandaag gisteren
      morgen volgend* vorig* afgelopen januari februari maart april mei juni juli augustus september oktober november
      december maandag* dinsdag* woensdag* donderdag* vrijdag* zaterdag* zondag*`,
    telling: 'volgens zei* zegt verklaar* meld* schreef bevestig* beweer*',
    attributing: 'volgens',
    determining: 'de het een door',
    stating: 'dat',
    joining: 'van in die dat en op met voor te bij',
    offices: `ambtena* woordvoer* bron bronnen minister* president* burgemeester* directeur* chef* ingenieur* deskundige*
      getuige* advoca* rechter* arts artsen lid leden diplomaat diplomaten adviseur* officier* ambassad*`,
  },
  no: {
    turning: `ikke ingen intet aldri verken uten knapt nesten bare unntatt benekt* nekt* avkreft* betvil* avvis* tvil* angivelig påstå* falsk*
      uriktig* tidligere eks kunne ville skulle hvis om`,
    amounts: `to tre fire fem seks sju syv åtte ni ti tolv tjue hundre* tusen* million* milliard* dusin halv*
      dobbel* andre tredje alle noen få mange hver begge sjelden ofte alltid igjen mer mindre før etter siden steg
      stiger falt faller vant vinner tapte taper dag går morgen neste forrige januar februar mars april mai juni juli
      august september oktober november desember mandag* tirsdag* onsdag* torsdag* fredag* lørdag* søndag*`,
    telling: 'ifølge sa sier fortal* skrev opplys* bekreft*',
    attributing: 'ifølge',
    determining: 'en ei et den det de av',
    stating: 'at',
    joining: 'i av på som og til for med fra ved',
    offices: `tjenestem* talsm* talsperson* kilde* minister* statsråd* president* ordfører* direktør* sjef* ingeniør*
      ekspert* vitne* advokat* dommer* lege leger medlem* diplomat* rådgiver* offiser* ambassad*`,
  },
  sv: {
    turning: `inte ej ingen inget aldrig varken utan knappt nästan bara utom förnek* betvivl* dementer* neka* avvis* tvivl* påstå* falsk*
      felaktig* tidigare ex kunde skulle om`,
    amounts: `två tre fyra fem sex sju åtta nio tio tolv tjugo hundra* tusen* miljon* miljard* dussin halv*
      dubbel* andra tredje alla några få många varje båda sällan ofta alltid igen mer mindre före efter sedan steg
      stiger föll faller vann vinner förlor* idag igår imorgon dag går morgon nästa förra januari februari mars april
      maj juni juli augusti september oktober november december måndag* tisdag* onsdag* torsdag* fredag* lördag*
      söndag*`,
    telling: 'enligt sade säger berätta* skrev uppge* bekräft*',
    attributing: 'enligt',
    determining: 'en ett den det de av',
    stating: 'att',
    joining: 'i av på som och till för med från vid',
    offices: `tjänsteman* tjänstemän talesm* talesperson* källa* källor minister* president* borgmästare* direktör* chef*
      ingenjör* expert* vittne* advokat* domare* läkare* medlem* diplomat* rådgivare* officer* ambassad*`,
  },
  da: {
    turning: `ikke ingen intet aldrig hverken uden næppe næsten kun undtagen benægt* betvivl* dementer* afkræft* nægt* afvis* tvivl* angivelig* påst*
      falsk* forkert* tidligere eks kunne ville skulle hvis om`,
    amounts: `to tre fire fem seks syv otte ni ti tolv tyve hundred* tusind* million* milliard* dusin halv*
      dobbelt* anden tredje alle nogle få mange hver begge sjælden* ofte altid igen mere mindre før efter siden steg
      stiger faldt falder vandt vinder tabte taber dag går morgen næste forrige januar februar marts april maj juni
      juli august september oktober november december mandag* tirsdag* onsdag* torsdag* fredag* lørdag* søndag*`,
    telling: 'ifølge sagde siger fortal* skrev oplys* bekræft*',
    attributing: 'ifølge',
    determining: 'en et den det de af',
    stating: 'at',
    joining: 'i af på som og til for med fra ved',
    offices: `embedsm* talsm* talsperson* kilde* minister* præsident* borgmester* direktør* chef* ingeniør* ekspert* vidne*
      advokat* dommer* læge læger medlem* diplomat* rådgiver* officer* ambassad*`,
  },
};

/** Words, by their beginnings: no list is read through for each word of a text. */
interface Lexicon {
  words: ReadonlySet<string>;
  /** Stems by their first two letters. */
  stems: ReadonlyMap<string, readonly string[]>;
}

type Lexicons = Record<Exclude<keyof Words, 'amounts'>, Lexicon>;

const lexicons = new Map<string, Lexicons | null>();

/** Those of a language, made when they are first asked for; null where it has no list. */
function lexiconsOf(language: string): Lexicons | null {
  let known = lexicons.get(language);
  if (known === undefined) {
    const words = Object.hasOwn(wordsOf, language) ? wordsOf[language] : undefined;
    known = words ? lexiconsFor(words) : null;
    if (known) lexicons.set(language, known);
  }
  return known;
}

function lexiconsFor({ turning, amounts, ...others }: Words): Lexicons {
  return {
    turning: lexiconOf(`${turning} ${amounts} ${others.telling}`),
    telling: lexiconOf(others.telling),
    attributing: lexiconOf(others.attributing),
    determining: lexiconOf(others.determining),
    stating: lexiconOf(others.stating),
    joining: lexiconOf(others.joining),
    offices: lexiconOf(others.offices),
  };
}

/** What the words of a text may do to what stands beside them. */
export interface Readings {
  /** Whether it may turn it. */
  turns: (word: string) => boolean;
  /** Whether it puts it into somebody's mouth. */
  tells: (word: string) => boolean;
  /** Whether who says it stands behind it, up to the next sign. */
  attributes: (word: string) => boolean;
  /** Whether it begins what somebody or something is called. */
  determines: (word: string) => boolean;
  /** Whether it begins what is said, found or thought. */
  states: (word: string) => boolean;
  /** Whether it goes on behind the name of a thing or person. */
  joins: (word: string) => boolean;
  /** Whether it names somebody by what they are. */
  isOffice: (word: string) => boolean;
}

/**
 * Reads words in a text of that language (BCP 47; null where it is one of the lists, it isn't known which, and then in
 * all of them). In a language or script without a list every word may turn what stands beside it.
 */
export function turningIn(language: string | null): Readings {
  const primary = language?.split('-')[0]?.toLowerCase() ?? null;
  const listed = primary === 'nb' || primary === 'nn' ? 'no' : primary;
  const known = readings.get(listed);
  if (known) return known;
  const made = readingsIn(listed);
  // Tags come from outside: those without a list aren't kept.
  if (listed === null || lexicons.has(listed)) readings.set(listed, made);
  return made;
}

const readings = new Map<string | null, Readings>();

function readingsIn(language: string | null): Readings {
  const read = (language === null ? Object.keys(wordsOf) : [language]).map(lexiconsOf);
  const isOne = (kind: keyof Lexicons, unlisted: boolean) => (word: string) => {
    const folded = foldedWord(word);
    return read.some((lexicon) => (lexicon ? isIn(lexicon[kind], folded) : unlisted));
  };
  const turns = isOne('turning', true);
  return {
    turns: (word) =>
      /[^\p{sc=Latin}\p{sc=Common}\p{sc=Inherited}]/u.test(word) ||
      /n['’]t$/u.test(word) ||
      turns(word),
    tells: isOne('telling', false),
    attributes: isOne('attributing', false),
    determines: isOne('determining', false),
    states: isOne('stating', false),
    joins: isOne('joining', false),
    isOffice: isOne('offices', false),
  };
}

const plain = /^[A-Za-z]+$/;

/** A word as names are compared; most need no folding. */
export function foldedWord(word: string): string {
  return plain.test(word) ? word.toLowerCase() : fold(word, nameFolds);
}

function isIn({ words, stems }: Lexicon, word: string): boolean {
  if (words.has(word)) return true;
  const isStem = (stem: string) => word.startsWith(stem);
  return stems.get(word.slice(0, stemKeyUnits))?.some(isStem) ?? false;
}

/** No stem is shorter. */
const stemKeyUnits = 2;

function lexiconOf(list: string): Lexicon {
  const entries = list.split(/\s+/u).map((entry) => fold(entry, nameFolds));
  const stems = new Map<string, string[]>();
  for (const entry of entries.filter((each) => each.endsWith('*'))) {
    const key = entry.slice(0, stemKeyUnits);
    stems.set(key, [...(stems.get(key) ?? []), entry.slice(0, -1)]);
  }
  return { words: new Set(entries.filter((entry) => !entry.endsWith('*'))), stems };
}
