import { PassThrough, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** A file in an archive. */
export interface ArchivedFile {
  /** Its folders and its name, with `/` between them. */
  path: string;
  pieces: AsyncIterable<Uint8Array>;
}

/**
 * Files as a zip, in pieces that are made no faster than they are read: what has been read is let go
 * of, and there may be more of them, and larger ones, than the zip of 1989 had numbers for. The same
 * files and date give the same bytes wherever they are made. `date` is RFC 3339, in UTC; files bear
 * its day.
 */
export async function* archive(
  files: AsyncIterable<ArchivedFile>,
  date: string | null,
): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const output = zip.outputStream.pipe(new PassThrough());
  const filling = new Filling(zip, dayOf(date));
  zip.once('error', (fault) => output.destroy(fault));
  filling.take(files).then(
    () => zip.end(),
    (fault) => output.destroy(fault),
  );
  try {
    for await (const piece of output) yield piece;
  } finally {
    // Whoever read is gone, or something failed: what is still being made is let go of.
    filling.stop();
    output.destroy();
  }
}

/** Puts files into a zip one after the other. */
class Filling {
  readonly #zip: ZipFile;
  readonly #mtime: Date;
  #current: Readable | null = null;
  #isStopped = false;

  constructor(zip: ZipFile, mtime: Date) {
    this.#zip = zip;
    this.#mtime = mtime;
  }

  async take(files: AsyncIterable<ArchivedFile>): Promise<void> {
    for await (const file of files) {
      await this.#add(file);
      if (this.#isStopped) return;
    }
  }

  /** Ends it with the piece that is being made. */
  stop(): void {
    this.#isStopped = true;
    this.#current?.destroy();
  }

  async #add({ path, pieces }: ArchivedFile): Promise<void> {
    const content = Readable.from(pieces, { objectMode: false });
    this.#current = content;
    const options = { mtime: this.#mtime, mode: 0o100644, forceDosTimestamp: true };
    // The zip keeps this function until its end: were the file itself in reach of it, it would stay too.
    this.#zip.addReadStreamLazy(path, options, (take) => this.#give(take));
    await finished(content);
    this.#current = null;
  }

  #give(take: (fault: unknown, content: NodeJS.ReadableStream) => void): void {
    if (this.#current) take(null, this.#current);
  }
}

/**
 * A zip knows local times without their zone: noon of the day in UTC is written alike by every
 * server. What has no date gets the first that a zip can have.
 */
function dayOf(date: string | null): Date {
  const day = new Date(date ?? '1980-01-01');
  return new Date(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), 12);
}
