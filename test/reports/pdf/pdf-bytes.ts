import { buffer } from 'node:stream/consumers';
import { pdf } from '../../../src/reports/pdf/pdf.js';
import type { Material } from '../../../src/reports/public-part.js';
import { reportOf } from '../gathered.js';

type Options = Parameters<typeof reportOf>[1];

/** The report on what was gathered, as PDF. */
export function bytesOf(materials: readonly Material[], options: Options = {}): Promise<Buffer> {
  return buffer(pdf.write(reportOf(materials, options)));
}

/** Words as they stand on paper, wherever a line ends. */
export function flat(text: string): string {
  return text.replace(/\s+/gu, '');
}
