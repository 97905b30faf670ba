/**
 * News prose in several languages, and what an editor may do to it. The passage stands in brackets in the sentence in
 * the middle; each other sentence says something else.
 */
export interface LanguageCase {
  language: string;
  /** What stands before, in and behind the sentence of the passage. */
  before: string[];
  sentence: string;
  after: string[];
  /** Another sentence, which may be put anywhere. */
  extra: string;
  /** The sentence as it says something else of the passage. */
  turned: Record<string, string>;
}

export const languageCases: LanguageCase[] = [
  {
    language: 'ar',
    before: ['اجتمع مجلس الميناء يوم الاثنين.', 'لم يكن أحد في المكتب قد سمع بالأمر من قبل.'],
    sentence: 'قال مسؤولان إن [الاتفاق كان جاهزا للتوقيع] في شهر مارس.',
    after: ['خرجت العبارة الثانية فارغة.', 'كان المطر يهطل منذ الظهر.'],
    extra: 'ثم تساقط الثلج في المساء.',
    turned: {
      denial: 'نفى مسؤولان أن [الاتفاق كان جاهزا للتوقيع] في شهر مارس.',
      doubt: 'زعم مسؤولان أن [الاتفاق كان جاهزا للتوقيع] في شهر مارس.',
      'another figure': 'قال أربعة مسؤولين إن [الاتفاق كان جاهزا للتوقيع] في شهر مارس.',
      'another month': 'قال مسؤولان إن [الاتفاق كان جاهزا للتوقيع] في شهر أبريل.',
      quotation: '«قال مسؤولان إن [الاتفاق كان جاهزا للتوقيع] في شهر مارس»، كما ذكر الوزير.',
    },
  },
  {
    language: 'ur',
    before: ['بندرگاہ کا بورڈ پیر کو ملا۔', 'دفتر میں کسی نے اس کے بارے میں نہیں سنا تھا۔'],
    sentence: 'دو اہلکاروں نے کہا کہ [معاہدہ دستخط کے لیے تیار تھا] اور مارچ کا انتظار تھا۔',
    after: ['دوسری کشتی خالی گئی۔', 'دوپہر سے بارش ہو رہی تھی۔'],
    extra: 'پھر شام کو برف پڑی۔',
    turned: {
      denial: 'دو اہلکاروں نے تردید کی کہ [معاہدہ دستخط کے لیے تیار تھا] اور مارچ کا انتظار تھا۔',
      doubt: 'دو اہلکاروں نے دعویٰ کیا کہ [معاہدہ دستخط کے لیے تیار تھا] اور مارچ کا انتظار تھا۔',
      'another figure':
        'چار اہلکاروں نے کہا کہ [معاہدہ دستخط کے لیے تیار تھا] اور مارچ کا انتظار تھا۔',
      'another month':
        'دو اہلکاروں نے کہا کہ [معاہدہ دستخط کے لیے تیار تھا] اور اپریل کا انتظار تھا۔',
      quotation:
        '”دو اہلکاروں نے کہا کہ [معاہدہ دستخط کے لیے تیار تھا] اور مارچ کا انتظار تھا،“ وزیر بولے۔',
    },
  },
  {
    language: 'hi',
    before: ['बंदरगाह बोर्ड की बैठक सोमवार को हुई।', 'दफ़्तर में किसी ने इसके बारे में नहीं सुना था।'],
    sentence: 'दो अधिकारियों ने कहा कि [समझौता हस्ताक्षर के लिए तैयार था] और मार्च का इंतज़ार था।',
    after: ['दूसरी नाव ख़ाली गई।', 'दोपहर से बारिश हो रही थी।'],
    extra: 'फिर शाम को बर्फ़ गिरी।',
    turned: {
      denial: 'दो अधिकारियों ने इनकार किया कि [समझौता हस्ताक्षर के लिए तैयार था] और मार्च का इंतज़ार था।',
      doubt: 'दो अधिकारियों ने दावा किया कि [समझौता हस्ताक्षर के लिए तैयार था] और मार्च का इंतज़ार था।',
      'another figure':
        'चार अधिकारियों ने कहा कि [समझौता हस्ताक्षर के लिए तैयार था] और मार्च का इंतज़ार था।',
      'another month': 'दो अधिकारियों ने कहा कि [समझौता हस्ताक्षर के लिए तैयार था] और अप्रैल का इंतज़ार था।',
      quotation:
        '“दो अधिकारियों ने कहा कि [समझौता हस्ताक्षर के लिए तैयार था] और मार्च का इंतज़ार था,” मंत्री ने कहा।',
    },
  },
  {
    language: 'zh',
    before: ['港口董事会星期一开了会。', '办公室里没有人事先听说过这件事。'],
    sentence: '两名官员说，[协议已经准备好签署]，只等三月的会议。',
    after: ['第二艘渡轮空着出发了。', '从中午起就一直在下雨。'],
    extra: '到了傍晚又下起了雪。',
    turned: {
      denial: '两名官员否认[协议已经准备好签署]，只等三月的会议。',
      doubt: '两名官员据称说，[协议已经准备好签署]，只等三月的会议。',
      'another figure': '四名官员说，[协议已经准备好签署]，只等三月的会议。',
      'another month': '两名官员说，[协议已经准备好签署]，只等四月的会议。',
      quotation: '“两名官员说，[协议已经准备好签署]，只等三月的会议，”部长表示。',
    },
  },
  {
    language: 'ru',
    before: ['Совет порта собрался в понедельник.', 'Никто в конторе об этом раньше не слышал.'],
    sentence: 'Два чиновника сказали, что [соглашение было готово к подписанию] ещё в марте.',
    after: ['Второй паром ушёл пустым.', 'С полудня шёл дождь.'],
    extra: 'К вечеру выпал снег.',
    turned: {
      denial: 'Два чиновника отрицали, что [соглашение было готово к подписанию] ещё в марте.',
      doubt: 'Два чиновника якобы сказали, что [соглашение было готово к подписанию] ещё в марте.',
      'another figure':
        'Четыре чиновника сказали, что [соглашение было готово к подписанию] ещё в марте.',
      'another month':
        'Два чиновника сказали, что [соглашение было готово к подписанию] ещё в апреле.',
      quotation:
        '«Два чиновника сказали, что [соглашение было готово к подписанию] ещё в марте», — заявил министр.',
    },
  },
  {
    language: 'tr',
    before: ['Liman kurulu pazartesi günü toplandı.', 'Ofiste kimse bunu daha önce duymamıştı.'],
    sentence: 'İki yetkili, [anlaşmanın imzaya hazır olduğunu] mart ayında söyledi.',
    after: ['İkinci vapur boş gitti.', 'Öğleden beri yağmur yağıyordu.'],
    extra: 'Akşama doğru kar yağdı.',
    turned: {
      denial: 'İki yetkili, [anlaşmanın imzaya hazır olduğunu] mart ayında yalanladı.',
      doubt: 'İki yetkili, [anlaşmanın imzaya hazır olduğunu] mart ayında iddia etti.',
      'another figure': 'Dört yetkili, [anlaşmanın imzaya hazır olduğunu] mart ayında söyledi.',
      'another month': 'İki yetkili, [anlaşmanın imzaya hazır olduğunu] nisan ayında söyledi.',
      quotation:
        '“İki yetkili, [anlaşmanın imzaya hazır olduğunu] mart ayında söyledi,” dedi bakan.',
    },
  },
  {
    language: 'de',
    before: ['Der Hafenrat tagte am Montag.', 'Im Büro hatte vorher niemand davon gehört.'],
    sentence: 'Zwei Beamte sagten, dass [der Vertrag zur Unterschrift bereit lag], schon im März.',
    after: ['Die zweite Fähre fuhr leer ab.', 'Seit Mittag hatte es geregnet.'],
    extra: 'Gegen Abend fiel Schnee.',
    turned: {
      denial:
        'Zwei Beamte bestritten, dass [der Vertrag zur Unterschrift bereit lag], schon im März.',
      doubt:
        'Zwei Beamte sagten angeblich, dass [der Vertrag zur Unterschrift bereit lag], schon im März.',
      'another figure':
        'Vier Beamte sagten, dass [der Vertrag zur Unterschrift bereit lag], schon im März.',
      'another month':
        'Zwei Beamte sagten, dass [der Vertrag zur Unterschrift bereit lag], schon im April.',
      quotation:
        '„Zwei Beamte sagten, dass [der Vertrag zur Unterschrift bereit lag], schon im März“, so der Minister.',
    },
  },
  {
    language: 'fr',
    before: [
      'Le conseil du port s’est réuni lundi.',
      'Personne au bureau n’en avait entendu parler.',
    ],
    sentence: 'Deux responsables ont dit que [l’accord était prêt à être signé] au mois de mars.',
    after: ['Le deuxième bac est parti vide.', 'Il pleuvait depuis midi.'],
    extra: 'La neige est tombée vers le soir.',
    turned: {
      denial: 'Deux responsables ont nié que [l’accord était prêt à être signé] au mois de mars.',
      doubt:
        'Deux responsables auraient dit que [l’accord était prêt à être signé] au mois de mars.',
      'another figure':
        'Quatre responsables ont dit que [l’accord était prêt à être signé] au mois de mars.',
      'another month':
        'Deux responsables ont dit que [l’accord était prêt à être signé] au mois de mai.',
      quotation:
        '« Deux responsables ont dit que [l’accord était prêt à être signé] au mois de mars », selon le ministre.',
    },
  },
];
