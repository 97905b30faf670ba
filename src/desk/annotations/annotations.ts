import {
  type Annotation,
  annotate,
  type Content,
  differences,
  isCurrent,
  revise,
} from '../../domain/annotations/annotation.js';
import type { AnnotationInput } from '../../domain/annotations/annotation-input.js';
import type { Article, Edition } from '../../domain/articles/article.js';
import { sourcesIn } from '../../domain/chain/chain.js';
import type { Claim } from '../../domain/claims/claim.js';
import { Problem } from '../../domain/problem.js';
import type { Source } from '../../domain/register/source.js';
import { demand, demandToDo } from '../../domain/rights.js';
import type { Round } from '../../domain/rounds/round.js';
import { valuesOf } from '../../domain/values.js';
import { type Change, type DocumentName, insert, replace } from '../../store/store.js';
import { allInOrder } from '../all-in-order.js';
import type { KnownReading } from '../articles/article-reading.js';
import { newestEditionOf } from '../articles/articles.js';
import { claimFor } from '../claims/claims.js';
import { type Actor, type Desk, idOfMade, now } from '../desk.js';
import { writtenBy } from '../documents.js';
import { recordOfAnnotation } from '../history/record.js';
import { demandConfirmation } from '../register/confirmation.js';
import { namingKnownTo } from '../register/identities/identities-in-text.js';
import { followGone, sourcesNamedBy } from '../register/masking/masked-ids.js';
import { type ResolvedChain, resolve } from '../register/resolve-chain.js';
import { demandWork, openRoundOn, withinRound } from '../rounds/open-rounds.js';
import { commitPlanned } from '../with-retry.js';
import { followText, textsUnder } from './beside-editions.js';
import { passageOf } from './passages.js';

/** What saving an annotation brought about. */
export interface AnnotationSaved {
  annotation: Annotation;
  /** Sources that are new in the register; confidential ones under their pseudonyms. */
  newSources: Source[];
  /** The claim, where nobody had put anything to it before. */
  newClaim: Claim | null;
  warnings: string[];
  /** What was read to save it: to show it, it need not be read again. */
  article: Article;
  known: KnownReading & { edition?: Edition };
}

/** An annotation that somebody may change, as they have just read it. */
interface AnnotationRead {
  annotation: Annotation;
  article: Article;
  edition: Edition;
}

const noSuchAnnotation =
  'There is no such annotation. If its article was deleted, it was deleted with it.';

/** The annotation with that id; *not-found* for one that was deleted, unless it is asked for. */
export async function annotationById(
  desk: Desk,
  id: string,
  { deleted = false }: { deleted?: boolean } = {},
): Promise<Annotation> {
  const annotation = await desk.store.get('annotations', id);
  if (!annotation) throw new Problem('not-found', noSuchAnnotation);
  if (annotation.deleted && !deleted) {
    throw new Problem('not-found', 'This annotation has been deleted. It can be restored.');
  }
  return annotation;
}

/**
 * Annotates a passage of an article's newest edition. Throws *invalid*, *ambiguous*, and *conflict*
 * with `details.confirm` for what must be said yes to first.
 * A save that is sent again, because its answer was lost, is answered with what the first one made.
 */
export async function createAnnotation(
  desk: Desk,
  actor: Actor,
  articleId: string,
  input: AnnotationInput,
): Promise<AnnotationSaved> {
  demand(actor, 'annotate');
  const id = idOfMade(desk, 'annotation');
  const prepare = async (): Promise<AnnotationWritten> => {
    const place = placeOf(desk, articleId);
    const made = { at: now(desk), by: actor.id };
    const preparing = contentOf(desk, actor, input, {
      previous: null,
      articleId,
      place,
      at: made.at,
    });
    const [{ article, round }, saved] = await allInOrder([
      place,
      desk.store.get('annotations', id),
      ended(preparing),
    ]);
    if (saved) return { article, annotation: saved, changes: [], named: [] };
    demandWork(actor, round);
    const prepared = await preparing;
    const { content, changes } = prepared;
    const stamp = { id, article: article.id, ...made };
    const annotation = { ...annotate(content, stamp), round: round?.id ?? null };
    const event = recordOfAnnotation(annotation, stamp, {
      action: 'annotation.created',
      before: null,
      after: content,
    });
    const all = [...changes, insert('annotations', annotation), event];
    const named = [...textsUnder(annotation), ...sourcesNamedBy(annotation)];
    return { ...prepared, article, annotation, changes: withinRound(round, all), named };
  };
  return written(desk, actor, prepare);
}

/**
 * Replaces the content of an annotation. `seen` is the tag of the state that the writer saw: where
 * it has moved on, throws *stale* with what stands now as `details.current`, and writes nothing.
 * What the writer has just read of it, if told, is not read again unless somebody came first.
 */
export async function reviseAnnotation(
  desk: Desk,
  actor: Actor,
  id: string,
  input: AnnotationInput,
  seen: string,
  asRead?: AnnotationRead,
): Promise<AnnotationSaved> {
  let first = asRead;
  return written(desk, actor, async () => {
    const known = first;
    first = undefined;
    const current = known?.annotation ?? (await changeable(desk, actor, id));
    demandCurrent(current, seen);
    const place = placeOf(desk, current.article, known);
    const stamp = { at: now(desk), by: actor.id };
    const preparing = contentOf(desk, actor, input, {
      previous: current,
      articleId: current.article,
      place,
      at: stamp.at,
    });
    const [{ article, round }] = await allInOrder([place, ended(preparing)]);
    demandWork(actor, round);
    const prepared = await preparing;
    const { content, changes } = prepared;
    const annotation = revise(current, content, stamp);
    const named = sourcesNamedBy(annotation);
    if (annotation === current) {
      return { ...prepared, article, annotation, changes: withinRound(round, changes), named };
    }
    const changed = differences(current, content);
    const [before, after] = [valuesOf(current, changed), valuesOf(content, changed)];
    const revised = { action: 'annotation.revised' as const, before, after };
    const event = recordOfAnnotation(current, stamp, revised);
    const all = [...changes, replace('annotations', annotation), event];
    return { ...prepared, article, annotation, changes: withinRound(round, all), named };
  });
}

