import type { Article, Edition } from '../../domain/articles/article.js';
import {
  type ArticleReading,
  type PlacedAnnotation,
  spanOf,
} from '../../domain/articles/article-reading.js';
import { binsOver } from '../../domain/text/bins.js';
import { bySpan, paragraphsOver } from '../../domain/text/segments.js';
import { overlap, type Span } from '../../domain/text/span.js';
import { sortOfStart } from '../../store/indexes.js';
import { allUnder } from '../../store/store.js';
import type { Desk } from '../desk.js';
import { Pace } from '../pace.js';
import { readArticle } from './article-reading.js';
import { PassageFinder } from './placements.js';

/** Annotations that lie over a part of an edition, with the numbers that they have in all of it. */
interface PassageReading extends Pick<ArticleReading, 'article' | 'edition' | 'annotations'> {
  numbers: ReadonlyMap<string, number>;
}

/**
 * The annotations that lie over the paragraphs of some spans, with those that overlap them in a run:
 * all that it takes to draw these paragraphs. The store finds them by the positions that they have,
 * which are right in an article's only edition; of one with several, everything is read.
 */
export async function readAround(
  desk: Desk,
  article: Article,
  edition: Edition,
  spans: readonly Span[],
): Promise<PassageReading> {
  if (article.edition > 1) return wholeOf(await readArticle(desk, article.id));
  const around = spans.map((span) => paragraphsAround(edition, span));
  const wanted = new Map(around.map((stretch) => [`${stretch.start} ${stretch.end}`, stretch]));
  const stretches = await Promise.all(
    Array.from(wanted.values(), (stretch) => readStretch(desk, article, edition, stretch)),
  );
  const numbers = new Map(stretches.flatMap((stretch) => [...stretch.numbers]));
  const annotations = new Map(
    stretches.flatMap((stretch) => stretch.annotations.map((each) => [each.annotation.id, each])),
  );
  return { article, edition, annotations: [...annotations.values()].sort(byPlace), numbers };
}

function wholeOf({ article, edition, annotations }: ArticleReading): PassageReading {
  const numbers = annotations.map(({ annotation }, at) => [annotation.id, at + 1] as const);
  return { article, edition, annotations, numbers: new Map(numbers) };
}

/** From the beginning of the first paragraph that a span touches to the end of the last. */
function paragraphsAround({ text }: Edition, span: Span): Span {
  const lines = paragraphsOver(text, span);
  return { start: lines[0]?.start ?? span.start, end: lines.at(-1)?.end ?? span.end };
}

/** Reads on to both sides for as long as what was found reaches over the ends of what was read. */
async function readStretch(
  { store }: Desk,
  article: Article,
  edition: Edition,
  stretch: Span,
): Promise<PassageReading> {
  const before = { key: article.id, before: sortOfStart(stretch.start) };
  const counting = store.countMany('annotations', 'article', [before]);
  const found = new Map<string, PlacedAnnotation>();
  const places = new PassageFinder(edition, article.language);
  const pace = new Pace();
  const read = async (bins: readonly string[]) => {
    const keys = bins.map((bin) => `${article.id}/${bin}`);
    const docs = [...(await allUnder(store, 'annotations', 'bin', keys)).values()].flat();
    for (const each of await pace.through(places.ofAll(docs))) found.set(each.annotation.id, each);
  };
  let known = stretch;
  const [[count = 0]] = await Promise.all([counting, read(binsOver(known))]);
  let run = runOver(found.values(), stretch);
  while (run.start < known.start || run.end > known.end) {
    const bins = new Set(binsOver(known));
    known = widened(known, run);
    await read(binsOver(known).filter((bin) => !bins.has(bin)));
    run = runOver(found.values(), stretch);
  }
  const annotations = [...found.values()].filter((each) => liesOver(each, run)).sort(byPlace);
  const first =
    count - annotations.filter(({ annotation }) => isBefore(annotation.target, stretch)).length;
  const numbers = annotations.map(({ annotation }, at) => [annotation.id, first + at + 1] as const);
  return { article, edition, annotations, numbers: new Map(numbers) };
}

/** The run of overlapping annotations around a stretch, the stretch included. */
function runOver(found: Iterable<PlacedAnnotation>, stretch: Span): Span {
  const spans = Array.from(found, spanOf).flatMap((span) => span ?? []);
  let run = stretch;
  for (;;) {
    const over = spans.filter((span) => overlap(span, run));
    const start = Math.min(run.start, ...over.map((span) => span.start));
    const end = Math.max(run.end, ...over.map((span) => span.end));
    if (start === run.start && end === run.end) return run;
    run = { start, end };
  }
}

/** At least twice as long on a side that has to be longer: a long run is read in few steps. */
function widened(known: Span, run: Span): Span {
  const length = known.end - known.start;
  return {
    start:
      run.start < known.start
        ? Math.max(0, Math.min(run.start, known.start - length))
        : known.start,
    end: run.end > known.end ? Math.max(run.end, known.end + length) : known.end,
  };
}

function liesOver(each: PlacedAnnotation, run: Span): boolean {
  const span = spanOf(each);
  return span !== null && overlap(span, run);
}

function isBefore({ start }: Span, stretch: Span): boolean {
  return start < stretch.start;
}

function byPlace(one: PlacedAnnotation, other: PlacedAnnotation): number {
  const item = (each: PlacedAnnotation) => ({
    id: each.annotation.id,
    ...(spanOf(each) ?? each.annotation.target),
  });
  return bySpan(item(one), item(other));
}
