import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { CapturedFile } from '../../desk/capture/capture.js';
import { Problem } from '../../domain/problem.js';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** What an uploaded file may hold, in bytes: what a form's field may hold, too. */
const maxBytes = 3 * 1024 * 1024;

/**
 * A file as one field of a form, so that the page that shows what was read of it can have it read
 * once more in another way, and nothing of it is kept here meanwhile.
 */
export async function packed({ bytes }: CapturedFile): Promise<string> {
  return (await pack(bytes)).toString('base64');
}

/** The file of such a field; throws *invalid* for what is none. */
export async function unpacked(name: string, field: string): Promise<CapturedFile> {
  try {
    const bytes = await unpack(Buffer.from(field, 'base64'), { maxOutputLength: maxBytes });
    return { name, bytes };
  } catch {
    throw Problem.field('file', 'This file did not arrive whole. Choose it again.');
  }
}