/** The annotation with that id, for somebody who may change it. Throws *not-found*, *forbidden*. */
export async function changeable(desk: Desk, actor: Actor, id: string): Promise<Annotation> {
  const annotation = await annotationById(desk, id);
  demandToDo(actor, 'change the annotation', annotation);
  return annotation;
}

/** Throws *stale*, with the annotation as it stands, unless `seen` is its tag. */
export function demandCurrent(current: Annotation, seen: string): void {
  if (isCurrent(current, seen)) return;
  const message = 'This annotation was changed while you were editing it.';
  throw new Problem('stale', message, [], { current });
}

/** What the content of an annotation is worked out beside. */
interface ContentBeside {
  /** The annotation as it stands; null for a new one. */
  previous: Annotation | null;
  articleId: string;
  place: Promise<Place>;
  /** The moment of the save. */
  at: string;
}

/** Where an annotation is made: an article, its newest edition, and the blind round on it. */
interface Place {
  article: Article;
  edition: Edition;
  round: Round | null;
}

async function placeOf(
  desk: Desk,
  articleId: string,
  known: Pick<AnnotationRead, 'article' | 'edition'> | null = null,
): Promise<Place> {
  const [{ article, edition }, round] = await allInOrder([
    known ? Promise.resolve(known) : newestEditionOf(desk, articleId),
    openRoundOn(desk, articleId),
  ]);
  return { article, edition, round };
}

/** When work has ended, well or not: why it failed is for whoever asks for its outcome. */
async function ended(work: Promise<unknown>): Promise<void> {
  await Promise.allSettled([work]);
}

interface AnnotationPrepared {
  content: Content;
  edition: Edition;
  chain: ResolvedChain;
  claim: Claim | null;
  newClaim: Claim | null;
  changes: Change[];
}

/** All that can be asked for at once is: what it takes is read while the place is. */
async function contentOf(
  desk: Desk,
  actor: Actor,
  input: AnnotationInput,
  { previous, articleId: id, place, at }: ContentBeside,
): Promise<AnnotationPrepared> {
  const resolving = resolve(desk, actor, { id, place, at }, input, previous?.chain ?? []);
  const [{ article, edition }, passage, chain, { claim, registering }, known] = await allInOrder([
    place,
    place.then((text) => passageOf(desk, actor, text, input.target, previous)),
    resolving,
    claimFor(desk, actor, input.claim, {
      place,
      before: resolving,
      standing: previous?.claim ?? null,
    }),
    namingKnownTo(desk, actor),
  ]);
  const content: Content = {
    ...passage,
    chain: chain.chain,
    confidence: input.confidence ?? null,
    credibility: input.credibility ?? null,
    claim: claim?.id ?? null,
    stance: claim ? (input.stance ?? 'asserts') : null,
    note: input.note,
    labels: input.labels,
  };
  const { publisher } = article;
  const { confirm: confirmed, registered } = input;
  const weighed = { content, chain, claim, publisher, about: previous, confirmed, registered };
  await demandConfirmation(desk, known, weighed);
  const newClaim = registering.length > 0 ? claim : null;
  const changes = [...chain.registering, ...registering];
  return { content, edition, chain, claim, newClaim, changes };
}

interface AnnotationWritten extends Partial<Omit<AnnotationPrepared, 'changes'>> {
  article: Article;
  annotation: Annotation;
  changes: Change[];
  named: DocumentName[];
}

/** Saves what was prepared; prepared anew when another save registers the same name meanwhile. */
async function written(
  desk: Desk,
  actor: Actor,
  prepare: () => Promise<AnnotationWritten>,
): Promise<AnnotationSaved> {
  const { worked, commit, gone } = await commitPlanned(desk, prepare);
  const { article, edition, chain, claim, newClaim = null } = worked;
  const isMasked = await followGone(desk, gone);
  const isCarried =
    worked.named.some((each) => each.in === 'articles') &&
    (await followText(desk, actor, worked.annotation, gone));
  const warnings = chain?.warnings ?? [];
  if (isMasked || isCarried) {
    const annotation = await annotationById(desk, worked.annotation.id);
    return { annotation, newSources: [], newClaim, warnings, article, known: {} };
  }
  const newSources = chain?.added.map(({ source }) => source) ?? [];
  return {
    annotation: writtenBy(commit, 'annotations', worked.annotation.id) ?? worked.annotation,
    newSources,
    newClaim,
    warnings,
    article,
    known: {
      ...(edition && { edition }),
      sources: chain ? [...newSources, ...namedIn(chain)] : [],
      claims: claim ? [claim] : [],
      people: [actor],
      ...(chain && { names: chain.names }),
    },
  };
}

/** The entries of the register that a chain names. */
function namedIn({ chain, changed, register }: ResolvedChain): Source[] {
  const now = new Map(changed.map((source) => [source.id, source]));
  return sourcesIn(chain).flatMap((id) => now.get(id) ?? register.get(id) ?? []);
}
