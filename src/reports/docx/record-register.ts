import type { Evidence } from '../../domain/chain/chain.js';
import { locatorWords } from '../../domain/chain/drawn-hops.js';
import { kindInWords } from '../../domain/chain/hop-words.js';
import { reliabilityInSentence } from '../../domain/chain/scales.js';
import type { Claim } from '../../domain/claims/claim.js';
import { listed } from '../../domain/history/words.js';
import { endIdOf, endOf } from '../../domain/register/joining.js';
import { currentRating, type Source } from '../../domain/register/source.js';
import { showDate, showMoment } from '../../domain/text/shown-dates.js';
import { capitalised, counted, inQuotes } from '../../domain/text/wording.js';
import { shownAddress } from '../../domain/web-address.js';
import type { ReportedArticle } from '../report.js';
import type { ReportedAnnotation } from '../reported-annotation.js';
import { joiningWords, stanceIn } from '../reported-claims.js';
import { decisionWords } from '../sentences.js';
import { code, said, soft, strong } from './cells.js';
import type { Links } from './links.js';
import type { StyledWords } from './runs.js';
import type { Cell, Column, Row } from './table.js';

/* What passages rest on: the sources and claims that they name, and the evidence kept of them. */

export const sourceColumns: readonly Column[] = [
  { name: 'Source', share: 28 },
  { name: 'What it is', share: 20 },
  { name: 'Rated in the register', share: 24 },
  { name: 'In passages', share: 28 },
];

/** A row for each source that the report names, in the order in which chains name them. */
export function* sourceRows({ annotations, named }: ReportedArticle): Generator<Row> {
  const naming = entriesBy(annotations, ({ drawnHops }) => drawnHops.map(({ source }) => source));
  const sourceOf = (id: string) => named.sources.get(id);
  // In the order in which chains name them; those that the history alone names stand last.
  for (const id of new Set([...naming.keys(), ...named.sources.keys()])) {
    const source = id === null ? undefined : sourceOf(id);
    if (id === null || !source) continue;
    const standing = endOf(source, sourceOf);
    yield [
      said(
        [strong(source.name)],
        source.aliases.length > 0 && soft(`also ${listed(source.aliases)}`),
        standing.id !== id && soft(`the same as ${standing.name}`),
      ),
      said(kindInWords(source), belonging(source, sourceOf)),
      said(ratedWords(standing)),
      inPassages(naming.get(id), ({ number }) => String(number)),
    ];
  }
}

function belonging(
  { affiliation }: Source,
  sourceOf: (id: string) => Source | undefined,
): readonly StyledWords[] | null {
  const to = affiliation === null ? undefined : sourceOf(affiliation);
  return to ? soft(`belongs to ${to.name}`) : null;
}

/** The register's rating of today, of the entry that stands for a source. */
function ratedWords(standing: Source): string {
  const rating = currentRating(standing);
  return rating
    ? `${reliabilityInSentence(rating.reliability)}, ${showDate(rating.at)}`
    : 'not rated';
}

export const evidenceColumns: readonly Column[] = [
  { name: 'No.', share: 5 },
  { name: 'Of', share: 22 },
  { name: 'Evidence', share: 45 },
  { name: 'SHA-256', share: 28 },
];

/** A row for each piece of evidence, in the order of the passages. */
export function* evidenceRows({ annotations }: ReportedArticle, links: Links): Generator<Row> {
  for (const { drawnHops, number } of annotations) {
    for (const { evidence, name, number: hop } of drawnHops) {
      for (const piece of evidence) {
        yield [
          said([strong(String(number))]),
          said(`hop ${hop}, ${name}`),
          evidenceCell(piece, links),
          digestCell(piece),
        ];
      }
    }
  }
}

function evidenceCell(piece: Evidence, links: Links): Cell {
  const { excerpt, file, retrievedAt, url } = piece;
  return said(
    excerpt && inQuotes(excerpt),
    file && `${file.name} (${file.type}, ${counted(file.size, 'byte')})`,
    url !== null && [links.to(url, shownAddress(url))],
    soft(
      [capitalised(locatorWords(piece)), retrievedAt && `retrieved ${showMoment(retrievedAt)}`]
        .filter(Boolean)
        .join(', '),
    ),
  );
}

function digestCell({ file, sha256 }: Evidence): Cell {
  return said(sha256 && code(sha256), file && code(file.sha256));
}

export const claimColumns: readonly Column[] = [
  { name: 'Claim', share: 78 },
  { name: 'In passages', share: 22 },
];

/** The claims, each once, in the order in which they are first borne, and behind them those that only its history names. */
export function* claimRows({ annotations, bearings, named }: ReportedArticle): Generator<Row> {
  const standingFor = (id: string) => endIdOf(id, (each) => named.claims.get(each));
  const bearing = entriesBy(annotations, ({ standingClaim }) => [standingClaim?.id ?? null]);
  const wordings = entriesBy([...named.claims.values()], ({ id }) => [standingFor(id)]);
  for (const id of new Set([...bearing.keys(), ...wordings.keys()])) {
    const standing = named.claims.get(id);
    if (!standing) continue;
    const [first] = bearing.get(id) ?? [];
    const claim = first?.claim ?? standing;
    yield [
      said(
        [strong(claim.statement)],
        ...joiningWords(claim, wordings.get(id) ?? []),
        bearings.get(claim.id)?.sentence ?? null,
        decided(standing),
        ...(first?.claimWarnings ?? []).map((warning) => [`▲ ${warning}`]),
      ),
      inPassages(bearing.get(id), (entry) => `${entry.number} ${stanceIn(entry)}`),
    ];
  }
}

function decided(claim: Claim): string | null {
  const words = decisionWords(claim);
  return words && `The desk calls it ${words}`;
}

function inPassages(
  entries: readonly ReportedAnnotation[] | undefined,
  words: (entry: ReportedAnnotation) => string,
): Cell {
  return said(entries?.map(words).join(', ') ?? soft('in the history alone'));
}

/** By an id, what names it, in the order given. */
function entriesBy<T>(
  all: readonly T[],
  idsOf: (entry: T) => readonly (string | null)[],
): Map<string, T[]> {
  const entries = new Map<string, T[]>();
  for (const entry of all) {
    for (const id of new Set(idsOf(entry))) {
      if (id === null) continue;
      const known = entries.get(id);
      if (known) known.push(entry);
      else entries.set(id, [entry]);
    }
  }
  return entries;
}
