import type { LanguageCase } from './languages.js';

/** The same as the news of `languageCases` in another genre: what a meeting or an inspection found, with figures. */
export const languageMinutes: LanguageCase[] = [
  {
    language: 'ar',
    before: ['افتتحت الرئيسة الجلسة عند التاسعة.', 'ثم قرئ تقرير التفتيش.'],
    sentence: 'وجد المفتشون أن [الجدار كان آمنا ولم يتحرك] خلال 12 شهرا.',
    after: ['أجّل البند الثالث.', 'انتهت الجلسة قبل الظهر.'],
    extra: 'قدمت القهوة في الاستراحة.',
    turned: {
      denial: 'نفى المفتشون أن [الجدار كان آمنا ولم يتحرك] خلال 12 شهرا.',
      doubt: 'شك المفتشون في أن [الجدار كان آمنا ولم يتحرك] خلال 12 شهرا.',
      'another figure': 'وجد المفتشون أن [الجدار كان آمنا ولم يتحرك] خلال 15 شهرا.',
    },
  },
  {
    language: 'ur',
    before: ['صدر نے نو بجے اجلاس شروع کیا۔', 'پھر معائنے کی رپورٹ پڑھی گئی۔'],
    sentence: 'معائنہ کاروں نے دیکھا کہ [دیوار محفوظ تھی اور نہیں ہلی] اور 12 ماہ گزر گئے۔',
    after: ['تیسرا معاملہ ملتوی ہوا۔', 'اجلاس دوپہر سے پہلے ختم ہوا۔'],
    extra: 'وقفے میں چائے پیش کی گئی۔',
    turned: {
      denial: 'معائنہ کاروں نے انکار کیا کہ [دیوار محفوظ تھی اور نہیں ہلی] اور 12 ماہ گزر گئے۔',
      doubt: 'معائنہ کاروں کو شک تھا کہ [دیوار محفوظ تھی اور نہیں ہلی] اور 12 ماہ گزر گئے۔',
      'another figure':
        'معائنہ کاروں نے دیکھا کہ [دیوار محفوظ تھی اور نہیں ہلی] اور 15 ماہ گزر گئے۔',
    },
  },
  {
    language: 'hi',
    before: ['अध्यक्ष ने नौ बजे बैठक शुरू की।', 'फिर निरीक्षण की रिपोर्ट पढ़ी गई।'],
    sentence: 'निरीक्षकों ने पाया कि [दीवार सुरक्षित थी और नहीं हिली] और 12 महीने बीत गए।',
    after: ['तीसरा विषय टाल दिया गया।', 'बैठक दोपहर से पहले समाप्त हुई।'],
    extra: 'विराम में चाय दी गई।',
    turned: {
      denial: 'निरीक्षकों ने इनकार किया कि [दीवार सुरक्षित थी और नहीं हिली] और 12 महीने बीत गए।',
      doubt: 'निरीक्षकों को संदेह था कि [दीवार सुरक्षित थी और नहीं हिली] और 12 महीने बीत गए।',
      'another figure': 'निरीक्षकों ने पाया कि [दीवार सुरक्षित थी और नहीं हिली] और 15 महीने बीत गए।',
    },
  },
  {
    language: 'zh',
    before: ['主席九点宣布开会。', '接着宣读了检查报告。'],
    sentence: '检查员发现，[墙体是安全的，没有移动]，观察了12个月。',
    after: ['第三项被推迟。', '会议在中午前结束。'],
    extra: '休息时有人送来了茶。',
    turned: {
      denial: '检查员否认[墙体是安全的，没有移动]，观察了12个月。',
      doubt: '检查员怀疑[墙体是安全的，没有移动]，观察了12个月。',
      'another figure': '检查员发现，[墙体是安全的，没有移动]，观察了15个月。',
    },
  },
  {
    language: 'ru',
    before: ['Председатель открыла заседание в девять.', 'Затем зачитали отчёт о проверке.'],
    sentence: 'Инспекторы установили, что [стена была надёжной и не сдвинулась] за 12 месяцев.',
    after: ['Третий пункт отложили.', 'Заседание закончилось до полудня.'],
    extra: 'В перерыве подали чай.',
    turned: {
      denial: 'Инспекторы опровергли, что [стена была надёжной и не сдвинулась] за 12 месяцев.',
      doubt: 'Инспекторы сомневались, что [стена была надёжной и не сдвинулась] за 12 месяцев.',
      'another figure':
        'Инспекторы установили, что [стена была надёжной и не сдвинулась] за 15 месяцев.',
    },
  },
  {
    language: 'tr',
    before: ['Başkan toplantıyı saat dokuzda açtı.', 'Sonra denetim raporu okundu.'],
    sentence: 'Denetçiler, [duvarın sağlam olduğunu ve kıpırdamadığını] 12 ay sonra saptadı.',
    after: ['Üçüncü madde ertelendi.', 'Toplantı öğleden önce bitti.'],
    extra: 'Arada çay dağıtıldı.',
    turned: {
      denial: 'Denetçiler, [duvarın sağlam olduğunu ve kıpırdamadığını] 12 ay sonra reddetti.',
      doubt: 'Denetçiler, [duvarın sağlam olduğunu ve kıpırdamadığını] 12 ay sonra öne sürdü.',
      'another figure':
        'Denetçiler, [duvarın sağlam olduğunu ve kıpırdamadığını] 15 ay sonra saptadı.',
    },
  },
  {
    language: 'de',
    before: [
      'Die Vorsitzende eröffnete die Sitzung um neun.',
      'Dann wurde der Prüfbericht verlesen.',
    ],
    sentence:
      'Die Prüfer stellten fest, dass [die Mauer sicher war und stillstand], 12 Monate lang.',
    after: ['Der dritte Punkt wurde vertagt.', 'Die Sitzung endete vor Mittag.'],
    extra: 'In der Pause gab es Tee.',
    turned: {
      denial: 'Die Prüfer bestritten, dass [die Mauer sicher war und stillstand], 12 Monate lang.',
      doubt: 'Die Prüfer bezweifelten, dass [die Mauer sicher war und stillstand], 12 Monate lang.',
      'another figure':
        'Die Prüfer stellten fest, dass [die Mauer sicher war und stillstand], 15 Monate lang.',
    },
  },
  {
    language: 'fr',
    before: [
      'La présidente a ouvert la séance à neuf heures.',
      'Puis on a lu le rapport de visite.',
    ],
    sentence: 'Les inspecteurs ont constaté que [le mur était sûr et immobile] pendant 12 mois.',
    after: ['Le troisième point a été reporté.', 'La séance a pris fin avant midi.'],
    extra: 'On a servi du thé pendant la pause.',
    turned: {
      denial: 'Les inspecteurs ont nié que [le mur était sûr et immobile] pendant 12 mois.',
      doubt: 'Les inspecteurs ont douté que [le mur était sûr et immobile] pendant 12 mois.',
      'another figure':
        'Les inspecteurs ont constaté que [le mur était sûr et immobile] pendant 15 mois.',
    },
  },
  {
    language: 'pl',
    before: [
      'Przewodnicząca otworzyła posiedzenie o dziewiątej.',
      'Potem odczytano raport z kontroli.',
    ],
    sentence: 'Inspektorzy stwierdzili, że [mur był pewny i stał nieruchomo] przez 12 miesięcy.',
    after: ['Trzeci punkt odłożono.', 'Posiedzenie skończyło się przed południem.'],
    extra: 'W przerwie podano herbatę.',
    turned: {
      denial: 'Inspektorzy zaprzeczyli, że [mur był pewny i stał nieruchomo] przez 12 miesięcy.',
      doubt: 'Inspektorzy wątpili, że [mur był pewny i stał nieruchomo] przez 12 miesięcy.',
      'another figure':
        'Inspektorzy stwierdzili, że [mur był pewny i stał nieruchomo] przez 15 miesięcy.',
    },
  },
  {
    language: 'es',
    before: [
      'La presidenta abrió la sesión a las nueve.',
      'Luego se leyó el informe de la inspección.',
    ],
    sentence: 'Los inspectores vieron que [el muro era seguro y estaba quieto] durante 12 meses.',
    after: ['El tercer punto se aplazó.', 'La sesión terminó antes del mediodía.'],
    extra: 'En la pausa se sirvió té.',
    turned: {
      denial: 'Los inspectores negaron que [el muro era seguro y estaba quieto] durante 12 meses.',
      doubt: 'Los inspectores dudaron que [el muro era seguro y estaba quieto] durante 12 meses.',
      'another figure':
        'Los inspectores vieron que [el muro era seguro y estaba quieto] durante 15 meses.',
    },
  },
];
