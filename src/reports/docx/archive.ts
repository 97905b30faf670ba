import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib';
import { Zip, type ZipInputFile } from 'fflate';
import type { Xml } from './xml.js';

/*
 * An Open Packaging archive that is written in pieces. Node's own compression works beside the thread that
 * serves; `fflate` knows the container, and holds what is compressed of one part until those before it
 * are through.
 */

/** In UTF-16 units: what is worth a turn of the compression. */
const batchUnits = 64 * 1024;

/** The earliest that a zip file can say: the same report gives the same bytes whenever it is written. */
const fixedTime = new Date(1980, 0, 1);

/** A part while it is written. */
export class ArchivePart implements ZipInputFile {
  readonly filename: string;
  readonly compression = 8;
  readonly mtime = fixedTime;
  size = 0;
  crc = 0;
  ondata: NonNullable<ZipInputFile['ondata']> = () => {};
  readonly #deflate: DeflateRaw = createDeflateRaw();
  #batch = '';

  constructor(filename: string) {
    this.filename = filename;
    this.#deflate.on('data', (piece: Uint8Array<ArrayBuffer>) => this.ondata(null, piece, false));
  }

  async write(piece: Xml): Promise<void> {
    this.#batch += piece;
    if (this.#batch.length >= batchUnits) await this.#compress();
  }

  async end(): Promise<void> {
    await this.#compress();
    await new Promise<void>((done, fail) => {
      this.#deflate.once('error', fail).once('end', done).end();
    });
    this.ondata(null, new Uint8Array(0), true);
  }

  async #compress(): Promise<void> {
    const bytes = Buffer.from(this.#batch, 'utf8');
    this.#batch = '';
    this.size += bytes.length;
    this.crc = crc32(bytes, this.crc);
    await new Promise<void>((done, fail) => {
      this.#deflate.write(bytes, (fault) => (fault ? fail(fault) : done()));
    });
  }
}

/** The archive; parts stand in it in the order in which they were begun. */
export class Archive {
  #ready: Uint8Array[] = [];
  #fault: Error | null = null;
  readonly #zip = new Zip((fault, piece) => {
    if (fault) this.#fault = fault;
    else if (piece.length > 0) this.#ready.push(piece);
  });

  begin(name: string): ArchivePart {
    const part = new ArchivePart(name);
    this.#zip.add(part);
    return part;
  }

  async add(name: string, content: Xml): Promise<void> {
    const part = this.begin(name);
    await part.write(content);
    await part.end();
  }

  /** Every part has been ended. */
  end(): void {
    this.#zip.end();
  }

  /** What can be sent by now; it may be empty. */
  take(): Uint8Array {
    if (this.#fault) throw this.#fault;
    const bytes = Buffer.concat(this.#ready);
    this.#ready = [];
    return bytes;
  }
}
