import type { Placement } from '../../src/domain/text/quotes/quote.js';

/**
 * What becomes of a quote in a new edition: in `was` the quote stands in brackets, in `now` the
 * place, or the places, that are to be found.
 */
export interface FindCase {
  title: string;
  kind: Placement['kind'];
  was: string;
  now: string;
}

const opening = 'The harbour board met on Tuesday behind closed doors. ';
const closing = ' The mayor declined to comment on the record.';

export const findCases: FindCase[] = [
  {
    title: 'a quote that stands where it stood',
    kind: 'exact',
    was: `${opening}[Two members walked out.]${closing}`,
    now: `${opening}[Two members walked out.]${closing} This story was updated.`,
  },
  {
    title: 'a quote pushed on by a new paragraph',
    kind: 'moved',
    was: `${opening}[Two members walked out.]${closing}`,
    now: `Correction: the vote was on Monday.\n\n${opening}[Two members walked out.]${closing}`,
  },
  {
    title: 'a quote whose words stand elsewhere, while its context stands without it',
    kind: 'ambiguous',
    was: `${opening}[Two members walked out.]${closing}`,
    now: `${opening}${closing}\n\nIn other news, rain. [Two members walked out.] More tomorrow.`,
  },
  {
    title: 'a quote that was taken elsewhere, alone, and its context is gone',
    kind: 'moved',
    was: `${opening}[Two members walked out.]${closing}`,
    now: `In other news, rain. [Two members walked out.] More tomorrow.`,
  },
  {
    title: 'a quote that stands twice is found by its prefix and suffix',
    kind: 'moved',
    was: `Ana Lund said yes. Then [Bo Reyes said no.] The end was near.`,
    now: `New: Ana Lund said yes. Then [Bo Reyes said no.] The end was near. Bo Reyes said no.`,
  },
  {
    title: 'a quote that stands twice is found by the half of its context that is left',
    kind: 'moved',
    was: `${opening}[He said no.]${closing}`,
    now: `New: ${opening}[He said no.] Nobody knows why he did. Later, at home, he said it was over. He said no.`,
  },
  {
    title: 'a quote whose context was corrected stands twice',
    kind: 'moved',
    was: `The harbour board met on Tuesday in private. [He said no.]${closing}`,
    now: `New. The harbor board met on Tuesday in private. [He said no.] The major declined to comment. "He said no."`,
  },
  {
    title: 'a quote in which a word was replaced',
    kind: 'changed',
    was: `${opening}[Two members walked out in protest.]${closing}`,
    now: `${opening}[Three members walked out in protest.]${closing}`,
  },
  {
    title: 'a quote whose last word was replaced',
    kind: 'changed',
    was: `${opening}[They left the room in silence]${closing}`,
    now: `${opening}[They left the room in anger]${closing}`,
  },
  {
    title: 'a quote whose spelling was corrected, in a text that also moved',
    kind: 'changed',
    was: `${opening}[The minster denied it.]${closing}`,
    now: `Updated at noon.\n\n${opening}[The minister denied it.]${closing}`,
  },
  {
    title: 'a quote in a text that was set again with curly marks',
    kind: 'changed',
    was: `It's said that "we'll see". [The board's "secret" vote wasn't legal.] It's "over", they say.`,
    now: `New. It’s said that “we’ll see”. [The board’s “secret” vote wasn’t legal.] It’s “over”, they say.`,
  },
  {
    title: 'a quote that was corrected, while all that followed it was rewritten',
    kind: 'changed',
    was: `${opening}[Two members of the board walked out in protest.]${closing}`,
    now: `${opening}[Three members of the board walked out in protest.] No vote was taken, an aide told us.`,
  },
  {
    title: 'a quote that was corrected, while all that came before it was rewritten',
    kind: 'changed',
    was: `${opening}[Two members of the board walked out in protest.]${closing}`,
    now: `Nobody saw it coming! [Two members of the port walked out in protest.]${closing}`,
  },
  {
    title: 'a quote that begins the text',
    kind: 'changed',
    was: `[Two members walked out.]${closing}`,
    now: `[Ten members walked out.]${closing}`,
  },
  {
    title: 'a quote that ends the text',
    kind: 'changed',
    was: `${opening}[Two members walked out.]`,
    now: `${opening}[Ten members walked out.]`,
  },
  {
    title: 'a word that grew into another',
    kind: 'changed',
    was: `${opening}The [rebel] left.${closing}`,
    now: `New. ${opening}The [rebels] left.${closing}`,
  },
  {
    title: 'a quote that lost its end',
    kind: 'changed',
    was: `${opening}[Two members walked out of the building, shouting.]${closing}`,
    now: `${opening}[Two members walked out of the building.]${closing}`,
  },
  {
    title: 'a changed wording in the old place, and the old wording in a new place',
    kind: 'ambiguous',
    was: `${opening}[Two members walked out.]${closing}`,
    now: `${opening}[Ten members walked out.]${closing}\n\nAn earlier edition read: [Two members walked out.]`,
  },
  {
    title: 'a quote that was copied with its context',
    kind: 'ambiguous',
    was: `${opening}[Two members walked out.]${closing}`,
    now: `New.\n${opening}[Two members walked out.]${closing}\n${opening}[Two members walked out.]${closing}`,
  },
  {
    title: 'a quote that stands twice, where none of its context is left',
    kind: 'ambiguous',
    was: `${opening}[He said no.]${closing}`,
    now: 'First of all, [He said no.] Later on, and once more: [He said no.]',
  },
  {
    title: 'a quote that was corrected in one of two ways',
    kind: 'ambiguous',
    was: `${opening}[Two members walked out.]${closing}`,
    now: `${opening}[Ten members walked out.]${closing}\n${opening}[Six members walked out.]${closing}`,
  },
  {
    title: 'a sentence that was removed',
    kind: 'missing',
    was: `${opening}[Two members walked out.]${closing}`,
    now: `${opening.trim()}${closing}`,
  },
  {
    title: 'a sentence that was removed, while one like it stands elsewhere',
    kind: 'missing',
    was: `${opening}[Two members of the board walked out in protest.]${closing}`,
    now: `${opening.trim()}${closing}\n\nAt the school council, too, tempers rose. Two members of the council walked out in protest. Parents cheered.`,
  },
  {
    title: 'a sentence that was removed, while its neighbour in a list is much like it',
    kind: 'missing',
    was: `Reports came in all day. Police in Arle said: [the bridge is closed until Monday.] Trams still run. Police in Brenne said: the bridge is closed until Friday. Trams stopped at noon.`,
    now: `Reports came in all day. Trams still run. Police in Brenne said: the bridge is closed until Friday. Trams stopped at noon.`,
  },
  {
    title: 'a sentence in whose place stands something else',
    kind: 'missing',
    was: `${opening}[Two members walked out.]${closing}`,
    now: `${opening}Coffee was served at eleven.${closing}`,
  },
  {
    title: 'a word of which only a longer one is left elsewhere',
    kind: 'missing',
    was: `${opening}The [rebel] left.${closing}`,
    now: `${opening}Nobody left.${closing} There was talk of rebellion.`,
  },
  {
    title: 'a letter that now bears an accent',
    kind: 'missing',
    was: `${opening}Point [e] is open.${closing}`,
    now: `New words, all of it: cafe\u0301.`,
  },
];
