import { fold, searchFolds } from './folds.js';

/*
 * Names in Latin letters, roughly: to find that Наталья Петрова and Natalia Petrova, or محمد علي and
 * Mohammed Ali, may be one. It is no spelling to be shown: of many customs it follows none, and what
 * writers of names do differently (vowels, doubled letters, h) is left out in `consonants`.
 */

function table(letters: string): ReadonlyMap<string, string> {
  const pairs = letters.trim().split(/\s+/u);
  return new Map(pairs.map((pair) => [pair.slice(0, 1), pair.slice(1)] as const));
}

/** Each letter with what stands for it; of letters that are folded before, the folded ones. */
const latin = table(`
  аa бb вv гg ґg дd еe єe жzh зz иi іi йi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya
  ђj јj љl њn ћch ќk ѓg ѕdz џdzh ўu
  αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs τt υy φf χkh ψps ωo
  אa בb גg דd הh וv זz חkh טt יi כk ךk לl מm םm נn ןn סs עa פp ףp צts ץts קk רr שsh תt
  اa أa إi آa ىa ءa ئi ؤu بb تt ثth جj حh خkh دd ذdh رr زz سs شsh صs ضd طt ظz عa غgh فf قq كk لl مm نn هh ةh وw يy
  پp چch ژzh کk گg یy
`);

/** A name in small Latin letters as far as it can be told; letters of other scripts stay. */
export function transliterated(name: string): string {
  return [...fold(name, searchFolds)].map((letter) => latin.get(letter) ?? letter).join('');
}

/** Whether a name has letters that are not Latin and that can be told in Latin ones. */
export function isTransliterated(name: string): boolean {
  return [...fold(name, searchFolds)].some((letter) => latin.has(letter));
}

const alike: readonly (readonly [RegExp, string])[] = [
  [/sch|shch|sh|ch|zh|ts|tz/gu, 's'],
  [/kh|gh|q|ck|c/gu, 'k'],
  [/ph/gu, 'f'],
  [/th|dh/gu, 't'],
  [/dj|dzh/gu, 'j'],
  [/x/gu, 'ks'],
  [/d/gu, 't'],
  [/g/gu, 'k'],
  [/z/gu, 's'],
  [/[aeiouyhw'’]/gu, ''],
  [/(.)\1+/gu, '$1'],
];

/** The consonants of a word that is transliterated, those that writers interchange as one. */
export function consonants(word: string): string {
  return alike.reduce((left, [those, by]) => left.replace(those, by), word);
}
