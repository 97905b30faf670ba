import { Problem } from '../../domain/problem.js';
import { missingOf, openWorkshop, typeset } from '../../reports/pdf/typesetting.js';
import { serveStarter } from '../helper-process.js';
import { framed, framesOf } from './frames.js';

/*
 * A program of its own: documents come in as JSON, and for each a line of JSON goes out with the PDF behind it. For
 * a list of letters a line goes out with those that no font has. It ends with what it is asked from.
 */

async function answerTo(asked: Buffer): Promise<Buffer> {
  try {
    const document = JSON.parse(String(asked));
    if (Array.isArray(document)) {
      return framed(Buffer.from(`${JSON.stringify({ missing: await missingOf(document) })}\n`));
    }
    const { pdf, said } = await typeset(document);
    return framed(Buffer.from(`${JSON.stringify({ said })}\n`), pdf);
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault;
    const refusal = { code: fault.code, message: fault.message };
    return framed(Buffer.from(`${JSON.stringify({ refusal })}\n`));
  }
}

serveStarter();
// While the first document is still being gathered. A fault is told to whoever asks for one.
openWorkshop().catch(() => {});
for await (const document of framesOf(process.stdin))
  process.stdout.write(await answerTo(document));
