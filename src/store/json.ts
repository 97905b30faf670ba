/** The value that a text of JSON means; undefined for a text that is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A token of JSON (RFC 8259), or any other single character, behind white space. */
const token =
  /[ \t\r\n]*("[ !#-[\]-\u{10ffff}]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[ !#-[\]-\u{10ffff}]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|.)/suy;

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end' | 'nothing';

/**
 * Where a text stops being JSON: the line and column, from 1, of the first token that cannot stand
 * there, or of the end where something is missing. `JSON.parse` does not always say.
 */
export function jsonFault(text: string): { line: number; column: number } {
  const before = text.slice(0, faultOffset(text)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function faultOffset(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  token.lastIndex = 0;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const next = step(found[1] ?? '', expected, open);
    if (next === null) return token.lastIndex - (found[1] ?? '').length;
    expected = next;
  }
  return text.trimEnd().length;
}

/** What may come behind a token; null where the token itself may not come. */
function step(found: string, expected: Expected, open: string[]): Expected | null {
  if (mayClose(expected) && found === open.at(-1)) {
    open.pop();
    return afterValue(open);
  }
  switch (expected) {
    case 'value':
    case 'value or ]':
      return beginValue(found, open);
    case 'key':
    case 'key or }':
      return isText(found) ? ':' : null;
    case ':':
      return found === ':' ? 'value' : null;
    case ', or end':
      if (found !== ',') return null;
      return open.at(-1) === '}' ? 'key' : 'value';
    case 'nothing':
      return null;
  }
}

function mayClose(expected: Expected): boolean {
  return ['value or ]', 'key or }', ', or end'].includes(expected);
}

function beginValue(found: string, open: string[]): Expected | null {
  if (found === '{') {
    open.push('}');
    return 'key or }';
  }
  if (found === '[') {
    open.push(']');
    return 'value or ]';
  }
  const scalar = isText(found) || /^(?:-?\d.*|true|false|null)$/u.test(found);
  return scalar ? afterValue(open) : null;
}

function afterValue(open: readonly string[]): Expected {
  return open.length === 0 ? 'nothing' : ', or end';
}

function isText(found: string): boolean {
  return found.length > 1 && found.startsWith('"');
}
