import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import type { Desk } from '../desk.js';
import { cookieSecret } from '../people/sessions.js';

/** How far somebody has been told what happens on the desk. */
export interface Position {
  /** Of the last commit. */
  commit: number;
  /** With what the id of the newest event began then, as a number: see `placeOfMoment`. */
  newest: number;
}

const cipher = 'aes-256-ecb';
const blockBytes = 16;

/**
 * Writes positions so that every process of the desk can read them and nobody else: the number of
 * commits would tell whoever is in a blind round how much the others do.
 */
export class PositionSeal {
  readonly #key: Buffer;

  private constructor(key: Buffer) {
    this.#key = key;
  }

  static async of(desk: Desk): Promise<PositionSeal> {
    const secret = await cookieSecret({ ...desk, store: desk.whole });
    return new PositionSeal(Buffer.from(hkdfSync('sha256', secret, '', 'live position', 32)));
  }

  /** One block of the cipher: six bytes each for the two numbers, and four that must be zero. */
  write({ commit, newest }: Position): string {
    const plain = Buffer.alloc(blockBytes);
    plain.writeUIntBE(commit, 0, 6);
    plain.writeUIntBE(newest, 6, 6);
    return createCipheriv(cipher, this.#key, null)
      .setAutoPadding(false)
      .update(plain)
      .toString('base64url');
  }

  /** The position that was written; null for a text that is none of ours. */
  read(text: string): Position | null {
    const sealed = Buffer.from(text, 'base64url');
    if (sealed.length !== blockBytes) return null;
    const plain = createDecipheriv(cipher, this.#key, null).setAutoPadding(false).update(sealed);
    if (plain.readUInt32BE(12) !== 0) return null;
    return { commit: plain.readUIntBE(0, 6), newest: plain.readUIntBE(6, 6) };
  }
}
