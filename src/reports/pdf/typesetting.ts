import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { NodeCompiler, NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { Problem } from '../../domain/problem.js';
import { lettersIn, missingWords, withoutLetters } from './missing-letters.js';
import type { PdfDocument } from './pdf-document.js';

/** A document as it was set, and what whoever asked is to be told of it, in sentences. */
export interface Typeset {
  pdf: Uint8Array;
  said: string[];
}

/** The project's own folder: this file stands three below it. */
const root = new URL('../../../', import.meta.url);

const faces = '@expo-google-fonts';

/** Few weights, the letters of the scripts that README promises; those of others come from the system. */
const fontFiles = [
  `${faces}/source-serif-4/400Regular/SourceSerif4_400Regular.ttf`,
  `${faces}/source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf`,
  `${faces}/inter/400Regular/Inter_400Regular.ttf`,
  `${faces}/inter/500Medium/Inter_500Medium.ttf`,
  `${faces}/inter/600SemiBold/Inter_600SemiBold.ttf`,
  `${faces}/noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf`,
  `${faces}/noto-naskh-arabic/600SemiBold/NotoNaskhArabic_600SemiBold.ttf`,
  `${faces}/tiro-devanagari-hindi/400Regular/TiroDevanagariHindi_400Regular.ttf`,
];

/** Large: whoever needs them installs them beside, as README says. */
const optionalFontFiles = [
  `${faces}/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf`,
  `${faces}/noto-sans-tc/400Regular/NotoSansTC_400Regular.ttf`,
  `${faces}/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf`,
  `${faces}/noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf`,
  `${faces}/noto-emoji/400Regular/NotoEmoji_400Regular.ttf`,
];

/** A document is set anew without what no font has; what turns up only then is left out once more. */
const maxRounds = 4;

/**
 * Sets a document as tagged PDF, after PDF/UA-1. It takes a second for some thousand notes and holds up whoever does
 * it. The same document gives the same bytes. Throws *unsupported* where there is no compiler for this
 * system.
 */
export async function typeset(document: PdfDocument): Promise<Typeset> {
  const compiler = await newCompiler();
  const template = await readFile(new URL('views/reports/report.typ', root), 'utf8');
  const missing = new Set<string>();
  try {
    for (let round = 1; ; round += 1) {
      const said = missingWords(missing);
      compiler.mapShadow('/report.json', dataOf({ ...document, unset: said }, missing));
      const compiled = compiledBy(compiler, template);
      const { letters, pdf } = written(compiler, compiled, round === maxRounds);
      if (pdf) return { pdf, said };
      for (const letter of letters) missing.add(letter);
    }
  } finally {
    compiler.evictCache(0);
  }
}

async function newCompiler(): Promise<NodeCompiler> {
  const [{ NodeCompiler }, fonts] = await Promise.all([compilerPackage(), readFonts()]);
  return NodeCompiler.create({ workspace: '/', fontArgs: [{ fontBlobs: fonts }] });
}

function compiledBy(compiler: NodeCompiler, template: string): NodeTypstDocument {
  const compiled = compiler.compile({ mainFileContent: template });
  if (compiled.result) return compiled.result;
  const faults = compiled.takeDiagnostics()?.shortDiagnostics ?? [];
  throw new Error(`The report cannot be set: ${JSON.stringify(faults.slice(0, 3))}`);
}

/**
 * A document as PDF, or the letters that no font has. What the standard refuses for another cause is
 * written without its mark, and tagged all the same.
 */
function written(
  compiler: NodeCompiler,
  document: NodeTypstDocument,
  isLast: boolean,
): { pdf?: Uint8Array; letters: ReadonlySet<string> } {
  try {
    return { pdf: compiler.pdf(document, { pdfStandard: 'ua-1' }), letters: new Set() };
  } catch (fault) {
    const letters = lettersIn(String(fault));
    if (letters.size > 0 && !isLast) return { letters };
    return { pdf: compiler.pdf(document, {}), letters: new Set() };
  }
}

/** The document as JSON. Of the words in it, letters that no font has are replaced by their script's name. */
function dataOf(document: PdfDocument, missing: ReadonlySet<string>): Buffer {
  const shown = (_key: string, value: unknown) =>
    typeof value === 'string' ? withoutLetters(value, missing) : value;
  return Buffer.from(JSON.stringify(document, missing.size === 0 ? undefined : shown));
}

async function compilerPackage() {
  try {
    return await import('@myriaddreamin/typst-ts-node-compiler');
  } catch (cause) {
    const system = `${process.platform} on ${process.arch}`;
    const fault = new Problem(
      'unsupported',
      `PDF documents cannot be made here: there is no typesetter for ${system}. Take another format.`,
    );
    fault.cause = cause;
    throw fault;
  }
}

async function readFonts(): Promise<Buffer[]> {
  const { resolve } = createRequire(import.meta.url);
  const optional = optionalFontFiles.map(async (file) => {
    try {
      return [await readFile(resolve(file))];
    } catch {
      return [];
    }
  });
  const fonts = fontFiles.map((file) => readFile(resolve(file)));
  return [...(await Promise.all(fonts)), ...(await Promise.all(optional)).flat()];
}
