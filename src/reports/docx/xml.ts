declare const markup: unique symbol;

/** A piece of well-formed XML 1.0. Only the functions here make one, so that no text slips in unescaped. */
export type Xml = string & { readonly [markup]: true };

type Value = string | number | null | undefined;

/** What may stand inside an element; what is absent leaves nothing. */
export type XmlContent = Xml | null | undefined | false | readonly XmlContent[];

export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' as Xml;

/** An element; attributes of null and undefined are left out. Names are the program's own. */
export function element(
  name: string,
  attributes: Readonly<Record<string, Value>> | null = null,
  ...inside: readonly XmlContent[]
): Xml {
  const content = joined(inside);
  const start = opening(name, attributes);
  return (content === '' ? `<${start}/>` : `<${start}>${content}</${name}>`) as Xml;
}

/** The start tag of an element that is written in pieces. */
export function startTag(name: string, attributes: Readonly<Record<string, Value>> = {}): Xml {
  return `<${opening(name, attributes)}>` as Xml;
}

/** The end tag of an element whose start was written before. */
export function endTag(name: string): Xml {
  return `</${name}>` as Xml;
}

/** Character data. What XML 1.0 can't hold, even as a reference, leaves a replacement character. */
export function text(words: string): Xml {
  if (!special.test(words)) return words as Xml;
  return legal(words).replace(/[&<>]/gu, (sign) => references[sign] ?? sign) as Xml;
}

/** Parts as one text, lists within them included; what is left out is nothing. */
export function joined(parts: readonly XmlContent[]): Xml {
  let all = '';
  for (const part of parts) {
    if (typeof part === 'string') all += part;
    else if (part) all += joined(part);
  }
  return all as Xml;
}

function opening(name: string, attributes: Readonly<Record<string, Value>> | null): string {
  let start = name;
  for (const key in attributes) {
    const value = attributes[key];
    if (value !== null && value !== undefined) start += ` ${key}="${attribute(String(value))}"`;
  }
  return start;
}

/** White space is written as references, which a reader does not make spaces of. */
function attribute(value: string): string {
  if (!special.test(value)) return value;
  return legal(value).replace(/[&<>"\t\n\r]/gu, (sign) => references[sign] ?? sign);
}

/** Most words have nothing to be written otherwise, which one look tells. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const special = /[\0-\x1f&<>"\ud800-\udfff\ufffe\uffff]/;

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** https://www.w3.org/TR/xml/#charsets: no controls but three, no lone surrogate, no U+FFFE and U+FFFF. */
function legal(words: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return words.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\p{Cs}\ufffe\uffff]/gu, '\ufffd');
}
