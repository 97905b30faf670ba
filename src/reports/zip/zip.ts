import { setImmediate as nextTurn } from 'node:timers/promises';
import { Problem } from '../../domain/problem.js';
import type { Format } from '../format.js';
import { hasChanged, type Overall, OverallCount, overallOf } from '../overall.js';
import type { Report, ReportedArticle } from '../report.js';
import { type ArchivedFile, archive } from './archive.js';
import { type ArchivedParts, type Formats, partsOf } from './archived-parts.js';
import { Contents } from './contents.js';
import { Manifest } from './manifest.js';
import { readMe } from './read-me.js';
import { crateMetadata, crateName } from './ro-crate.js';

/**
 * A report in all of the other formats, in one archive: documents for each article, in a folder of
 * its own where there are several; data once, on all of them. With it go a text that says what is
 * what, RO-Crate metadata, and the digests of all files.
 */
export function zipOf(formats: Formats): Format {
  return {
    label: 'ZIP',
    purpose: 'all of these in one file, with digests to check them by',
    mediaType: 'application/zip',
    extension: 'zip',
    recordOnly: null,
    async *write(report) {
      const before = await overallOf(report);
      yield* archive(filesOf(report, before, partsOf(formats, report.scope)), before.date);
    },
  };
}

/** `before`: what the articles came to when they were counted. */
async function* filesOf(
  report: Report,
  before: Overall,
  parts: ArchivedParts,
): AsyncGenerator<ArchivedFile> {
  const { contents: titles, identifiers, whole } = report;
  const contents = new Contents(identifiers, whole ? titles.length : null);
  const manifest = new Manifest();
  const count = new OverallCount();
  for await (const article of report.articles()) {
    count.add(article);
    const { path } = contents.add(article);
    for (const { name, write } of parts.documents) {
      const begun = await begin(write(reportOnOne(report, article)));
      if ('pieces' in begun) yield manifest.file(`${path}${name}`, begun.pieces);
      else contents.refused.push(`${path}${name} is not in here: ${begun.refusal}`);
    }
  }
  for (const { name, write } of parts.data) yield manifest.file(name, write(report));
  const { overall } = count;
  const changed = hasChanged(before, overall);
  const about = { ...parts, contents, overall, report, hasChanged: changed };
  yield manifest.file('README.txt', readMe(about));
  yield manifest.file(crateName, crateMetadata(about, manifest.files));
  yield manifest.file('SHA256SUMS', manifest.checksums());
}

type Pieces = AsyncIterable<string | Uint8Array>;

/** A file once its first piece is there, or why there is none: the others are sent all the same. */
async function begin(written: Pieces): Promise<{ pieces: Pieces } | { refusal: string }> {
  const reading = written[Symbol.asyncIterator]();
  try {
    let first = await reading.next();
    while (first.value === '') {
      // What is gathered before gives way to others here.
      await nextTurn();
      first = await reading.next();
    }
    return { pieces: goneOnWith(first, reading) };
  } catch (fault) {
    if (fault instanceof Problem) return { refusal: fault.message };
    throw fault;
  }
}

async function* goneOnWith<P>(first: IteratorResult<P>, rest: AsyncIterator<P>): AsyncGenerator<P> {
  for (let piece = first; !piece.done; piece = await rest.next()) yield piece.value;
}

/** The report on one of its articles, which is at hand. */
function reportOnOne(report: Report, article: ReportedArticle): Report {
  async function* only(): AsyncGenerator<ReportedArticle> {
    yield article;
  }
  return {
    ...report,
    whole: false,
    contents: [article.article],
    articles: only,
    counted: only,
  };
}
