/* Words of which one says the contrary of the other: where “wins” became “loses”, all that is told of it is another story. */

/**
 * By language (BCP 47, its first part): words, or stems with a star, a stroke between those of either side, and a semicolon
 * behind each pair.
 */
export const contraries: Readonly<Record<string, string>> = {
  en: `open opens opened reopen* / close closes closed closing closure shut shuts shutting;
    win wins won winning / lose loses lost losing; guilty convict* / cleared acquit* innocent;
    accept* approv* agree* back backs backed backing / reject* refus* oppos*;
    rise rises rose rising up gain* grow* grew increas* jump* soar* higher / fall falls fell falling down drop* shrink*
    shrank decreas* declin* lower; beat beats beating exceed* / miss misses missed missing;
    pass passes passed passing succeed* / fail fails failed failing; start* begin* began / stop* end ends ended;
    stay stays stayed remain* keep keeps kept / leave leaves left quit* go goes drop drops;
    safe safely / unsafe danger*; alive surviv* / dead die dies died; legal lawful / illegal unlawful;
    allow* permit* / ban bans banned forbid* forbade; enter* join* / leave leaves left;
    free freed frees releas* / jail* arrest* detain*; support* praise* / condemn* critici*; confirm* / deny denies denied`,
  de: `öffne* offen geöffnet / schließ* schloss geschlossen zu; gewinn* gewann* gewonnen siegt* / verlier* verlor*;
    schuldig verurteilt* / freigesprochen* unschuldig; annimmt nimmt billig* stimmt / lehnt ablehn* abgelehnt;
    steig* stieg* gestiegen wachs* wuchs* höher / fall* fällt fiel* gefallen sink* sank* gesunken niedriger;
    übertrifft übertraf* / verfehl*; bleib* blieb* / geht gehen ging*; beginn* begann* start* / ende* endet* stoppt*;
    sicher / unsicher gefährlich; lebt lebend* / tot starb stirbt gestorben; erlaub* / verbiet* verbot*;
    legal rechtmäßig / illegal rechtswidrig; frei freigelassen / festgenommen verhaftet*; bestätig* / dementier* bestreit*`,
  fr: `ouvr* ouvert* ouverte* / ferme fermer fermera fermé fermée ferment fermeture; gagn* remport* / perd* perdu*;
    coupable* condamné* / innocent* acquitt* relaxé* blanchi*; accept* approuv* adopt* / rejet* refus* repouss*;
    hausse monte montent monté* augment* grimp* progress* / baisse* chut* recul* diminu*; reste* restent restera / part partent partira quitte*;
    commenc* début* / termin* arrêt* fin; vivant* / mort* meurt; autoris* / interdi*; légal* / illégal*;
    libre* libéré* / arrêté* détenu*; confirm* / démen*`,
  es: `abre abren abrió abrirá abrir abiert* / cierra* cerr* cierre; gan* venc* / pierd* perd*; culpable* conden* / inocen* absuel* absolv* absuelt*;
    acept* aprueb* aprob* / rechaz*; sube suben subió subieron crec* aument* / baja bajan bajó bajaron cae caen cayó cayeron disminu*; sigue* mantien* queda* / deja* abandon* va;
    comienz* empiez* empez* inici* / termin* acab* deten*; vivo viva vivos / muert* muere* murió; permit* autoriz* / prohib*;
    legal* / ilegal*; libre* liber* / deten* arrest*; confirm* / desmient* desmint*`,
  it: `apre aprono aprì aprirà aprire apert* / chiud* chius*; vinc* vinse vinto / perd* perse perso; colpevol* condann* / innocent* assolt*;
    accett* approv* / respin* rifiut* bocci*; sale salgono salit* aument* cresc* / scend* sces* cala calano calat* diminu*; rest* riman* / lasci*;
    inizi* cominci* / finisc* termin* ferm*; viv* / mort* muor*; permett* autorizz* / viet* proib*; legal* / illegal*; confirm* conferm* / smenti*`,
  pt: `abre abrem abriu abrir abert* / fech*; ganh* venc* / perd*; culpad* conden* / inocent* absolv*; aceit* aprov* / rejeit* recus*;
    sobe sobem subi* cresc* aument* / cai caem caiu caíram diminu* baix*; fica* continu* / sai deix*; começ* inici* / termin* acab*;
    viv* / mort* morr*; permit* autoriz* / proíb* proib*; legal* / ilegal*; confirm* / desment*`,
  nl: `open* geopend / sluit* gesloten dicht; wint wonnen won winnen / verlie* verloor verloren; schuldig veroordeeld* /
    vrijgesproken onschuldig; aanvaard* / verwerp* verwierp* weiger*; stijg* steeg stegen groei* / daal* daalt gedaald krimp*;
    blijf* bleef / vertrek* gaat; begin* start* / stop* eindig*; levend / dood; bevestig* / ontken*`,
  no: `åpne* åpen / steng* stengt; vinn* vant / tap*; skyldig dømt / frikjen* uskyldig; godtar godkjen* / avvis* avslå*;
    stig* steg øk* / fall* falt synk*; bli blir / går forlat*; bekreft* / avkreft*`,
  sv: `öppn* öppen / stäng* stängd; vinn* vann / förlor*; skyldig dömd* / frikän* friad oskyldig; godkän* antar / avvis* avslå*;
    stig* steg ök* / fall* föll sjunk* minsk*; stanna* blir / lämna* går; bekräft* / dementer* förnek*`,
  da: `åbn* åben / luk*; vind* vandt / tab*; skyldig dømt / frikend* uskyldig; godkend* / afvis* afslå*;
    stig* steg øg* / fald* faldt synk*; bliv* / går forlad*; bekræft* / afkræft* benægt*`,
  ru: `откр* останется останутся остаётся / закро* закры* закрыв*; выигр* побед* / проигр* потерп*; винов* осужд* осуд* / невинов* оправда*;
    приня* приним* одобр* / отверг* отклон* отказ*; рост роста растет растёт растут вырос* повыс* увелич* / падает падают упал* сниз* сниж* сократ*;
    начал начала начали начнет начнёт начнут начин* / заверш* прекра* останов*; жив жива живы живой / мертв* погиб* умер*; разреш* / запре*; освобо* / задерж* арест*; подтверд* / опроверг*`,
  ar: `يفتح تفتح فتح مفتوح* يفتتح يبقى / يغلق تغلق أغلق مغلق* إغلاق; يفوز تفوز فاز فازت فوز / يخسر تخسر خسر خسرت خسارة;
    مذنب* إدانة يدين أدان أدين / بريء* براءة تبرئة; يقبل تقبل قبل قبول يوافق وافق توافق / يرفض ترفض رفض رفضت;
    ارتفع* يرتفع ترتفع زاد زادت ارتفاع / انخفض* ينخفض تنخفض تراجع انخفاض; حي أحياء / ميت مات مقتل;
    يسمح سمح تسمح / يمنع منع تمنع يحظر حظر; إفراج / اعتقال; يؤكد أكد تؤكد / ينفي نفى تنفي`,
  ur: `کھلا کھلی کھلے کھل / بند; جیت جیتا جیتی جیتے / ہار ہارا ہاری ہارے; مجرم قصوروار / بری بےقصور; منظور قبول / مسترد نامنظور;
    اضافہ بڑھ بڑھی / کمی گھٹ; زندہ / ہلاک مردہ; اجازت / پابندی; رہا رہائی / گرفتار; تصدیق / تردید`,
};
