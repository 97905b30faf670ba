import { locatorWords } from '../domain/chain/drawn-hops.js';
import type { Evidence } from '../domain/chain/hop.js';
import { inQuotes } from '../domain/text/wording.js';

/** What a piece of evidence is, and where in it: "“Berth 9 closes.”", "memo.pdf", "page 3". */
export function evidenceWords(piece: Evidence): string[] {
  const { excerpt, file } = piece;
  return [excerpt && inQuotes(excerpt), file?.name, locatorWords(piece) || null].filter(
    (words) => typeof words === 'string',
  );
}

/** The digests of a piece of evidence, of the file and of the excerpt, as far as it has them. */
export function digestWords({ file, sha256 }: Evidence): string[] {
  const words = [
    file && `SHA-256 ${file.sha256}`,
    sha256 && `SHA-256 ${file ? 'of the excerpt ' : ''}${sha256}`,
  ];
  return words.filter((part) => typeof part === 'string');
}
