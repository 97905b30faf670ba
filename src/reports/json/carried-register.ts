import type { Claim } from '../../domain/claims/claim.js';
import type { Source } from '../../domain/register/source.js';
import type { ClaimBearing } from '../public-part.js';
import type { ReportedArticle } from '../report.js';
import { transferShapes } from './transfer-format.js';

/** The entries and people that the articles of a file name, each with what of its ties is in it. */
export class CarriedRegister {
  readonly #articles = new Set<string>();
  readonly #annotations = new Set<string>();
  readonly #sources = new Map<string, Source>();
  readonly #claims = new Map<string, Claim>();
  readonly #bearings = new Map<string, ClaimBearing>();
  readonly #people = new Map<string, string>();

  add({
    annotations,
    article,
    bearings,
    named,
  }: Pick<ReportedArticle, 'annotations' | 'article' | 'bearings' | 'named'>): void {
    for (const { annotation } of annotations) this.#annotations.add(annotation.id);
    putAll(bearings, this.#bearings);
    this.#articles.add(article.id);
    putAll(named.sources, this.#sources);
    putAll(named.claims, this.#claims);
    putAll(named.people, this.#people);
  }

  *sources(): Generator<unknown> {
    for (const source of inOrder(this.#sources)) {
      const { version: _, round: _round, uses: _uses, differsFrom, ratings, ...entry } = source;
      const others = differsFrom?.filter((id) => this.#sources.has(id)) ?? [];
      yield transferShapes.source.parse({
        ...entry,
        ...(others.length > 0 && { differsFrom: others }),
        ratings: ratings.map(({ from, ...rating }) =>
          this.#sources.has(from ?? '') ? { ...rating, from } : rating,
        ),
        affiliation: this.#sources.has(entry.affiliation ?? '') ? entry.affiliation : null,
        article: this.#articles.has(entry.article ?? '') ? entry.article : null,
        joined: this.#sources.has(entry.joined?.into ?? '') ? entry.joined : null,
      });
    }
  }

  *claims(): Generator<unknown> {
    for (const { version: _, round: _round, ...claim } of inOrder(this.#claims)) {
      const joined = this.#claims.has(claim.joined?.into ?? '') ? claim.joined : null;
      const bearing = this.#bearings.get(claim.id);
      const overrides = claim.overrides.filter(({ about }) =>
        about.every((id) => this.#isThere(id)),
      );
      yield transferShapes.claim.parse({
        ...{ ...claim, joined, overrides },
        ...(bearing && { bearing: carriedBearing(bearing) }),
      });
    }
  }

  /** What was set aside about somebody or something that is not in the file would name it. */
  #isThere(id: string): boolean {
    return [this.#sources, this.#annotations, this.#articles].some((there) => there.has(id));
  }

  *people(): Generator<unknown> {
    const ids = [...this.#people.keys()].sort();
    for (const id of ids) yield transferShapes.person.parse({ id, name: this.#people.get(id) });
  }
}

function carriedBearing({ sentence, atLeast, atMost, exact, warnings }: ClaimBearing) {
  const warned = warnings.map(({ code, sentence: words }) => ({ code, sentence: words }));
  return { sentence, atLeast, atMost, exact, ...(warned.length > 0 && { warnings: warned }) };
}

function putAll<T>(from: ReadonlyMap<string, T>, to: Map<string, T>): void {
  for (const [id, value] of from) to.set(id, value);
}

function inOrder<T extends { id: string }>(entries: ReadonlyMap<string, T>): T[] {
  return [...entries.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}
