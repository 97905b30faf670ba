import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { Problem } from '../../domain/problem.js';
import { jsonOf } from '../json.js';
import { quickShapeCheck } from '../quick-shape-check.js';
import { changeShape, faultIn } from '../shapes.js';
import type { Commit } from '../store.js';
import { upgradedChanges } from '../upgrade.js';

/*
 * A journal is lines of JSON (RFC 8259), each sealed by a CRC-32 of what stands before it. The
 * first is the head; then comes one line a commit, numbered without a gap. What is behind the last
 * line end was cut short while it was written, so nobody was told that it was saved.
 */

/**
 * The version of the layout described here. A journal of a later one is refused. Version 1 is of the
 * days of formats 1 and 2 of the desk: its documents are those of that time.
 */
export const journalFormat = 2;

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
  /** In which it was written; what it says has been brought to this one. */
  format: number;
  /** Null for a journal in which nothing has been saved. */
  head: Head | null;
  entries: readonly JournalEntry[];
  /** Whether it ends in a line that was cut short. */
  torn: boolean;
  /** The first line that is not what was written, and what is wrong with it. */
  damage: { line: number; fault: string } | null;
}

/** The first line of a journal: from which commits it goes on, and its own checksum. */
export function printHead(head: Head): Buffer {
  const line = Buffer.from(JSON.stringify({ journal: journalFormat, ...head }).slice(0, -1));
  return Buffer.concat([line, sealOf(crc32(line))]);
}

/** In bytes: to print this many takes some milliseconds. */
const longPrintedBytes = 200_000;
/** In bytes: this many are put together in as long. */
const copiedAtOnceBytes = 4_000_000;

/** The line of a commit. It yields between pieces of work where that is long. */
export function* printCommitInTurns({ number, changes }: Commit): Generator<undefined, Buffer> {
  const parts: Buffer[] = [];
  let [size, sum, printed] = [0, 0, 0];
  const add = (part: Buffer) => {
    parts.push(part);
    size += part.length;
    printed += part.length;
    sum = crc32(part, sum);
  };
  add(Buffer.from(`{"commit":${number},"changes":[`));
  for (const [at, change] of changes.entries()) {
    add(Buffer.from(`${at === 0 ? '' : ','}${JSON.stringify(change)}`));
    if (printed < longPrintedBytes) continue;
    printed = 0;
    yield;
  }
  add(Buffer.from(']'));
  add(sealOf(sum));
  return yield* joined(parts, size);
}

function* joined(parts: readonly Buffer[], size: number): Generator<undefined, Buffer> {
  const line = Buffer.allocUnsafe(size);
  let [at, copied] = [0, 0];
  for (const part of parts) {
    at += part.copy(line, at);
    copied += part.length;
    if (copied < copiedAtOnceBytes) continue;
    copied = 0;
    yield;
  }
  return line;
}

/** `,"crc32":"01234567"}`, in the place of the brace that ends the object. */
const sealed = /,"crc32":"([\da-f]{8})"\}$/u;
const sealBytes = 20;

/** What stands behind a line with that sum, in the place of the brace that would end it. */
function sealOf(sum: number): Buffer {
  return Buffer.from(`,"crc32":"${digits(sum)}"}\n`);
}

function digits(sum: number): string {
  return sum.toString(16).padStart(8, '0');
}

const count = z.int().min(0);
const headShape = z.strictObject({
  journal: z.literal([1, journalFormat]),
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
const isAsWritten = quickShapeCheck(commitShape);

/**
 * Reads the bytes of a journal of the given name, as far as they are sound. Throws *unreadable*
 * for one of a later version.
 */
export function readJournal(bytes: Buffer, name: string): JournalText {
  const entries: JournalEntry[] = [];
  const read = { format: journalFormat, entries, torn: false, damage: null };
  let head: Head | null = null;
  let from = 0;
  for (let line = 1; from < bytes.length; line++) {
    const to = bytes.indexOf('\n', from);
    if (to === -1) return { ...read, head, ...unfinished(bytes.subarray(from), line) };
    const text = bytes.subarray(from, to);
    if (line === 1) read.format = formatOf(text, name);
    try {
      if (head === null) head = readHead(text);
      else {
        const commit = readCommit(text, head.after + line - 1, read.format);
        entries.push({ commit, line, end: to + 1 });
      }
    } catch (fault) {
      if (!(fault instanceof Damage)) throw fault;
      return { ...read, head, damage: { line, fault: fault.message } };
    }
    from = to + 1;
  }
  return { ...read, head };
}

class Damage extends Error {}

/**
 * What is behind the last line end. A line that was cut short ends there; a whole one with something in
 * the place of its end was written, and acknowledged.
 */
function unfinished(rest: Buffer, line: number): Pick<JournalText, 'torn' | 'damage'> {
  if (!isSealed(rest.subarray(0, -1))) return { torn: true, damage: null };
  return { torn: false, damage: { line, fault: 'its end is not what was written' } };
}

function isSealed(line: Uint8Array): boolean {
  try {
    unsealed(line);
    return true;
  } catch {
    return false;
  }
}

function readHead(line: Uint8Array): Head {
  const { journal: _, crc32: __, ...head } = shaped(headShape, unsealed(line));
  return head;
}

function readCommit(line: Uint8Array, expected: number, format: number): Commit {
  const { commit: number, changes } = committed(unsealed(line), format);
  if (number === expected) return { number, changes };
  throw new Damage(`commit ${number} stands where ${expected} should`);
}

function committed(value: unknown, format: number): z.output<typeof commitShape> {
  if (format < journalFormat) return shaped(commitShape, upgraded(value));
  return isAsWritten(value) ? value : shaped(commitShape, value);
}

function upgraded(value: unknown): unknown {
  const read = z.looseObject({ changes: z.unknown() }).safeParse(value);
  if (!read.success) return value;
  try {
    return { ...read.data, changes: upgradedChanges(read.data.changes, ['changes']) };
  } catch (fault) {
    throw fault instanceof z.ZodError ? new Damage(faultIn(fault)) : fault;
  }
}

function unsealed(line: Uint8Array): unknown {
  const text = Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString();
  const stated = sealed.exec(text.slice(-sealBytes))?.[1];
  if (stated === undefined || stated !== digits(crc32(line.subarray(0, -sealBytes)))) {
    throw new Damage('it is not what was written (its checksum does not fit)');
  }
  return jsonOf(text);
}

function shaped<T>(shape: z.ZodType<T>, value: unknown): T {
  const read = shape.safeParse(value);
  if (!read.success) throw new Damage(faultIn(read.error));
  return read.data;
}

/** The version of a journal of which that is the first line; this one where it says none. */
function formatOf(line: Buffer, name: string): number {
  const read = z.object({ journal: z.number() }).safeParse(jsonOf(line.toString()));
  if (!read.success) return journalFormat;
  if (read.data.journal <= journalFormat) return read.data.journal;
  throw new Problem(
    'unreadable',
    `${name} has format ${read.data.journal}, and this Whence reads format ${journalFormat}. Open it with a newer Whence.`,
  );
}
