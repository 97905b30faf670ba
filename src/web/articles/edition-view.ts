import { type CarriedEdition, doubtOf } from '../../desk/articles/coming-edition.js';
import { Pace } from '../../desk/pace.js';
import { placementKinds } from '../../domain/annotations/model.js';
import type { Article, Edition } from '../../domain/articles/article.js';
import type { CarriedPlacement, ComparedEditions } from '../../domain/articles/carrying.js';
import type { Claim } from '../../domain/claims/claim.js';
import { listed } from '../../domain/history/words.js';
import { Problem } from '../../domain/problem.js';
import { type Difference, differenceInTurns } from '../../domain/text/comparison/difference.js';
import { type Direction, directionOf } from '../../domain/text/direction.js';
import { fold, passageFolds } from '../../domain/text/folds.js';
import { showMoment } from '../../domain/text/shown-dates.js';
import { counted, inQuotes } from '../../domain/text/wording.js';
import { inContext } from '../annotations/in-context.js';
import type { People } from '../api/answers.js';
import type { Site } from '../http/context.js';

/** More rows than these are not shown: the pages of the editions have the whole text. */
const maxRows = 2000;

/** Two editions side by side. */
interface DifferenceView extends Difference {
  language: string | null;
  direction: Direction;
}

/** How two editions differ: all of their lines, or those alone that changed. Others have their turn meanwhile. */
export async function comparisonView(
  { was, now, alignment }: ComparedEditions,
  { language }: Pick<Article, 'language'>,
  which: 'all' | 'changed',
): Promise<DifferenceView> {
  const shown = differenceInTurns(was, now, alignment, { which, maxRows });
  const difference = await new Pace().through(shown);
  return { ...difference, language, direction: directionOf(language) };
}

/** What becomes of one annotation, and of several. */
const kindWords: Record<CarriedPlacement['kind'], readonly [one: string, several: string]> = {
  exact: ['stays where it is', 'stay where they are'],
  moved: ['moves with its words', 'move with their words'],
  changed: ['changes, and goes to its author', 'change, and go to their authors'],
  ambiguous: [
    'has lost its place, with others offered',
    'have lost their place, with others offered',
  ],
  missing: ['has lost its place', 'have lost their place'],
};

/** What a new edition does, before it is saved. */
export async function previewView(
  carried: CarriedEdition,
  article: Article,
  { claims, shares }: { claims: readonly Claim[]; shares: number },
) {
  const difference = await comparisonView(carried.compared, article, 'changed');
  return {
    number: carried.edition.number,
    after: carried.newest.sha256,
    becoming: becomingOf(carried),
    claims: claims.map(({ id, statement }) => ({ id, statement })),
    shares: shares === 0 ? null : sharesSentence(shares),
    difference,
    doubt: doubtOf(carried),
    saysTheSame: await saysTheSame(difference),
  };
}

/** Whether nobody reads anything else in the one text than in the other; others have their turn meanwhile. */
async function saysTheSame({ rows, isCut }: Difference): Promise<boolean> {
  const pace = new Pace();
  const read = (pieces: Difference['rows'][number]['was']) =>
    fold(pieces.map(({ text }) => text).join(''), passageFolds).trim();
  for (const { was, now } of rows) {
    if (read(was) !== read(now)) return false;
    await pace.giveWay();
  }
  return !isCut;
}

function sharesSentence(count: number): string {
  const subject =
    count === 1
      ? 'One link by which it is shared shows'
      : `${count} links by which it is shared show`;
  return `${subject} the new edition as soon as it is saved.`;
}

/** How many there are of each kind, and of those that do not simply stay which, in the order of their text. */
function becomingOf({ carried, counts, edition }: CarriedEdition) {
  const kinds = placementKinds.filter((kind) => counts[kind] > 0);
  return kinds.map((kind) => {
    const count = counts[kind];
    const words = `${counted(count, 'annotation')} ${kindWords[kind][count === 1 ? 0 : 1]}`;
    const touched = kind === 'exact' || kind === 'moved' ? [] : carried.filter(isOf(kind));
    touched.sort((one, other) => one.annotation.target.start - other.annotation.target.start);
    return { kind, count, words, touched: touched.map((each) => touchedView(each, edition)) };
  });
}

type Carried = CarriedEdition['carried'][number];

function isOf(kind: Carried['placement']['kind']): (carried: Carried) => boolean {
  return ({ placement }) => placement.kind === kind;
}

function touchedView({ annotation, placement }: Carried, { text }: Edition) {
  const { exact } = annotation.target;
  const isReworded = placement.kind === 'changed' && placement.now !== exact;
  return {
    id: annotation.id,
    was: inQuotes(exact),
    now: isReworded ? inQuotes(placement.now) : null,
    reason: 'reason' in placement ? placement.reason : null,
    candidates:
      placement.kind === 'ambiguous'
        ? placement.candidates.map((span) => inContext(text, span, contextUnits))
        : [],
  };
}

/** How much of the text is shown around a place that may be meant, in UTF-16 code units. */
const contextUnits = 40;

/** What was saved, in a sentence for the toast: "Edition 2 is saved: 8 annotations moved and 1 changed." */
export function savedSentence({ edition, counts }: CarriedEdition): string {
  const { exact, moved, changed, ambiguous, missing } = counts;
  const lost = ambiguous + missing;
  const became: readonly [count: number, what: string][] = [
    [exact, 'stayed'],
    [moved, 'moved'],
    [changed, 'changed'],
    [lost, lost === 1 ? 'lost its place' : 'lost their place'],
  ];
  const said = became
    .filter(([count]) => count > 0)
    .map(([count, what], place) =>
      place === 0 ? `${counted(count, 'annotation')} ${what}` : `${count} ${what}`,
    );
  return `Edition ${edition.number} is saved${said.length > 0 ? `: ${listed(said)}` : ''}.`;
}

/** The editions of an article, the newest first. */
export function editionLines(
  editions: readonly Edition[],
  people: People,
  { timeZone }: Pick<Site, 'timeZone'>,
) {
  return editions.toReversed().map(({ number, capturedAt, capturedBy, length, note, sha256 }) => ({
    number,
    captured: { iso: capturedAt, words: showMoment(capturedAt, timeZone) },
    by: people.get(capturedBy) ?? capturedBy,
    length: counted(length, 'character'),
    note: note && inQuotes(note),
    sha256,
  }));
}

/** The number of the edition that is asked for; undefined for the newest. Throws *invalid*. */
export function editionAsked(asked: unknown): number | undefined {
  if (asked === undefined) return undefined;
  if (typeof asked === 'string' && /^[1-9]\d{0,8}$/u.test(asked)) return Number(asked);
  throw Problem.field('edition', 'Ask for an edition by its number, from 1.');
}
