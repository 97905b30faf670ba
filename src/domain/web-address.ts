/** What stands for itself in every part of an address behind the host, and a byte in hexadecimal. */
const plain = String.raw`[\w.~!$&'()*+,;=-]|%[\da-f]{2}`;

/** An address of http or https as RFC 3986 has it. */
const valid = new RegExp(
  String.raw`^https?://(?:(?:${plain}|:)*@)?(?:\[[\da-f:.]+\]|(?:${plain})+)(?::\d*)?` +
    String.raw`(?:/(?:${plain}|[:@/])*)?(?:\?(?:${plain}|[:@/?])*)?(?:#(?:${plain}|[:@/?])*)?$`,
  'iu',
);

/** What may stand nowhere behind the host, and the % of no byte. */
const foreign = /%(?![\da-f]{2})|[^\w.~!$&'()*+,;=:@/?%-]/giu;

/**
 * A text as an address of whatever kind, or as one beside `base`; null for what is none. Not by
 * `URL.canParse`: once node 20 has optimised it, it denies each text with a letter such as ü.
 */
export function urlOf(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}

/**
 * An address that a link may lead to, http or https, so that it runs nothing: as it was written
 * where that is valid by RFC 3986, and otherwise as browsers read it, with what may not stand in one
 * written as bytes. null for what is no such address.
 */
export function webAddressOf(text: string): string | null {
  const url = urlOf(text);
  if (!url || !['http:', 'https:'].includes(url.protocol)) return null;
  if (valid.test(text)) return text;
  const { href, pathname, search, hash } = url;
  const host = href.slice(0, href.length - `${pathname}${search}${hash}`.length);
  const address = [host, escaped(pathname), escaped(search), withFirst('#', hash)].join('');
  return valid.test(address) ? address : null;
}

function withFirst(sign: string, part: string): string {
  return part === '' ? '' : sign + escaped(part.slice(sign.length));
}

function escaped(part: string): string {
  return part.replace(foreign, (sign) => encodeURIComponent(sign));
}

/** Letters of any script but the Latin of ASCII, written as bytes. */
const bytes = /(?:%[89a-f][\da-f])+/giu;

const rightToLeft =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Where letters from right to left end an address, nothing stands out of its order. */
const endsRightToLeft = /^[^\u0590-\u08ff]*[\u0590-\u08ff](?:[\u0590-\u08ff](?<!\p{N})|[_-])*$/u;

/**
 * An address as it is shown to people: letters that it has as bytes behind its host are shown as letters,
 * where that leaves no doubt which address it is. Spaces, signs, invisible characters, letters that are
 * composed in another way than usual, and such from right to left that would be shown out of their order
 * stay as bytes. A link still leads to the address itself.
 */
export function shownAddress(address: string): string {
  const host = /^https?:\/\/[^/?#]*/iu.exec(address)?.[0] ?? address;
  const rest = address.slice(host.length);
  const shown = rest.replace(bytes, (run) => lettersOf(run) ?? run);
  if (shown !== shown.normalize('NFC')) return address;
  if (rightToLeft.test(shown) && !endsRightToLeft.test(shown)) return address;
  return host + shown;
}

function lettersOf(run: string): string | null {
  try {
    const letters = decodeURIComponent(run);
    const isPlain = /^[\p{L}\p{M}\p{Nd}]+$/u.test(letters);
    return isPlain && !/\p{Default_Ignorable_Code_Point}/u.test(letters) ? letters : null;
  } catch {
    return null;
  }
}
