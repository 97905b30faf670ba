import type { Annotation, Stamp } from '../../domain/annotations/annotation.js';
import { carryOver, type TextOf } from '../../domain/annotations/carried.js';
import {
  type Article,
  type Edition,
  type EditionInput,
  nextEdition,
} from '../../domain/articles/article.js';
import {
  type CarriedPlacement,
  type PlacementCounts,
  shareKept,
} from '../../domain/articles/carrying.js';
import { Problem } from '../../domain/problem.js';
import { demand } from '../../domain/rights.js';
import type { Span } from '../../domain/text/span.js';
import { lengthInCodePoints } from '../../domain/text/text.js';
import { type Actor, type Desk, now } from '../desk.js';
import { sha256 } from '../digest.js';
import { everyOne } from '../documents.js';
import { Pace } from '../pace.js';
import { demandNoRound } from '../rounds/open-rounds.js';
import { articleById, editionOf, editionsOf } from './articles.js';
import { type CarriedSpans, carriedSpans } from './edition-thread.js';

/** What a new edition makes of an article and its annotations. */
export interface CarriedEdition extends CarriedSpans {
  article: Article;
  edition: Edition;
  /** Those that are present, each with where it stands in the edition, in the order in which they were made. */
  carried: CarriedAnnotation[];
  counts: PlacementCounts;
  /** The newest edition before it, with which it is compared. */
  newest: Edition;
}

/** Two articles on different things share some hundredths of their characters; the most thorough correction leaves more. */
const leastShareKept = 0.1;

/** Asks whether it is the same article, where almost nothing of the edition before stands in the text; else null. */
export function doubtOf({ compared, newest }: CarriedEdition): string | null {
  if (shareKept(compared) >= leastShareKept) return null;
  return `Almost nothing of edition ${newest.number} stands in this text. Is it the same article?`;
}

/** One annotation, carried over, and as it was. */
export interface CarriedAnnotation {
  annotation: Annotation;
  before: Annotation;
  placement: CarriedPlacement;
}

/** What is brought in; `blocks` say what each stretch of its text is. */
export type EditionWithBlocks = EditionInput & { blocks?: Edition['blocks'] };

/** A new edition before it is saved, and its article before and after. */
interface ComingEdition {
  before: Article;
  article: Article;
  newest: Edition;
  edition: Edition;
  stamp: Stamp;
}

/**
 * The edition that a text would be. Throws *invalid* at `text` for a text that is the newest edition's, *conflict*
 * with `details.edition`, the number of the newest, where that is not the one after which this is said to come, and
 * *conflict* while a blind round is open.
 */
export async function comingEdition(
  desk: Desk,
  actor: Actor,
  id: string,
  { blocks = [], after: corrects, ...input }: EditionWithBlocks,
): Promise<ComingEdition> {
  demand(actor, 'add articles');
  const before = await articleById(desk, id);
  await demandNoRound(desk, id);
  const newest = await editionOf(desk, before);
  const digest = sha256(input.text);
  if (newest.sha256 === digest) throw sameText(newest);
  if (corrects != null && corrects !== newest.number && corrects !== newest.sha256)
    throw await notTheNewest(desk, before, corrects);
  const stamp = { at: now(desk), by: actor.id };
  const described = { blocks, sha256: digest, length: lengthInCodePoints(input.text) };
  return { before, newest, stamp, ...nextEdition(before, input, { ...described, ...stamp }) };
}

/** All annotations of an article, deleted ones too, carried over to its new edition. */
export async function carriedAll(
  desk: Desk,
  { before, newest, edition }: ComingEdition,
  comparing: Comparing,
): Promise<CarriedAnnotation[]> {
  const annotations = await everyOne(desk.whole, 'annotations', 'everything', { key: before.id });
  const placements = await placementsOf(desk, before, annotations, comparing);
  const textOf = textsOf([newest, edition]);
  return annotations.map((annotation, index) => {
    const placement = placements[index] ?? { kind: 'missing', reason: '' };
    const after = carryOver(annotation, edition.number, placement, textOf);
    return { annotation: after, before: annotation, placement };
  });
}

/** What a new edition comes to, with those annotations that are not deleted. */
export async function carriedEdition(
  { article, newest, edition }: ComingEdition,
  all: readonly CarriedAnnotation[],
  comparing: Comparing,
): Promise<CarriedEdition> {
  const carried = all.filter(({ annotation }) => !annotation.deleted);
  const spans = await comparing(newest, article.language, []);
  return { article, edition, newest, carried, counts: countsOf(carried), ...spans };
}

/** An older edition of an article, compared with the text that is brought in, and spans of it carried over. */
type Comparing = (
  older: Edition,
  language: string | null,
  spans: readonly Span[],
) => Promise<CarriedSpans>;

/** Compares each edition once, though a commit is planned again; by its text, as a number can come again. */
export function comparingWith(text: string, person: string): Comparing {
  const compared = new Map<string, Promise<CarriedSpans>>();
  return (older, language, spans) => {
    const key = `${older.sha256} ${language}`;
    const known =
      compared.get(key) ?? carriedSpans(person, { was: older.text, now: text, language, spans });
    compared.set(key, known);
    return known;
  };
}

function sameText({ number }: Edition): Problem {
  return Problem.field('text', `This text is the same as edition ${number}. Nothing was saved.`);
}

async function notTheNewest(
  desk: Desk,
  article: Article,
  corrects: number | string,
): Promise<Problem> {
  const editions = await editionsOf(desk, article);
  const known = editions.find(({ number, sha256 }) => [number, sha256].includes(corrects));
  const compared = known ? `edition ${known.number}` : 'an edition that has been taken back';
  return new Problem(
    'conflict',
    `This text was compared with ${compared}, and the newest is edition ${article.edition} by now. Nothing was saved: look at what it changes in that one.`,
    [],
    { edition: article.edition },
  );
}

/** The texts of some editions, by their numbers. */
export function textsOf(editions: readonly Edition[]): TextOf {
  const texts = new Map(editions.map(({ number, text }) => [number, text]));
  return (number) => texts.get(number);
}

/** How many of some annotations there are of each kind of placement. */
export function countsOf(
  carried: readonly { placement: Pick<CarriedPlacement, 'kind'> }[],
): PlacementCounts {
  const counts: PlacementCounts = { exact: 0, moved: 0, changed: 0, ambiguous: 0, missing: 0 };
  for (const { placement } of carried) counts[placement.kind] += 1;
  return counts;
}

/** Where each annotation's passage, as it was annotated, stands in a text; in their order. */
async function placementsOf(
  desk: Desk,
  article: Article,
  annotations: readonly Annotation[],
  comparing: Comparing,
): Promise<CarriedPlacement[]> {
  const carriers = new Map<number, CarriedSpans['carry']>();
  for (const number of new Set(annotations.map(({ edition }) => edition))) {
    const older = await editionOf(desk, article, number);
    const spans = annotations.filter((each) => each.edition === number).map(({ target }) => target);
    carriers.set(number, (await comparing(older, article.language, spans)).carry);
  }
  const pace = new Pace();
  const placements: CarriedPlacement[] = [];
  for (const { edition, target } of annotations) {
    const carry = carriers.get(edition);
    if (carry) placements.push(carry(target));
    await pace.giveWay();
  }
  return placements;
}
