import { buffer } from 'node:stream/consumers';
import { Problem } from '../../domain/problem.js';
import { typeset } from '../../reports/pdf/typesetting.js';

/* A program of its own: a document comes in as JSON, and a line of JSON goes out with the PDF behind it. */

function answer(head: object, pdf: Uint8Array = new Uint8Array()): void {
  process.stdout.write(`${JSON.stringify(head)}\n`);
  process.stdout.write(pdf);
}

try {
  const { pdf, said } = await typeset(JSON.parse(String(await buffer(process.stdin))));
  answer({ said }, pdf);
} catch (fault) {
  if (!(fault instanceof Problem)) throw fault;
  answer({ refusal: { code: fault.code, message: fault.message } });
}
