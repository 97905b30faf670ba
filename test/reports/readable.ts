import { unzipSync } from 'fflate';
import { lettersOf } from './pdf/read-pdf.js';

/** The text of a report's file; of an archive, the names and texts of all files in it. */
export async function readable(bytes: Buffer): Promise<string> {
  const kind = bytes.toString('latin1', 0, 4);
  if (kind === '%PDF') return lettersOf(bytes);
  if (!kind.startsWith('PK')) return bytes.toString();
  const texts: string[] = [];
  for (const [path, content] of Object.entries(unzipSync(bytes))) {
    texts.push(`${path}\n${await readable(Buffer.from(content))}`);
  }
  return texts.join('\n');
}
