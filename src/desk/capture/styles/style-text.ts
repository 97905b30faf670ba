/** The strings of a CSS value in their order, without their quotes and escapes; the value's end ends one too. */
export function stringsOf(value: string): string[] {
  return [
    ...value.matchAll(/"((?:[^"\\]|\\[\s\S])*)(?:"|\\?$)|'((?:[^'\\]|\\[\s\S])*)(?:'|\\?$)/gu),
  ].map(([, double, single]) => unescaped(double ?? single ?? ''));
}

function unescaped(text: string): string {
  return text.replace(/\\(?:([\da-f]{1,6})\s?|([\s\S]))/giu, (_all, code, sign) =>
    code === undefined ? sign.trim() : characterOf(Number.parseInt(code, 16)),
  );
}

/** "" for a number that no character has. */
function characterOf(code: number): string {
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return code > 0 && code <= 0x10ffff && !isSurrogate ? String.fromCodePoint(code) : '';
}

/** A text as a CSS string. */
export function quoted(text: string): string {
  return `"${text.replace(/["\\;]/gu, (sign) => `\\${sign.charCodeAt(0).toString(16)} `)}"`;
}
