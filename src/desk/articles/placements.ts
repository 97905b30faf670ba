import type { Annotation, Target } from '../../domain/annotations/annotation.js';
import { type CarriedEntry, carriedTo } from '../../domain/annotations/carried.js';
import type { Article, Edition } from '../../domain/articles/article.js';
import type { PlacedAnnotation } from '../../domain/articles/article-reading.js';
import { finderIn, standsAt } from '../../domain/text/quotes/find.js';
import type { Placement } from '../../domain/text/quotes/quote.js';
import { copiesInTurns } from '../../domain/text/quotes/standing.js';
import { sha256 } from '../digest.js';
import { Pace } from '../pace.js';
import { RecentPlacements } from './recent-placements.js';

/** A text in which passages are looked for. */
type EditionText = Pick<Edition, 'text' | 'number'>;

/** Where annotations stand in an edition of an article, in turns with others. */
export async function placedIn(
  { language }: Pick<Article, 'language'>,
  edition: EditionText,
  annotations: readonly Annotation[],
): Promise<PlacedAnnotation[]> {
  return new Pace().through(new PassageFinder(edition, language).ofAll(annotations));
}

/**
 * What was searched for lately in texts of this process. A text never changes, and to search it for a passage
 * that stands nowhere takes milliseconds: what was found, or not, needn't be searched for at each sight.
 */
const searched = new RecentPlacements();

/** Where passages stand in an edition; the text is read through once, and only where it has to be searched. */
export class PassageFinder {
  readonly #edition: EditionText;
  readonly #language: string | null;
  readonly #find: ReturnType<typeof finderIn>;
  #digest: string | null = null;

  /** `language` (BCP 47) says by which words a sentence is turned; null where it isn't known. */
  constructor(edition: EditionText, language: string | null) {
    this.#edition = edition;
    this.#language = language;
    this.#find = finderIn(edition.text, language);
  }

  /** Yields between short pieces of work, as all of these do. */
  *ofAll(annotations: readonly Annotation[]): Generator<undefined, PlacedAnnotation[]> {
    const placed: PlacedAnnotation[] = [];
    for (const annotation of annotations) {
      const placement = this.#whereItWas(annotation) ?? (yield* this.#searchedFor(annotation));
      placed.push({ annotation, placement });
      yield;
    }
    return placed;
  }

  /** Of an annotation on this very edition: where it says that it stands, if it does, as almost all do. */
  #whereItWas({ target, edition }: Annotation): Placement | null {
    const { text, number } = this.#edition;
    if (edition !== number || !standsAt(text, target, target)) return null;
    return { kind: 'exact', span: { start: target.start, end: target.end } };
  }

  /** Where an annotation was carried over to, in a later edition than its own; else where its passage is found. */
  *#searchedFor(annotation: Annotation): Generator<undefined, Placement> {
    const { target, edition } = annotation;
    const { number } = this.#edition;
    const entry = edition === number ? undefined : carriedTo(annotation, number);
    return entry ? yield* this.#ofEntry(entry, target) : yield* this.ofPassage(target);
  }

  /** Where a passage is found: its stored position is a hint, no more. */
  *ofPassage(target: Target): Generator<undefined, Placement> {
    const { exact, prefix, suffix, start, end } = target;
    if (standsAt(this.#edition.text, target, target))
      return { kind: 'exact', span: { start, end } };
    const key = [this.#language, exact, prefix, suffix, start, end];
    return yield* this.#searched(key, this.#find(target, target));
  }

  *#ofEntry(
    { kind, start, end, reason }: CarriedEntry,
    { exact }: Target,
  ): Generator<undefined, Placement> {
    if (kind === 'missing') return { kind, reason };
    const { text } = this.#edition;
    if (kind === 'ambiguous') {
      const copies = yield* this.#searched([exact], ambiguousAmongCopies(text, exact));
      return copies.kind === kind ? { ...copies, reason } : copies;
    }
    const span = { start: start ?? 0, end: end ?? 0 };
    if (kind !== 'changed') return { kind, span };
    return { kind, span, reason, was: exact, now: text.slice(span.start, span.end) };
  }

  *#searched(
    key: readonly unknown[],
    search: Generator<undefined, Placement>,
  ): Generator<undefined, Placement> {
    this.#digest ??= sha256(this.#edition.text);
    const name = sha256(JSON.stringify([this.#digest, ...key]));
    const known = searched.get(name);
    if (known) return known;
    const found = yield* search;
    searched.keep(name, found);
    return found;
  }
}

function* ambiguousAmongCopies(text: string, exact: string): Generator<undefined, Placement> {
  return { kind: 'ambiguous', candidates: yield* copiesInTurns(text, exact) };
}
