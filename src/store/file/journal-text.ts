import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { Problem } from '../../domain/problem.js';
import { jsonOf } from '../json.js';
import { verbatim } from '../quick-shape-check.js';
import { changeShape, faultIn, storedChanges } from '../shapes.js';
import type { Commit } from '../store.js';

/*
 * A journal is lines of JSON (RFC 8259), each sealed by a CRC-32 of what stands before it. The
 * first is the head; then comes one line a commit, numbered without a gap. What is behind the last
 * line end was cut short while it was written, so nobody was told that it was saved.
 */

/** The version of the layout described here. A journal of a later one is refused. */
const format = 1;

/** What a journal follows. */
export interface Head {
  /** The number of the commit before its first. */
  after: number;
  /** The commit that each snapshot held, at the least, when the journal was begun. */
  public: number;
  private: number;
}

/** A commit, and where its line stands in the journal. */
export interface JournalEntry {
  commit: Commit;
  /** From 1. */
  line: number;
  /** The offset of the byte behind it. */
  end: number;
}

/** What a journal says, as far as it can be relied on. */
export interface JournalText {
  /** Null for a journal in which nothing has been saved. */
  head: Head | null;
  entries: readonly JournalEntry[];
  /** Whether it ends in a line that was cut short. */
  torn: boolean;
  /** The first line that is not what was written, and what is wrong with it. */
  damage: { line: number; fault: string } | null;
}

export function printHead(head: Head): string {
  return seal(JSON.stringify({ journal: format, ...head }));
}

export function printCommit({ number, changes }: Commit): string {
  return seal(JSON.stringify({ commit: number, changes }));
}

/** `,"crc32":"01234567"}`, in the place of the brace that ends the object. */
const sealed = /,"crc32":"([\da-f]{8})"\}$/u;
const sealBytes = 20;

function seal(json: string): string {
  const body = json.slice(0, -1);
  return `${body},"crc32":"${checksum(body)}"}\n`;
}

function checksum(content: string | Uint8Array): string {
  return crc32(content).toString(16).padStart(8, '0');
}

const count = z.int().min(0);
const headShape = z.strictObject({
  journal: z.literal(format),
  after: count,
  public: count,
  private: count,
  crc32: z.string(),
});
const commitShape = z.strictObject({
  commit: count,
  changes: z.array(changeShape),
  crc32: z.string(),
});
const isAsWritten = verbatim(commitShape);
const olderShape = commitShape.extend({ changes: storedChanges });

/**
 * Reads the bytes of a journal of the given name, as far as they are sound. Throws *unreadable*
 * for one of a later version.
 */
export function readJournal(bytes: Buffer, name: string): JournalText {
  const entries: JournalEntry[] = [];
  let head: Head | null = null;
  let from = 0;
  for (let line = 1; from < bytes.length; line++) {
    const to = bytes.indexOf('\n', from);
    if (to === -1) return { head, entries, torn: true, damage: null };
    const text = bytes.subarray(from, to);
    if (line === 1) demandFormat(text, name);
    try {
      if (head === null) head = readHead(text);
      else entries.push({ commit: readCommit(text, head.after + line - 1), line, end: to + 1 });
    } catch (fault) {
      if (!(fault instanceof Damage)) throw fault;
      return { head, entries, torn: false, damage: { line, fault: fault.message } };
    }
    from = to + 1;
  }
  return { head, entries, torn: false, damage: null };
}

class Damage extends Error {}

function readHead(line: Uint8Array): Head {
  const { journal: _, crc32: __, ...head } = shaped(headShape, unsealed(line));
  return head;
}

function readCommit(line: Uint8Array, expected: number): Commit {
  const { commit: number, changes } = committed(unsealed(line));
  if (number === expected) return { number, changes };
  throw new Damage(`commit ${number} stands where ${expected} should`);
}

function committed(value: unknown): z.output<typeof commitShape> {
  return isAsWritten(value) ? value : shaped(olderShape, value);
}

function unsealed(line: Uint8Array): unknown {
  const text = Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString();
  const stated = sealed.exec(text.slice(-sealBytes))?.[1];
  if (stated === undefined || stated !== checksum(line.subarray(0, -sealBytes))) {
    throw new Damage('it is not what was written (its checksum does not fit)');
  }
  return jsonOf(text);
}

function shaped<T>(shape: z.ZodType<T>, value: unknown): T {
  const read = shape.safeParse(value);
  if (!read.success) throw new Damage(faultIn(read.error));
  return read.data;
}

function demandFormat(line: Buffer, name: string): void {
  const read = z.object({ journal: z.number() }).safeParse(jsonOf(line.toString()));
  if (!read.success || read.data.journal <= format) return;
  throw new Problem(
    'unreadable',
    `${name} has format ${read.data.journal}, and this Whence reads format ${format}. Open it with a newer Whence.`,
  );
}
