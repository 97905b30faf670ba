import type { HopDraft } from '../../src/domain/chain/notation/notation.js';

type Said = Partial<Omit<HopDraft, 'at'>>;

/** Lines that can be read: what each says of its hops, beyond saying nothing. */
export const readings: readonly { title: string; line: string; hops: readonly Said[] }[] = [
  {
    title: 'one hop alone',
    line: 'Mara Okafor',
    hops: [{ name: 'Mara Okafor' }],
  },
  {
    title: 'the three bare arrows',
    line: 'Okafor → Ferry board > Harbour Post -> Evening Tide',
    hops: [
      { name: 'Okafor', relation: 'passed' },
      { name: 'Ferry board', relation: 'passed' },
      { name: 'Harbour Post', relation: 'passed' },
      { name: 'Evening Tide' },
    ],
  },
  {
    title: 'several holders of one hop, and a plus within a name',
    line: 'A [B] (on trust) + Dr B -told-> C++ > "Salt + Vinegar" + 1+1',
    hops: [
      { name: 'A', reliability: 'B', check: 'on trust' },
      { name: 'Dr B', beside: true, relation: 'told' },
      { name: 'C++', relation: 'passed' },
      { name: 'Salt + Vinegar' },
      { name: '1+1', beside: true },
    ],
  },
  {
    title: 'a relation after each kind of dash',
    line: 'A -told-> B –leaked→ C —quoted→ D',
    hops: [
      { name: 'A', relation: 'told' },
      { name: 'B', relation: 'leaked' },
      { name: 'C', relation: 'quoted' },
      { name: 'D' },
    ],
  },
  {
    title: 'a relation by its code, by its printed form, in any case',
    line: 'A -wrote to-> B -wrote-> C -QUOTED  By-> D -passed-> E',
    hops: [
      { name: 'A', relation: 'wrote' },
      { name: 'B', relation: 'wrote' },
      { name: 'C', relation: 'quoted' },
      { name: 'D', relation: 'passed' },
      { name: 'E' },
    ],
  },
  {
    title: 'arrows that an editor program has made of -->',
    line: 'A —> B --> C —told—> D',
    hops: [
      { name: 'A', relation: 'passed' },
      { name: 'B', relation: 'passed' },
      { name: 'C', relation: 'told' },
      { name: 'D' },
    ],
  },
  {
    title: 'dashes inside names',
    line: 'Rolls-Royce -> WHO — Geneva -> Al -Noor - Press -> x-ray desk -',
    hops: [
      { name: 'Rolls-Royce', relation: 'passed' },
      { name: 'WHO — Geneva', relation: 'passed' },
      { name: 'Al -Noor - Press', relation: 'passed' },
      { name: 'x-ray desk -' },
    ],
  },
  {
    title: 'an arrow without spaces as a part of the name',
    line: 'input->output -told-> x-told->y -> a→b',
    hops: [
      { name: 'input->output', relation: 'told' },
      { name: 'x-told->y', relation: 'passed' },
      { name: 'a→b' },
    ],
  },
  {
    title: 'id, reliability and words in their order',
    line: 'Jo Bell #V1st-_9 [b] (person, on the record, seen) -told-> Harbour Post[C](outlet)',
    hops: [
      {
        name: 'Jo Bell',
        id: 'V1st-_9',
        reliability: 'B',
        kind: 'person',
        basis: 'on the record',
        check: 'seen',
        relation: 'told',
      },
      { name: 'Harbour Post', reliability: 'C', kind: 'outlet' },
    ],
  },
  {
    title: 'every word, in any order and any case',
    line: 'clerk ( Confidential,first-hand ,ON  TRUST, deep background,unnamed, person )',
    hops: [
      {
        name: 'clerk',
        kind: 'person',
        unnamed: true,
        basis: 'deep background',
        check: 'on trust',
        firstHand: true,
        confidential: true,
      },
    ],
  },
  {
    title: 'honest gaps, and how they passed it on',
    line: '? -leaked to-> Harbour Post -> ? -> Evening Tide',
    hops: [
      { name: null, relation: 'leaked' },
      { name: 'Harbour Post', relation: 'passed' },
      { name: null, relation: 'passed' },
      { name: 'Evening Tide' },
    ],
  },
  {
    title: 'question marks that are no gap',
    line: '"?" -> Who? -> ?? -> ? or Bell',
    hops: [
      { name: '?', relation: 'passed' },
      { name: 'Who?', relation: 'passed' },
      { name: '??', relation: 'passed' },
      { name: '? or Bell' },
    ],
  },
  {
    title: 'quoted names with what a bare one can’t hold',
    line: '"Tide, weekly" (outlet) -> "A > B" -> "Pier (north) [2] #4" #ab',
    hops: [
      { name: 'Tide, weekly', kind: 'outlet', relation: 'passed' },
      { name: 'A > B', relation: 'passed' },
      { name: 'Pier (north) [2] #4', id: 'ab' },
    ],
  },
  {
    title: 'quotation marks and backslashes in a quoted name',
    line: String.raw`"Jim \"Jo\" Bell" -> "C:\\new\desk" -> C:\new`,
    hops: [
      { name: 'Jim "Jo" Bell', relation: 'passed' },
      { name: String.raw`C:\new\desk`, relation: 'passed' },
      { name: String.raw`C:\new` },
    ],
  },
  {
    title: 'curly and single quotes as ordinary characters',
    line: "“Tide” -> O'Neill -> ‘Bell’",
    hops: [
      { name: '“Tide”', relation: 'passed' },
      { name: "O'Neill", relation: 'passed' },
      { name: '‘Bell’' },
    ],
  },
  {
    title: 'tabs, line breaks and no-break spaces as white space',
    line: '  Mara\u00a0 Okafor\n-told->\tFerry\r\nboard\u2003->\u00a0" Harbour \n Post "  ',
    hops: [
      { name: 'Mara Okafor', relation: 'told' },
      { name: 'Ferry board', relation: 'passed' },
      { name: 'Harbour Post' },
    ],
  },
  {
    title: 'Arabic names with marks of writing direction about them',
    line: '\u202bليلى حداد\u202c\u200f -told-> \u2067جريدة المرفأ\u2069 [B] -> x\u200ey',
    hops: [
      { name: 'ليلى حداد', relation: 'told' },
      { name: 'جريدة المرفأ', reliability: 'B', relation: 'passed' },
      { name: 'x\u200ey' },
    ],
  },
  {
    title: 'emoji in names',
    line: '🦊 desk -told-> 👩🏽‍🚒 -> 🏳️‍🌈 Radio',
    hops: [
      { name: '🦊 desk', relation: 'told' },
      { name: '👩🏽‍🚒', relation: 'passed' },
      { name: '🏳️‍🌈 Radio' },
    ],
  },
  {
    title: 'a name of 200 characters',
    line: `${'n'.repeat(200)} -> B`,
    hops: [{ name: 'n'.repeat(200), relation: 'passed' }, { name: 'B' }],
  },
];

