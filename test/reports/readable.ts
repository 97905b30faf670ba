import { unzipSync } from 'fflate';

/** The text of a report's file; of an archive, the names and texts of all files in it, and in those in it. */
export function readable(bytes: Buffer): string {
  if (bytes.toString('latin1', 0, 2) !== 'PK') return bytes.toString();
  const files = Object.entries(unzipSync(bytes));
  return files.map(([path, content]) => `${path}\n${readable(Buffer.from(content))}`).join('\n');
}
