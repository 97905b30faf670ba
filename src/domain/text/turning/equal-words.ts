/*
 * Words that say the same, by language: whoever puts one for another in a sentence changes nothing of what is said.
 * Where none of a language are known, each word says its own.
 */

/** What may stand for what in a language. */
export interface EqualWords {
  /** Each line holds words and phrases that say the same. */
  groups: string;
  /**
   * Verbs, or stems with a star, by which something is said, found or asked alike, up to each semicolon; those behind a stroke
   * only where a “that” follows, or nothing that might be done with them: “recalled that”, but not “recalled the cars”.
   */
  stances?: string;
  /** The same, but right before a figure alone. */
  beforeFigures?: string;
  /** They may come and go. */
  passing: string;
  /** Two to twelve, or on in English, as far as one word says each. */
  counting: string;
  /** They stand before a name, which tells by itself who is meant. */
  titles?: string;
  /** They may come and go before a verb of saying: “has said”. */
  auxiliary?: string;
  /** Whoever is named before “and” is meant behind it, too. */
  resuming?: string;
  /** They say when something was said. */
  times?: string;
  /** In a language whose words are not listed as those that turn, they begin what is said. */
  stating?: string;
  /** With them begins where something was said. */
  placing?: string;
  /** Verbs of saying that stand before or behind whoever says it. */
  inverting?: string;
  /** They begin a clause about whoever or whatever was named. */
  relative?: string;
  /** What stands behind them may stand before an office or a body that is of it. */
  genitive?: string;
  /** Behind them stands who may be called the owner of what stands before: “workers at the plant”, “the plant’s workers”. */
  owning?: string;
  /** Bodies that are called by what they are of. */
  bodies?: string;
}

/** “A few” are some, “few” hardly any: before these no article comes or goes for nothing. */
export const scarce: ReadonlySet<string> = new Set(['few', 'little']);

