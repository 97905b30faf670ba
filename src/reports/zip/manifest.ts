import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ArchivedFile } from './archive.js';

type Pieces = Iterable<string> | AsyncIterable<string | Uint8Array>;

/** What is known of a file once it has been written. */
export interface WrittenFile {
  path: string;
  /** In bytes. */
  size: number;
  /** In hexadecimal. */
  sha256: string;
}

/** In bytes: so much is worth being compressed and sent, and is made in some milliseconds. */
const portionBytes = 32 * 1024;

/** The files of an archive as far as they are written, in their order, each with its digest. */
export class Manifest {
  readonly #files: WrittenFile[] = [];

  get files(): readonly WrittenFile[] {
    return this.#files;
  }

  /** A file to be archived, of text or bytes in pieces; it is taken down when all has been read. */
  file(path: string, pieces: Pieces): ArchivedFile {
    return { path, pieces: this.#written(path, pieces) };
  }

  async *#written(path: string, pieces: Pieces): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    let size = 0;
    for await (const portion of inPortions(pieces)) {
      hash.update(portion);
      size += portion.length;
      yield portion;
      // Nothing but promises may have been waited for: others have their turn here.
      await nextTurn();
    }
    this.#files.push({ path, size, sha256: hash.digest('hex') });
  }

  /** What `sha256sum -c` checks, run where the files stand: a line for each. */
  *checksums(): Generator<string> {
    for (const { path, sha256 } of this.#files) yield `${sha256}  ${path}\n`;
  }
}

async function* inPortions(pieces: Pieces): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece);
    waiting.push(bytes);
    length += bytes.length;
    if (length < portionBytes) continue;
    const together = Buffer.concat(waiting);
    for (let at = 0; at < length; at += portionBytes) {
      yield together.subarray(at, at + portionBytes);
    }
    [waiting, length] = [[], 0];
  }
  if (length > 0) yield Buffer.concat(waiting);
}
