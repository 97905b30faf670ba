import type { TurningWords } from './turning-kinds.js';

/*
 * Words that turn what stands beside them, by language. Stems end in a star. The lists are for the languages of which a desk
 * here can read the rest of a sentence.
 */

/** By language (BCP 47, its first part). */
export const turningWords: Readonly<Record<string, TurningWords>> = {
  en: {
    belying: `contradict* retract* disavow* disown* repudiat* rebut* refut* debunk* disprov* discredit* recant*
      gainsa* belie belied belies invalidat* unsay unsaid false* untrue wrong wrongly incorrect* fake hoax baseless bogus
      groundless unfounded erroneous* fabricat* forged forgery forging fiction* fictitious mistaken denied denies deny
      denying denial* withdrawn disputed invented`,
    denying: `wrong* refus* reject* doubt* contest* challeng* discount* renounc* revers* overturn* quash* annul* overrul*
      rescind* revok* declin* decri* downplay* abandon* suspend* cancel* veto* prevent* oppos* object objected
      objecting objects protest* question* withdr* dismiss* negat* disput*`,
    doubting: `not no never none nobody nothing neither nor without cannot hardly barely scarcely almost nearly only
      except purport* suppos* apparent* seem* rumo* unlikely unable even fail* if unless whether until perhaps maybe
      possibl* probabl* likely potential* presum* conceivabl* arguabl* ostensibl* doubtful* unproven unverified
      unconfirmed inaccura* exaggerat* mislead* misled imagin* pretend* invent* understood regret* theor* hypothe*
      dream* myth* legend* fable* satir* parod* spoof* simulat* rehears* folklore jest* joke jokes jokingly ironic* irony sarcas*`,
    bending: `former* ex might may could would should but expect* plan* hope* fear* suggest* i he she they we you his
      her their our who whom about against called styled can must shall will stop* ceas* clarif* conceal* film films
      movie* novel novels play plays drama drill drills comic`,
    numbers: `two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
      eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred* thousand* million* billion*
      dozen* half double twice second third fourth fifth first sixth seventh eighth ninth tenth`,
    amounts: `all some few many each every both most partly rarely seldom sometimes often always usually still again
      more less least than over under above below up down before after since rose rise* fall* fell grew grow* shrink*
      shrank shrunk drop* increas* decreas* gain* lost lose loses losing win wins winning won today yesterday tomorrow
      tonight last next largest smallest biggest highest lowest longest shortest best worst fastest slowest oldest
      youngest richest poorest strongest weakest heaviest lightest north northern south southern east eastern west
      western`,
    telling: `said say* told tell* accord* caution* accus* quot* wrote writ* insist* warn* admit* conced* confirm*
      report* alleg* claim* believ* think* thought announc* argu* stated stating agree* disagree* add adds added
      explain* put puts estimat* predict* testif* suspect* cite cited cites citing attribut* leak* releas* obtain*
      reveal* disclos* indicat* noted notes noting remark* recall* recount* relay* describ* mention* assert* contend*
      maintain* reiterat* repeat* stress* emphasi* acknowledg* allud* comment* declar* swear* swore vow* promis*
      pledg* threaten* urge urged urges urging replied replies reply respond* wondered recommend* paraphras* implied
      implies imply implying insinuat* hint* complain* joked jokes joking boast* lament* tweet* shouted mutter*
      whisper* opinion opinions view views`,
    attributing: 'accord* opinion opinions view views',
    publishing: 'publish published publishes printed prints',
    determining: 'a an the by to',
    stating: 'that',
    joining: 'in of at for from with to on by who which that and as until',
    passive: 'be is are was were been being am',
    pronouns: 'he she they it',
    finding: 'found find finds show shows showed',
    offices: `official* officer* spokes* source* aide aides adviser* advisor* diplomat* minister* president* mayor*
      director* chief* head manager* engineer* inspector* expert* analyst* scientist* witness* lawyer* prosecutor*
      judge* doctor* member* leader* ambassador* investigator* employee* executive* editor* reporter* colonel general*
      captain*`,
    subordinating: 'although though whereas while whilst because when where after before since',
    relating: 'as which whose',
    adding: 'and but yet',
  },
  de: {
    belying: `leugn* bestreit* bestritt* widerleg* geleugn* bestred* abstreit* abstritt* abgestritt* vernein*
      dementier* widersprech* widersprich* widersprach* widersproch* widerrief* widerruf* entkräft* falsch* unwahr*
      irrtüm* gefälscht* erfunden* gegenteil zurückgezogen zurückzog* zurückzieh* lüge* log gelogen irrt* geirrt`,
    denying: `ablehn* abgelehnt* zweif* bezweif* anzweif* angezweif* zurückgewies* abzulehn* lehnt lehnte lehnten
      zurückweis* zurückwies* zurückzuweis* anfecht* angefocht* verwarf* verwerf* verworf* verweiger* weiger*
      geweiger*`,
    doubting: `nicht nichts nie niemals kein* niemand weder ohne kaum fast nur außer angeblich* mutmaßlich*
      vermeintlich* offenbar wohl wenn falls ob vielleicht möglich* womöglich wahrscheinlich* vermutlich* anscheinend
      scheinbar sogenannt* unbestätigt* theor* hypothe* traum* träum* geträum* märchen* legende* mythos satir* parodi*
      simul* scherz* ironi*`,
    bending: `ehemalig* früher* ex würde* könnte* dürfte* soll* er sie es wir ihr kann können muss müssen darf dürfen
      film* roman romans theaterstück* übung*`,
    numbers: `zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig hundert*
      tausend* million* milliard* dutzend* halb* doppelt* zweit* dritt* viert*`,
    amounts: `alle* manche* einige* wenig* viele* jede* beide* meist* selten manchmal oft immer noch wieder mehr
      minder als über unter vor nach seit stieg* steig* gestiegen fiel* fall* gefallen sank* sink* wuchs* wachs*
      gewann* gewinn* verlor* verlier* heute gestern morgen vorgestern übermorgen nächst* vorig* vergangen* kommend*`,
    telling: `sag* laut zufolge berichte* melde* gemeldet behaupt* erklär* schrieb* meint* warn* bestätig* mitteil*
      gesagt* erzähl* betont* äußert* geäußert* kündig* angekündigt* räumt* eingeräumt* gesteh* gestand* forder*
      gefordert* antwort* geantwortet fragt* gefragt nannte* nennt bezeichnet* versicher* beteuer* teilt* mitgeteilt
      zitier* schreib* geschrieben verkünd* glaub* geglaubt vermut* denkt denken dacht* gedacht fand fanden angedeut*
      deutet* bedauer* meinung ansicht`,
    attributing: 'laut meinung ansicht',
    publishing: 'veröffentlich* erschien* gedruckt* abgedruckt*',
    determining: 'der die das dem den des ein eine einen einem einer eines von vom',
    stating: 'dass daß',
    joining: 'in im von vom der die das und mit für zu zum zur am an auf bei',
    passive: 'wurde wurden wird werden worden',
    pronouns: 'er sie es',
    finding: 'zeigt zeigen zeigte ergab ergaben',
    offices: `beamt* sprecher* quelle* minister* präsident* bürgermeister* direktor* chef* leiter* ingenieur* experte*
      expertin* zeuge* zeugin* anwalt* anwält* richter* arzt ärzt* mitglied* diplomat* berater* offizier* botschafter*`,
    subordinating: 'obwohl obgleich obschon während weil nachdem bevor ehe',
    relating: 'wobei wodurch',
    adding: 'und aber doch jedoch',
  },
  fr: {
    belying: `nié* niai* réfut* infirm* démen* nia niant dénég* contredi* rétract* faux fausse* erroné* inexact*
      inventé* falsifi* mensonge* menti mentait contraire tromp* nie nient niés niée`,
    denying: 'refus* rejet* dout* contest* récus* oppos* nie*',
    doubting: `ne pas non jamais rien aucun* personne ni sans guère presque seulement sauf présumé* apparemment si
      ignor* peut-être possible* probable* vraisemblable* prétendu* théor* hypoth* rêve rêves rêvé rêvait rêvent
      mythe* légende* fable* fiction satir* parodi* simul* plaisant* blague* ironi*`,
    bending: `ancien* ex pourrai* devrai* serai* aurai* il elle ils elles on disant peut peuvent doit doivent film*
      roman romans pièce répétition`,
    numbers: `deux trois quatre cinq six sept huit neuf dix onze douze vingt trente quarante cinquante cent* mille
      million* milliard* douzaine* moitié double second* deuxième* troisième*`,
    amounts: `tous toutes certain* quelques peu plusieurs chaque rarement parfois souvent toujours encore plus moins
      avant après depuis monte montent monté* baiss* augment* diminu* gagn* perd* aujourd'hui hier demain prochain*
      dernier* dernière* janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi*
      mardi* mercredi* jeudi* vendredi* samedi* dimanche*`,
    telling: `dit selon d'après déclar* affirm* prétend* assur* écrit annonc* expliqu* confirm* estim* répond* répét*
      rappel* ajout* avou* admet* admis reconnaî* reconnu* promet* promis* demand* soulign* précis* indiqu* révél*
      cité* rapport* accus* crié* criant criait pense pensent pensait pensé croit croient croyait insinu* regrett*
      avis`,
    attributing: "selon d'après avis",
    publishing: 'publié* publia paru* imprim*',
    determining: 'le la les l un une des du par',
    stating: 'que qu',
    joining: 'de du des à au aux qui que et en dans pour par sur',
    passive: 'est sont fut furent était étaient été',
    pronouns: 'il elle ils elles',
    finding: 'montre montrent montré constaté constate constatent',
    offices: `fonctionnaire* parole responsable* source* ministre* président* maire* directeur* directrice* chef*
      ingénieur* expert* témoin* avocat* juge* médecin* membre* diplomate* conseill* officier* ambassad*`,
    subordinating: 'quoique tandis alors parce quand lorsque où après avant',
    relating: 'dont',
    adding: 'et mais',
  },
  es: {
    belying: `refut* desmint* desment* rebat* contradi* contradec* retract* desautori* desdec* desdij* fals* erróne*
      inexact* inventad* desmient* mentira mintió mintieron contrario equivoc* negó negaron negaba negaban niega
      niegan negar negado retirado retirada`,
    denying: 'rechaz* dud* impugn* cuestiona* cuestionó opone* opuso opusieron neg* nieg*',
    doubting: `no nunca jamás nada nadie ningun* ningún ni sin apenas casi solo sólo salvo supuest* presunt*
      aparentemente si quizá quizás acaso posible* probable* dizque teor* hipot* sueñ* soñó soñaba soñado mito mitos
      leyenda* ficci* sátir* satír* parodi* simul* broma bromas bromea* irón*`,
    bending: `ex antiguo* podría* debería* sería* habría* él ella puede pueden debe deben película* novela* ensayo`,
    numbers: `dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cuarenta cincuenta cien* mil
      millon* millón docena* mitad doble segund* tercer*`,
    amounts: `todos todas algun* algún pocos pocas muchos muchas cada ambos raramente veces siempre aún más menos
      antes después desde subió subieron subido bajó bajaron bajado aument* disminu* ganó ganaron ganado perd* hoy
      ayer mañana próxim* pasad* enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre
      noviembre diciembre lunes martes miércoles jueves viernes sábado* domingo*`,
    telling: `según dijo dice* afirm* declar* asegur* anunci* explic* confirm* dicho dijeron respond* repit* repet*
      recuerda* recordó recordar* recordad* añad* admit* admis* reconoc* promet* pregunt* subray* precis* indic*
      revel* cita citan citó citado relata relató acus* señal* cree creen piensa* pensó escrib* insinu* lament*
      opinión juicio`,
    attributing: 'según opinión juicio',
    publishing: 'publicad* publica publicó publicaron impres* apareci*',
    determining: 'el la los las un una por',
    stating: 'que',
    joining: 'de del que en y a al para con por',
    passive: 'es son fue fueron era eran sido',
    pronouns: 'él ella ellos ellas',
    finding: 'muestra muestran mostró halló hallaron',
    offices: `funcionari* portavo* fuente* ministr* president* alcald* director* jef* ingenier* expert* testigo*
      abogad* juez jueza médic* miembro* diplomátic* asesor* oficial* embajador*`,
    subordinating: 'aunque mientras porque cuando donde después tras antes',
    relating: 'cuyo cuya cuyos cuyas',
    adding: 'y e pero',
  },
  it: {
    belying: `confut* smenti* contraddi* ritratt* sconfess* fals* errat* inesatt* inventat* menzogn* mentito mentiva
      contrario sbagli* negò negarono negava nega negano negato ritirato ritirata`,
    denying:
      'rifiut* respin* dubit* contest* ricus* oppone oppongono oppose opposto dubbi* neg* nieg*',
    doubting: `non mai niente nulla nessun* né senza quasi solo tranne presunt* se forse possibil* probabil* sedicent*
      cosiddett* teor* ipot* sogn* mito miti leggend* finzion* satir* parodi* simul* scherz* ironi*`,
    bending: `ex potrebbe* dovrebbe* sarebbe* avrebbe* può possono deve devono film romanzo romanzi`,
    numbers: `due tre quattro cinque sei sette otto nove dieci dodici venti trenta cento mille mila milion* miliard*
      dozzin* metà doppi* second* terz*`,
    amounts: `tutti tutte alcun* pochi molti ogni entramb* raramente spesso sempre ancora più meno prima dopo salit*
      sale salgono sces* scende cala calat* aument* diminu* vinse vinc* vinto perse perd* perso oggi ieri domani
      prossim* scors* gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
      lunedì martedì mercoledì giovedì venerdì sabato domenica`,
    telling: `secondo dett* dice* afferm* dichiar* scritt* annunci* spieg* conferm* rispo* ripet* ricord* aggiun*
      ammet* ammess* ammis* riconosc* promet* promes* chiesto sottoline* precis* indic* rivel* cita citano citato
      raccont* accus* dicono disse dissero scriv* pensa pensano pensato crede credono insinu* lament* parere opinione`,
    attributing: 'secondo parere opinione',
    publishing: 'pubblic* stampat* appars*',
    determining: 'il lo la i gli le un uno una da dal dalla',
    stating: 'che',
    joining: 'di del della dei che in e a al per con da',
    passive: 'è sono fu furono era erano stato stata stati state viene vengono',
    pronouns: 'lui lei loro egli ella',
    offices: `funzionari* portavoce font* ministr* president* sindac* direttor* direttric* cap* ingegner* espert*
      testimon* avvocat* giudic* medic* membr* diplomatic* consiglier* ufficial* ambasciat*`,
    subordinating: 'sebbene benché mentre perché quando dove dopo prima',
    relating: 'cui',
    adding: 'e ed ma',
  },
  pt: {
    belying:
      'refut* desment* contradi* retrat* rebat* fals* errad* inexat* inventad* mentira mentiu mentiram contrário engan* negou negaram negava nega negam negado retirado retirada',
    denying: 'recus* rejeit* duvid* contest* impugn* questiona* opõe opôs opuseram neg*',
    doubting: `não nunca jamais nada ninguém nenhum* nem sem quase só exceto suposto* alegad* se talvez possível*
      possivel* provável* provavel* teor* hipót* hipot* sonh* mito mitos lenda* ficç* sátir* satír* paródi* simul*`,
    bending: 'ex poderia* deveria* seria* teria* pode podem deve devem filme* romance* ensaio',
    numbers: `dois duas três quatro cinco seis sete oito nove dez doze vinte trinta cem mil milh* bilh* dúzia* metade
      dobro segund* terceir*`,
    amounts: `todos todas alguns algumas poucos muitos cada ambos raramente sempre ainda mais menos antes depois desde
      subiu subiram caiu caíram aument* diminu* ganh* perd* hoje ontem amanhã próxim* passad* janeiro fevereiro março
      abril maio junho julho agosto setembro outubro novembro dezembro terça* quarta* quinta* sexta* feira* sábado*
      domingo*`,
    telling: `segundo disse* diz* afirm* declar* anunci* explic* confirm* respond* repet* lembr* acrescent* admit*
      reconhec* promet* pergunt* sublinh* precis* indic* revel* cita citou citado relata relatou acus* dito escrev*
      pensa pensou acredit* acha acham achou insinu* lament* opinião`,
    attributing: 'segundo opinião',
    publishing: 'publicad* publica publicou publicaram impress*',
    determining: 'o a os as um uma por pelo pela',
    stating: 'que',
    joining: 'de do da dos que em e a ao para com por',
    passive: 'é são foi foram era eram sido',
    pronouns: 'ele ela eles elas',
    offices: `funcionári* voz fonte* ministr* president* prefeit* diretor* chefe* engenheir* especialista* testemunha*
      advogad* juiz juíza médic* membro* diplomata* assessor* oficial oficiais embaixad*`,
    subordinating: 'embora enquanto porque quando onde depois antes após',
    relating: 'cujo cuja cujos cujas',
    adding: 'e mas',
  },
  nl: {
    belying: `ontken* weerleg* tegenspr* tegengespr* weerspr* ontkracht* ontzenuw* herroep* herriep* loochen* vals*
      onwaar verzonnen gelogen loog leugen* tegendeel ingetrokken vergis*`,
    denying: `betwijfel* weiger* afgewezen betwist* twijfel* bestreed* bestrijd* bestred* verwerp* verwierp* verworp*
      afwij* afwees geweiger*`,
    doubting: `niet niets nooit geen niemand noch zonder nauwelijks bijna alleen behalve vermeend* zogenaamd* als of
      misschien wellicht mogelijk* waarschijnlijk* vermoedelijk* zogeheten theor* hypothe* droom* drom* gedroomd
      mythe* legende* sprookje* fictie satir* parodi* simul*`,
    bending: 'voormalig* ex zou* kon* kan kunnen moet moeten film films roman romans toneelstuk*',
    numbers: `twee drie vier vijf zes zeven acht negen tien elf twaalf twintig honderd* duizend* miljoen* miljard*
      dozijn half dubbel* tweede derde`,
    amounts: `alle* sommige* enkele weinig veel elk* beide* zelden soms vaak altijd nog weer meer minder voor na sinds
      steeg stijg* gestegen daal* gedaald won wint wonnen verloor verlies* vandaag gisteren morgen volgend* vorig*
      afgelopen januari februari maart april mei juni juli augustus september oktober november december maandag*
      dinsdag* woensdag* donderdag* vrijdag* zaterdag* zondag*`,
    telling: `volgens zei* zegt verklaar* meld* schreef bevestig* beweer* gezegd antwoord* geantwoord herhaal* herhal*
      toegevoegd toegegeven erken* beloof* vraagt vroeg vroegen gevraagd benadruk* onthul* citeer* vertel* beschuldig*
      schrijf* geschreven denkt denken dacht* geloof* vindt vond vonden suggereer* betreur* mening`,
    attributing: 'volgens mening',
    publishing: 'gepubliceerd* publice* verschen* gedrukt*',
    determining: 'de het een door',
    stating: 'dat',
    joining: 'van in die dat en op met voor te bij',
    passive: 'werd werden wordt worden is zijn geworden',
    pronouns: 'hij zij ze',
    offices: `ambtena* woordvoer* bron bronnen minister* president* burgemeester* directeur* chef* ingenieur*
      deskundige* getuige* advoca* rechter* arts artsen lid leden diplomaat diplomaten adviseur* officier* ambassad*`,
    subordinating: 'hoewel ofschoon terwijl omdat toen waar nadat voordat',
    relating: 'waarbij waardoor',
    adding: 'en maar',
  },
  no: {
    belying: `benekt* avkreft* bestrid* bestred* motsi* motsa* dementer* tilbakevis* falsk* uriktig* oppdikt*
      forfalsk* løgn* løy motsatte trukket`,
    denying: 'nekt* betvil* avvis* tvil* avslo* avslå* forkast*',
    doubting: `ikke ingen intet aldri verken uten knapt nesten bare unntatt angivelig påstå* hvis kanskje mulig*
      sannsynlig* trolig visstnok formodentlig såkalt* teor* hypot* drøm* myte* legend* sagn eventyr* satir* parodi*
      simul*`,
    bending: 'tidligere eks kunne ville skulle om kan må film* roman romanen skuespill*',
    numbers: `to tre fire fem seks sju syv åtte ni ti tolv tjue hundre* tusen* million* milliard* dusin halv* dobbel*
      andre tredje`,
    amounts: `alle noen få mange hver begge sjelden ofte alltid igjen mer mindre før etter siden steg stiger falt
      faller vant vinner tapte taper dag går morgen neste forrige januar februar mars april mai juni juli august
      september oktober november desember mandag* tirsdag* onsdag* torsdag* fredag* lørdag* søndag*`,
    telling: `ifølge sa sier fortal* skrev opplys* bekreft* svar* gjent* innrøm* erkjen* lovet lovte spør* spurte
      understrek* avslør* siter* anklag* skriv* sagt tror trodde mener mente hevd* antyd* beklag* mening`,
    attributing: 'ifølge mening',
    publishing: 'publiser* utgitt* trykt*',
    determining: 'en ei et den det de av',
    stating: 'at',
    joining: 'i av på som og til for med fra ved',
    passive: 'ble blir blitt',
    pronouns: 'han hun de',
    offices: `tjenestem* talsm* talsperson* kilde* minister* statsråd* president* ordfører* direktør* sjef* ingeniør*
      ekspert* vitne* advokat* dommer* lege leger medlem* diplomat* rådgiver* offiser* ambassad*`,
    subordinating: 'selvom mens fordi da der etter før',
    adding: 'og men',
  },
  sv: {
    belying: `förnek* dementer* bestrid* bestred* motsäg* motsade tillbakavis* återkall* falsk* felaktig* påhitt*
      förfalsk* lögn* ljög motsatsen dragit`,
    denying: 'betvivl* neka* avvis* tvivl* avslå* avslog förkast* vägra*',
    doubting: `inte ej ingen inget aldrig varken utan knappt nästan bara utom påstå* om kanske möjlig* trolig*
      sannolik* förmod* kanhända såkalla* teor* hypot* dröm* myt myten legend* saga sagan satir* parodi* simul*`,
    bending: 'tidigare ex kunde skulle kan måste film* roman romanen pjäs*',
    numbers: `två tre fyra fem sex sju åtta nio tio tolv tjugo hundra* tusen* miljon* miljard* dussin halv* dubbel*
      andra tredje`,
    amounts: `alla några få många varje båda sällan ofta alltid igen mer mindre före efter sedan steg stiger föll
      faller vann vinner förlor* idag igår imorgon dag går morgon nästa förra januari februari mars april maj juni
      juli augusti september oktober november december måndag* tisdag* onsdag* torsdag* fredag* lördag* söndag*`,
    telling: `enligt sade säger berätta* skrev uppge* bekräft* svar* upprep* tillade tillägg* medge* erkän* lovade
      lovar fråg* underströk understryk* avslöj* citer* anklag* skriv* sagt tror trodde anser ansåg hävd* menar menade
      antyd* beklag* åsikt`,
    attributing: 'enligt åsikt',
    publishing: 'publicer* utgiv* tryckt*',
    determining: 'en ett den det de av',
    stating: 'att',
    joining: 'i av på som och till för med från vid',
    passive: 'blev blir blivit',
    pronouns: 'han hon de',
    offices: `tjänsteman* tjänstemän talesm* talesperson* källa* källor minister* president* borgmästare* direktör*
      chef* ingenjör* expert* vittne* advokat* domare* läkare* medlem* diplomat* rådgivare* officer* ambassad*`,
    subordinating: 'fastän medan eftersom när där sedan innan',
    adding: 'och men',
  },
  da: {
    belying: `benægt* dementer* afkræft* bestrid* bestred* modsig* modsagde tilbagevis* tilbagekald* falsk* forkert*
      opdigt* forfalsk* løgn* løj modsatte trukket`,
    denying: 'betvivl* nægt* afvis* tvivl* afslå* afslog forkast*',
    doubting: `ikke ingen intet aldrig hverken uden næppe næsten kun undtagen angivelig* påst* hvis om måske mulig*
      sandsynlig* formentlig* formodentlig* vistnok såkaldt* teor* hypot* drøm* myte* legende* sagn eventyr* satir*
      parodi* simul*`,
    bending: 'tidligere eks kunne ville skulle kan må film* roman romanen skuespil*',
    numbers: `to tre fire fem seks syv otte ni ti tolv tyve hundred* tusind* million* milliard* dusin halv* dobbelt*
      anden tredje`,
    amounts: `alle nogle få mange hver begge sjælden* ofte altid igen mere mindre før efter siden steg stiger faldt
      falder vandt vinder tabte taber dag går morgen næste forrige januar februar marts april maj juni juli august
      september oktober november december mandag* tirsdag* onsdag* torsdag* fredag* lørdag* søndag*`,
    telling: `ifølge sagde siger fortal* skrev oplys* bekræft* svar* gentag* gentog tilføj* indrømm* erkend* lovede
      spørg* spurgte understreg* afslør* citer* anklag* skriv* sagt tror troede mener mente hævd* antyd* beklag*
      mening`,
    attributing: 'ifølge mening',
    publishing: 'offentliggj* publicer* udgiv* trykt*',
    determining: 'en et den det de af',
    stating: 'at',
    joining: 'i af på som og til for med fra ved',
    passive: 'blev bliver blevet',
    pronouns: 'han hun de',
    offices: `embedsm* talsm* talsperson* kilde* minister* præsident* borgmester* direktør* chef* ingeniør* ekspert*
      vidne* advokat* dommer* læge læger medlem* diplomat* rådgiver* officer* ambassad*`,
    subordinating: 'selvom mens fordi da hvor efter før',
    adding: 'og men',
  },
};
