import { z } from 'zod';
import { annotationById } from '../../desk/annotations/annotations.js';
import { type KnownReading, printableAt } from '../../desk/articles/article-reading.js';
import { type ArticleText, editionOf, newestEditionOf } from '../../desk/articles/articles.js';
import type { Desk } from '../../desk/desk.js';
import { type Annotation, statuses } from '../../domain/annotations/annotation.js';
import { contentShape } from '../../domain/annotations/content.js';
import type { Statement } from '../../domain/annotations/content-parts.js';
import { placementKinds } from '../../domain/annotations/model.js';
import type {
  ArticleReading,
  PlacedAnnotation,
  PrintableReading,
} from '../../domain/articles/article-reading.js';
import { stored } from '../../domain/fields.js';
import { Problem } from '../../domain/problem.js';
import { contributorsTo } from '../../domain/review/proposal.js';
import type { VerdictCode } from '../../domain/review/verdict.js';
import { type Placement, quoteAround } from '../../domain/text/quotes/quote.js';
import { type CodePointIndex, codePointsOf } from '../../domain/text/span.js';
import { type Answer, momentShape, personAnswer, personShape, textShape } from '../api/answers.js';
import { settlementAnswer, settlementShape } from '../review/review-answers.js';
import { chainAnswer, chainShape } from './chain-answers.js';

/** What it says, as it is kept; positions in code points. */
const content = contentShape(stored);
export const targetShape = content.shape.target.meta({ id: 'Target' });

const placementShape = z.object({
  kind: z.enum(placementKinds),
  /** The edition in which it was looked for. */
  edition: z.int(),
  /** Why it does not simply stand where it did. */
  reason: z.string().optional(),
  /** Of one that has changed, the wording that was annotated. */
  was: z.string().optional(),
  /** Of an ambiguous one, where it may stand. */
  candidates: z.array(z.object({ start: z.int(), end: z.int() })).optional(),
});

export const annotationShape = z
  .object({
    id: z.string(),
    version: z.int(),
    revision: z.int(),
    article: z.string(),
    edition: z.int(),
    target: targetShape,
    placement: placementShape,
    chain: chainShape,
    ...content.pick({ confidence: true, credibility: true, stance: true, note: true, labels: true })
      .shape,
    claim: z.object({ id: z.string(), statement: z.string() }).nullable(),
    status: z.enum(statuses),
    /** How many verdicts of each kind stand, on the whole and on parts, of whatever revision. */
    verdicts: z.object({ agree: z.int(), dispute: z.int(), unsure: z.int() }),
    settlement: settlementShape.nullable(),
    /** The blind round during which it was made. */
    round: textShape,
    creator: personShape,
    /** Whose words stand in it beside its creator's. */
    contributors: z.array(personShape),
    created: momentShape,
    modified: momentShape,
  })
  .meta({ id: 'Annotation' });
export const savedAnnotationShape = annotationShape
  .extend({
    warnings: z.array(z.string()),
    newSources: z.array(z.object({ id: z.string(), name: z.string() })),
  })
  .meta({ id: 'SavedAnnotation' });

export type AnnotationAnswer = Answer<typeof annotationShape>;

/** An annotation of a reading; `index` counts the code points of the edition that it is of. */
function annotationAnswer(
  { annotation, placement }: PlacedAnnotation,
  reading: PrintableReading,
  index: CodePointIndex,
): AnnotationAnswer {
  const { settlement } = annotation;
  const passage = standing(annotation, placement, reading);
  const counted = passage.edition === annotation.edition ? index : codePointsOf(reading.edition);
  return {
    id: annotation.id,
    version: annotation.version,
    revision: annotation.revision,
    article: annotation.article,
    placement: placementAnswer(placement, reading),
    ...statementAnswer(annotation, reading, counted, passage),
    note: annotation.note,
    labels: annotation.labels,
    status: annotation.status,
    verdicts: verdictCounts(annotation),
    settlement: settlement && settlementAnswer(settlement, reading.people),
    round: annotation.round,
    creator: personAnswer(annotation.creator, reading.people),
    contributors: contributorsTo(annotation).map((id) => personAnswer(id, reading.people)),
    created: annotation.created,
    modified: annotation.modified,
  };
}

