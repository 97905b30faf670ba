/*
 * Words that turn what stands beside them, by language. Stems end in a star. The lists are for the languages of which a desk
 * here can read the rest of a sentence.
 */

/** The words of a language that decide what a sentence says of a passage. */
export interface Words {
  /** They deny or doubt what somebody said, or do not let it be done. */
  denying: string;
  /** Else they deny, doubt, make a condition of it, or say who is meant. */
  turning: string;
  /** They say how many, how often, which way and when: others in their place are other facts. */
  amounts: string;
  /** They put it into somebody's mouth: whoever stands near them says it. */
  telling: string;
  /** Of those, the ones behind which stands who says it, up to the next sign; and those that name who did it. */
  attributing: string;
  /** They say that something was published; where, says who says it. */
  publishing: string;
  /** They begin what somebody or something is called. */
  determining: string;
  /** They begin what is said, found or thought: the word before them says which. */
  stating: string;
  /** They go on behind the name of a thing or person. */
  joining: string;
  /** They make of whoever stands before a word of saying one who was told it. */
  passive: string;
  /** They stand for somebody who was named before. */
  pronouns: string;
  /** At the end of a sentence they say who knows what it says: “…, the insurers found”. */
  finding?: string;
  /** Those who speak to the press without a name: another word right before one makes them others. */
  offices: string;
  /** Clauses begin with them that say when, where, why or in spite of what. */
  subordinating?: string;
  /** Behind a sign such clauses begin with these, or clauses about what was named. */
  relating?: string;
  /** Behind a sign one more clause begins with these. */
  adding?: string;
}

