/** A file's bytes as text, and what has to be said about how they were read. */
export interface DecodedText {
  text: string;
  note: string | null;
}

const marks: [encoding: string, bytes: number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * A text file as text: by its byte-order mark (UTF-8, UTF-16), else as UTF-8, else as Windows-1252,
 * which takes any bytes and is what old files in Latin letters are mostly in.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const marked = byMark(bytes);
  if (marked !== null) return read(bytes, marked);
  const text = asUtf8(bytes);
  if (text !== null) return { text, note: null };
  const note =
    'The file is not in UTF-8. It was read as Windows-1252: check letters such as é, ß and the quotation marks.';
  return { text: decode(bytes, 'windows-1252'), note };
}

/** A web page as text: by its byte-order mark, by the charset that it declares, else as a file. */
export function decodePage(bytes: Uint8Array): DecodedText {
  const declared = byMark(bytes) ?? declaredIn(bytes);
  return declared === null ? decodeText(bytes) : read(bytes, declared);
}

function byMark(bytes: Uint8Array): string | null {
  const found = marks.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  return found?.[0] ?? null;
}

function read(bytes: Uint8Array, encoding: string): DecodedText {
  const text = decode(bytes, encoding);
  const note = text.includes('\uFFFD')
    ? 'Some characters of the file could not be read and show as “�”.'
    : null;
  return { text, note };
}

/** What Windows-1252 has where ISO 8859-1 has controls (bytes 80 to 9F). */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Some releases of Node 20 take Windows-1252 for ISO 8859-1 and leave those letters as controls. */
function decode(bytes: Uint8Array, encoding: string): string {
  const text = new TextDecoder(encoding).decode(bytes);
  if (encoding !== 'windows-1252') return text;
  return text.replace(
    /[\u0080-\u009f]/gu,
    (control) => windows1252[control.charCodeAt(0) - 0x80] ?? '',
  );
}

function asUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** How far into a page browsers look for its charset, with room for a long first comment. */
const prescanBytes = 4096;

/** A page that could be read so far as to declare UTF-16 is not in UTF-16 (WHATWG HTML, 13.2.3.2). */
function declaredIn(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, prescanBytes));
  const label = /<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]+)/iu.exec(head)?.[1];
  if (label === undefined) return null;
  try {
    const { encoding } = new TextDecoder(label);
    return encoding.startsWith('utf-16') ? 'utf-8' : encoding;
  } catch {
    return null;
  }
}