/** Its passage in the newest edition in which it was placed, else in the last in which it was. */
function standing(
  { edition, target }: Annotation,
  placement: Placement,
  { edition: { number, text } }: ArticleReading,
): Pick<Annotation, 'edition' | 'target'> {
  if (edition === number || !('span' in placement)) return { edition, target };
  const { span } = placement;
  return { edition: number, target: { ...quoteAround(text, span), ...span } };
}

/** Where it stands in the edition that was read; positions in that one's code points. */
function placementAnswer(
  placement: Placement,
  { edition }: ArticleReading,
): Answer<typeof placementShape> {
  const { kind } = placement;
  const reason = 'reason' in placement && placement.reason;
  const said = { kind, edition: edition.number, ...(reason && { reason }) };
  if (kind === 'changed') return { ...said, was: placement.was };
  if (kind !== 'ambiguous') return said;
  const { toCodePoints } = codePointsOf(edition);
  const candidates = placement.candidates.map(({ start, end }) => {
    return { start: toCodePoints(start), end: toCodePoints(end) };
  });
  return { ...said, candidates };
}

/**
 * What an annotation says, or what is proposed in its place; at another passage, if one is told. `toCodePoints` counts
 * those of the edition of which the passage is.
 */
export function statementAnswer(
  statement: Statement,
  reading: PrintableReading,
  { toCodePoints }: CodePointIndex,
  { edition, target }: Pick<Statement, 'edition' | 'target'> = statement,
) {
  const { chain, confidence, credibility, claim: claimId, stance } = statement;
  const claim = claimId === null ? undefined : reading.claims.get(claimId);
  const { exact, prefix, suffix, start, end } = target;
  return {
    edition,
    target: { exact, prefix, suffix, start: toCodePoints(start), end: toCodePoints(end) },
    chain: chainAnswer(chain, reading),
    confidence,
    credibility,
    claim: claim ? { id: claim.id, statement: claim.statement } : null,
    stance,
  };
}

function verdictCounts({ verdicts }: Annotation): AnnotationAnswer['verdicts'] {
  const count = (code: VerdictCode) => verdicts.filter(({ verdict }) => verdict === code).length;
  return { agree: count('agree'), dispute: count('dispute'), unsure: count('unsure') };
}

/** An annotation as programs are answered; what is known of it and its article is not read again. */
export async function answerTo(
  desk: Desk,
  annotation: Annotation,
  known?: ArticleText,
  reading: KnownReading = {},
): Promise<AnnotationAnswer> {
  const text = known ?? newestEditionOf(desk, annotation.article);
  const [answer] = await answersTo(desk, text, [annotation], reading);
  if (!answer) throw new Error('An annotation was asked for that has no answer.');
  return answer;
}

/** What the API answers for annotations of one article, in the order of its text. */
export async function answersTo(
  desk: Desk,
  text: Promise<ArticleText> | ArticleText,
  annotations: readonly Annotation[],
  known: KnownReading = {},
): Promise<AnnotationAnswer[]> {
  const reading = await printableAt(desk, text, annotations, known);
  const editions = annotations.map(({ edition }) => edition);
  const indexes = await codePoints(desk, reading, editions);
  const answers: AnnotationAnswer[] = [];
  for (const placed of reading.annotations) {
    const index = indexes.get(placed.annotation.edition);
    if (index) answers.push(annotationAnswer(placed, reading, index));
  }
  return answers;
}

/** By number, how the code points of these editions are counted: positions are those in one's own. */
export async function codePoints(
  desk: Desk,
  { article, edition }: Pick<ArticleReading, 'article' | 'edition'>,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, CodePointIndex>> {
  const indexes = new Map<number, CodePointIndex>();
  for (const number of new Set(numbers)) {
    const own = number === edition.number ? edition : await editionOf(desk, article, number);
    indexes.set(number, codePointsOf(own));
  }
  return indexes;
}

/**
 * Does work on an annotation. To whoever is told that it has moved on from what they saw, what
 * stands now is answered too, as `current`.
 */
export async function orCurrent<T>(desk: Desk, id: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem) || !hasMovedOn(error)) throw error;
    const current = await answerTo(desk, await annotationById(desk, id));
    throw new Problem(error.code, error.message, error.fields, { ...error.details, current });
  }
}

function hasMovedOn({ code, details }: Problem): boolean {
  return code === 'stale' || 'revision' in details || 'moved' in details;
}