/** What a line is printed as once it has been read. */
export const canonical: readonly (readonly [line: string, printed: string])[] = [
  ['Okafor → Board > Post', 'Okafor -> Board -> Post'],
  ['A –wrote→ B -released-> C', 'A -wrote to-> B -released to-> C'],
  ['A -passed-> B', 'A -> B'],
  ['A  +  B (seen) > C', 'A + B (seen) -> C'],
  ['"A + B" + "+" + C+', '"A + B" + "+" + C+'],
  ['  A   B  [ d ]  ( seen ,unnamed ) ', 'A B [D] (unnamed, seen)'],
  [
    'A (first-hand, confidential, on trust, background, group)',
    'A (group, background, on trust, first-hand, confidential)',
  ],
  ['A #k7 [F] -> B#k8', 'A #k7 [F] -> B #k8'],
  ['"Plain name" -> "?" -> ?', 'Plain name -> "?" -> ?'],
  ['"Tide, weekly" -> "A > B" -> "Bell (Jo)"', '"Tide, weekly" -> "A > B" -> "Bell (Jo)"'],
  ['x->y -> z', '"x->y" -> z'],
  ['"Unit #4" -> "[draft]" -> "a → b"', '"Unit #4" -> "[draft]" -> "a → b"'],
  [String.raw`"say \"no\"" -> "a\\b"`, String.raw`"say \"no\"" -> a\b`],
  ['"Desk - reported by" -> "-told" -> untold', '"Desk - reported by" -> "-told" -> untold'],
  ['Rolls-Royce -> WHO — Geneva -> -dash', 'Rolls-Royce -> WHO — Geneva -> -dash'],
];

