import { MessageChannel, type Worker } from 'node:worker_threads';
import { inflateSync } from 'node:zlib';
import { startThread } from '../../../src/desk/worker-thread.js';
import type { Answer, Place, Question, ReadPdf } from './pdf-thread.js';

export function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  return asked<ReadPdf>(bytes);
}

/** Where words stand in a document. */
export function placesOf(bytes: Uint8Array, words: string): Promise<Place[]> {
  return asked<Place[]>(bytes, words);
}

let thread: Worker | null = null;

/** What the thread that reads PDF finds. It serves all test files of a process, and keeps none waiting at the end. */
async function asked<Found>(bytes: Uint8Array, words: string | null = null): Promise<Found> {
  thread ??= startThread(new URL('./pdf-thread.js', import.meta.url), {});
  thread.unref();
  const { port1: heard, port2: answer } = new MessageChannel();
  const question: Question = { bytes: Uint8Array.from(bytes), words, answer };
  thread.postMessage(question, [answer]);
  const told = await new Promise<Answer>((done) => heard.once('message', done));
  heard.close();
  if ('fault' in told) throw told.fault;
  return told.found as Found;
}

/** Every byte of a document, its streams unpacked, in each of the ways in which it may hold letters. */
export function everyByte(bytes: Uint8Array): string {
  const packed = Buffer.from(bytes);
  const unpacked = [packed];
  for (let at = packed.indexOf('stream\n'); at !== -1; at = packed.indexOf('stream\n', at + 7)) {
    if (packed.subarray(at - 3, at).toString() === 'end') continue;
    try {
      unpacked.push(inflateSync(packed.subarray(at + 7)));
    } catch {
      // It is not packed, and stands among the bytes as they are.
    }
  }
  const all = Buffer.concat(unpacked);
  return [all.toString('latin1'), all.toString('utf8'), utf16(all), utf16(all.subarray(1))].join();
}

function utf16(bytes: Buffer): string {
  return Buffer.from(bytes.subarray(0, bytes.length & ~1))
    .swap16()
    .toString('utf16le');
}

/** Its text, and what else in it is in letters. */
export async function lettersOf(bytes: Uint8Array): Promise<string> {
  const { pages } = await readPdf(bytes);
  return `${pages.join('\n')}\n${everyByte(bytes)}`;
}
