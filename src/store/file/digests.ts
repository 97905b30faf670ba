import { crc32 } from 'node:zlib';

/*
 * A snapshot ends in a list of digests, by which a start finds what has become different since it was
 * written. The text before the list is cut into blocks: of sixteen lines, and anew with each line that
 * begins a list, so that what comes into one list leaves the digests of the others as they were. A
 * file without such a list is one of the days before, or typed.
 */

const linesPerBlock = 16;
const lineEnd = 0x0a;
const listOpens = 0x5b;

/** The CRC-32 of each block of a text that comes in pieces. */
export class Digests {
  readonly #digests: string[] = [];
  /** The last line of each block, from 1. */
  readonly #ends: number[] = [];
  /** Of the block that is not at its end. */
  #crc = 0;
  #lines = 0;
  #bytes = 0;
  /** The byte before the next one. */
  #last = 0;

  add(bytes: Uint8Array): void {
    let from = 0;
    for (let at = bytes.indexOf(lineEnd); at !== -1; at = bytes.indexOf(lineEnd, at + 1)) {
      const last = at > 0 ? bytes[at - 1] : this.#last;
      this.#lines++;
      if (last !== listOpens && this.#lines < linesPerBlock) continue;
      this.#grow(bytes.subarray(from, at + 1));
      this.#close();
      from = at + 1;
    }
    this.#grow(bytes.subarray(from));
    this.#last = bytes.at(-1) ?? this.#last;
  }

  /** Closes the last block. Nothing more may be added. */
  end(): void {
    if (this.#bytes === 0) return;
    this.#lines++;
    this.#close();
  }

  /** What stands behind the text, up to the end of the file. */
  print(): string {
    return `${opening}${this.#digests.map((digest) => `    "${digest}"`).join(',\n')}\n  ]\n}\n`;
  }

  /** The first and the last line of the first block that has another digest; null where all are there. */
  firstUnlike(digests: readonly unknown[]): [number, number] | null {
    const at = this.#digests.findIndex((digest, index) => digest !== digests[index]);
    return at === -1 ? null : [(this.#ends[at - 1] ?? 0) + 1, this.#ends[at] ?? 0];
  }

  #grow(bytes: Uint8Array): void {
    this.#crc = crc32(bytes, this.#crc);
    this.#bytes += bytes.length;
  }

  #close(): void {
    this.#digests.push(this.#crc.toString(16).padStart(8, '0'));
    this.#ends.push((this.#ends.at(-1) ?? 0) + this.#lines);
    this.#crc = 0;
    this.#lines = 0;
    this.#bytes = 0;
  }
}

const opening = '\n  "crc32": [\n';

/** The digests of a file, worked out while it is read: of what stands before the last list of them. */
export class FileDigests {
  readonly #digests = new Digests();
  /** How many bytes have been taken, none of a list of digests. */
  #taken = 0;

  /** Takes the file's beginning as far as it has been read; each time more of the same. */
  take(beginning: Buffer): void {
    const list = beginning.indexOf(opening, this.#taken);
    const end = list === -1 ? beginning.length - opening.length : list;
    if (end > this.#taken) this.#add(beginning, end);
  }

  /** What all bytes have for digests, and whether they state just these; null where they state none. */
  of(bytes: Buffer): { digests: Digests; areStated: boolean } | null {
    const end = bytes.lastIndexOf(opening);
    if (end === -1) return null;
    this.#add(bytes, end);
    this.#digests.end();
    return {
      digests: this.#digests,
      areStated: bytes.subarray(end).equals(Buffer.from(this.#digests.print())),
    };
  }

  #add(bytes: Buffer, end: number): void {
    this.#digests.add(bytes.subarray(this.#taken, end));
    this.#taken = end;
  }
}

/**
 * Where the bytes of a file are not what was written, going by their digests and those that it states: as
 * in *lines 12 to 27*. Null where they are.
 */
export function differenceIn(
  found: ReturnType<FileDigests['of']>,
  stated: readonly unknown[],
): string | null {
  if (found === null) return 'its layout';
  if (found.areStated) return null;
  const [first, last] = found.digests.firstUnlike(stated) ?? [];
  if (first === undefined) return 'its end';
  return first === last ? `line ${first}` : `lines ${first} to ${last}`;
}