/** Lines at fault: the column of the first one, and what the sentence says. */
export const faults: readonly {
  title: string;
  line: string;
  column: number;
  says: RegExp;
}[] = [
  { title: 'nothing', line: '', column: 1, says: /at least one hop/ },
  { title: 'only white space', line: ' \u200f\n ', column: 5, says: /at least one hop/ },
  { title: 'an arrow alone', line: '->', column: 1, says: /begin with an arrow/ },
  { title: 'an arrow first', line: ' -told-> B', column: 2, says: /begin with an arrow/ },
  { title: 'an arrow last', line: 'A -told->', column: 10, says: /end with an arrow/ },
  { title: 'an arrow last, with a space', line: 'A > ', column: 5, says: /end with an arrow/ },
  { title: 'a plus first', line: '+ B', column: 1, says: /both sides of \+/ },
  { title: 'a plus last', line: 'A + ', column: 5, says: /both sides of \+/ },
  { title: 'a plus before an arrow', line: 'A + -> B', column: 5, says: /both sides of \+/ },
  { title: 'a gap beside a holder', line: 'A + ? -> B', column: 5, says: /alone in its hop/ },
  { title: 'a gap before a plus', line: '? + A -> B', column: 1, says: /alone in its hop/ },
  {
    title: 'a thirteenth holder',
    line: Array(13).fill('A').join(' + '),
    column: 49,
    says: /at most 12 holders/,
  },
  { title: 'two arrows in a row', line: 'A -> -told-> B', column: 6, says: /between two arrows/ },
  {
    title: 'an arrow that touches the name before',
    line: 'A-> B',
    column: 2,
    says: /space on both/,
  },
  { title: 'a longer one that does', line: 'A-told-> B', column: 7, says: /space on both/ },
  {
    title: 'an arrow that touches the name after',
    line: 'A ->B',
    column: 5,
    says: /space on both/,
  },
  { title: 'one with a relation that does', line: 'A -told->B', column: 10, says: /space on both/ },
  { title: 'an arrow that touches a bracket', line: 'A [B]-> C', column: 6, says: /space on both/ },
  { title: 'an arrow that touches quotes', line: '"A"→ C', column: 4, says: /space on both/ },
  { title: 'an arrow torn apart', line: 'A -told -> B', column: 3, says: /no space inside/ },
  { title: 'one torn twice', line: 'A – wrote to  [B] → C', column: 3, says: /no space inside/ },
  { title: 'half an arrow', line: 'Okafor -told', column: 8, says: /no space inside/ },
  {
    title: 'an unknown relation',
    line: 'A -whispered-> B',
    column: 4,
    says: /“whispered” is not one of the relations\. Use told, wrote to,/,
  },
  {
    title: 'a misspelt relation',
    line: 'A -leeked to-> B',
    column: 4,
    says: /Did you mean “leaked to”/,
  },
  {
    title: 'a misspelt code',
    line: 'A -sumarised-> B',
    column: 4,
    says: /Did you mean “summarised”/,
  },
  {
    title: 'a relation that would be a guess',
    line: 'A -saw-> B',
    column: 4,
    says: /relations\. Use/,
  },
  {
    title: 'a fault after emoji, in code points',
    line: '🦊 [B] -> 👩🏽‍🚒 [G]',
    column: 16,
    says: /A to F/,
  },
  { title: 'a letter that is no reliability', line: 'A [X] -> B', column: 4, says: /A to F/ },
  { title: 'empty brackets', line: 'A [] -> B', column: 4, says: /A to F/ },
  { title: 'two letters', line: 'A [AB] -> B', column: 4, says: /A to F/ },
  { title: 'an open bracket', line: 'A [B -> C]', column: 3, says: /bracket opened here/ },
  {
    title: 'a closing bracket alone',
    line: 'A B] -> C',
    column: 4,
    says: /holds \] stands in straight/,
  },
  {
    title: 'an open parenthesis',
    line: 'A (person -told-> B (outlet)',
    column: 3,
    says: /parenthesis opened here/,
  },
  {
    title: 'an open parenthesis at the end',
    line: 'A (person, ',
    column: 3,
    says: /parenthesis opened here/,
  },
  {
    title: 'an open quotation mark',
    line: 'A -> "B -> C',
    column: 6,
    says: /quotation mark opened here/,
  },
  {
    title: 'a quotation mark closed by none',
    line: String.raw`"A\"`,
    column: 1,
    says: /quotation mark opened here/,
  },
  {
    title: 'an empty quoted name',
    line: 'A -> " "',
    column: 6,
    says: /between the quotation marks/,
  },
  {
    title: 'a quotation mark inside a name',
    line: 'Jim "Jo" Bell',
    column: 5,
    says: /holds " stands in straight.*\\"Jo\\"/,
  },
  {
    title: 'a comma in a bare name',
    line: 'Tide, weekly -> B',
    column: 5,
    says: /holds , stands in straight/,
  },
  {
    title: 'text after a quoted name',
    line: '"Tide" weekly -> B',
    column: 8,
    says: /An arrow to the next hop/,
  },
  {
    title: 'text after the words',
    line: 'A (person) B -> C',
    column: 12,
    says: /An arrow to the next hop/,
  },
  {
    title: 'text after the reliability',
    line: 'A [B] and C',
    column: 7,
    says: /An arrow to the next hop/,
  },
  { title: 'words without a name', line: 'A -> (outlet)', column: 6, says: /expected before “\(”/ },
  { title: 'an id without a name', line: '#k7', column: 1, says: /expected before “#”/ },
  { title: 'no id after #', line: 'A # -> B', column: 3, says: /id are expected after #/ },
  {
    title: 'a name that ends with #',
    line: 'C# -> B',
    column: 2,
    says: /holds # stands in straight/,
  },
  { title: 'reliability before the id', line: 'A [B] #k7', column: 7, says: /this order/ },
  { title: 'words before the reliability', line: 'A (person) [B]', column: 12, says: /this order/ },
  {
    title: 'two reliabilities',
    line: 'A [B] [C]',
    column: 7,
    says: /this order, each part at most once/,
  },
  { title: 'a gap with words', line: '? (background) -> B', column: 3, says: /stands alone/ },
  { title: 'a gap with a reliability', line: 'A -> ?[B]', column: 7, says: /stands alone/ },
  { title: 'a gap with an id', line: '? #k7', column: 3, says: /stands alone/ },
  {
    title: 'an unknown word',
    line: 'A (retired)',
    column: 4,
    says: /“retired” is not one of the words\. Words in parentheses are person, group,.*first-hand, confidential/,
  },
  {
    title: 'a misspelt word',
    line: 'A (person, organization)',
    column: 12,
    says: /Did you mean “organisation”/,
  },
  { title: 'no word', line: 'A ()', column: 4, says: /A word is expected here/ },
  { title: 'a comma too many', line: 'A (person, )', column: 12, says: /A word is expected here/ },
  {
    title: 'what goes without saying',
    line: 'A (not stated)',
    column: 4,
    says: /“not stated” is not one of the words/,
  },
  {
    title: 'a word twice',
    line: 'A (unnamed, seen, Unnamed)',
    column: 19,
    says: /“unnamed” stands twice/,
  },
  {
    title: 'two kinds',
    line: 'A (group, person)',
    column: 11,
    says: /“group” and “person” contradict/,
  },
  {
    title: 'two bases',
    line: 'A (background, on the record)',
    column: 16,
    says: /“background” and “on the record” contradict/,
  },
  {
    title: 'two checks',
    line: 'A (seen, on trust)',
    column: 10,
    says: /“seen” and “on trust” contradict/,
  },
  {
    title: 'first-hand on a later hop',
    line: 'A -> B (outlet, first-hand)',
    column: 17,
    says: /origin only/,
  },
  {
    title: 'a name that is too long',
    line: `A -> ${'n'.repeat(201)}`,
    column: 6,
    says: /at most 200 characters/,
  },
  {
    title: 'a quoted name that is too long',
    line: `"${'n'.repeat(201)}"`,
    column: 1,
    says: /at most 200 characters/,
  },
  {
    title: 'more than forty hops',
    line: Array(41).fill('A').join(' > '),
    column: 161,
    says: /at most 40 hops/,
  },
  { title: 'a control character', line: 'A\u0007 -> B', column: 2, says: /can’t be shown/ },
  { title: 'half a surrogate pair', line: '🦊 \ud83e', column: 3, says: /can’t be shown/ },
  {
    title: 'the earlier of two faults',
    line: 'A (x) -> \u0000B',
    column: 4,
    says: /“x” is not one/,
  },
];

/** Lines with a caret, ¦, and the name under it between ⟨ and ⟩; null where none is. */
export const carets: readonly (readonly [line: string, index: number | null, marked: string])[] = [
  ['¦', 0, '⟨⟩'],
  ['Ok¦', 0, '⟨Ok⟩'],
  ['Okafor -told-> US dip¦', 1, 'Okafor -told-> ⟨US dip⟩'],
  ['Oka¦for -told-> US dip', 0, '⟨Okafor⟩ -told-> US dip'],
  ['Okafor -told-> ¦', 1, 'Okafor -told-> ⟨⟩'],
  ['Okafor -told->¦', 1, 'Okafor -told->⟨⟩'],
  ['Okafor -to¦ld-> B', null, ''],
  ['Okafor -to¦', 0, '⟨Okafor -to⟩'],
  ['A -> Post [B] (out¦', 1, 'A -> ⟨Post⟩ [B] (out'],
  ['A -> "Tide, w¦', 1, 'A -> ⟨"Tide, w⟩'],
  ['A -> "Tide, w¦ -> C', 1, 'A -> ⟨"Tide, w⟩ -> C'],
  ['A -> "Tide, weekly" ¦-> C', 1, 'A -> ⟨"Tide, weekly"⟩ -> C'],
  ['🦊 -> 🦁¦', 1, '🦊 -> ⟨🦁⟩'],
  ['A -> ? ¦', 1, 'A -> ⟨?⟩ '],
  ['-> B¦', 1, '-> ⟨B⟩'],
];
