import { buffer } from 'node:stream/consumers';
import { unzipSync } from 'fflate';
import type { Format } from '../../../src/reports/format.js';
import { formats } from '../../../src/reports/formats.js';
import type { Material } from '../../../src/reports/public-part.js';
import type { Report } from '../../../src/reports/report.js';
import { type ReportScope, wholeRecord } from '../../../src/reports/report-scope.js';
import { zipOf } from '../../../src/reports/zip/zip.js';
import { hostileMaterial } from '../fixtures.js';
import { reportOf } from '../gathered.js';
import { readable } from '../readable.js';

/* Reports as they are packed, and unpacked again to be looked at. */

/** Of formats that take some time for each article one will do, where it is about the archive. */
export const light = zipOf({ md: formats.md, csv: formats.csv, json: formats.json });

/** A PDF document is no more than its title here: how it is set is a matter of its own. */
const titleAlone: Report['typeset'] = async ({ title }) => ({ pdf: Buffer.from(title), said: [] });

interface Asked {
  format?: Format;
  scope?: ReportScope;
  typeset?: Report['typeset'];
}

export async function packed(
  materials: readonly Material[],
  { format = formats.zip, scope = wholeRecord, typeset = titleAlone }: Asked = {},
) {
  const report = { ...reportOf(materials, { whole: materials.length > 1, scope }), typeset };
  const files = unzipSync(await buffer(format.write(report)));
  return new Map(Object.entries(files).map(([path, content]) => [path, Buffer.from(content)]));
}

/** The same as texts. */
export async function filesOf(...asked: Parameters<typeof packed>) {
  const texts = new Map<string, string>();
  for (const [path, content] of await packed(...asked)) {
    texts.set(path, await readable(content));
  }
  return texts;
}

export const documents = ['report.html', 'report.docx', 'report.pdf', 'report.md'];
export const data = ['annotations.csv', 'hops.csv', 'sources.csv', 'report.json', 'report.jsonld'];
export const about = ['README.txt', 'ro-crate-metadata.json', 'SHA256SUMS'];

const titles: string[] = [];

/** An article of that title, as no other has it. */
export function titled(title: string): Material {
  const material = hostileMaterial('words');
  return { ...material, article: { ...material.article, id: `a${titles.push(title)}`, title } };
}
