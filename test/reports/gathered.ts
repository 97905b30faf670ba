import { text } from 'node:stream/consumers';
import { layOut } from '../../src/domain/map/map-layouts.js';
import { finished } from '../../src/domain/text/close-matches.js';
import type { Format } from '../../src/reports/format.js';
import { identifiers } from '../../src/reports/identifiers.js';
import type { Material } from '../../src/reports/public-part.js';
import {
  type CountedArticle,
  countArticle,
  type Report,
  type ReportedArticle,
  reportArticle,
} from '../../src/reports/report.js';

interface Options {
  baseUrl?: string | null;
  whole?: boolean;
}

/** A report on articles that are at hand. */
export function reportOf(
  materials: readonly Material[],
  { baseUrl = null, whole = false }: Options = {},
): Report {
  async function* articles(): AsyncGenerator<ReportedArticle> {
    for (const material of materials) yield articleOf(material, { baseUrl });
  }
  async function* counted(): AsyncGenerator<CountedArticle> {
    for (const material of materials) yield finished(countArticle(material));
  }
  const contents = materials.map(({ article }) => article);
  return { whole, contents, articles, counted, identifiers: identifiers(baseUrl), layOut };
}

/** What is reported of an article. */
export function articleOf(material: Material, { baseUrl = null }: Options = {}): ReportedArticle {
  return finished(reportArticle(material, identifiers(baseUrl)));
}

/** The whole text of a report on articles in a format. */
export function written(
  { write }: Pick<Format, 'write'>,
  materials: readonly Material[],
  options: Options = {},
): Promise<string> {
  return text(write(reportOf(materials, options)));
}