/** By language (BCP 47, its first part). */
export const equalWords: Readonly<Record<string, EqualWords>> = {
  en: {
    groups: `although, though, even though, but, yet, albeit
      while, whilst, as, when
      after, following
      which, that, who, whom
      despite, in spite of, notwithstanding
      because of, due to, owing to, on account of
      until, till
      nobody, no one
      only, just, merely
      largest, biggest, greatest
      rejected, turned down, turned away
      near, close to
      per cent, percent, %
      united states, us, u.s, usa
      united kingdom, uk, u.k
      united nations, un, u.n
      european union, eu
      chief executive, chief executive officer, ceo
      prime minister, pm
      general, gen
      colonel, col
      captain, capt
      lieutenant, lt
      sergeant, sgt
      doctor, dr
      professor, prof
      senator, sen
      governor, gov
      cannot, can not
      first, 1st
      second, 2nd
      third, 3rd
      fourth, 4th
      fifth, 5th
      sixth, 6th
      seventh, 7th
      eighth, 8th
      ninth, 9th
      tenth, 10th
      said, told reporters, told journalists, told press, tells reporters, said again, gave evidence
      according to, in words of
      write, writes, wrote, written
      know, knows, knew
      see, sees, saw
      put, puts
      reporters, journalists
      scientists, researchers
      witness, eyewitness
      witnesses, eyewitnesses
      residents, inhabitants
      lawyer, attorney
      lawyers, attorneys
      doctors, physicians
      company, firm
      spokesman, spokeswoman, spokesperson
      january, jan
      february, feb
      april, apr
      august, aug
      september, sept, sep
      october, oct
      november, nov
      december, dec`,
    beforeFigures: `about, some, around, roughly, approximately, circa
      more than, over
      less than, fewer than, under
      up to, as many as`,
    stances: `said say says saying tell tells telling told report reports reported reporting announc* state states stated stating
        explain* mentioned mentioning inform informs informed informing testif* comments commented commenting
        / write writes wrote written writing add adds added adding note notes noted noting remark* observed observes observing recall* recount* relay* mention*
        declar* reiterat* repeat* stress* emphasi*;
      admit* conced* acknowledg* / accept accepts accepted accepting;
      insist* contend* / maintain*;
      claim* alleg*;
      believ* think thinks thought reckon* estimat*;
      find finds found finding discover* / establish* conclud* determin*;
      show shows showed shown showing reveal* demonstrat*;
      warn* caution*;
      promis* pledg* vow*;
      reply replies replied answer* respond*;
      ask asks asked asking urge* urging request* demand*;
      refus* declin* reject*;
      ruled decid* / held`,
    passing: 'a an the its that also',
    counting: `two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
      eighteen nineteen`,
    titles: `mr mrs ms miss dr doctor prof professor sir gen general col colonel capt captain lt lieutenant sgt sergeant
      sen senator gov governor president`,
    auxiliary: 'have has had having and',
    resuming: 'and it he she they',
    times: `on in late early monday tuesday wednesday thursday friday saturday sunday january february march april may
      june july august september october november december morning afternoon evening night yesterday`,
    placing: 'in on at',
    inverting: `say says said write writes wrote explain explains explained add adds added recall recalls recalled argue argues argued announce announces announced insist insists insisted admit admits admitted
      claim claims claimed declare declares declared reply replies replied report reports reported`,
    genitive: 'of for',
    owning: 'of by at in from',
    relative: 'which who',
    bodies: 'ministry department board committee bureau court council university office',
  },
  de: {
    groups: `obwohl, obgleich, obschon
      der, welcher
      die, welche
      das, welches
      weil, da
      wenn, falls
      aber, doch, jedoch
      dass, daß
      sagte, gab an, gaben an, gab bekannt, gaben bekannt, sagte aus, sagten aus
      laut, zufolge, nach angaben
      prozent, %
      etwa, circa, ungefähr
      schreibt, schrieb, geschrieben`,
    stances: `sagte sag* gesagt erklär* bericht* melde* gemeldet mitgeteilt mitteil* äußer* geäußert erzähl* verkünd* so
        / teilt teilte teilten schilder* beton* erläuter* ergänz*;
      gesteh* gestand* / räum* eingeräumt einräum*;
      glaub* geglaubt denk* dacht* gedacht mein*;
      entdeck* ermittel* / fand fanden stellt stellte stellten;
      zeig* gezeigt beleg*;
      bat baten gebeten bitt* forder* gefordert verlang*`,
    passing: 'auch',
    times: 'am gestern montag dienstag mittwoch donnerstag freitag samstag sonntag abend morgen',
    counting: 'zwei drei vier fünf sechs sieben acht neun zehn elf zwölf',
    titles: 'herr herrn frau dr prof',
    auxiliary: 'hat haben hatte hatten',
    resuming: 'und es er sie',
  },
  fr: {
    groups: `bien que, quoique
      selon, d'après
      experts, spécialistes
      journalistes, reporters
      pour cent, %`,
    stances: `dit disent disait déclar* expliqu* annonc* indiqu* affirm* inform*
        / écri* précis* ajout* racont* rapport* signal* soulign* assur* relat* rappel*;
      admet* admis reconnaî* reconnu* avou* concéd*;
      pens* croit croient croyait estim*;
      découv* constat* / conclu*;
      montr* révèl* révél* démontr*;
      demand* exig* réclam* sollicit*`,
    passing: 'aussi le la les un une',
    times: 'hier lundi mardi mercredi jeudi vendredi samedi dimanche matin soir',
    counting: 'deux trois quatre cinq six sept huit neuf dix onze douze',
    titles: 'm mme mlle dr',
    resuming: 'et il elle ils elles',
    relative: 'qui',
  },
  es: {
    groups: `aunque, si bien
      según, de acuerdo con
      por ciento, %`,
    stances: `dijo dice* decir dicho dijeron declar* explic* inform* anunci* afirm*
        / señal* indic* contó contaron relat* agreg* añad* precis* coment* asegur* subray* recalc* recuerda* recordó recordaron;
      reconoc* admit* confes*;
      insist* reiter*;
      cree* creía* piensa* pensaba* opin*;
      descubr* constat* / comprob* halló hallaron concluy* determin*;
      muestra* mostr* revel* demuestr* demostr*;
      decid* resolv* resolvi*;
      pide* pidi* solicit* exig* reclam*`,
    passing: 'también el la los las un una',
    times: 'ayer el lunes martes miércoles jueves viernes sábado domingo',
    counting: 'dos tres cuatro cinco seis siete ocho nueve diez once doce',
    titles: 'sr sra dr dra',
  },
  it: {
    groups: `sebbene, benché
      per cento, %`,
    stances: `detto dice* dicono disse dissero dichiar* spieg* annunci* comunic* riferi* afferm* aggiun* precis* raccont* sottoline*;
      ammet* ammess* ammis* riconosc* confess*;
      pensa* pensò crede* credono riten*;
      scopr* scopert* constat*;
      mostr* rivel* dimostr*;
      chies* chied*`,
    passing: 'anche il lo la i gli le un uno una',
    counting: 'due tre quattro cinque sei sette otto nove dieci undici dodici',
  },
  pt: {
    groups: `segundo, de acordo com
      por cento, %`,
    stances: `disse* diz* declar* explic* anunci* inform* afirm* acrescent* relat* contou contaram coment* indic* sublinh*;
      admit* reconhec* confess*;
      pensa* acredit* acha* acham;
      descobr* constat* conclu*;
      mostr* revel* demonstr*;
      pede* pediu* exig* solicit*`,
    passing: 'também',
    counting: 'dois três quatro cinco seis sete oito nove dez onze doze',
  },
  nl: {
    groups: `hoewel, ofschoon
      procent, %`,
    stances: `zei zeiden zegt zeggen gezegd verklaar* meld* gemeld vertel* verteld bericht* benadruk*;
      erken*;
      denk* dacht* geloof* meen*;
      vond vonden ontdek*;
      vraag* vroeg* eis* verzo*`,
    passing: 'ook de het een',
    counting: 'twee drie vier vijf zes zeven acht negen tien elf twaalf',
  },
  no: {
    groups: 'prosent, %',
    stances: `sa sier si sagt opplys* meld* fortal* fortell* forklar* uttal*;
      innrøm* erkjen*;
      tror trodde mener mente`,
    passing: 'også',
    counting: 'to tre fire fem seks sju åtte ni ti elleve tolv',
  },
  sv: {
    groups: 'procent, %',
    stances: `sade sa säger sagt uppge* uppgav meddela* berätta* förklar*;
      medge* medgav erkän*;
      tror trodde anser ansåg`,
    passing: 'också',
    counting: 'två tre fyra fem sex sju åtta nio tio elva tolv',
  },
  ru: {
    groups: 'журналисты, журналистов, репортёры, репортёров',
    stances: 'сказал* сообщ* заяв* расска* говор* поясн*',
    passing: 'также',
    times: 'в во понедельник вторник среду четверг пятницу субботу воскресенье вчера утром вечером',
    stating: 'что',
    counting: 'два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать',
  },
  ar: {
    groups: `وفق, وفقا, بحسب, حسب
      إن, أن`,
    stances: 'قال قالت قالوا صرح صرحت ذكر ذكرت أفاد أفادت أعلن أعلنت أوضح أوضحت أضاف أضافت',
    passing: 'أيضا',
    times: 'يوم الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد أمس مساء صباح',
    stating: 'إن أن',
    counting: 'اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة',
  },
  ur: {
    groups: '',
    stances: 'کہا بتایا',
    passing: 'بھی',
    times: 'پیر منگل بدھ جمعرات جمعہ ہفتہ اتوار کو کل',
    stating: 'کہ',
    counting: 'دو تین چار پانچ چھ سات آٹھ نو دس گیارہ بارہ',
  },
  da: {
    groups: 'procent, %',
    stances: `sagde siger sagt oplys* meddel* fortæl* fortal* forklar* udtal*;
      indrøm* erkend*;
      tror troede mener mente`,
    passing: 'også',
    counting: 'to tre fire fem seks syv otte ni ti elleve tolv',
  },
};
