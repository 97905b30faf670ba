import { type Chain, sourcesIn } from '../../domain/chain/chain.js';
import { reliabilityWords } from '../../domain/chain/scales.js';
import { endOf, withEnds } from '../../domain/register/joining.js';
import { currentRating, type Source } from '../../domain/register/source.js';
import type { Identifiers } from '../identifiers.js';
import type { ReportedArticle } from '../report.js';
import { type Columns, lines } from './csv-cells.js';

/** An entry of the register, and how much of the report rests on it: under its own name, or under any of its names where others are joined into it. */
interface SourceRow {
  identifiers: Identifiers;
  source: Source;
  sourceOf: (id: string) => Source | undefined;
  uses: Uses;
}

interface Uses {
  annotations: number;
  /** Of these, those whose chain begins with it. */
  asOrigin: number;
  articles: number;
}

/** A row a source that stands in a chain. */
export const sourceColumns: Columns<SourceRow> = {
  source: ({ source }) => source.name,
  kind: ({ source }) => source.kind,
  reliability: (row) => rating(row)?.reliability ?? null,
  'reliability in words': (row) => {
    const found = rating(row);
    return found && reliabilityWords(found.reliability);
  },
  annotations: ({ uses }) => uses.annotations,
  'as origin': ({ uses }) => uses.asOrigin,
  articles: ({ uses }) => uses.articles,
  unnamed: ({ source }) => source.unnamed,
  confidential: ({ source }) => source.confidential,
  'belongs to': ({ source, sourceOf }) => nameOf(source.affiliation, sourceOf),
  'other names': ({ source }) => lines(source.aliases),
  description: ({ source }) => source.description,
  'same as': ({ source, sourceOf }) => nameOf(source.joined?.into ?? null, sourceOf),
  'rated at': (row) => rating(row)?.at ?? null,
  'rating reason': (row) => rating(row)?.reason ?? null,
  'source id': ({ identifiers, source }) => identifiers.source(source.id),
};

/** The register's rating of today, of whatever entry stands for it. */
function rating({ source, sourceOf }: SourceRow) {
  return currentRating(endOf(source, sourceOf));
}

function nameOf(id: string | null, sourceOf: SourceRow['sourceOf']): string | null {
  return (id !== null && sourceOf(id)?.name) || null;
}

/** The sources of a report's chains: of the articles that went by no more is kept than these. */
export class SourceUses {
  readonly #sources = new Map<string, Source>();
  readonly #uses = new Map<string, Uses>();

  add({ annotations, named }: Pick<ReportedArticle, 'annotations' | 'named'>): void {
    const here = new Set<string>();
    for (const [id, source] of named.sources) this.#sources.set(id, source);
    for (const { annotation } of annotations) {
      const origins = this.#entriesIn(annotation.chain.slice(0, 1));
      for (const id of this.#entriesIn(annotation.chain)) {
        const uses = this.#uses.get(id) ?? { annotations: 0, asOrigin: 0, articles: 0 };
        this.#uses.set(id, uses);
        uses.annotations += 1;
        uses.asOrigin += Number(origins.includes(id));
        uses.articles += Number(!here.has(id));
        here.add(id);
      }
    }
  }

  /** What a chain names, and what stands for it, each once. */
  #entriesIn(chain: Chain): string[] {
    return withEnds(sourcesIn(chain), (id) => this.#sources.get(id));
  }

  /** Those on which most rests first; of equals, by id. */
  *rows(identifiers: Identifiers): Generator<SourceRow> {
    const sourceOf = (id: string) => this.#sources.get(id);
    const used = [...this.#uses].flatMap(([id, uses]) => {
      const source = sourceOf(id);
      return source ? [{ identifiers, source, sourceOf, uses }] : [];
    });
    yield* used.sort(
      (one, other) =>
        other.uses.annotations - one.uses.annotations || (one.source.id < other.source.id ? -1 : 1),
    );
  }
}
