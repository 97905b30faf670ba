/** How far into a page browsers look for its charset, with room for a long first comment. */
const prescanBytes = 4096;

/**
 * The encoding that a page names, by its name of WHATWG's; null where it names none that is known.
 * A page that could be read so far as to declare UTF-16 is not in UTF-16 (WHATWG HTML, 13.2.3.2).
 */
export function declaredIn(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, prescanBytes));
  const bare = head.replace(/<!--[\s\S]*?(?:-->|$)/gu, '');
  const xml = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)/iu.exec(bare)?.[1];
  const metas =
    xml === undefined ? bare.matchAll(/<meta(?=[\s/])(?:[^>"']|"[^"]*"|'[^']*')*/giu) : [];
  for (const label of [xml, ...Array.from(metas, ([meta]) => charsetOf(meta))]) {
    const encoding = label === undefined ? null : knownName(label);
    if (encoding !== null) return encoding.startsWith('utf-16') ? 'utf-8' : encoding;
  }
  return null;
}

/** The charset that a *meta* declares, in an attribute of its own or as the type of its content. */
function charsetOf(meta: string): string | undefined {
  const attributes = new Map<string, string>();
  for (const [, name = '', ...values] of meta.matchAll(attribute)) {
    const known = name.toLowerCase();
    if (!attributes.has(known)) attributes.set(known, values.join(''));
  }
  const isType = /^content-type$/iu.test(attributes.get('http-equiv') ?? '');
  const inType = /charset\s*=\s*["']?\s*([^\s"';]+)/iu.exec(attributes.get('content') ?? '')?.[1];
  return attributes.get('charset') ?? (isType ? inType : undefined);
}

const attribute = /([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gu;

/** The name that WHATWG gives to an encoding; null for what is none. */
export function knownName(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}
