import { type FileHandle, open } from 'node:fs/promises';

/*
 * Which letters a font has, by its table of characters (OpenType's `cmap`). Of its file nothing else is read.
 */

/** First and last of a run of code points. */
type LetterRun = readonly [first: number, last: number];

/** The letters that a font has. */
export async function lettersOfFont(path: string): Promise<LetterRun[]> {
  const file = await open(path);
  try {
    const { length, offset } = await placeOfTable(file, 'cmap');
    return runsIn(await bytesAt(file, offset, length));
  } finally {
    await file.close();
  }
}

async function bytesAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, offset);
  return buffer;
}

async function placeOfTable(file: FileHandle, tag: string) {
  const count = (await bytesAt(file, 4, 2)).readUInt16BE();
  const directory = await bytesAt(file, 12, count * 16);
  for (let at = 0; at < directory.length; at += 16) {
    if (directory.toString('latin1', at, at + 4) !== tag) continue;
    return { offset: directory.readUInt32BE(at + 8), length: directory.readUInt32BE(at + 12) };
  }
  throw new Error(`The font has no table ${tag}.`);
}

/** Of its subtables the two that Unicode's letters stand in: by 16 bits, and by 32. */
function runsIn(table: Buffer): LetterRun[] {
  const runs: LetterRun[] = [];
  for (let at = 0; at < table.readUInt16BE(2); at += 1) {
    const subtable = table.subarray(table.readUInt32BE(4 + at * 8 + 4));
    const format = subtable.readUInt16BE();
    if (format === 4) runs.push(...shortRuns(subtable));
    if (format === 12) runs.push(...longRuns(subtable));
  }
  return runs;
}

function shortRuns(table: Buffer): LetterRun[] {
  const bytes = table.readUInt16BE(6);
  const runs: LetterRun[] = [];
  for (let at = 0; at < bytes; at += 2) {
    const last = table.readUInt16BE(14 + at);
    const first = table.readUInt16BE(16 + bytes + at);
    if (first !== 0xffff) runs.push([first, last]);
  }
  return runs;
}

function longRuns(table: Buffer): LetterRun[] {
  const count = table.readUInt32BE(12);
  return Array.from({ length: count }, (_, at): LetterRun => {
    const start = 16 + at * 12;
    return [table.readUInt32BE(start), table.readUInt32BE(start + 4)];
  });
}

/** Letters that are nothing by themselves; those of private use are whatever a font makes of them. */
const nothing = /[\p{Default_Ignorable_Code_Point}\p{Z}\p{Cc}\p{Cs}\p{Cn}]/u;

/** Letters that every Latin face has, and that texts are full of. */
const latin = [0, 0x24f] as const;

/** Marks on a letter are set with it, by one font; so many of them are asked about together. */
const withMarks = /[^\p{M}]\p{M}{1,8}/gu;

/**
 * What of a text the fonts do not have, each once: letters that none has, and letters with marks that in one of the
 * stacks no font has together. A stack is the fonts that a text is set in, each the runs of letters that it has.
 */
export function lettersOutside(
  stacks: readonly (readonly (readonly LetterRun[])[])[],
): (text: string) => string[] {
  const outside = new RegExp(`[^${letterClass([latin, ...stacks.flat(2)])}]`, 'gu');
  const wholes = stacks.map((fonts) =>
    fonts.map((runs) => new RegExp(`^[${letterClass(runs)}]+$`, 'u')),
  );
  const isWhole = (marked: string) =>
    wholes.every((fonts) =>
      fonts.some((whole) => whole.test(marked) || whole.test(marked.normalize('NFC'))),
    );
  return (text) => [
    ...[...new Set(text.match(outside))].filter((letter) => !nothing.test(letter)),
    ...[...new Set(text.match(withMarks))].filter(
      (marked) => !nothing.test(marked) && !isWhole(marked),
    ),
  ];
}

function letterClass(runs: Iterable<LetterRun>): string {
  return merged(runs)
    .map(([first, last]) => `${escaped(first)}-${escaped(last)}`)
    .join('');
}

function merged(runs: Iterable<LetterRun>): LetterRun[] {
  const joined: [first: number, last: number][] = [];
  for (const [first, last] of [...runs].sort(([one], [other]) => one - other)) {
    const before = joined.at(-1);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else joined.push([first, last]);
  }
  return joined;
}

function escaped(codePoint: number): string {
  return `\\u{${codePoint.toString(16)}}`;
}
