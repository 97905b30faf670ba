import { analyse } from 'chardet';
import { declaredIn, knownName } from './declared-encoding.js';

/** A file's bytes as text, how they were read, and what has to be said of that. */
export interface DecodedText {
  text: string;
  /** By its WHATWG name, such as "windows-1252". */
  encoding: string;
  note: string | null;
  /** Other ways in which the bytes can be read, the likelier first, each with words of the text so read. */
  others: EncodingSample[];
}

export interface EncodingSample {
  encoding: string;
  sample: string;
}

const marks: [encoding: string, bytes: number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** What a person may choose, beside what was found; the commonest of the web. */
const choices =
  'utf-8 windows-1252 windows-1250 windows-1251 windows-1253 windows-1254 windows-1255 windows-1256 iso-8859-2 iso-8859-15 koi8-r shift_jis euc-jp gb18030 big5 euc-kr windows-874 macintosh ibm866 utf-16le utf-16be'.split(
    ' ',
  );

/**
 * A file as text: by its byte-order mark; else as UTF-8 where its letters beyond ASCII are valid
 * in it, but for a few; else as the page declares (as WHATWG HTML has it, 13.2.3.2: comments skipped, an XML
 * declaration counts); else by its bytes. Where two of these disagree, the note says so and the
 * other readings are at hand. With `encoding` (a name of WHATWG's), as a person chose.
 */
export function decode(
  bytes: Uint8Array,
  isPage: boolean,
  encoding: string | null = null,
): DecodedText {
  if (encoding !== null) return reading(bytes, encoding, null);
  const marked = byMark(bytes);
  if (marked !== null) return reading(bytes, marked, null);
  const declared = isPage ? declaredIn(bytes) : null;
  const utf16 = declared === null || declared === 'utf-8' ? utf16Without(bytes) : null;
  if (utf16 !== null) return reading(bytes, utf16, silentNote(utf16));
  if (isEscapedJapanese(bytes, declared)) return reading(bytes, escaped, silentNote(escaped));
  if (isValid(bytes, 'utf-8')) return asUtf8(bytes, declared);
  if (isMostlyUtf8(bytes)) return reading(bytes, 'utf-8', null);
  if (declared !== null && isValid(bytes, declared)) return reading(bytes, declared, null);
  return guessed(bytes, declared);
}

/** Letters, signs and spaces of the scripts in which newspapers are written. */
const inScripts =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Latin}\p{scx=Cyrillic}\p{scx=Greek}\p{scx=Arabic}\p{scx=Hebrew}\p{scx=Thai}\p{scx=Devanagari}\p{P}\p{N}\s]/gu;
const mostlyInScripts = 0.98;
/** Marks that end or part sentences; what only happens to be valid has none where one would expect them. */
const sentenceSign = /[。、，．.,؟،\s\u3000]/u;

/**
 * What reads as no text otherwise, as text in UTF-16 without a mark: Chinese and Japanese have hardly a
 * byte of 0 by which it is told else. null where that makes no sense either.
 */
export function decodeUtf16(bytes: Uint8Array): DecodedText | null {
  for (const encoding of ['utf-16le', 'utf-16be']) {
    if (bytes.length % 2 !== 0 || !isValid(bytes, encoding)) continue;
    const sample = decoded(bytes.subarray(0, sampledBytes), encoding);
    const fitting = sample.match(inScripts)?.length ?? 0;
    if (fitting < [...sample].length * mostlyInScripts || !sentenceSign.test(sample)) continue;
    return reading(bytes, encoding, silentNote(encoding));
  }
  return null;
}

function silentNote(encoding: string): string {
  return `The file says nothing of its encoding. It was read as ${encodingInPrint(encoding)}.`;
}

/** How pages print an encoding's name. */
export function encodingInPrint(encoding: string): string {
  return encoding === 'shift_jis'
    ? 'Shift_JIS'
    : encoding.replace(/^(?:utf|iso|euc|koi8|gb|ibm).*|^[a-z]/u, (name) => name.toUpperCase());
}

