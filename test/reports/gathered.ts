import { buffer } from 'node:stream/consumers';
import { layoutsOf } from '../../src/desk/map/map-working.js';
import { finished } from '../../src/domain/finished.js';
import type { Format } from '../../src/reports/format.js';
import { identifiers } from '../../src/reports/identifiers.js';
import { typeset } from '../../src/reports/pdf/typesetting.js';
import type { Material } from '../../src/reports/public-part.js';
import {
  type CountedArticle,
  countArticle,
  type Report,
  type ReportedArticle,
  reportArticle,
} from '../../src/reports/report.js';
import { type ReportScope, wholeRecord } from '../../src/reports/report-scope.js';
import { type FilterNames, scopeWords } from '../../src/reports/sentences.js';
import { readable } from './readable.js';

interface Options {
  baseUrl?: string | null;
  whole?: boolean;
  scope?: ReportScope;
}

const asItIs = (value: string) => value;
const names: FilterNames = {
  confidence: asItIs,
  status: asItIs,
  person: asItIs,
  source: asItIs,
  claim: asItIs,
  label: asItIs,
};

/** A report on articles that are at hand. */
export function reportOf(
  materials: readonly Material[],
  { baseUrl = null, scope = wholeRecord, whole = false }: Options = {},
): Report {
  async function* articles(): AsyncGenerator<ReportedArticle> {
    for (const material of materials) yield articleOf(material, { baseUrl, scope });
  }
  async function* counted(): AsyncGenerator<CountedArticle> {
    for (const material of materials) yield finished(countArticle(material, scope));
  }
  const contents = materials.map(({ article }) => article);
  const about = { scope, scopeWords: scopeWords(scope, names), identifiers: identifiers(baseUrl) };
  return {
    whole,
    contents,
    articles,
    counted,
    layOut: layoutsOf,
    typeset,
    tell: () => {},
    ...about,
  };
}

/** What is reported of an article. */
export function articleOf(
  material: Material,
  { baseUrl = null, scope = wholeRecord }: Options = {},
): ReportedArticle {
  return finished(reportArticle(material, identifiers(baseUrl), scope));
}

/** The whole text of a report on articles in a format; of an archive, that of all of its files. */
export async function written(
  { write }: Pick<Format, 'write'>,
  materials: readonly Material[],
  options: Options = {},
): Promise<string> {
  return readable(await buffer(write(reportOf(materials, options))));
}
