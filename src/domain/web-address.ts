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