/** Bytes that are valid in UTF-8 and hold more than ASCII were hardly written in anything else. */
function asUtf8(bytes: Uint8Array, declared: string | null): DecodedText {
  const isPlain = isAscii(bytes);
  if (isPlain && declared !== null && isEscaped(bytes)) return reading(bytes, declared, null);
  if (isPlain || declared === null || declared === 'utf-8') return reading(bytes, 'utf-8', null);
  const note = `The page says that it is in ${encodingInPrint(declared)}, but its letters are in UTF-8, and were read so.`;
  return reading(bytes, 'utf-8', note);
}

function isAscii(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte >= 0x80) return false;
  return true;
}

/** A file of which a byte was damaged, or whose end is cut: in another encoding hardly a letter is valid. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const beyondAscii = decoded(bytes, 'utf-8').match(/[^\0-\x7f]/gu) ?? [];
  const lost = beyondAscii.filter((letter) => letter === '\uFFFD').length;
  return beyondAscii.length > lost * 10;
}

/** ISO 2022 writes Japanese in the bytes of ASCII, between escapes. */
function isEscaped(bytes: Uint8Array): boolean {
  return bytes.includes(0x1b);
}

const escaped = 'iso-2022-jp';

/** Whether a file in plain ASCII that says nothing else has the escapes of Japanese mail. */
function isEscapedJapanese(bytes: Uint8Array, declared: string | null): boolean {
  if (!isEscaped(bytes) || !isAscii(bytes)) return false;
  if (declared !== null && declared !== 'utf-8') return false;
  const isOpened = bytes.some(
    (byte, at) =>
      byte === 0x1b && bytes[at + 1] === 0x24 && [0x40, 0x42].includes(bytes[at + 2] ?? 0),
  );
  return isOpened && isValid(bytes, escaped);
}

/** In which Latin letters are written, with accents. */
const western = /^(?:windows-125[0247]|iso-8859-(?:[1-49]|1[0-6])|macintosh)$/u;

function guessed(bytes: Uint8Array, declared: string | null): DecodedText {
  const likely = likelyIn(bytes)[0] ?? 'windows-1252';
  const said =
    declared === null
      ? 'The file is not in UTF-8.'
      : `The page says that it is in ${encodingInPrint(declared)}, which its letters are not.`;
  const unsure = western.test(likely)
    ? 'letters such as é, ß and the quotation marks.'
    : 'that its words read right.';
  const note = `${said} It was read as ${encodingInPrint(likely)}: check ${unsure}`;
  return reading(bytes, likely, note);
}

function reading(bytes: Uint8Array, encoding: string, note: string | null): DecodedText {
  const text = decoded(bytes, encoding);
  const lost = text.includes('\uFFFD')
    ? 'Some characters of the file could not be read and show as “�”.'
    : null;
  return { text, encoding, note: note ?? lost, others: othersOf(bytes, encoding) };
}

/** None for a file in plain ASCII, which reads alike in all of them. */
function othersOf(bytes: Uint8Array, encoding: string): EncodingSample[] {
  if (isAscii(bytes) && !isEscaped(bytes) && !bytes.includes(0)) return [];
  const own = sampleOf(bytes, encoding);
  const likely = [...new Set([...likelyIn(bytes), ...choices])].filter((each) => each !== encoding);
  const readings = likely
    .filter((each) => isValid(bytes.subarray(0, sampledBytes), each, true))
    .map((each) => ({ encoding: each, sample: sampleOf(bytes, each) }));
  const known = new Set([own]);
  return readings.filter(({ sample }) => !known.has(sample) && Boolean(known.add(sample)));
}

const sampledBytes = 65_536;

/** The first words with letters beyond ASCII, with what stands around them. */
function sampleOf(bytes: Uint8Array, encoding: string): string {
  const text = decoded(bytes.subarray(0, sampledBytes), encoding)
    .replace(/<(?:script|style)[\s\S]*?(?:<\/|$)|<[^<>]*>/giu, ' ')
    .replace(/\s+/gu, ' ');
  const place = /[^\0-\x7f]/u.exec(text)?.index ?? 0;
  return text.slice(Math.max(0, place - 20), place + 60).trim();
}

