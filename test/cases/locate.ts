import type { Passage, PassageLocation } from '../../src/domain/text/quotes/quote.js';

/** What a person pastes or a program sends, and, in brackets, what that means in the text. */
export interface LocateCase {
  title: string;
  kind: PassageLocation['kind'];
  passage: Passage;
  text: string;
}

const twice = 'Ana: "I did." Bo: "I did."';

export const locateCases: LocateCase[] = [
  {
    title: 'a passage that stands once',
    kind: 'found',
    passage: { exact: 'Ana Lund told us' },
    text: 'On Monday [Ana Lund told us] so.',
  },
  {
    title: 'a passage with white space around it',
    kind: 'found',
    passage: { exact: '\n  Ana Lund \t' },
    text: 'On Monday  [Ana Lund]  told us so.',
  },
  {
    title: 'a passage over a paragraph break that the browser made a space',
    kind: 'found',
    passage: { exact: 'so. Bo agreed' },
    text: 'Ana told us [so.\n\n  Bo agreed] with her.',
  },
  {
    title: 'a passage whose no-break spaces were lost on copying',
    kind: 'found',
    passage: { exact: 'paid 40 million' },
    text: 'They [paid 40\u00a0million] in cash.',
  },
  {
    title: 'a passage with a no-break space that the text does not have',
    kind: 'found',
    passage: { exact: 'paid\u00a040' },
    text: 'They [paid 40] in cash.',
  },
  {
    title: 'a passage typed with typewriter marks',
    kind: 'found',
    passage: { exact: `"It's over" - he said...` },
    text: 'Then: [“It’s over” — he said…] and left.',
  },
  {
    title: 'a passage whose own marks stand once, beside other spellings of it',
    kind: 'found',
    passage: { exact: 'it’s' },
    text: `Well, it's good that [it’s] over.`,
  },
  {
    title: 'a passage without the soft hyphen that the text has',
    kind: 'found',
    passage: { exact: 'WikiLeaks had it' },
    text: 'The cable said that [Wiki\u00ADLeaks had it].',
  },
  {
    title: 'a passage with marks of direction that the text does not have',
    kind: 'found',
    passage: { exact: '\u2066left\u2069 then' },
    text: 'and [left then] right',
  },
  {
    title: 'a passage with a composed accent that the text has in two',
    kind: 'found',
    passage: { exact: 'The caf\u00E9 was' },
    text: '[The cafe\u0301 was] shut.',
  },
  {
    title: 'a passage that ends in an accent which the text has in two',
    kind: 'found',
    passage: { exact: 'caf\u00E9' },
    text: 'The [cafe\u0301] was shut.',
  },
  {
    title: 'a passage typed without presentation ligatures',
    kind: 'found',
    passage: { exact: 'the first office' },
    text: 'He was [the \uFB01rst of\uFB01ce] clerk.',
  },
  {
    title: 'a passage that begins within a presentation ligature',
    kind: 'found',
    passage: { exact: 'ice' },
    text: 'the of[\uFB01ce]',
  },
  {
    title: 'a passage in another letter',
    kind: 'missing',
    passage: { exact: 'the caf\u00E8 was' },
    text: 'There [the cafe\u0301 was] shut.',
  },
  {
    title: 'a passage in the wrong case',
    kind: 'missing',
    passage: { exact: 'ana' },
    text: 'On Monday Ana Lund told us so.',
  },
  {
    title: 'a passage with a slip of the pen',
    kind: 'missing',
    passage: { exact: 'Ana Lundt tells us' },
    text: 'On Monday [Ana Lund told us] so.',
  },
  {
    title: 'nothing but white space',
    kind: 'missing',
    passage: { exact: ' \n ' },
    text: 'On Monday.',
  },
  {
    title: 'a passage of another text',
    kind: 'missing',
    passage: { exact: 'Nothing in common here' },
    text: 'On Monday Ana Lund told us so.',
  },
  {
    title: 'a passage that stands twice',
    kind: 'ambiguous',
    passage: { exact: '"I did."' },
    text: 'Ana: ["I did."] Bo: ["I did."]',
  },
  {
    title: 'a passage that stands twice is found by its prefix',
    kind: 'found',
    passage: { exact: '"I did."', prefix: 'Bo:\n' },
    text: 'Ana: "I did." Bo: ["I did."]',
  },
  {
    title: 'a passage that stands twice is found by its suffix',
    kind: 'found',
    passage: { exact: '"I did."', suffix: ' Bo' },
    text: 'Ana: ["I did."] Bo: "I did."',
  },
  {
    title: 'a prefix that fits nowhere decides nothing',
    kind: 'ambiguous',
    passage: { exact: '"I did."', prefix: 'Cy:' },
    text: 'Ana: ["I did."] Bo: ["I did."]',
  },
  {
    title: 'a passage that stands twice is found by its start',
    kind: 'found',
    passage: { exact: '"I did."', start: twice.lastIndexOf('"I') },
    text: 'Ana: "I did." Bo: ["I did."]',
  },
  {
    title: 'a start on the white space before a passage is snapped',
    kind: 'found',
    passage: { exact: ' "I did."', start: twice.lastIndexOf('"I') - 1 },
    text: 'Ana: "I did." Bo: ["I did."]',
  },
  {
    title: 'a start that is merely near decides nothing',
    kind: 'ambiguous',
    passage: { exact: '"I did."', start: twice.lastIndexOf('"I') - 3 },
    text: 'Ana: ["I did."] Bo: ["I did."]',
  },
  {
    title: 'a start outside the text decides nothing',
    kind: 'ambiguous',
    passage: { exact: '"I did."', start: 4000, end: 4008 },
    text: 'Ana: ["I did."] Bo: ["I did."]',
  },
  {
    title: 'context weighs more than a stale start',
    kind: 'found',
    passage: { exact: '"I did."', prefix: 'Bo:', start: twice.indexOf('"I') },
    text: 'Ana: "I did." Bo: ["I did."]',
  },
  {
    title: 'half a grapheme cluster is widened to the whole',
    kind: 'found',
    passage: { exact: '\u{1f469}' },
    text: 'By [\u{1f469}\u200d\u{1f52c}] alone.',
  },
];
