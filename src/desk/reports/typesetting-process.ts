import { z } from 'zod';
import { Problem, problemCodes } from '../../domain/problem.js';
import { compactJsonPieces } from '../../reports/json-pieces.js';
import type { PdfDocument } from '../../reports/pdf/pdf-document.js';
import type { Typeset } from '../../reports/pdf/typesetting.js';
import { inPortions, Pace } from '../pace.js';
import { Typesetter } from './typesetter.js';

/*
 * The typesetter is no JavaScript: what it stumbles over may end its whole process, it gives memory back to
 * nobody and stops for nobody before it is done. In a process of its own none of that touches the desk.
 */

/** Each takes a processor for itself and some hundred megabytes. */
const maxAtOnce = 2;
/** To start one takes longer than a short document: of a report in many, one process sets all. */
const keptMs = 5_000;

const answerHead = z.object({
  said: z.array(z.string()).optional(),
  missing: z.array(z.string()).optional(),
  refusal: z.object({ code: z.enum(problemCodes), message: z.string() }).optional(),
});

let underWay = 0;
const waiting: (() => void)[] = [];
const idle = new Map<Typesetter, NodeJS.Timeout>();

/**
 * Sets a document in another process, with few at once; the others wait. The signal ends what waits and
 * what is under way, and whoever asked hears its reason. Throws *unsupported* where there is no typesetter.
 */
export async function typesetInProcess(
  document: PdfDocument,
  signal: AbortSignal | null,
): Promise<Typeset> {
  const { head, rest } = await answerTo(document, signal);
  return { pdf: rest, said: head.said ?? [] };
}

/**
 * Those of some letters that no font has; null where that cannot be said at once, since documents are being
 * set. Throws *unsupported* where there is no typesetter.
 */
export async function missingInProcess(
  letters: readonly string[],
  signal: AbortSignal | null,
): Promise<string[] | null> {
  if (underWay >= maxAtOnce) return null;
  return (await answerTo(letters, signal)).head.missing ?? [];
}

/** Starts a process for a document that is being gathered, where none is at hand. */
export function readyTypesetter(): void {
  if (underWay === 0 && idle.size === 0) keep(new Typesetter());
}

async function answerTo(asked: PdfDocument | readonly string[], signal: AbortSignal | null) {
  await place(signal);
  try {
    const pieces: Buffer[] = [];
    for await (const portion of inPortions(compactJsonPieces(asked), new Pace(signal)))
      pieces.push(Buffer.from(portion));
    const setter = typesetter();
    try {
      return read(await setter.answerTo(pieces, signal));
    } finally {
      keep(setter);
    }
  } finally {
    const next = waiting.shift();
    if (next) next();
    else underWay -= 1;
  }
}

/** A place among those that are under way; where there is none, that of the first who is done. */
async function place(signal: AbortSignal | null): Promise<void> {
  if (underWay < maxAtOnce) {
    underWay += 1;
    return;
  }
  await new Promise<void>((taken, fail) => {
    waiting.push(taken);
    const leave = () => {
      const at = waiting.indexOf(taken);
      if (at === -1) return;
      waiting.splice(at, 1);
      fail(signal?.reason);
    };
    signal?.addEventListener('abort', leave, { once: true });
  });
}

/** One that has just set another document, or a new one. */
function typesetter(): Typesetter {
  for (const [kept, timer] of idle) {
    clearTimeout(timer);
    idle.delete(kept);
    if (kept.isFresh) return kept;
  }
  return new Typesetter();
}

function keep(setter: Typesetter): void {
  const dismiss = () => {
    idle.delete(setter);
    setter.dismiss();
  };
  if (setter.isFresh) idle.set(setter, setTimeout(dismiss, keptMs).unref());
  else dismiss();
}

function read(answer: Buffer) {
  const end = answer.indexOf('\n');
  const head = answerHead.parse(JSON.parse(String(answer.subarray(0, end))));
  if (head.refusal) throw new Problem(head.refusal.code, head.refusal.message);
  return { head, rest: answer.subarray(end + 1) };
}
