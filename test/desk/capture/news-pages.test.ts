import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decode } from '../../../src/desk/capture/decoding.js';
import { type ReadBlock, readHtml } from '../../../src/desk/capture/page-reader.js';

/** A block that is kept: a paragraph by its text, any other with its kind, and its level. */
type Kept = string | [kind: string, text: string];

interface Expected {
  encoding: string;
  fields: Record<string, string>;
  notes?: string[];
  kept: Kept[];
  leftOut: string[];
}

/** Pages of pages/, as news sites of many kinds make them: invented, but for what such sites put around a text. */
const expected: Record<string, Expected> = {
  agency: {
    encoding: 'utf-8',
    fields: {
      title: 'Salt works at Ostrava Point shut after dam report',
      byline: 'Hana Brix, Joel Amsel',
      publisher: 'Meridian Wire',
      publishedAt: '2026-02-11T14:03:22.000Z',
      language: 'en',
      url: 'https://www.meridianwire.example/world/salt-works-shut-after-dam-report-2026-02-11/',
    },
    kept: [
      'By Hana Brix and Joel Amsel',
      'February 11, 2026 2:03 PM UTC · Updated 3 hours ago',
      ['caption', 'The upper dam at Ostrava Point on Monday. MERIDIAN/Ole Quist'],
      ['heading 2', 'Summary'],
      ['list item', '• Inspectors found 14 seepages'],
      ['list item', '• About 2,300 people told to be ready to leave'],
      'OSTRAVA POINT, Feb 11 (Meridian) - The salt works at Ostrava Point closed on Wednesday after inspectors found water seeping through its upper dam, two officials told Meridian.',
      '“It holds today,” said Petra Lund, the district’s engineer. “I will not say more than today.”',
      'The company denied on Tuesday that it had known of the report.',
      ['heading 2', 'SECOND REPORT IN A YEAR'],
      'A report of May 2025, which Meridian has seen, had named the same dam. The works’ owner, Halvard & Sons (HALV.X), fell 3.2%.',
      'Reporting by Hana Brix in Ostrava Point and Joel Amsel in Tern; Editing by Ruth Okafor',
      'Our Standards: The Meridian Principles.',
    ],
    leftOut: [
      'World',
      'Share',
      'Advertisement · Scroll to continue',
      'The Daily Brief provides all the news you need to start your day. Sign up here.',
      'Hana Brix writes about mines.',
    ],
  },
  amp: {
    encoding: 'utf-8',
    fields: {
      title: 'El faro de Punta Brava vuelve a encenderse',
      byline: 'Inés Robledo',
      publisher: 'La Gaceta del Puerto',
      publishedAt: '2026-02-03T08:12:00.000Z',
      language: 'es',
      url: 'https://gacetadelpuerto.example/sociedad/faro-punta-brava.html',
    },
    kept: [
      'Sociedad',
      ['heading 2', 'Llevaba doce años a oscuras'],
      'Por Inés Robledo',
      '3 feb 2026, 09:12',
      'El faro de Punta Brava se encendió el lunes a las siete de la tarde, doce años después de que una tormenta lo dejara a oscuras.',
      '«Creí que no lo vería», dijo Amparo Lluch, que fue farera.',
      ['heading 4', '¿Cuánto costó?'],
      'Unos 410.000 euros, según el puerto.',
      'Con información de la Agencia Litoral',
    ],
    leftOut: ['Te puede interesar', 'El muelle nuevo'],
  },
  arabic: {
    encoding: 'utf-8',
    fields: {
      title: 'إغلاق جسر الميناء القديم بعد ظهور تشققات',
      byline: 'سلمى الحداد',
      publisher: 'صحيفة الساحل',
      publishedAt: '2026-02-15T08:30:00.000Z',
      language: 'ar',
      url: 'https://alsahel.example/local/%D8%AC%D8%B3%D8%B1-%D8%A7%D9%84%D9%85%D9%8A%D9%86%D8%A7%D8%A1',
    },
    kept: [
      'بقلم: سلمى الحداد',
      '١٥ فبراير ٢٠٢٦',
      'أغلقت البلدية يوم الأحد جسر الميناء القديم بعد أن ظهرت فيه تشققات، وقالت إن الإغلاق سيستمر ثلاثة أسابيع.',
      'وقال المهندس كريم عواد: ”الجسر آمن، لكننا لا نريد أن نغامر“.',
      ['quotation', 'لم يسألنا أحد.'],
      ['quotation', '— نادية صالح، صاحبة متجر'],
      ['heading 2', 'ما الذي سيحدث الآن؟'],
      ['list item', '1. فحص الأعمدة.'],
      ['list item', '2. نشر التقرير في 2026/03/08.'],
      ['caption', 'الجسر صباح الأحد (الساحل)'],
      'تصحيح: ذكرت نسخة سابقة أن الإغلاق أسبوعان.',
    ],
    leftOut: ['شارك', 'اقرأ أيضا', 'ارتفاع أسعار السمك'],
  },
  'archive-1998': {
    encoding: 'windows-1252',
    fields: {
      title: 'Riverton Gazette Online: Mill Café Burns in “Freak” Blaze',
      byline: 'Walter Ekdahl',
      publishedAt: '1998-11-14',
    },
    kept: [
      ['table row', 'Local News\nWeather\nObituaries'],
      'Mill Café Burns in “Freak” Blaze',
      'By Walter Ekdahl\nGazette Staff Writer',
      'November 14, 1998',
      'RIVERTON – A fire that began in a bread oven gutted the old mill café on Friday night, and with it the room in which the town’s first council met in 1871.',
      '“It was a freak,” said Chief Lou Brandvold. “One spark, and a draft from a door that’s been nailed shut since before I was born.”',
      'Nobody was hurt. Damage was put at $90,000 by the owner, Renée Dufour, who said she’d build again.',
      ['quotation', '“The stones are standing. The rest was only wood.”'],
      'The council will meet on the matter at 7:30 p.m. Tuesday.',
      '© 1998 Riverton Gazette. Send mail to our webmaster.',
    ],
    leftOut: ['[ Front Page | Sports | Classifieds ]'],
  },
  broadsheet: {
    encoding: 'utf-8',
    fields: {
      title: '‘We counted the boats twice’: how a harbour lost its register',
      byline: 'Edith Marlowe',
      publisher: 'The Northern Courant',
      publishedAt: '2026-03-02T06:00:11.000Z',
      language: 'en-GB',
      url: 'https://www.courant.example/uk/2026/mar/02/harbour-lost-register',
    },
    kept: [
      'UK news',
      'Nine hundred moorings were sold in Kirkhaven. On paper there were six hundred',
      'Edith Marlowe in Kirkhaven',
      'Mon 2 Mar 2026 06.00 GMT',
      'Last modified on Tue 3 Mar 2026 09.15 GMT',
      'The register was a green book, and until October it lay on a desk by the window. “Anybody could have walked off with it,” says Tobias Fenn, who kept it for 31 years.',
      'He did not, he says, and neither did his successor. The council’s answer, sent on 21 February, runs to one line: “We do not discuss ‘losses’ of this kind.”',
      [
        'caption',
        'Moorings at Kirkhaven, seen from the mole. Photograph: Sana Illingworth/The Courant',
      ],
      ['heading 2', 'The second list'],
      'There is a second list. It was typed in 2019 by a student, on half a dozen sheets:',
      ['list item', '1. boats that paid;'],
      ['list item', '2. boats that did not;'],
      ['list item', '3. boats that nobody had seen.'],
      ['quotation', 'The third list grew every year, and every year somebody paid for it.'],
      '“That,” says Fenn, “is what you should ask about.”',
      '• This article was amended on 3 March 2026. An earlier version said that 960 moorings were sold; the figure is 900.',
      'Reuse this content',
    ],
    leftOut: [
      '• Share',
      'Anybody could have walked off with it',
      'Tobias Fenn, harbour clerk',
      'Related: The mole that moved',
      'Topics',
      '• Harbours',
    ],
  },
  german: {
    encoding: 'utf-8',
    fields: {
      title: 'Stadtrat streicht den Nachtbus',
      byline: 'Jonas Reuß, Ayşe Kern',
      publisher: 'Elbische Rundschau',
      publishedAt: '2026-03-10',
      language: 'de',
      url: 'https://www.elbische-rundschau.example/lokales/stadtrat-streicht-nachtbus-id77120.html',
    },
    kept: [
      ['heading 1', 'Nahverkehr Stadtrat streicht den Nachtbus'],
      'Ab Mai fährt nach Mitternacht keine Linie mehr. Die Fahrer erfuhren es aus der Zeitung.',
      'Von Jonas Reuß und Ayşe Kern\n10.03.2026, 06:12 Uhr',
      'Der Stadtrat hat am Montag mit 21 zu 18 Stimmen beschlossen, den Nachtbus zu streichen. „Wir können ihn nicht mehr bezahlen“, sagte Kämmerin Ulrike Voß.',
      '„Niemand hat mit uns geredet“, sagte der Fahrer Cem Öztürk, „kein Wort von ‚Sparen‘“.',
      ['heading 2', 'Was die Stadt spart'],
      ['list item', '• 380.000 Euro im Jahr'],
      ['list item', '• vier Busse der Baureihe C₂'],
      ['heading 3', 'Zur Sache'],
      'Der Nachtbus fuhr seit dem 1.\u00a0April 1993.',
      'Die Verkehrsbetriebe hatten ~~40~~ 14 Stellen genannt.',
      'Anmerkung der Redaktion: In einer früheren Fassung war die Zahl der Stellen falsch.',
      'Quelle: dpx',
    ],
    leftOut: ['Mehr zum Thema', 'Wem gehört die Straße?', 'Der Morgen in Ihrem Postfach'],
  },
  'live-blog': {
    encoding: 'utf-8',
    fields: {
      title: 'Storm Ulla live: bridge at Carrow closed as river rises',
      byline: 'Coast Broadcasting',
      publisher: 'Coast Broadcasting',
      publishedAt: '2026-01-27T05:58:00.000Z',
      language: 'en-GB',
      url: 'https://coast.example/news/live/c0ulla',
    },
    kept: [
      'Live',
      '14,022 viewing this page',
      ['heading 2', 'Summary'],
      ['list item', '• The bridge at Carrow closed at 07:35'],
      ['list item', '• Schools stay shut in four districts'],
      ['heading 2', 'Live Reporting'],
      'Edited by Niamh Sayle, with Oskar Pell in Carrow',
      '07:41',
      ['heading 3', 'Bridge closed'],
      'The bridge is closed to all traffic, the county says. It was last shut in 2007.',
      ['quotation', 'Do not drive round the barrier. We pulled two people out at seven.'],
      ['quotation', '— Inspector Gwen Tallis'],
      '06:20',
      ['heading 3', 'River at 4.1 m'],
      'Oskar Pell\nReporting from Carrow',
      'I am on the quay. The water is two steps below the street.',
      ['caption', 'The quay at Carrow Oskar Pell / Coast'],
      '05:58',
      ['heading 3', 'Good morning'],
      'Welcome to our coverage of Storm Ulla.',
    ],
    leftOut: ['Copy link', '1. 2'],
  },
  paywall: {
    encoding: 'utf-8',
    fields: {
      title: 'Inside the bank that lent to itself',
      byline: 'Cosmo Adair, Lin Weiss',
      publisher: 'The Ledger & Times',
      publishedAt: '2026-02-20T05:00:48.000Z',
      language: 'en',
      url: 'https://www.ledgertimes.example/content/7f3a',
    },
    kept: [
      'Documents show how one desk in Tarn moved €70mn in a circle',
      'Cosmo Adair in Tarn and Lin Weiss in Oster',
      'February 20 2026',
      'On the last Friday of June, four clerks at Tarn Mutual were told to stay late.',
      'By midnight they had signed 62 loans. The borrower, in each, was the bank.[1]',
    ],
    leftOut: [
      'Subscribe to unlock this article',
      'Try unlimited access. Only €1 for 4 weeks.',
      '• Cancel anytime during your trial',
    ],
  },
  tabloid: {
    encoding: 'utf-8',
    fields: {
      title: "FURY as mayor's swan pond is DRAINED on his own birthday",
      byline: 'KIT SORRELL, SENIOR REPORTER',
      publisher: 'Daily Bugle-Horn',
      publishedAt: '2026-01-19T21:44:07.000Z',
      language: 'en',
      url: 'https://www.buglehorn.example/news/article-90210/swan-pond.html',
    },
    kept: [
      ['list item', '• Pond was emptied overnight in Little Wexcombe'],
      ['list item', '• Nobody at the council will say who gave the order'],
      'By KIT SORRELL, SENIOR REPORTER',
      'Published: 21:44 GMT, 19 January 2026',
      'A mayor woke on his 60th birthday to find his beloved swan pond EMPTY.',
      "Neighbours in Little Wexcombe told of a 'sucking noise' at about 3am.",
      'Gone: The pond at Little Wexcombe, which was home to 11 swans',
      "'I came down in my slippers,' said Alderman Perkin Shaw. 'There was mud. There was a boot.'",
      'Police confirmed they are looking for the owner of the boot.',
      "The £40,000 pond, the council's most costly since 1987, was opened only last May.\nIt will not be filled again.",
      'Do you know whose boot it is? Ring our newsdesk.',
    ],
    leftOut: [
      '• Share',
      '• 148 shares',
      'Advertisement',
      'Watch: Swan chases postman',
      'READ MORE',
      '• Duck pond next, fears vicar',
    ],
  },
  'wordpress-yoast': {
    encoding: 'utf-8',
    fields: {
      title: 'Council Votes to Keep the Tram',
      byline: 'Delia Montrose',
      publisher: 'Valley Observer Media LLC',
      publishedAt: '2026-01-08T23:15:40.000Z',
      language: 'en-US',
      url: 'https://valleyobserver.example/2026/01/council-votes-to-keep-the-tram/',
    },
    kept: [
      'Posted on January 8, 2026 January 9, 2026 by Delia Montrose',
      'The City Council voted 5–2 on Thursday night to keep the Valley tram running through 2031, reversing a cut it had approved in October.',
      ['caption', 'Car 9 at Mill Street. (Delia Montrose/Valley Observer)'],
      '“I was wrong in the fall,” Councilor Abe Whitlock said before the vote. “I rode it every day for a month.”',
      ['quotation', 'I rode it every day for a month.'],
      ['quotation', 'Abe Whitlock, Ward 3'],
      ['heading 2', 'What it costs'],
      ['table row', 'Year\tCost'],
      ['table row', '2026\t$4.1 million'],
      ['table row', '2031\t$4.9 million'],
      ['list item', '• Fares stay at $2.'],
      ['list item', '• The Sunday line ends.'],
      'Correction: An earlier version of this story gave Whitlock’s ward as 4.',
      'Posted in News Tagged tram',
    ],
    leftOut: [
      'Share this:',
      '• Click to share on Chirp',
      'Never miss a story. Subscribe to our newsletter.',
      'Related',
      'Tram Hearing Draws Hundreds',
    ],
  },
};

const folder = new URL('./pages/', import.meta.url);

test('every page of the folder is told', () => {
  expect(readdirSync(folder).sort()).toEqual(
    Object.keys(expected)
      .map((name) => `${name}.html`)
      .sort(),
  );
});

test.each(Object.entries(expected))('every field and block of a page is read: %s', (name, page) => {
  const { text, encoding, note } = decode(readFileSync(new URL(`${name}.html`, folder)), true);
  const { fields, blocks, notes } = readHtml(text);
  const values = Object.entries(fields).map(([field, found]) => [field, found.value]);
  expect(encoding).toBe(page.encoding);
  expect(Object.fromEntries(values)).toEqual(page.fields);
  expect([...(note === null ? [] : [note]), ...notes]).toEqual(page.notes ?? []);
  expect(blocks.filter(({ leftOut }) => !leftOut).map(keptAs)).toEqual(page.kept);
  expect(blocks.flatMap((block) => (block.leftOut ? [block.text] : []))).toEqual(page.leftOut);
});

function keptAs({ kind, level, text }: ReadBlock): Kept {
  if (kind === 'paragraph') return text;
  return [level === null ? kind : `${kind} ${level}`, text];
}