/** What the letters' frequencies say; only what the bytes are valid in. */
function likelyIn(bytes: Uint8Array): string[] {
  const sample = bytes.subarray(0, sampledBytes);
  // Whatever China, Japan and Korea write in two bytes a letter is valid in this one.
  const isInPairs = isValid(sample, 'gb18030', true);
  const bySpelling = (isInPairs ? [] : spellings).flatMap(({ encoding, isSpelled }) =>
    isValid(bytes, encoding) && isSpelled(decoded(sample, encoding)) ? [encoding] : [],
  );
  const byLetters = analyse(sample)
    .filter(({ confidence }) => confidence >= 10)
    .flatMap(({ name }) => {
      const known = knownName(name);
      return known !== null && isValid(bytes, known) ? [known] : [];
    });
  return [...bySpelling, ...byLetters];
}

/** Those whose letters' frequencies are not known: told by how words are spelled. */
const spellings = [
  { encoding: 'windows-874', isSpelled: isThai },
  { encoding: 'ibm866', isSpelled: isRussian },
];

const fewWords = 3;
const [fewFaults, manyMarks, mostly] = [0.02, 0.05, 0.7];

function beyondAsciiIn(text: string): number {
  return text.match(/[^\0-\x7f]/gu)?.length ?? 0;
}

/** Vowels and tones of Thai stand over or under a letter, or lead one: elsewhere they are another script's. */
function isThai(text: string): boolean {
  const letters = beyondAsciiIn(text);
  const words = text.match(/[\u0e01-\u0e4e]{4,}/gu) ?? [];
  const marks = text.match(/[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/gu) ?? [];
  const stray =
    text.match(
      /(?<![\u0e01-\u0e2e])[\u0e31\u0e34-\u0e3a]|(?<![\u0e01-\u0e2e\u0e31\u0e34-\u0e3a])[\u0e47-\u0e4e]|[\u0e40-\u0e44](?![\u0e01-\u0e2e])/gu,
    ) ?? [];
  if (words.length < fewWords || marks.length < letters * manyMarks) return false;
  return stray.length <= letters * fewFaults;
}

/** In other Cyrillic encodings the small letters stand where this one has frames, or half of them. */
function isRussian(text: string): boolean {
  const words = text.match(/(?<![А-яЁё])[А-ЯЁ]?[а-яё]{3,}(?![А-яЁё])/gu) ?? [];
  const inWords = words.reduce((sum, { length }) => sum + length, 0);
  return words.length >= fewWords && inWords > beyondAsciiIn(text) * mostly;
}

function byMark(bytes: Uint8Array): string | null {
  const found = marks.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  return found?.[0] ?? null;
}

/** Every second byte of Western text in UTF-16 is 0; no other text has a byte of 0. */
function utf16Without(bytes: Uint8Array): string | null {
  const head = bytes.subarray(0, 4096 - (4096 % 2));
  const zeros = [0, 0];
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const pairs = Math.floor(head.length / 2);
  const [even = 0, odd = 0] = zeros;
  if (pairs < 2 || bytes.length % 2 !== 0) return null;
  if (odd > pairs * mostlyShare && even < pairs * rarelyShare) return validOr(bytes, 'utf-16le');
  if (even > pairs * mostlyShare && odd < pairs * rarelyShare) return validOr(bytes, 'utf-16be');
  return null;
}

const [mostlyShare, rarelyShare] = [0.3, 0.05];

/** Other files have bytes of 0 too: what they would read as is no text. */
function validOr(bytes: Uint8Array, encoding: string): string | null {
  if (!isValid(bytes, encoding)) return null;
  const text = decoded(bytes.subarray(0, sampledBytes), encoding);
  return /(?![\t\n\v\f\r])\p{Cc}/u.test(text) ? null : encoding;
}

/** Whether every byte can be read; of a part of a file its last character may be cut. */
function isValid(bytes: Uint8Array, encoding: string, isPart = false): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: isPart });
    return true;
  } catch {
    return false;
  }
}

/** What Windows-1252 has where ISO 8859-1 has controls (bytes 80 to 9F). */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Some releases of Node 20 take Windows-1252 for ISO 8859-1 and leave those letters as controls. */
function decoded(bytes: Uint8Array, encoding: string): string {
  const text = new TextDecoder(encoding).decode(bytes);
  if (encoding !== 'windows-1252') return text;
  return text.replace(
    /[\u0080-\u009f]/gu,
    (control) => windows1252[control.charCodeAt(0) - 0x80] ?? '',
  );
}
