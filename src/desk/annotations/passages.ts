import type { Annotation, Content, Target } from '../../domain/annotations/annotation.js';
import type { TargetInput } from '../../domain/annotations/annotation-input.js';
import type { Article, Edition } from '../../domain/articles/article.js';
import { Problem } from '../../domain/problem.js';
import { wordEnd, wordStart } from '../../domain/text/clipping.js';
import {
  closestTo,
  describe,
  describeInTurns,
  locateInTurns,
} from '../../domain/text/quotes/quote.js';
import { codePointsOf, fromCodePoints, type Span, toCodePoints } from '../../domain/text/span.js';
import { type ArticleText, editionOf } from '../articles/articles.js';
import { carriedSpans } from '../articles/edition-thread.js';
import { placedIn } from '../articles/placements.js';
import type { Actor, Desk } from '../desk.js';
import { Pace } from '../pace.js';

/** A place at which an ambiguous passage could stand, with its surroundings; in code points. */
export interface Candidate extends Span {
  before: string;
  exact: string;
  after: string;
}

// A person should choose among a handful, and a program see that there are many.
const maxCandidates = 50;
const contextCharacters = 60;

/**
 * Finds the passage that was sent in an edition's text and describes it so that it can be found
 * again. Throws *ambiguous* with the candidates for one that stands in several places, *invalid*
 * for one that stands nowhere. It never guesses.
 */
async function targetOf(edition: Edition, input: TargetInput): Promise<Target> {
  const { text } = edition;
  const pace = new Pace();
  const located = await pace.through(
    locateInTurns(text, {
      exact: input.exact,
      ...(input.prefix && { prefix: input.prefix }),
      ...(input.suffix && { suffix: input.suffix }),
      ...hintedPosition(edition, input),
    }),
  );
  if (located.kind === 'found') {
    const quote = await pace.through(describeInTurns(text, located.span));
    return { ...quote, ...located.span };
  }
  if (located.kind === 'missing') {
    const closest = await pace.through(closestTo(text, input.exact));
    throw Problem.field('exact', missingSentence(text, closest));
  }
  const count = located.candidates.length;
  const message = `This passage stands in ${count > maxCandidates ? 'many' : count} places: choose which one is meant.`;
  throw new Problem('ambiguous', message, [{ field: 'exact', message }], {
    candidates: located.candidates.slice(0, maxCandidates).map((span) => candidate(edition, span)),
  });
}

/**
 * The passage that was sent, in the newest edition. One that is sent as it was marked in an earlier
 * edition is left there: what became of it in this one stands beside it, and is nothing that a change
 * of something else says yes to.
 */
export async function passageOf(
  desk: Desk,
  actor: Actor,
  { article, edition }: ArticleText,
  sent: TargetInput,
  previous: Annotation | null,
): Promise<Pick<Content, 'edition' | 'target'>> {
  const { edition: number } = sent;
  const read = number ? await editionOf(desk, article, number) : edition;
  if (previous && (await isUntouched(desk, article, { read, edition }, sent, previous)))
    return { edition: previous.edition, target: previous.target };
  const target = await targetOf(read, sent);
  return read.number === edition.number
    ? { edition: edition.number, target }
    : carriedPassage(actor, article, { read, edition }, target);
}

interface EditionsRead {
  /** The one in which the passage was read. */
  read: Edition;
  /** The newest. */
  edition: Edition;
}

/**
 * A passage that was selected in an edition after which another has come in. Throws *invalid* at `exact`
 * where it does not simply stand in that one, too: whoever selected it has not seen what it says there.
 */
async function carriedPassage(
  actor: Actor,
  article: Article,
  { read, edition }: EditionsRead,
  target: Target,
): Promise<Pick<Content, 'edition' | 'target'>> {
  const { carry } = await carriedSpans(actor.id, {
    was: read.text,
    now: edition.text,
    language: article.language,
    spans: [target],
  });
  const placement = carry(target);
  if (placement.kind === 'exact' || placement.kind === 'moved') {
    const quote = describe(edition.text, placement.span);
    return { edition: edition.number, target: { ...quote, ...placement.span } };
  }
  const message = `Edition ${edition.number} of this text has come in meanwhile. ${placement.reason} Open the article again and select the passage there.`;
  const details = { edition: edition.number };
  throw new Problem('invalid', message, [{ field: 'exact', message }], details);
}

/** Whether a passage was sent as it was answered or shown, in whichever edition that was. */
async function isUntouched(
  desk: Desk,
  article: Article,
  { read, edition }: EditionsRead,
  { exact, start }: TargetInput,
  previous: Annotation,
): Promise<boolean> {
  if (previous.edition === edition.number) return false;
  const editions = [read, await editionOf(desk, article, previous.edition)];
  const shown = await Promise.all(editions.map((each) => shownIn(article, each, previous)));
  return shown.some(
    (each) => each.wordings.includes(exact) && (start == null || start === each.start),
  );
}

/** As what a passage is shown in an edition: its wordings, and its place in code points. */
async function shownIn(article: Article, edition: Edition, previous: Annotation) {
  const [placed] = await placedIn(article, edition, [previous]);
  const span = placed && 'span' in placed.placement ? placed.placement.span : null;
  const stands =
    span && placed?.placement.kind !== 'changed' ? [edition.text.slice(span.start, span.end)] : [];
  return {
    wordings: [previous.target.exact, ...stands],
    start: span && codePointsOf(edition).toCodePoints(span.start),
  };
}

// Enough of the closest reading to recognise it by.
const maxReadingUnits = 200;

function missingSentence(text: string, closest: Span | null): string {
  const missing = 'This passage does not stand in the article’s text.';
  if (!closest) return missing;
  const end = Math.min(closest.end, closest.start + maxReadingUnits);
  return `${missing} The closest is “${text.slice(closest.start, end).toWellFormed()}”.`;
}

/** Positions that were sent are hints; those outside the text hint at nothing. */
function hintedPosition(edition: Edition, { start, end }: TargetInput): Partial<Span> {
  const { text, length } = edition;
  if (start === undefined || start === null || start >= length) return {};
  const last = end === undefined || end === null || end <= start ? start + 1 : end;
  const sent = { start, end: Math.min(last, length) };
  const span = fromCodePoints(text, sent, codePointsOf(edition));
  return end === undefined || end === null ? { start: span.start } : span;
}

/** What stands around it begins and ends with a whole word, where there is more than one. */
function candidate(edition: Edition, span: Span): Candidate {
  const { text } = edition;
  const from = wordStart(text, span.start - contextCharacters, span.start);
  const to = wordEnd(text, span.end + contextCharacters, span.end);
  return {
    // Counted once for all of them: a long text was read anew for each.
    ...toCodePoints(text, span, codePointsOf(edition)),
    before: text.slice(from, span.start),
    exact: text.slice(span.start, span.end),
    after: text.slice(span.end, to),
  };
}
