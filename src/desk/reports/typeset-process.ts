import { Problem } from '../../domain/problem.js';
import { typeset } from '../../reports/pdf/typesetting.js';
import { framed, framesOf } from './frames.js';

/*
 * A program of its own: documents come in as JSON, and for each a line of JSON goes out with the PDF behind it. It
 * ends with what it is asked from.
 */

async function answerTo(document: Buffer): Promise<Buffer> {
  try {
    const { pdf, said } = await typeset(JSON.parse(String(document)));
    return framed(Buffer.from(`${JSON.stringify({ said })}\n`), pdf);
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault;
    const refusal = { code: fault.code, message: fault.message };
    return framed(Buffer.from(`${JSON.stringify({ refusal })}\n`));
  }
}

for await (const document of framesOf(process.stdin))
  process.stdout.write(await answerTo(document));
