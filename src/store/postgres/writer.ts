import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Problem } from '../../domain/problem.js';
import { barrierConflict, uniqueConflict, versionConflict } from '../conflict.js';
import type { CollectionName } from '../documents.js';
import { halfOf } from '../documents.js';
import { frozen } from '../frozen.js';
import { WorkInTurns } from '../in-turns.js';
import { storableInTurns } from '../storable.js';
import type { Change, Commit, CommitBasis, DocumentName } from '../store.js';
import type { Connections } from './connections.js';
import type { Feed } from './feed.js';
import { hasUnique, type Row, rowsInTurns } from './rows.js';
import { newestSchema } from './schema.js';

/** How many commits one transaction takes at the most. */
const maxBatch = 64;

/** In UTF-16 units. */
const longPayloadUnits = 500_000;

/** A commit as the database is asked for it. */
interface CommitRequested {
  /** Tells the database when the same commit comes again. */
  nonce: string;
  unique: boolean;
  /** Which of the public and the private collections it changes. */
  halves: readonly string[];
  changes: readonly Change[];
  rows: readonly Row[];
  named: readonly DocumentName[];
  basis: CommitBasis | null;
}

type CommitAnswer =
  | {
      number: number;
      changes?: readonly Change[];
      gone?: readonly DocumentName[];
      moved?: never;
      taken?: never;
      barrier?: never;
    }
  | { moved: number; number?: never; taken?: never; barrier?: never }
  | { taken: string; detail: string; number?: never; moved?: never; barrier?: never }
  | { barrier: true; number?: never; moved?: never; taken?: never };

interface WaitingCommit {
  asked: CommitRequested;
  resolve(commit: Commit): void;
  reject(fault: unknown): void;
}

/**
 * Writes the commits of one process. One transaction goes on at a time; the commits that wait for
 * it are written together by the next. What may have been written when the connection was dropped
 * is asked for again by its nonce, so that nothing is written twice.
 */
export class Writer {
  readonly #connections: Connections;
  readonly #feed: Pick<Feed, 'take' | 'whileWriting'>;
  /** For a barrier of its own a process is not held back. */
  readonly #process = randomUUID();
  readonly #asking = new WorkInTurns();
  #waiting: WaitingCommit[] = [];
  #writing: Promise<void> | null = null;

  /** The feed tells of each commit before its writer hears of it. */
  constructor(connections: Connections, feed: Pick<Feed, 'take' | 'whileWriting'>) {
    this.#connections = connections;
    this.#feed = feed;
  }

  async commit(
    changes: readonly Change[],
    named: readonly DocumentName[] = [],
    basis: CommitBasis | null = null,
  ): Promise<Commit> {
    // A long document is copied, and the words of a long text are found, in turns before it waits to be written.
    const asked = await this.#asking.do(ask(changes, named, basis));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ asked, resolve, reject });
      this.#writing ??= this.#write();
    });
  }

  /** Ends that others are held back for a barrier of this process. */
  async letGo(): Promise<void> {
    const text = "UPDATE whence SET held_until = '-infinity' WHERE held_by = $1";
    await this.#connections.query({ name: 'let go', text, values: [this.#process] });
  }

  /** Returns when nothing is being written any more. */
  async finish(): Promise<void> {
    await this.#asking.ended();
    await this.#writing;
  }

  async #write(): Promise<void> {
    // What is committed in the same turn is written together.
    await null;
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, maxBatch);
      await this.#feed.whileWriting(() => this.#writeTogether(group));
    }
    this.#writing = null;
  }

  async #writeTogether(group: readonly WaitingCommit[]): Promise<void> {
    let answers: readonly CommitAnswer[];
    try {
      answers = await this.#send(group.map(({ asked }) => asked));
    } catch (fault) {
      return this.#fail(group, fault);
    }
    for (const [at, { asked, resolve, reject }] of group.entries()) {
      const answer = answers[at];
      if (answer?.number === undefined) {
        reject(conflictOf(asked, answer));
        continue;
      }
      const commit = frozen({ number: answer.number, changes: answer.changes ?? asked.changes });
      await this.#feed.take(commit);
      const { gone } = answer;
      resolve(gone && asked.named.length > 0 ? { ...commit, gone } : commit);
    }
  }

  /** What the database can't take of one commit, such as half a character, fails that one alone. */
  async #fail(group: readonly WaitingCommit[], fault: unknown): Promise<void> {
    if (group.length > 1 && !(fault instanceof Problem)) {
      for (const each of group) await this.#writeTogether([each]);
      return;
    }
    for (const { reject } of group) reject(fault);
  }

  async #send(batch: readonly CommitRequested[]): Promise<readonly CommitAnswer[]> {
    const payload = JSON.stringify(batch.map((each) => ({ process: this.#process, ...each })));
    // To print so much takes as long as to hand it to the database.
    if (payload.length > longPayloadUnits) await nextTurn();
    try {
      const [row] = await this.#connections.query<{ answers: CommitAnswer[] }>({
        name: 'commit',
        text: 'SELECT whence_commit($1::jsonb, $2, $3) AS answers',
        values: [payload, false, newestSchema],
        valuesAgain: [payload, true, newestSchema],
      });
      return row?.answers ?? [];
    } catch (fault) {
      throw fault instanceof Problem && fault.details.sent === true ? unsure(fault) : fault;
    }
  }
}

function unsure(fault: Problem): Problem {
  const sentence =
    'The database was lost while this was being saved. Look whether it is there before you save again.';
  return Object.assign(new Problem('unavailable', sentence), { cause: fault });
}

function* ask(
  changes: readonly Change[],
  named: readonly DocumentName[],
  basis: CommitBasis | null,
): Generator<undefined, CommitRequested> {
  const copies = yield* storableInTurns(changes);
  const versioned = copies.map(withVersion);
  const rows = yield* rowsInTurns(versioned);
  return {
    nonce: randomUUID(),
    unique: changes.some((change) => hasUnique(change.in)),
    halves: [...new Set(changes.map((change) => halfOf(change.in)))],
    changes: versioned,
    rows: rows.map((row, at) => ({ ...row, last: copies[at]?.last })),
    named,
    basis,
  };
}

/** The change with the version that its document shall have. */
function withVersion<C extends CollectionName>(change: Change<C>): Change {
  const { do: verb, in: name, doc } = change;
  if (verb === 'remove') return change as Change;
  return {
    do: verb,
    in: name,
    doc: { ...doc, version: verb === 'insert' ? 1 : doc.version + 1 },
  } as Change;
}

function conflictOf({ changes, rows }: CommitRequested, answer: CommitAnswer | undefined): Error {
  if (answer?.barrier) return barrierConflict();
  if (answer?.moved !== undefined) {
    const change = changes[answer.moved];
    if (change) return versionConflict(change.in, change.doc.id);
  }
  if (answer?.taken !== undefined) {
    const { taken: constraint, detail } = answer;
    for (const [at, change] of changes.entries()) {
      const found = Object.entries(rows[at]?.one ?? {}).find(
        ([index, entry]) =>
          constraint === `${change.in}_${index}_unique` &&
          entry &&
          detail.includes(`(${entry[0]})`),
      );
      if (found) return uniqueConflict(change.in, change.doc.id, found[0]);
    }
  }
  // Without the detail, which quotes what a document holds.
  const { moved: at, taken: constraint } = answer ?? {};
  return new Error(`The database answered a commit with ${at ?? constraint ?? 'nothing'}.`);
}
