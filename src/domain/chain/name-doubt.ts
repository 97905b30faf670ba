import { joinedNames } from '../register/name.js';
import { type NotationHop, nothingSaid } from './notation/notation.js';
import { tidy, withPlainSigns } from './notation/scan.js';
import { wordOf } from './notation/words.js';
import { relationOf, relations } from './relations.js';

/*
 * A sentence is no name. What is typed as one and reads like more than one is asked about, never
 * refused: there are names of nine words, and some with a dash in them.
 */

/** More words than this make a name doubtful. */
const maxWords = 8;

/** A name that may be more than one, and what it would be then, if that can be told. */
export interface NameDoubt {
  question: string;
  /** The hops as which it reads, each with its relation; null where it can't be parted. */
  hops: NotationHop[] | null;
}

/** Verbs of saying that a name has no use for, each with the relation that it stands for. */
const saying =
  /(?<=\S)(?:,? (?:who|which))? (told|wrote to|was quoted by|quoted by|was paraphrased by|paraphrased by|was leaked to|leaked to|released to|was reported by|reported by|republished by|translated by|summarised by|spoke to|said to|said that|says that|said|says|according to)(?: (?:a|an|the))?(?: (?=\S)|$)/iu;

/** A dash between blanks, or a long one anywhere but between figures, as in 1939–45. */
const dashes = /(?<=\S)(?: [-‐‑–] |\s*—\s*)(?=\S)/u;

/** An arrow that lost its head: `Ann -told- Ben`, `Ann -told Ben`. */
const torn = new RegExp(
  `(?<=\\S) [-‐‑–—]+(${relations.flatMap(({ code, printed }) => (printed ? [printed, code] : [code])).join('|')})[-‐‑–—]*(?: (?=\\S)|$)`,
  'iu',
);

const mask =
  '(confidential|unnamed|anonymous|off[ -](?:the[ -])?record|deep[ -]background|not[ -]for[ -]attribution)(?: source)?';

/** Words of the notation that keep a name from readers, and stand at its end as if they were of it. */
const masks = new RegExp(String.raw`(?<=\S)(?: ?[,;:，、；({[] ?| [-–—] )${mask}[)}\]]?$`, 'iu');

/** In small letters alone: there are *Alcoholics Anonymous*. */
const bareMasks = new RegExp(String.raw`(?<=\S) ${mask}[)}\]]?$`, 'u');

/** The same before a name. */
const leadingMasks = new RegExp(
  String.raw`^(?:[({[] ?${mask} ?[)}\]] ?[:：]?|${mask}(?: ?[:：]| [-–—] )) ?(?=\S)`,
  'iu',
);

/** What is said of the holder that bears a name. */
interface HolderDetails extends Pick<NotationHop, 'kind'> {
  isConfidential: boolean;
}

/**
 * What is doubtful about a name that was typed; null for most. Linear in the name. Two confidential people who
 * are entered as one are found by neither name: they are asked about where a public *Marks & Spencer* is not, and
 * stay confidential.
 */
export function nameDoubt(
  typed: string,
  { isConfidential, kind }: HolderDetails = { isConfidential: false, kind: null },
): NameDoubt | null {
  const doubt = doubtOf(typed);
  if (!isConfidential) return doubt;
  const hops = doubt?.hops?.map((hop) => ({ ...hop, confidential: true }));
  if (doubt) return { ...doubt, hops: hops ?? null };
  const names = kind === null || kind === 'person' ? joinedNames(tidy(typed)) : [];
  if (names.length === 0) return null;
  const beside = names.map((name, at) => ({ ...named(name), confidential: true, beside: at > 0 }));
  return { question: 'Is this one name? It reads like several.', hops: beside };
}

function doubtOf(typed: string): NameDoubt | null {
  const masked = maskedDoubt(typed);
  if (masked) return masked;
  const name = tidy(typed);
  const parted = partedBy(torn, name) ?? partedBy(saying, name) ?? partedBy(dashes, name);
  if (parted) {
    const isTwo = parted.length > 1;
    const like = isTwo ? 'It reads like two hops.' : 'It reads like a sentence.';
    return { question: `Is this one name? ${like}`, hops: isTwo ? parted : null };
  }
  if (wordCount(name) <= maxWords) return null;
  return { question: 'Is this one name? It has more than eight words.', hops: null };
}

/** What is doubtful about a name with what is said of a source at its end, or before it; null for most. Linear in the name. */
export function maskedDoubt(typed: string): NameDoubt | null {
  const name = withPlainSigns(tidy(typed));
  const leading = leadingMasks.exec(name);
  const found = leading ?? masks.exec(name) ?? bareMasks.exec(name);
  if (!found) return null;
  const rest = leading ? tidy(typed).slice(leading[0].length) : tidy(typed).slice(0, found.index);
  const hop = { ...named(rest), ...wordOf(found[1] ?? found[2] ?? '')?.said };
  const where = leading ? 'It begins' : 'Its end reads';
  return { question: `Is this one name? ${where} like what is said of a source.`, hops: [hop] };
}

function partedBy(pattern: RegExp, name: string): NotationHop[] | null {
  const found = pattern.exec(name);
  if (!found) return null;
  const [first, second] = [name.slice(0, found.index), name.slice(found.index + found[0].length)];
  const verb = (found[1] ?? '').replace(/^was /iu, '').toLowerCase();
  if (second === '' || / that$|^sa(?:id|ys)$|^according/u.test(verb)) return [named(first)];
  const relation = relationOf(verb) ?? 'passed';
  return [{ ...named(first), relation }, named(second)];
}

function named(name: string): NotationHop {
  return { ...nothingSaid, name: tidy(name.replace(/,$/u, '')) };
}

function wordCount(name: string): number {
  return name.split(' ').filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
