import type { Chain } from '../chain/chain.js';

/*
 * How sure a wording sounds, by the words of doubt and of emphasis in it, which are ours: English, German,
 * French, Spanish and Arabic. They are looked for together, since an excerpt may be in another language than
 * its article, so none is here that is common in another of them with another meaning. Of a text in any
 * other language nothing is said.
 */

const doubtful = anyOf(
  `may might could possibly perhaps maybe alleged(?:ly)? rumou?r(?:s|ed)? unconfirmed unverified doubtful
  not_sure uncertain cannot_say unclear`,
  `vielleicht möglicherweise eventuell könnten? angeblich(?:e[nrms]?)? mutmaßlich(?:e[nrms]?)?
  unbestätigt(?:e[nrms]?)? unklar ungewiss gerüchte[n]? soll_angeblich zweifelhaft`,
  `peut-être pourrai(?:t|ent) aurai(?:t|ent) serai(?:t|ent) prétendu(?:e?s?|ment) présumée?s? rumeurs?
  non_confirmée?s? incertaine?s? éventuel(?:le)?s? éventuellement`,
  `quizás? tal_vez podrían? habrían? presunt[oa]s? presuntamente (?<!por_)supuest[oa]s? supuestamente
  rumor(?:es)? sin_confirmar no_confirmad[oa]s? inciert[oa]s? dudos[oa]s? posiblemente`,
  'ربما لعل مزعومة? المزعومة? يزعم شائعات? غير_مؤكدة? غير_واضح مشكوك_فيه',
);
const probable = anyOf(
  `likely probabl[ey] apparently appears? appeared seems? seemed suggests? suggested reportedly believed?
  believes thought expects? expected estimated? about_to nearly almost`,
  'wahrscheinlich vermutlich voraussichtlich offenbar anscheinend scheint scheinen dürften? sollen? wohl beinahe nahezu',
  `probables? probablement vraisemblablement apparemment sembl(?:e|ent|ait|aient) paraît
  (?<!aucun_)sans_doute presque`,
  'probables? probablemente aparentemente parecen? parecían? al_parecer se_cree casi',
  'يبدو يعتقد محتملة? المحتمل يحتمل مرجحة? المرجح تقريبا',
);
const emphatic = anyOf(
  `(?<!(?:an?|un)_)certain(?:ly)? definite(?:ly)? confirmed proved proven undoubtedly without_doubt
  beyond_doubt in_fact clearly established`,
  'zweifellos zweifelsfrei bestätigt bewiesen erwiesen nachweislich eindeutig tatsächlich mit_sicherheit',
  'certainement confirmée?s? prouvée?s? avérée?s? incontestablement indéniablement sans_aucun_doute',
  'ciertamente confirmad[oa]s? demostrad[oa]s? probad[oa]s? sin_duda indudablemente efectivamente',
  'بالتأكيد مؤكدة? المؤكد بلا_شك دون_شك ثبت أثبتت? قطعا حتما',
);

/** Finds any of some words, with spaces between them, which may stand in a word as _; in Arabic behind و and ف, too. */
function anyOf(...lists: readonly string[]): RegExp {
  const words = lists
    .flatMap((list) => list.split(/\s+/u))
    .map((word) => word.replaceAll('_', ' '));
  return new RegExp(`(?<![\\p{L}\\p{N}])[وف]?(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
}

/** As the lists are written: composed, Arabic without vowels, and one space for any. */
function asListed(wording: string): string {
  return wording
    .normalize('NFC')
    .replace(/[\u064b-\u0652\u0640]/gu, '')
    .replace(/\s+/gu, ' ');
}

/** From 0, doubtful, over 1, probable, and 2, a plain statement, to 3, emphatic. */
type WordingStrength = 0 | 1 | 2 | 3;

/** How sure a wording sounds: the most careful word of it counts. */
export function strengthOf(wording: string): WordingStrength {
  const listed = asListed(wording);
  // "Unconfirmed" is a word of doubt, and holds none of emphasis: words are found whole.
  if (doubtful.test(listed)) return 0;
  if (probable.test(listed)) return 1;
  return emphatic.test(listed) ? 3 : 2;
}

/** That a chain tells with more certainty further on what it told with less before. */
export interface GrownWording {
  /** The hop whose wording was more careful, counted from 1, and that wording. */
  hop: number;
  before: string;
  /** The wording further on: an excerpt of a later hop, or the passage itself (hop null). */
  laterHop: number | null;
  after: string;
}

/**
 * Where the wording of a chain grew stronger on the way: by the excerpts that its hops hold as evidence, and
 * the passage at its end. The largest step, the earliest of equals; null where none is known.
 */
export function grownWording(chain: Chain, passage: string): GrownWording | null {
  const told = [
    ...chain.flatMap(({ holders }, at) =>
      holders
        .flatMap(({ evidence }) => evidence)
        .flatMap(({ excerpt }) => (excerpt === null ? [] : [{ hop: at + 1, words: excerpt }])),
    ),
    { hop: null, words: passage },
  ].map((each) => ({ ...each, strength: strengthOf(each.words) }));
  let grown: (GrownWording & { step: number }) | null = null;
  for (const [at, { hop, strength, words }] of told.entries()) {
    if (hop === null) continue;
    for (const later of told.slice(at + 1)) {
      const step = later.strength - strength;
      if (later.hop === hop || step <= (grown?.step ?? 0)) continue;
      grown = { hop, before: words, laterHop: later.hop, after: later.words, step };
    }
  }
  if (!grown) return null;
  const { step: _, ...rest } = grown;
  return rest;
}