/** By language (BCP 47, its first part). */
export const turningWords: Readonly<Record<string, Words>> = {
  en: {
    denying: `den* refus* reject* dismiss* disput* doubt* contradict* retract* withdr* disavow* disown* repudiat*
      rebut* refut* negat* contest* challeng* debunk* disprov* discredit* discount* recant* renounc* revers*
      overturn* quash* annul* overrul* rescind* revok* declin* decri* gainsa* belie belied belies invalidat*
      downplay* abandon* suspend* cancel* veto* prevent* oppos* object objected objecting objects protest* question*
      unsay unsaid`,
    turning: `not no never none nobody nothing neither nor without cannot hardly barely scarcely almost nearly only
      except purport* suppos* apparent* seem* rumo* false* untrue wrong* incorrect* mistaken* fake hoax unlikely
      unable even fail* stop* ceas* former* ex might may could would should if unless whether until but expect* plan*
      hope* fear* suggest* i he she they we you his her their our who whom about against perhaps maybe possibl*
      probabl* likely potential* presum* conceivabl* arguabl* ostensibl* doubtful* baseless bogus groundless
      unfounded unproven unverified unconfirmed inaccura* erroneous* exaggerat* mislead* misled fabricat* forged
      forgery forging invent* imagin* pretend* called styled understood regret*
      clarif* conceal* can must shall will`,
    amounts: `two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
      eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred* thousand* million* billion*
      dozen* half double twice second third fourth fifth all some few many each every both most partly rarely seldom
      sometimes often always usually still again more less least than over under above below up down before after
      since rose rise* fall* fell grew grow* shrink* shrank shrunk drop* increas* decreas* gain* lost lose loses
      losing win wins winning won today yesterday tomorrow tonight last next`,
    telling: `said say* told tell* accord* caution* accus* quot* wrote writ* insist* warn* admit* conced* confirm* report*
      alleg* claim* believ* think* thought announc* argu* stated stating agree* disagree* add adds added explain*
      put puts estimat* predict* testif* suspect* cite cited cites citing attribut* leak* releas* obtain* reveal*
      disclos* indicat* noted notes noting remark* recall* recount* relay* describ* mention* assert* contend*
      maintain* reiterat* repeat* stress* emphasi* acknowledg* allud* comment* declar* swear* swore vow* promis*
      pledg* threaten* urge urged urges urging replied replies reply respond* wondered recommend* paraphras* implied implies imply implying
      insinuat* hint* complain* joked jokes joking boast* lament* tweet* shouted mutter* whisper*`,
    attributing: 'accord*',
    publishing: 'publish published publishes printed prints',
    determining: 'a an the by to',
    stating: 'that',
    joining: 'in of at for from with to on by who which that and as until',
    passive: 'be is are was were been being am',
    pronouns: 'he she they it',
    finding: 'found find finds show shows showed',
    offices: `official* officer* spokes* source* aide aides adviser* advisor* diplomat* minister* president* mayor*
      director* chief* head manager* engineer* inspector* expert* analyst* scientist* witness* lawyer* prosecutor*
      judge* doctor* member* leader* ambassador* investigator* employee* executive* editor* reporter* colonel
      general* captain*`,
    subordinating: 'although though whereas while whilst because when where',
    relating: 'as which whose',
    adding: 'and but',
  },
  de: {
    denying: `leugn* bestreit* bestritt* ablehn* abgelehnt* zweif* bezweif* anzweif* angezweif* widerleg*
      zurückgewies* geleugn* bestred* abstreit* abstritt* abgestritt* abzulehn* lehnt lehnte lehnten zurückweis*
      zurückwies* zurückzuweis* vernein* dementier* widersprech* widersprich* widersprach* widersproch* widerrief*
      widerruf* entkräft* anfecht* angefocht* verwarf* verwerf* verworf* verweiger* weiger* geweiger*`,
    turning: `nicht nichts nie niemals kein* niemand weder ohne kaum fast nur außer angeblich* mutmaßlich*
      vermeintlich* offenbar wohl falsch* unwahr* irrtüm* ehemalig* früher* ex würde* könnte* dürfte* wenn falls ob
      soll* er sie es wir ihr vielleicht möglich* womöglich wahrscheinlich* vermutlich* anscheinend scheinbar
      sogenannt* kann können muss müssen darf dürfen gefälscht* erfunden* unbestätigt*`,
    amounts: `zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig hundert*
      tausend* million* milliard* dutzend* halb* doppelt* zweit* dritt* viert* alle* manche* einige* wenig* viele*
      jede* beide* meist* selten manchmal oft immer noch wieder mehr minder als über unter vor nach seit stieg*
      steig* gestiegen fiel* fall* gefallen sank* sink* wuchs* wachs* gewann* gewinn* verlor* verlier* heute gestern
      morgen vorgestern übermorgen nächst* vorig* vergangen* kommend*`,
    telling: `sag* laut zufolge berichte* behaupt* erklär* schrieb* meint* warn* bestätig* mitteil* gesagt* erzähl*
      betont* äußert* geäußert* kündig* angekündigt* räumt* eingeräumt* gesteh* gestand* forder* gefordert* antwort*
      geantwortet fragt* gefragt nannte* nennt bezeichnet* versicher* beteuer* teilt* mitgeteilt zitier* schreib*
      geschrieben verkünd* glaub* geglaubt vermut* denkt denken dacht* gedacht fand fanden angedeut* deutet*
      bedauer*`,
    attributing: 'laut',
    publishing: 'veröffentlich* erschien* gedruckt* abgedruckt*',
    determining: 'der die das dem den des ein eine einen einem einer eines von vom',
    stating: 'dass daß',
    joining: 'in im von vom der die das und mit für zu zum zur am an auf bei',
    passive: 'wurde wurden wird werden worden',
    pronouns: 'er sie es',
    finding: 'zeigt zeigen zeigte ergab ergaben',
    offices: `beamt* sprecher* quelle* minister* präsident* bürgermeister* direktor* chef* leiter* ingenieur*
      experte* expertin* zeuge* zeugin* anwalt* anwält* richter* arzt ärzt* mitglied* diplomat* berater* offizier*
      botschafter*`,
  },
  fr: {
    denying: `nie* nié* niai* réfut* infirm* démen* refus* rejet* dout* contest* nia niant dénég* contredi* récus*
      rétract* oppos*`,
    turning: `ne pas non jamais rien aucun* personne ni sans guère presque seulement sauf présumé* apparemment faux
      fausse* erroné* ancien* ex pourrai* devrai* serai* aurai* si ignor* il elle ils elles on peut-être possible*
      probable* vraisemblable* prétendu* disant peut peuvent doit doivent inexact* inventé* falsifi*`,
    amounts: `deux trois quatre cinq six sept huit neuf dix onze douze vingt trente quarante cinquante cent* mille
      million* milliard* douzaine* moitié double second* deuxième* troisième* tous toutes certain* quelques peu
      plusieurs chaque rarement parfois souvent toujours encore plus moins avant après depuis monte montent monté*
      baiss* augment* diminu* gagn* perd* aujourd'hui hier demain prochain* dernier* dernière* janvier février mars
      avril mai juin juillet août septembre octobre novembre décembre lundi* mardi* mercredi* jeudi* vendredi*
      samedi* dimanche*`,
    telling: `dit selon d'après déclar* affirm* prétend* assur* écrit annonc* expliqu* confirm* estim* répond*
      répét* rappel* ajout* avou* admet* admis reconnaî* reconnu* promet* promis* demand* soulign* précis* indiqu*
      révél* cité* rapport* accus* crié* criant criait pense pensent pensait pensé croit croient croyait insinu*
      regrett*`,
    attributing: "selon d'après",
    publishing: 'publié* publia paru* imprim*',
    determining: 'le la les l un une des du par',
    stating: 'que qu',
    joining: 'de du des à au aux qui que et en dans pour par sur',
    passive: 'est sont fut furent était étaient été',
    pronouns: 'il elle ils elles',
    finding: 'montre montrent montré constaté constate constatent',
    offices: `fonctionnaire* parole responsable* source* ministre* président* maire* directeur* directrice* chef*
      ingénieur* expert* témoin* avocat* juge* médecin* membre* diplomate* conseill* officier* ambassad*`,
  },
  es: {
    denying: `neg* nieg* refut* desmint* desment* rechaz* dud* rebat* contradi* contradec* impugn* cuestiona*
      cuestionó retract* desautori* desdec* desdij* opone* opuso opusieron`,
    turning: `no nunca jamás nada nadie ningun* ningún ni sin apenas casi solo sólo salvo supuest* presunt*
      aparentemente fals* erróne* ex antiguo* podría* debería* sería* habría* si él ella quizá quizás acaso posible*
      probable* dizque puede pueden debe deben inexact* inventad*`,
    amounts: `dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cuarenta cincuenta cien* mil
      millon* millón docena* mitad doble segund* tercer* todos todas algun* algún pocos pocas muchos muchas cada
      ambos raramente veces siempre aún más menos antes después desde subió subieron subido bajó bajaron bajado
      aument* disminu* ganó ganaron ganado perd* hoy ayer mañana próxim* pasad* enero febrero marzo abril mayo junio
      julio agosto septiembre setiembre octubre noviembre diciembre lunes martes miércoles jueves viernes sábado*
      domingo*`,
    telling: `según dijo dice* afirm* declar* asegur* anunci* explic* confirm* dicho dijeron respond* repit* repet*
      recuerda* recordó recordar* recordad* añad* admit* admis* reconoc* promet* pregunt* subray* precis* indic*
      revel* cita citan citó citado relata relató acus* señal* cree creen piensa* pensó escrib* insinu* lament*`,
    attributing: 'según',
    publishing: 'publicad* publica publicó publicaron impres* apareci*',
    determining: 'el la los las un una por',
    stating: 'que',
    joining: 'de del que en y a al para con por',
    passive: 'es son fue fueron era eran sido',
    pronouns: 'él ella ellos ellas',
    finding: 'muestra muestran mostró halló hallaron',
    offices: `funcionari* portavo* fuente* ministr* president* alcald* director* jef* ingenier* expert* testigo*
      abogad* juez jueza médic* miembro* diplomátic* asesor* oficial* embajador*`,
  },
  it: {
    denying: `neg* confut* smenti* rifiut* respin* dubit* nieg* contest* contraddi* ritratt* ricus* sconfess* oppone
      oppongono oppose opposto dubbi*`,
    turning: `non mai niente nulla nessun* né senza quasi solo tranne presunt* fals* errat* ex potrebbe* dovrebbe*
      sarebbe* avrebbe* se forse possibil* probabil* sedicent* cosiddett* può possono deve devono inesatt*
      inventat*`,
    amounts: `due tre quattro cinque sei sette otto nove dieci dodici venti trenta cento mille mila milion* miliard*
      dozzin* metà doppi* second* terz* tutti tutte alcun* pochi molti ogni entramb* raramente spesso sempre ancora
      più meno prima dopo salit* sale salgono sces* scende cala calat* aument* diminu* vinse vinc* vinto perse perd*
      perso oggi ieri domani prossim* scors* gennaio febbraio marzo aprile maggio giugno luglio agosto settembre
      ottobre novembre dicembre lunedì martedì mercoledì giovedì venerdì sabato domenica`,
    telling: `secondo dett* dice* afferm* dichiar* scritt* annunci* spieg* conferm* rispo* ripet* ricord* aggiun*
      ammet* ammess* ammis* riconosc* promet* promes* chiesto sottoline* precis* indic* rivel* cita citano citato
      raccont* accus* dicono disse dissero scriv* pensa pensano pensato crede credono insinu* lament*`,
    attributing: 'secondo',
    publishing: 'pubblic* stampat* appars*',
    determining: 'il lo la i gli le un uno una da dal dalla',
    stating: 'che',
    joining: 'di del della dei che in e a al per con da',
    passive: 'è sono fu furono era erano stato stata stati state viene vengono',
    pronouns: 'lui lei loro egli ella',
    offices: `funzionari* portavoce font* ministr* president* sindac* direttor* direttric* cap* ingegner* espert*
      testimon* avvocat* giudic* medic* membr* diplomatic* consiglier* ufficial* ambasciat*`,
  },
  pt: {
    denying: `neg* refut* desment* recus* rejeit* duvid* contest* contradi* retrat* rebat* impugn* questiona* opõe
      opôs opuseram`,
    turning: `não nunca jamais nada ninguém nenhum* nem sem quase só exceto suposto* alegad* fals* errad* ex
      poderia* deveria* seria* teria* se talvez possível* possivel* provável* provavel* pode podem deve devem
      inexat* inventad*`,
    amounts: `dois duas três quatro cinco seis sete oito nove dez doze vinte trinta cem mil milh* bilh* dúzia*
      metade dobro segund* terceir* todos todas alguns algumas poucos muitos cada ambos raramente sempre ainda mais
      menos antes depois desde subiu subiram caiu caíram aument* diminu* ganh* perd* hoje ontem amanhã próxim*
      passad* janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro terça*
      quarta* quinta* sexta* feira* sábado* domingo*`,
    telling: `segundo disse* diz* afirm* declar* anunci* explic* confirm* respond* repet* lembr* acrescent* admit*
      reconhec* promet* pergunt* sublinh* precis* indic* revel* cita citou citado relata relatou acus* dito escrev*
      pensa pensou acredit* acha acham achou insinu* lament*`,
    attributing: 'segundo',
    publishing: 'publicad* publica publicou publicaram impress*',
    determining: 'o a os as um uma por pelo pela',
    stating: 'que',
    joining: 'de do da dos que em e a ao para com por',
    passive: 'é são foi foram era eram sido',
    pronouns: 'ele ela eles elas',
    offices: `funcionári* voz fonte* ministr* president* prefeit* diretor* chefe* engenheir* especialista*
      testemunha* advogad* juiz juíza médic* membro* diplomata* assessor* oficial oficiais embaixad*`,
  },
  nl: {
    denying: `ontken* betwijfel* weerleg* weiger* afgewezen betwist* twijfel* tegenspr* tegengespr* weerspr*
      ontkracht* bestreed* bestrijd* bestred* verwerp* verwierp* verworp* afwij* afwees ontzenuw* herroep* herriep*
      loochen* geweiger*`,
    turning: `niet niets nooit geen niemand noch zonder nauwelijks bijna alleen behalve vermeend* zogenaamd* vals*
      onwaar voormalig* ex zou* kon* als of misschien wellicht mogelijk* waarschijnlijk* vermoedelijk* zogeheten kan
      kunnen moet moeten verzonnen`,
    amounts: `twee drie vier vijf zes zeven acht negen tien elf twaalf twintig honderd* duizend* miljoen* miljard*
      dozijn half dubbel* tweede derde alle* sommige* enkele weinig veel elk* beide* zelden soms vaak altijd nog
      weer meer minder voor na sinds steeg stijg* gestegen daal* gedaald won wint wonnen verloor verlies* vandaag
      gisteren morgen volgend* vorig* afgelopen januari februari maart april mei juni juli augustus september
      oktober november december maandag* dinsdag* woensdag* donderdag* vrijdag* zaterdag* zondag*`,
    telling: `volgens zei* zegt verklaar* meld* schreef bevestig* beweer* gezegd antwoord* geantwoord herhaal*
      herhal* toegevoegd toegegeven erken* beloof* vraagt vroeg vroegen gevraagd benadruk* onthul* citeer* vertel*
      beschuldig* schrijf* geschreven denkt denken dacht* geloof* vindt vond vonden suggereer* betreur*`,
    attributing: 'volgens',
    publishing: 'gepubliceerd* publice* verschen* gedrukt*',
    determining: 'de het een door',
    stating: 'dat',
    joining: 'van in die dat en op met voor te bij',
    passive: 'werd werden wordt worden is zijn geworden',
    pronouns: 'hij zij ze',
    offices: `ambtena* woordvoer* bron bronnen minister* president* burgemeester* directeur* chef* ingenieur*
      deskundige* getuige* advoca* rechter* arts artsen lid leden diplomaat diplomaten adviseur* officier*
      ambassad*`,
  },
  no: {
    denying: `benekt* nekt* avkreft* betvil* avvis* tvil* bestrid* bestred* motsi* motsa* avslo* avslå* dementer*
      tilbakevis* forkast*`,
    turning: `ikke ingen intet aldri verken uten knapt nesten bare unntatt angivelig påstå* falsk* uriktig*
      tidligere eks kunne ville skulle hvis om kanskje mulig* sannsynlig* trolig visstnok formodentlig såkalt* kan
      må oppdikt* forfalsk*`,
    amounts: `to tre fire fem seks sju syv åtte ni ti tolv tjue hundre* tusen* million* milliard* dusin halv*
      dobbel* andre tredje alle noen få mange hver begge sjelden ofte alltid igjen mer mindre før etter siden steg
      stiger falt faller vant vinner tapte taper dag går morgen neste forrige januar februar mars april mai juni
      juli august september oktober november desember mandag* tirsdag* onsdag* torsdag* fredag* lørdag* søndag*`,
    telling: `ifølge sa sier fortal* skrev opplys* bekreft* svar* gjent* innrøm* erkjen* lovet lovte spør* spurte
      understrek* avslør* siter* anklag* skriv* sagt tror trodde mener mente hevd* antyd* beklag*`,
    attributing: 'ifølge',
    publishing: 'publiser* utgitt* trykt*',
    determining: 'en ei et den det de av',
    stating: 'at',
    joining: 'i av på som og til for med fra ved',
    passive: 'ble blir blitt',
    pronouns: 'han hun de',
    offices: `tjenestem* talsm* talsperson* kilde* minister* statsråd* president* ordfører* direktør* sjef*
      ingeniør* ekspert* vitne* advokat* dommer* lege leger medlem* diplomat* rådgiver* offiser* ambassad*`,
  },
  sv: {
    denying: `förnek* betvivl* dementer* neka* avvis* tvivl* bestrid* bestred* motsäg* motsade avslå* avslog
      tillbakavis* förkast* återkall* vägra*`,
    turning: `inte ej ingen inget aldrig varken utan knappt nästan bara utom påstå* falsk* felaktig* tidigare ex
      kunde skulle om kanske möjlig* trolig* sannolik* förmod* kanhända såkalla* kan måste påhitt* förfalsk*`,
    amounts: `två tre fyra fem sex sju åtta nio tio tolv tjugo hundra* tusen* miljon* miljard* dussin halv* dubbel*
      andra tredje alla några få många varje båda sällan ofta alltid igen mer mindre före efter sedan steg stiger
      föll faller vann vinner förlor* idag igår imorgon dag går morgon nästa förra januari februari mars april maj
      juni juli augusti september oktober november december måndag* tisdag* onsdag* torsdag* fredag* lördag*
      söndag*`,
    telling: `enligt sade säger berätta* skrev uppge* bekräft* svar* upprep* tillade tillägg* medge* erkän* lovade
      lovar fråg* underströk understryk* avslöj* citer* anklag* skriv* sagt tror trodde anser ansåg hävd* menar
      menade antyd* beklag*`,
    attributing: 'enligt',
    publishing: 'publicer* utgiv* tryckt*',
    determining: 'en ett den det de av',
    stating: 'att',
    joining: 'i av på som och till för med från vid',
    passive: 'blev blir blivit',
    pronouns: 'han hon de',
    offices: `tjänsteman* tjänstemän talesm* talesperson* källa* källor minister* president* borgmästare* direktör*
      chef* ingenjör* expert* vittne* advokat* domare* läkare* medlem* diplomat* rådgivare* officer* ambassad*`,
  },
  da: {
    denying: `benægt* betvivl* dementer* afkræft* nægt* afvis* tvivl* bestrid* bestred* modsig* modsagde afslå*
      afslog tilbagevis* forkast* tilbagekald*`,
    turning: `ikke ingen intet aldrig hverken uden næppe næsten kun undtagen angivelig* påst* falsk* forkert*
      tidligere eks kunne ville skulle hvis om måske mulig* sandsynlig* formentlig* formodentlig* vistnok såkaldt*
      kan må opdigt* forfalsk*`,
    amounts: `to tre fire fem seks syv otte ni ti tolv tyve hundred* tusind* million* milliard* dusin halv* dobbelt*
      anden tredje alle nogle få mange hver begge sjælden* ofte altid igen mere mindre før efter siden steg stiger
      faldt falder vandt vinder tabte taber dag går morgen næste forrige januar februar marts april maj juni juli
      august september oktober november december mandag* tirsdag* onsdag* torsdag* fredag* lørdag* søndag*`,
    telling: `ifølge sagde siger fortal* skrev oplys* bekræft* svar* gentag* gentog tilføj* indrømm* erkend* lovede
      spørg* spurgte understreg* afslør* citer* anklag* skriv* sagt tror troede mener mente hævd* antyd* beklag*`,
    attributing: 'ifølge',
    publishing: 'offentliggj* publicer* udgiv* trykt*',
    determining: 'en et den det de af',
    stating: 'at',
    joining: 'i af på som og til for med fra ved',
    passive: 'blev bliver blevet',
    pronouns: 'han hun de',
    offices: `embedsm* talsm* talsperson* kilde* minister* præsident* borgmester* direktør* chef* ingeniør* ekspert*
      vidne* advokat* dommer* læge læger medlem* diplomat* rådgiver* officer* ambassad*`,
  },
};
