import { showMoment } from '../../domain/text/shown-dates.js';
import { counted } from '../../domain/text/wording.js';
import type { Overall } from '../overall.js';
import type { Report } from '../report.js';
import { changedWords, headline, leftOutWords } from '../sentences.js';
import type { ArchivedPart, ArchivedParts } from './archived-parts.js';
import type { Contents } from './contents.js';

/** An archive as far as it is written. */
export interface AboutArchive extends ArchivedParts {
  report: Report;
  /** What its articles come to. */
  overall: Overall;
  /** Whether the desk was changed while it was written. */
  hasChanged: boolean;
  contents: Contents;
}

/** What whoever opens an archive is told first, in plain text, line by line. */
export function* readMe(about: AboutArchive): Generator<string> {
  const { contents, data, documents, overall, report } = about;
  yield `${headline(report)}\n\n`;
  for (const sentence of aboutWords(about)) yield `${sentence}\n`;
  if (overall.date !== null) yield `As of ${showMoment(overall.date)}. Made with Whence.\n`;
  if (report.whole) {
    yield '\nArticles, each in a folder of its own\n\n';
    for (const { article, path } of contents.folders) {
      yield `${path}  ${article.title} (${article.publisher})\n`;
    }
    yield '\nIn each of these folders\n\n';
  } else yield '\nFiles\n\n';
  yield* documents.map(partLine);
  if (report.whole) yield '\nOn all articles\n\n';
  yield* data.map(partLine);
  yield '\nro-crate-metadata.json  what is in here, for programs (RO-Crate 1.2)\n';
  yield 'SHA256SUMS  the digests of all files: sha256sum -c SHA256SUMS\n';
}

function partLine({ label, name, purpose }: ArchivedPart): string {
  return `${name}  ${label}: ${purpose}\n`;
}

/** What an archive is about, what was left out of it and why, in sentences. */
export function aboutWords({
  contents,
  hasChanged,
  overall,
  report,
  withheld,
}: AboutArchive): string[] {
  return [
    `${counted(overall.summary.annotations, 'annotation')} of ${counted(overall.articles, 'article')}.`,
    ...report.scopeWords,
    ...leftOutWords(overall.leftOut),
    ...contents.refused,
    ...evidenceWords(contents.evidence.size),
    ...withheld.map((label) => `${label} is left out: it is always with the record.`),
    ...(hasChanged ? [changedWords] : []),
  ];
}

function evidenceWords(files: number): string[] {
  if (files === 0) return [];
  return [
    `${counted(files, 'file of evidence is', 'files of evidence are')} named here by SHA-256 digest, but not in here: the desk keeps the digest, not the bytes.`,
  ];
}
