import { z } from 'zod';
import { parse } from '../domain/parse.js';
import { Problem } from '../domain/problem.js';
import { csv } from './csv/csv.js';
import { docx } from './docx/docx.js';
import type { Format } from './format.js';
import { html } from './html/html.js';
import { json } from './json/json.js';
import { md } from './markdown/markdown.js';
import { pdf } from './pdf/pdf.js';
import type { ReportScope } from './report-scope.js';
import { webannotation } from './webannotation/webannotation.js';
import { zipOf } from './zip/zip.js';

const single = { html, docx, pdf, md, csv, json, webannotation } satisfies Record<string, Format>;

/** Every format that a report can be written in, by the name under which one asks for it. */
export const formats = { ...single, zip: zipOf(single) };
export type FormatName = keyof typeof formats;
export const formatNames = Object.keys(formats) as FormatName[];

const asked = z.object({
  format: z.enum(formatNames, `Choose a format: ${formatNames.join(', ')}.`),
});

/**
 * The name of a format as it was asked for; throws *invalid* on the field `format`, and on `for` where
 * it has nothing for those who are to read it.
 */
export function readFormat(format: unknown, { audience }: ReportScope): FormatName {
  const name = parse(asked, { format }).format;
  const { recordOnly } = formats[name];
  if (audience === 'readers' && recordOnly !== null) throw Problem.field('for', recordOnly);
  return name;
}
